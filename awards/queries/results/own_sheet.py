"""What an entrant reads of its own result: points per criterion, the range of marks, what would have gained a place."""

from dataclasses import dataclass
from decimal import Decimal

from awards.arithmetic.gains import Gain, would_have_gained
from awards.arithmetic.ranking import Rung
from awards.arithmetic.schemes import HUNDRED, Criterion, Phase, listed
from awards.arithmetic.scoring import Score
from awards.models import Entry, Result, ResultRow
from awards.queries.results.content import kept, outcome_of, scheme_of
from awards.queries.results.judging import Source
from awards.queries.results.page import rows_of

FEWEST = 2
"""Marks below which no range is told: of one mark it would be that mark."""


@dataclass(frozen=True)
class SheetLine:
    """One criterion of an entrant: its score, where the number is from, and what would have gained a place here.

    `weight` is what it weighs for this entrant, percent of its phase: more than for others where one does not apply.
    """

    criterion: Criterion
    score: Score
    weight: Decimal
    source: Source
    gain: Gain | None

    @property
    def is_shared(self) -> bool:
        """Whether it weighs more than by the scheme, since another criterion does not apply."""
        return self.weight != self.criterion.weight

    @property
    def has_range(self) -> bool:
        return self.score.count >= FEWEST


@dataclass(frozen=True)
class SheetPhase:
    """One phase of the judging: its percent of the total, the entrant's points in it, and its criteria."""

    phase: Phase
    share: Decimal
    points: Decimal | None
    lines: tuple[SheetLine, ...]


@dataclass(frozen=True)
class OwnSheet:
    """One entrant in one version of a result."""

    result: Result
    row: ResultRow
    lines: tuple[SheetLine, ...]
    phases: tuple[SheetPhase, ...]
    trace: tuple[Rung, ...]
    among: int
    criteria: dict[str, Criterion]

    @property
    def is_shared(self) -> bool:
        """Whether a criterion does not apply to the entrant."""
        return any(not line.score.applies for line in self.lines)

    @property
    def gains(self) -> tuple[SheetLine, ...]:
        """The criteria on which alone a place could have been gained, the smallest improvement first."""
        found = [(line.gain.needed - line.gain.points, line.criterion.code, line) for line in self.lines if line.gain]
        return tuple(line for _by, _code, line in sorted(found, key=lambda one: one[:2]))


def own_sheet(result: Result, entry: Entry) -> OwnSheet | None:
    """Return the sheet of an entry in a result; None where it is not in it."""
    rows, scheme = rows_of(result), scheme_of(result)
    row = next((one for one in rows if one.entry_id == entry.pk), None)
    if row is None:
        return None
    own = kept(row)
    lowest, scores = listed(scheme), own.standing.scores
    wholes = {
        phase: sum(leaf.weight for leaf in lowest if leaf.phase == phase and scores[leaf.code].applies)
        for phase in Phase
    }
    gains = {one.criterion: one for one in would_have_gained(scheme, outcome_of(rows), own.standing.entry)}
    lines = tuple(
        SheetLine(
            leaf,
            scores[leaf.code],
            leaf.weight * HUNDRED / wholes[leaf.phase],
            own.sources.get(leaf.code, Source()),
            gains.get(leaf.code),
        )
        for leaf in lowest
    )
    return OwnSheet(
        result=result,
        row=row,
        lines=lines,
        phases=tuple(
            SheetPhase(phase, share, own.standing.phases.get(phase), tuple(of))
            for phase, share in scheme.shares.items()
            if (of := [line for line in lines if line.criterion.phase == phase])
        ),
        trace=own.trace,
        among=sum(one.rank is not None for one in rows),
        criteria={criterion.code: criterion for criterion in scheme.criteria},
    )
