"""The zip container of .xlsx and .ods files: its directory is checked, its parts are inflated by count, not by trust.

Two readers of one zip may see two different files: one believes the directory, the other the parts. So a container is
taken only where both must agree: one directory at the very end, unique names, true sizes, true checksums.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from coverage.sheets.identities import bytes_hold_number
from coverage.workbooks.limits import MEGABYTE, Refused, Spent

END, ZIP64_LOCATOR = b"PK\x05\x06", b"PK\x06\x07"
LARGEST_DIRECTORY = MEGABYTE
CHUNK = MEGABYTE
DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")
OVERLAP = 2 * 20  # a declaration, or the number of a person with the signs around it, in UTF-16
UNSAFE_NAME = re.compile(r"^[/\\]|[\\:\x00-\x1f\x7f]|(?:^|/)\.\.(?:/|$)|^$")
LONGEST_NAME = 255


class Archive:
    """The parts of a zip file whose directory has been checked; `names` leads from a lowered name to the part."""

    def __init__(self, file: BinaryIO, spent: Spent) -> None:
        """Raise Refused where the directory is damaged, too long, doubled, encrypted or leads outside."""
        self.file, self.spent, self.limits = file, spent, spent.limits
        check_directory(file)
        try:
            infos = zipfile.ZipFile(file).infolist()
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError, struct.error) as error:
            raise Refused("damaged") from error
        if len(infos) > self.limits.parts:
            raise Refused("too_many_parts", most=self.limits.parts)
        self.names: dict[str, zipfile.ZipInfo] = {}
        for info in infos:
            self.take(info)

    def take(self, info: zipfile.ZipInfo) -> None:
        name = info.orig_filename
        if UNSAFE_NAME.search(name) or len(name) > LONGEST_NAME or name.lower() in self.names:
            raise Refused("unsafe_name")
        if info.flag_bits & 0x41:
            raise Refused("encrypted")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise Refused("damaged")
        self.names[name.lower()] = info

    def __contains__(self, name: str) -> bool:
        return name.lower() in self.names

    def whole(self, name: str) -> bytes:
        """Return a describing part, which must be small; raise Refused where it is missing or large."""
        if name not in self:
            raise Refused("part_missing", part=name)
        content = b""
        for chunk in self.chunks(name):
            content += chunk
            if len(content) > self.limits.small_part:
                raise Refused("part_too_large", part=name)
        return content

    def chunks(self, name: str) -> Iterator[bytes]:
        """Yield a part in pieces; raise Refused where it is not what the directory says, or too much, or declares."""
        info = self.names[name.lower()]
        size, checksum, seen = 0, 0, b""
        for chunk in self.inflated(info):
            size += len(chunk)
            checksum = zlib.crc32(chunk, checksum)
            self.spent.inflate(len(chunk))
            if size > self.limits.large_part and size > self.limits.ratio * max(1, info.compress_size):
                raise Refused("inflates_too_much", most=self.limits.inflated // MEGABYTE)
            if declares(seen + chunk):
                raise Refused("declaration")
            if self.spent.is_searching and not self.spent.has_numbers:
                self.spent.has_numbers = bytes_hold_number(seen + chunk)
            seen = (seen + chunk)[-OVERLAP:] if len(chunk) < OVERLAP else chunk[-OVERLAP:]
            yield chunk
        if (size, checksum) != (info.file_size, info.CRC):
            raise Refused("damaged")

    def inflated(self, info: zipfile.ZipInfo) -> Iterator[bytes]:
        place, left = self.start_of(info), info.compress_size
        stored = info.compress_type == zipfile.ZIP_STORED
        inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        while left:
            self.file.seek(place)
            raw = self.file.read(min(left, CHUNK // 4))
            if not raw:
                raise Refused("damaged")
            place, left = place + len(raw), left - len(raw)
            if stored:
                yield raw
            else:
                yield from drained(inflater, raw)
        if not stored and (not inflater.eof or inflater.unused_data):
            raise Refused("damaged")

    def start_of(self, info: zipfile.ZipInfo) -> int:
        """Return where the content of a part begins; its own header must bear the name of the directory."""
        self.file.seek(info.header_offset)
        header = self.file.read(30)
        if len(header) < 30 or header[:4] != b"PK\x03\x04":
            raise Refused("damaged")
        name, extra = struct.unpack("<HH", header[26:30])
        code = "utf-8" if info.flag_bits & 0x800 else "cp437"
        if self.file.read(name) != info.orig_filename.encode(code):
            raise Refused("damaged")
        return int(info.header_offset + 30 + name + extra)


def declares(chunk: bytes) -> bool:
    """Tell whether a declaration stands in the piece, in UTF-8 or, with its zeros taken out, in UTF-16."""
    if b"!" not in chunk:
        return False
    flat = chunk.translate(None, b"\0") if b"\0" in chunk else chunk
    return any(sign in flat for sign in DECLARATIONS)


def drained(inflater: "zlib._Decompress", raw: bytes) -> Iterator[bytes]:
    """Yield what `raw` inflates to, never more than a chunk at a time."""
    try:
        while True:
            piece = inflater.decompress(raw, CHUNK)
            if piece:
                yield piece
            raw = inflater.unconsumed_tail
            if inflater.eof or (not raw and not piece):
                return
    except zlib.error as error:
        raise Refused("damaged") from error


def check_directory(file: BinaryIO) -> None:
    """Raise Refused unless one directory of bearable size ends the file and begins where it says."""
    size = file.seek(0, 2)
    file.seek(max(0, size - 42))
    tail = file.read()
    end, locator = tail[-22:], tail[-42:-22]
    if len(end) < 22 or end[:4] != END or end[20:] != b"\0\0":
        raise Refused("damaged")
    length, place = struct.unpack("<LL", end[12:20])
    closing = size - 22
    if locator[:4] == ZIP64_LOCATOR:
        closing = struct.unpack("<Q", locator[8:16])[0]
        if closing + 56 + 42 > size:
            raise Refused("damaged")
        file.seek(closing)
        length, place = struct.unpack("<QQ", file.read(56)[40:56])
    if place + length != closing:
        raise Refused("damaged")
    if length > LARGEST_DIRECTORY:
        raise Refused("too_many_parts", most=500)
    file.seek(0)
