"""The public pages of rounds and criteria as tables: one row a stage of a round, one row a criterion."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from zoneinfo import ZoneInfo

from awards.queries.rounds.pages import ProgrammeRow, RoundRow
from awards.queries.settings.criteria import PhaseRows

STAGES_HEADER = (
    "programme", "data_year", "region_code", "region", "is_national", "is_sample", "stage", "stage_name", "first_day",
    "last_day", "closes_at", "state",
)  # fmt: skip
CRITERIA_HEADER = ("phase", "phase_share", "code", "name", "part_of", "weight", "kind", "proofs")


def rounds_in(programmes: Iterable[ProgrammeRow]) -> list[RoundRow]:
    """Return the rounds of all editions, the newest data year first."""
    return [row for one in programmes for edition in one.editions for row in edition.rounds]


def stage_rows(rounds: Iterable[RoundRow]) -> Iterator[list[object]]:
    """Yield the stages of rounds as rows of a table, by STAGES_HEADER."""
    for row in rounds:
        round_, edition, zone = row.round, row.round.edition, ZoneInfo(row.round.time_zone)
        for stage in row.stages:
            yield [
                edition.programme.code, edition.data_year, round_.region.code, round_.region.name, round_.is_national,
                round_.is_sample, stage.stage.value, str(stage.stage.label), stage.first.isoformat(),
                stage.last.isoformat(), stage.closes_at.astimezone(zone).isoformat(), stage.state,
            ]  # fmt: skip


def criteria_rows(phases: Iterable[PhaseRows]) -> Iterator[list[object]]:
    """Yield the criteria of a set as rows of a table, by CRITERIA_HEADER."""
    for phase in phases:
        for one in phase.criteria:
            weight: Decimal = one.criterion.weight
            yield [
                phase.phase.value, phase.share, one.criterion.code, one.criterion.name, one.parent, weight,
                "branch" if one.is_branch else str(one.criterion.kind), "; ".join(proof.name for proof in one.proofs),
            ]  # fmt: skip
