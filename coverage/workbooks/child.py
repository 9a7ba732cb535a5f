"""The process that reads an upload: started alone, without secrets, and unable to open anything once it reads.

`python -m coverage.workbooks.child ENDING LIMITS` takes the file on its standard input and writes messages to its
standard output. A file that was surveyed before is read by `coverage.workbooks.known`.
"""

import sys
from collections.abc import Iterator
from functools import cache, partial
from typing import BinaryIO

from coverage.workbooks import ods, xlsx
from coverage.workbooks.archive import Archive
from coverage.workbooks.beginning import Beginnings
from coverage.workbooks.bundles import members
from coverage.workbooks.kinds import kind_of
from coverage.workbooks.limits import Limits, Refused, Spent
from coverage.workbooks.serving import Source, messages_of, serve
from coverage.workbooks.text_tables import TextTable
from coverage.workbooks.values import Values


def source_of(file: BinaryIO, ending: str, spent: Spent) -> Source:
    """Return a file as it can be read; raise Refused."""
    if ending == ".zip" and kind_of(file, ending, spent.limits) == "zip":
        archive = Archive(file, spent)
        if xlsx.CONTENT_TYPES not in archive and ods.MIMETYPE not in archive:
            return bundle_of(archive, spent)
    return table_of(file, ending, spent)


def bundle_of(archive: Archive, spent: Spent) -> Source:
    """Return the sheets of all files in a zip; what all of them take together has the limits of one."""
    found = list(members(archive, lambda file, ending: table_of(file, ending, spent, is_member=True)))
    rows = [each for _, each in reversed(found)]
    return Source("zip", [survey for survey, _ in found], lambda _: rows.pop()())  # once and in order: a read file goes


def table_of(file: BinaryIO, ending: str, spent: Spent, *, is_member: bool = False) -> Source:
    """Return one table or workbook as it can be read; raise Refused.

    The reader of values of one of several files starts when its rows are asked for: else the texts of all files lay in
    memory at once.
    """
    if kind_of(file, ending, spent.limits) == "text":
        table = TextTable(file, spent.limits)
        return Source("text", [table.survey], lambda _: table.rows(), more=table.told())
    archive = Archive(file, spent)
    kind = "ods" if ods.MIMETYPE in archive else "xlsx"
    if kind == "xlsx" and (xlsx.CONTENT_TYPES not in archive or not has_workbook(archive)):
        raise Refused("not_a_workbook")
    if ending != f".{kind}":
        raise Refused("renamed", ending=f".{kind}")
    surveys = (ods if kind == "ods" else xlsx).surveyed(archive)
    values = cache(partial(Values, file, surveys))
    if not is_member:
        values()
    if kind == "ods":
        return Source(kind, surveys, lambda number: values().rows(surveys[number], exact=False))
    first_rows = Beginnings(archive, surveys).rows
    return Source(kind, surveys, lambda number: values().rows(surveys[number], exact=True), first_rows)


def messages(file: BinaryIO, ending: str, limits: Limits) -> Iterator[bytes]:
    """Yield the messages that tell a file; raise Refused."""
    yield from messages_of(source_of(file, ending, Spent(limits, file.seek(0, 2))))


def has_workbook(archive: Archive) -> bool:
    return xlsx.WORKBOOK in archive or "xl/workbook.bin" in archive


if __name__ == "__main__":
    sys.exit(serve(messages))
