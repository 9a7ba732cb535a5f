"""Tell where a text holds what may be the identity number (NIK) of a person: none is ever stored."""

import re
import unicodedata

IN_A_ROW = re.compile(r"(?<![0-9])[0-9]{16}(?![0-9])")
"""Sixteen digits; no count and no telephone number has so many."""
PARTED = re.compile(r"(?<![0-9])[0-9](?:[\s.\-\u2010-\u2013]{0,3}[0-9]){15}(?![0-9])")
DIGITS = re.compile(r"[0-9]")


def holds_identity(text: str) -> bool:
    """Tell whether a text holds 16 digits in a row, or parted by blanks, full stops and dashes in the shape of a NIK.

    Parted digits may also be two days, so these count only where province, day and month of birth are possible.
    """
    plain = unicodedata.normalize("NFKC", text)
    if IN_A_ROW.search(plain):
        return True
    return any(is_possible("".join(DIGITS.findall(found[0]))) for found in PARTED.finditer(plain))


def is_possible(digits: str) -> bool:
    """Tell whether 16 digits can be a NIK: a province from 11 to 97, day 1 to 31 (women's plus 40), month 1 to 12."""
    province, day, month = int(digits[:2]), int(digits[6:8]), int(digits[8:10])
    return 11 <= province <= 97 and 1 <= (day - 40 if day > 40 else day) <= 31 and 1 <= month <= 12
