"""The tables of awards among the reference data of the administrator: each with the gate of its lines."""

from datetime import date, datetime

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from awards.actions.settings.editions import EditionTold, save_edition, save_programme
from awards.resources import EDITIONS, PROGRAMMES
from coverage.queries.reference import Line
from coverage.resources.kinds import Table


def programme_gate(line: Line, by: User, at: datetime) -> None:
    save_programme(code=line["kode"], name=line["nama"], by=by, at=at)


def edition_gate(line: Line, by: User, at: datetime) -> None:
    told = EditionTold(
        programme=line["penghargaan"],
        data_year=int(line["tahun_data"]),
        label=line["sebutan"],
        opens_on=date.fromisoformat(line["dibuka"]),
        closes_on=date.fromisoformat(line["ditutup"]) if line["ditutup"] else None,
    )
    save_edition(told=told, by=by, at=at)


TABLES = (
    Table("penghargaan", _("Penghargaan"), PROGRAMMES, programme_gate),
    Table("edisi-penghargaan", _("Edisi penghargaan"), EDITIONS, edition_gate),
)
