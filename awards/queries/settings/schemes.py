"""Criteria sets as they are stored, as JSON: a scheme of `awards.arithmetic.schemes` and the proofs it asks for.

They are written as in the bundle of a result (`awards.bundles.canonical`); what is read back equals what was stored.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from awards.arithmetic.schemes import Criterion, Scheme
from awards.bundles.canonical import jsonable, typed
from awards.models import CriteriaSet, EntrantCategory, Round, RoundCriteria


@dataclass(frozen=True)
class Proof:
    """A document that a criterion asks for (bukti dukung): `is_required`, or welcome."""

    code: str
    name: str
    is_required: bool = True


@dataclass(frozen=True)
class Criteria:
    """What a criteria set holds: the scheme, and the proofs by the code of the criterion that asks for them."""

    scheme: Scheme
    proofs: Mapping[str, tuple[Proof, ...]] = field(default_factory=dict)

    def proofs_of(self, criterion: Criterion) -> tuple[Proof, ...]:
        return self.proofs.get(criterion.code, ())

    def required(self) -> list[tuple[Criterion, Proof]]:
        """Return each proof without which an entry is not complete, with its criterion, in the order of the set."""
        return [(one, proof) for one in self.scheme.criteria for proof in self.proofs_of(one) if proof.is_required]


def criteria_of(round_: Round, category: EntrantCategory) -> CriteriaSet | None:
    """Return the criteria set that holds for a category in a round: the one that came last; None if not judged."""
    held = RoundCriteria.objects.filter(round=round_, category=category).select_related("criteria_set")
    newest = held.order_by("-at", "-pk").first()
    return newest.criteria_set if newest else None


def sets_of(round_: Round) -> dict[int, CriteriaSet]:
    """Return the criteria sets that hold in a round, by the id of the category."""
    held = RoundCriteria.objects.filter(round=round_).select_related("criteria_set").order_by("at", "pk")
    return {row.category_id: row.criteria_set for row in held}


def categories_of(round_: Round) -> list[EntrantCategory]:
    """Return the categories that are judged in a round, in their order."""
    judged = RoundCriteria.objects.filter(round=round_).values("category")
    return list(EntrantCategory.objects.filter(pk__in=judged).order_by("position", "code"))


def newest_set(category: EntrantCategory, is_national: bool) -> CriteriaSet | None:
    """Return the newest version of the criteria of a category for one kind of rounds."""
    return CriteriaSet.objects.filter(category=category, is_national=is_national).order_by("-version").first()


def read(criteria_set: CriteriaSet) -> Criteria:
    """Return what a stored set holds."""
    return criteria_from(criteria_set.content)


def criteria_from(content: Mapping[str, Any]) -> Criteria:
    """Return the criteria that `content` tells, as `content_of` wrote them; raise ValueError or TypeError."""
    return typed(Criteria, content, fills=True)


def content_of(criteria: Criteria) -> dict[str, Any]:
    """Return criteria as JSON, every field written."""
    told: dict[str, Any] = jsonable(criteria)
    return told
