"""Look at a file before it is kept as a proof: its size, its kind, what it could do, whom it names."""

import hashlib
from dataclasses import dataclass
from io import SEEK_END
from typing import BinaryIO

from accounts.identity import holds_identity
from awards.evidence_errors import EvidenceRefused
from awards.evidence_faults import MEGABYTE
from awards.evidence_files import ENDINGS, MEDIA_TYPES, FileKind, fault_of, kind_of
from awards.models.edition import LONGEST_NAME
from coverage.queries.uploads.context import words
from coverage.workbooks.persons import census
from paritrana import formatting

LARGEST = 10 * MEGABYTE
LONGEST_FILE_NAME = 120
LONGEST_TITLE, LONGEST_ISSUER = 200, LONGEST_NAME
NAMELESS = "bukti"


@dataclass(frozen=True)
class Checked:
    """A file that may be kept: its bytes, what it is, and its SHA-256."""

    content: bytes
    media_type: str
    digest: str

    @property
    def size(self) -> int:
        return len(self.content)


def size_of(file: BinaryIO, most: int = LARGEST) -> int:
    """Return how large a file is, without reading it; raise EvidenceRefused where that is too much for one."""
    size = file.seek(0, SEEK_END)
    if size > most:
        raise EvidenceRefused("too_large", most=formatting.size(most))
    return size


def checked(file: BinaryIO, most: int = LARGEST) -> Checked:
    """Return a file of at most so many bytes that may be kept; `file` needs a descriptor.

    Raise EvidenceRefused, WorkbookRefused.
    """
    size_of(file, most)
    file.seek(0)
    content = file.read(most)
    if fault := fault_of(content):
        raise EvidenceRefused(fault.code, **fault.told)
    kind = FileKind(kind_of(content) or "")
    if kind == FileKind.XLSX:
        refuse_bad_workbook(file)
    return Checked(content, MEDIA_TYPES[kind], hashlib.sha256(content).hexdigest())


def refuse_bad_workbook(file: BinaryIO) -> None:
    """Raise WorkbookRefused for a workbook that is hostile, and EvidenceRefused for one that lists persons.

    It is named as a workbook here, whatever it is called: the content decides.
    """
    found = census(file, "bukti.xlsx", words(), {})
    if found.is_of_persons or found.has_numbers or any(sheet.identities for sheet in found.sheets):
        raise EvidenceRefused("persons")


def told_name(name: str) -> str:
    """Return what a file is called, as it is kept: without folders and signs nobody sees, and without a NIK."""
    last = name.replace("\\", "/").rpartition("/")[2]
    plain = "".join(sign for sign in last if sign.isprintable()).strip().lstrip(".")
    if not plain or holds_identity(plain):
        return NAMELESS
    return plain if len(plain) <= LONGEST_FILE_NAME else f"{plain[: LONGEST_FILE_NAME - 12]}…{plain[-11:]}"


def sent_name(number: int, version: int, media_type: str) -> str:
    """Return the name under which a proof is given out: ours, and by what it is."""
    kind = next(kind for kind, media in MEDIA_TYPES.items() if media == media_type)
    return f"bukti-{number}-v{version}.{ENDINGS[kind]}"
