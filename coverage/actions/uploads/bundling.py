"""Several files sent together become one upload: a zip of them, made here, so that they are one act and one number."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from shutil import copyfileobj
from typing import BinaryIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from django.utils.translation import gettext as _

from coverage.actions.uploads.receiving import NAMELESS, told_name
from coverage.workbook_errors import WorkbookRefused
from coverage.workbooks.limits import MEGABYTE, Limits


@contextmanager
def as_one(files: Sequence[BinaryIO], names: Sequence[str]) -> Iterator[tuple[BinaryIO, str]]:
    """Give one file and its name for what was sent: the file itself where it is the only one.

    The same files make the same bytes, whatever the day: by that they are known again. Raises WorkbookRefused where
    they are too large together.
    """
    if len(files) == 1:
        yield files[0], names[0]
        return
    most = Limits().file
    if sum(file.seek(0, 2) for file in files) > most:
        raise WorkbookRefused("files_too_large", most=most // MEGABYTE)
    with tempfile.TemporaryFile() as whole:
        with ZipFile(whole, "w", ZIP_STORED) as archive:  # a workbook is compressed already
            for file, name in zip(files, numbered([told_name(name) for name in names]), strict=True):
                file.seek(0)
                with archive.open(ZipInfo(name), "w") as sink:
                    copyfileobj(file, sink, MEGABYTE)
        told = {"first": told_name(names[0]), "count": len(files) - 1}
        yield whole, _("%(first)s dan %(count)s berkas lain") % told + ".zip"


def numbered(names: Sequence[str]) -> list[str]:
    """Return names that a zip may hold, none hidden, no two alike even where capital letters do not count."""
    found: list[str] = []
    taken: set[str] = set()
    for name in names:
        stem, point, ending = name.replace(":", "-").rpartition(".")
        stem, ending = (stem.lstrip(".") or NAMELESS, point + ending) if point else (ending, "")
        chosen, number = f"{stem}{ending}", 1
        while chosen.lower() in taken:
            number += 1
            chosen = f"{stem} ({number}){ending}"
        taken.add(chosen.lower())
        found.append(chosen)
    return found
