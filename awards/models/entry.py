"""Entrants of a round, and the proofs that they hand in."""

from django.conf import settings
from django.core.validators import MinLengthValidator
from django.db import models
from django.db.models import Q

from awards.enums import EntryOrigin, EntryState, FirmSize
from awards.models.category import EntrantCategory
from awards.models.edition import LONGEST_NAME
from awards.models.round import Round
from regions import names
from regions.models import Region

USER = settings.AUTH_USER_MODEL


def name_of(region: Region, firm: "Firm | None") -> str:
    """Return the one name under which an entrant appears everywhere: that of the firm, else of the region in full."""
    return firm.name if firm else names.full(region.name, region.kind)


class Firm(models.Model):
    """A firm that may be proposed. `npp` is its number with BPJS Ketenagakerjaan; `contact` an office and no person."""

    npp = models.CharField(max_length=20, unique=True, validators=[MinLengthValidator(4)])
    name = models.CharField(max_length=LONGEST_NAME)
    size = models.CharField(max_length=6, choices=FirmSize)
    sector = models.CharField(max_length=LONGEST_NAME)
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    contact = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(npp="") & ~Q(name=""), name="firm_has_npp_and_name"),
        ]


class Entry(models.Model):
    """A region or a firm that competes in a category of a round.

    `region` is the region that competes, or where the firm sits: by it officials reach the entry. `firm` is set where a
    firm competes. `why` is the reason of the last decision; `was` the entry of the provincial round that won.
    """

    round = models.ForeignKey(Round, models.PROTECT, related_name="entries")
    category = models.ForeignKey(EntrantCategory, models.PROTECT, related_name="entries")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    firm = models.ForeignKey(Firm, models.PROTECT, null=True, related_name="entries")
    origin = models.CharField(max_length=11, choices=EntryOrigin)
    state = models.CharField(max_length=9, choices=EntryState, default=EntryState.PROPOSED)
    why = models.TextField(blank=True)
    was = models.ForeignKey("self", models.PROTECT, null=True, related_name="promoted_to")
    version = models.PositiveIntegerField(default=1)
    proposed_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["round", "category", "region"], condition=Q(firm=None), name="entry_region_once"
            ),
            models.UniqueConstraint(fields=["round", "category", "firm"], name="entry_firm_once"),
            models.CheckConstraint(
                condition=Q(decided_by=None, decided_at=None) | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="entry_decided_paired",
            ),
        ]

    @property
    def name(self) -> str:
        """What competes, by name: the firm, else the region."""
        return name_of(self.region, self.firm)

    @property
    def dossiers(self) -> tuple[int, ...]:
        """The entries (ids) whose proofs are in the dossier: this one, and that of the round which it won."""
        return (self.pk,) if self.was_id is None else (self.pk, self.was_id)


class Evidence(models.Model):
    """One version of a proof of an entry: a decree, a budget page, a photo. Replacing keeps the old one.

    `content` is the file as it was handed in, `redacted` the copy that the public may see; the digests are SHA-256 of
    each. A withdrawn proof stays, with who withdrew it. `after_complete` and `withdrawn_after_complete`: it changed
    when the documents of the entry had been declared complete; `copy_why` is why a copy changed that the public saw.
    """

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="evidence")
    criterion = models.CharField(max_length=20)
    proof = models.CharField(max_length=20)
    version = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    issuer = models.CharField(max_length=LONGEST_NAME)
    issued_on = models.DateField()
    valid_until = models.DateField(null=True)
    amount = models.DecimalField(max_digits=18, decimal_places=2, null=True)
    file_name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    content = models.BinaryField()
    redacted = models.BinaryField(null=True)
    redacted_type = models.CharField(max_length=80, blank=True)
    redacted_size = models.PositiveIntegerField(default=0)
    redacted_digest = models.CharField(max_length=64, blank=True)
    redacted_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    redacted_at = models.DateTimeField(null=True)
    copy_changed_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    copy_changed_at = models.DateTimeField(null=True)
    copy_why = models.TextField(blank=True)
    filed_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    filed_at = models.DateTimeField()
    after_complete = models.BooleanField(default=False)
    withdrawn_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_why = models.TextField(blank=True)
    withdrawn_after_complete = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "criterion", "proof", "version"], name="evidence_version_once"),
            models.CheckConstraint(condition=Q(size__gt=0), name="evidence_is_not_empty"),
            models.CheckConstraint(
                condition=Q(withdrawn_by=None, withdrawn_at=None)
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False),
                name="evidence_withdrawn_paired",
            ),
            models.CheckConstraint(
                condition=Q(redacted=None, redacted_by=None, redacted_at=None)
                | Q(redacted__isnull=False, redacted_by__isnull=False, redacted_at__isnull=False),
                name="evidence_redacted_paired",
            ),
            models.CheckConstraint(
                condition=Q(copy_changed_by=None, copy_changed_at=None, copy_why="")
                | (Q(copy_changed_by__isnull=False, copy_changed_at__isnull=False) & ~Q(copy_why="")),
                name="evidence_copy_changed_with_a_reason",
            ),
        ]
        indexes = [models.Index(fields=["digest"], name="evidence_digest")]
