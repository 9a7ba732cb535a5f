"""The data set of the benchmarks: the real register, and invented figures in every village, category and month.

Made once per database and kept; a row of `bench_complete` tells that it is whole.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from accounts.abilities import Role
from accounts.models import Assignment, User
from bench.loading import bare_tables, poured, run, settle
from bench.statements import FIGURES, LIVE_TOTALS, RELEASED_TOTALS, REVISIONS, SUMS_UP_TO_THE_NATION
from coverage import months, ucj
from coverage.enums import DenominatorKind, DenominatorState, ReleaseCause, ReportState, Via
from coverage.models import Basis, Change, Denominator, Payer, Report, Scheme, WorkerCategory
from coverage.models.release import figure_id_of
from coverage.queries.denominators import NONE, TARGET, Denominators, denominators_at
from coverage.queries.published_area import segments_in
from coverage.queries.release_content import CellKey, Counts, Dimensions, Facts, content_of, dimensions_of
from coverage.small_cells import Withheld
from regions.enums import Kind, Level
from regions.models import Placement, Region

VERSION = "1"

YEAR = 2025
LAST = YEAR * 100 + 12
CATEGORIES = 16
AT = datetime(2026, 1, 5, 2, 0, tzinfo=UTC)
IMPORTER = "bench.importir"
NOTHING: Withheld[CellKey] = Withheld(frozenset(), frozenset())

RELEASE_COLUMNS = (
    *("figure_id", "region_id", "month", "scheme_id", "version", "cause", "enrolled", "target"),
    *("target_denominator_id", "formula", "is_hidden", "is_sample", "content", "released_by_id", "released_at"),
)


def months_of(count: int) -> list[int]:
    """Return the last `count` months of the year, oldest first."""
    return [months.shifted(LAST, back) for back in range(1 - count, 1)]


def edition() -> str:
    """Return what a data set was made by: our version, and the tables as their migrations make them."""
    told = hashlib.sha256(VERSION.encode())
    for app in ("regions", "coverage"):
        for path in sorted((settings.BASE_DIR / app / "migrations").glob("0*.py")):
            told.update(path.read_bytes())
    return told.hexdigest()


def is_complete(count: int) -> bool:
    """Tell whether a data set of this edition and of `count` months stands."""
    if "bench_complete" not in connection.introspection.table_names():
        return False
    return run("SELECT edition, months FROM bench_complete") == [(edition(), count)]


def make(count: int) -> None:
    """Make the data set of `count` months in a database that holds the tables and no rows of ours."""
    call_command("load_regions")
    run("ANALYZE")
    country = Country.standing(people())
    country.set_targets()
    country.lay_aside()
    with bare_tables():
        for month in months_of(count):
            with transaction.atomic():
                country.fill(month)
            print(f"  {months.iso(month)}", flush=True)
        print("  indexes", flush=True)
    run("CREATE TABLE bench_complete (edition varchar(64), months integer)")
    run("INSERT INTO bench_complete VALUES (%s, %s)", [edition(), count])
    settle()


def people() -> User:
    """Return someone who may import for the whole country."""
    by = User.objects.create_user(IMPORTER, name="Importir")
    nation = Region.objects.get(level=Level.NATION)
    Assignment.objects.create(user=by, role=Role.IMPORTER, region=nation, since=date(2020, 1, 1), granted_at=AT)
    return by


@dataclass(frozen=True)
class Country:
    """The tree of regions as it stands, and how many villages, desa and regencies each region holds."""

    by: User
    scheme: Scheme
    dimensions: Dimensions
    nation: int
    places: dict[int, Placement]  # the nation first, villages last
    below: dict[int, list[int]]  # villages, desa, regencies

    @classmethod
    def standing(cls, by: User) -> "Country":
        rows = Placement.objects.on(months.last_day(LAST)).order_by("level", "code")
        places = {place.region_id: place for place in rows}
        nation = next(iter(places))
        below: dict[int, list[int]] = {region: [0, 0, 0] for region in places}
        for place in places.values():
            above = {nation, place.province_id, place.regency_id, place.district_id, place.region_id} - {None}
            for region in above:
                below[region][0] += place.level == Level.VILLAGE
                below[region][1] += place.level == Level.VILLAGE and place.kind != Kind.URBAN_VILLAGE
                below[region][2] += place.level == Level.REGENCY
        scheme = Scheme.objects.get(code="ucj")
        return cls(by, scheme, dimensions_of(scheme), nation, places, below)

    @property
    def regencies(self) -> list[int]:
        return [region for region, place in self.places.items() if place.level == Level.REGENCY]

    def set_targets(self) -> None:
        """Give the nation, each province and regency a target of some 640 to 780 workers a village."""
        basis = Basis.objects.create(issuer="Pemerintah daerah", method="RPJMD")
        Denominator.objects.bulk_create(
            Denominator(
                region_id=region, year=YEAR, scheme=self.scheme, kind=DenominatorKind.TARGET, version=1,
                effective_month=YEAR * 100 + 1, persons=max(1, self.below[region][0]) * (640 + region * 37 % 140),
                issuer=basis.issuer, legal_basis="Keputusan kepala daerah", method=basis.method,
                as_of=date(YEAR, 1, 1), state=DenominatorState.ACCEPTED, proposed_by=self.by, proposed_at=AT,
                approved_by=self.by, approved_at=AT, accepted_by=self.by, accepted_at=AT,
            )
            for region, place in self.places.items() if place.level <= Level.REGENCY
        )  # fmt: skip

    def lay_aside(self) -> None:
        """Keep for this connection the categories that are filled, each with one payer, and what lies below whom."""
        payers = list(Payer.objects.order_by("position").values_list("pk", flat=True))
        categories = WorkerCategory.objects.filter(scheme=self.scheme).order_by("position")[:CATEGORIES]
        run("CREATE TEMPORARY TABLE kind (category_id bigint, payer_id bigint)")
        kinds = [(category.pk, payers[place % len(payers)]) for place, category in enumerate(categories)]
        poured("kind", ("category_id", "payer_id"), kinds)
        run("CREATE TEMPORARY TABLE below (region_id bigint PRIMARY KEY, desa integer, regencies integer)")
        counts = [(region, desa, max(1, regencies)) for region, (_, desa, regencies) in self.below.items()]
        poured("below", ("region_id", "desa", "regencies"), counts)

    def fill(self, month: int) -> None:
        """Fill one month: figures with their revisions, published reports, live totals, releases, released totals.

        The last month's reports are still open, so that its cells can be written.
        """
        change = Change.objects.create(by=self.by, at=AT, via=Via.IMPORT)
        told: dict[str, Any] = {"state": ReportState.OPEN}
        if month != LAST:
            told = {"state": ReportState.PUBLISHED, "publications": 1, "published_change": change}
            told |= {"published_by": self.by, "published_at": AT}
        Report.objects.bulk_create(
            Report(region_id=region, month=month, due_at=AT, **told) for region in self.regencies
        )
        no = "FALSE" if connection.vendor == "postgresql" else "0"
        asked = {"month": month, "day": months.last_day(month).isoformat(), "no": no, "nation": self.nation}
        run(FIGURES.format(**asked))
        run(REVISIONS.format(change=change.pk, month=month))
        run(LIVE_TOTALS.format(**asked))
        poured("coverage_release", RELEASE_COLUMNS, self.releases(month, SUMS_UP_TO_THE_NATION.format(**asked)))
        run(RELEASED_TOTALS.format(sums=SUMS_UP_TO_THE_NATION.format(**asked), **asked))

    def releases(self, month: int, sums: str) -> Iterator[tuple[Any, ...]]:
        """Return the releases of a month; all is read before the first is given, since COPY bears no other query."""
        heads: dict[int, dict[tuple[int, int], int]] = {region: {} for region in self.places}
        for _, region, _, axis, member, _, enrolled, _ in run(sums):
            heads[region][axis, member] = int(enrolled)
        upper = [region for region, place in self.places.items() if place.level <= Level.REGENCY]
        targets = denominators_at(upper, month, self.scheme)
        return self.told(month, heads, targets, segments_in(self.places[self.nation], month))

    def told(
        self,
        month: int,
        heads: Mapping[int, Mapping[tuple[int, int], int]],
        targets: Mapping[tuple[int, str], Denominators],
        segment_of: Mapping[int, int],
    ) -> Iterator[tuple[Any, ...]]:
        """Yield a release of each region, from the villages up, each with the content that publishing gives it."""
        parts: dict[int, list[Mapping[str, Any]]] = {}
        for region, place in reversed(self.places.items()):
            target = targets.get((region, TARGET), NONE)
            facts = self.facts(place, month, heads[region], target, segment_of, parts.pop(region, [])[::-1])
            figure_id = figure_id_of(place.code, month, self.scheme.code, 1)
            enrolled = heads[region][0, 0]
            part = {"figure_id": figure_id, "code": place.code, "name": place.name, "enrolled": enrolled}
            parts.setdefault(place.parent_id or 0, []).append(part)
            content = content_of(facts, self.dimensions, NOTHING)
            leading = target.leading.pk if target.leading else None
            yield (
                *(figure_id, region, month, self.scheme.pk, 1, ReleaseCause.PUBLICATION.value, enrolled, target.total),
                *(leading, ucj.FORMULA, False, False, content, self.by.pk, AT),
            )

    def facts(
        self,
        place: Placement,
        month: int,
        heads: Mapping[tuple[int, int], int],
        target: Denominators,
        segment_of: Mapping[int, int],
        parts: list[Mapping[str, Any]],
    ) -> Facts:
        """Return what a release of one region is made from; every cell of it is filled, none is hung on it alone."""
        villages, desa, regencies = self.below[place.region_id]
        parent = self.places.get(place.parent_id or 0)
        own = heads[0, 0] if place.level == Level.VILLAGE else 0
        return Facts(
            place=place,
            parent=parent.code if parent else None,
            month=month,
            counts=Counts(heads, own, villages * CATEGORIES),
            target=target,
            segment_of=segment_of,
            villages={"total": villages, "desa": desa, "adopted": desa},
            reported=max(1, regencies),
            expected=max(1, regencies),
            parts=parts,
        )
