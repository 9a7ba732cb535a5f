"""One XML part, read by expat under limits: UTF-8 alone, no declarations, not deep, not endless."""

from collections.abc import Callable, Iterable
from xml.parsers import expat

from coverage.workbooks.limits import MEGABYTE, Refused, Spent

Started = Callable[[str, dict[str, str]], None]
UTF8 = {"UTF-8", "UTF8", "US-ASCII", "ASCII"}
LONGEST_TOKEN = MEGABYTE


class Guard:
    """An expat parser that hands on elements as "namespace local" and text, and stops what could hurt its readers."""

    def __init__(
        self,
        spent: Spent,
        started: Started | None = None,
        ended: Callable[[str], None] | None = None,
        text: Callable[[str], None] | None = None,
    ) -> None:
        self.spent, self.started, self.ended = spent, started, ended
        self.depth, self.begun, self.token = 0, False, 0
        parser = self.parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = text
        parser.XmlDeclHandler = self.declared
        parser.StartDoctypeDeclHandler = self.refuse_declaration

    def refuse_declaration(self, *_: object) -> None:
        raise Refused("declaration")

    def declared(self, version: str, encoding: str | None, standalone: int) -> None:
        if encoding is not None and encoding.upper() not in UTF8:
            raise Refused("encoding_of_part")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        self.spent.elements += 1
        if self.depth > self.spent.limits.depth:
            raise Refused("too_deep", most=self.spent.limits.depth)
        if self.spent.elements > self.spent.limits.elements:
            raise Refused("too_involved")
        if self.started:
            self.started(name, attributes)

    def end(self, name: str) -> None:
        self.depth -= 1
        if self.ended:
            self.ended(name)

    def feed(self, piece: bytes) -> None:
        """Read on; raise Refused where the part is not XML, or in another encoding."""
        if not self.begun and piece:
            self.begun = True
            if piece[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in piece[:4]:
                raise Refused("encoding_of_part")
        self.token = 0 if b">" in piece else self.token + len(piece)
        if self.token > LONGEST_TOKEN:
            raise Refused("damaged")
        try:
            self.parser.Parse(piece, False)
        except (expat.ExpatError, ValueError, LookupError) as error:
            raise Refused("damaged") from error

    def close(self) -> None:
        try:
            self.parser.Parse(b"", True)
        except expat.ExpatError as error:
            raise Refused("damaged") from error


def read(
    chunks: Iterable[bytes],
    spent: Spent,
    started: Started | None = None,
    ended: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Read a whole part; raise Refused as Guard does."""
    guard = Guard(spent, started, ended, text)
    for chunk in chunks:
        guard.feed(chunk)
    guard.close()


def local(name: str) -> str:
    """Return the name of an element without its namespace."""
    return name.rpartition(" ")[2]
