"""By what a corrected workbook that comes back is known: a line on the sheet that the portal put before its own.

A line that people see is kept by every spreadsheet program, and by whoever copies the sheets into another file; hidden
properties are not, and the reader of uploads sees none.
"""

import re
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from coverage.models import Upload

SHEET = "Baca dulu"
SIGNS = 12
"""Of the digest of the file: a number alone would also name an upload of another installation, or another number."""

LINE = re.compile(rf"Impor no\. ([0-9]{{1,18}}), tanda ([0-9a-f]{{{SIGNS}}})")
SEARCHED = 10


def line_of(upload: Upload) -> str:
    """Return the line that names the upload which a workbook corrects."""
    return _("Impor no. %(number)s, tanda %(sign)s") % {"number": upload.pk, "sign": upload.digest[:SIGNS]}


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
