"""A table of counts, read: each count with its region, month, category and payer, or why it has none. Pure.

Every cell of a count is told: it is an entry, or findings say why not. Findings are gathered by what they say, with
all rows of which it is true, so that a hundred thousand rows with one fault make one finding.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import repeat
from typing import Any, Literal, NamedTuple

from coverage.numbers import Count, Unreadable
from coverage.sheets.at_once import clear_counts, combinations_of, outcomes_of
from coverage.sheets.axes import Months, Spoken
from coverage.sheets.cells import Value, cell, column_of, echo, written
from coverage.sheets.codes import Code, Decision, System, decide, parse_code
from coverage.sheets.counts import Dash, Reading, read_column
from coverage.sheets.directory import Directory
from coverage.sheets.finding import Titles
from coverage.sheets.findings import Choice, Finding, Status
from coverage.sheets.layouts import Column, Kind, Layout
from coverage.sheets.places import Outcome, Resolver, Written
from coverage.sheets.roles import CODES, Role
from coverage.sheets.said import Given, Said
from coverage.sheets.sifting import Table
from coverage.sheets.vocabulary import Vocabulary

PLACE_NAMES = (Role.PROVINCE, Role.REGENCY, Role.DISTRICT, Role.VILLAGE, Role.REGION)
ASKED = frozenset({"dash", "style_unknown", "unit_unclear"})
MOST_WEIGHED = 3000
OF_A_STYLE = frozenset({"comma_groups", "machine_style", "fraction_cell", "not_whole"})


class Entry(NamedTuple):
    """One count of the sheet with its key. `heads` is None where the category does not apply there ("tb")."""

    row: int
    column: int
    region: int
    month: int
    category: str
    payer: str
    heads: int | None


class TargetEntry(NamedTuple):
    """One target of the sheet: persons to be covered in the year of the month."""

    row: int
    region: int
    month: int
    persons: int


class Left(NamedTuple):
    """One cell of a count that is no entry: its row and column, the finding that keeps it out, and what is known of it.

    `said` is the count, None where it cannot be read.
    """

    row: int
    column: int
    finding: Finding
    region: int | None = None
    month: int | None = None
    category: str | None = None
    payer: str | None = None
    said: Count | None = None


Key = tuple[int, str, str] | tuple[()]
"""Month, category and payer of a count; nothing where there is doubt about one of them."""
BLANK = Finding("count_blank", Status.IGNORED)


@dataclass(frozen=True)
class Read:
    """What a table says. `cells` counts every cell of a count by what became of it: "entry" or a status.

    `left` has each cell that is no entry.
    """

    entries: list[Entry]
    targets: list[TargetEntry]
    findings: tuple[Finding, ...]
    cells: Counter[str]
    readings: dict[int, Reading]
    left: list[Left] = field(default_factory=list)


def place_columns(layout: Layout) -> tuple[int | None, tuple[int | None, ...]]:
    """Return where the code of a row stands, and its names from province to village and of any level."""
    code = next((column.index for role in CODES for column in layout.of(role)), None)
    return code, tuple(found.index if (found := layout.first(role)) else None for role in PLACE_NAMES)


def places_of(table: Table) -> list[Written]:
    """Return what each row of a table says about its region, in the order of the rows; each distinct once."""
    code, names = place_columns(table.head.layout)
    keys = combinations_of(table.body, [column for column in (code, *names) if column is not None])
    known: dict[tuple[object, ...], Written] = {}
    found = []
    for key, (_, values) in zip(keys, table.body, strict=True):
        if (place := known.get(key)) is None:
            texts = ["" if column is None else written(cell(values, column)) for column in names]
            place = known[key] = Written(None if code is None else cell(values, code), *texts)
        found.append(place)
    return found


def decided_system(places: Iterable[Written], directory: Directory) -> Decision:
    """Return in whose system the codes of a table are, from its codes and the names beside them.

    Of very many rows evenly chosen ones are weighed: some thousand tell as much as all.
    """
    said = {place for place in set(places) if place.code is not None}
    resolver = Resolver(directory)
    ordered = sorted(said, key=lambda place: (str(place.code), *place.names))

    def region_of(system: System, found: Code, names: tuple[str, ...]) -> int | None:
        spot, _ = resolver.by_code(found, system)
        is_told = any(names) or resolver.is_whole(found, system)  # else only its regency is known
        return spot.id if spot is not None and is_told else None

    return decide(
        [(parse_code(each.code), each.names) for each in ordered[:: 1 + len(ordered) // MOST_WEIGHED]],
        region_of,
        lambda region, texts: resolver.fits(directory.by_id[region], texts) if isinstance(region, int) else None,
    )


class TableReader:
    """Reads one table; `read` is called once."""

    def __init__(
        self,
        table: Table,
        titles: Titles,
        words: Vocabulary,
        resolver: Resolver,
        said: Said,
        given: Given,
        places: Sequence[Written] | None = None,
    ) -> None:
        layout = table.head.layout
        self.table, self.resolver, self.said = table, resolver, said
        self.places = places_of(table) if places is None else places
        self.counts, self.target = layout.of(Role.COUNT), layout.first(Role.TARGET)
        self.months = Months(layout, table.body, titles, said, given)
        self.category = Spoken(
            "category", words.categories, said.categories, given.category, layout.first(Role.CATEGORY)
        )
        self.payer = Spoken("payer", words.payers, said.payers, given.payer, layout.first(Role.PAYER))
        self.readings = {
            column.index: read_column(column_of(table.body, column.index), said.of(column))
            for column in layout.of(Role.COUNT, Role.SUM, Role.TARGET)
        }
        is_open = titles.in_thousands and said.in_thousands is None
        units = (Choice("thousands"), Choice("heads"))
        self.unit_asked = Finding("unit_asked", Status.HELD, choices=units) if is_open else None
        self.outcomes: dict[int, Finding] = {}
        self.gathered: dict[int, tuple[Finding, list[int]]] = {}
        self.counted: dict[tuple[object, ...], Finding] = {}
        self.entries: list[Entry] = []
        self.targets: list[TargetEntry] = []
        self.cells: Counter[str] = Counter()
        self.left: list[Left] = []

    def read(self) -> Read:
        """Return all counts of the table, and all that was found."""
        body, target, entries = self.table.body, self.target, self.entries
        beside = (self.months.period, self.months.year, self.category.column, self.payer.column)
        said = combinations_of(body, [column.index for column in beside if column is not None])
        outcomes = outcomes_of(self.table, self.places, self.resolver)
        counts = zip(*map(self.clear_counts, self.counts), strict=True) if self.counts else repeat((), len(body))
        clear = [(column, column.index, dict[tuple[object, ...], Key]()) for column in self.counts]
        for (number, values), outcome, words, heads in zip(body, outcomes, said, counts, strict=True):
            region = outcome.region if not outcome.code else None
            for (column, index, keys), count in zip(clear, heads, strict=True):
                if (key := keys.get(words)) is None:
                    key = keys[words] = self.key_of(values, column)
                if region is None or count is False or not key:
                    self.read_cell(number, values, column, outcome)
                else:
                    entries.append(Entry(number, index, region, *key, count))
            if target is not None and cell(values, target.index) is not None:
                self.read_target(number, values, target, outcome)
        findings = [replace(finding, rows=tuple(rows), count=len(rows)) for finding, rows in self.gathered.values()]
        self.cells += Counter(entry=len(entries))
        return Read(entries, self.targets, (*self.asked(), *findings), self.cells, self.readings, self.left)

    def clear_counts(self, column: Column) -> Iterable[int | Literal[False] | None]:
        if self.unit_asked is not None:
            return [False] * len(self.table.body)
        return clear_counts(column_of(self.table.body, column.index), self.readings[column.index])

    def key_of(self, values: Sequence[Value], column: Column) -> Key:
        """Return month, category and payer of a count; nothing where there is doubt about one of them."""
        month = self.months.of(values, column)
        category = self.category.of(values, column, column.meaning.categories)
        payer = self.payer.of(values, column, column.meaning.payers)
        if isinstance(month, Finding) or isinstance(category, Finding) or isinstance(payer, Finding):
            return ()
        return month, category, payer

    def read_cell(self, number: int, values: Sequence[Value], column: Column, outcome: Outcome) -> None:
        """Read one count with its key; without any of them it is no entry, and each lack is told."""
        found = cell(values, column.index)
        count = self.readings[column.index].cells[found.__class__, found]
        lacks: list[Finding] = []
        if not isinstance(count, Count) or (count.heads is None and not count.is_not_applicable):
            if isinstance(count, Count) and self.table.head.layout.kind is Kind.TEMPLATE:
                self.cells[Status.IGNORED] += 1
                self.left.append(Left(number, column.index, BLANK))
                return
            lacks.append(self.of_count(column, found, count))
        region = outcome.region
        if outcome.code:
            place = self.of_place(outcome)
            lacks.append(place) if region is None else self.gather(place, number)
        month = self.months.of(values, column)
        category = self.category.of(values, column, column.meaning.categories)
        payer = self.payer.of(values, column, column.meaning.payers)
        if isinstance(month, Finding) or isinstance(category, Finding) or isinstance(payer, Finding):
            lacks += [each for each in (month, category, payer) if isinstance(each, Finding)]
        if self.unit_asked is not None and isinstance(count, Count) and count.heads:
            lacks.append(self.unit_asked)
        if lacks or region is None or not isinstance(month, int) or not isinstance(count, Count):
            known = (region, *(each if not isinstance(each, Finding) else None for each in (month, category, payer)))
            self.leave(number, column, lacks, known, count)
            return
        self.entries.append(Entry(number, column.index, region, month, str(category), str(payer), count.heads))

    def leave(
        self, number: int, column: Column, lacks: Sequence[Finding], known: tuple[Any, ...], count: Count | Unreadable
    ) -> None:
        """Keep a count out for what it lacks; one refusal weighs more than a doubt."""
        for lack in lacks:
            self.gather(lack, number)
        cause = next((lack for lack in lacks if lack.status is Status.REJECTED), lacks[0])
        self.cells[Status.REJECTED if cause.status is Status.REJECTED else Status.HELD] += 1
        said = count if isinstance(count, Count) else None
        region, month, category, payer = known
        self.left.append(Left(number, column.index, cause, region, month, category, payer, said))

    def read_target(self, number: int, values: Sequence[Value], column: Column, outcome: Outcome) -> None:
        """Read the target of a row that tells one. One that cannot be read is told, and does not keep the count out."""
        found = cell(values, column.index)
        count = self.readings[column.index].of(found)
        month = self.months.of(values, column)
        if isinstance(count, Unreadable):
            self.gather(self.of_count(column, found, count, Status.WARNED), number)
        elif count.heads is not None and outcome.region is not None and isinstance(month, int):
            self.targets.append(TargetEntry(number, outcome.region, month, count.heads))

    def gather(self, finding: Finding, number: int) -> None:
        rows = self.gathered.setdefault(id(finding), (finding, []))[1]
        if not rows or rows[-1] != number:
            rows.append(number)

    def of_place(self, outcome: Outcome) -> Finding:
        """Return why a row has no region, or what is worth telling about it."""
        if id(outcome) not in self.outcomes:
            choices = tuple(Choice(spot.code, spot.name) for spot in outcome.choices)
            status = outcome.status or Status.WARNED
            self.outcomes[id(outcome)] = Finding(outcome.code, status, more=outcome.more, choices=choices)
        return self.outcomes[id(outcome)]

    def of_count(
        self, column: Column, found: Value, count: Count | Unreadable, otherwise: Status = Status.REJECTED
    ) -> Finding:
        """Return why a cell is no count. What a person can decide for the whole column is held."""
        code, likely = (count.code, count.likely) if isinstance(count, Unreadable) else ("count_blank", ())
        key = (column.index, code, found.__class__, found)
        if key not in self.counted:
            asked = code in ASKED or (bool(self.readings[column.index].asked) and code in OF_A_STYLE)
            self.counted[key] = Finding(
                code,
                Status.HELD if asked else otherwise,
                column=column.heading,
                more={"shown": echo(found)},
                choices=tuple(Choice(each.replace(".", ""), each) for each in likely),
            )
        return self.counted[key]

    def asked(self) -> list[Finding]:
        """Return the questions about the file as a whole: what dashes mean, how a column writes its numbers."""
        found = []
        dashes = sorted({dash for column in self.counts for dash in self.readings[column.index].dashes})
        open_dashes = [dash for dash in dashes if dash not in self.said.dashes and dash.lower() not in self.said.dashes]
        if open_dashes:
            choices = tuple(Choice(dash.value) for dash in Dash)
            found.append(Finding("dash_asked", Status.HELD, more={"shown": ", ".join(open_dashes)}, choices=choices))
        for column in self.counts:
            if styles := self.readings[column.index].asked:
                choices = tuple(Choice(style.value) for style in styles)
                more = {"key": column.key}
                found.append(Finding("style_asked", Status.HELD, column=column.heading, more=more, choices=choices))
        return found
