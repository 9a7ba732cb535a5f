"""Releases in bulk, as publishing leaves them, for tests that need many regions or a shape hard to reach by reports.

Where one published month is enough, `tests.coverage.factories.a_published_month` goes through the real actions.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from accounts.models import User
from coverage import months, ucj
from coverage.actions.release_writing import basis_of
from coverage.enums import Axis, DenominatorKind, DenominatorState, ReleaseCause
from coverage.models import Denominator, Release, ReleasedTotal, Scheme
from regions.enums import Level
from regions.models import Placement, Region
from regions.names import plain
from tests.factories import kind_of

RELEASED_AT = datetime(2025, 2, 10, 0, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Number:
    """What is to stand as released of one region."""

    region: Region
    enrolled: int
    target: int | None = None
    issuer: str = "Kementerian"
    method: str = "RPJMN"
    potential: int | None = None
    reported: int = 1
    expected: int = 1
    is_small: bool = False
    is_hidden: bool = False
    is_sample: bool = False
    own: int | None = None
    villages: tuple[int, int, int | None] = (0, 0, 0)


def a_publisher() -> User:
    return User.objects.filter(username="penerbit").first() or User.objects.create_user("penerbit", name="Penerbit")


def plant_releases(numbers: Iterable[Number], month: int = 202501, scheme: str = "ucj") -> list[Release]:
    """Store a release and the released total of each number, with its denominators, in lots."""
    found, by, of = list(numbers), a_publisher(), Scheme.objects.get(code=scheme)
    made = {kind: denominators(found, kind, month, of, by) for kind in DenominatorKind}
    releases = Release.objects.bulk_create(
        Release(
            figure_id=f"{number.region.code}_{months.iso(month)}_{scheme}_1",
            region=number.region,
            month=month,
            scheme=of,
            version=1,
            cause=ReleaseCause.PUBLICATION,
            enrolled=number.enrolled,
            target=number.target,
            potential=number.potential,
            target_denominator=made["target"].get(number.region.pk),
            potential_denominator=made["potential"].get(number.region.pk),
            formula=ucj.FORMULA,
            is_hidden=number.is_hidden or number.is_small,
            is_sample=number.is_sample,
            content=content_of(number, month, scheme),
            released_by=by,
            released_at=RELEASED_AT,
        )
        for number in found
    )
    ReleasedTotal.objects.bulk_create(
        ReleasedTotal(
            month=month, region=number.region, scheme=of, axis=Axis.TOTAL, member=0, level=number.region.level,
            enrolled=number.enrolled, filled=1, release=release, target=number.target, potential=number.potential,
            reported=number.reported, expected=number.expected, is_hidden=number.is_hidden or number.is_small,
            is_sample=number.is_sample, target_basis=basis_of(release.target_denominator),
            potential_basis=basis_of(release.potential_denominator),
        )
        for number, release in zip(found, releases, strict=True)
    )  # fmt: skip
    return releases


def plant_rolled_up(numbers: Iterable[Number], month: int = 202501) -> list[Release]:
    """Store the numbers and, as publishing does, a release of every region above them; those are not complete."""
    found = list(numbers)
    planted = {number.region.pk for number in found}
    places = Placement.objects.filter(region__in=planted).values_list("province", "regency", "district")
    wanted = {pk for place in places for pk in place if pk} | {Region.objects.get(code="ID").pk}
    known = set(ReleasedTotal.objects.filter(month=month).values_list("region", flat=True))
    above = Region.objects.filter(pk__in=wanted - planted - known).order_by("code")
    return plant_releases([*found, *(Number(region, 1, reported=0) for region in above)], month)


def denominators(numbers: list[Number], kind: str, month: int, scheme: Scheme, by: User) -> dict[int, Denominator]:
    """Store the accepted denominator of each number that has one, by region id."""
    year, wanted = months.year_of(month), [number for number in numbers if getattr(number, kind)]
    versions = {
        number.region.pk: 1 + Denominator.objects.filter(region=number.region, year=year, kind=kind).count()
        for number in wanted[:20]  # only small tests give a region two months
    }
    rows = Denominator.objects.bulk_create(
        Denominator(
            region=number.region, year=year, scheme=scheme, kind=kind, version=versions.get(number.region.pk, 1),
            effective_month=year * 100 + 1, persons=getattr(number, kind), issuer=number.issuer, method=number.method,
            as_of=months.last_day(month), state=DenominatorState.ACCEPTED, proposed_by=by, proposed_at=RELEASED_AT,
            accepted_by=by, accepted_at=RELEASED_AT,
        )
        for number in wanted
    )  # fmt: skip
    return {row.region_id: row for row in rows}


def content_of(number: Number, month: int, scheme: str) -> dict:
    """Return what the release says in public; a hidden number leaves out its count."""
    enrolled = None if number.is_hidden or number.is_small else number.enrolled
    return {
        "code": number.region.code,
        "name": number.region.name,
        "scheme": scheme,
        "period": months.iso(month),
        "enrolled": enrolled,
        "target": number.target,
        "percent": ucj.printed_percent(enrolled, number.target),
        "potential": number.potential,
        "potential_percent": ucj.printed_percent(enrolled, number.potential),
        "gap": ucj.gap(enrolled, number.target),
        "reporting": {"reported": number.reported, "expected": number.expected},
        "own": number.own,
        "villages": dict(zip(("total", "desa", "adopted"), number.villages, strict=True)),
        "hidden": ["enrolled"] if enrolled is None else [],
        "small": ["enrolled"] if number.is_small else [],
        "is_sample": number.is_sample,
    }


def plant_children(parent: Region, count: int) -> list[Region]:
    """Store `count` invented districts below a regency, in lots: "64.01.50", "64.01.51" …"""
    above = Placement.objects.get(region=parent)
    codes = [f"{parent.code}.{number}" for number in range(10_000, 10_000 + count)]
    regions = Region.objects.bulk_create(
        Region(code=code, name=f"Kecamatan {code}", search_name=plain(code), level=Level.DISTRICT, kind="kecamatan")
        for code in codes
    )
    Placement.objects.bulk_create(
        Placement(
            region=region, code=region.code, name=region.name, level=region.level, kind=kind_of("64.01.01"),
            parent=parent, province=above.province, regency=parent, district=region,
        )
        for region in regions
    )  # fmt: skip
    return regions
