"""Tables as CSV files that open rightly in a spreadsheet and run nothing there.

RFC 4180 lines in UTF-8 with a byte-order mark, without which Excel misreads "Kab. Ra'as" and its like.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from django.http import HttpResponse, StreamingHttpResponse

BYTE_ORDER_MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
MEDIA_TYPE = "text/csv; charset=utf-8"
STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
"""By these a spreadsheet takes a text for a formula or a command (OWASP, CSV injection), full-width forms included."""

INSIDE_A_TEXT = re.compile(f'(?<=[;\\t\\r\\n])(?="*[{re.escape("".join(STARTS_A_FORMULA))}])')
"""Where a cell of its own would begin with a formula: an Indonesian Excel parts cells at semicolons, whatever quotes
stand around the whole."""


class _Line:
    """A file for csv.writer that hands each line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def harmless(cell: object) -> object:
    """Return what may stand in a cell: numbers as they are, None as "", a text that would be a formula behind a quote.

    A negative number stays a number; the text "-5" does not, since a text is whatever someone typed.
    """
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, int | Decimal):
        return str(cell)
    text = str(cell)
    guarded = INSIDE_A_TEXT.sub("'", text)
    return f"'{guarded}" if text.startswith(STARTS_A_FORMULA) else guarded


def csv_lines(header: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Yield the lines of the file, the byte-order mark first; rows are read one by one, never all at once."""
    writer = csv.writer(_Line(), lineterminator="\r\n")
    yield BYTE_ORDER_MARK + writer.writerow([harmless(cell) for cell in header])
    for row in rows:
        yield writer.writerow([harmless(cell) for cell in row])


def csv_answer(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> StreamingHttpResponse:
    """Answer with a table as a file to download, written row by row; `name`, without its ending, is ASCII and ours."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return StreamingHttpResponse(csv_lines(header, rows), content_type=MEDIA_TYPE, headers=headers)


def file_answer(name: str, body: bytes, content_type: str) -> HttpResponse:
    """Answer with a file to download; `name`, with its ending, is ASCII and ours."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(body, content_type=content_type, headers=headers)
