"""What a PDF could do when it is opened, told from its bytes: programs, launchers, attachments, encryption. Pure.

A reader finds objects by a table that may point anywhere, also into a text or into another stream. So no table and no
length is believed: whatever begins like an object is read as one, wherever it stands and in whichever update.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from awards.evidence_faults import MEGABYTE, Fault, inflated
from awards.evidence_texts import text_fault

MOST_OBJECTS = 16 * MEGABYTE
"""Of packed objects, unpacked: what is larger is not looked through."""
MOST_READ = 800_000
"""Steps of reading objects, of one token or of 32 bytes of a long one: a report of 400 pages takes a tenth of it."""

LONGEST_LIST = 10
"""Of the ways in which one stream is packed, with their brackets."""

WHITE = rb"\0\t\n\f\r "
REGULAR = rb"[^\0\t\n\f\r ()<>\[\]{}/%]"
BEGINS = re.compile(rb"(?<!end)obj|trailer")
WHITES = re.compile(rb"[%b]*+" % WHITE)
BLANK = re.compile(rb"(?:[%b]|%%[^\r\n]*+)*+" % WHITE)
TOKEN = re.compile(rb"/%b*+|<<|>>|\((?:[^()\\]|\\.)*+\)|\(|<[^>]*+>?|[\[\]{}>)]|%b++" % (REGULAR, REGULAR), re.DOTALL)
BRACKET = re.compile(rb"\\.|[()]", re.DOTALL)
ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")

DOES = (
    b"JavaScript", b"Launch", b"Rendition", b"RichMedia", b"EmbeddedFile", b"EmbeddedFiles", b"FileAttachment",
    b"SubmitForm", b"ImportData", b"GoToE", b"GoToR", b"Movie",
)  # fmt: skip
"""Names by which an object acts, or holds a file. A page to open at and a link to a page of the web are none."""
FORMS = (b"XFA", b"JS")
REFUSED = {b"/" + name: name.decode() for name in (*DOES, *FORMS)}


def spelled(name: bytes) -> bytes:
    """Return a pattern for a name in any of its spellings: /J#61vaScript is /JavaScript."""
    letters = (b"(?:%c|#%b)" % (sign, re.sub(rb"([a-f])", rb"(?i:\1)", b"%02x" % sign)) for sign in name)
    return b"".join(letters)


def any_of(*names: bytes) -> bytes:
    """Return a pattern for one of some names, up to its end, in any spelling."""
    return rb"/((?:%b))(?!%b)" % (b"|".join(map(spelled, names)), REGULAR)


HOLDS = (b"EmbeddedFile", b"EmbeddedFiles", b"FileAttachment", b"RichMedia")
ACTS = tuple(name for name in DOES if name not in HOLDS)
GAP = rb"(?:[%b]|%%[^\r\n]*+)*+" % WHITE
PACKED = re.compile(
    b"|".join((
        any_of(b"S") + GAP + any_of(*ACTS),
        any_of(b"S") + GAP + rb"[0-9]",
        any_of(b"Subtype") + GAP + any_of(b"RichMedia", b"FileAttachment", b"Movie"),
        any_of(b"XFA", b"EmbeddedFiles", b"EF") + GAP + rb"[<\[0-9]",
    ))
)  # fmt: skip
"""The same in packed objects, where a reader may begin at any byte, so that texts cannot be told from the rest: what
is beside a name is asked since a title may read "HTML/JS" or "Program/Launch 2023". An action whose kind is
written elsewhere hides it."""


BARE = re.compile(any_of(b"S") + GAP + any_of(*ACTS))
"""An action that is written whole, in no object at all; no program that writes files does that."""


class TooMuch(Exception):
    """More than is looked through."""


@dataclass(frozen=True)
class Written:
    """An object as it is written: its tokens, names as they are read, texts as `(`; and where its stream begins."""

    tokens: tuple[bytes, ...]
    body: int | None = None

    @property
    def holds_objects(self) -> bool:
        return b"/ObjStm" in self.tokens or b"/First" in self.tokens

    def told(self, name: bytes) -> list[tuple[bytes, ...]]:
        """Return what follows each time a name is written: one token, or those of an array."""
        found = []
        for place, token in enumerate(self.tokens):
            if token == name:
                rest = self.tokens[place + 1 : place + LONGEST_LIST]
                is_list = rest[:1] == (b"[",) and b"]" in rest
                found.append(rest[1 : rest.index(b"]")] if is_list else rest[:1])
        return found

    @property
    def is_plain(self) -> bool:
        """Whether the body stands there as it is."""
        return not any(token in self.tokens for token in (b"/Filter", b"/F"))

    @property
    def is_readable(self) -> bool:
        """Whether the body is packed in the one way that is undone here."""
        filters, steps = self.told(b"/Filter"), self.told(b"/Predictor")
        parms = [*self.told(b"/DecodeParms"), *self.told(b"/DP")]
        return (
            filters == [(b"/FlateDecode",)]
            and b"/F" not in self.tokens
            and all(step == (b"1",) for step in steps)
            and all(told[:1] in ((b"<<",), (b"null",)) for told in parms)
        )


class Reader:
    """Reads objects from a file, none twice as far as its steps go; raises TooMuch where they are used up."""

    def __init__(self, content: bytes) -> None:
        self.content, self.left = content, MOST_READ

    def objects(self) -> Iterator[Written]:
        """Yield whatever begins like an object, and the trailers."""
        for found in BEGINS.finditer(self.content):
            yield self.read(found.end())

    def read(self, place: int) -> Written:
        """Return the object at a place: to the end of its dictionary or array, of a lone name or number that alone."""
        tokens = list[bytes]()
        depth, arrays = 0, 0
        while token := self.token(place):
            place, word = token
            tokens.append(word)
            if word == b"<<":
                depth += 1
            elif word == b">>":
                depth -= 1
            elif not depth:
                arrays += (word == b"[") - (word == b"]")
            if depth <= 0 and arrays <= 0:
                break
        begin = self.blank(place)
        is_stream = tokens[-1:] == [b">>"] and self.content.startswith(b"stream", begin)
        return Written(tuple(tokens), self.blank(begin + 6, WHITES) if is_stream else None)

    def token(self, place: int) -> tuple[int, bytes] | None:
        """Return the next token and where it ends, None at the end of the file."""
        found = TOKEN.match(self.content, self.blank(place))
        if found is None:
            return None
        word, end = found[0], found.end()
        if word[:1] == b"(":
            end = end if len(word) > 1 else self.closed(end)
            word = b"("
        elif word[:1] == b"/" and b"#" in word:
            word = unescaped(word)
        self.pay(end - found.start())
        return end, word

    def blank(self, place: int, signs: re.Pattern[bytes] = BLANK) -> int:
        """Return where the blanks and comments after a place end."""
        found = signs.match(self.content, place)
        end = found.end() if found else place
        self.pay(end - place)
        return end

    def closed(self, place: int) -> int:
        """Return where a text ends that holds brackets of its own."""
        depth = 1
        for found in BRACKET.finditer(self.content, place):
            self.pay(0)
            depth += {b"(": 1, b")": -1}.get(found[0], 0)
            if not depth:
                return found.end()
        return len(self.content)

    def pay(self, size: int) -> None:
        self.left -= 1 + size // 32
        if self.left < 0:
            raise TooMuch


def pdf_fault(content: bytes) -> Fault | None:
    """Return what is wrong with a PDF: encryption, programs, attachments, also in packed objects; NIK in its text."""
    if b"%%EOF" not in content[-4096:]:
        return Fault("damaged", {"kind": "PDF"})
    try:
        return object_fault(content) or text_fault(content)
    except TooMuch:
        return Fault("unreadable")


def object_fault(content: bytes) -> Fault | None:
    """Return the fault of what is written as an object, or packed with others in a stream."""
    left, has_plain = MOST_OBJECTS, False
    for one in Reader(content).objects():
        if b"/Encrypt" in one.tokens:
            return Fault("encrypted")
        if what := next((REFUSED[token] for token in one.tokens if token in REFUSED), None):
            return Fault("active", {"what": what})
        if b"/S" in one.tokens and any(kind[:1] and kind[0].isdigit() for kind in one.told(b"/S")):
            return Fault("active", {"what": "S"})
        if one.body is None or not one.holds_objects:
            continue
        if one.is_plain:
            has_plain = True  # where it ends two readers may see differently, so the whole file is looked through below
            continue
        objects = inflated(content, one.body, left + 1) if one.is_readable else b""
        left -= len(objects)
        if left < 0 or not objects:
            return Fault("unreadable")
        if found := PACKED.search(objects):
            return told(found)
    found = PACKED.search(content) if has_plain else BARE.search(content)
    return told(found) if found else None


def told(found: re.Match[bytes]) -> Fault:
    """Return the fault that a name is."""
    return Fault("active", {"what": unescaped(found[found.lastindex or 0]).decode()})


def unescaped(name: bytes) -> bytes:
    """Return a name as it is read: /J#61vaScript is /JavaScript."""
    return ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), name)
