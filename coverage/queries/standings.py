"""The ranking of provinces or regencies: a few hundred rows, read whole and ranked here on their exact ratios.

A ranking reads two months of totals and the places; what lies below regencies is ranked page by page.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from coverage import months
from coverage.models import Basis, ReleasedTotal
from coverage.models.release import figure_id_of
from coverage.queries.observations import best_by_region
from coverage.queries.ranking import Common, Question, Ranked, change_of
from coverage.queries.released import WHOLE
from coverage.queries.unranked import Unranked, unranked
from regions.enums import Level
from regions.models import Placement

Total = Mapping[str, Any]

READ = ("month", "region_id", "version", "is_sample", "enrolled", "filled", "is_hidden", "reported", "expected")


def standings(question: Question) -> tuple[Common, tuple[Ranked, ...], tuple[Unranked, ...]]:
    """Return the common basis, the ranked rows by rank and code, and the others by code with their reasons."""
    places = list(question.places.only("region_id", "code", "name", "kind").order_by("code"))
    totals = totals_at(question, places)
    now, before = totals[question.month], totals[months.shifted(question.month, -1)]
    candidates = [place for place in places if is_rankable(now.get(place.region_id), question)]
    common = common_of(now[place.region_id] for place in candidates)
    chosen = [place for place in candidates if not question.only_comparable or shares(now[place.region_id], common)]
    placed = {place.region_id for place in chosen}
    others = [place for place in places if place.region_id not in placed]
    unknown = [place.region_id for place in others if place.region_id not in now]
    stated = best_by_region(unknown, question.scheme, question.month)
    left_out = (
        unranked(place, now.get(place.region_id), stated.get(place.region_id), question.basis.value) for place in others
    )
    rows = (row_of(place, now[place.region_id], common, question) for place in chosen)
    changed = (with_change_on(row, before.get(row.region_id), question) for row in rows)
    return common, ranked(changed), tuple(left_out)


def totals_at(question: Question, places: Iterable[Placement]) -> dict[int, dict[int, Total]]:
    """Return the released totals of `places` at the month and the one before it, by month and region id.

    Without an order, which nobody needs here: asked for one, SQLite reads the whole month in the order of its key.
    """
    found: dict[int, dict[int, Total]] = {months.shifted(question.month, -1): {}, question.month: {}}
    wanted = ReleasedTotal.objects.filter(
        WHOLE, month__in=list(found), level=question.level, scheme=question.scheme, release__isnull=False
    )
    if question.parent.level != Level.NATION:
        wanted = wanted.filter(region__in=[place.region_id for place in places])
    basis = f"{question.basis.value}_basis_id"
    rows = list(wanted.order_by().values(*READ, question.basis.value, basis))
    made = {pk: {"issuer": issuer, "method": method} for pk, issuer, method in Basis.objects.values_list()}
    for row in rows:
        found[row["month"]][row["region_id"]] = row | made.get(row[basis], {"issuer": "", "method": ""})
    return found


def is_rankable(total: Total | None, question: Question) -> bool:
    """Tell whether a total may be ranked: public, complete, with data and a denominator. The twin of `rankable`."""
    if total is None or total["is_hidden"] or not total["filled"]:
        return False
    return total["reported"] >= total["expected"] and bool(total[question.basis.value])


def common_of(totals: Iterable[Total]) -> Common:
    """Return the issuer and method of most rows; of two as common, the first by name."""
    kinds = Counter((row["issuer"] or "", row["method"] or "") for row in totals)
    if not kinds:
        return Common()
    (issuer, method), shared_by = min(kinds.items(), key=lambda kind: (-kind[1], kind[0]))
    return Common(issuer, method, shared_by, kinds.total())


def shares(total: Total, common: Common) -> bool:
    return (total["issuer"] or "", total["method"] or "") == (common.issuer, common.method)


def row_of(place: Placement, total: Total, common: Common, question: Question) -> Ranked:
    """Return the row of one region, its rank still open."""
    return Ranked(
        region_id=place.region_id,
        rank=0,
        code=place.code,
        name=place.name,
        kind=place.kind,
        enrolled=total["enrolled"],
        denominator=total[question.basis.value],
        figure_id=figure_id_of(place.code, question.month, question.scheme.code, total["version"]),
        is_sample=total["is_sample"],
        issuer=total["issuer"] or "",
        method=total["method"] or "",
        is_comparable=shares(total, common),
    )


def with_change_on(row: Ranked, before: Total | None, question: Question) -> Ranked:
    """Return `row` with its change on the month before, as far as that was ranked and on the same basis."""
    if before is None or not is_rankable(before, question):
        return row
    basis = (before["issuer"] or "", before["method"] or "")
    return replace(row, change=change_of(row, (before["enrolled"], before[question.basis.value], *basis)))


def ranked(rows: Iterable[Ranked]) -> tuple[Ranked, ...]:
    """Return the rows in order of rank, then of code; equal ratios share a rank and the next is skipped.

    A ratio in 28 digits tells any two fractions of up to 10^9 workers apart and gives equal ones the same digits.
    """
    ordered = sorted(((row.percent or Decimal(0), row) for row in rows), key=lambda pair: (-pair[0], pair[1].code))
    ranks: dict[Decimal, int] = {}
    for position, (ratio, _) in enumerate(ordered, start=1):
        ranks.setdefault(ratio, position)
    return tuple(replace(row, rank=ranks[ratio]) for ratio, row in ordered)
