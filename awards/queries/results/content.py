"""What a closed result keeps of each entry, as JSON and back: points, how ties were broken, where inputs are from.

Numbers are text, so that no digit changes on the way. Shape: `phases` (points by phase), `criteria` (by code: points,
weighted, raw, level, lowest, highest, count, applies, figure_id, source), `trace` (step, against, own, other).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from awards.arithmetic.ranking import Placed, Rung
from awards.arithmetic.schemes import Phase, Scheme
from awards.arithmetic.scoring import Outcome, Score, Standing
from awards.models import Result, ResultRow
from awards.queries.results.judging import Source
from awards.queries.settings.schemes import read

NUMBERS = ("points", "weighted", "raw", "lowest", "highest")


@dataclass(frozen=True)
class Kept:
    """What a row keeps: the standing of its entry, its ties, and the sources of its inputs by criterion."""

    standing: Standing
    trace: tuple[Rung, ...]
    sources: Mapping[str, Source]


def content_of(standing: Standing, placed: Placed, sources: Mapping[str, Source]) -> dict[str, Any]:
    """Return what a row keeps as JSON."""
    return {
        "entry": standing.entry,
        "phases": {str(phase): text(points) for phase, points in standing.phases.items()},
        "criteria": {
            code: score_content(score, sources.get(code, Source())) for code, score in standing.scores.items()
        },
        "trace": [
            {"step": rung.step, "against": rung.against, "own": text(rung.own), "other": text(rung.other)}
            for rung in placed.trace
        ],
    }


def score_content(score: Score, source: Source) -> dict[str, Any]:
    numbers = {name: text(getattr(score, name)) for name in NUMBERS}
    told = {"level": score.level, "count": score.count, "figure_id": source.figure_id, "source": source.words}
    return numbers | told | {"applies": score.applies}


def text(number: Decimal | None) -> str | None:
    return None if number is None else format(number, "f")


def number(told: str | None) -> Decimal | None:
    return None if told is None else Decimal(told)


def kept(row: ResultRow) -> Kept:
    """Return what a row keeps, the converse of `content_of`."""
    content = row.content
    scores = {
        code: Score(
            code, level=one["level"], count=one["count"], applies=one["applies"],
            **{name: number(one[name]) for name in NUMBERS},
        )
        for code, one in content["criteria"].items()
    }  # fmt: skip
    phases = {Phase(phase): number(points) for phase, points in content["phases"].items()}
    return Kept(
        Standing(content["entry"], scores, phases, row.total),
        tuple(Rung(one["step"], one["against"], number(one["own"]), number(one["other"])) for one in content["trace"]),
        {code: Source(one["figure_id"], one["source"]) for code, one in content["criteria"].items()},
    )


def scheme_of(result: Result) -> Scheme:
    """Return the scheme by which a result was computed."""
    return read(result.criteria_set).scheme


def outcome_of(rows: list[ResultRow]) -> Outcome:
    """Return the outcome that the rows of one result keep, to ask of it what was not asked at the closing."""
    standings = [kept(row).standing for row in rows]
    return Outcome(tuple(sorted(standings, key=lambda one: one.entry)))
