"""Which villages a file leaves out: of the regency, or of the one district, whose numbers it brings together."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from coverage import months
from coverage.enums import GOOD_ROWS, UploadUse
from coverage.models import StagedRow, Upload
from regions import names
from regions.enums import Level
from regions.models import Placement

MOST_MONTHS, MOST_REGENCIES, MOST_ROWS = 3, 20, 200_000
"""Beyond these a file is no collection of forms from villages, and the list would help nobody."""


@dataclass(frozen=True)
class LeftOut:
    """The villages of one regency or district of which a file brings no number for a month, by district.

    `expected` is how many villages there are; of `districts` each has its name, those left out, and whether all are.
    """

    place: str
    month: int
    expected: int
    districts: tuple[tuple[str, tuple[str, ...], bool], ...]

    @property
    def count(self) -> int:
        return sum(len(villages) for _, villages, _ in self.districts)


def villages_left_out(upload: Upload) -> list[LeftOut]:
    """Return which villages a file brings no number of, by month and place.

    A file about a single village leaves none out. One that speaks of villages of one district is held against that
    district, else against the regency. A village whose cells are blank in the file has said nothing, and one whose
    numbers were refused nothing yet.
    """
    if upload.use != UploadUse.FIGURES or upload.rows_read > MOST_ROWS:
        return []
    spoken = StagedRow.objects.filter(upload=upload, status__in=GOOD_ROWS, region__isnull=False, month__isnull=False)
    by_month = defaultdict[int, set[int]](set)
    for month, region in spoken.order_by().values_list("month", "region").distinct():
        by_month[month or 0].add(region or 0)
    if len(by_month) > MOST_MONTHS:
        return []
    return [found for month in sorted(by_month) for found in of_month(month, by_month[month])]


def of_month(month: int, regions: set[int]) -> list[LeftOut]:
    """Return what is left out of the places that these regions lie in; two questions to the database."""
    standing = Placement.objects.on(months.last_day(month)).filter(level=Level.VILLAGE)
    by_regency = defaultdict[int, set[int]](set)
    villages = defaultdict[int, int](int)
    for regency, district in standing.filter(region__in=regions).values_list("regency", "district"):
        by_regency[regency or 0].add(district or 0)
        villages[regency or 0] += 1
    held = {regency: districts for regency, districts in by_regency.items() if villages[regency] > 1}
    if not held or len(held) > MOST_REGENCIES:
        return []
    whole = [regency for regency, districts in held.items() if len(districts) > 1]
    single = [next(iter(districts)) for districts in held.values() if len(districts) == 1]
    expected = standing.filter(Q(regency__in=whole) | Q(district__in=single)).select_related("regency", "district")
    groups = defaultdict[int, list[Placement]](list)
    for row in expected.order_by("code"):
        groups[row.regency_id or 0].append(row)
    told = (left_out(month, rows, regions, is_whole=regency in whole) for regency, rows in groups.items())
    return [one for one in told if one.count]


def left_out(month: int, rows: Sequence[Placement], regions: set[int], *, is_whole: bool) -> LeftOut:
    """Return which villages among `rows`, all those of one place, are none of `regions`; `is_whole` for a regency."""
    place = rows[0].regency if is_whole else rows[0].district
    by_district = defaultdict[str, list[Placement]](list)
    for row in rows:
        by_district[row.district.name if row.district else ""].append(row)
    districts = tuple(
        (name, short_names(missing), len(missing) == len(those))
        for name, those in by_district.items()
        if (missing := [row for row in those if row.region_id not in regions])
    )
    called = names.full(place.name, place.kind) if place else ""
    return LeftOut(called, month, len(rows), districts)


def short_names(rows: Iterable[Placement]) -> tuple[str, ...]:
    return tuple(names.short(row.name, row.kind) for row in rows)
