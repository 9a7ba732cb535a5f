"""By what a corrected workbook that comes back is known: a line on the sheet that the portal put before its own.

A line that people see is kept by every spreadsheet program, and by whoever copies the sheets into another file; hidden
properties are not, and the reader of uploads sees none.
"""

import re
from collections.abc import Iterable, Sequence

from django.db.models import Min
from django.utils.translation import gettext as _

from coverage.enums import RowStatus
from coverage.models import StagedRow, Upload
from coverage.queries.uploads.told import total_of

SHEET = "Baca dulu"
SIGNS = 12
"""Of the digest of the file: a number alone would also name an upload of another installation, or another number."""

ALONE = ", hanya baris yang bertanda"
LINE = re.compile(rf"Impor no\. ([0-9]{{1,18}}), tanda ([0-9a-f]{{{SIGNS}}})(?:{ALONE})?")
SEARCHED = 10
MOST_COPIED, MOST_MARKED = 100_000, 20_000
"""Rows of a file of which a whole copy is given back, and bad rows that are given back alone: to write a million rows
takes minutes and 2 GB. Who has more bad rows than these mends the file, or what its columns mean, and not its rows."""


def has_rows_alone(upload: Upload) -> bool:
    """Say whether only the bad rows of an upload are given back, because it is too large to be copied."""
    return upload.rows_read > MOST_COPIED


def is_given_back(upload: Upload) -> bool:
    """Say whether its sender can have the bad rows of an upload in a workbook."""
    counts = total_of(upload)
    return not has_rows_alone(upload) or counts["rejected"] + counts["held"] <= MOST_MARKED


def kept_rows(upload: Upload) -> dict[int, tuple[int, list[int]]]:
    """Return by sheet the first row below the headings, and the rows that name the region of those below them."""
    rows = StagedRow.objects.filter(upload=upload, row_number__gt=0)
    tops = rows.values("sheet").annotate(top=Min("row_number")).order_by("sheet").values_list("sheet", "top")
    kept: dict[int, tuple[int, list[int]]] = {sheet: (top, []) for sheet, top in tops}
    sections = rows.filter(status=RowStatus.IGNORED, code="skipped_section")
    for sheet, row in sections.order_by("sheet", "row_number").values_list("sheet", "row_number"):
        kept[sheet][1].append(row)
    return kept


def line_of(upload: Upload, *, has_rows_alone: bool = False) -> str:
    """Return the line that names the upload which a workbook corrects, and whether it holds the marked rows alone."""
    line = _("Impor no. %(number)s, tanda %(sign)s") % {"number": upload.pk, "sign": upload.digest[:SIGNS]}
    return line + ALONE if has_rows_alone else line


def holds_rows_alone(rows: Iterable[tuple[int, Sequence[object]]]) -> bool:
    """Say whether the first rows of a corrected workbook tell that it holds the marked rows alone."""
    return any(
        isinstance(cell, str) and LINE.fullmatch(cell.strip()) and cell.strip().endswith(ALONE)
        for _number, cells in list(rows)[:SEARCHED]
        for cell in cells
    )


def corrected_upload(name: str, rows: Iterable[tuple[int, Sequence[object]]]) -> Upload | None:
    """Return the upload that a file corrects, from the name and the first rows of one of its sheets; None for others.

    Whether its sender may go on with that upload is for who asks. The file as sent is left in the database.
    """
    if name != SHEET:
        return None
    for _number, cells in list(rows)[:SEARCHED]:
        for cell in cells:
            if isinstance(cell, str) and (found := LINE.fullmatch(cell.strip())):
                known = Upload.objects.defer("original").filter(pk=int(found[1]), digest__startswith=found[2])
                return known.first()
    return None
