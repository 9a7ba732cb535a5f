"""What a person answers about a file: which questions a file asks, and what an answer to each of them means. Pure.

A question is named "slot:key"; its answer is kept under the slot and the key, and read back as `Said`, as meanings of
columns and as confirmed places. A file that says the same next month is answered by what was kept.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from coverage import months
from coverage.sheets.codes import System
from coverage.sheets.counts import Dash, Style
from coverage.sheets.findings import Finding, Status
from coverage.sheets.layouts import Layout, Meaning
from coverage.sheets.roles import Role
from coverage.sheets.said import Given, Said
from coverage.sheets.stored import meaning_from
from regions.names import plain

Answers = dict[str, Any]
"""By slot: {"dash": {"-": "zero"}, "system": {"": "bps"}, …}; `rows` has what was put right in single rows."""

BY_KEY = {
    "system_unclear": "system", "residents": "residents", "unit_asked": "unit", "style_asked": "style",
    "upper_differs": "upper", "name_of_several": "place", "name_unknown_near": "place", "name_unknown": "place",
    "lost_zero": "place", "code_unknown_named": "place", "name_differs": "place",
}  # fmt: skip
"""Findings whose key stands in `more`, or that a file asks only once."""
BY_WORD = {
    "category_doubtful": "category", "category_unknown": "category", "payer_doubtful": "payer",
    "payer_unknown": "payer",
}  # fmt: skip
OF_SHEET = {
    "category_missing": "given_category", "payer_missing": "given_payer", "period_missing": "given_month",
    "columns_alike": "alike", "region_column_missing": "columns", "count_column_missing": "columns",
    "month_without_year": "columns",
}  # fmt: skip
REMEMBERED = ("system", "style", "dash", "unit", "category", "payer", "place", "columns")
"""What holds for the next file of the same sender too. Months, missing words and totals are asked of each file."""


@dataclass(frozen=True)
class Question:
    """One thing that a person is asked about a file: by what its answer is kept, where it stands, what it says."""

    slot: str
    key: str
    sheet: str
    finding: Finding

    @property
    def id(self) -> str:
        return f"{self.slot}:{self.key}"


def questions_of(findings: Iterable[Finding], sheet: str) -> list[Question]:
    """Return what the findings of a sheet ask; who answers decides for all rows of which it is true."""
    found: dict[str, Question] = {}
    for finding in findings:
        if finding.status is not Status.HELD:
            continue
        for slot, key in slots_of(finding, sheet):
            question = Question(slot, key, sheet, finding)
            if question.id in found:
                question = together(found[question.id], question)
            found[question.id] = question
    return list(found.values())


def slots_of(finding: Finding, sheet: str) -> list[tuple[str, str]]:
    """Return under which slots and keys the answer to a finding is kept; none where no answer helps."""
    shown = str(finding.more.get("shown", ""))
    key = str(finding.more.get("key", ""))
    if finding.code in BY_KEY:
        return [(BY_KEY[finding.code], key)]
    if finding.code in BY_WORD:
        return [(BY_WORD[finding.code], plain(shown))]
    if finding.code in OF_SHEET:
        return [(OF_SHEET[finding.code], f"{sheet}|{key}" if key else sheet)]
    if finding.code == "dash_asked":
        return [("dash", shown)]
    if finding.code.startswith("period_"):
        return [("month", shown)]
    return []


def together(first: Question, other: Question) -> Question:
    """Return two findings that ask the same as one question about the rows of both."""
    one, two = first.finding, other.finding
    rows = tuple(sorted({*one.rows, *two.rows})) if first.sheet == other.sheet else one.rows
    choices = tuple(dict.fromkeys((*one.choices, *two.choices)))
    return replace(first, finding=replace(one, rows=rows, choices=choices, count=one.count + two.count))


def answered(answers: Mapping[str, Any], slot: str, key: str, answer: Any) -> Answers:
    """Return the answers with one more; an empty one takes an earlier answer back."""
    kept = {name: dict(told) for name, told in answers.items()}
    if answer in ("", None):
        kept.get(slot, {}).pop(key, None)
    else:
        kept.setdefault(slot, {})[key] = answer
    return {name: told for name, told in kept.items() if told}


def is_answer(slot: str, answer: Any, categories: Iterable[str], payers: Iterable[str], places: Iterable[str]) -> bool:
    """Say whether an answer is one that its slot can hold; the words and codes are those that the portal knows."""
    if slot == "columns":
        return is_meaning(answer, categories, payers)
    if not isinstance(answer, str):
        return False
    known: dict[str, Iterable[str]] = {
        "system": [*System], "style": [*Style], "dash": [*Dash], "unit": ("thousands", "heads"),
        "upper": ("total", "own"), "residents": ("participants", "reject"),
        "category": categories, "given_category": categories, "payer": payers, "given_payer": payers, "place": places,
    }  # fmt: skip
    if slot in ("month", "given_month"):
        return is_month(answer)
    if slot == "alike":
        return answer.isascii() and answer.isdigit()
    return answer in known.get(slot, ())


def is_month(answer: str) -> bool:
    return len(answer) == 6 and months.parse(f"{answer[:4]}-{answer[4:]}") is not None


def is_meaning(answer: Any, categories: Iterable[str], payers: Iterable[str]) -> bool:
    """Say whether an answer can be what a column means: a role, and codes and times that there are."""
    if not isinstance(answer, dict) or not {*answer} <= {"role", "categories", "payers", "month", "year"}:
        return False
    month, year = answer.get("month"), answer.get("year")
    meant, paying = answer.get("categories", []), answer.get("payers", [])
    return (
        answer.get("role") in [role.value for role in Role if role not in (Role.NIK, Role.PERSONAL)]
        and isinstance(meant, list)
        and all(code in [*categories] for code in meant)
        and isinstance(paying, list)
        and all(code in [*payers] for code in paying)
        and (month is None or (type(month) is int and 1 <= month <= 12))
        and (year is None or (type(year) is int and 2000 <= year <= 2100))
    )


def said_of(answers: Mapping[str, Any]) -> Said:
    """Return the answers as the reading of a sheet takes them."""
    dashes = {text: Dash(dash) for texts, dash in answers.get("dash", {}).items() for text in texts.split(", ")}
    unit = answers.get("unit", {}).get("")
    system = answers.get("system", {}).get("")
    return Said(
        styles={key: Style(style) for key, style in answers.get("style", {}).items()},
        dashes=dashes,
        in_thousands=None if unit is None else unit == "thousands",
        system=System(system) if system else None,
        months={text: int(month) for text, month in answers.get("month", {}).items()},
        categories=answers.get("category", {}),
        payers=answers.get("payer", {}),
        uppers=answers.get("upper", {}),
    )


def chosen_of(answers: Mapping[str, Any], sheet: str, layout: Layout) -> dict[str, Meaning]:
    """Return what was decided about the columns of a sheet, by their keys."""
    chosen = {key: meaning_from(told) for key, told in answers.get("columns", {}).items()}
    for key, kept in answers.get("alike", {}).items():
        name, _, group = key.rpartition("|")
        if name == sheet:
            others = {int(index) for index in group.split(",")} - {int(kept)}
            chosen |= {f"{one.key}@{one.index}": Meaning(Role.IGNORED) for one in layout.columns if one.index in others}
    return chosen


def confirmed_of(answers: Mapping[str, Any]) -> dict[tuple[str, str], str]:
    """Return the places that were confirmed: (code of the region above, plain text) → code."""
    pairs = ((key.rpartition("|"), code) for key, code in answers.get("place", {}).items())
    return {(above, text): code for (above, _, text), code in pairs}


def given_of(answers: Mapping[str, Any], sheet: str, given: Given) -> Given:
    """Return what holds for rows of a sheet that do not say it themselves: as answered, else as the upload says."""
    month = answers.get("given_month", {}).get(sheet)
    return Given(
        month=int(month) if month else given.month,
        category=answers.get("given_category", {}).get(sheet, given.category),
        payer=answers.get("given_payer", {}).get(sheet, given.payer),
    )


def remembered(answers: Mapping[str, Any]) -> Answers:
    """Return of the answers what holds for the next file too."""
    return {slot: told for slot, told in answers.items() if slot in REMEMBERED and told}


def with_remembered(kept: Mapping[str, Any], answers: Mapping[str, Any]) -> Answers:
    """Return the answers to this file, and where it has none what was remembered."""
    slots = dict.fromkeys((*kept, *answers))
    return {slot: {**kept.get(slot, {}), **answers.get(slot, {})} for slot in slots}
