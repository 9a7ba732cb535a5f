"""Which denominators hold for a region at a month."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from coverage import months, ucj
from coverage.enums import DenominatorKind
from coverage.models import Denominator, Scheme


@dataclass(frozen=True)
class Denominators:
    """The accepted denominators of one region, scheme and kind: by segment id, 0 for the whole.

    `total` is the row without segment, else the sum of all segment rows, else None; children are never summed into it.
    """

    rows: dict[int, Denominator] = field(default_factory=dict)
    segments: tuple[int, ...] = ()

    @property
    def total(self) -> int | None:
        whole = self.rows.get(0)
        return ucj.whole(
            whole.persons if whole else None,
            [self.rows[segment].persons if segment in self.rows else None for segment in self.segments],
        )

    @property
    def leading(self) -> Denominator | None:
        """The row that names issuer and method: the whole, else the first segment; None where there is no total."""
        if self.total is None:
            return None
        return self.rows.get(0) or self.rows[self.segments[0]]

    @property
    def used(self) -> list[Denominator]:
        """The rows that a page must name: the whole first, then the segments."""
        return [self.rows[key] for key in (0, *self.segments) if key in self.rows]

    def persons(self, segment: int) -> int | None:
        return self.rows[segment].persons if segment in self.rows else None


def denominators_at(regions: Collection[int], month: int, scheme: Scheme) -> dict[tuple[int, str], Denominators]:
    """Return the denominators of each region id and kind that hold at the month: the newest accepted version by then.

    A key is missing where a region has none of that kind.
    """
    return denominators_in(regions, [month], scheme)[month]


def denominators_in(
    regions: Collection[int], of_months: Collection[int], scheme: Scheme
) -> dict[int, dict[tuple[int, str], Denominators]]:
    """Return what `denominators_at` returns for each of some months, in as many queries as for one."""
    rows = list(
        Denominator.objects.accepted()
        .filter(
            region__in=regions,
            year__in={months.year_of(month) for month in of_months},
            scheme=scheme,
            effective_month__lte=max(of_months),
        )
        .select_related("segment")
        .order_by("version", "pk")
    )
    is_split = any(row.segment_id for row in rows)
    segments = tuple(scheme.segments.order_by("position").values_list("pk", flat=True)) if is_split else ()
    found: dict[int, dict[tuple[int, str], Denominators]] = {}
    for month in of_months:
        by_key: dict[tuple[int, str], dict[int, Denominator]] = {}
        for row in rows:
            if row.year == months.year_of(month) and row.effective_month <= month:
                by_key.setdefault((row.region_id, row.kind), {})[row.segment_id or 0] = row
        found[month] = {key: Denominators(by_segment, segments) for key, by_segment in by_key.items()}
    return found


def told(row: Denominator) -> dict[str, Any]:
    """Return what a release tells of a denominator."""
    return {
        "segment": row.segment.code if row.segment else None,
        "kind": str(row.kind),
        "persons": row.persons,
        "issuer": row.issuer,
        "legal_basis": row.legal_basis,
        "method": row.method,
        "document": row.document,
        "as_of": row.as_of.isoformat(),
        "version": row.version,
        "is_sample": row.is_sample,
    }


NONE = Denominators()
TARGET, POTENTIAL = DenominatorKind.TARGET, DenominatorKind.POTENTIAL
