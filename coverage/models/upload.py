"""Files that were sent to be imported, and the rows that were found in them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from coverage.enums import RowStatus, StatedBy, UploadState, UploadUse, Via
from coverage.models.figure import Change
from regions.models import Region

USER = settings.AUTH_USER_MODEL
LONGEST_VALUE = 120


class Upload(models.Model):
    """One file that someone sent (Impor no. 17): what it is taken for, how far it has come, what it wrote.

    `original` is the file as sent, dropped after 90 days and never kept of a person list. `given` holds what the sender
    said of the whole file (period, category, payer, sheet), `answers` what a person decided about doubts in it, `found`
    what was found sheet by sheet; `surveys` is what was known of the sheets when the limits were checked, for the next
    reading. Of a person list `counted` holds the counts that are all that is left of it.
    `began_at` is when a worker took it up to read it, `alive_at` when one last said that it is at it. `corrects` is the
    upload whose bad rows it brings back corrected; of those alone it is read (`given`, marked). `reporters` are the
    regions of whose reports its rows speak, by which colleagues find it. `wanted_by` is who asked for the previewed
    upload to be applied, `wanted_partly` whether without its bad rows.
    """

    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    via = models.CharField(max_length=10, choices=Via)
    use = models.CharField(max_length=10, choices=UploadUse)
    stated_by = models.CharField(max_length=10, choices=StatedBy, blank=True)
    file_name = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    original = models.BinaryField(null=True)
    is_person_list = models.BooleanField(default=False)
    given = models.JSONField(default=dict)
    answers = models.JSONField(default=dict)
    found = models.JSONField(default=dict)
    counted = models.JSONField(null=True)
    surveys = models.JSONField(null=True)
    state = models.CharField(max_length=10, choices=UploadState, default=UploadState.QUEUED)
    rows_read = models.PositiveIntegerField(default=0)
    rows_expected = models.PositiveIntegerField(null=True)
    attempt = models.PositiveSmallIntegerField(default=0)
    began_at = models.DateTimeField(null=True)
    alive_at = models.DateTimeField(null=True)
    corrects = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    reporters = models.ManyToManyField(Region, related_name="+")
    wanted_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    wanted_partly = models.BooleanField(default=False)
    applied_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    applied_at = models.DateTimeField(null=True)
    change = models.OneToOneField(Change, models.PROTECT, null=True, related_name="upload")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_person_list=False) | Q(original=None), name="upload_keeps_no_person_list"
            ),
            models.CheckConstraint(
                condition=Q(use=UploadUse.FIGURES, stated_by="")
                | Q(use=UploadUse.COMPARISON, stated_by__in=[StatedBy.BPJS, StatedBy.VILLAGE]),
                name="upload_comparison_has_its_speaker",
            ),
        ]
        indexes = [
            models.Index(fields=["digest"], name="upload_digest"),
            models.Index(fields=["state"], name="upload_state"),
        ]


class StagedRow(models.Model):
    """What one row of an upload would do to one cell, or why it does nothing. Ids are plain numbers: a staged row
    refers to what was found, and keeps nothing else from being changed. Its upload is locked while it is staged, so the
    database need not look for it once more for each of a million rows.

    `code` names the reason of a row that is rejected or held, `column` its heading, `value` what was written there.
    `funded_until` is the day that stands at the cell already: a file does not take it away. `seen` is the version of
    the cell that the preview was made from, 0 where there was none. `place` is the column of the count (from 0), where
    the row has one; `more` what else the sentence of a row that is not understood says, with its choices.
    """

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="rows", db_index=False, db_constraint=False)
    sheet = models.PositiveSmallIntegerField()
    row_number = models.PositiveIntegerField()
    status = models.CharField(max_length=9, choices=RowStatus)
    code = models.CharField(max_length=40, blank=True)
    column = models.CharField(max_length=120, blank=True)
    value = models.CharField(max_length=LONGEST_VALUE, blank=True)
    month = models.PositiveIntegerField(null=True)
    region = models.BigIntegerField(null=True)
    category = models.BigIntegerField(null=True)
    payer = models.BigIntegerField(null=True)
    enrolled = models.PositiveIntegerField(null=True)
    not_applicable = models.BooleanField(default=False)
    funded_until = models.DateField(null=True)
    old_enrolled = models.PositiveIntegerField(null=True)
    old_not_applicable = models.BooleanField(null=True)
    seen = models.PositiveIntegerField(null=True)
    reporter = models.BigIntegerField(null=True)
    place = models.PositiveSmallIntegerField(null=True)
    more = models.JSONField(null=True)

    class Meta:
        indexes = [models.Index(fields=["upload", "status", "sheet", "row_number"], name="stagedrow_upload_status")]


class StagedTarget(models.Model):
    """A target that a file states in its column Target: what would be proposed for a region and year."""

    upload = models.ForeignKey(Upload, models.CASCADE, related_name="targets")
    region = models.BigIntegerField()
    year = models.PositiveSmallIntegerField()
    persons = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["upload", "region", "year"], name="stagedtarget_once")]


class RememberedLayout(models.Model):
    """What a sender decided about sheets that look alike: their columns and the words in them, in versions.

    `fingerprint` is of the headings alone, so that next month's file is known again; `layout` is how they were read.
    """

    sender = models.ForeignKey(USER, models.PROTECT, related_name="+")
    fingerprint = models.CharField(max_length=64)
    version = models.PositiveIntegerField()
    layout = models.JSONField()
    answers = models.JSONField(default=dict)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sender", "fingerprint", "version"], name="rememberedlayout_version")
        ]
