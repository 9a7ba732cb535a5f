"""The shared texts of a workbook: only their lengths are kept, to reckon what reading them takes."""

import re
from array import array
from collections.abc import Iterable

from coverage.workbooks.digits import are_in_text, may_be_in_markup
from coverage.workbooks.limits import MEGABYTE, Refused, Spent
from coverage.workbooks.xml_guard import Guard, local

ONE = rb'(?:<si><t(?: xml:space="preserve")?>[^<&\x00-\x20][^<&\x00-\x1f]{0,499}+</t></si>)'
IS_SOUND = re.sub(rb"(?:<a(?: b)?>)++", b"", b"<a><a") == b"<a"
RUN = re.compile(ONE + (b"++" if IS_SOUND else b"+"))
"""Plain texts, one after another. Python before 3.11.5 lets a possessive run end in the midst of the next text."""
END, HEAD = b"</t></si>", len(b"<si><t>")
LONGEST_COUNTED = 65_535
LONGEST_HEAD = 4  # a mark of byte order and the first sign of `<?xml`
MOST_BYTES = 400 * MEGABYTE


class Strings:
    """Lengths of the shared texts in their order: bytes, or characters where expat read them; 0 is blank."""

    def __init__(self, spent: Spent) -> None:
        self.spent, self.lengths = spent, array("H")
        self.longest, self.has_blank, self.total = 0, False, 0
        self.has_long_numbers = False
        self.path: list[str] = []
        self.pieces, self.piece, self.is_kept = "", "", False
        self.plain, self.tail, self.last = True, b"", b""

    @property
    def has_odd(self) -> bool:
        return self.has_blank or self.longest > self.spent.limits.text

    def read(self, chunks: Iterable[bytes]) -> None:
        """Read the whole part; raise Refused where it is damaged or takes too much."""
        self.guard = Guard(self.spent, self.started, self.ended, self.text)
        parser = self.guard.parser
        parser.CommentHandler = parser.ProcessingInstructionHandler = parser.StartCdataSectionHandler = self.refuse
        for chunk in chunks:
            self.feed(self.tail + chunk)
        self.pass_on(self.tail)
        self.guard.close()

    def refuse(self, *_: object) -> None:
        if self.path:
            raise Refused("not_plain_texts")

    def feed(self, piece: bytes) -> None:
        """Match runs of plain texts between two `si`; let expat read the rest, up to the last whole text."""
        end, place = piece.rfind(b"</si>") + 5, 0
        if end < 5:
            end = len(piece) if len(piece) > MEGABYTE else 0
        self.tail = piece[end:]
        while place < end:
            run = RUN.match(piece, place, end) if self.plain and self.path == ["sst"] else None
            if run:
                self.count(run[0])
                place = run.end()
                continue
            stop = piece.find(b"</si>", place, end)
            begun = piece.find(b"<si>", place, end) if not self.path else -1
            upto = begun if begun > place else (stop + 5 if stop >= 0 else end)
            self.pass_on(piece[place:upto])
            place = upto

    def pass_on(self, piece: bytes) -> None:
        markup, head = self.last + piece, 0 if self.last else LONGEST_HEAD
        if b"<!" in markup or markup.find(b"<?", head) >= 0:
            self.plain = False
        self.last = piece[-1:] or self.last
        self.guard.feed(piece)

    def count(self, run: bytes) -> None:
        try:
            run.decode()
        except UnicodeDecodeError as error:
            raise Refused("damaged") from error
        self.has_long_numbers = self.has_long_numbers or may_be_in_markup(run)
        lengths = [len(text) - HEAD for text in run.split(END)[:-1]]
        self.lengths.extend(lengths)
        self.longest = max(self.longest, min(max(lengths), self.spent.limits.text))
        self.add(len(run))

    def add(self, size: int) -> None:
        self.total += size
        if self.total > MOST_BYTES:
            raise Refused("inflates_too_much", most=MOST_BYTES // MEGABYTE)

    def started(self, name: str, attributes: dict[str, str]) -> None:
        self.path.append(local(name))
        if self.path[-1] == "si":
            self.pieces = ""
        elif self.path[-1] == "t":
            self.is_kept = any(key.endswith("space") and kept == "preserve" for key, kept in attributes.items())
            self.piece = ""

    def text(self, text: str) -> None:
        if self.path and self.path[-1] == "t" and "rPh" not in self.path and len(self.piece) <= LONGEST_COUNTED:
            self.piece += text

    def ended(self, name: str) -> None:
        ended = self.path.pop()
        if ended == "t" and "rPh" not in self.path:
            self.pieces += self.piece if self.is_kept else self.piece.strip(" \t\r\n")
        elif ended == "si" and self.path == ["sst"]:
            self.has_long_numbers = self.has_long_numbers or are_in_text(self.pieces)
            length = min(len(self.pieces), LONGEST_COUNTED)
            self.lengths.append(length)
            self.longest, self.has_blank = max(self.longest, length), self.has_blank or length == 0
            self.add(length + 32)
