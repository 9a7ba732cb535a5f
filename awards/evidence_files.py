"""What a file is that someone hands in as a proof: told by its content, and refused where it can do harm. Pure.

PDF, JPEG and PNG are looked at here; of a workbook only that it is one, since another process opens those.
"""

import re
import struct
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from accounts.identity import holds_identity

MEGABYTE = 1 << 20
LARGEST_SIDE, MOST_DOTS = 30_000, 100_000_000
MOST_OBJECTS = 64 * MEGABYTE
"""Of packed objects of a PDF, unpacked: what is larger is not looked through."""
MOST_TEXT = 32 * MEGABYTE
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


@dataclass(frozen=True)
class Fault:
    """Why a file is not kept: a code, and what its sentence names."""

    code: str
    told: dict[str, object] = field(default_factory=dict)


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


# PDF

STREAM = re.compile(rb"(?<!end)stream\r?\n")
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
ACTIVE = re.compile(
    rb"/(JavaScript|Launch|Rendition|RichMedia|EmbeddedFiles?|SubmitForm|ImportData|GoToE)(?![A-Za-z0-9_])"
)
FORMS = re.compile(rb"/(XFA|JS)(?![A-Za-z0-9_])")
ENCRYPTED = re.compile(rb"/Encrypt(?![A-Za-z])")
FILTERS = re.compile(rb"/Filter\s*+(?:\[\s*+)?/FlateDecode\s*+(?:\]|/(?!\w*Decode)|>>|$)")
PREDICTED = re.compile(rb"/Predictor\s+(?!1\b)")
SHORTEST_NUMBER = 16
"""What is shorter holds no number of a person."""
SIGN = re.compile(rb"\\.|[()\[\]]", re.DOTALL)
LINE_ENDS = re.compile(rb"\s*TJ")
MOST_SIGNS = 2_000_000
"""Brackets of texts that are looked through in a file: more than any page has, and few enough for a second or two."""


@dataclass(frozen=True)
class Stream:
    """A stream of a PDF: its dictionary with escapes undone, and its bytes as they stand."""

    about: bytes
    body: bytes

    @property
    def holds_objects(self) -> bool:
        return b"/ObjStm" in self.about or re.search(rb"/First\s", self.about) is not None

    @property
    def is_picture(self) -> bool:
        return re.search(rb"/Subtype\s*/Image", self.about) is not None


def pdf_fault(content: bytes) -> Fault | None:
    """Return what is wrong with a PDF: encryption, programs, attachments, also in packed objects; NIK in its text."""
    if b"%%EOF" not in content[-4096:]:
        return Fault("damaged", {"kind": "PDF"})
    plain = unescaped(content)
    if ENCRYPTED.search(plain):
        return Fault("encrypted")
    if found := ACTIVE.search(plain):
        return Fault("active", {"what": found[1].decode()})
    outside, streams = parted(content)
    if found := FORMS.search(unescaped(outside)):
        return Fault("active", {"what": found[1].decode()})
    return packed_fault(streams) or text_fault(outside, streams)


def unescaped(content: bytes) -> bytes:
    """Return the bytes with names as they are read: /J#61vaScript is /JavaScript."""
    return ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), content)


def parted(content: bytes) -> tuple[bytes, list[Stream]]:
    """Return what stands outside of streams, and the streams."""
    pieces, streams, place = [], [], 0
    while found := STREAM.search(content, place):
        end = content.find(b"endstream", found.end())
        end = len(content) if end < 0 else end
        before = content[place : found.start()]
        streams.append(Stream(unescaped(before[before.rfind(b"obj") + 3 :]), content[found.end() : end]))
        pieces.append(before)
        place = end
    return b"\n".join([*pieces, content[place:]]), streams


def packed_fault(streams: list[Stream]) -> Fault | None:
    """Return the fault of packed objects: active ones, or such that cannot be looked through."""
    left = MOST_OBJECTS
    for stream in streams:
        if not stream.holds_objects:
            continue
        if b"/Filter" in stream.about and (not FILTERS.search(stream.about) or PREDICTED.search(stream.about)):
            return Fault("unreadable")
        objects = unpacked(stream, left + 1)
        left -= len(objects)
        if left < 0:
            return Fault("unreadable")
        plain = unescaped(objects)
        if found := ACTIVE.search(plain) or FORMS.search(plain):
            return Fault("active", {"what": found[1].decode()})
    return None


def unpacked(stream: Stream, most: int) -> bytes:
    """Return the content of a stream, no more than `most` bytes of it; what is damaged ends where it breaks."""
    if b"/FlateDecode" not in stream.about:
        return b"" if b"/Filter" in stream.about else stream.body[:most]
    try:
        return zlib.decompressobj().decompress(stream.body, max(1, most))  # 0 would be no bound at all
    except zlib.error:
        return b""


def text_fault(outside: bytes, streams: list[Stream]) -> Fault | None:
    """Return the fault of a text that holds the number of a person, as far as it is written in plain letters.

    A scan is a picture, and many fonts number their letters anew: what these say, no program without them can read.
    """
    left, reader = MOST_TEXT, TextReader()
    for stream in (None, *(each for each in streams if not each.is_picture)):
        if left <= 0:
            return Fault("unreadable")
        piece = outside if stream is None else unpacked(stream, left)  # one at a time: together they could be very much
        left -= len(piece)
        if any(holds_identity(text) for text in reader.texts(piece)):
            return Fault("persons")
        if reader.left <= 0:
            return Fault("unreadable")
    return None


class TextReader:
    """Finds the texts that pages show, in one pass over their brackets, however these are nested or left open."""

    def __init__(self) -> None:
        self.left = MOST_SIGNS

    def texts(self, content: bytes) -> Iterator[str]:
        """Yield the longer texts of a page as they are shown: the parts of one line, which are moved closer, as one.

        Ends early where no sign is `left`.
        """
        line: list[bytes] | None = None
        depth, begun = 0, 0
        for sign in SIGN.finditer(content):
            self.left -= 1
            if self.left <= 0:
                return
            mark = sign[0]
            if mark == b"(":
                depth, begun = depth + 1, begun if depth else sign.end()
            elif mark == b")" and depth:
                depth -= 1
                if not depth and line is not None:
                    line.append(content[begun : sign.start()])
                elif not depth:
                    yield from longer([content[begun : sign.start()]])
            elif mark == b"[" and not depth:
                yield from longer(line or [])
                line = []
            elif mark == b"]" and not depth and line is not None:
                yield from longer([b"".join(line)] if LINE_ENDS.match(content, sign.end()) else line)
                line = None
        yield from longer([*(line or []), content[begun:] if depth else b""])


def longer(texts: Iterable[bytes]) -> Iterator[str]:
    """Yield those texts that may hold the number of a person."""
    for text in texts:
        if len(text) >= SHORTEST_NUMBER:
            yield text.decode("latin-1")


CHECKS: dict[FileKind, Callable[[bytes], Fault | None]] = {
    FileKind.PDF: pdf_fault,
    FileKind.JPEG: jpeg_fault,
    FileKind.PNG: png_fault,
    FileKind.XLSX: lambda content: None,
}
