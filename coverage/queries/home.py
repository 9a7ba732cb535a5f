"""Indonesia at a glance: one number for the nation, one row for each province, and what was published last."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal

from django.db.models import F, Q

from coverage import months, ucj
from coverage.enums import DenominatorKind, StatedBy
from coverage.models import Observation, Release, ReleasedTotal, Scheme
from coverage.queries.children import Child, children_of
from coverage.queries.observations import PRECEDENCE, Stated, best_by_region, rows, stated
from coverage.queries.published import Shown
from coverage.queries.released import WHOLE, known_months
from regions.enums import Level
from regions.models import Region

TARGET, POTENTIAL = DenominatorKind.TARGET, DenominatorKind.POTENTIAL
TRUSTED_FOR_THE_NATION = (StatedBy.BPJS, StatedBy.AGENCY)
"""Whose word may stand on the front page: who counts the cards or governs; never the press."""
RECENT_MONTHS, RECENT_ROWS = 36, 12


@dataclass(frozen=True)
class Row:
    """A region with the one number it has for the month: heads in workers, percentage unrounded.

    `basis` names the denominator of the percentage: the target where there is one, else the potential, else none.
    `figure_id` is the release behind it; where there is none, `stated` is the observation in its place.
    """

    code: str
    name: str
    kind: str
    month: int
    enrolled: int | None = None
    denominator: int | None = None
    basis: DenominatorKind | None = None
    figure_id: str | None = None
    stated: Stated | None = None
    shown: Shown = Shown.NONE
    reported: int = 0
    expected: int = 0
    is_sample: bool = False
    released_at: datetime | None = None

    @property
    def percent(self) -> Decimal | None:
        """The percentage of the heads; of an observation without heads the printed one."""
        if self.stated and self.stated.computed is None:
            return self.stated.printed_percent
        return ucj.percent(self.enrolled, self.denominator)

    @property
    def is_of_target(self) -> bool:
        return self.basis == TARGET

    @property
    def is_complete(self) -> bool:
        return self.reported >= self.expected

    @property
    def state(self) -> str:
        """published | observed | none."""
        if self.figure_id:
            return "published"
        return "observed" if self.stated else "none"


@dataclass(frozen=True)
class FormerArea:
    """What is stated of an area that is no region of ours, such as a province before it was divided."""

    name: str
    stated: Stated


@dataclass(frozen=True)
class Home:
    """What the front page shows; `nation` is None while nobody has stated or published a number for Indonesia."""

    nation: Row | None
    month: int | None
    provinces: tuple[Row, ...]
    elsewhere: tuple[FormerArea, ...]
    recent: tuple[Row, ...]

    @property
    def has_sample(self) -> bool:
        """Whether an invented number stands on the page."""
        return any(row.is_sample for row in (*self.provinces, *self.recent, *([self.nation] if self.nation else [])))


def home(scheme: Scheme) -> Home:
    """Return the front page: the nation's latest complete release, else what BPJS or an agency states of a December.

    The provinces are those of that month: their release, else an observation, in the order of their codes. Invented
    data never takes the place of an official number here.
    """
    country = Region.objects.filter(level=Level.NATION).first()
    if country is None:
        return Home(None, None, (), (), ())
    nation = released_nation(country, scheme) or observed_nation(country, scheme)
    if nation is None:
        return Home(None, None, (), (), recent(scheme))
    provinces = provinces_of(country, scheme, nation.month)
    return Home(nation, nation.month, provinces, elsewhere(scheme, nation.month), recent(scheme))


def basis_of(target: int | None, potential: int | None) -> tuple[DenominatorKind | None, int | None]:
    """Return the denominator that a percentage is of: the target where there is one, else the potential."""
    if target:
        return TARGET, target
    return (POTENTIAL, potential) if potential else (None, None)


def released_nation(country: Region, scheme: Scheme) -> Row | None:
    """Return the nation's number of the latest month for which every regency has published."""
    whole = ReleasedTotal.objects.filter(WHOLE, level=Level.NATION, scheme=scheme, month__in=known_months())
    complete = whole.filter(
        Q(target__gt=0) | Q(potential__gt=0),
        *(Q(release__is_sample=False), Q(is_hidden=False), Q(filled__gt=0)),
        *(Q(expected__gt=0), Q(reported__gte=F("expected"))),
    )
    total = complete.select_related("release").order_by("-month").first()
    return row_of(total, country) if total else None


def row_of(total: ReleasedTotal, region: Region) -> Row:
    """Return the row of a released total, the count withheld where it is a small cell."""
    is_seen = not total.is_hidden and total.filled > 0
    basis, denominator = basis_of(total.target, total.potential)
    return Row(
        code=region.code,
        name=region.name,
        kind=region.kind,
        month=total.month,
        enrolled=total.enrolled if is_seen else None,
        denominator=denominator,
        basis=basis,
        figure_id=total.release.figure_id if total.release else None,
        shown=Shown.YES if is_seen else Shown.NONE,
        reported=total.reported,
        expected=total.expected,
        is_sample=bool(total.release and total.release.is_sample),
        released_at=total.release.released_at if total.release else None,
    )


def observed_nation(country: Region, scheme: Scheme) -> Row | None:
    """Return what BPJS or an agency states of the latest December, heads and denominator both."""
    december = rows().filter(
        Q(enrolled__isnull=False) & (Q(target__gt=0) | Q(potential__gt=0)),
        *(Q(region=country), Q(scheme=scheme), Q(segment=None), Q(category=None)),
        stated_by__in=TRUSTED_FOR_THE_NATION,
    )
    found = [one for one in december if one.month % 100 == 12]
    if not found:
        return None
    best = min(found, key=lambda one: (-one.month, PRECEDENCE.index(StatedBy(one.stated_by)), one.pk))
    return observed(best, country)


def observed(observation: Observation, region: Region) -> Row:
    basis, denominator = basis_of(observation.target, observation.potential)
    return Row(
        code=region.code,
        name=region.name,
        kind=region.kind,
        month=observation.month,
        enrolled=observation.enrolled,
        denominator=denominator,
        basis=basis,
        stated=stated(observation),
        shown=Shown.YES,
    )


def provinces_of(country: Region, scheme: Scheme, month: int) -> tuple[Row, ...]:
    """Return the provinces of that month in the order of their codes; none is ranked here."""
    children = children_of(country, months.last_day(month), scheme, month)
    invented = samples(child.figure_id for child in children if child.figure_id)
    official = official_instead([child.code for child in children if child.figure_id in invented], scheme, month)
    return tuple(
        row_of_child(
            replace(child, figure_id=None, stated=official[child.code]) if child.code in official else child,
            month,
            child.figure_id in invented and child.code not in official,
        )
        for child in children
    )


def official_instead(codes: list[str], scheme: Scheme, month: int) -> dict[str, Stated]:
    """Return by code the observation that stands for a region whose release is invented."""
    regions = dict(Region.objects.filter(code__in=codes).order_by("code").values_list("pk", "code"))
    return {regions[pk]: one for pk, one in best_by_region(regions, scheme, month).items()}


def elsewhere(scheme: Scheme, month: int) -> tuple[FormerArea, ...]:
    """Return what BPJS or an agency states of areas that are no province of that month: former, larger ones."""
    found = rows().filter(
        *(Q(region=None), Q(segment=None), Q(category=None), Q(scheme=scheme)),
        month=month,
        stated_by__in=TRUSTED_FOR_THE_NATION,
    )
    return tuple(FormerArea(row.area, stated(row)) for row in found.order_by("area", "pk"))


def samples(figure_ids: Iterable[str]) -> frozenset[str]:
    """Return which of the releases are invented data of the demonstration."""
    found = Release.objects.filter(figure_id__in=list(figure_ids), is_sample=True)
    return frozenset(found.order_by("figure_id").values_list("figure_id", flat=True))


def row_of_child(child: Child, month: int, is_sample: bool) -> Row:
    source = child if child.figure_id or child.stated is None else child.stated
    basis, denominator = basis_of(source.target, source.potential)
    return Row(
        code=child.code,
        name=child.name,
        kind=child.kind,
        month=month,
        enrolled=source.enrolled,
        denominator=denominator,
        basis=basis,
        figure_id=child.figure_id,
        stated=child.stated,
        shown=Shown.YES if source.enrolled is not None else child.shown,
        reported=child.reported,
        expected=child.expected,
        is_sample=is_sample,
    )


def recent(scheme: Scheme) -> tuple[Row, ...]:
    """Return the releases of provinces and regencies of the last three years, newest month first.

    Incomplete sums and invented data are left to the pages of their regions.
    """
    found = ReleasedTotal.objects.filter(
        WHOLE,
        month__in=known_months()[-RECENT_MONTHS:],
        scheme=scheme,
        is_hidden=False,
        filled__gt=0,
        reported__gte=F("expected"),
        release__isnull=False,
        is_sample=False,
    ).select_related("region", "release")
    newest: list[ReleasedTotal] = []
    for level in (Level.PROVINCE, Level.REGENCY):  # one by one: for both at once, the index is read through all levels
        newest += found.filter(level=level).order_by("-month", "-release__released_at", "region__code")[:RECENT_ROWS]
    newest.sort(key=lambda total: (total.level, total.region.code))
    newest.sort(key=moment_of, reverse=True)
    return tuple(row_of(total, total.region) for total in newest[:RECENT_ROWS])


def moment_of(total: ReleasedTotal) -> tuple[int, float]:
    """Return the month of a released total, and when it was released."""
    return total.month, total.release.released_at.timestamp() if total.release else 0.0


def by_percent(found: Iterable[Row]) -> tuple[Row, ...]:
    """Return the rows from the highest percentage to the lowest, those without at the end; ties by code. No ranking."""
    return tuple(sorted(found, key=lambda row: (row.percent is None, -(row.percent or Decimal(0)), row.code)))
