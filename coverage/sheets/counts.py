"""Columns of counts: how their numbers are written, decided from all values together, and what each value says. Pure.

Each distinct value is read once, by `coverage.numbers`; a column of 100,000 cells has some thousand of them. What a
column says in one way throughout is read in that way; a mixed one is asked about as a whole, never cell by cell.
"""

import math
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from coverage.numbers import LARGEST, Count, Unreadable, grouped, parse_count
from coverage.sheets.cells import BLANKS, ErrorCell, Value

Key = tuple[type, Value]


class Style(StrEnum):
    """How the numbers of a column are written."""

    INDONESIAN = "indonesian"  # 81.436 or 81436
    MACHINE = "machine"  # every text ends in ".0"
    COMMAS = "commas"  # 81,436: only where a person says so
    LOST_POINTS = "lost_points"  # the cell holds 81.436 as a fraction, meant as 81436: only where a person says so
    MIXED = "mixed"  # nobody can tell: a person is asked


class Dash(StrEnum):
    """What a dash, "nihil" or "x" in a cell means; a person says it once for a file."""

    ZERO = "zero"
    BLANK = "blank"
    NOT_APPLICABLE = "not_applicable"


DASHES = frozenset(
    {"-", "--", "---", "\N{EN DASH}", "\N{EM DASH}", "\N{MINUS SIGN}", "nihil", "n/a", "na", "n.a.", "x", "xx",
     "kosong", "tidak ada", "tdk ada", "..", "...", "\N{HORIZONTAL ELLIPSIS}", "null", "none", "nil", "#"}
)  # fmt: skip
DIGIT = re.compile(r"[0-9]")
PLAIN_SIGNS = re.compile(r"[0-9.]*")
PLAIN_LONG = re.compile(r"[0-9.]{16,}")
MACHINE = re.compile(r"[0-9]{1,15}\.0")
MACHINE_OR_PLAIN = re.compile(r"[0-9]{1,15}(?:\.0)?")
COMMA_GROUPS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+")
COMMAS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15}")
LOST_POINT = re.compile(r"[0-9]{1,3}\.[0-9]{1,3}")
MAY_HAVE_LOST = re.compile(r"[0-9]{1,3}(?:\.[0-9]{1,3})?")
THOUSANDS = re.compile(r"[0-9]{1,6}(?:,[0-9]{1,3})?")
PERCENT = re.compile(r"[0-9.,]+ ?%")
EXPONENT = re.compile(r"[0-9.,]+e[+-]?[0-9]+", re.IGNORECASE)
MONEY = re.compile(r"(?:rp|idr)\.? ?[0-9.,\- ]+", re.IGNORECASE)
SPACED = re.compile(r"[0-9]{1,3}(?:[ \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{THIN SPACE}'][0-9]{3})+")
WITH_WORDS = re.compile(r"([0-9][0-9.]*) ?(?:orang|jiwa|pekerja|peserta|tk|org)\.?", re.IGNORECASE)
LOOKALIKE = {"O": "0", "o": "0", "Q": "0", "l": "1", "I": "1", "|": "1", "!": "1", "S": "5", "B": "8"}
THOUSAND = 1000
MANY = 3
"""From how many distinct odd values a person is asked about the column instead of about each."""


@dataclass(frozen=True)
class Answers:
    """What a person said, or what is remembered of the sender: the style of a column, what dashes mean, the unit."""

    style: Style | None = None
    dashes: Mapping[str, Dash] = field(default_factory=dict)
    in_thousands: bool = False


@dataclass(frozen=True)
class Reading:
    """What a column of counts says. `cells` has an entry for each distinct (type, value); a dash that nobody explained
    is `Unreadable("dash")`. `asked` holds the styles among which a person chooses, where the column is mixed."""

    style: Style
    cells: Mapping[Key, Count | Unreadable]
    dashes: frozenset[str] = frozenset()
    asked: tuple[Style, ...] = ()

    def of(self, value: Value) -> Count | Unreadable:
        return self.cells[(type(value), value)]


def read_column(column: Iterable[Value], answers: Answers = Answers()) -> Reading:
    """Return how a column is written and what each of its values says.

    Codes of what cannot be read, besides those of `parse_count`: `boolean`, `date`, `percent`, `error_cell`,
    `formula_without_value`, `fraction_cell`, `not_finite`, `lookalike`, `space_groups`, `money`, `with_words`,
    `exponent`, `apostrophe`, `machine_style`, `dash`, `unit_unclear`; and `style_unknown` for what may have lost its
    point in a mixed column.
    """
    values = list(column)
    keys: set[Key] = set(zip(map(type, values), values, strict=True))
    texts = [value.strip(BLANKS) for _, value in keys if isinstance(value, str)]
    dashes = frozenset(text for text in texts if text.lower() in DASHES)
    style, asked = decided(keys, [text for text in texts if DIGIT.search(text)], answers)
    if answers.style in asked:
        style, asked = answers.style or style, ()
    return Reading(style, {key: spoken(key[1], style, answers) for key in keys}, dashes, asked)


def decided(keys: Iterable[Key], texts: Sequence[str], answers: Answers) -> tuple[Style, tuple[Style, ...]]:
    """Return the style of a column, and another in which most of its doubtful values could be read, to be asked about.

    `texts` are the distinct ones with digits. A single odd value is refused by itself; a style is asked about where
    all values fit it and the odd ones are many.
    """
    if texts and all(MACHINE.fullmatch(text) for text in texts):
        return Style.MACHINE, ()
    for style, odd, fitting in ((Style.MACHINE, MACHINE, MACHINE_OR_PLAIN), (Style.COMMAS, COMMA_GROUPS, COMMAS)):
        doubtful = [text for text in texts if odd.fullmatch(text)]
        if len(doubtful) >= MANY and len(doubtful) * 2 > len(texts) and all(map(fitting.fullmatch, texts)):
            return Style.INDONESIAN, (style,)
    if not answers.in_thousands and lost_their_points(keys, texts):
        return Style.MIXED, (Style.LOST_POINTS,)
    return Style.INDONESIAN, ()


def lost_their_points(keys: Iterable[Key], texts: Sequence[str]) -> bool:
    """Say whether the points of a column may have been taken for decimal points: 81.436, 330.9 (of 330.900), 331.

    Then 90 may be 90.000, so that no number of the column can be trusted. All values must fit, none of them reaching a
    thousand, and a third of them be fractions, or one have three decimals in a number cell.
    """
    numbers = [value for kind, value in keys if kind in (int, float) and isinstance(value, int | float)]
    told = [repr(number).removesuffix(".0") for number in numbers if math.isfinite(number) and number >= 0]
    fractions = [text for text in told if "." in text]
    broken = [text for text in texts if LOST_POINT.fullmatch(text) and isinstance(parse_count(text), Unreadable)]
    if not fractions and len(broken) < MANY:
        return False
    if not all(MAY_HAVE_LOST.fullmatch(text) for text in [*told, *texts]):
        return False
    return (len(fractions) + len(broken)) * 3 >= len(told) + len(texts) or any(
        len(text.partition(".")[2]) == 3 for text in fractions
    )


def spoken(value: Value, style: Style, answers: Answers) -> Count | Unreadable:
    """Return what one value says in a column of that style."""
    if value is None:
        return Count()
    if not isinstance(value, str):
        return of_cell(value, Style.LOST_POINTS if answers.in_thousands else style)
    text = value.strip(BLANKS)
    if text.lower() in DASHES:
        return of_dash(text, answers)
    return of_thousands(text) if answers.in_thousands else of_text(text, style)


def of_thousands(text: str) -> Count | Unreadable:
    """Return what a text says where the column counts thousands of people: "81,4" is 81400, "81" is 81000.

    "81.436" may be 81 thousand or 81 million there, and is not read.
    """
    if THOUSANDS.fullmatch(text):
        return with_points(text.replace(",", "."))
    found = of_text(text, Style.INDONESIAN)
    return Unreadable("unit_unclear") if isinstance(found, Count) and found.heads else found


def of_dash(text: str, answers: Answers) -> Count | Unreadable:
    match answers.dashes.get(text) or answers.dashes.get(text.lower()):
        case Dash.ZERO:
            return Count(0)
        case Dash.BLANK:
            return Count()
        case Dash.NOT_APPLICABLE:
            return Count(is_not_applicable=True)
        case _:
            return Unreadable("dash")


def of_cell(value: Value, style: Style) -> Count | Unreadable:
    """Return what a cell that holds no text says."""
    if isinstance(value, bool):
        return Unreadable("boolean")
    if isinstance(value, date):
        return Unreadable("date")
    if not isinstance(value, int | float):
        shown = value.shown if isinstance(value, ErrorCell) else ""
        return Unreadable("error_cell" if shown else "formula_without_value")
    if not math.isfinite(value):
        return Unreadable("not_finite")
    if value < 0:
        return Unreadable("negative")
    if value > LARGEST:
        return Unreadable("too_large")
    if style is Style.LOST_POINTS:
        return with_points(repr(value))
    if isinstance(value, float) and not value.is_integer():
        return Unreadable("fraction_cell", likely_of_fraction(value))
    return Unreadable("style_unknown") if style is Style.MIXED and value else Count(int(value))


def with_points(text: str) -> Count | Unreadable:
    """Return the count whose point was taken for a decimal point: 81.436 is 81436, 330.9 is 330900, 331 is 331000."""
    whole, _, rest = text.removesuffix(".0").partition(".")
    if len(rest) > 3:
        return Unreadable("fraction_cell")
    heads = int(whole) * THOUSAND + int(rest.ljust(3, "0"))
    return Count(heads) if heads <= LARGEST else Unreadable("too_large")


def likely_of_fraction(value: float) -> tuple[str, ...]:
    """Return what a fraction in a number cell was probably meant as: 81.436 as 81.436 heads, 81.5 as 81.500 or 81."""
    whole, _, rest = repr(value).partition(".")
    if not whole.isdigit() or not rest.isdigit():
        return ()
    meant = [int(whole) * THOUSAND + int(rest.ljust(3, "0"))] if len(rest) <= 3 else []
    return tuple(grouped(heads) for heads in [*meant, int(whole)] if heads <= LARGEST)


def of_text(text: str, style: Style) -> Count | Unreadable:
    """Return what a text says in a column of that style."""
    if style is Style.MACHINE and MACHINE.fullmatch(text):
        return parse_count(text.removesuffix(".0"))
    if style is Style.COMMAS and COMMAS.fullmatch(text):
        return parse_count(text.replace(",", ""))
    if style is Style.LOST_POINTS and MAY_HAVE_LOST.fullmatch(text):
        return with_points(text)
    found = parse_count(text)
    if isinstance(found, Unreadable):
        return explained(text, found)
    return Unreadable("style_unknown") if style is Style.MIXED and found.heads else found


def explained(text: str, found: Unreadable) -> Unreadable:
    """Return why a text is no count more closely than `parse_count` does, with the likely fix."""
    if MACHINE.fullmatch(text):
        return Unreadable("machine_style", (grouped(int(text[:-2])),))
    if found.code != "not_a_number":
        return found
    if PLAIN_LONG.fullmatch(text):
        return Unreadable("too_large")
    if PERCENT.fullmatch(text):
        return Unreadable("percent")
    if EXPONENT.fullmatch(text):
        return Unreadable("exponent")
    if MONEY.fullmatch(text):
        return Unreadable("money")
    if SPACED.fullmatch(text):
        return Unreadable("space_groups", likely(re.sub(r"[^0-9]", "", text)))
    if words := WITH_WORDS.fullmatch(text):
        return Unreadable("with_words", likely(words[1]))
    if text.startswith("'"):
        return Unreadable("apostrophe", likely(text[1:]))
    return as_lookalike(text) or found


def as_lookalike(text: str) -> Unreadable | None:
    """Return a text with letters or foreign signs for digits as such, with the number that it looks like."""
    if PLAIN_SIGNS.fullmatch(text) or not any(unicodedata.decimal(sign, None) is not None for sign in text):
        return None  # nothing in it looks like a digit, or nothing is one
    signs = [
        sign if sign in "0123456789." else LOOKALIKE.get(sign) or str(unicodedata.decimal(sign, "")) for sign in text
    ]
    return Unreadable("lookalike", likely("".join(signs))) if all(signs) else None


def likely(text: str) -> tuple[str, ...]:
    """Return the count that `text` says as it would be written, where it says one."""
    found = parse_count(text)
    return (grouped(found.heads),) if isinstance(found, Count) and found.heads is not None else ()
