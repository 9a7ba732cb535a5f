"""What is odd or missing in a report as its cells stand now: cautions with their reasons, and blank cells."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from coverage import cautions, months
from coverage.cautions import Caution, Where
from coverage.enums import AskedPer
from coverage.models import Explanation, Figure, Payer, Report, Scheme, WorkerCategory
from coverage.queries.caution_words import caution_words
from coverage.queries.denominators import TARGET, denominators_in
from coverage.queries.plan import FILLED, asked_in
from regions import names
from regions.enums import Level
from regions.models import Placement, subtree

UCJ = "ucj"
NOT_APPLICABLE = "tb"
MOST_BLANK_CELLS = 200


@dataclass(frozen=True)
class StandingCaution:
    """A caution as a person reads it: where by code and names ("" for a total), the sentence, and the reason given."""

    caution: Caution
    code: str
    region: str
    category: str
    payer: str
    category_code: str
    payer_code: str
    sentence: str
    explanation: Explanation | None

    @property
    def id(self) -> str:
        """The cell as the grid names it: "64.01.01.2001|petani|apbd_kab"; "64.01||" for a region's total."""
        return f"{self.code}|{self.category_code}|{self.payer_code}"

    @property
    def is_settled(self) -> bool:
        """Whether it keeps no report from being handed in."""
        return self.explanation is not None or not self.caution.needs_reason


@dataclass(frozen=True)
class BlankCell:
    """A cell that the plan asks for and that holds neither a number nor "tidak berlaku"."""

    code: str
    region: str
    category: WorkerCategory
    payer: Payer


@dataclass(frozen=True)
class BlankCells:
    """The first blank cells by region and plan, and how many there are in all."""

    cells: tuple[BlankCell, ...]
    total: int


@dataclass(frozen=True)
class Counted:
    """The cells of a report and of the year before it, by ids. `told` is what each cell of the month holds, as text.

    `ucj` are the categories among them that count for UCJ.
    """

    report: Report
    places: Mapping[int, Placement]
    earlier: Mapping[Where, list[int | None]] = field(default_factory=dict)
    now: Mapping[Where, int] = field(default_factory=dict)
    told: Mapping[Where, str] = field(default_factory=dict)
    ucj: Collection[int] = ()

    def above(self, region: int) -> set[int]:
        """Return the region and those above it up to the one that reports."""
        place = self.places[region]
        return {region, self.report.region_id} | ({place.district_id} if place.district_id else set())


def places_in(report: Report, codes: Collection[str] | None = None) -> dict[int, Placement]:
    """Return where the regions of a report stand at its month, by id in the order of codes; of a province itself.

    Those of `codes` alone where these are given: for one saved cell the 158 places of a regency are not worth reading.
    """
    rows = Placement.objects.on(months.last_day(report.month))
    if report.region.level == Level.PROVINCE:
        rows = rows.filter(region=report.region_id)
    else:
        rows = rows.filter(subtree(report.region))
    if codes is not None:
        rows = rows.filter(code__in=codes)
    return {row.region_id: row for row in rows.order_by("code")}


def cautions_of(report: Report) -> tuple[StandingCaution, ...]:
    """Return all that is odd in a report now, by region, category and payer; a constant number of queries."""
    counted = counted_in(report, places_in(report))
    found = [*odd_totals(counted, counted.places), *odd_levels(counted), *odd_runs(counted)]
    for where in counted.now:
        found += odd_cell(counted, where)
    return standing(counted, found)


def cautions_of_cells(report: Report, ids: Collection[str]) -> dict[str, tuple[StandingCaution, ...]]:
    """Return what is odd about some cells and about the totals of their villages, by id as the grid names them.

    Cheaper than `cautions_of`: only these regions are read. What needs the whole report is left out.
    """
    places = places_in(report, {name.split("|")[0] for name in ids})
    regions = set(places)
    counted = counted_in(report, places, regions)
    found = odd_totals(counted, {pk for pk in regions if places[pk].level == Level.VILLAGE})
    for where in counted.now:
        found += odd_cell(counted, where)
    by_id: dict[str, tuple[StandingCaution, ...]] = defaultdict(tuple)
    wanted = {*ids, *(f"{places[pk].code}||" for pk in regions)}
    for one in standing(counted, found):
        if one.id in wanted:
            by_id[one.id] += (one,)
    return dict(by_id)


def counted_in(report: Report, places: Mapping[int, Placement], regions: Collection[int] | None = None) -> Counted:
    """Read the month and the year before it, of some regions or of all of the report, in two queries at most."""
    of_months = [months.shifted(report.month, step) for step in range(-cautions.HISTORY, 1)]
    position = {month: at for at, month in enumerate(of_months)}
    rows = Figure.objects.filter(month__in=of_months, region__in=list(places if regions is None else regions))
    earlier: dict[Where, list[int | None]] = defaultdict(lambda: [None] * cautions.HISTORY)
    now, told, ucj = {}, {}, set()
    for month, region, category, payer, enrolled, not_applicable, scheme in rows.values_list(
        "month", "region_id", "category_id", "payer_id", "enrolled", "not_applicable", "category__scheme__code"
    ):
        where = Where(region, category, payer)
        if scheme == UCJ:
            ucj.add(category)
        if month != report.month:
            earlier[where][position[month]] = enrolled
        elif enrolled is not None or not_applicable:
            now[where] = enrolled or 0
            told[where] = NOT_APPLICABLE if not_applicable else str(enrolled)
    return Counted(report, places, earlier, now, told, ucj)


def odd_cell(counted: Counted, where: Where) -> tuple[Caution, ...]:
    return cautions.cautions_of_cell(where, counted.now[where], counted.earlier.get(where, ()), counted.told[where])


def odd_totals(counted: Counted, regions: Iterable[int]) -> list[Caution]:
    """Return what is odd about totals and targets of `regions`, of the scheme UCJ alone; the reporter's also falls."""
    wanted = set(regions)
    totals: dict[int, int] = defaultdict(int)
    before = 0
    for where, heads in counted.now.items():
        if where.category_id in counted.ucj:
            for region in counted.above(where.region_id) & wanted:
                totals[region] += heads
    for where, history in counted.earlier.items():
        if where.category_id in counted.ucj:
            before += history[-1] or 0
    month, reporter = counted.report.month, counted.report.region_id
    earlier = months.shifted(month, -1)
    by_month = denominators_in(wanted, (earlier, month), Scheme.objects.get(code=UCJ))
    targets, moved_from = by_month[month], by_month[earlier]
    found: list[Caution] = []
    for region in sorted(wanted & set(counted.places), key=lambda pk: counted.places[pk].code):
        target = targets[region, TARGET].total if (region, TARGET) in targets else None
        old = moved_from[region, TARGET].total if (region, TARGET) in moved_from else None
        if region in totals:
            fallen_from = before if region == reporter else None
            found += cautions.cautions_of_total(region, totals[region], fallen_from, target)
        found += cautions.cautions_of_target(region, target, old)
    return found


def odd_levels(counted: Counted) -> list[Caution]:
    """Return the pairs that are counted both at the reporting region itself and below it."""
    reporter = counted.report.region_id
    below: dict[tuple[int | None, int | None], int] = defaultdict(int)
    for where, heads in counted.now.items():
        if where.region_id != reporter:
            below[where.category_id, where.payer_id] += heads
    found: list[Caution] = []
    for where, heads in counted.now.items():
        if where.region_id == reporter:
            found += cautions.cautions_of_levels(where, heads, below[where.category_id, where.payer_id])
    return found


def odd_runs(counted: Counted) -> list[Caution]:
    """Return one number in villages in a row, for each category and payer."""
    villages = [pk for pk, place in counted.places.items() if place.level == Level.VILLAGE]
    pairs = {(where.category_id, where.payer_id) for where in counted.now}
    found: list[Caution] = []
    for category, payer in sorted(pairs, key=str):
        cells = [Where(region, category, payer) for region in villages]
        found += cautions.cautions_of_runs([(cell, counted.now.get(cell)) for cell in cells])
    return found


def standing(counted: Counted, found: Collection[Caution]) -> tuple[StandingCaution, ...]:
    """Return the cautions in names and sentences with the reason that holds for each, in the order of regions."""
    if not found:
        return ()
    categories, payers = WorkerCategory.objects.in_bulk(), Payer.objects.in_bulk()
    given = reasons_given(counted.report)
    told = []
    for one in found:
        place = counted.places[one.region_id]
        category, payer = categories.get(one.category_id or 0), payers.get(one.payer_id or 0)
        region = names.full(place.name, place.kind)
        reason = given.get((one.where, one.rule))
        told.append(
            StandingCaution(
                caution=one,
                code=place.code,
                region=region,
                category=category.name if category else "",
                payer=payer.name if payer else "",
                category_code=category.code if category else "",
                payer_code=payer.code if payer else "",
                sentence=caution_words(one, region, category.name if category else ""),
                explanation=reason if reason and reason.about == one.about else None,
            )
        )
    ranks = {None: (0, "")} | {pk: (row.position, row.code) for pk, row in categories.items()}
    return tuple(
        sorted(told, key=lambda one: (one.code, ranks[one.caution.category_id], one.payer_code, one.caution.rule))
    )


def reasons_given(report: Report) -> dict[tuple[Where, str], Explanation]:
    """Return the last reason given for each cell and rule of a report, whether or not it still holds."""
    rows = Explanation.objects.filter(report=report).select_related("by").order_by("pk")
    return {(Where(row.region_id, row.category_id, row.payer_id), row.rule): row for row in rows}


def unsettled_of(report: Report) -> tuple[StandingCaution, ...]:
    """Return the cautions that still need a reason before the report can be handed in."""
    return tuple(one for one in cautions_of(report) if not one.is_settled)


def blank_cells(report: Report, limit: int = MOST_BLANK_CELLS) -> BlankCells:
    """Return what the plan asks for and is blank, the reporting region first; `limit` is how many are listed."""
    places = places_in(report)
    asked = asked_in(report.region, report.month)
    filled = set(
        Figure.objects.filter(FILLED, month=report.month, region__in=list(places)).values_list(
            "region_id", "category_id", "payer_id"
        )
    )
    found, total = [], 0
    for place in places.values():
        per = AskedPer.VILLAGE if place.level == Level.VILLAGE else AskedPer.REPORTER
        if place.level != Level.VILLAGE and place.region_id != report.region_id:
            continue
        for one in asked:
            if one.per == per and (place.region_id, *one.pair) not in filled:
                total += 1
                if total <= limit:
                    found.append(BlankCell(place.code, names.full(place.name, place.kind), one.category, one.payer))
    return BlankCells(tuple(found), total)
