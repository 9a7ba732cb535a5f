"""Programmes and editions as kinds of reference data: their columns, and how each is read."""

from awards.queries import reference
from coverage.resources import Kind, day, day_or_none, number, required

PROGRAMMES = Kind({"kode": required, "nama": required}, key=("kode",), standing=reference.programmes)
EDITIONS = Kind(
    {"penghargaan": required, "tahun_data": number, "sebutan": required, "dibuka": day, "ditutup": day_or_none},
    key=("penghargaan", "tahun_data"), standing=reference.editions,
)  # fmt: skip
