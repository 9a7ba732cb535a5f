"""The entries of a round as lines of text: what a file of proposals is held against, and what it means."""

from collections.abc import Iterator
from datetime import date

from awards.enums import EntryState, FirmSize
from awards.models import Entry, Round
from coverage.queries.reference import Line
from regions import names
from regions.queries.lookup import region_of

COLUMNS = ("kategori", "kode wilayah", "npp", "nama", "ukuran", "sektor", "kontak")
SIZES = {FirmSize.LARGE: "besar", FirmSize.MEDIUM: "menengah", FirmSize.SMALL: "umkm"}
"""The sizes as files write them."""


def entry_lines(round_: Round) -> Iterator[Line]:
    """Yield the entries of a round that stand; one that was withdrawn can be proposed anew."""
    rows = Entry.objects.filter(round=round_).exclude(state=EntryState.WITHDRAWN)
    for row in rows.select_related("category", "region", "firm").order_by("pk"):
        told = (row.category.code, row.region.code)
        if firm := row.firm:
            about = (firm.npp, firm.name, SIZES[FirmSize(firm.size)], firm.sector, firm.contact)
        else:
            about = ("", row.region.name, "", "", "")
        yield dict(zip(COLUMNS, (*told, *about), strict=True))


def in_one_form(line: Line, round_: Round, on: date) -> Line:
    """Return a line of a file as `entry_lines` writes it, as far as it says the same.

    A category may be written by its name, a region without its dots, its name in any spelling or not at all; what
    cannot be understood stays as it is written, for the gate to refuse.
    """
    told = dict(line)
    category = round_.edition.categories.filter(name__iexact=told["kategori"]).first()
    told["kategori"] = category.code if category else told["kategori"]
    told["npp"], told["ukuran"] = told["npp"].upper(), told["ukuran"].lower()
    told["kode wilayah"] = names.dotted(told["kode wilayah"]) or told["kode wilayah"]
    place = region_of(told["kode wilayah"], on).place
    if place and not told["npp"]:
        meant = region_of(told["nama"], on, level=place.level, within=round_.region) if told["nama"] else None
        if meant is None or place.id in {one.id for one in meant.candidates}:
            told["nama"] = place.name
    return told
