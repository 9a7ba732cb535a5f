"""What a regency is asked to enter, and what people say about single cells of it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from coverage.enums import AskedPer, ReasonCode
from coverage.models.dimensions import Payer, WorkerCategory
from coverage.models.report import Report, paired
from regions.models import Region

USER = settings.AUTH_USER_MODEL


class AskedPair(models.Model):
    """A row of the entry plan (susunan isian): this category and payer are asked of the region in that year.

    Asked per village, or only once at the region itself. Completeness counts these and no others.
    """

    region = models.ForeignKey(Region, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    category = models.ForeignKey(WorkerCategory, models.PROTECT, related_name="+", db_index=False)
    payer = models.ForeignKey(Payer, models.PROTECT, related_name="+", db_index=False)
    per = models.CharField(max_length=8, choices=AskedPer)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["region", "year", "category", "payer"], name="asked_pair_once"),
            models.CheckConstraint(condition=Q(year__range=(2000, 2100)), name="asked_pair_year_is_real"),
            models.CheckConstraint(condition=Q(per__in=AskedPer.values), name="asked_pair_per_is_known"),
        ]


class OfCell(models.Model):
    """Something said about one cell of a report; without category and payer, about the region's total."""

    report = models.ForeignKey(Report, models.PROTECT, related_name="%(class)ss")
    region = models.ForeignKey(Region, models.PROTECT, related_name="+", db_index=False)
    category = models.ForeignKey(WorkerCategory, models.PROTECT, null=True, related_name="+", db_index=False)
    payer = models.ForeignKey(Payer, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        abstract = True


class Explanation(OfCell):
    """Why a warning about a cell is no mistake: one tap of a person. It holds as long as the cell says `about`.

    `rule` is the code of the warning (`coverage.cautions`), `about` what the cell held, as text. Never changed: a
    later one for the same cell and rule stands in its place.
    """

    rule = models.CharField(max_length=20)
    about = models.CharField(max_length=40)
    reason = models.CharField(max_length=20, choices=ReasonCode)
    note = models.CharField(max_length=300, blank=True)
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(reason__in=ReasonCode.values), name="explanation_reason_is_known"),
            models.CheckConstraint(
                condition=~Q(reason=ReasonCode.OTHER) | ~Q(note=""), name="explanation_other_has_note"
            ),
        ]


class Comment(OfCell):
    """A question or remark about a cell. `owner` is who must answer; answered once, then it is closed."""

    text = models.CharField(max_length=500)
    owner = models.ForeignKey(USER, models.PROTECT, related_name="+")
    by = models.ForeignKey(USER, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    answer = models.CharField(max_length=500, blank=True)
    answered_by = models.ForeignKey(USER, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=paired("answered"), name="comment_answered_paired"),
            models.CheckConstraint(condition=~Q(text=""), name="comment_says_something"),
            models.CheckConstraint(condition=Q(answered_by=None) | ~Q(answer=""), name="comment_answer_is_not_empty"),
        ]


class Submission(models.Model):
    """One sending of a browser, by the key it chose: sent twice, it is done once and answered twice."""

    user = models.ForeignKey(USER, models.PROTECT, related_name="+")
    key = models.CharField(max_length=64)
    at = models.DateTimeField()
    answer = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="submission_once")]
