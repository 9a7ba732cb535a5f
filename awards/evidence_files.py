"""What a file is that someone hands in as a proof: told by its content, and refused where it can do harm. Pure.

Pictures are looked at here, a PDF in `evidence_pdf`; of a workbook only that it is one, since another process opens
those.
"""

import re
import struct
import zlib
from collections.abc import Callable
from enum import StrEnum

from awards.evidence_faults import Fault
from awards.evidence_pdf import pdf_fault

LARGEST_SIDE, MOST_DOTS = 30_000, 100_000_000
TAIL = 66_000
"""The end of a ZIP file stands in its last bytes; a comment of 65,535 may follow."""


class FileKind(StrEnum):
    """A kind of file that is kept as a proof."""

    PDF = "PDF"
    JPEG = "JPEG"
    PNG = "PNG"
    XLSX = "XLSX"


MEDIA_TYPES = {
    FileKind.PDF: "application/pdf",
    FileKind.JPEG: "image/jpeg",
    FileKind.PNG: "image/png",
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
ENDINGS = {FileKind.PDF: "pdf", FileKind.JPEG: "jpg", FileKind.PNG: "png", FileKind.XLSX: "xlsx"}
SIGNATURES = {
    b"%PDF-": FileKind.PDF,
    b"\xff\xd8\xff": FileKind.JPEG,
    b"\x89PNG\r\n\x1a\n": FileKind.PNG,
    b"PK\x03\x04": FileKind.XLSX,
}


def kind_of(content: bytes) -> FileKind | None:
    """Return the kind that the first bytes tell; what the file is called is not asked."""
    return next((kind for sign, kind in SIGNATURES.items() if content.startswith(sign)), None)


def fault_of(content: bytes) -> Fault | None:
    """Return why a file is not kept, None where nothing was found against it."""
    kind = kind_of(content)
    if not content:
        return Fault("empty")
    if kind is None:
        return Fault("unknown")
    if holds_another(content, kind):
        return Fault("two_in_one", {"kind": str(kind)})
    return CHECKS[kind](content)


def holds_another(content: bytes, kind: FileKind) -> bool:
    """Tell whether a file is of another kind too: another program would open it as that."""
    if kind != FileKind.XLSX and b"PK\x05\x06" in content[-TAIL:]:
        return True
    if b"%PDF-" in content[1:] and kind != FileKind.PDF:
        return True
    is_picture = kind in (FileKind.JPEG, FileKind.PNG)
    return is_picture and MARKUP.search(content) is not None


MARKUP = re.compile(rb"<(?:script|html|!doctype|\?php|svg[ >])", re.IGNORECASE)


# Pictures


def png_fault(content: bytes) -> Fault | None:
    """Return what is wrong with a PNG: its chunks must follow each other up to the last byte."""
    place, size = 8, (0, 0)
    while place + 12 <= len(content):
        length, name = struct.unpack(">I4s", content[place : place + 8])
        body = content[place + 8 : place + 8 + length]
        end = place + 12 + length
        if end > len(content) or zlib.crc32(name + body) != int.from_bytes(content[end - 4 : end]):
            break
        if name == b"IHDR" and length == 13:
            size = struct.unpack(">II", body[:8])
        if name == b"IEND":
            return size_fault(*size) if end == len(content) else Fault("two_in_one", {"kind": "PNG"})
        place = end
    return Fault("damaged", {"kind": "PNG"})


FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
"""Markers of a JPEG that tell its size."""
BARE = {0x01, *range(0xD0, 0xD9)}
"""Markers without a length."""


def jpeg_fault(content: bytes) -> Fault | None:
    """Return what is wrong with a JPEG: it must tell its size before its picture, and end."""
    place, size = 2, (0, 0)
    while place + 4 <= len(content) and content[place] == 0xFF:
        marker = content[place + 1]
        if marker == 0xFF or marker in BARE:
            place += 1 if marker == 0xFF else 2
            continue
        length = int.from_bytes(content[place + 2 : place + 4])
        if marker in FRAMES and length >= 8:
            height, width = struct.unpack(">HH", content[place + 5 : place + 9])
            size = (width, height)
        if marker == 0xDA:
            is_whole = b"\xff\xd9" in content[place:]
            return size_fault(*size) if is_whole else Fault("damaged", {"kind": "JPEG"})
        place += 2 + max(length, 2)
    return Fault("damaged", {"kind": "JPEG"})


def size_fault(width: int, height: int) -> Fault | None:
    """Return the fault of a picture that says it is nothing, or so large that showing it fills the memory."""
    if 0 < width <= LARGEST_SIDE and 0 < height <= LARGEST_SIDE and width * height <= MOST_DOTS:
        return None
    return Fault("dimensions", {"width": width, "height": height})


CHECKS: dict[FileKind, Callable[[bytes], Fault | None]] = {
    FileKind.PDF: pdf_fault,
    FileKind.JPEG: jpeg_fault,
    FileKind.PNG: png_fault,
    FileKind.XLSX: lambda content: None,
}
