"""One sheet of an upload on its way from its rows to what is staged: its entries, and why the rest is none."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from accounts.identity import holds_identity
from coverage.actions.uploads.held import HeldRows
from coverage.actions.uploads.rows import ArrivedRow, PassedRow
from coverage.enums import RowStatus
from coverage.models import RememberedLayout
from coverage.numbers import Count
from coverage.queries.uploads.context import Surroundings, like
from coverage.sheets.answers import (
    Answers,
    chosen_of,
    confirmed_of,
    given_of,
    questions_of,
    said_of,
    with_remembered,
)
from coverage.sheets.cells import Merge
from coverage.sheets.finding import find_head
from coverage.sheets.findings import Finding, Status
from coverage.sheets.layouts import Layout, with_choices
from coverage.sheets.reading import Entry, Left, TargetEntry
from coverage.sheets.roles import CODES, NAMES, Role
from coverage.sheets.said import Given
from coverage.sheets.stored import Stored, finding_stored, layout_from, layout_stored, name_of
from coverage.sheets.told import NO_TABLE
from coverage.sheets.understanding import Context, Sheet, Understood, understand
from coverage.workbook_errors import WorkbookRefused
from coverage.workbooks.limits import Limits

MOST_FINDINGS = 200
SKIPPED = Finding("row_left_out", Status.IGNORED)
AS_READ = Finding("as_read", Status.WARNED)


@dataclass(frozen=True)
class Memory:
    """What holds for the sheets of one upload: its own answers, what it says of all rows, the sender's layouts."""

    answers: Answers
    given: Given
    layouts: Sequence[RememberedLayout] = ()

    def of(self, layout: Layout | None) -> tuple[Answers, Layout | None]:
        """Return the answers for a sheet of this layout, and the sender's layout before where it has changed."""
        if layout is None:
            return self.answers, None
        keys = {name_of(column, layout) for column in layout.columns}
        same = [row for row in self.layouts if row.fingerprint == layout.fingerprint]
        row = same[0] if same else like(self.layouts, keys)
        if row is None:
            return self.answers, None
        return with_remembered(row.answers, self.answers), None if same else layout_from(row.layout)


@dataclass
class SheetOutcome:
    """What became of one sheet: what is staged of it, and what is told about it."""

    number: int
    name: str
    understood: Understood
    answers: Answers = field(default_factory=dict)
    arrived: list[ArrivedRow] = field(default_factory=list)
    passed: list[PassedRow] = field(default_factory=list)
    targets: list[TargetEntry] = field(default_factory=list)
    more: Stored = field(default_factory=dict)

    def stored(self) -> Stored:
        """Return what is kept about the sheet beside its rows."""
        found, layout = self.understood, self.understood.layout
        findings = [one for one in found.findings if one.status is not Status.IGNORED or one.code != "count_blank"]
        told: Stored = {
            "name": self.name,
            "findings": [finding_stored(one) for one in findings[:MOST_FINDINGS]],
            "more_findings": max(0, len(findings) - MOST_FINDINGS),
            "system": found.system.value if found.system else None,
            "months": list(found.titles.months),
        }
        if layout is not None:
            told |= layout_stored(layout) | {"fingerprint": layout.fingerprint}
        return told | self.more

    def questions(self) -> list[Stored]:
        """Return what is asked about the sheet, each with the name by which it is answered."""
        return [
            {"id": one.id, "slot": one.slot, "sheet": self.name, "finding": finding_stored(one.finding)}
            for one in questions_of(self.understood.findings, self.name)
        ]


def read_sheet(
    number: int, name: str, held: HeldRows, merges: Sequence[Merge], around: Surroundings, memory: Memory
) -> SheetOutcome:
    """Return what a sheet says, with the answers to this upload and what is remembered of its sender.

    Raise WorkbookRefused where it has more counts than can be judged together.
    """
    rows = held.taken()
    head = find_head(rows, around.words, merges)
    answers, before = memory.of(head.layout if head else None)
    chosen = chosen_of(answers, name, head.layout) if head else {}
    if head and len(rows) * len(with_choices(head.layout, chosen).of(Role.COUNT)) > Limits().counts:
        raise WorkbookRefused("too_many_counts", sheet=name, most=Limits().counts)
    context = Context(
        directory=around.directory,
        words=around.words,
        within=around.within,
        said=said_of(answers),
        given=given_of(answers, name, memory.given),
        chosen=chosen,
        confirmed=confirmed_of(answers),
        before=before,
        is_searched=True,  # by the census, before it was kept
    )
    found = understand(Sheet(name, rows, merges), context)
    outcome = SheetOutcome(number, name, replace(found, read=None, table=None), answers)
    pass_over(outcome, found, held)
    read = found.read
    del rows, found  # together with what is laid down of them they would be the most that is held at any time
    if read is not None:
        take_cells(outcome, read.entries, read.left, fixes_of(answers, number), around)
        outcome.targets = read.targets
    return outcome


def pass_over(outcome: SheetOutcome, found: Understood, held: HeldRows) -> None:
    """Lay down the rows of a sheet that are none of its table, and all of them where nothing of it is read."""
    number, table = outcome.number, found.table
    if table is not None:
        outcome.passed += [
            PassedRow(number, each.row, RowStatus.IGNORED, f"skipped_{each.why.value}")
            for each in table.skipped
            if each.why.value != "blank"
        ]
    if found.read is None:
        cause = cause_of(found.findings)
        status, more = RowStatus(cause.status.value), told_of(cause)
        body = held.numbers() if table is None else (row for row, _ in table.body)
        outcome.passed += [PassedRow(number, row, status, cause.code, cause.column, more=more) for row in body]


def cause_of(findings: Iterable[Finding]) -> Finding:
    """Return why a sheet as a whole is not read: what refuses it, else what is asked about it."""
    told = list(findings)
    for status in (Status.REJECTED, Status.HELD):
        if found := next((one for one in told if one.status is status), None):
            return found
    return NO_TABLE


def take_cells(
    outcome: SheetOutcome,
    entries: Iterable[Entry],
    left: Iterable[Left],
    fixes: Mapping[tuple[int, int], Stored],
    around: Surroundings,
) -> None:
    """Lay down the counts of a sheet, with what a person put right in single rows."""
    number, categories, payers = outcome.number, around.categories, around.payers
    if not fixes:
        outcome.arrived += [
            ArrivedRow(number, row, region, month, categories[category], payers[payer], heads, heads is None, column)
            for row, column, region, month, category, payer, heads in entries
        ]
    else:
        for entry in entries:
            known = as_left(entry)
            take_left(outcome, known, fixes.get(entry[:2]), around)
    for one in left:
        take_left(outcome, one, fixes.get((one.row, one.column)), around)


def as_left(entry: Entry) -> Left:
    """Return a count that was read, so that a person may put it right like any other."""
    row, column, region, month, category, payer, heads = entry
    return Left(row, column, AS_READ, region, month, category, payer, Count(heads, heads is None))


def take_left(outcome: SheetOutcome, one: Left, fix: Stored | None, around: Surroundings) -> None:
    """Lay down one count: as an entry where all of it is known, or came to be by what a person put right."""
    is_taken = one.finding is AS_READ or fix is not None
    if fix is not None:
        one = one._replace(finding=SKIPPED, region=None) if fix.get("skip") else with_fix(one, fix, around)
    count = one.said if one.said and (one.said.heads is not None or one.said.is_not_applicable) else None
    if is_taken and count and one.region and one.month and one.category and one.payer:
        outcome.arrived.append(
            ArrivedRow(
                outcome.number, one.row, one.region, one.month, around.categories[one.category],
                around.payers[one.payer], count.heads, count.is_not_applicable, one.column,
            )
        )  # fmt: skip
        return
    finding = one.finding
    shown = str(finding.more.get("shown", ""))
    outcome.passed.append(
        PassedRow(
            outcome.number, one.row, RowStatus(finding.status.value), finding.code, finding.column or place_of(outcome),
            "" if holds_identity(shown) else shown, one.column, told_of(finding),
        )
    )  # fmt: skip


def place_of(outcome: SheetOutcome) -> str:
    """Return the heading of the column that tells the region: what is said of a row and names no column is about it."""
    layout = outcome.understood.layout
    if layout is None:
        return ""
    columns = layout.of(*CODES) or layout.of(*NAMES)
    return columns[0 if layout.of(*CODES) else -1].heading if columns else ""


def told_of(finding: Finding) -> Stored | None:
    """Return what the sentence of a row says besides its place, and its choices."""
    if not finding.more and not finding.choices:
        return None
    more = {name: word for name, word in finding.more.items() if not (isinstance(word, str) and holds_identity(word))}
    return {"more": more, "choices": [[choice.answer, choice.shown] for choice in finding.choices]}


def with_fix(one: Left, fix: Stored, around: Surroundings) -> Left:
    """Return a count with what a person put right in it."""
    spot = around.directory.by_code.get(str(fix["region"])) if "region" in fix else None
    count = Count(fix["enrolled"], bool(fix.get("not_applicable"))) if "enrolled" in fix else one.said
    return one._replace(
        region=spot.id if spot is not None else one.region,
        month=fix.get("month", one.month),
        category=fix.get("category", one.category),
        payer=fix.get("payer", one.payer),
        said=count,
    )


def fixes_of(answers: Mapping[str, Any], sheet: int) -> dict[tuple[int, int], Stored]:
    """Return what a person put right in single counts of a sheet, by row and column."""
    found = {}
    for key, fix in answers.get("rows", {}).items():
        number, row, column = map(int, key.split(":"))
        if number == sheet:
            found[row, column] = fix
    return found


def held_for(outcome: SheetOutcome, finding: Finding) -> None:
    """Hold all that a sheet would do because of something about the file as a whole."""
    more = told_of(finding)
    outcome.passed += [
        PassedRow(outcome.number, row.row_number, RowStatus.HELD, finding.code, place=row.place, more=more)
        for row in outcome.arrived
    ]
    outcome.arrived, outcome.targets = [], []
    outcome.understood = replace(outcome.understood, findings=(*outcome.understood.findings, finding))
