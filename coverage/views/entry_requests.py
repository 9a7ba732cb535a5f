"""What programs and forms send while a month is filled in, read strictly; and which report they mean."""

import json
from datetime import date
from typing import Any, TypeGuard

from django.http import HttpRequest, JsonResponse
from django.http.request import RawPostDataException
from django.utils.translation import gettext as _

from accounts.identity import holds_identity
from coverage import months
from coverage.actions.entry_answers import Sent
from coverage.errors import FigureRefused
from coverage.models import Report
from coverage.queries.entry_cell import report_of
from coverage.views.parameters import BadParameter, NotFound, echo
from regions.models import Placement, Region

LONGEST_KEY = 64
LONGEST_NAME = 100
LARGEST_VERSION = 2_000_000_000
NAMES = {
    "periode": "period", "sel": "cells", "aturan": "rules", "alasan": "reason", "keterangan": "note",
    "catatan": "text", "untuk": "owner", "jawaban": "answer",
}  # fmt: skip
"""How a field of a form is called in JSON."""


def sends_json(request: HttpRequest) -> bool:
    return request.content_type == "application/json"


def not_signed_in() -> JsonResponse:
    """Answer a program whose session has ended: what waits in the browser stays there."""
    sentence = _("Sesi Anda sudah berakhir. Isian tetap ada di perangkat ini; masuk lagi untuk mengirimnya.")
    return JsonResponse({"message": sentence}, status=401)


def report_at(region: Region, month: int) -> tuple[Report, Placement]:
    """Return the report of a month that a region belongs to, and where the region lay; raise NotFound."""
    place = Placement.objects.on(months.last_day(month)).filter(region=region).select_related("region").first()
    report = report_of(place, month) if place else None
    if place is None or report is None:
        raise NotFound(FigureRefused("report_missing", region.name, month).message)
    return report, place


def refuse_shape() -> BadParameter:
    return BadParameter(
        _("Kiriman ini tidak dapat dibaca. Tidak ada yang disimpan. Muat ulang halaman lalu kirim lagi.")
    )


def sent_object(request: HttpRequest) -> dict[str, Any]:
    """Return the JSON object of a request; raise BadParameter."""
    try:
        told = json.loads(request.body)
    except (ValueError, RecursionError, RawPostDataException):  # the last: it came as a form with files
        raise refuse_shape() from None
    if not isinstance(told, dict):
        raise refuse_shape()
    return told


def month_of(text: object) -> int:
    """Return the month of "2025-07"; raise BadParameter."""
    month = months.parse(text) if isinstance(text, str) else None
    if month is None:
        told = _("Periode “%(text)s” tidak dapat dibaca. Tulis tahun dan bulan seperti 2023-12.")
        raise BadParameter(told % {"text": echo(str(text))})
    return month


def sending_of(told: dict[str, Any]) -> tuple[str, list[Sent]]:
    """Return the key and the cells of a sending; raise BadParameter where it has not the shape of one."""
    key, cells = told.get("key"), told.get("cells")
    if not is_name(key, LONGEST_KEY) or not isinstance(cells, list):
        raise refuse_shape()
    return key, [sent_cell(cell) for cell in cells]


def sent_cell(told: object) -> Sent:
    """Return one cell of a sending; raise BadParameter, also for a name with an identity number: answers are kept."""
    if not isinstance(told, dict):
        raise refuse_shape()
    name, text, seen, until = told.get("id"), told.get("text"), told.get("seen"), told.get("until")
    if not is_name(name, LONGEST_NAME) or name.count("|") != 2 or holds_identity(name):
        raise refuse_shape()
    if not isinstance(text, str):
        raise refuse_shape()
    if type(seen) is not int or not 0 <= seen <= LARGEST_VERSION:
        raise refuse_shape()
    region, category, payer = name.split("|")
    return Sent(region, category, payer, text, seen, day_of(until), keeps_until="until" not in told)


def is_name(text: object, longest: int) -> TypeGuard[str]:
    """Tell whether this is a text that can be stored and shown as it is."""
    return isinstance(text, str) and 0 < len(text) <= longest and text.isprintable()


def day_of(text: object) -> date | None:
    """Return the day of "2025-12-31", None for none; raise BadParameter, also for one far from any contribution."""
    if text is None:
        return None
    try:
        day = date.fromisoformat(text)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise refuse_shape() from None
    if not 2000 <= day.year <= 2100:
        raise refuse_shape()
    return day


class Fields:
    """The fields of a remark, from a form or from JSON, by the names of the form."""

    def __init__(self, request: HttpRequest) -> None:
        self.form = request.POST
        self.told = sent_object(request) if sends_json(request) else None

    def one(self, name: str) -> str:
        """Return a field as text, "" where it is absent."""
        if self.told is None:
            return storable(self.form.get(name, ""))
        found = self.told.get(NAMES[name])
        return storable(found) if isinstance(found, str) else ""

    def many(self, name: str) -> list[str]:
        """Return all values of a field."""
        if self.told is None:
            return [storable(text) for text in self.form.getlist(name)]
        found = self.told.get(NAMES[name])
        found = found if isinstance(found, list) else [found]
        return [storable(text) for text in found if isinstance(text, str)]


def storable(text: str) -> str:
    """Return a text without what no database holds: NUL, and halves of signs, which JSON can write as "\\ud800"."""
    return text.replace("\0", "").encode(errors="ignore").decode()
