"""A list of persons as it is kept: counts by region, month, category and payer, and the words of places to ask about.

What resolves is kept in codes alone. Words are kept only where they may be places: where many are unknown the wrong
column was taken for places, and none of them is kept.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from coverage.actions.uploads.rows import PassedRow
from coverage.actions.uploads.sheets import Memory, SheetOutcome, take_cells, told_of
from coverage.enums import RowStatus
from coverage.models import Upload
from coverage.queries.uploads.context import Surroundings
from coverage.sheets.answers import confirmed_of, given_of, said_of
from coverage.sheets.codes import System
from coverage.sheets.finding import Titles
from coverage.sheets.findings import Finding, Status
from coverage.sheets.layouts import Kind
from coverage.sheets.person_groups import as_table, left_out, together
from coverage.sheets.persons import Counted, Group
from coverage.sheets.places import Basis, Resolver, Written
from coverage.sheets.reading import Entry, Read, TableReader, decided_system, places_of
from coverage.sheets.said import Given, Said
from coverage.sheets.sifting import Table
from coverage.sheets.stored import Stored, finding_from, finding_stored, layout_from, layout_stored
from coverage.sheets.told import of_decision, of_layout
from coverage.sheets.understanding import Understood
from coverage.workbooks.persons import Census, PersonSheet

BESIDE = Finding("beside_persons", Status.WARNED)
WORDS = 10
"""The words of a group: six of its place, category, payer, period and year."""


def counted_stored(found: Census, around: Surroundings, given: Given) -> Stored:
    """Return what is kept of a list of persons."""
    names = tuple(sheet.name for sheet in found.sheets)
    kept: Stored = {"sheets": [sheet_stored(sheet) for sheet in found.sheets], "entries": [], "open": [], "left": []}
    counted = found.counted
    if counted is None:
        return kept
    kept["left"] = [finding_stored(one) for one in left_out(counted, names)]
    table, rows = numbered(as_table(counted), counted)
    places = places_of(table)
    decision = decided_system(places, around.directory)
    likely = [each.system for each in sorted(decision.evidence, key=lambda each: (each.denied, -each.known))]
    system = decision.system or (likely[0] if likely else System.MINISTRY)
    read = read_groups(table, around, system, Said(), given, {})
    wrong = [one for one in read.findings if one.code == "words_unknown"]
    kept["system"] = decision.system.value if decision.system else None
    kept["decision"] = [finding_stored(one) for one in of_decision(decision)]
    kept["left"] += [finding_stored(replace(one, rows=tuple(rows[row] for row in one.rows))) for one in wrong]
    is_open = {one.row for one in read.left}
    if decision.system is None:
        is_open = {number for number, _ in table.body}
    codes = {spot.id: spot.code for spot in around.directory.by_id.values()} if read.entries else {}
    kept["entries"] = [
        [rows[one.row], codes[one.region], one.month, one.category, one.payer, one.heads]
        for one in together(read).entries
        if decision.system is not None
    ]
    if not wrong:
        kept["open"] = [[rows[number], *map(cell_stored, values)] for number, values in table.body if number in is_open]
    return kept


def sheet_stored(sheet: PersonSheet) -> Stored:
    told: Stored = {"name": sheet.name, "read": sheet.read, "is_of_persons": sheet.is_of_persons}
    return told | (layout_stored(sheet.layout) if sheet.layout is not None else {})


def numbered(table: Table, counted: Counted) -> tuple[Table, dict[int, int]]:
    """Return the groups under numbers of their own, since two sheets may begin in the same row; and their rows."""
    firsts = {place: row for place, (row, _) in enumerate(table.body, 1)}
    return replace(table, body=tuple((place, values) for place, (_, values) in enumerate(table.body, 1))), firsts


def cell_stored(value: Any) -> Any:
    """Return a word of a group as it is kept; a date stays one."""
    if isinstance(value, date):
        return {"day": (value.date() if isinstance(value, datetime) else value).isoformat()}
    return value


def cell_from(kept: Any) -> Any:
    return date.fromisoformat(kept["day"]) if isinstance(kept, dict) else kept


def read_groups(
    table: Table,
    around: Surroundings,
    system: System,
    said: Said,
    given: Given,
    confirmed: dict[tuple[str, str], str],
) -> Read:
    """Return what the groups of a list say, in the same way as the rows of any table."""
    basis = Basis(system, around.within, None, confirmed)
    reader = TableReader(table, Titles(), around.words, Resolver(around.directory, basis), said, given)
    read = reader.read()
    found = together(read)
    return replace(read, findings=found.findings, left=found.left)


def read_persons(upload: Upload, around: Surroundings, memory: Memory) -> list[SheetOutcome]:
    """Return what a kept list says, sheet by sheet, with the answers that were given."""
    kept: dict[str, Any] = upload.counted or {}
    outcomes = [sheet_outcome(number, sheet, memory) for number, sheet in enumerate(kept["sheets"])]
    first = next(one for one in outcomes if one.understood.is_of_persons)
    for stored in kept["left"]:
        leave(outcomes, finding_from(stored), first.number)
    answers = first.answers
    system = said_of(answers).system or (System(kept["system"]) if kept.get("system") else None)
    if system is None and kept.get("decision"):
        asked = [finding_from(one) for one in kept["decision"]]
        hold(first, [row[0] for row in kept["open"]], asked[0])
        return outcomes
    add_counts(first, kept, system or System.MINISTRY, around, memory)
    if first.understood.layout and first.understood.layout.kind is Kind.RESIDENTS:
        ask_about_residents(first)
    return outcomes


def sheet_outcome(number: int, sheet: Stored, memory: Memory) -> SheetOutcome:
    """Return one sheet of a list before its counts; another sheet beside a list is not read."""
    layout = layout_from(sheet) if sheet["is_of_persons"] else None
    findings = of_layout(layout) if layout is not None else (BESIDE,)
    found = Understood(findings, layout)
    answers, _ = memory.of(layout)
    outcome = SheetOutcome(number, sheet["name"], found, answers, more={"persons": sheet["read"]})
    cause = next((one for one in findings if one.code.endswith("column_missing")), None)
    if cause is not None:
        outcome.passed.append(PassedRow(number, 0, RowStatus(cause.status.value), cause.code, more=told_of(cause)))
    return outcome


def leave(outcomes: Sequence[SheetOutcome], finding: Finding, first: int) -> None:
    """Stage why persons were not counted; of many for one reason a row without a number tells how many."""
    number = int(finding.more.get("sheet", first))
    outcome = outcomes[number]
    status = RowStatus(finding.status.value)
    outcome.passed += [
        PassedRow(number, row, status, finding.code, finding.column, str(finding.more.get("shown", "")),
                  more=told_of(finding))
        for row in finding.rows or (0,)
    ]  # fmt: skip
    if not finding.rows:
        outcome.understood = replace(outcome.understood, findings=(*outcome.understood.findings, finding))


def hold(outcome: SheetOutcome, rows: Sequence[int], finding: Finding) -> None:
    outcome.passed += [
        PassedRow(outcome.number, row, RowStatus.HELD, finding.code, more=told_of(finding)) for row in rows
    ]
    outcome.understood = replace(outcome.understood, findings=(*outcome.understood.findings, finding))


def add_counts(outcome: SheetOutcome, kept: Stored, system: System, around: Surroundings, memory: Memory) -> None:
    """Stage the counts of a list: those that were clear and those that an answer made so, added up by their key."""
    answers = outcome.answers
    groups = [
        (Group(Written(*map(cell_from, row[1:7])), *map(cell_from, row[7 : WORDS + 1])), row[WORDS + 1], row[0])
        for row in kept["open"]
    ]
    heads = {group: count for group, count, _ in groups}
    counted = Counted(0, heads, {group: row for group, _, row in groups}, {}, ())
    table, rows = numbered(as_table(counted), counted)
    given = given_of(answers, outcome.name, memory.given)
    read = read_groups(table, around, system, said_of(answers), given, confirmed_of(answers))
    by_code = around.directory.by_code
    clear = [
        Entry(row, 0, by_code[code].id, month, category, payer, count)
        for row, code, month, category, payer, count in kept["entries"]
        if code in by_code
    ]
    answered = [one._replace(row=rows[one.row], column=0) for one in read.entries]
    entries = together(replace(read, entries=[*clear, *answered])).entries
    left = [one._replace(row=rows[one.row]) for one in read.left]
    take_cells(outcome, entries, left, {}, around)
    findings = tuple(replace(one, rows=tuple(rows[row] for row in one.rows)) for one in read.findings)
    outcome.understood = replace(outcome.understood, findings=(*outcome.understood.findings, *findings), system=system)


def ask_about_residents(outcome: SheetOutcome) -> None:
    """Let the counts of a list of residents wait until a person says that they are members."""
    answer = outcome.answers.get("residents", {}).get("")
    if answer == "participants":
        findings = tuple(one for one in outcome.understood.findings if one.code != "residents")
        outcome.understood = replace(outcome.understood, findings=findings)
        return
    status = RowStatus.REJECTED if answer == "reject" else RowStatus.HELD
    outcome.passed += [
        PassedRow(outcome.number, row.row_number, status, "residents", place=row.place) for row in outcome.arrived
    ]
    outcome.arrived = []
