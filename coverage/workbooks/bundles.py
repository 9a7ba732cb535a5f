"""Several files as one: a zip of tables, whose sheets stand side by side and share all limits of one file."""

import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import PurePosixPath
from typing import BinaryIO, Protocol

from accounts.identity import holds_identity
from coverage.sheets.labels import label
from coverage.workbooks.archive import Archive
from coverage.workbooks.kinds import ENDINGS
from coverage.workbooks.limits import MEGABYTE, Refused
from coverage.workbooks.survey import Survey
from coverage.workbooks.values import Rows

OUR_FORM = "format-isian-"
"""How the names of all our own forms begin: what all have in common tells nobody which is meant."""

LONGEST_LABEL = 60


class Member(Protocol):
    """One file of the bundle, as it can be read by itself."""

    @property
    def surveys(self) -> Sequence[Survey]: ...

    @property
    def rows(self) -> Callable[[int], Rows]: ...


Opened = Callable[[BinaryIO, str], Member]


def members(archive: Archive, opened: Opened) -> Iterator[tuple[Survey, Callable[[], Rows]]]:
    """Yield each sheet of each file under a name that tells both, with its rows; raise Refused, naming the file."""
    left, found = archive.limits.file, 0
    taken: set[str] = set()
    for info in tables(archive):
        content = b"".join(archive.chunks(info))
        left -= len(content)
        if left < 0:
            raise Refused("file_too_large", most=archive.limits.file // MEGABYTE)
        path = PurePosixPath(archive.names[info].orig_filename)
        try:
            member = opened(io.BytesIO(content), path.suffix.lower())
        except Refused as refused:
            raise Refused(refused.code, **refused.where, file=path.name[:LONGEST_LABEL]) from refused
        name = unlike(taken, path.stem.removeprefix(OUR_FORM)[:LONGEST_LABEL] or path.stem[:LONGEST_LABEL])
        found += len(member.surveys)
        if found > archive.limits.sheets:
            raise Refused("too_many_sheets", many=found, most=archive.limits.sheets)
        for number, survey in enumerate(member.surveys):
            whole = label(name, survey.name)
            yield replace(survey, name=whole), partial(rows_of, member, number, whole)


def rows_of(member: Member, number: int, whole: str) -> Rows:
    """Yield the rows of one sheet; what is refused on the way bears the name of its file too."""
    try:
        yield from member.rows(number)
    except Refused as refused:
        raise Refused(refused.code, **(refused.where | {"sheet": whole})) from refused


def tables(archive: Archive) -> list[str]:
    """Return the names of the files in it; raise Refused where there is none, or one that is no table or in a zip."""
    found = []
    for name, info in archive.names.items():
        path = PurePosixPath(info.orig_filename)
        if name.endswith("/") or is_unasked(path):
            continue
        if holds_identity(info.orig_filename):
            raise Refused("named_by_number")
        if path.suffix.lower() == ".zip":
            raise Refused("zip_in_zip", file=path.name[:LONGEST_LABEL])
        if path.suffix.lower() not in (*ENDINGS, ".xls", ".xlsb", ".xlsm"):
            raise Refused("zip_holds_other", file=path.name[:LONGEST_LABEL])
        found.append(name)
    if not found:
        raise Refused("zip_empty")
    return found


def is_unasked(path: PurePosixPath) -> bool:
    """Tell whether a program put this beside the files; a table that is hidden by its name is one all the same."""
    is_table = path.suffix.lower() in ENDINGS and not path.name.startswith("._")
    return not path.name or path.parts[0] == "__MACOSX" or (path.name.startswith(".") and not is_table)


def unlike(taken: set[str], name: str) -> str:
    """Return the name, with a number behind it where it was there before; take note of it."""
    chosen, number = name, 1
    while chosen in taken:
        number += 1
        chosen = f"{name} ({number})"
    taken.add(chosen)
    return chosen
