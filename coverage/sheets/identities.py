"""Numbers of persons where no list of persons is: in the cells of a table, and in the bytes around them. Pure."""

import re
from collections.abc import Iterable

from accounts.identity import plain
from coverage.sheets.cells import Row
from coverage.sheets.persons import NIK

DIGITS, LARGEST_EXACT = 16, 10**15
NUMBER = re.compile(
    r"(?<![0-9])(?<![0-9][.,])"
    r"(?:[0-9]{16}|[0-9]{4}([ .-])[0-9]{4}\1[0-9]{4}\1[0-9]{4}|[0-9]{6}([ .-])[0-9]{6}\2[0-9]{4})(?![0-9])"
)
"""16 digits, also in groups as on the card; no fraction, and no code of a village with a month behind it."""
SEPARATORS = str.maketrans("", "", " .-")
MOST_KNOWN = 10_000

AS_ZEROS = bytes(0x30 if 0x30 <= byte <= 0x39 else 0x20 for byte in range(256))
RUN = b"0" * DIGITS
BEFORE_OTHERS, AFTER_OTHERS = re.compile(rb"(?:[A-Fa-f]|[0-9][.,])\Z"), re.compile(rb"[A-Fa-f]")
"""What stands at the digits of a fraction, or of an identifier of the program that wrote the file."""


def holds_number(text: str) -> bool:
    """Tell whether a text holds what may be a NIK."""
    return any(NIK.fullmatch(found[0].translate(SEPARATORS)) for found in NUMBER.finditer(plain(text)))


def identity_columns(rows: Iterable[Row]) -> tuple[int, ...]:
    """Return the columns in which a cell holds 16 digits that can be a NIK, whatever their headings say."""
    found: set[int] = set()
    known: set[str] = set()
    for _, values in rows:
        for column, value in enumerate(values):
            if value.__class__ is str:
                if len(value) >= DIGITS and value not in known:
                    if holds_number(value):
                        found.add(column)
                    elif len(known) < MOST_KNOWN:
                        known.add(value)
            elif value.__class__ in (int, float) and value > LARGEST_EXACT:
                found.add(column)
    return tuple(sorted(found))


def bytes_hold_number(piece: bytes) -> bool:
    """Tell whether a piece of a part holds what may be a NIK, in UTF-8 or, with its zeros taken out, in UTF-16.

    What touches either end of the piece is left to the next one, which must begin a little before the end of this.
    """
    flat = piece.translate(None, b"\0") if b"\0" in piece else piece
    signs = flat.translate(AS_ZEROS)
    at = signs.find(RUN)
    while at >= 0:
        end = signs.find(b" ", at)
        if end < 0:
            return False
        is_other = BEFORE_OTHERS.search(flat[max(0, at - 2) : at]) or AFTER_OTHERS.match(flat[end : end + 1])
        if at > 0 and end - at == DIGITS and not is_other and NIK.fullmatch(flat[at:end].decode()):
            return True
        at = signs.find(RUN, end)
    return False
