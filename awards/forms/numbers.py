"""What the secretariat sends to freeze numbers: per entry and criterion a level or a number, its proof, a waiver."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.forms import ValidationError

from awards.arithmetic.contests import lowest_level
from awards.forms.amounts import amount_of
from awards.queries.results.numbers import Cell, Numbers, Stated
from awards.result_errors import SnapshotRefused
from paritrana.formatting import typed

LONGEST = 40
LONGEST_REASON = 1000


@dataclass(frozen=True)
class Said:
    """What was typed or is proposed for one cell, as text: `proof` is the number of a proof."""

    level: str = ""
    number: str = ""
    proof: str = ""
    waiver: str = ""


class NumbersForm:
    """A sending, or what is proposed: what the newest version says. `said` is by the key of a cell."""

    def __init__(self, numbers: Numbers, sent: Mapping[str, str] | None = None) -> None:
        self.cells = numbers.cells
        if sent is None:
            self.seen: int | None = numbers.newest
            self.said = {cell.key: proposed(cell) for cell in self.cells}
            self.is_whole = True
            return
        version = sent.get("versi", "")
        self.seen = int(version) if re.fullmatch(r"[0-9]{1,4}", version, re.ASCII) else None
        self.said = {cell.key: said_in(sent, cell.key) for cell in self.cells}
        self.is_whole = self.seen is not None and all(name in sent for cell in self.cells for name in names_of(cell))

    @property
    def rows(self) -> list[tuple[Cell, Said]]:
        return [(cell, self.said[cell.key]) for cell in self.cells]

    def stated(self) -> list[Stated]:
        """Return what is stated; raise SnapshotRefused for what cannot be read, and where the page came in part."""
        if not self.is_whole:
            raise SnapshotRefused("unknown")
        return list(self.statements())

    def statements(self) -> Iterator[Stated]:
        for cell, said in self.rows:
            waiver = said.waiver  # also of what has become known: the action tells it
            level = said.level if cell.takes_level else ""
            number = said.number if cell.takes_number else ""
            if not (waiver or level or number):
                continue
            raw = None
            if number:
                try:
                    raw = amount_of(number)
                except ValidationError as error:
                    told = {"entry": cell.name, "criterion": cell.criterion.name, "text": number}
                    raise SnapshotRefused("number", **told) from error
            proof = int(said.proof) if re.fullmatch(r"[0-9]{1,12}", said.proof, re.ASCII) else None
            yield Stated(cell.entry.pk, cell.criterion.code, level, raw, proof, waiver)


def names_of(cell: Cell) -> Iterator[str]:
    """Yield the names of the fields that a cell has on the page."""
    if cell.takes_level:
        yield f"tingkat-{cell.key}"
    if cell.takes_number:
        yield f"angka-{cell.key}"
    if cell.takes_level or cell.takes_number:
        yield f"bukti-{cell.key}"
    if cell.takes_waiver:
        yield f"alasan-{cell.key}"


def said_in(sent: Mapping[str, str], key: str) -> Said:
    return Said(
        sent.get(f"tingkat-{key}", "")[:LONGEST].strip(),
        sent.get(f"angka-{key}", "")[:LONGEST].strip(),
        sent.get(f"bukti-{key}", "")[:LONGEST].strip(),
        sent.get(f"alasan-{key}", "")[:LONGEST_REASON].replace("\r\n", "\n").replace("\0", "").strip(),
    )


def proposed(cell: Cell) -> Said:
    """Return what the newest version says; where it says nothing and no proof was handed in, the lowest level."""
    frozen, current = cell.frozen, {str(proof.pk) for proof in cell.proofs}
    if frozen is None or not (frozen.raw is not None or frozen.level or frozen.waiver):
        return Said(level="" if cell.own_proofs or not cell.takes_level else lowest_level(cell.criterion))
    proof = str(frozen.proofs[0]) if frozen.proofs else ""
    return Said(
        frozen.level, "" if frozen.raw is None else typed(frozen.raw), proof if proof in current else "", frozen.waiver
    )
