"""How a category stands now: ranks, totals, and what is still missing.

Nothing of it is stored; each look computes anew from the marks. What it rests on, where jurors differ and how easily
places change is told by `awards.queries.results.analysis`, which takes longer.
"""

from dataclasses import dataclass
from decimal import Decimal

from awards.arithmetic.ranking import Placed, ranked
from awards.arithmetic.schemes import Kind, Phase, Scheme, leaves
from awards.arithmetic.scoring import outcome
from awards.enums import PHASES
from awards.models import Entry
from awards.queries.jury.visibility import Sight
from awards.queries.results.judging import Judged


@dataclass(frozen=True)
class Line:
    """One entry in its place, with the score of each phase, which is told by its words."""

    entry: Entry
    code: str
    name: str
    placed: Placed
    phases: tuple[tuple[str, Decimal | None], ...]


@dataclass(frozen=True)
class LiveRanking:
    """A category as it stands, in the order that counts: by marks as given, or calibrated where its scheme says so."""

    lines: tuple[Line, ...]
    phases: tuple[str, ...]
    counts_adjusted: bool


def is_open_to(sight: Sight, scheme: Scheme) -> bool:
    """Tell whether someone may see the marks of every phase that a ranking by this scheme is made of."""
    return {leaf.phase for leaf in leaves(scheme) if leaf.kind == Kind.JUDGED} <= sight.whole


def live_ranking(found: Judged) -> LiveRanking:
    """Return how a category stands; raise `Unsound` where its marks or inputs cannot hold."""
    scheme = found.contest.scheme
    came_to = outcome(found.contest)
    words = {phase: str(PHASES[phase]) for phase in Phase}  # once, and not for each entry
    phases = {
        one.entry: tuple((words[phase], points) for phase, points in one.phases.items()) for one in came_to.standings
    }
    names = found.names
    lines = tuple(
        Line(found.entries[one.entry], one.entry, names[one.entry], one, phases[one.entry])
        for one in ranked(scheme, came_to)
    )
    return LiveRanking(lines, tuple(told for told, _ in lines[0].phases) if lines else (), scheme.adjusted)
