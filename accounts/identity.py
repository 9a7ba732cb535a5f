"""Tell where a text holds what may be the identity number (NIK) of a person: none is ever stored."""

import re
import unicodedata
from collections.abc import Iterator

IN_A_ROW = re.compile(r"(?<![0-9])[0-9]{16}(?![0-9])")
"""Sixteen digits; no count and no telephone number has so many."""
PARTED = re.compile(r"(?<![0-9])[0-9](?:[\s.\-_/\u2010-\u2013]{0,3}[0-9]){15}(?![0-9])")
DIGITS = re.compile(r"[0-9]")
DAY = r"[0-9]{2}([\s.\-/])[0-9]{2}\%s(?:19|20)[0-9]{2}"
TWO_DAYS = re.compile(DAY % 1 + r"[^0-9]{1,3}" + DAY % 2)
"""From one day to another, as 15-08-2025 05-09-2025; its digits alone could be a NIK."""
MASK = "********"


def holds_identity(text: str) -> bool:
    """Tell whether a text holds 16 digits in a row, or parted by blanks, marks and dashes in the shape of a NIK.

    Digits of any script count, signs that nobody sees do not. Parted digits may also be two days, so these count only
    where province, day and month of birth are possible and the text is no pair of days.
    """
    return any(numbers_in(plain(text)))


def masked(text: str) -> str:
    """Return a text with the middle of each identity number hidden, 6401********0001; as it is where it holds none."""
    told = plain(text)
    numbers = list(dict.fromkeys(numbers_in(told)))
    for number in numbers:
        digits = "".join(DIGITS.findall(number))
        told = told.replace(number, digits[:4] + MASK + digits[-4:])
    return told if numbers else text


def plain(text: str) -> str:
    """Return a text as it is searched: digits of all scripts as 0 to 9, without signs that are not seen."""
    if text.isascii():
        return text
    seen = (sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) != "Cf")
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in seen)


def numbers_in(told: str) -> Iterator[str]:
    """Yield what may be identity numbers in a text of plain digits, as they are written there."""
    for found in IN_A_ROW.finditer(told):
        yield found[0]
    for found in PARTED.finditer(told):
        if is_possible("".join(DIGITS.findall(found[0]))) and not TWO_DAYS.fullmatch(found[0]):
            yield found[0]


def is_possible(digits: str) -> bool:
    """Tell whether 16 digits can be a NIK: a province from 11 to 97, day 1 to 31 (women's plus 40), month 1 to 12."""
    province, day, month = int(digits[:2]), int(digits[6:8]), int(digits[8:10])
    return 11 <= province <= 97 and 1 <= (day - 40 if day > 40 else day) <= 31 and 1 <= month <= 12
