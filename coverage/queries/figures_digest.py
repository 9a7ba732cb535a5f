"""The cells of a report in one canonical form, and the SHA-256 over them: what a signature is about."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from coverage.models import Figure, Report, Revision
from coverage.queries.report_places import places_of_report


class CellTold(NamedTuple):
    """One cell that holds something: codes of region (as of the month), category and payer, and what it holds.

    `enrolled` is None where the cell is "tidak berlaku"; `funded_until` is an ISO date or None.
    """

    region: str
    category: str
    payer: str
    enrolled: int | None
    not_applicable: bool
    funded_until: str | None


def codes_in(report: Report) -> dict[int, str]:
    """Return the code that each region of the report had at its month; a province reports its own figures alone."""
    return dict(places_of_report(report).values_list("region", "code"))


def cells_of(report: Report) -> list[CellTold]:
    """Return the cells of a report as they stand now, in canonical order."""
    codes = codes_in(report)
    rows = Figure.objects.filter(month=report.month, region__in=codes).values(
        *("region_id", "category__code", "payer__code", "enrolled", "not_applicable", "funded_until")
    )
    return in_order(told(row, codes, "") for row in rows)


def cells_at(report: Report, moment: datetime) -> list[CellTold]:
    """Return the cells of a report as they stood at a moment, from their revisions, in canonical order."""
    codes = codes_in(report)
    rows = (
        Revision.objects.filter(change__at__lte=moment, figure__month=report.month, figure__region__in=codes)
        .order_by("figure_id", "version")
        .values(
            *("figure_id", "figure__region_id", "figure__category__code", "figure__payer__code"),
            *("enrolled", "not_applicable", "funded_until"),
        )
    )
    last = {row["figure_id"]: row for row in rows}
    return in_order(told(row, codes, "figure__") for row in last.values())


def told(row: Mapping[str, Any], codes: Mapping[int, str], prefix: str) -> CellTold:
    until: date | None = row["funded_until"]
    return CellTold(
        codes[row[f"{prefix}region_id"]],
        row[f"{prefix}category__code"],
        row[f"{prefix}payer__code"],
        row["enrolled"],
        row["not_applicable"],
        until.isoformat() if until else None,
    )


def in_order(cells: Iterable[CellTold]) -> list[CellTold]:
    """Return the cells that hold a number or "tidak berlaku", by codes; a cell that was emptied is as good as none."""
    return sorted(cell for cell in cells if cell.enrolled is not None or cell.not_applicable)


def digest_of_cells(cells: Iterable[CellTold]) -> str:
    """Return the SHA-256, in hexadecimal, over the cells as compact JSON in UTF-8: an array of arrays."""
    text = json.dumps([list(cell) for cell in cells], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
