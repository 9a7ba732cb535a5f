"""The jury of a round: who sits in it, and who does not judge which entry."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from awards.enums import ConflictKind, ConflictSource, SeatRole
from awards.models.edition import LONGEST_NAME
from awards.models.entry import Entry
from awards.models.round import Round

USER = settings.AUTH_USER_MODEL


class Seat(models.Model):
    """A juror's place in a round, by decree. `pseudonym` stands for the juror wherever marks are shown or published.

    `shuffle` orders the entries for this juror alone: chance, and always the same. `declared_at` is when the juror said
    of all entries where there is a conflict of interest and that there is no other.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="seats")
    user = models.ForeignKey(USER, models.PROTECT, related_name="+")
    role = models.CharField(max_length=9, choices=SeatRole, default=SeatRole.MEMBER)
    decree = models.CharField(max_length=LONGEST_NAME)
    pseudonym = models.CharField(max_length=12)
    shuffle = models.CharField(max_length=32)
    declared_at = models.DateTimeField(null=True)
    appointed_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    appointed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_why = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "user"], name="seat_once_a_juror"),
            models.UniqueConstraint(fields=["round", "pseudonym"], name="seat_pseudonym_once"),
            models.CheckConstraint(condition=~Q(decree=""), name="seat_by_decree"),
        ]

    def has_declared(self, entry: Entry) -> bool:
        """Tell whether the juror's declaration is about an entry too: it came after the entry was proposed."""
        return self.declared_at is not None and self.declared_at >= entry.proposed_at


class Conflict(models.Model):
    """A conflict of interest of a juror with an entry: while it stands the juror does not judge that entry.

    It is lifted by two people: the secretariat asks with a reason, an administrator agrees. Neither may be the juror.
    `is_late` is one that came up when the juror's marks of the entry were final: they count until the same two agree
    that it takes effect (`backed_by`, `upheld_by`), so that nobody drops marks alone.
    """

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="conflicts")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="conflicts")
    kind = models.CharField(max_length=13, choices=ConflictKind)
    source = models.CharField(max_length=8, choices=ConflictSource)
    note = models.TextField(blank=True)
    is_late = models.BooleanField(default=False)
    found_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    found_at = models.DateTimeField()
    backed_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    backed_at = models.DateTimeField(null=True)
    upheld_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    upheld_at = models.DateTimeField(null=True)
    lift_why = models.TextField(blank=True)
    lift_asked_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    lift_asked_at = models.DateTimeField(null=True)
    lifted_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["seat", "entry", "kind"], name="conflict_once"),
            models.CheckConstraint(
                condition=Q(lifted_by=None, lifted_at=None)
                | Q(lifted_by__isnull=False, lifted_at__isnull=False, lift_asked_by__isnull=False),
                name="conflict_lifted_when_asked",
            ),
            models.CheckConstraint(
                condition=Q(lifted_by=None) | ~Q(lifted_by=F("lift_asked_by")), name="conflict_lifted_by_another"
            ),
            models.CheckConstraint(
                condition=Q(upheld_by=None, upheld_at=None)
                | Q(is_late=True, upheld_by__isnull=False, upheld_at__isnull=False, backed_by__isnull=False),
                name="conflict_upheld_when_backed",
            ),
            models.CheckConstraint(
                condition=Q(upheld_by=None) | ~Q(upheld_by=F("backed_by")), name="conflict_upheld_by_another"
            ),
        ]

    @property
    def is_undecided(self) -> bool:
        """Whether it came late and does not take effect yet."""
        return self.is_late and self.upheld_at is None and self.lifted_at is None
