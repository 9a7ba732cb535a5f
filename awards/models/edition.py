"""Award programmes and their editions: what is awarded, on the figures of which year, and from when until when."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

FIRST_YEAR, LAST_YEAR = 2000, 2099
LONGEST_NAME = 80


class Programme(models.Model):
    """An award that is given again and again (Paritrana, K3): a row, since ceremonies give more than one."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=LONGEST_NAME)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(code=""), name="programme_has_a_code"),
            models.CheckConstraint(condition=~Q(name=""), name="programme_has_a_name"),
        ]


class EditionQuerySet(models.QuerySet["Edition"]):
    def open_on(self, day: date) -> Self:
        """Keep the editions that are open on `day`."""
        return self.filter(Q(closes_on=None) | Q(closes_on__gt=day), opens_on__lte=day)


class Edition(models.Model):
    """One holding of a programme, on the figures of one year: Paritrana, data 2023.

    It is known by its data year; `label` is what it calls itself, which papers give differently and nothing keys on. It
    is open from `opens_on` until the day before `closes_on`, which may not be known yet; days are those of Jakarta.
    """

    programme = models.ForeignKey(Programme, models.PROTECT, related_name="editions")
    data_year = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=LONGEST_NAME)
    opens_on = models.DateField()
    closes_on = models.DateField(null=True)
    ceremony_on = models.DateField(null=True)

    objects = EditionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "data_year"], name="edition_once_a_data_year"),
            models.CheckConstraint(
                condition=Q(data_year__range=(FIRST_YEAR, LAST_YEAR)), name="edition_data_year_in_range"
            ),
            models.CheckConstraint(condition=~Q(label=""), name="edition_has_a_label"),
            models.CheckConstraint(condition=Q(closes_on=None) | Q(closes_on__gt=F("opens_on")), name="edition_lasts"),
        ]

    def __str__(self) -> str:
        return _("%(programme)s, data %(year)s") % {"programme": self.programme.name, "year": self.data_year}

    @property
    def data_month(self) -> int:
        """The month (yyyymm) whose figures are the year's: coverage is a stock, so a year is its December."""
        return self.data_year * 100 + 12
