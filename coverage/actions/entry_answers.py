"""What the entry grid sends and is answered, cell by cell; kept as JSON, so that a repeated sending is known."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from coverage.entry_errors import shortened

ECHO = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Stands in a stored sentence for what was typed."""


class EntryState(StrEnum):
    """What became of a cell that was sent."""

    SAVED = "saved"
    SAME = "same"  # it held that already
    REFUSED = "refused"  # it cannot be; the sentence says why
    CONFLICT = "conflict"  # someone else changed it since it was shown
    LOCKED = "locked"  # it cannot be written now; the sentence says who can lift that


@dataclass(frozen=True)
class Sent:
    """One cell as someone typed it: by codes, with the version it was shown in (0: it was blank).

    `until` is the day until which it is paid; where `keeps_until`, what stands there stays.
    """

    region_code: str
    category_code: str
    payer_code: str
    text: str
    seen: int
    until: date | None = None
    keeps_until: bool = True

    @property
    def id(self) -> str:
        """The cell as the grid names it: "64.01.01.2001|petani|apbd_kab"."""
        return f"{self.region_code}|{self.category_code}|{self.payer_code}"


@dataclass(frozen=True)
class Theirs:
    """What someone else made of a cell meanwhile: as it is shown, its version, who and when."""

    text: str
    version: int
    by: str
    at: datetime | None


@dataclass(frozen=True)
class EntryAnswer:
    """What became of one cell: what it holds now and in which version; `message` says what is to be done, or is ""."""

    id: str
    state: EntryState
    version: int
    text: str
    message: str = ""
    theirs: Theirs | None = None


@dataclass(frozen=True)
class SavedEntries:
    """The answer to one sending, in the order in which its cells came."""

    key: str
    cells: tuple[EntryAnswer, ...]

    def of_state(self, *states: EntryState) -> tuple[EntryAnswer, ...]:
        return tuple(cell for cell in self.cells if cell.state in states)

    @property
    def has_conflicts(self) -> bool:
        return bool(self.of_state(EntryState.CONFLICT))


def digest_of(report: int, sent: Sequence[Sent]) -> str:
    """Return what tells one content of a sending from another."""
    rows = [[one.id, one.text, one.seen, one.until.isoformat() if one.until else None, one.keeps_until] for one in sent]
    return hashlib.sha256(json.dumps([report, rows]).encode()).hexdigest()


def without_echo(saved: SavedEntries, sent: Sequence[Sent]) -> SavedEntries:
    """Return an answer as it is stored: who pastes the wrong column leaves no name and no identity number behind."""
    return replace(saved, cells=tuple(swapped(*pair) for pair in zip(saved.cells, sent, strict=True)))


def with_echo(saved: SavedEntries, sent: Sequence[Sent]) -> SavedEntries:
    """Return a stored answer as it was given at first, to who sends the same again."""
    return replace(saved, cells=tuple(swapped(*pair, back=True) for pair in zip(saved.cells, sent, strict=True)))


def swapped(cell: EntryAnswer, one: Sent, *, back: bool = False) -> EntryAnswer:
    """Return the answer to a refused cell with ECHO in the place of what was typed, or the other way round."""
    typed = shortened(one.text.strip())
    if cell.state != EntryState.REFUSED or not typed:
        return cell
    return replace(cell, message=cell.message.replace(*((ECHO, typed) if back else (typed, ECHO))))


def as_json(saved: SavedEntries) -> list[dict[str, Any]]:
    """Return the cells of an answer as JSON can hold them."""
    return [
        {
            "id": cell.id,
            "state": cell.state.value,
            "version": cell.version,
            "text": cell.text,
            "message": cell.message,
            "theirs": theirs_as_json(cell.theirs),
        }
        for cell in saved.cells
    ]


def theirs_as_json(theirs: Theirs | None) -> dict[str, Any] | None:
    if theirs is None:
        return None
    at = theirs.at.isoformat() if theirs.at else None
    return {"text": theirs.text, "version": theirs.version, "by": theirs.by, "at": at}


def from_json(key: str, cells: Sequence[dict[str, Any]]) -> SavedEntries:
    """Return the answer that `as_json` wrote down."""
    return SavedEntries(
        key,
        tuple(
            EntryAnswer(
                cell["id"],
                EntryState(cell["state"]),
                cell["version"],
                cell["text"],
                cell["message"],
                theirs_from_json(cell["theirs"]),
            )
            for cell in cells
        ),
    )


def theirs_from_json(told: dict[str, Any] | None) -> Theirs | None:
    if told is None:
        return None
    at = datetime.fromisoformat(told["at"]) if told["at"] else None
    return Theirs(told["text"], told["version"], told["by"], at)
