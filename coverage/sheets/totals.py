"""Totals as evidence: what a sheet says its sums are, held against the sums of its rows. None is imported. Pure."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from coverage.numbers import Count
from coverage.sheets.cells import Value, cell, echo, is_blank
from coverage.sheets.counts import Answers, Reading, read_column
from coverage.sheets.layouts import Column
from coverage.sheets.roles import Role
from coverage.sheets.sifting import Table, Why

MOST_ZEROS = 6
FEWEST_CHILDREN = 2


@dataclass(frozen=True, slots=True)
class Sum:
    """One printed total, and what the rows that it closes add up to. `summed` is None where no row has a number."""

    row: int
    label: str
    column: str
    printed: int | None  # None where it cannot be read
    summed: int | None
    shown: str
    first_row: int
    last_row: int

    @property
    def agrees(self) -> bool:
        return self.printed is not None and self.printed == self.summed

    @property
    def lost_zeros(self) -> bool:
        """Say whether the printed total is the sum without its last zeros: 3.309 for 330.900."""
        return bool(
            self.printed
            and self.summed
            and any(self.printed * 10**zeros == self.summed for zeros in range(1, MOST_ZEROS + 1))
        )


def sums(table: Table, readings: Mapping[int, Reading], answers: Mapping[int, Answers]) -> tuple[Sum, ...]:
    """Return each printed total of each column of counts beside the sum of its rows.

    `readings` and `answers` are those of the columns, by their place. A total closes the rows since the one before; if
    those do not add up to it, all rows above it are tried, since it may be the total of totals. The nearer sum is told.
    """
    found = []
    since = 0
    for total in table.totals:
        number, values = total.row
        for index, reading in readings.items():
            printed = cell(values, index)
            if is_blank(printed):
                continue
            said = read_column([printed], answers.get(index, Answers())).of(printed)
            heads = said.heads if isinstance(said, Count) else None
            column = table.head.columns[index]
            spans = [(0, total.above)] if total.why is Why.UPPER_TOTAL else [(since, total.above), (0, total.above)]
            each = [closed(table, reading, index, *span) for span in spans]
            chosen = min(range(len(each)), key=lambda nth: distance(heads, each[nth]))
            first, last = spans[chosen]
            rows = [row for row, _ in table.body[first:last]] or [number]
            found.append(
                Sum(number, total.label, column.heading, heads, each[chosen], echo(printed), rows[0], rows[-1])
            )
        since = total.above if total.why is Why.TOTAL else since
    return tuple(found)


def closed(table: Table, reading: Reading, index: int, first: int, last: int) -> int | None:
    """Return the sum of the counts of one column from one place of the body to another; None without any number."""
    heads = [
        said.heads
        for _, values in table.body[first:last]
        if isinstance(said := reading.of(cell(values, index)), Count) and said.heads is not None
    ]
    return sum(heads) if heads else None


def distance(printed: int | None, summed: int | None) -> float:
    return float("inf") if printed is None or summed is None else abs(printed - summed)


@dataclass(frozen=True, slots=True)
class RowSum:
    """The column "Jumlah" of a row that differs from the sum of its counts."""

    row: int
    printed: int
    summed: int


def row_sums(table: Table, readings: Mapping[int, Reading]) -> tuple[RowSum, ...]:
    """Return the rows whose own sum differs from their counts. Only where the sheet has one column of sums."""
    summing = [column.index for column in table.head.columns if column.role is Role.SUM and column.index in readings]
    counting = [column.index for column in table.head.columns if column.role is Role.COUNT and column.index in readings]
    if len(summing) != 1 or not counting:
        return ()
    found = []
    for number, values in table.body:
        printed = heads_of(readings[summing[0]], cell(values, summing[0]))
        heads = [heads_of(readings[index], cell(values, index)) for index in counting]
        if printed is not None and None not in heads and (summed := sum(filter(None, heads))) != printed:
            found.append(RowSum(number, printed, summed))
    return tuple(found)


def heads_of(reading: Reading, value: Value) -> int | None:
    said = reading.of(value)
    return said.heads if isinstance(said, Count) else None


# Levels that are mixed in one list


@dataclass(frozen=True, slots=True)
class Placed:
    """A row whose region is known: `key` is what it counts besides (month, category, payer)."""

    row: int
    region: int
    key: Hashable
    heads: int


@dataclass(frozen=True, slots=True)
class Upper:
    """A row of a region that lies above regions of other rows, and what those add up to."""

    row: int
    region: int
    printed: int
    summed: int
    children: int

    @property
    def agrees(self) -> bool:
        """Say whether it is their total. Else it may be a wrong one, or the region's own, unsplit figure.

        One region may well have the number of the one below it; the sum of two or more is no chance.
        """
        return self.printed == self.summed and self.children >= FEWEST_CHILDREN


def uppers(placed: Iterable[Placed], above: Callable[[int], Sequence[int]]) -> tuple[Upper, ...]:
    """Return the rows whose region lies above that of other rows with the same key, by row.

    `above` gives the regions above one, the nearest first. Each row is added to the nearest region above it that has a
    row of its own, so that a list of the nation, its provinces and their regencies is not added up three times.
    """
    rows = list(placed)
    present = {(each.key, each.region) for each in rows}
    below: dict[tuple[Hashable, int], list[int]] = defaultdict(list)
    chains: dict[int, Sequence[int]] = {}
    for each in rows:
        if each.region not in chains:
            chains[each.region] = above(each.region)
        nearest = next((region for region in chains[each.region] if (each.key, region) in present), None)
        if nearest is not None:
            below[each.key, nearest].append(each.heads)
    found = [
        Upper(each.row, each.region, each.heads, sum(heads), len(heads))
        for each in rows
        if (heads := below.get((each.key, each.region)))
    ]
    return tuple(sorted(found, key=lambda upper: upper.row))


def counted(columns: Iterable[Column]) -> tuple[Column, ...]:
    """Return the columns whose numbers are read: counts and sums, targets and potentials."""
    return tuple(each for each in columns if each.role in (Role.COUNT, Role.SUM, Role.TARGET, Role.POTENTIAL))
