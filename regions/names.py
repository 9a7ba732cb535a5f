"""Names of regions as people write them, brought to one plain form, and as the screen shows them. Pure."""

import re
import unicodedata
from dataclasses import dataclass

PROVINCE, REGENCY, CITY, DISTRICT = "provinsi", "kabupaten", "kota", "kecamatan"
VILLAGE, URBAN_VILLAGE, CUSTOMARY_VILLAGE = "desa", "kelurahan", "desa_adat"
"""The kinds, as `regions.enums.Kind` stores them; this module stays free of Django."""

PREFIXES = {
    "kabupaten administrasi": (REGENCY,),
    "kabupaten adm": (REGENCY,),
    "kab adm": (REGENCY,),
    "kabupaten": (REGENCY,),
    "kab": (REGENCY,),
    "kota administrasi": (CITY,),
    "kota adm": (CITY,),
    "kotamadya": (CITY,),
    "kodya": (CITY,),
    "kota": (CITY,),
    "provinsi": (PROVINCE,),
    "propinsi": (PROVINCE,),
    "prov": (PROVINCE,),
    "prop": (PROVINCE,),
    "kecamatan": (DISTRICT,),
    "kec": (DISTRICT,),
    "distrik": (DISTRICT,),
    "kapanewon": (DISTRICT,),
    "kemantren": (DISTRICT,),
    "desa adat": (CUSTOMARY_VILLAGE, VILLAGE),
    "desa": (VILLAGE, CUSTOMARY_VILLAGE),
    "ds": (VILLAGE, CUSTOMARY_VILLAGE),
    "kampung": (VILLAGE, CUSTOMARY_VILLAGE),
    "gampong": (VILLAGE,),
    "nagari": (VILLAGE,),
    "kelurahan": (URBAN_VILLAGE,),
    "kel": (URBAN_VILLAGE,),
}
"""Words that say what a region is, longest first where one begins another, and the kinds they may mean."""

FULL = {
    PROVINCE: "Provinsi",
    DISTRICT: "Kecamatan",
    VILLAGE: "Desa",
    URBAN_VILLAGE: "Kelurahan",
    CUSTOMARY_VILLAGE: "Desa Adat",
}
SHORT = {DISTRICT: "Kec.", VILLAGE: "Desa", URBAN_VILLAGE: "Kel.", CUSTOMARY_VILLAGE: "Desa Adat"}
STORED = (
    ("kabupaten ", REGENCY),
    ("kota ", CITY),
    ("kabupaten administrasi ", REGENCY),
    ("kota administrasi ", CITY),
)
"""What stands before the bare name of a regency or city in the register, in plain form."""


def plain(text: str) -> str:
    """Return `text` in small letters without accents, with every run of other signs as one blank: "kab paser"."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", " ", letters.replace("'", "")).strip()


def bare(name: str) -> str:
    """Return the name of a regency or city without its kind: "Paser", "Jakarta Timur".

    Not for districts and villages: the register holds their bare names, and "Kota Bangun" is one of them.
    """
    return re.sub(r"^(Kabupaten|Kota) (Administrasi )?(?=\S)", "", name)


def short(name: str, kind: str) -> str:
    """Return the name as a list shows it: "Kab. Paser", "Kota Bontang", "Kec. Kuaro", "Kel. Tanah Grogot"."""
    if kind == REGENCY:
        return f"Kab. {bare(name)}"
    if kind == CITY:
        return f"Kota {bare(name)}"
    return f"{SHORT[kind]} {name}" if kind in SHORT else name


def full(name: str, kind: str) -> str:
    """Return the name as a heading shows it: "Kabupaten Paser", "Kecamatan Kuaro", "Desa Janju", "Indonesia"."""
    return f"{FULL[kind]} {name}" if kind in FULL else name


@dataclass(frozen=True)
class Reading:
    """One way to understand what someone wrote: a plain name, and the kinds it may be of (none: any)."""

    name: str
    kinds: tuple[str, ...] = ()

    @property
    def forms(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """The plain names under which the register may hold it, each with the kinds it then may be of (none: any).

        Only regencies and cities carry their kind in the register: "paser" is "paser" of any kind, or the regency
        "kabupaten paser", or a city "kota paser", but no district called "Kota Paser".
        """
        held = tuple((f"{word}{self.name}", (kind,)) for word, kind in STORED)
        if not self.kinds:
            return ((self.name, ()), *held)
        if self.kinds in {(REGENCY,), (CITY,)}:
            return tuple((name, kinds) for name, kinds in held if kinds == self.kinds)
        return ((self.name, self.kinds),)


def readings(text: str) -> tuple[Reading, ...]:
    """Return every way to read `text`: as the name it is, and without the word that says the kind.

    "KAB. PASER" is "kab paser" of any kind, or "paser" that is a regency. "Kota Bangun" is the district of that name,
    or a city called "bangun".
    """
    name = plain(text)
    found = [Reading(name)] if name else []
    for word, kinds in PREFIXES.items():
        if name.startswith(f"{word} "):
            found.append(Reading(name.removeprefix(word).strip(), kinds))
            break
    return tuple(found)


def dotted(text: str) -> str | None:
    """Return the code that `text` is, with its dots: "64.01.01.2001" for "6401012001"; None where it is none.

    Nothing is guessed: "64.1" is no code, since it may be 64.10 or 64.01 that went through a spreadsheet.
    """
    written = text.strip()
    if written.upper() == "ID":
        return "ID"
    if not re.fullmatch(r"[0-9]{2}(\.[0-9]{2}(\.[0-9]{2}(\.[0-9]{4})?)?)?|[0-9]{4}|[0-9]{6}|[0-9]{10}", written):
        return None
    digits = written.replace(".", "")
    return ".".join(part for part in (digits[:2], digits[2:4], digits[4:6], digits[6:]) if part)
