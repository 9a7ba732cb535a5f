"""Files of reference data, read: the first sheet as lines of text by the columns of its first row.

Every cell is a text in one form ("81436", "2025-08-31", "ya"), so that lines can be compared as they are.
"""

from datetime import date, datetime
from typing import Any, BinaryIO

from accounts.identity import holds_identity
from coverage.entry_errors import RemarkRefused
from coverage.queries.reference import Line
from coverage.reference_errors import ReferenceRefused
from coverage.workbooks.cells import Marked
from coverage.workbooks.reading import opened

MOST_ROWS = 5_000


def cell_text(cell: Any) -> str:
    """Return what a cell says as text; a whole number without separators, a day as 2025-08-31."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "ya" if cell else "tidak"
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return (cell.shown if isinstance(cell, Marked) else str(cell)).strip()


def lines_in(file: BinaryIO, name: str, columns: tuple[str, ...]) -> list[tuple[int, Line]]:
    """Return the rows of the first sheet with their own numbers, by the columns of its first row.

    `file` needs a descriptor. Raise WorkbookRefused for a file that cannot be read, ReferenceRefused for other columns,
    too many rows or none, and RemarkRefused where any cell holds what may be the identity number of a person.
    """
    rows = []
    with opened(file, name) as workbook:
        for sheet, number, cells in workbook.rows():
            if sheet is workbook.sheets[0]:
                rows.append((number, [cell_text(cell) for cell in cells]))
            if len(rows) > MOST_ROWS + 1:
                raise ReferenceRefused("rows", str(MOST_ROWS))
    if any(holds_identity(text) for _number, texts in rows for text in texts):
        raise RemarkRefused("identity")
    head = [text.lower() for text in rows[0][1] if text] if rows else []
    if sorted(head) != sorted(columns) or head != [text.lower() for text in rows[0][1]][: len(head)]:
        raise ReferenceRefused("columns", ", ".join(columns))
    found = [
        (number, dict(zip(head, [*texts, *[""] * len(head)], strict=False))) for number, texts in rows[1:] if any(texts)
    ]
    if not found:
        raise ReferenceRefused("empty")
    return found
