"""Why a file is not kept as a proof, and how what it packs is unpacked. Pure."""

import zlib
from dataclasses import dataclass, field

MEGABYTE = 1 << 20
PIECE = 4096


@dataclass(frozen=True)
class Fault:
    """Why a file is not kept: a code, and what its sentence names."""

    code: str
    told: dict[str, object] = field(default_factory=dict)


def inflated(content: bytes, place: int, most: int) -> bytes:
    """Return what is packed at a place, at most `most` bytes of it: up to its own end or where it breaks.

    Its length is not asked and its sum not checked, since the programs that show a file do not either.
    """
    kept, opened = bytearray(), zlib.decompressobj(-zlib.MAX_WBITS)
    place += 2  # the head: by which method, and a sum of that
    while place < len(content) and len(kept) < most and not opened.eof:
        piece, before = content[place : place + PIECE], opened.copy()
        try:
            kept += opened.decompress(piece, most - len(kept))
        except zlib.error:
            return bytes(kept + until_broken(before, piece, most - len(kept)))
        place += len(piece) - len(opened.unconsumed_tail)
    return bytes(kept)


def until_broken(opened: "zlib._Decompress", piece: bytes, most: int) -> bytes:
    """Return what comes of a piece before the byte at which it breaks."""
    kept = bytearray()
    for place in range(len(piece)):
        try:
            kept += opened.decompress(piece[place : place + 1], most)
        except zlib.error:
            break
        if len(kept) >= most:
            break
    return bytes(kept[:most])
