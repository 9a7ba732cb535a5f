"""The table of planning among the reference data of the administrator, with the gate of its lines."""

from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from coverage import months
from coverage.queries.reference import Line
from coverage.resources.kinds import Table
from planning.actions.rates import RateTold, save_rate
from planning.errors import RateRefused
from planning.resources import RATES


def month_of(text: str) -> int:
    found = months.parse(text)
    if found is None:
        raise RateRefused("month", text)
    return found


def rate_gate(line: Line, by: User, at: datetime) -> None:
    told = RateTold(
        group=line["kelompok"],
        category=line["jenis_pekerja"],
        payer=line["sumber_dana"],
        programme=line["program"],
        risk_class=line["kelas_risiko"],
        amount=int(line["rupiah"]) if line["rupiah"] else None,
        percent=Decimal(line["persen_upah"].replace(",", ".")) if line["persen_upah"] else None,
        first_month=month_of(line["mulai"]),
        last_month=month_of(line["sampai"]) if line["sampai"] else None,
        legal_basis=line["dasar_hukum"],
        is_verified=line["terverifikasi"] == "ya",
    )
    save_rate(told=told, by=by, at=at)


TABLES = (Table("iuran", _("Tarif iuran"), RATES, rate_gate),)
