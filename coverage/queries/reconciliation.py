"""Where a report differs from what the village or BPJS says (pencocokan angka): differences, and what became of them.

The cells are the regency's word. What others say are observations: they stand beside the cells and are never summed
with them. Compared are numbers of the scheme UCJ: of the regency by category and as a whole, and of what lies below it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.models import User
from coverage.enums import AgreementState, AskedPer, StatedBy
from coverage.models import Figure, Observation, Reconciliation, Report
from coverage.queries.plan import asked_in
from coverage.queries.report_places import places_of_report
from paritrana import formatting
from regions import names
from regions.enums import Level
from regions.models import Placement

COMPARED = (StatedBy.BPJS, StatedBy.VILLAGE)
UCJ = "ucj"

Where = tuple[int, int | None]
"""Ids of a region and of a category, None for the total."""


class Standing(StrEnum):
    """What became of a difference."""

    SAME = "same"
    TOLERATED = "tolerated"
    OPEN = "open"
    EXPLAINED = "explained"
    DISPUTED = "disputed"


@dataclass(frozen=True)
class Difference:
    """Our number and theirs for one region and category (none: the total), in workers; `ours` None is blank.

    `found` is what a person found out about just these two numbers. `payer_id` is the one source of money that the
    number can be written to, where there is just one. `typed_by` is who typed their number by hand (None: it came from
    a file), `before` the number of somebody else that it stands in the place of.
    """

    region_id: int
    code: str
    region: str
    level: int
    category_id: int | None
    category: str
    stated_by: StatedBy
    ours: int | None
    theirs: int
    source: str
    found: Reconciliation | None
    payer_id: int | None = None
    typed_by: User | None = None
    before: Observation | None = None

    @property
    def word(self) -> str:
        """The difference as a form sends it: "12-3-bpjs", with 0 for the total."""
        return f"{self.region_id}-{self.category_id or 0}-{self.stated_by.value}"

    @property
    def sent(self) -> str:
        """The difference with both its numbers, so that whoever settles it settles what was shown."""
        return f"{self.word}:{'' if self.ours is None else self.ours}:{self.theirs}"

    @property
    def gap(self) -> int:
        """Ours less theirs, a blank counted as nothing."""
        return (self.ours or 0) - self.theirs

    @property
    def standing(self) -> Standing:
        if self.gap == 0:
            return Standing.SAME
        if self.found is not None:
            return Standing(self.found.state)
        return Standing.OPEN if self.is_wide else Standing.TOLERATED

    @property
    def is_wide(self) -> bool:
        """Whether it is large enough to ask about, whatever was found out."""
        return self.gap != 0 and not is_tolerated(self.gap, self.theirs)

    @property
    def is_open(self) -> bool:
        """Whether it keeps the report from being signed."""
        return self.standing == Standing.OPEN

    @property
    def sentence(self) -> str:
        """Return the difference in words, for a refusal."""
        what = self.category or _("seluruh pekerja")
        told = _("%(what)s di %(region)s, %(ours)s di laporan dan %(theirs)s %(speaker)s")
        return told % {
            "what": what,
            "region": self.region,
            "ours": _("kosong") if self.ours is None else formatting.number(self.ours),
            "theirs": formatting.number(self.theirs),
            "speaker": self.stated_by.label,
        }


@dataclass(frozen=True)
class Finding:
    """What a person found out about one difference. `ours` and `theirs` are the numbers that the person looked at.

    `category_id` None is the region's total. A dispute has neither a reason nor an agreed number.
    """

    region_id: int
    category_id: int | None
    stated_by: StatedBy
    ours: int | None
    theirs: int
    state: AgreementState
    reason: str = ""
    note: str = ""
    agreed: int | None = None


def is_tolerated(gap: int, theirs: int) -> bool:
    """Tell whether a difference is too small to ask about: RECONCILIATION_TOLERANCE, in per mille of their number."""
    tolerance: int = settings.RECONCILIATION_TOLERANCE
    return abs(gap) * 1000 <= theirs * tolerance


def differences_of(report: Report) -> tuple[Difference, ...]:
    """Return all that others say of a report beside what it says itself: the regency first, then by code and category.

    A province reports figures of its own alone, which nobody else counts: nothing is compared. Six queries at most.
    """
    if report.region.level == Level.PROVINCE:
        return ()
    places = {place.region_id: place for place in places_of_report(report)}
    stated = newest_stated(report, places)
    if not stated:
        return ()
    cells = heads_of_cells(report, places)
    ours = sums_of(cells, places)
    found = {
        (row.region_id, row.category_id, row.stated_by): row
        for row in Reconciliation.objects.filter(report=report).select_related("by").order_by("pk")
    }
    payers = payers_of(report, cells)
    differences = []
    for (region, category, speaker), (row, before) in stated.items():
        own, theirs = ours.get((region, category)), row.enrolled or 0
        told = found.get((region, category, speaker))
        place = places[region]
        differences.append(
            Difference(
                region_id=region,
                code=place.code,
                region=names.full(place.name, place.kind),
                level=place.level,
                category_id=category,
                category=row.category.name if row.category else "",
                stated_by=StatedBy(speaker),
                ours=own,
                theirs=theirs,
                source=row.source,
                found=told if told and (told.ours, told.theirs) == (own, theirs) else None,
                payer_id=payers.get((region, category)) if place.level == Level.VILLAGE and category else None,
                typed_by=row.typed_by,
                before=before,
            )
        )
    return in_order(differences, [row for row, _ in stated.values()])


def in_order(differences: Iterable[Difference], stated: Iterable[Observation]) -> tuple[Difference, ...]:
    """Return the differences by region, the whole first, then by the place of the category in its list."""
    positions = {row.category_id: row.category.position for row in stated if row.category}
    return tuple(
        sorted(differences, key=lambda one: (one.code, positions.get(one.category_id, -1), one.stated_by.value))
    )


def open_differences(report: Report) -> list[Difference]:
    """Return the differences that keep a report from being signed."""
    return [one for one in differences_of(report) if one.is_open]


def newest_stated(
    report: Report, places: Mapping[int, Placement]
) -> dict[tuple[int, int | None, str], tuple[Observation, Observation | None]]:
    """Return the last statement of each speaker on each region and category.

    With one that was typed by hand comes the last other number, which a file or another person had brought.
    """
    rows = Observation.objects.filter(
        region__in=list(places),
        month=report.month,
        scheme__code=UCJ,
        segment=None,
        enrolled__isnull=False,
        stated_by__in=COMPARED,
    )
    told: dict[tuple[int, int | None, str], list[Observation]] = defaultdict(list)
    for row in rows.select_related("category", "typed_by").order_by("-recorded_at", "-pk"):
        told[row.region_id or 0, row.category_id, row.stated_by].append(row)
    return {where: (said[0], replaced_by(said[0], said[1:])) for where, said in told.items()}


def replaced_by(typed: Observation, earlier: Iterable[Observation]) -> Observation | None:
    """Return the last number of somebody else in whose place a typed one stands; None where there is none."""
    others = (row for row in earlier if row.typed_by_id != typed.typed_by_id and row.enrolled != typed.enrolled)
    return next(others, None) if typed.typed_by_id else None


def heads_of_cells(report: Report, places: Mapping[int, Placement]) -> dict[tuple[int, int, int], int]:
    """Return the heads of the filled cells by region, category and payer."""
    rows = Figure.objects.filter(
        Q(enrolled__isnull=False), month=report.month, region__in=list(places), category__scheme__code=UCJ
    )
    return {
        (region, category, payer): enrolled or 0
        for region, category, payer, enrolled in rows.values_list("region_id", "category_id", "payer_id", "enrolled")
    }


def sums_of(cells: Mapping[tuple[int, int, int], int], places: Mapping[int, Placement]) -> dict[Where, int]:
    """Return heads by region and category, and by region alone, each cell counted at its region and all above it."""
    sums: dict[Where, int] = defaultdict(int)
    for (region, category, _payer), enrolled in cells.items():
        place = places[region]
        for above in {region, place.district_id, place.regency_id} - {None}:
            if above is not None:
                sums[above, category] += enrolled
                sums[above, None] += enrolled
    return dict(sums)


def payers_of(report: Report, cells: Iterable[tuple[int, int, int]]) -> dict[Where, int]:
    """Return the one payer under which a village's number of a category can stand, where there is just one.

    It is that of the one cell that is filled, else that of the one pair that the plan asks of villages.
    """
    filled: dict[Where, set[int]] = defaultdict(set)
    for region, category, payer in cells:
        filled[region, category].add(payer)
    asked: dict[int, set[int]] = defaultdict(set)
    for one in asked_in(report.region, report.month):
        if one.per == AskedPer.VILLAGE:
            asked[one.category.pk].add(one.payer.pk)
    found = {where: next(iter(payers)) for where, payers in filled.items() if len(payers) == 1}
    for place in places_of_report(report).filter(level=Level.VILLAGE).values_list("region_id", flat=True):
        for category, payers in asked.items():
            if len(payers) == 1 and (place, category) not in filled:
                found[place, category] = next(iter(payers))
    return found


def disputed_of(differences: Iterable[Difference]) -> list[Difference]:
    """Return what both sides insist on."""
    return [one for one in differences if one.found and one.found.state == AgreementState.DISPUTED and one.gap]
