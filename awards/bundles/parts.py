"""The parts of a bundle: what goes into each, and back. Pure."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from awards.arithmetic.contests import Contest, Input, Marks, missing
from awards.arithmetic.ranking import Placed
from awards.arithmetic.schemes import CONTEXT, FORMULA, PLACES, Scheme
from awards.arithmetic.scoring import Outcome
from awards.bundles.canonical import canonical, number_of, plain, typed

MOST_CONTESTS = 50
"""Categories of a bundle. It is asked before anything is made of them, as all limits are that bound what is made."""


@dataclass(frozen=True)
class Conflict:
    """A conflict of interest of a juror with an entry, and whether it led to a recusal. Its kind is private."""

    juror: str
    entry: str
    is_recused: bool = True


@dataclass(frozen=True)
class Bundle:
    """What goes into a bundle. `contests` by code of category; `names` of entries; `about` the round, as text.

    Jurors are pseudonyms throughout (J01, J02 …): who makes the bundle has replaced them, and other codes are refused.
    Each recusal of a contest has its conflict, and each conflict that is recused its recusal. An entry stands in one
    category alone.
    """

    about: Mapping[str, str]
    contests: Mapping[str, Contest]
    names: Mapping[str, str]
    conflicts: tuple[Conflict, ...] = ()
    software: str = ""


@dataclass(frozen=True)
class Result:
    """What a contest came to."""

    outcome: Outcome
    ranking: tuple[Placed, ...]


class Unreadable(ValueError):
    """A part that does not say what a part of its name says; `part` names it."""

    def __init__(self, part: str) -> None:
        super().__init__(part)
        self.part = part


def parts_of(bundle: Bundle, results: Mapping[str, Result]) -> dict[str, bytes]:
    """Return the parts of a bundle, without the manifest."""
    contests = sorted(bundle.contests.items())
    settings = {"software": bundle.software, "formula": FORMULA, "digits": CONTEXT.prec, "places": str(PLACES)}
    found: dict[str, object] = {
        "inputs.json": {code: inputs_of(contest) for code, contest in contests},
        "scheme.json": {code: contest.scheme for code, contest in contests},
        "marks.json": {code: marks_of(contest) for code, contest in contests},
        "conflicts.json": sorted(bundle.conflicts, key=lambda one: (one.entry, one.juror)),
        "entries.json": {
            "about": bundle.about,
            "categories": {code: entries_of(contest, bundle.names) for code, contest in contests},
        },
        "result.json": {code: result_of(contest, results[code]) for code, contest in contests},
        "software.json": settings,
    }
    return {name: canonical(part) for name, part in found.items()}


def inputs_of(contest: Contest) -> dict[str, dict[str, dict[str, object]]]:
    found: dict[str, dict[str, dict[str, object]]] = defaultdict(dict)
    for one in contest.inputs:
        found[one.entry][one.criterion] = {"raw": one.raw, "level": one.level, "waiver": one.waiver}
    return found


def marks_of(contest: Contest) -> dict[str, object]:
    """Return jurors, who of them left, and marks by entry, criterion and juror: short, as there are many."""
    found: dict[str, dict[str, Mapping[str, Decimal]]] = defaultdict(dict)
    for (entry, criterion), given in contest.marks.items():
        found[entry][criterion] = given
    return {"jurors": sorted(contest.jurors), "left": sorted(contest.left), "marks": found}


def entries_of(contest: Contest, names: Mapping[str, str]) -> dict[str, object]:
    nominees = None if contest.nominees is None else sorted(contest.nominees)
    return {"entries": {entry: names[entry] for entry in contest.entries}, "nominees": nominees}


def result_of(contest: Contest, result: Result) -> dict[str, object]:
    """Return ranks with their trace, scores of each entry, and what did not count or was lacking."""
    return {
        "ranking": result.ranking,
        "standings": {one.entry: {"phases": one.phases, "scores": one.scores} for one in result.outcome.standings},
        "left_out": result.outcome.left_out,
        "missing": missing(contest),
    }


def bundle_of(parts: Mapping[str, bytes]) -> Bundle:
    """Return the bundle of its parts, or raise `Unreadable`. What the result says is not looked at."""
    found: dict[str, Any] = {}
    for name, reader in READERS.items():
        try:
            found[name] = reader(plain(parts[name]))
        except (ValueError, KeyError, TypeError, AttributeError, ArithmeticError) as error:
            raise Unreadable(name) from error
    about, names, categories = found["entries.json"]
    for name in ("inputs.json", "scheme.json", "marks.json"):
        if set(found[name]) != set(categories):
            raise Unreadable(name)
    if len(categories) > MOST_CONTESTS:
        raise Unreadable("entries.json")
    contests = {}
    for code, (entries, nominees) in categories.items():
        jurors, left, marks = found["marks.json"][code]
        recusals = recused(found["conflicts.json"], entries, jurors)
        inputs = found["inputs.json"][code]
        contests[code] = Contest(found["scheme.json"][code], entries, jurors, inputs, marks, recusals, nominees, left)
    return Bundle(about, contests, names, found["conflicts.json"], found["software.json"])


def recused(
    conflicts: tuple[Conflict, ...], entries: tuple[str, ...], jurors: tuple[str, ...]
) -> frozenset[tuple[str, str]]:
    """Return the recusals of one contest."""
    here, judging = set(entries), set(jurors)
    return frozenset(
        (one.juror, one.entry) for one in conflicts if one.is_recused and one.entry in here and one.juror in judging
    )


def read_inputs(part: Any) -> dict[str, tuple[Input, ...]]:
    return {
        code: tuple(
            typed(Input, {"entry": entry, "criterion": criterion, **given})
            for entry, of_entry in entries.items()
            for criterion, given in of_entry.items()
        )
        for code, entries in part.items()
    }


def read_marks(part: Any) -> dict[str, tuple[tuple[str, ...], frozenset[str], Marks]]:
    """Return jurors, who of them left, and marks of each category."""
    return {
        code: (
            typed(tuple[str, ...], judged["jurors"]),
            frozenset(typed(tuple[str, ...], judged["left"])),
            {
                (entry, criterion): {juror: number_of(points) for juror, points in given.items()}
                for entry, of_entry in judged["marks"].items()
                for criterion, given in of_entry.items()
            },
        )
        for code, judged in part.items()
    }


def read_entries(part: Any) -> tuple[dict[str, str], dict[str, str], dict[str, Any]]:
    """Return what the round is, the names of entries, and entries and nominees of each category."""
    names, categories = {}, {}
    for code, found in part["categories"].items():
        here = typed(dict[str, str], found["entries"])
        nominees = None if found["nominees"] is None else frozenset(typed(tuple[str, ...], found["nominees"]))
        names.update(here)
        categories[typed(str, code)] = tuple(here), nominees
    return typed(dict[str, str], part["about"]), names, categories


def read_conflicts(part: Any) -> tuple[Conflict, ...]:
    return typed(tuple[Conflict, ...], part)


def read_schemes(part: Any) -> dict[str, Scheme]:
    return typed(dict[str, Scheme], part)


def read_software(part: Any) -> str:
    return typed(str, part["software"])


READERS: Mapping[str, Callable[[Any], Any]] = {
    "conflicts.json": read_conflicts,
    "entries.json": read_entries,
    "inputs.json": read_inputs,
    "marks.json": read_marks,
    "scheme.json": read_schemes,
    "software.json": read_software,
}
