"""Which criteria jurors mark, and which entries in which phase."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from awards.arithmetic.schemes import Criterion, Kind, Phase, leaves
from awards.enums import MARKED_DURING, PHASES, RoundStage
from awards.jury_errors import listed
from awards.models import CriteriaSet, Round
from awards.queries.rounds.stages import Timetable
from awards.queries.settings import schemes

JudgedCriteria = tuple[Criterion, ...]


@dataclass(frozen=True)
class Given:
    """What a juror says of one criterion. `points` is None where no mark was chosen, `evidence` the id of a proof."""

    criterion: str
    points: Decimal | None
    note: str = ""
    evidence: int | None = None


def judged_by(criteria_set: CriteriaSet) -> Mapping[Phase, JudgedCriteria]:
    """Return the criteria that jurors mark by a set, by phase, in the order of the set."""
    scheme = schemes.read(criteria_set).scheme
    marked = {one.code for one in leaves(scheme) if one.kind == Kind.JUDGED}
    return {
        phase: tuple(one for one in scheme.criteria if one.code in marked and one.phase == phase) for phase in Phase
    }


def judged_in(round_: Round) -> Mapping[int, Mapping[Phase, JudgedCriteria]]:
    """Return the criteria that jurors mark in a round, by the id of the category and phase."""
    return {category: judged_by(held) for category, held in schemes.sets_of(round_).items()}


def has_step(criterion: Criterion, points: Decimal) -> bool:
    return any(step.mark == points for step in criterion.steps)


def phase_at(timetable: Timetable) -> Phase:
    """Return the phase that is at hand: the interview from the day on which it opens."""
    opened = {each.stage for each in timetable.windows if each.opens_at <= timetable.at}
    return Phase.INTERVIEW if RoundStage.INTERVIEW in opened else Phase.DESK


def is_open(phase: Phase, timetable: Timetable) -> bool:
    """Tell whether marks of a phase are given at the moment."""
    return timetable.is_open(*MARKED_DURING[phase])


def is_over(phase: Phase, timetable: Timetable) -> bool:
    """Tell whether marks of a phase can no longer be given, unless its last stage is extended."""
    return timetable.has_passed(MARKED_DURING[phase][-1])


def stage_words(phase: Phase) -> str:
    """Return "Verifikasi berkas dan Penetapan nomine"."""
    return listed([stage.label for stage in MARKED_DURING[phase]])


def phase_words(phase: Phase) -> str:
    return str(PHASES[phase])
