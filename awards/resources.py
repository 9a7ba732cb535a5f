"""Programmes and editions as kinds of reference data: their columns, and how each is read."""

from awards.models import Round
from awards.queries import reference
from awards.queries.entrants.entry_lines import COLUMNS, entry_lines
from coverage.resources.kinds import Kind
from coverage.resources.readers import day, day_or_none, number, optional, required

PROGRAMMES = Kind({"kode": required, "nama": required}, key=("kode",), standing=reference.programmes)
EDITIONS = Kind(
    {"penghargaan": required, "tahun_data": number, "sebutan": required, "dibuka": day, "ditutup": day_or_none},
    key=("penghargaan", "tahun_data"), standing=reference.editions,
)  # fmt: skip


def entries_kind(round_: Round) -> Kind:
    """Return the entries of a round as a kind of lines: found again by category, region and number of the firm."""
    needed = ("kategori", "kode wilayah")
    return Kind(
        {column: required if column in needed else optional for column in COLUMNS},
        key=("kategori", "kode wilayah", "npp"), standing=lambda on: entry_lines(round_),
    )  # fmt: skip
