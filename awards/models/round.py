"""Rounds of an edition, provincial and national, and the stages by whose dates they run."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models.append_only import AppendOnlyModel
from awards.enums import RoundStage
from awards.models.category import CriteriaSet, EntrantCategory
from awards.models.edition import Edition
from regions.models import Region

USER = settings.AUTH_USER_MODEL


class Round(models.Model):
    """One judging of an edition: in a province, or, where `region` is the nation, of the provinces' winners.

    Its days are those of `time_zone`. `objection_days` is the length of the stage Sanggahan in working days, counted
    from its window whenever that is set: a setting of the portal, no official rule. `version` grows with each act
    upon it.
    """

    edition = models.ForeignKey(Edition, models.PROTECT, related_name="rounds")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    is_national = models.BooleanField()
    time_zone = models.CharField(max_length=20)
    objection_days = models.PositiveSmallIntegerField(default=3)
    version = models.PositiveIntegerField(default=1)
    is_sample = models.BooleanField(default=False)
    opened_by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "region"], name="round_once_a_region"),
            models.CheckConstraint(condition=Q(objection_days__lte=30), name="round_objection_days_in_range"),
        ]


class RoundWindow(models.Model):
    """When a stage of a round is open: from `opens_at` until just before `closes_at`. Stages do not overlap."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="windows")
    stage = models.CharField(max_length=12, choices=RoundStage)
    position = models.PositiveSmallIntegerField()
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "stage"], name="roundwindow_stage_once"),
            models.UniqueConstraint(fields=["round", "position"], name="roundwindow_position_once"),
            models.CheckConstraint(condition=Q(closes_at__gt=F("opens_at")), name="roundwindow_lasts"),
        ]


class StageExtension(AppendOnlyModel):
    """The act by which a stage was given more time, with its reason. Never changed."""

    window = models.ForeignKey(RoundWindow, models.PROTECT, related_name="+")
    was_until = models.DateTimeField()
    until = models.DateTimeField()
    reason = models.TextField()
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(until__gt=F("was_until")), name="stageextension_is_later"),
        ]


class RoundCriteria(models.Model):
    """By which criteria set a category is judged in a round; the newest row of a category holds."""

    round = models.ForeignKey(Round, models.PROTECT, related_name="criteria")
    category = models.ForeignKey(EntrantCategory, models.PROTECT, related_name="+")
    criteria_set = models.ForeignKey(CriteriaSet, models.PROTECT, related_name="rounds")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "category", "criteria_set"], name="roundcriteria_set_once"),
        ]
