"""Rows of the open data files: published percentages month by month, and observations with their sources."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django.db.models import F

from coverage import months, ucj
from coverage.models import Observation, ReleasedTotal
from coverage.queries.released import WHOLE
from regions.enums import Level


@dataclass(frozen=True)
class PublishedRow:
    """One published number as it is given away: counts in workers, the percentages rounded as printed.

    `withheld`: the count is a small cell, or protects one; then it and both percentages are None, as on every page.
    """

    code: str
    name: str
    level: str
    period: str
    scheme: str
    enrolled: int | None
    withheld: bool
    target: int | None
    percent: Decimal | None
    potential: int | None
    potential_percent: Decimal | None
    reported: int
    expected: int
    figure_id: str
    version: int
    released_at: str
    is_sample: bool
    formula: str

    def told(self) -> dict[str, Any]:
        """Return the row as JSON has it: percentages as text with two decimals."""
        return asdict(self) | {
            "percent": ucj.printed(self.percent),
            "potential_percent": ucj.printed(self.potential_percent),
        }

    def cells(self) -> list[object]:
        """Return the row as tables have it, in the order of PUBLISHED_COLUMNS."""
        return [getattr(self, name) for name in PUBLISHED_COLUMNS]


PUBLISHED_COLUMNS = tuple(field.name for field in fields(PublishedRow))

READ = (
    *("month", "level", "enrolled", "filled", "is_hidden", "target", "potential", "reported", "expected"),
    *("version", "is_sample", "scheme__code", "region__name", "release__figure_id", "release__released_at"),
    *("release__content__name", "release__formula"),
)


def utc(at: datetime) -> str:
    """Return a moment as files of many time zones have it: "2024-01-10T00:00:00+00:00"."""
    return at.astimezone(UTC).isoformat(timespec="seconds")


def all_published() -> Iterator[PublishedRow]:
    """Yield the newest release of every month, scheme, and region from the nation to the regencies. One query."""
    found = ReleasedTotal.objects.filter(WHOLE, level__lte=Level.REGENCY, release__isnull=False)
    rows = found.order_by("month", "scheme__code", "level", "region__code", "region").values(*READ)
    return (published_row(row) for row in rows.iterator(chunk_size=1000))


def published_row(row: Mapping[str, Any]) -> PublishedRow:
    """Return a released total as it is given away; a hidden count is left out, one that nobody filled in too."""
    enrolled = None if row["is_hidden"] or not row["filled"] else row["enrolled"]
    return PublishedRow(
        code=row["release__figure_id"].partition("_")[0],  # the code of that month, under which it was published
        name=row["release__content__name"] or row["region__name"],
        level=Level(row["level"]).slug,
        period=months.iso(row["month"]),
        scheme=row["scheme__code"],
        enrolled=enrolled,
        withheld=row["is_hidden"],
        target=row["target"],
        percent=ucj.unprinted(ucj.printed_percent(enrolled, row["target"])),
        potential=row["potential"],
        potential_percent=ucj.unprinted(ucj.printed_percent(enrolled, row["potential"])),
        reported=row["reported"],
        expected=row["expected"],
        figure_id=row["release__figure_id"],
        version=row["version"],
        released_at=utc(row["release__released_at"]),
        is_sample=row["is_sample"],
        formula=row["release__formula"],
    )


@dataclass(frozen=True)
class ObservationRow:
    """One observation as it is given away: counts in workers, the percentage as printed by its source."""

    code: str
    area: str
    name: str
    period: str
    scheme: str
    segment: str
    category: str
    enrolled: int | None
    target: int | None
    potential: int | None
    printed_percent: Decimal | None
    stated_by: str
    source: str
    note: str


def all_observations() -> Iterator[ObservationRow]:
    """Yield what the public may read, by code of the region (areas that are none of ours first), month and entry."""
    found = Observation.objects.open_to_all().select_related("region", "scheme", "segment", "category")
    for row in found.order_by(F("region__code").asc(nulls_first=True), "area", "month", "pk").iterator(chunk_size=500):
        yield ObservationRow(
            code=row.region.code if row.region else "",
            area=row.area,
            name=row.region.name if row.region else row.area,
            period=months.iso(row.month),
            scheme=row.scheme.code,
            segment=row.segment.code if row.segment else "",
            category=row.category.code if row.category else "",
            enrolled=row.enrolled,
            target=row.target,
            potential=row.potential,
            printed_percent=row.printed_percent,
            stated_by=row.stated_by,
            source=row.source,
            note=row.note,
        )
