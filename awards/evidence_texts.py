"""The number of a person (NIK) in the text of a PDF, as far as it is written in plain letters. Pure.

A scan is a picture, and many fonts number their letters anew: what these say, no program without them can read.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from accounts.identity import holds_identity
from awards.evidence_faults import MEGABYTE, Fault, inflated

MOST_TEXT = 32 * MEGABYTE
STREAM = re.compile(rb"(?<!end)stream[\0\t\n\f\r ]")
SHORTEST_NUMBER = 16
"""What is shorter holds no number of a person."""
SIGN = re.compile(rb"\\.|[()\[\]]", re.DOTALL)
LINE_ENDS = re.compile(rb"\s*TJ")
MOST_SIGNS = 2_000_000
"""Brackets of texts that are looked through in a file: more than any page has, and few enough for a second or two."""


@dataclass(frozen=True)
class Stream:
    """A stream of a PDF: what is said of it, and its bytes as they stand."""

    about: bytes
    body: bytes

    @property
    def is_picture(self) -> bool:
        return re.search(rb"/Subtype\s*/Image", self.about) is not None

    def text(self, most: int) -> bytes:
        """Return the content, no more than `most` bytes of it."""
        if b"/FlateDecode" not in self.about:
            return b"" if b"/Filter" in self.about else self.body[:most]
        return inflated(self.body.lstrip(), 0, most)


def parted(content: bytes) -> tuple[bytes, list[Stream]]:
    """Return what stands outside of streams, and the streams."""
    pieces, streams, place = [], [], 0
    while found := STREAM.search(content, place):
        end = content.find(b"endstream", found.end())
        end = len(content) if end < 0 else end
        before = content[place : found.start()]
        streams.append(Stream(before[before.rfind(b"obj") + 3 :], content[found.end() : end]))
        pieces.append(before)
        place = end
    return b"\n".join([*pieces, content[place:]]), streams


def text_fault(content: bytes) -> Fault | None:
    """Return the fault of a text that holds the number of a person."""
    outside, streams = parted(content)
    left, reader = MOST_TEXT, TextReader()
    for stream in (None, *(each for each in streams if not each.is_picture)):
        if left <= 0:
            return Fault("unreadable")
        piece = outside if stream is None else stream.text(left)  # one at a time: together they could be very much
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
