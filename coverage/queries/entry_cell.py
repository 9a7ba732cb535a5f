"""All about one cell while it is filled in: what it held, what others state, what is odd, what people say of it.

The number of queries does not grow with what there is to tell.
"""

from dataclasses import dataclass
from datetime import date, datetime

from accounts.abilities import ABILITIES, Ability, Role
from accounts.enums import ROLE_LABELS
from accounts.models import Assignment, User
from coverage import months
from coverage.cautions import HISTORY, Where
from coverage.enums import ReportState, StatedBy
from coverage.models import Comment, Figure, Observation, Payer, Report, Revision, WorkerCategory
from coverage.queries.quality import StandingCaution, cautions_of_cells, places_in
from coverage.queries.ways import ways_of
from regions import names
from regions.models import Placement

MOST_REVISIONS = 12
STATERS = (StatedBy.BPJS, StatedBy.VILLAGE)


@dataclass(frozen=True)
class Past:
    """What a cell held at a month; `state` is that of the month's report, "" where there is none."""

    month: int
    enrolled: int | None
    not_applicable: bool
    state: str

    @property
    def state_label(self) -> str:
        return str(ReportState(self.state).label) if self.state else ""


@dataclass(frozen=True)
class Written:
    """One change of a cell: who, when, on which way (by its code, and in words), from what to what."""

    by: str
    at: datetime
    via: str
    way: str
    reason: str
    before: int | None
    before_not_applicable: bool
    after: int | None
    after_not_applicable: bool


@dataclass(frozen=True)
class Owner:
    """A person who can be asked about a cell."""

    username: str
    name: str
    role: str


@dataclass(frozen=True)
class CellPanel:
    """One cell of a report. `earlier` is newest first and ends with the same month of last year."""

    report: Report
    code: str
    region: str
    category: WorkerCategory
    payer: Payer
    enrolled: int | None
    not_applicable: bool
    version: int
    until: date | None
    earlier: tuple[Past, ...]
    observations: tuple[Observation, ...]
    cautions: tuple[StandingCaution, ...]
    comments: tuple[Comment, ...]
    written: tuple[Written, ...]
    owners: tuple[Owner, ...]

    @property
    def id(self) -> str:
        """The cell as the grid names it: "64.01.01.2001|petani|apbd_kab"."""
        return f"{self.code}|{self.category.code}|{self.payer.code}"

    @property
    def year_ago(self) -> Past:
        return self.earlier[-1]


def report_of(place: Placement, month: int) -> Report | None:
    """Return the report that the figures of a place belong to at a month, None before it is opened."""
    reporter = place.regency_id or place.province_id
    return Report.objects.filter(region=reporter, month=month).select_related("region").first()


def cell_named(report: Report, name: str) -> Where | None:
    """Return the cell of an id as the grid names it ("64.01||" for a total), None where the report has none such."""
    codes = {place.code: pk for pk, place in places_in(report).items()}
    region, category, payer = name.split("|") if name.count("|") == 2 else ("", "", "")
    if region not in codes:
        return None
    if not category and not payer:
        return Where(codes[region])
    categories = WorkerCategory.objects.on(months.last_day(report.month)).filter(code=category)
    found = categories.values_list("pk", flat=True).first()
    paid_by = Payer.objects.filter(code=payer).values_list("pk", flat=True).first()
    return Where(codes[region], found, paid_by) if found and paid_by else None


def cell_panel(*, report: Report, place: Placement, category: WorkerCategory, payer: Payer, on: date) -> CellPanel:
    """Return all about one cell; `on` is the day on which people hold their roles."""
    where = Where(place.region_id, category.pk, payer.pk)
    cell = {"region": place.region_id, "category": category, "payer": payer}
    of_months = [months.shifted(report.month, -step) for step in range(HISTORY + 1)]
    held = {row.month: row for row in Figure.objects.filter(month__in=of_months, **cell)}
    states = dict(Report.objects.filter(region=report.region, month__in=of_months).values_list("month", "state"))
    now = held.get(report.month)
    name = f"{place.code}|{category.code}|{payer.code}"
    odd = cautions_of_cells(report, [name])
    comments = Comment.objects.filter(report=report, **cell).select_related("by", "owner", "answered_by")
    return CellPanel(
        report=report,
        code=place.code,
        region=names.full(place.name, place.kind),
        category=category,
        payer=payer,
        enrolled=now.enrolled if now else None,
        not_applicable=bool(now and now.not_applicable),
        version=now.version if now else 0,
        until=now.funded_until if now else None,
        earlier=tuple(past_of(month, held.get(month), states.get(month, "")) for month in of_months[1:]),
        observations=observations_of(where, report.month),
        cautions=(*odd.get(name, ()), *odd.get(f"{place.code}||", ())),
        comments=tuple(comments.order_by("-pk")),
        written=written_of(now.pk) if now else (),
        owners=owners_of(report, on),
    )


def past_of(month: int, row: Figure | None, state: str) -> Past:
    return Past(month, row.enrolled if row else None, bool(row and row.not_applicable), state)


def observations_of(where: Where, month: int) -> tuple[Observation, ...]:
    """Return what BPJS and the village last stated of the region and category by that month, at most one each."""
    rows = Observation.objects.filter(
        region=where.region_id,
        category=where.category_id,
        month__lte=month,
        stated_by__in=STATERS,
        enrolled__isnull=False,
    ).order_by("-month", "-pk")[: HISTORY * len(STATERS)]
    newest: dict[str, Observation] = {}
    for row in rows:
        newest.setdefault(row.stated_by, row)
    return tuple(newest[stater] for stater in STATERS if stater in newest)


def written_of(figure: int) -> tuple[Written, ...]:
    """Return the last changes of a cell, the newest first."""
    rows = list(
        Revision.objects.filter(figure=figure).select_related("change__by").order_by("-version")[: MOST_REVISIONS + 1]
    )
    ways = ways_of(row.change for row in rows)
    pairs = zip(rows, [*rows[1:], None], strict=True)
    return tuple(written(row, before, ways[row.change_id]) for row, before in pairs)[:MOST_REVISIONS]


def written(row: Revision, before: Revision | None, way: str) -> Written:
    return Written(
        by=str(row.change.by),
        at=row.change.at,
        via=row.change.via,
        way=way,
        reason=row.change.reason,
        before=before.enrolled if before else None,
        before_not_applicable=bool(before and before.not_applicable),
        after=row.enrolled,
        after_not_applicable=row.not_applicable,
    )


def owners_of(report: Report, on: date) -> tuple[Owner, ...]:
    """Return who can be asked about a report: who may comment on it, the people of the reporting region first."""
    places = Placement.objects.on(months.last_day(report.month)).filter(region=report.region_id)
    above = {pk for row in places.values_list("regency", "province") for pk in row if pk is not None}
    commenting = [role.value for role, abilities in ABILITIES.items() if Ability.COMMENT in abilities]
    rows = (
        Assignment.objects.on(on)
        .filter(region__in=above, role__in=commenting, user__is_active=True)
        .select_related("user", "region")
        .order_by("-region__level", "role", "user__username")
    )
    found: dict[int, Owner] = {}
    for row in rows:
        found.setdefault(row.user_id, Owner(row.user.username, str(row.user), str(ROLE_LABELS[Role(row.role)])))
    return tuple(found.values())


def likely_owner(report: Report, where: Where, asking: User, on: date) -> User | None:
    """Return who is asked where nobody is named: who last wrote the cell, else who enters figures of the region."""
    last = (
        Revision.objects.filter(
            figure__month=report.month,
            figure__region=where.region_id,
            figure__category=where.category_id,
            figure__payer=where.payer_id,
            change__by__is_active=True,
        )
        .exclude(change__by=asking)
        .select_related("change__by")
        .order_by("-version")
        .first()
    )
    if last:
        return last.change.by
    for owner in owners_of(report, on):
        if owner.username != asking.username:
            return User.objects.get(username=owner.username)
    return None
