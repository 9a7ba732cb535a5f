"""Keep contribution rates: the administrator alone, row by row, each change with its entry in the trail."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Q

from accounts import access
from accounts.actions import audit
from accounts.actions.reasons import refuse_identity
from accounts.enums import Act
from accounts.models import User
from coverage import months
from coverage.models import Payer, WorkerCategory
from planning.enums import InsuranceProgramme, RiskClass, WorkerGroup
from planning.errors import RateRefused
from planning.models import ContributionRate
from planning.models.rate import LONGEST_BASIS, PERCENT_PLACES

LARGEST_AMOUNT = 1_000_000_000  # rupiah a month; beyond it someone wrote a budget


@dataclass(frozen=True)
class RateTold:
    """What is said of a rate: `category` and `payer` are codes, months yyyymm, both included; "" or None is none.

    `amount` is in rupiah per worker and month, `percent` of the wage.
    """

    programme: str
    first_month: int
    legal_basis: str
    group: str = ""
    category: str = ""
    payer: str = ""
    risk_class: str = ""
    amount: int | None = None
    percent: Decimal | None = None
    last_month: int | None = None
    is_verified: bool = False

    def __str__(self) -> str:
        told = (self.group or self.category, self.payer, self.programme, self.risk_class, months.iso(self.first_month))
        return " ".join(word for word in told if word)


@transaction.atomic
def save_rate(*, told: RateTold, by: User, at: datetime) -> ContributionRate:
    """Store the rate of a key from its first month, or change it. What stands already changes nothing.

    Raise RightMissing, RateRefused, IdentityTyped.
    """
    access.require_reference(by, at)
    refuse_unfit_months(told)
    refuse_unfit_words(told)
    refuse_unfit_rate(told)
    ContributionRate.objects.select_for_update().order_by("pk").first()  # its holder alone writes the table
    key = key_of(told)
    row = ContributionRate.objects.filter(**key, first_month=told.first_month).first()
    old = summary(row) if row else None
    rate = row or ContributionRate(**key, first_month=told.first_month)
    rate.amount, rate.percent, rate.last_month = told.amount, told.percent, told.last_month
    rate.legal_basis, rate.is_verified = told.legal_basis, told.is_verified
    refuse_overlap(rate, key, told)
    if old != summary(rate):
        rate.save()
        subject = f"rate:{str(told).replace(' ', '/')}"
        audit.record(by=by, act=Act.REFERENCE_CHANGED, at=at, subject=subject, old=old, new=summary(rate))
    return rate


def key_of(told: RateTold) -> dict[str, object]:
    """Return by what rates are told apart, months aside; raise RateRefused for what the portal has not."""
    category = WorkerCategory.objects.filter(scheme__code="ucj", code=told.category).first()
    if told.category and category is None:
        raise RateRefused("category", told.category)
    payer = Payer.objects.filter(code=told.payer).first()
    if told.payer and payer is None:
        raise RateRefused("payer", told.payer)
    return {
        "group": told.group, "category": category, "payer": payer,
        "programme": told.programme, "risk_class": told.risk_class,
    }  # fmt: skip


def refuse_unfit_months(told: RateTold) -> None:
    """Raise RateRefused for months that are none, or in the wrong order."""
    for month in (told.first_month, told.last_month):
        if month is not None and months.parse(months.iso(month)) is None:
            raise RateRefused("month", months.iso(month))
    if told.last_month is not None and told.last_month < told.first_month:
        raise RateRefused("lasts", str(told))


def refuse_unfit_words(told: RateTold) -> None:
    """Raise RateRefused for words that say nothing here, IdentityTyped where one holds a NIK."""
    if bool(told.group) == bool(told.category):
        raise RateRefused("whom", str(told))
    if told.group and told.group not in WorkerGroup.values:
        raise RateRefused("group", told.group)
    if told.programme not in InsuranceProgramme.values:
        raise RateRefused("programme", told.programme)
    if told.risk_class and told.risk_class not in RiskClass.values:
        raise RateRefused("risk_class", told.risk_class)
    if not 0 < len(told.legal_basis) <= LONGEST_BASIS or told.legal_basis != told.legal_basis.strip():
        raise RateRefused("basis", told.legal_basis)
    refuse_identity(told.legal_basis)


def refuse_unfit_rate(told: RateTold) -> None:
    """Raise RateRefused for money or a percentage that cannot be, for both, and for neither."""
    if (told.amount is None) == (told.percent is None):
        raise RateRefused("either", str(told))
    if told.amount is not None and not 0 < told.amount <= LARGEST_AMOUNT:
        raise RateRefused("amount", str(told.amount))
    percent = told.percent
    if percent is not None and not (0 < percent <= 100 and percent == round(percent, PERCENT_PLACES)):
        raise RateRefused("percent", str(percent).replace(".", ","))
    if told.risk_class and (told.programme != InsuranceProgramme.JKK or told.percent is None):
        raise RateRefused("risk_class_of", str(told))


def refuse_overlap(rate: ContributionRate, key: dict[str, object], told: RateTold) -> None:
    """Raise RateRefused where another rate of the same key holds in one of the months."""
    others = ContributionRate.objects.filter(**key).exclude(pk=rate.pk)
    ended = Q(last_month__lt=told.first_month)
    if told.last_month is not None:
        ended |= Q(first_month__gt=told.last_month)
    if others.exclude(ended).exists():
        raise RateRefused("overlaps", str(told))


def summary(rate: ContributionRate) -> dict[str, object]:
    return {
        "amount": rate.amount,
        "percent": f"{rate.percent:.{PERCENT_PLACES}f}" if rate.percent is not None else None,
        "last_month": rate.last_month,
        "legal_basis": rate.legal_basis,
        "is_verified": rate.is_verified,
    }
