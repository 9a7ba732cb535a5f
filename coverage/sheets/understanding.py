"""One sheet from its rows to its entries: the parts of this package in the order in which they belong. Pure.

What cannot be decided stops at that point and is told; answers come back as `Said` and chosen columns, and the sheet is
read again from the start.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from coverage.sheets.cells import Merge, Row
from coverage.sheets.codes import System
from coverage.sheets.directory import DISTRICT, Directory, Spot
from coverage.sheets.finding import Titles, alike, find_head, lacks, titles_above
from coverage.sheets.findings import Finding, Status
from coverage.sheets.labels import parts
from coverage.sheets.layouts import Kind, Layout, Meaning, changes, with_choices
from coverage.sheets.levels import level_of, two_names
from coverage.sheets.places import Basis, Resolver, Written
from coverage.sheets.reading import Entry, Left, Read, TableReader, decided_system, places_of
from coverage.sheets.roles import CODES, Role
from coverage.sheets.said import Given, Said
from coverage.sheets.sifting import Table, sift
from coverage.sheets.told import (
    IS_TOTAL,
    NO_TABLE,
    PERSON_KINDS,
    of_changes,
    of_decision,
    of_identities,
    of_layout,
    of_row_sums,
    of_rows,
    of_sums,
    of_uppers,
)
from coverage.sheets.totals import Placed, row_sums, sums, uppers
from coverage.sheets.vocabulary import Vocabulary


@dataclass(frozen=True)
class Sheet:
    """A sheet as it was read: its name, rows and joined cells."""

    name: str
    rows: Sequence[Row]
    merges: Sequence[Merge] = ()


@dataclass(frozen=True)
class Context:
    """What is known besides the sheet: the regions of the day, words, the regency it is about, answers, and what the
    sender's last file looked like. `is_searched` says that it is known to hold no numbers of persons."""

    directory: Directory
    words: Vocabulary
    within: Spot | None = None
    said: Said = field(default_factory=Said)
    given: Given = field(default_factory=Given)
    chosen: Mapping[str, Meaning] = field(default_factory=dict)
    confirmed: Mapping[tuple[str, str], str] = field(default_factory=dict)
    before: Layout | None = None
    is_searched: bool = False


@dataclass(frozen=True)
class Understood:
    """What a sheet says. `read` is None where it cannot be read yet, and of person lists, which are counted apart."""

    findings: tuple[Finding, ...]
    layout: Layout | None = None
    table: Table | None = None
    titles: Titles = field(default_factory=Titles)
    system: System | None = None
    read: Read | None = None

    @property
    def is_of_persons(self) -> bool:
        return self.layout is not None and self.layout.kind in PERSON_KINDS


def understand(sheet: Sheet, context: Context) -> Understood:
    """Return what a sheet says, as far as it can be decided."""
    head = find_head(sheet.rows, context.words, sheet.merges)
    if head is None:
        persons = () if context.is_searched else of_identities(Layout(()), sheet.rows)
        return Understood((*persons, NO_TABLE))
    layout = with_choices(head.layout, context.chosen)
    head = replace(head, layout=layout)
    titles = titles_above(sheet.rows, head)
    told = [*of_layout(layout), *(of_changes(changes(context.before, layout)) if context.before else ())]
    if not context.is_searched:
        told += of_identities(layout, sheet.rows)
    table = sift(sheet.rows, head)
    found = Understood(tuple(told), layout, table, titles)
    if found.is_of_persons or lacks(layout) or alike(layout):
        return found
    if any(each.status is Status.REJECTED for each in told):
        return found
    places = places_of(table)
    decision = decided_system(places, context.directory)
    system = context.said.system or decision.system
    if system is None:
        return replace(found, findings=(*told, *of_rows(table), *of_decision(decision)))
    basis = basis_of(table, titles, system, sheet.name, context)
    return read_table(replace(found, system=system), table, places, basis, context)


def read_table(
    found: Understood, table: Table, places: Sequence[Written], basis: Basis, context: Context
) -> Understood:
    """Return the entries of a table in whose system of codes there is no doubt, held against its own totals."""
    resolver = Resolver(context.directory, basis)
    read = TableReader(table, found.titles, context.words, resolver, context.said, context.given, places).read()
    numbers = [number for number, _ in table.body]
    is_ministry = basis.system is System.MINISTRY
    answers = {column.index: context.said.of(column) for column in table.head.columns}
    told = [
        *found.findings,
        *of_rows(table),
        *(two_names(numbers, places, context.directory) if is_ministry else ()),
        *of_sums(sums(table, read.readings, answers)),
        *of_row_sums(row_sums(table, read.readings)),
    ]
    read, mixed = without_totals(read, table, context)
    return replace(found, findings=(*told, *mixed, *read.findings), read=read)


def basis_of(table: Table, titles: Titles, system: System, name: str, context: Context) -> Basis:
    """Return where the names of a sheet lie: in the district that its name or title tells, where the rows tell none."""
    layout, within = table.head.layout, context.within
    has_code = bool(layout.of(*CODES))
    if not has_code and layout.of(Role.VILLAGE, Role.REGION) and not layout.of(Role.DISTRICT):
        within = district_of([*parts(name), *(text for _, text in titles.texts)], context.directory, within) or within
    level = None
    if not has_code and (region := layout.first(Role.REGION)) is not None:
        names = {str(values[region.index]) for _, values in table.body if region.index < len(values)}
        level = level_of(names, context.directory, within)
    return Basis(system, within, level, context.confirmed)


def district_of(texts: Sequence[str], directory: Directory, within: Spot | None) -> Spot | None:
    """Return the one district that a text names; None where none does, or two texts name two."""
    if within is None or within.level >= DISTRICT:
        return None
    found = {spot.id: spot for text in texts for spot in directory.named(text, within, DISTRICT)}
    return next(iter(found.values())) if len(found) == 1 else None


def without_totals(read: Read, table: Table, context: Context) -> tuple[Read, tuple[Finding, ...]]:
    """Return what was read without rows that are the totals of others in the same list, and what is told of them.

    In the portal's own format a region may have a figure of its own beside those of its parts, so nothing is taken out.
    """
    directory = context.directory
    regions = {entry.region for entry in read.entries}
    is_mixed = any(above in regions for region in regions for above in directory.above(region))
    if table.head.layout.kind is Kind.TEMPLATE or not is_mixed:
        return read, ()
    placed = [
        Placed(entry.row, entry.region, (entry.column, entry.month, entry.category, entry.payer), entry.heads)
        for entry in read.entries
        if entry.heads is not None
    ]
    found = [upper for upper in uppers(placed, directory.above) if upper.printed or upper.summed]
    answers, names = context.said.uppers, {upper.region: directory.by_id[upper.region] for upper in found}
    asked = [upper for upper in found if names[upper.region].code not in answers]
    told = of_uppers(asked, names)
    causes = dict(zip((upper.row for upper in asked), told, strict=True))
    causes |= {upper.row: IS_TOTAL for upper in found if answers.get(names[upper.region].code) == "total"}
    kept: list[Entry] = []
    left, cells = list(read.left), Counter(read.cells)
    for entry in read.entries:
        cause = causes.get(entry.row)
        if cause is None:
            kept.append(entry)
            continue
        cells["entry"] -= 1
        cells[cause.status] += 1
        left.append(Left(entry.row, entry.column, cause))
    return replace(read, entries=kept, cells=cells, left=left), told
