"""What jurors say of entries: their marks, and what happened at interviews."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models.append_only import AppendOnlyModel
from awards.models.category import CriteriaSet, EntrantCategory
from awards.models.entry import Entry, Evidence
from awards.models.jury import Seat
from awards.models.round import Round

USER = settings.AUTH_USER_MODEL


class MarkSheet(models.Model):
    """One juror's marks of one entry in one phase (desk, interview). Drafts until `final_at`; then they are final.

    `version` is sent back with each save, so that two windows of one juror cannot overwrite each other. `reopened_for`
    is the granted objection for which its criterion is marked anew, after the stage has passed.
    """

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="sheets")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="sheets")
    phase = models.CharField(max_length=9)
    version = models.PositiveIntegerField(default=1)
    final_at = models.DateTimeField(null=True)
    saved_at = models.DateTimeField()
    reopened_for = models.ForeignKey("awards.Objection", models.PROTECT, null=True, related_name="sheets")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["seat", "entry", "phase"], name="marksheet_once")]


class Mark(models.Model):
    """What a juror gives an entry for one criterion, in the points of its scale; no row where none was given yet."""

    sheet = models.ForeignKey(MarkSheet, models.PROTECT, related_name="marks")
    criterion = models.CharField(max_length=20)
    points = models.DecimalField(max_digits=7, decimal_places=3, null=True)
    note = models.TextField(blank=True)
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "criterion"], name="mark_once")]


class MarkRevision(AppendOnlyModel):
    """What a mark became by one save: its history, which only grows."""

    sheet = models.ForeignKey(MarkSheet, models.PROTECT, related_name="+")
    criterion = models.CharField(max_length=20)
    version = models.PositiveIntegerField()
    points = models.DecimalField(max_digits=7, decimal_places=3, null=True)
    note = models.TextField(blank=True)
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    at = models.DateTimeField()


class Interview(models.Model):
    """The interview of a nominee: its place in the order, when it was held, whether the regional head attended.

    `planned_at`, `minutes` and `venue` are the plan; a venue may be a room or where to join a call.
    `head_attended` is a fact that is noted, None until then; `attended_by` names the office that came instead.
    """

    entry = models.OneToOneField(Entry, models.PROTECT, related_name="interview")
    position = models.PositiveSmallIntegerField()
    planned_at = models.DateTimeField(null=True)
    minutes = models.PositiveSmallIntegerField(default=20)
    venue = models.CharField(max_length=120, blank=True)
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    head_attended = models.BooleanField(null=True)
    attended_by = models.CharField(max_length=120, blank=True)
    noted_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    noted_at = models.DateTimeField(null=True)


class Question(models.Model):
    """A question that a juror wants put to a nominee; the jury alone reads it."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="questions")
    seat = models.ForeignKey(Seat, models.PROTECT, related_name="questions")
    text = models.TextField()
    asked_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="question_is_not_empty")]


class Snapshot(models.Model):
    """The released numbers by which the computed criteria of a category are judged, frozen; a later one replaces it."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="snapshots")
    category = models.ForeignKey(EntrantCategory, models.PROTECT, related_name="+")
    criteria_set = models.ForeignKey(CriteriaSet, models.PROTECT, related_name="+")
    version = models.PositiveSmallIntegerField()
    frozen_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    frozen_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "category", "version"], name="snapshot_version_once")]


class SnapshotInput(models.Model):
    """What one entry has in one computed or levelled criterion: the raw measure, and from where it is.

    `raw` is None where nothing is known, which is not zero. `level` is the code of a levelled criterion. `figure_id`
    cites the release, `proofs` all versions of proofs (ids) behind the number, of what was stated that one by which it
    was; `source` tells in words what else it rests on. `waiver` is why the criterion does not apply to the entry (tidak
    berlaku), which the secretariat states.
    """

    snapshot = models.ForeignKey(Snapshot, models.CASCADE, related_name="inputs")
    entry = models.ForeignKey(Entry, models.PROTECT, related_name="+")
    criterion = models.CharField(max_length=20)
    raw = models.DecimalField(max_digits=24, decimal_places=10, null=True)
    level = models.CharField(max_length=20, blank=True)
    figure_id = models.CharField(max_length=48, blank=True)
    source = models.CharField(max_length=200, blank=True)
    proofs = models.JSONField(default=list)
    waiver = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["snapshot", "entry", "criterion"], name="snapshotinput_once"),
            models.CheckConstraint(
                condition=Q(waiver="") | Q(raw=None, level=""), name="snapshotinput_waives_what_is_unknown"
            ),
        ]
