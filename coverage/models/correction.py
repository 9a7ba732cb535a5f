"""What may happen to a report on its way: cells unlocked for correction, approval on paper, reconciled differences."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from coverage.enums import AgreementState, ReasonCode
from coverage.models.dimensions import Payer, WorkerCategory
from coverage.models.report import Report, ReportEvent, paired
from regions.models import Region

USER = settings.AUTH_USER_MODEL


class UnlockedCell(models.Model):
    """A cell that a reopening (koreksi terbatas) named; only these can be written until the next publication."""

    opening = models.ForeignKey(ReportEvent, models.PROTECT, related_name="unlocked")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", db_index=False)
    category = models.ForeignKey(WorkerCategory, models.PROTECT, related_name="+", db_index=False)
    payer = models.ForeignKey(Payer, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["opening", "region", "category", "payer"], name="unlocked_cell_once")
        ]


class PaperApproval(models.Model):
    """Approval of a head who does not sign in: a printed report with a code over its figures, and its signed scan.

    The code is one over all figures as they were when printed; a figure changed afterwards voids it. The province
    confirms that the code on the scan is this one; that confirmation signs the report.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="paper_approvals")
    code = models.CharField(max_length=20, unique=True)
    figures_digest = models.CharField(max_length=64)
    signer_name = models.CharField(max_length=120)
    printed_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    printed_at = models.DateTimeField()
    scan = models.BinaryField(null=True)
    scan_type = models.CharField(max_length=40, blank=True)
    scan_digest = models.CharField(max_length=64, blank=True)
    uploaded_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=paired("uploaded"), name="paper_uploaded_paired"),
            models.CheckConstraint(condition=paired("confirmed"), name="paper_confirmed_paired"),
            models.CheckConstraint(
                condition=Q(uploaded_by=None) | (Q(scan__isnull=False) & ~Q(scan_digest="")), name="paper_has_its_scan"
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | Q(uploaded_by__isnull=False), name="paper_confirmed_after_upload"
            ),
        ]


class Reconciliation(models.Model):
    """What was found out about one difference between a report and what another source states (pencocokan angka).

    Of a region and category (none: the region's total): our figure and theirs as they were then, with the reason or,
    where both sides insist, marked "belum disepakati". Never changed: a later row stands in its place.
    """

    report = models.ForeignKey(Report, models.PROTECT, related_name="reconciliations")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", db_index=False)
    category = models.ForeignKey(WorkerCategory, models.PROTECT, null=True, related_name="+", db_index=False)
    stated_by = models.CharField(max_length=10)
    ours = models.PositiveBigIntegerField(null=True)
    theirs = models.PositiveBigIntegerField(null=True)
    agreed = models.PositiveBigIntegerField(null=True)
    state = models.CharField(max_length=12, choices=AgreementState)
    reason = models.CharField(max_length=20, choices=ReasonCode, blank=True)
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state=AgreementState.DISPUTED) | ~Q(reason=""), name="reconciliation_explained_has_reason"
            )
        ]
