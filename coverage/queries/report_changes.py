"""What moved in a report: against the month before, and act by act since it was opened."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from accounts.models import User
from coverage import months
from coverage.enums import Axis, Via
from coverage.models import LiveTotal, Report, Revision, Scheme, WorkerCategory
from coverage.queries.figures_digest import codes_in
from coverage.queries.published_area import places_below
from regions import names
from regions.enums import Level
from regions.models import Placement

LARGEST_MOVES = 10
ON_A_PAGE = 50


@dataclass(frozen=True)
class Move:
    """Heads of a category or region now and the month before; None where nothing was filled in."""

    code: str
    name: str
    now: int | None
    before: int | None

    @property
    def change(self) -> int | None:
        """Heads gained; None where one of the two was not filled in."""
        return None if self.now is None or self.before is None else self.now - self.before


@dataclass(frozen=True)
class Moves:
    """Differences of one scheme to the month before: by category, by district, and the largest among the villages.

    `unsplit` are heads that hang on the region itself, so that the districts with it add up to the whole.
    """

    categories: tuple[Move, ...]
    districts: tuple[Move, ...]
    villages: tuple[Move, ...]
    unsplit: Move | None
    whole: Move

    @property
    def has_both(self) -> bool:
        """Whether anything is filled in, this month and the month before."""
        return self.whole.change is not None


def moves_of(report: Report, scheme: Scheme) -> Moves:
    """Return what moved in a report since the month before; three queries."""
    before = months.shifted(report.month, -1)
    below = {} if report.region.level == Level.PROVINCE else places_below(report.region, report.month)
    rows = LiveTotal.objects.filter(
        month__in=[report.month, before],
        scheme=scheme,
        region__in={report.region_id, *below},
        axis__in=[Axis.TOTAL, Axis.CATEGORY],
        filled__gt=0,
    ).values_list("month", "region_id", "axis", "member", "enrolled")
    heads = {(month, region, axis, member): enrolled for month, region, axis, member, enrolled in rows}

    def move(region: int, code: str, name: str, axis: Axis = Axis.TOTAL, member: int = 0) -> Move:
        this = heads.get((report.month, region, axis, member)), heads.get((before, region, axis, member))
        return Move(code, name, *this)

    whole = move(report.region_id, report.region.code, report.region.name)
    places = [place for place in below.values() if place.region_id != report.region_id]
    districts = [move(one.region_id, one.code, full(one)) for one in places if one.level == Level.DISTRICT]
    villages = [move(one.region_id, one.code, full(one)) for one in places if one.level == Level.VILLAGE]
    categories = WorkerCategory.objects.filter(scheme=scheme).order_by("position", "code")
    by_category = [move(report.region_id, row.code, row.name, Axis.CATEGORY, row.pk) for row in categories]
    return Moves(
        categories=tuple(row for row in by_category if (row.now, row.before) != (None, None)),
        districts=tuple(row for row in districts if (row.now, row.before) != (None, None)),
        villages=largest(villages),
        unsplit=rest(whole, districts),
        whole=whole,
    )


def full(place: Placement) -> str:
    return names.full(place.name, place.kind)


def largest(moves: Sequence[Move]) -> tuple[Move, ...]:
    """Return the largest moves up or down, by size and then code; none that stood still."""
    moved = [(abs(move.change), move) for move in moves if move.change]
    return tuple(move for _, move in sorted(moved, key=lambda pair: (-pair[0], pair[1].code))[:LARGEST_MOVES])


def rest(whole: Move, parts: Sequence[Move]) -> Move | None:
    """Return what of the whole is in none of its parts, now and before; None where that is nothing."""
    now = (whole.now or 0) - sum(part.now or 0 for part in parts)
    before = (whole.before or 0) - sum(part.before or 0 for part in parts)
    return Move("", "", now, before if whole.before is not None else None) if parts and (now or before) else None


@dataclass(frozen=True)
class Rewritten:
    """One change of one figure: who set it, when, from what to what, on which way and why; counts in workers."""

    code: str
    region: str
    category: str
    payer: str
    before: str
    after: str
    by: User
    at: datetime
    via: Via
    reason: str


@dataclass(frozen=True)
class History:
    """One page of the changes of a report's figures, the last first."""

    rows: tuple[Rewritten, ...]
    total: int
    page: int
    pages: int

    @property
    def before(self) -> int:
        return self.page - 1

    @property
    def after(self) -> int:
        return self.page + 1


def history_of(report: Report, village: str = "", category: str = "", page: int = 1) -> History:
    """Return a page of the history, of one region (by code) or category (by code) where asked; four queries.

    A page beyond the last is the last.
    """
    codes = codes_in(report)
    chosen = [pk for pk, code in codes.items() if code == village] if village else list(codes)
    found: QuerySet[Revision] = Revision.objects.filter(figure__month=report.month, figure__region__in=chosen)
    if category:
        found = found.filter(figure__category__code=category)
    total = found.count()
    pages = max(1, -(-total // ON_A_PAGE))
    page = min(max(1, page), pages)
    ordered = found.order_by(
        "-change", "figure__region__code", "figure__category__position", "figure__payer__position", "pk"
    )
    rows = list(
        ordered.select_related("figure__region", "figure__category", "figure__payer", "change__by")[
            (page - 1) * ON_A_PAGE : page * ON_A_PAGE
        ]
    )
    return History(tuple(rewritten(rows, codes)), total, page, pages)


def rewritten(rows: Sequence[Revision], codes: Mapping[int, str]) -> list[Rewritten]:
    """Return revisions beside the values that they replaced, which lie in the versions before them."""
    earlier = {
        (row.figure_id, row.version + 1): row
        for row in Revision.objects.filter(figure__in={row.figure_id for row in rows})
    }
    return [
        Rewritten(
            code=codes[row.figure.region_id],
            region=names.full(row.figure.region.name, row.figure.region.kind),
            category=row.figure.category.name,
            payer=row.figure.payer.name,
            before=held(earlier.get((row.figure_id, row.version))),
            after=held(row),
            by=row.change.by,
            at=row.change.at,
            via=Via(row.change.via),
            reason=row.change.reason,
        )
        for row in rows
    ]


def held(row: Revision | None) -> str:
    """Return what a cell held, as an address or a table carries it: "214", "tb" (not applicable), "" (blank)."""
    if row is None:
        return ""
    return "tb" if row.not_applicable else "" if row.enrolled is None else str(row.enrolled)
