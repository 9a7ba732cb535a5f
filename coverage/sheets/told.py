"""What is told about a sheet as a whole: rows passed over, totals, columns missing, alike, unknown or new. Pure."""

from collections.abc import Iterable, Mapping

from coverage.numbers import grouped
from coverage.sheets.cells import Row
from coverage.sheets.codes import Decision
from coverage.sheets.directory import Spot
from coverage.sheets.finding import alike, lacks
from coverage.sheets.findings import Choice, Finding, Status
from coverage.sheets.identities import identity_columns
from coverage.sheets.layouts import Change, Column, Kind, Layout
from coverage.sheets.roles import Role
from coverage.sheets.sifting import Table, Why
from coverage.sheets.totals import RowSum, Sum, Upper

PERSON_KINDS = frozenset({Kind.PERSONS, Kind.RESIDENTS})


NO_TABLE = Finding("no_table", Status.IGNORED)
IS_TOTAL = Finding("upper_said_total", Status.IGNORED)


def of_decision(decision: Decision) -> tuple[Finding, ...]:
    """Return the question whose codes a file has, where that is not clear: first the system whose names fit best."""
    if decision.system is not None:
        return ()
    likely = sorted(decision.evidence, key=lambda each: (each.denied - each.confirmed, -each.known))
    return (Finding("system_unclear", Status.HELD, choices=tuple(Choice(each.system.value) for each in likely)),)


def of_layout(layout: Layout) -> tuple[Finding, ...]:
    """Return what must be said about the columns before the rows can be read, and which of them are not read."""
    found = [Finding(f"{lack}_column_missing", Status.HELD) for lack in lacks(layout)]
    for group in alike(layout):
        choices = tuple(Choice(str(column.index), named(column)) for column in group)
        key = ",".join(str(column.index) for column in group)
        found.append(Finding("columns_alike", Status.HELD, column=group[0].heading, more={"key": key}, choices=choices))
    if layout.kind is Kind.PERSONS and layout.first(Role.NIK) is None:
        found.append(Finding("nik_column_missing", Status.REJECTED))
    if layout.kind is Kind.RESIDENTS:
        found.append(Finding("residents", Status.HELD, choices=(Choice("participants"), Choice("reject"))))
    if layout.kind not in PERSON_KINDS:
        found += [
            Finding("column_unknown", Status.WARNED, column=named(column))
            for column in layout.columns
            if column.role is None
        ]
        found += [
            Finding("column_registered", Status.WARNED, column=column.heading) for column in layout.of(Role.REGISTERED)
        ]
    return tuple(found)


def named(column: Column) -> str:
    return column.heading if column.parts else f"kolom {column.heading}"


def of_identities(layout: Layout, rows: Iterable[Row]) -> tuple[Finding, ...]:
    """Return the columns of a table of counts that hold numbers of persons; the sheet is refused because of them."""
    if layout.kind in PERSON_KINDS:
        return ()
    by_index = {column.index: column for column in layout.columns}
    return tuple(
        Finding("identities_found", Status.REJECTED, column=named(by_index.get(index, Column(index, ()))))
        for index in identity_columns(rows)
    )


def of_rows(table: Table) -> tuple[Finding, ...]:
    """Return the rows that are passed over, by reason; blank ones are not worth a word."""
    rows: dict[Why, list[int]] = {}
    for each in table.skipped:
        rows.setdefault(each.why, []).append(each.row)
    return tuple(
        Finding(f"skipped_{why.value}", Status.IGNORED, tuple(numbers), count=len(numbers))
        for why, numbers in rows.items()
        if why is not Why.BLANK
    )


def of_sums(sums: Iterable[Sum]) -> tuple[Finding, ...]:
    """Return the printed totals that are not the sums of their rows, or cannot be read."""
    found = []
    for each in sums:
        if each.agrees:
            continue
        code = "total_unreadable" if each.printed is None else "total_differs"
        if each.lost_zeros:
            code = "total_lost_zeros"
        more = {
            "label": each.label,
            "shown": each.shown,
            "summed": grouped(each.summed) if each.summed is not None else "",
            "first": each.first_row,
            "last": each.last_row,
        }
        found.append(Finding(code, Status.WARNED, (each.row,), each.column, more, count=1))
    return tuple(found)


def of_row_sums(sums: Iterable[RowSum]) -> tuple[Finding, ...]:
    """Return the rows whose own sum differs from their counts."""
    return tuple(
        Finding(
            "row_sum_differs",
            Status.WARNED,
            (each.row,),
            more={"shown": grouped(each.printed), "summed": grouped(each.summed)},
            count=1,
        )
        for each in sums
    )


def of_uppers(uppers: Iterable[Upper], regions: Mapping[int, Spot]) -> tuple[Finding, ...]:
    """Return the rows of regions above others in one list: totals are passed over, what differs from them is asked."""
    found = []
    for each in uppers:
        more = {
            "region": regions[each.region].name,
            "key": regions[each.region].code,
            "shown": grouped(each.printed),
            "summed": grouped(each.summed),
            "children": grouped(each.children),
        }
        choices = () if each.agrees else (Choice("total"), Choice("own"))
        code, status = ("upper_is_total", Status.IGNORED) if each.agrees else ("upper_differs", Status.HELD)
        found.append(Finding(code, status, (each.row,), more=more, choices=choices, count=1))
    return tuple(found)


def of_changes(changes: Iterable[Change]) -> tuple[Finding, ...]:
    """Return the columns that differ from the layout that was remembered."""
    return tuple(
        Finding(f"column_{each.how.value}", Status.WARNED, more={"before": each.before, "now": each.now})
        for each in changes
    )
