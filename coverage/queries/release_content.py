"""What a release says: the content that pages, JSON and open data show of it, fixed at publication.

Shape: code, name, level, kind, parent, scheme, period; enrolled, target, percent, potential, potential_percent, gap,
unsplit (workers; percentages as text with two decimals); segments, categories, payers; own (heads hung on the region
itself); reporting, villages; hidden (paths of withheld values), small (those of 1 to 4 persons); flags; formula;
is_sample; target_denominators, potential_denominators; parts (releases that it was added up from); signatures;
entries (on which way and when its figures came in); reason; disputed (numbers of others that the region could not agree
with); explanations (the commonest reasons given for odd cells).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from coverage import months, ucj
from coverage.enums import Axis
from coverage.models import Payer, Scheme, Segment, WorkerCategory
from coverage.queries.denominators import NONE, Denominators, told
from coverage.queries.remarks import Claim, Reason, dispute_rows, reason_rows
from coverage.small_cells import Withheld
from regions.enums import Level
from regions.models import Placement

UNSPLIT = 0

CellKey = tuple[str, int, int]
"""(word of AXIS_WORD or "own", region id, member id): one count that may have to be withheld."""

AXIS_WORD = {Axis.TOTAL: "total", Axis.SEGMENT: "segment", Axis.CATEGORY: "category", Axis.PAYER: "payer"}


@dataclass(frozen=True)
class Dimensions:
    """Names of what a scheme's figures are told apart by, in the order of the screen; segment of a category by id."""

    scheme: Scheme
    segments: Sequence[Segment]
    categories: Mapping[int, WorkerCategory]
    payers: Mapping[int, Payer]


def dimensions_of(scheme: Scheme) -> Dimensions:
    """Read the dimensions of a scheme: three queries."""
    return Dimensions(
        scheme,
        list(scheme.segments.order_by("position")),
        {row.pk: row for row in scheme.categories.order_by("position")},
        {row.pk: row for row in Payer.objects.order_by("position")},
    )


@dataclass(frozen=True)
class Counts:
    """What was counted of a region: heads by (axis, member), heads hung on the region itself, cells with a number."""

    heads: Mapping[tuple[int, int], int]
    own: int
    filled: int

    @property
    def enrolled(self) -> int | None:
        return self.heads.get((Axis.TOTAL, 0), 0) if self.filled else None


@dataclass(frozen=True)
class Facts:
    """All that a release of one region is made from."""

    place: Placement
    parent: str | None  # code
    month: int
    counts: Counts
    target: Denominators = NONE
    potential: Denominators = NONE
    segment_of: Mapping[int, int] = field(default_factory=dict)  # category id → segment id, 0 for none
    villages: Mapping[str, int] = field(default_factory=dict)  # total, desa, adopted
    reported: int = 1
    expected: int = 1
    is_sample: bool = False
    parts: Sequence[Mapping[str, Any]] = ()
    signatures: Sequence[Mapping[str, Any]] = ()
    entries: Sequence[Mapping[str, Any]] = ()
    reason: str = ""
    claims: Sequence[Claim] = ()
    reasons: Sequence[Reason] = ()


def content_of(facts: Facts, dimensions: Dimensions, withheld: Withheld[CellKey]) -> dict[str, Any]:
    """Return the content of a release; counts in `withheld` are None, and their paths stand in `hidden`."""
    curtain = Curtain(facts.place.region_id, withheld)
    place = facts.place
    content = {
        "code": place.code,
        "name": place.name,
        "level": Level(place.level).slug,
        "kind": str(place.kind),
        "parent": facts.parent,
        "scheme": dimensions.scheme.code,
        "period": months.iso(facts.month),
        "enrolled": curtain.count("total", 0, facts.counts.enrolled, "enrolled"),
        "unsplit": curtain.count("segment", UNSPLIT, split(facts.counts, place.level, UNSPLIT), "unsplit"),
        "segments": [segment_row(facts, curtain, segment) for segment in dimensions.segments],
        "categories": category_rows(facts, curtain, dimensions),
        "payers": payer_rows(facts, curtain, dimensions),
        "own": curtain.count("own", 0, facts.counts.own if facts.counts.filled else None, "own"),
        "reporting": {"reported": facts.reported, "expected": facts.expected},
        "villages": dict(facts.villages),
        "formula": ucj.FORMULA,
        "is_sample": facts.is_sample,
        "target_denominators": [told(row) for row in facts.target.used],
        "potential_denominators": [told(row) for row in facts.potential.used],
        "parts": [dict(part) for part in facts.parts],
        "signatures": [dict(signature) for signature in facts.signatures],
        "entries": [dict(entry) for entry in facts.entries],
        "reason": facts.reason,
        "disputed": dispute_rows(facts.claims, place.region_id, dimensions.categories, withheld.every),
        "explanations": reason_rows(facts.reasons),
        "hidden": curtain.hidden,
        "small": curtain.small,
    }
    return measured(content, facts.target, facts.potential)


def measured(content: dict[str, Any], target: Denominators, potential: Denominators) -> dict[str, Any]:
    """Return the content with percentages, gap and flags by the given denominators."""
    enrolled = content["enrolled"]
    segments = {row["code"]: row for row in content["segments"]}
    for row in target.rows.values():
        if row.segment and row.segment.code in segments:
            part = segments[row.segment.code]
            part |= {"target": row.persons, "percent": ucj.printed_percent(part["enrolled"], row.persons)}
    content |= {
        "target": target.total,
        "percent": ucj.printed_percent(enrolled, target.total),
        "potential": potential.total,
        "potential_percent": ucj.printed_percent(enrolled, potential.total),
        "gap": ucj.gap(enrolled, target.total),
    }
    content["flags"] = flags_of(content)
    return content


def flags_of(content: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return what a reader should know: counts above their denominator (never clamped), an incomplete sum."""
    flags = []
    looked_at = [("percent", content["enrolled"], content["target"])]
    looked_at += [(f"segments.{row['code']}.percent", row["enrolled"], row["target"]) for row in content["segments"]]
    looked_at += [("potential_percent", content["enrolled"], content["potential"])]
    for path, enrolled, denominator in looked_at:
        if enrolled is not None and denominator and enrolled > denominator:
            flags.append({"code": "above_100", "path": path})
    if content["reporting"]["reported"] < content["reporting"]["expected"]:
        flags.append({"code": "incomplete", "path": "percent"})
    return flags


class Curtain:
    """Gives counts or withholds them, and remembers the paths of what it withheld."""

    def __init__(self, region: int, withheld: Withheld[CellKey]) -> None:
        self.region, self.withheld = region, withheld
        self.hidden: list[str] = []
        self.small: list[str] = []

    def count(self, word: str, member: int, heads: int | None, path: str) -> int | None:
        key = (word, self.region, member)
        if key not in self.withheld.every:
            return heads
        self.hidden.append(path)
        if key in self.withheld.small:
            self.small.append(path)
        return None


def split(counts: Counts, level: int, segment: int) -> int | None:
    """Return the heads of a segment; None where the split is not kept (a village) or nothing was counted."""
    if level == Level.VILLAGE or not counts.filled:
        return None
    return counts.heads.get((Axis.SEGMENT, segment), 0)


def segment_row(facts: Facts, curtain: Curtain, segment: Segment) -> dict[str, Any]:
    path = f"segments.{segment.code}.enrolled"
    heads = curtain.count("segment", segment.pk, split(facts.counts, facts.place.level, segment.pk), path)
    return {"code": segment.code, "name": segment.name, "enrolled": heads, "target": None, "percent": None}


def category_rows(facts: Facts, curtain: Curtain, dimensions: Dimensions) -> list[dict[str, Any]]:
    codes = {segment.pk: segment.code for segment in dimensions.segments}
    return [
        {
            "code": category.code,
            "name": category.name,
            "segment": codes.get(facts.segment_of.get(pk, UNSPLIT)),
            "enrolled": curtain.count(
                "category", pk, facts.counts.heads[Axis.CATEGORY, pk], f"categories.{category.code}.enrolled"
            ),
        }
        for pk, category in dimensions.categories.items()
        if (Axis.CATEGORY, pk) in facts.counts.heads
    ]


def payer_rows(facts: Facts, curtain: Curtain, dimensions: Dimensions) -> list[dict[str, Any]]:
    return [
        {
            "code": payer.code,
            "name": payer.name,
            "enrolled": curtain.count("payer", pk, facts.counts.heads[Axis.PAYER, pk], f"payers.{payer.code}.enrolled"),
        }
        for pk, payer in dimensions.payers.items()
        if (Axis.PAYER, pk) in facts.counts.heads
    ]
