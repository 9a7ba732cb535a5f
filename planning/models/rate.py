"""Contribution rates (tarif iuran): what one worker's insurance costs, for whom, and from which month to which."""

from typing import Any

from django.db import models
from django.db.models import ExpressionWrapper, F, IntegerField, Q, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThanOrEqual, LessThanOrEqual

from coverage import months
from coverage.models import Payer, WorkerCategory
from planning.enums import InsuranceProgramme, RiskClass, WorkerGroup

LONGEST_BASIS = 200
PERCENT_PLACES = 3  # half of 0.89 % is a rate that the law has given


def real_month(field: str) -> Any:
    """Return the condition that a field holds yyyymm with a real month; an empty one passes, as in any check."""
    number = ExpressionWrapper(F(field) % 100, output_field=IntegerField())
    in_range = Q(**{f"{field}__range": (months.FIRST, months.LAST)})
    return in_range & GreaterThanOrEqual(number, 1) & LessThanOrEqual(number, 12)


class ContributionRate(models.Model):
    """One rate of one programme: `amount` in whole rupiah per worker and month, or `percent` of the wage.

    It holds for a group of workers (BPU, PU) or one kind of workers, paid by one payer or, where `payer` is empty, by
    any. A row for one kind or one payer stands beside the general one and says otherwise for these. `risk_class`
    tells percentages of JKK apart. From `first_month` to `last_month` (yyyymm), both included; an empty last month
    is an end that nobody has set. A rate that was not seen in the regulation itself is not `is_verified`.
    """

    group = models.CharField(max_length=3, choices=WorkerGroup, blank=True)
    category = models.ForeignKey(WorkerCategory, models.PROTECT, null=True, related_name="+")
    payer = models.ForeignKey(Payer, models.PROTECT, null=True, related_name="+")
    programme = models.CharField(max_length=3, choices=InsuranceProgramme)
    risk_class = models.CharField(max_length=13, choices=RiskClass, blank=True)
    amount = models.PositiveIntegerField(null=True)
    percent = models.DecimalField(max_digits=6, decimal_places=PERCENT_PLACES, null=True)
    first_month = models.PositiveIntegerField()
    last_month = models.PositiveIntegerField(null=True)
    legal_basis = models.CharField(max_length=LONGEST_BASIS)
    is_verified = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "group", Coalesce("category", Value(0)), Coalesce("payer", Value(0)), "programme", "risk_class",
                "first_month", name="rate_once_from_a_month",
            ),
            models.CheckConstraint(
                condition=Q(group="", category__isnull=False) | Q(group__in=WorkerGroup.values, category=None),
                name="rate_is_for_a_group_or_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(programme__in=InsuranceProgramme.values), name="rate_programme_is_known"
            ),
            models.CheckConstraint(
                condition=Q(amount__isnull=False, amount__gt=0, percent=None)
                | Q(amount=None, percent__isnull=False, percent__gt=0, percent__lte=100),
                name="rate_is_an_amount_or_a_percentage",
            ),
            models.CheckConstraint(
                condition=Q(risk_class="")
                | Q(risk_class__in=RiskClass.values, programme=InsuranceProgramme.JKK, percent__isnull=False),
                name="rate_risk_class_is_of_jkk",
            ),
            models.CheckConstraint(condition=real_month("first_month"), name="rate_first_month_is_real"),
            models.CheckConstraint(
                condition=Q(last_month=None) | real_month("last_month"), name="rate_last_month_is_real"
            ),
            models.CheckConstraint(
                condition=Q(last_month=None) | Q(last_month__gte=F("first_month")), name="rate_lasts"
            ),
            models.CheckConstraint(condition=~Q(legal_basis=""), name="rate_has_a_legal_basis"),
        ]  # fmt: skip
