"""Catalogues of texts in another language: read as translators write them (.po), written as gettext reads them (.mo).

Only what this project uses: one text for one text, without plurals and contexts, so that no tools are needed.
"""

import ast
import re
import struct

MAGIC, HEAD, ENTRY = 0x950412DE, 7 * 4, 2 * 4
"""Of the format: its first number, the bytes of its head, and those of one entry in each of its two indexes."""
LINE = re.compile(r'(?:(msgid|msgstr) )?(".*")')
PLACEHOLDER = re.compile(r"%\([a-z_]+\)s|%s")


class UnreadableCatalogue(ValueError):
    """A line of a .po file is none that this project uses, or a text stands there twice."""


def texts_in(po: str) -> dict[str, str]:
    """Return msgstr by msgid, the head under ""; raise UnreadableCatalogue."""
    pairs: list[dict[str, str]] = []
    part = ""
    for number, line in enumerate(po.splitlines(), 1):
        if not line.strip() or (line.startswith("#") and not line.startswith("#,")):
            continue
        found = LINE.fullmatch(line)
        if not found or not (found[1] or pairs):
            raise UnreadableCatalogue(f"line {number} is not understood: {line[:80]}")
        if found[1] == "msgid":
            pairs.append({"msgid": "", "msgstr": ""})
        part = found[1] or part
        pairs[-1][part] += ast.literal_eval(found[2])
    texts: dict[str, str] = {}
    for pair in pairs:
        if pair["msgid"] in texts:
            raise UnreadableCatalogue(f"stands twice: {pair['msgid']}")
        texts[pair["msgid"]] = pair["msgstr"]
    return texts


def compiled(texts: dict[str, str]) -> bytes:
    """Return a catalogue as gettext reads it: two indexes of lengths and places, then the texts, each with a NUL."""
    told = sorted((msgid.encode(), msgstr.encode()) for msgid, msgstr in texts.items() if msgstr)
    place = HEAD + 2 * ENTRY * len(told)
    indexes, body = b"", b""
    for side in (0, 1):
        for pair in told:
            indexes += struct.pack("<II", len(pair[side]), place + len(body))
            body += pair[side] + b"\0"
    head = struct.pack("<7I", MAGIC, 0, len(told), HEAD, HEAD + ENTRY * len(told), 0, place)
    return head + indexes + body


def placeholders(text: str) -> list[str]:
    """Return what a text leaves open to be filled in, sorted."""
    return sorted(PLACEHOLDER.findall(text))
