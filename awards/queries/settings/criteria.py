"""The criteria of a set as its page lists them: phase by phase, branches before their parts."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from awards.arithmetic.schemes import Criterion, Phase, children
from awards.queries.settings.schemes import Criteria, Proof


@dataclass(frozen=True)
class CriterionRow:
    """A criterion with the proofs that it asks for; `parent` is the name of the branch that it is part of."""

    criterion: Criterion
    proofs: tuple[Proof, ...]
    parent: str = ""
    is_branch: bool = False


@dataclass(frozen=True)
class PhaseRows:
    """The criteria of a phase, which is `share` percent of the total."""

    phase: Phase
    share: Decimal
    criteria: tuple[CriterionRow, ...]


def phases(criteria: Criteria) -> list[PhaseRows]:
    """Return the phases that have criteria, in their order."""
    rows = list(below(criteria, ""))
    found = []
    for phase in Phase:
        mine = tuple(row for row in rows if row.criterion.phase == phase)
        if mine:
            found.append(PhaseRows(phase, criteria.scheme.shares.get(phase, Decimal(0)), mine))
    return found


def below(criteria: Criteria, code: str, name: str = "") -> Iterator[CriterionRow]:
    """Yield the criteria below one, each followed by its own parts."""
    for one in children(criteria.scheme, code):
        parts = list(below(criteria, one.code, one.name))
        yield CriterionRow(one, criteria.proofs_of(one), name, bool(parts))
        yield from parts
