"""What is true of all rows that say the same, found once for all of them: a column at a time, not a row. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import repeat
from typing import Literal

from coverage.numbers import Count
from coverage.sheets.cells import Row, Value, column_of
from coverage.sheets.counts import Reading
from coverage.sheets.places import Outcome, Resolver, Written
from coverage.sheets.sifting import Table


def combinations_of(rows: Sequence[Row], columns: Iterable[int]) -> Iterator[tuple[object, ...]]:
    """Yield what each row holds in some columns, with the types (True is not 1): what is equal may be read once."""
    held = [column_of(rows, column) for column in columns]
    if not held:
        return repeat((), len(rows))
    return zip(*held, *(map(type, values) for values in held), strict=True)


def outcomes_of(table: Table, places: Sequence[Written], resolver: Resolver) -> Iterable[Outcome]:
    """Return the region of each row, or why it has none. Without headings inside the table each place is asked once."""
    resolve, sections = resolver.resolve, table.sections
    if sections:
        numbers = (number for number, _ in table.body)
        return [resolve(place, sections.get(number, "")) for number, place in zip(numbers, places, strict=True)]
    distinct = {id(place): place for place in places}
    known = {key: resolve(place) for key, place in distinct.items()}
    return map(known.__getitem__, map(id, places))


def clear_counts(values: Sequence[Value], reading: Reading) -> Iterable[int | Literal[False] | None]:
    """Return what each cell of a column counts: heads, None for "tb"; False where it needs a closer look."""
    heads = {
        key: count.heads if isinstance(count, Count) and (count.heads is not None or count.is_not_applicable) else False
        for key, count in reading.cells.items()
    }
    return map(heads.__getitem__, zip(map(type, values), values, strict=True))
