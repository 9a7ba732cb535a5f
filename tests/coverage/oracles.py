"""Slow, obvious twins: sums by plain loops, and a reader who tries to work out what was withheld."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from coverage.models import (
    AskedPair,
    Figure,
    LiveTotal,
    ReleasedTotal,
    Report,
    Revision,
    SegmentMapping,
    WorkerCategory,
)
from coverage.months import last_day
from regions.models import Placement, Region

KEPT_AT = {0: "total segment category payer", 1: "total segment category payer", 2: "total segment category payer",
           3: "total segment", 4: "total"}  # fmt: skip
AXES = ("total", "segment", "category", "payer")
TOO_MANY = 1_500  # more heads than any count of these tests

Sums = dict[tuple[str, str, str, str], tuple[int, int]]
"""Heads and cells by (region code, scheme code, axis, code of the member or "")."""


# Sums


def stored(model: type[LiveTotal] | type[ReleasedTotal], month: int) -> Sums:
    """Return the sums that stand, in codes."""
    names = {
        "segment": dict(SegmentMapping.objects.exclude(segment=None).values_list("segment_id", "segment__code")),
        "category": dict(WorkerCategory.objects.values_list("pk", "code")),
        "payer": dict(Figure.objects.values_list("payer_id", "payer__code")),
    }
    found = {}
    for row in model.objects.filter(month=month).select_related("region", "scheme"):
        axis = AXES[row.axis]
        member = names.get(axis, {}).get(row.member, "")
        if row.filled or row.enrolled:
            found[row.region.code, row.scheme.code, axis, member] = (row.enrolled, row.filled)
    return found


def live_sums(month: int) -> Sums:
    """Return what the live totals should be: every cell added to every region above it, up to the one that reports."""
    cells = [(figure, figure.enrolled) for figure in Figure.objects.filter(month=month)]
    return added(month, cells, segments_of_today, to_the_nation=False)


def released_sums(month: int) -> Sums:
    """Return what the released totals should be: each published report's cells as they were, up to the nation."""
    found: Sums = {}
    for report in Report.objects.filter(month=month, publications__gt=0):
        cells = []
        for figure in Figure.objects.filter(month=month):
            if reporter_of(figure.region, month) == report.region:
                revisions = Revision.objects.filter(figure=figure, change__lte=report.published_change_id)
                last = revisions.order_by("-version").first()
                cells.append((figure, last.enrolled if last else None))

        def segment(category: WorkerCategory, province: Region, month: int, report: Report = report) -> str:
            return segment_known_at(category, province, month, report.published_at)

        for key, (heads, filled) in added(month, cells, segment, to_the_nation=True).items():
            before = found.get(key, (0, 0))
            found[key] = (before[0] + heads, before[1] + filled)
    return found


def added(month: int, cells: Iterable[tuple[Figure, int | None]], segment_of: Any, to_the_nation: bool) -> Sums:
    found: dict[tuple[str, str, str, str], list[int]] = defaultdict(list)
    for figure, enrolled in cells:
        if enrolled is None:
            continue
        place = place_of(figure.region, month)
        above = [figure.region, place.district, place.regency or place.province]
        if to_the_nation:
            above += [place.province, Region.objects.get(code="ID")]
        told = {
            "total": "",
            "segment": segment_of(figure.category, place.province, month),
            "category": figure.category.code,
            "payer": figure.payer.code,
        }
        for region in {region for region in above if region is not None}:
            for axis in KEPT_AT[region.level].split():
                found[region.code, figure.category.scheme.code, axis, told[axis]].append(enrolled)
    return {key: (sum(heads), len(heads)) for key, heads in found.items()}


def place_of(region: Region, month: int) -> Placement:
    day = last_day(month)
    [place] = [place for place in region.placements.all() if place.valid_from <= day < place.valid_to]
    return place


def reporter_of(region: Region, month: int) -> Region | None:
    place = place_of(region, month)
    return place.regency or place.province


def segments_of_today(category: WorkerCategory, province: Region, month: int) -> str:
    rows = [row for row in category.mappings.all() if row.superseded_at is None]
    return segment_among(rows, province, month)


def segment_known_at(category: WorkerCategory, province: Region, month: int, moment: Any) -> str:
    rows = [
        row
        for row in category.mappings.all()
        if (row.recorded_at is None or row.recorded_at <= moment)
        and (row.superseded_at is None or row.superseded_at > moment)
    ]
    return segment_among(rows, province, month)


def segment_among(rows: Sequence[SegmentMapping], province: Region, month: int) -> str:
    """Return the code of the segment by the province's own row, else by the country's; "" for none."""
    holding = [row for row in rows if row.valid_from <= last_day(month) < row.valid_to]
    own = [row for row in holding if row.province == province]
    everywhere = [row for row in holding if row.province is None]
    for row in own + everywhere:
        return row.segment.code if row.segment else ""
    return ""


# What was withheld


Possible = Mapping[Hashable, Sequence[int]]
"""The numbers that a reader can take each count for."""

Terms = tuple[Hashable, tuple[Hashable, ...]]
"""A total and the parts that it is the sum of."""

SMALL, BESIDE, ANY = range(1, 5), (0, *range(5, TOO_MANY)), range(TOO_MANY)


def given_away(possible: Possible, equation: Terms) -> list[Hashable]:
    """Return the members of an equation that were withheld and can after all be one number only."""
    members = (equation[0], *equation[1])
    return [key for key in members if len(possible[key]) > 1 and len(two_choices(possible, equation, key)) == 1]


def two_choices(possible: Possible, equation: Terms, wanted: Hashable) -> list[int]:
    """Return up to two numbers that `wanted` can be, by trying each; the sums of the others are bits of one number."""
    total, parts = equation
    reachable = 1
    for part in parts:
        if part != wanted:
            reachable = sum_of_bits(reachable, possible[part])
    if wanted == total:
        return list(islice((number for number in possible[total] if reachable >> number & 1), 2))
    found = (
        number
        for number in possible[wanted]
        if any(whole >= number and reachable >> (whole - number) & 1 for whole in possible[total])
    )
    return list(islice(found, 2))


def sum_of_bits(reachable: int, numbers: Iterable[int]) -> int:
    found = 0
    for number in numbers:
        found |= reachable << number
    return found


class Reader:
    """Someone who reads the contents of releases, of all regions of a publication, and nothing else."""

    def __init__(self, contents: Iterable[Mapping[str, Any]]) -> None:
        self.contents = {content["code"]: content for content in contents}
        self.possible: dict[Hashable, Sequence[int]] = {}
        self.withheld: set[Hashable] = set()
        for content in self.contents.values():
            self.read(content)

    def read(self, content: Mapping[str, Any]) -> None:
        code = content["code"]
        for path in ("enrolled", "own", "unsplit"):
            self.note(content, path, content[path])
        for axis in ("segments", "categories", "payers"):
            for row in content[axis]:
                self.note(content, f"{axis}.{row['code']}.enrolled", row["enrolled"])
        for row in content["segments"]:
            self.possible[code, f"own {row['code']}"] = [0] if content["own"] == 0 else ANY
        self.possible[code, "own unsplit"] = [0] if content["own"] == 0 else ANY

    def note(self, content: Mapping[str, Any], path: str, count: int | None) -> None:
        key = (content["code"], path)
        if path in content["hidden"]:
            self.withheld.add(key)
        if path in content["small"]:
            known: Sequence[int] = SMALL
        else:
            known = BESIDE if path in content["hidden"] else [count or 0]
        assert count is None or path not in content["hidden"]
        self.possible[key] = known

    def equations(self) -> Iterator[Terms]:
        """Yield every way in which the printed counts add up, across and down."""
        for code, content in self.contents.items():
            below = [part["code"] for part in content["parts"]]
            own = (code, "own")
            yield (code, "enrolled"), (*((child, "enrolled") for child in below), own)
            if content["level"] == "village":
                continue
            words = [f"segments.{row['code']}.enrolled" for row in content["segments"]]
            yield (code, "enrolled"), (*((code, word) for word in words), (code, "unsplit"))
            if content["level"] != "district":
                yield (code, "enrolled"), tuple((code, f"payers.{row['code']}.enrolled") for row in content["payers"])
                yield from self.over_categories(code, content)
                yield from self.over_children(code, content, below)

    def over_categories(self, code: str, content: Mapping[str, Any]) -> Iterator[Terms]:
        for segment in (*(row["code"] for row in content["segments"]), None):
            inside = [row["code"] for row in content["categories"] if row["segment"] == segment]
            word = f"segments.{segment}.enrolled" if segment else "unsplit"
            yield (code, word), tuple((code, f"categories.{category}.enrolled") for category in inside)

    def over_children(self, code: str, content: Mapping[str, Any], below: Sequence[str]) -> Iterator[Terms]:
        for row in content["segments"]:
            word = f"segments.{row['code']}.enrolled"
            yield (code, word), (*((child, word) for child in below), (code, f"own {row['code']}"))
        yield (code, "unsplit"), (*((child, "unsplit") for child in below), (code, "own unsplit"))

    def worked_out(self) -> list[Hashable]:
        """Return the withheld counts that a single equation gives away, unless all its members are withheld."""
        return [
            key
            for total, parts in self.equations()
            if not self.withheld.issuperset({total, *parts})
            for key in given_away(self.possible, (total, parts))
            if key in self.withheld
        ]

    def worked_out_together(self) -> list[tuple[Hashable, int]]:
        """Return the small counts, published or not, that all equations together leave one number for, with it."""
        equations = [*self.equations(), *self.over_own_parts()]
        members = {key for total, parts in equations for key in (total, *parts)}
        low = {key: min(self.possible.get(key, [0])) for key in members}
        high = {key: max(self.possible.get(key, [0])) for key in members}
        before = None
        while before != (before := (sum(low.values()), sum(high.values()))):
            for total, parts in equations:
                least, most = sum(low[part] for part in parts), sum(high[part] for part in parts)
                low[total], high[total] = max(low[total], least), min(high[total], most)
                for part in parts:
                    least_of_others, most_of_others = least - low[part], most - high[part]
                    low[part] = max(low[part], low[total] - most_of_others)
                    high[part] = min(high[part], high[total] - least_of_others)
                    least, most = least_of_others + low[part], most_of_others + high[part]
        return [(key, low[key]) for key in sorted(members, key=str) if low[key] == high[key] and low[key] in SMALL]

    def over_own_parts(self) -> Iterator[Terms]:
        """Yield how what hangs on a region itself adds up over segments, which nobody prints."""
        for code, content in self.contents.items():
            if content["level"] in ("nation", "province", "regency"):
                parts = [f"own {row['code']}" for row in content["segments"]]
                yield (code, "own"), tuple((code, part) for part in (*parts, "own unsplit"))


# What is asked


def completeness(report: Report) -> tuple[int, int]:
    """Return how many asked cells of a report are filled and how many there are, cell by cell."""
    day = last_day(report.month)
    villages = [
        place.region
        for place in Placement.objects.select_related("region")
        if place.regency == report.region and place.level == 4 and place.valid_from <= day < place.valid_to
    ]
    filled = expected = 0
    for pair in AskedPair.objects.filter(region=report.region, year=report.month // 100):
        for region in villages if pair.per == "village" else [report.region]:
            expected += 1
            for figure in Figure.objects.filter(month=report.month, region=region):
                if (figure.category, figure.payer) == (pair.category, pair.payer):
                    filled += figure.enrolled is not None or figure.not_applicable
    return filled, expected
