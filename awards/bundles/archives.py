"""The archive around a bundle: plain, uncompressed ZIP whose every byte follows from its parts. Pure.

Compressed bytes differ between builds of zlib; uncompressed ones do not, and they cannot be a bomb either.
"""

import io
import struct
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from awards.arithmetic.schemes import Fault

LARGEST = 16_000_000
"""Bytes. A national round of 514 entries, ten jurors and twelve criteria has some two million."""

MOMENT = (1980, 1, 1, 0, 0, 0)
"""The earliest a ZIP can name: the archive knows no clock."""

END = struct.Struct("<4s4H2LH")
"""The end of a ZIP without a comment: signature, disks, counts, size and place of the directory, comment's length."""

LOCAL_HEADER = 30
"""Bytes before the name of a member."""

MOST_DIRECTORY = 4_000
"""Bytes of a directory: eight parts need some 500; a directory of millions would fill the memory before it is read."""


@dataclass(frozen=True)
class Opened:
    """What was found in an archive: the parts that could be read, and what is wrong with it."""

    parts: Mapping[str, bytes] = field(default_factory=dict)
    findings: tuple[Fault, ...] = ()


def packed(parts: Mapping[str, bytes]) -> bytes:
    """Return parts as an archive, in the order of their names."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_STORED, allowZip64=False) as archive:
        for name in sorted(parts):
            entry = zipfile.ZipInfo(name, MOMENT)
            entry.create_system = 3  # as on Unix, wherever it is written
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, parts[name])
    return written.getvalue()


def opened(content: bytes, names: Sequence[str]) -> Opened:
    """Return the parts of an archive that are among `names`, with all that is wrong around them.

    Nothing is unpacked, and no more is read than the archive has bytes.
    """
    if len(content) > LARGEST:
        return Opened(findings=(Fault("too_large", {"bytes": len(content), "most": LARGEST}),))
    if not is_plain(content):
        return Opened(findings=(Fault("not_an_archive"),))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, struct.error):
        return Opened(findings=(Fault("not_an_archive"),))
    found = list(faults_of_names(members, names))
    parts = {}
    for member in members:
        name = member.orig_filename
        if name not in names or name in parts:
            continue
        part = bytes_of(content, member)
        if member.compress_type != zipfile.ZIP_STORED:
            found.append(Fault("part_compressed", {"part": name}))
        elif part is None:
            found.append(Fault("part_unreadable", {"part": name}))
        else:
            parts[name] = part
    return Opened(parts, tuple(found))


def is_plain(content: bytes) -> bool:
    """Tell whether bytes end as our archives do: no comment, no second disk, no ZIP64, a directory of few entries."""
    if len(content) < END.size:
        return False
    signature, disk, first, here, count, size, start, comment = END.unpack(content[-END.size :])
    ends_there = start + size + END.size == len(content) and content[-END.size - 20 :][:4] != b"PK\x06\x07"
    plain = signature == b"PK\x05\x06" and (disk, first, comment) == (0, 0, 0) and here == count
    return plain and ends_there and size <= MOST_DIRECTORY


def faults_of_names(members: Sequence[zipfile.ZipInfo], names: Sequence[str]) -> Iterator[Fault]:
    """Yield names that lead elsewhere, stand twice, or belong to no part."""
    for name, times in Counter(member.orig_filename for member in members).items():
        if set(name) & set("/\\:\0") or ".." in name:
            yield Fault("part_path", {"part": name[:100]})
        elif name not in names:
            yield Fault("part_added", {"part": name[:100]})
        if times > 1:
            yield Fault("part_doubled", {"part": name[:100]})


def bytes_of(content: bytes, member: zipfile.ZipInfo) -> bytes | None:
    """Return the bytes of an uncompressed member, or None where its own header does not lead to them.

    Its checksum is not asked: a changed byte is told by the digest of the part, which everybody can compute.
    """
    start = member.header_offset
    header = content[start : start + LOCAL_HEADER]
    if header[:4] != b"PK\x03\x04" or member.flag_bits & 1 or member.compress_size != member.file_size:
        return None
    begins = start + LOCAL_HEADER + int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    part = content[begins : begins + member.file_size]
    return part if len(part) == member.file_size else None
