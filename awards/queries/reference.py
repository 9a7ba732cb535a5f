"""Programmes and editions as lines of text: what the administrator downloads, changes and sends again."""

from collections.abc import Iterator
from datetime import date

from awards.models import Edition, Programme
from coverage.queries.reference import Line


def programmes(on: date) -> Iterator[Line]:
    for row in Programme.objects.order_by("code"):
        yield {"kode": row.code, "nama": row.name}


def editions(on: date) -> Iterator[Line]:
    for row in Edition.objects.select_related("programme").order_by("programme__code", "data_year"):
        yield {
            "penghargaan": row.programme.code, "tahun_data": str(row.data_year), "sebutan": row.label,
            "dibuka": row.opens_on.isoformat(), "ditutup": row.closes_on.isoformat() if row.closes_on else "",
        }  # fmt: skip
