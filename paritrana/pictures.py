"""Pictures of words and bars as PNG, in the typeface that comes with the library, so that every machine draws alike.

The typeface (Aileron, in the public domain) holds Latin letters without accents. A name that cannot be written with
them is not drawn in part: who lays out a picture asks `plain` first.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

Colour = str
Box = tuple[int, int, int, int]
"""Left, top, right, bottom, in pixels."""

BEYOND_ASCII = "·‘’“”…"
"""Signs that the typeface has besides those of ASCII."""
DASHES = "−–—"
"""Signs that it lacks and that a hyphen can stand for."""
SMALLEST = 8
LEADING = 1.22
"""Distance of the lines of one text, in sizes of its letters."""


@dataclass(frozen=True)
class Bar:
    """A filled rectangle."""

    box: Box
    colour: Colour


@dataclass(frozen=True)
class Text:
    """Words at a place: as large as they fit, from `largest` down to `smallest`, in at most so many lines.

    What does not fit even then ends with "…". `at` is the left and upper corner of the first line.
    """

    words: str
    at: tuple[int, int]
    width: int
    largest: int
    smallest: int
    colour: Colour
    lines: int = 1
    is_bold: bool = False


@dataclass(frozen=True)
class Line:
    """One line of a text as it is drawn."""

    words: str
    box: Box
    size: int


Shape = Bar | Text


def plain(words: str) -> str | None:
    """Return words in letters that the typeface has, without accents; None where a letter would be lost."""
    found = []
    for sign in unicodedata.normalize("NFKD", words):
        if sign.isspace():
            found.append(" ")
        elif sign in DASHES:
            found.append("-")
        elif sign in BEYOND_ASCII or (sign.isascii() and sign.isprintable()):
            found.append(sign)
        elif not unicodedata.combining(sign):
            return None
    return " ".join("".join(found).split())


@lru_cache(maxsize=64)
def typeface(size: int) -> ImageFont.FreeTypeFont:
    found = ImageFont.load_default(max(size, SMALLEST))
    if not isinstance(found, ImageFont.FreeTypeFont):
        raise TypeError("The picture library was built without FreeType.")
    return found


def weight(text: Text, size: int) -> int:
    """Return by how many pixels letters are thickened: the typeface has one weight only. Small ones stay thin."""
    return size // 40 if text.is_bold else 0


def length(text: Text, words: str, size: int) -> int:
    return int(typeface(size).getlength(words)) + 2 * weight(text, size) + 1


def wrapped(text: Text, size: int) -> list[str]:
    """Return the lines of a text at one size, broken at blanks alone."""
    lines: list[str] = []
    for word in text.words.split():
        if lines and length(text, f"{lines[-1]} {word}", size) <= text.width:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines


def shortened(text: Text, words: str) -> str:
    """Return words that fit a line at the smallest size, "…" in place of what does not."""
    if length(text, words, text.smallest) <= text.width:
        return words
    while words and length(text, f"{words}…", text.smallest) > text.width:
        words = words[:-1]
    return f"{words.rstrip()}…"


def laid_out(text: Text) -> tuple[Line, ...]:
    """Return the lines of a text at the largest size at which it fits; none reaches beyond its width."""
    for size in range(text.largest, text.smallest - 1, -2):
        lines = wrapped(text, size)
        if len(lines) <= text.lines and all(length(text, line, size) <= text.width for line in lines):
            return placed(text, lines, size)
    lines = wrapped(text, text.smallest)
    kept = lines if len(lines) <= text.lines else [*lines[: text.lines - 1], " ".join(lines[text.lines - 1 :])]
    return placed(text, [shortened(text, line) for line in kept], text.smallest)


def placed(text: Text, lines: Sequence[str], size: int) -> tuple[Line, ...]:
    left, top = text.at
    step = round(size * LEADING)
    return tuple(
        Line(words, (left, top + number * step, left + length(text, words, size), top + (number + 1) * step), size)
        for number, words in enumerate(lines)
    )


def png_of(size: tuple[int, int], ground: Colour, shapes: Sequence[Shape]) -> bytes:
    """Return a picture as PNG: the same shapes give the same bytes."""
    picture = Image.new("RGB", size, ground)
    pen = ImageDraw.Draw(picture)
    for shape in shapes:
        if isinstance(shape, Bar):
            left, top, right, bottom = shape.box
            pen.rectangle((left, top, right - 1, bottom - 1), fill=shape.colour)
            continue
        for line in laid_out(shape):
            thick = weight(shape, line.size)
            corner = (line.box[0] + thick, line.box[1])
            letters, colour = typeface(line.size), shape.colour
            pen.text(corner, line.words, colour, letters, stroke_width=thick, stroke_fill=colour)
    written = BytesIO()
    picture.save(written, "PNG", compress_level=6)
    return written.getvalue()
