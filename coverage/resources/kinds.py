"""Kinds of reference data: their columns, how each is read, and by which a line is found again."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from accounts.models import User
from coverage.queries import reference
from coverage.queries.reference import Line
from coverage.resources.readers import day, day_or_none, number, optional, other_name, required, yes_or_no

Reader = Callable[[str, str], str]
Gate = Callable[[Line], object]
PersonsGate = Callable[[Line, User, datetime], object]


@dataclass(frozen=True)
class Kind:
    """A kind of reference data: its columns with how each is read, and those by which a line is found again."""

    columns: dict[str, Reader]
    key: tuple[str, ...]
    standing: Callable[[date], Iterable[Line]]
    never_compared: tuple[str, ...] = ()

    def key_of(self, line: Line) -> tuple[str, ...]:
        return tuple(line[column] for column in self.key)


@dataclass(frozen=True)
class Table:
    """A kind of reference data with its word in the address, its title, and the gate by which a person writes lines."""

    word: str
    title: Any
    kind: Kind
    gate: PersonsGate


CATEGORIES = Kind(
    {"kode": required, "nama": required, "urutan": number, "skema": required, "rentan": yes_or_no, "segmen": optional,
     "segmen_sejak": day_or_none, "mulai": day, "sebelum": day},
    key=("kode",), standing=reference.categories, never_compared=("segmen_sejak",),
)  # fmt: skip
PAYERS = Kind({"kode": required, "nama": required, "urutan": number}, key=("kode",), standing=reference.payers)
ALIASES = Kind(
    {"sistem": required, "sebutan": other_name, "kode": required, "sumber": required},
    key=("sistem", "sebutan", "kode"), standing=reference.aliases, never_compared=("sumber",),
)  # fmt: skip
TARGETS = Kind(
    {"kode": required, "tahun": number, "segmen": optional, "target": number, "penerbit": required, "cara": required,
     "dasar_hukum": optional, "dokumen": optional, "per_tanggal": day},
    key=("kode", "tahun", "segmen"), standing=reference.targets,
)  # fmt: skip
