"""Contribution rates as lines of text: what the administrator downloads, changes and sends again."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from coverage import months
from coverage.queries.reference import Line, flag
from planning.models import ContributionRate
from planning.models.rate import PERCENT_PLACES


def percent_text(percent: Decimal) -> str:
    """Return a percentage of the wage in its one form: "0,24", "0,30", "0,445"."""
    text = f"{percent:.{PERCENT_PLACES}f}".replace(".", ",")
    return text.removesuffix("0")


def rates(on: date) -> Iterator[Line]:
    """Yield all rates, past and future too; those of one key by month, so that an end precedes what follows it."""
    rows = ContributionRate.objects.select_related("category", "payer").order_by(
        "group", "category__position", "payer__position", "programme", "risk_class", "first_month", "pk"
    )
    for row in rows:
        yield {
            "kelompok": row.group, "jenis_pekerja": row.category.code if row.category else "",
            "sumber_dana": row.payer.code if row.payer else "", "program": row.programme,
            "kelas_risiko": row.risk_class, "rupiah": str(row.amount or ""),
            "persen_upah": percent_text(row.percent) if row.percent else "", "mulai": months.iso(row.first_month),
            "sampai": months.iso(row.last_month) if row.last_month else "", "dasar_hukum": row.legal_basis,
            "terverifikasi": flag(row.is_verified),
        }  # fmt: skip
