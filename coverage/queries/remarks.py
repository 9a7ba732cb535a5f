"""What is said beside a published number: whom the region could not agree with, and the commonest reasons given.

Both are fixed at publication in the content of the release, and read back from there for pages.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from coverage.enums import ReasonCode, StatedBy
from coverage.models import Explanation, Report, Scheme, WorkerCategory
from coverage.queries.quality import cautions_of
from coverage.queries.reconciliation import UCJ, differences_of, disputed_of
from coverage.small_cells import SMALL
from regions.enums import Level

MOST_REASONS = 3
FEWEST_CELLS = 5
"""From how many cells on their number is told; fewer might tell of single people."""

CountKey = tuple[str, int, int]


@dataclass(frozen=True)
class Dispute:
    """A number of another source that the region could not agree with; `theirs` None where it is withheld."""

    category: str
    category_name: str
    stated_by: StatedBy
    theirs: int | None

    @property
    def party(self) -> str:
        """With whom the region could not agree."""
        return self.stated_by.party

    @property
    def what(self) -> str:
        """What the number is about: a category, or all workers."""
        return self.category_name or _("seluruh pekerja")


@dataclass(frozen=True)
class Reason:
    """A reason that was given for cells that looked odd; `cells` None where they are too few to be counted aloud."""

    code: ReasonCode
    cells: int | None

    @property
    def label(self) -> str:
        return str(self.code.label)


@dataclass(frozen=True)
class Claim:
    """A disputed number as it stands before publication: the id of the category (None: the total), and theirs."""

    category_id: int | None
    stated_by: StatedBy
    theirs: int


@dataclass(frozen=True)
class Remarks:
    """What a publication says beside its numbers: disputes by the id of the region, reasons of the whole report."""

    disputes: Mapping[int, tuple[Claim, ...]] = field(default_factory=dict)
    reasons: tuple[Reason, ...] = ()


def remarks_of(report: Report, scheme: Scheme) -> Remarks:
    """Return what is said beside the numbers of a report; only the scheme UCJ is compared and explained."""
    if scheme.code != UCJ:
        return Remarks()
    disputes: dict[int, tuple[Claim, ...]] = {}
    for one in disputed_of(differences_of(report)):
        if one.category_id is None or one.level == Level.REGENCY:  # categories are public of the regency alone
            claim = Claim(one.category_id, one.stated_by, one.theirs)
            disputes[one.region_id] = (*disputes.get(one.region_id, ()), claim)
    return Remarks(disputes, reasons_of(report))


def reasons_of(report: Report) -> tuple[Reason, ...]:
    """Return the commonest reasons that still hold for cells of a report, most frequent first."""
    if not Explanation.objects.filter(report=report).exists():
        return ()
    given = Counter(one.explanation.reason for one in cautions_of(report) if one.explanation)
    ordered = sorted(given.items(), key=lambda pair: (-pair[1], pair[0]))[:MOST_REASONS]
    return tuple(Reason(ReasonCode(code), cells if cells >= FEWEST_CELLS else None) for code, cells in ordered)


def dispute_rows(
    claims: Iterable[Claim],
    region: int,
    categories: Mapping[int, WorkerCategory],
    withheld: Iterable[CountKey],
) -> list[dict[str, Any]]:
    """Return disputes as a release keeps them. Theirs is withheld where it is small, or where our own count is."""
    hidden = frozenset(withheld)
    rows = []
    for claim in claims:
        category = categories.get(claim.category_id or 0)
        key = ("category" if claim.category_id else "total", region, claim.category_id or 0)
        is_secret = claim.theirs in SMALL or key in hidden
        rows.append(
            {
                "category": category.code if category else None,
                "category_name": category.name if category else None,
                "stated_by": claim.stated_by.value,
                "theirs": None if is_secret else claim.theirs,
            }
        )
    return rows


def reason_rows(reasons: Iterable[Reason]) -> list[dict[str, Any]]:
    """Return reasons as a release keeps them."""
    return [{"code": one.code.value, "cells": one.cells} for one in reasons]


def disputes_told(content: Mapping[str, Any]) -> tuple[Dispute, ...]:
    """Return the disputes that a release tells of."""
    return tuple(
        Dispute(row["category"] or "", row["category_name"] or "", StatedBy(row["stated_by"]), row["theirs"])
        for row in content.get("disputed", ())
    )


def reasons_told(content: Mapping[str, Any]) -> tuple[Reason, ...]:
    """Return the reasons that a release tells of."""
    return tuple(Reason(ReasonCode(row["code"]), row["cells"]) for row in content.get("explanations", ()))
