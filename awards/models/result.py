"""What comes of a round: minutes of the plenary, closed results, their publication by two, and objections to them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models.append_only import AppendOnlyModel
from awards.enums import ResultCause
from awards.models.category import CriteriaSet, EntrantCategory
from awards.models.edition import LONGEST_NAME
from awards.models.entry import Entry
from awards.models.jury import Seat
from awards.models.mark import Snapshot
from awards.models.round import Round

USER = settings.AUTH_USER_MODEL


def paired(name: str) -> Q:
    """Match rows in which `<name>_by` and `<name>_at` are both set or both empty."""
    return Q(**{f"{name}_by": None, f"{name}_at": None}) | Q(
        **{f"{name}_by__isnull": False, f"{name}_at__isnull": False}
    )


class Plenary(models.Model):
    """A meeting of the whole jury of a round (rapat pleno): when, where, and in words who came besides the jurors."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="plenaries")
    number = models.PositiveSmallIntegerField()
    held_at = models.DateTimeField()
    place = models.CharField(max_length=LONGEST_NAME)
    guests = models.CharField(max_length=300, blank=True)
    noted_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    noted_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="plenary_number_once"),
            models.CheckConstraint(condition=~Q(place=""), name="plenary_has_a_place"),
        ]


class PlenaryAttendance(models.Model):
    """A juror who was at a plenary; who has no row was absent."""

    plenary = models.ForeignKey(Plenary, models.CASCADE, related_name="attendances")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plenary", "seat"], name="plenaryattendance_once")]


class PlenaryDecision(AppendOnlyModel):
    """What a plenary decided of a category, or of one entry in it. Never changed: a later one takes its place."""

    plenary = models.ForeignKey(Plenary, models.PROTECT, related_name="decisions")
    category = models.ForeignKey(EntrantCategory, models.PROTECT, related_name="+")
    entry = models.ForeignKey(Entry, models.PROTECT, null=True, related_name="+")
    text = models.TextField()
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="plenarydecision_is_not_empty")]


class PlenaryMinutes(AppendOnlyModel):
    """The Berita Acara of a plenary as it stood after one act: printed later, it still says the same.

    `content` tells who sat in the jury and who was there, what was decided, and of each closed category the version
    and the order then (`awards.queries.results.plenary`). Each note and each decision makes the next version.
    """

    plenary = models.ForeignKey(Plenary, models.PROTECT, related_name="minutes")
    version = models.PositiveSmallIntegerField()
    content = models.JSONField()
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plenary", "version"], name="plenaryminutes_version_once")]


class Result(AppendOnlyModel):
    """The result of a category in a round, computed once and never changed; what changes it later is the next version.

    `bundle` is the archive from which anyone recomputes it, `digest` its SHA-256. `cause` and `reason` tell why there
    is this version; `objection` is the one that was granted, if that is why.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="results")
    category = models.ForeignKey(EntrantCategory, models.PROTECT, related_name="results")
    version = models.PositiveSmallIntegerField()
    cause = models.CharField(max_length=9, choices=ResultCause)
    reason = models.TextField(blank=True)
    criteria_set = models.ForeignKey(CriteriaSet, models.PROTECT, related_name="+")
    snapshot = models.ForeignKey(Snapshot, models.PROTECT, null=True, related_name="+")
    objection = models.ForeignKey("awards.Objection", models.PROTECT, null=True, related_name="results")
    formula = models.CharField(max_length=20)
    digest = models.CharField(max_length=64)
    bundle = models.BinaryField()
    closed_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    closed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "category", "version"], name="result_version_once"),
            models.CheckConstraint(
                condition=Q(version=1, cause=ResultCause.FIRST)
                | (Q(version__gt=1) & ~Q(cause=ResultCause.FIRST) & ~Q(reason="")),
                name="result_later_has_a_reason",
            ),
        ]


class ResultRow(AppendOnlyModel):
    """One entry in a closed result: its place, and all that explains it to the entrant.

    `rank` and `total` are None where something is lacking by rule, as for who is no nominee. `content` tells points per
    criterion and phase, the trace of ties, and what would have gained a place (`awards.queries.results.content`).
    """

    result = models.ForeignKey(Result, models.PROTECT, related_name="rows")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="results")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    rank = models.PositiveSmallIntegerField(null=True)
    total = models.DecimalField(max_digits=20, decimal_places=10, null=True)
    is_winner = models.BooleanField()
    content = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["result", "entry"], name="resultrow_once"),
            models.CheckConstraint(
                condition=Q(rank=None, is_winner=False) | Q(rank__gte=1, total__isnull=False), name="resultrow_ranked"
            ),
        ]


class Publication(models.Model):
    """The request to publish a result, and what became of it: two people publish, and two withdraw.

    `sk_number` and `sk_on` are the decree of the winners. Nothing is public before `embargo_until`. A request that was
    taken back is `dropped`.
    """

    result = models.ForeignKey(Result, models.PROTECT, related_name="publications")
    sk_number = models.CharField(max_length=LONGEST_NAME)
    sk_on = models.DateField()
    embargo_until = models.DateTimeField(null=True)
    asked_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    approved_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    drop_why = models.TextField(blank=True)
    dropped_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    dropped_at = models.DateTimeField(null=True)
    withdraw_why = models.TextField(blank=True)
    withdraw_asked_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    withdraw_asked_at = models.DateTimeField(null=True)
    withdrawn_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["result"], condition=Q(dropped_at=None, withdrawn_at=None), name="publication_one_stands"
            ),
            models.CheckConstraint(condition=~Q(sk_number=""), name="publication_names_the_decree"),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("asked_by")), name="publication_approved_by_another"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_by=None) | ~Q(withdrawn_by=F("withdraw_asked_by")),
                name="publication_withdrawn_by_another",
            ),
            *(
                models.CheckConstraint(condition=paired(name), name=f"publication_{name}_paired")
                for name in ("approved", "dropped", "withdraw_asked", "withdrawn")
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(approved_at__isnull=False, withdraw_asked_at__isnull=False),
                name="publication_withdrawn_when_published",
            ),
        ]


class Objection(models.Model):
    """An entrant contests one criterion of its own result (sanggahan); the secretariat answers in writing.

    Its number is public, and the deadline, which is the end of the round's stage Sanggahan; all else is not. Granted,
    it leads to the next version of the result: with `raw` or `level` in place of what was counted, or after the jurors
    have marked anew.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="objections")
    number = models.PositiveSmallIntegerField()
    result = models.ForeignKey(Result, models.PROTECT, related_name="objections")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="objections")
    criterion = models.CharField(max_length=40)
    text = models.TextField()
    proof = models.BinaryField(null=True)
    proof_size = models.PositiveIntegerField(default=0)
    proof_type = models.CharField(max_length=80, blank=True)
    proof_digest = models.CharField(max_length=64, blank=True)
    filed_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    filed_at = models.DateTimeField()
    is_granted = models.BooleanField(null=True)
    answer = models.TextField(blank=True)
    raw = models.DecimalField(max_digits=24, decimal_places=10, null=True)
    level = models.CharField(max_length=20, blank=True)
    answered_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="objection_number_once"),
            models.UniqueConstraint(fields=["result", "entry", "criterion"], name="objection_once_a_criterion"),
            models.CheckConstraint(condition=~Q(text=""), name="objection_says_something"),
            models.CheckConstraint(condition=paired("answered"), name="objection_answered_paired"),
            models.CheckConstraint(
                condition=Q(is_granted=None, answered_by=None) | Q(is_granted__isnull=False, answered_by__isnull=False),
                name="objection_decided_when_answered",
            ),
        ]
