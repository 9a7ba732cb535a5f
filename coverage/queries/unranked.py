"""Regions that have no place in a ranking, each with the reason."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from coverage.models import ReleasedTotal
from coverage.queries.observations import Stated, best_by_region
from coverage.queries.ranking import Common, Question, placed
from coverage.queries.released import WHOLE
from regions.models import Placement


class Reason(StrEnum):
    """Why a region is not ranked."""

    NO_DATA = "no_data"
    OBSERVED = "observed"
    NO_DENOMINATOR = "no_denominator"
    INCOMPLETE = "incomplete"
    HIDDEN = "hidden"
    OTHER_BASIS = "other_basis"


@dataclass(frozen=True)
class Unranked:
    """A region without a place, and why; with what is known of it."""

    region_id: int
    code: str
    name: str
    kind: str
    reason: Reason
    reported: int = 0
    expected: int = 0
    stated: Stated | None = None


def unranked_places(question: Question, common: Common) -> QuerySet[Placement]:
    """Return the regions of the level that have no place in the ranking, in the order of their codes."""
    found = placed(question, common).filter(region=OuterRef("region"))
    return question.places.filter(~Exists(found)).order_by("code")


def reasons(places: Iterable[Placement], question: Question) -> tuple[Unranked, ...]:
    """Return for each of the places why it is not ranked."""
    found = list(places)
    ids = [place.region_id for place in found]
    kind = question.basis.value
    known: dict[int, dict[str, Any]] = {
        row["region_id"]: row
        for row in ReleasedTotal.objects.filter(
            WHOLE, Q(release__isnull=False), month=question.month, scheme=question.scheme, region__in=ids
        )
        .order_by("region")
        .values("region_id", "filled", "is_hidden", "reported", "expected", kind)
    }
    stated = best_by_region([pk for pk in ids if pk not in known], question.scheme, question.month)
    return tuple(unranked(place, known.get(place.region_id), stated.get(place.region_id), kind) for place in found)


def unranked(place: Placement, total: Mapping[str, Any] | None, stated: Stated | None, kind: str) -> Unranked:
    """Return the row of one region: the first of the reasons that holds."""
    if total is None:
        reason = Reason.OBSERVED if stated else Reason.NO_DATA
    elif total["reported"] < total["expected"]:
        reason = Reason.INCOMPLETE
    elif total["is_hidden"]:
        reason = Reason.HIDDEN
    elif not total["filled"]:
        reason = Reason.NO_DATA
    else:
        reason = Reason.OTHER_BASIS if total[kind] else Reason.NO_DENOMINATOR
    return Unranked(
        region_id=place.region_id,
        code=place.code,
        name=place.name,
        kind=place.kind,
        reason=reason,
        reported=total["reported"] if total else 0,
        expected=total["expected"] if total else 0,
        stated=stated,
    )
