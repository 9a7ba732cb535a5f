"""Targets and potentials of a region and year in all their versions, and what accepting one of them would change."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from coverage import cautions, ucj
from coverage.enums import DenominatorKind, DenominatorState
from coverage.models import Denominator, ReleasedTotal, Segment
from coverage.queries.denominators import Denominators
from coverage.queries.released import WHOLE
from regions.models import Region


@dataclass(frozen=True)
class Effect:
    """A published month that accepting a version would release anew: its percentages then and after, unrounded."""

    month: int
    version: int
    before: Decimal | None
    after: Decimal | None

    @property
    def next_version(self) -> int:
        return self.version + 1


@dataclass(frozen=True)
class Version:
    """One version of a target or potential. `effects` are told only of what waits for approval or acceptance.

    `moved_from` are the workers of the version before, where this one lies more than a fifth away from it.
    """

    row: Denominator
    moved_from: int | None
    effects: tuple[Effect, ...]

    @property
    def is_waiting(self) -> bool:
        return self.row.state != DenominatorState.ACCEPTED


@dataclass(frozen=True)
class Targets:
    """All versions of a region's year, the newest first; `bases` are the potentials of which a percentage may be."""

    region: Region
    year: int
    versions: tuple[Version, ...]
    bases: tuple[Denominator, ...]
    usual: Denominator | None
    """The newest target there is, whose issuer and method a new one usually shares."""


def targets_of(region: Region, year: int) -> Targets:
    """Return the denominators of a region and year in a fixed number of queries."""
    rows = list(
        Denominator.objects.filter(region=region, year__in=(year - 1, year))
        .select_related("scheme", "segment", "base", "proposed_by", "approved_by", "accepted_by")
        .order_by("kind", "scheme__position", "segment__position", "-version", "-pk")
    )
    released = list(
        ReleasedTotal.objects.filter(WHOLE, region=region, month__range=(year * 100 + 1, year * 100 + 12))
        .exclude(release=None)
        .order_by("month")
    )
    segments: dict[int, list[int]] = {}
    for scheme, pk in Segment.objects.order_by("position").values_list("scheme", "pk"):
        segments.setdefault(scheme, []).append(pk)
    bases = Denominator.objects.accepted().filter(region=region, kind=DenominatorKind.POTENTIAL, year__lte=year)
    targets = Denominator.objects.filter(region=region, kind=DenominatorKind.TARGET, year__lte=year)
    return Targets(
        region,
        year,
        tuple(version_of(row, rows, released, segments) for row in rows if row.year == year),
        tuple(bases.select_related("segment").order_by("-year", "segment__position", "-version")),
        targets.order_by("-year", "-version", "-pk").first(),
    )


def version_of(
    row: Denominator,
    rows: Sequence[Denominator],
    released: Iterable[ReleasedTotal],
    segments: Mapping[int, Sequence[int]],
) -> Version:
    before = predecessor(row, rows)
    moved = cautions.cautions_of_target(row.region_id, row.persons, before.persons if before else None)
    effects = (
        effect_of(row, total, rows, segments.get(row.scheme_id, ()))
        for total in released
        if total.scheme_id == row.scheme_id and total.month >= row.effective_month
    )
    waits = row.state != DenominatorState.ACCEPTED
    return Version(row, before.persons if before and moved else None, tuple(effects) if waits else ())


def same_key(one: Denominator, other: Denominator) -> bool:
    """Tell whether two rows are of the same scheme, kind and segment."""
    return (one.scheme_id, one.kind, one.segment_id) == (other.scheme_id, other.kind, other.segment_id)


def predecessor(row: Denominator, rows: Iterable[Denominator]) -> Denominator | None:
    """Return what counted before this version: the accepted version before it, else the last one of the year before."""
    earlier = [
        other
        for other in rows
        if other.state == DenominatorState.ACCEPTED
        and same_key(row, other)
        and (other.year, other.version) < (row.year, row.version)
    ]
    return max(earlier, key=lambda other: (other.year, other.version), default=None)


def holding(
    rows: Iterable[Denominator], of: Denominator, month: int, segments: Sequence[int], extra: Denominator | None
) -> Denominators:
    """Return the accepted denominators of the scheme and kind of `of` that hold at the month, `extra` counted in."""
    found: dict[int, Denominator] = {}
    for row in sorted(rows, key=lambda row: (row.version, row.pk)):
        counts = row.state == DenominatorState.ACCEPTED or row is extra
        same = (row.scheme_id, row.kind, row.year) == (of.scheme_id, of.kind, of.year)
        if counts and same and row.effective_month <= month:
            found[row.segment_id or 0] = row
    return Denominators(found, tuple(segments))


def effect_of(row: Denominator, total: ReleasedTotal, rows: Sequence[Denominator], segments: Sequence[int]) -> Effect:
    """Return what accepting `row` makes of one published month, by the same rule by which releases are written."""
    heads = total.enrolled if total.filled else None
    now = holding(rows, row, total.month, segments, None).total
    then = holding(rows, row, total.month, segments, row).total
    return Effect(total.month, total.version, ucj.percent(heads, now), ucj.percent(heads, then))
