"""What each column of a sheet is taken for, known again by its headings, and how two layouts differ. Pure.

The fingerprint is made of the headings alone, in any order, with months and years left out: next month's file of the
same sender has the same, and what a person decided about it is replayed.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum

from coverage.sheets.cells import letters
from coverage.sheets.periods import month_within, parse_period
from coverage.sheets.roles import BY_HEADING, MEASURES, OPENSID_SIGNS, Role
from coverage.sheets.vocabulary import Vocabulary
from regions.names import plain

RENAMED = 0.6
UNIT = re.compile(r"\((?:[^)]*)\)")
TEMPLATE = frozenset({"kode wilayah", "peserta aktif"})
NO_PAYER = frozenset(
    {"perusahaan", "badan usaha", "desa", "provinsi", "pekerja", "peserta", "sendiri", "pusat", "kementerian"}
)
"""Words for a payer in a cell that mean something else as the heading of a column."""


class Kind(StrEnum):
    """What sort of table it is."""

    TEMPLATE = "template"  # the portal's own format
    FIGURES = "figures"  # one count a row
    WIDE = "wide"  # several counts a row: a column for each category, payer or month
    PERSONS = "persons"  # a row a worker
    RESIDENTS = "residents"  # an export of OpenSID: a row a resident, insured or not
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a heading says: a role, and of counts the category, payer and month. Several codes are a doubt."""

    role: Role | None = None
    categories: tuple[str, ...] = ()
    payers: tuple[str, ...] = ()
    month: int | None = None  # 1 to 12
    year: int | None = None

    @property
    def is_about_counts(self) -> bool:
        return self.role in MEASURES or bool(self.categories or self.payers or self.month or self.year)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its place (from 0), its heading lines as written, top down, and what they mean."""

    index: int
    parts: tuple[str, ...]
    meaning: Meaning = Meaning()

    @property
    def heading(self) -> str:
        """The heading as a message names it: its lines joined, or the letter of the column."""
        return " / ".join(self.parts) or letters(self.index)

    @property
    def key(self) -> str:
        """The heading by which a decision about the column is remembered."""
        return "|".join(timeless(part) for part in self.parts)

    @property
    def role(self) -> Role | None:
        return self.meaning.role


@dataclass(frozen=True)
class Layout:
    """The columns of a table and the sort of table they make."""

    columns: tuple[Column, ...]
    kind: Kind = Kind.UNKNOWN

    @property
    def fingerprint(self) -> str:
        """The same for the same headings in any order and of any month."""
        keys = Counter(column.key for column in self.columns if column.key)
        lines = sorted(key if "{" in key else f"{key}#{count}" for key, count in keys.items())
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()

    def of(self, *roles: Role) -> tuple[Column, ...]:
        """Return the columns of these roles, from left to right."""
        return tuple(column for column in self.columns if column.role in roles)

    def first(self, role: Role) -> Column | None:
        return next(iter(self.of(role)), None)


def plain_heading(text: str) -> str:
    """Return a heading in plain form without what stands in brackets: "Peserta Aktif (orang)" is "peserta aktif"."""
    return plain(UNIT.sub(" ", text)) or plain(text)


def time_in(part: str) -> tuple[int | None, int | None, str]:
    """Return (1 to 12, year, the rest in plain form) of one heading line: "Peserta Aktif Des 2023", "2023-12-01"."""
    if month := parse_period(part).month:
        return month % 100, month // 100, ""
    return month_within(plain_heading(part))


def timeless(part: str) -> str:
    number, year, left = time_in(part)
    return left if number is None and year is None else f"{left} {{bulan}}".strip()


def meaning_of(parts: Sequence[str], words: Vocabulary) -> Meaning | None:
    """Return what heading lines mean together, or None where one is unknown or contradicts another."""
    if len(parts) > 1 and (role := BY_HEADING.get(plain_heading(" ".join(parts)))):
        return Meaning(role)  # one heading broken over two lines
    joined = Meaning()
    for part in parts:
        said = meaning_of_part(part, words)
        if said is None or (met := joined_meaning(joined, said)) is None:
            return None
        joined = met
    return joined if joined.role or joined.is_about_counts else None


def meaning_of_part(part: str, words: Vocabulary) -> Meaning | None:
    """Return what one heading line means: a known heading, a category, a payer, a month, or a heading with a month."""
    heading = plain_heading(part)
    if role := BY_HEADING.get(heading):
        return Meaning(role)
    number, year, left = time_in(part)
    if number or year:
        if not left:
            return Meaning(month=number, year=year)
        said = meaning_of_part(left, words)
        return replace(said, month=number, year=year) if said and said.is_about_counts else None
    if categories := words.categories.codes(heading):
        return Meaning(categories=categories)
    if heading not in NO_PAYER and (payers := words.payers.exactly(heading)):
        return Meaning(payers=payers)
    return None


def joined_meaning(upper: Meaning, lower: Meaning) -> Meaning | None:
    """Return both meanings in one, or None where they contradict each other or are not about counts."""
    if upper == Meaning():
        return lower
    if not upper.is_about_counts or not lower.is_about_counts:
        return None
    role = upper.role
    if lower.role is not None:
        if role not in (None, lower.role) and Role.SUM not in (role, lower.role):
            return None
        role = lower.role if role in (None, Role.COUNT) else role
    pairs = ((upper.categories, lower.categories), (upper.payers, lower.payers), (upper.month, lower.month))
    if any(above and below for above, below in pairs[1:]):
        return None
    return Meaning(
        role,
        lower.categories or upper.categories,  # "Informal / Petani": the lower line says it more closely
        upper.payers or lower.payers,
        upper.month or lower.month,
        lower.year or upper.year,
    )


def layout_of(columns: Iterable[Column], words: Vocabulary) -> Layout:
    """Return the columns with what their headings mean, and the sort of table they make."""
    read = [replace(column, meaning=meaning_of(column.parts, words) or Meaning()) for column in columns]
    return settled(read)


def settled(columns: Sequence[Column]) -> Layout:
    """Return the layout of columns whose headings were read: what depends on the other columns is decided here."""
    headings = {plain_heading(column.parts[-1]) for column in columns if column.parts}
    if len(OPENSID_SIGNS & headings) >= 3:
        return Layout(tuple(map(of_person, columns)), Kind.RESIDENTS)
    personal = [column for column in columns if column.role == Role.PERSONAL]
    counts_nothing = not any(column.meaning.is_about_counts for column in columns)
    if any(column.role == Role.NIK for column in columns) or len(personal) >= 3 or (personal and counts_nothing):
        return Layout(tuple(map(of_person, columns)), Kind.PERSONS)
    counting = tuple(map(as_count, columns))
    if not any(column.role == Role.COUNT for column in counting):  # "Jumlah" alone is the count itself
        sums = [column for column in counting if column.role == Role.SUM]
        alone = sums[0].index if len(sums) == 1 else None
        counting = tuple(
            replace(column, meaning=replace(column.meaning, role=Role.COUNT)) if column.index == alone else column
            for column in counting
        )
    return Layout(counting, kind_of(counting, headings))


def as_count(column: Column) -> Column:
    """Return a column under a category, payer or month as one of counts, unless its heading says otherwise."""
    said = column.meaning
    if said.role is None and said.is_about_counts:
        return replace(column, meaning=replace(said, role=Role.COUNT))
    return column


def of_person(column: Column) -> Column:
    """Return a column of a person list: what is no place, time, category or payer is personal, and dropped."""
    heading = plain_heading(column.parts[-1]) if column.parts else ""
    kept = column.role in KEPT_OF_PERSONS and heading != "nama"
    return column if kept else replace(column, meaning=Meaning(Role.PERSONAL))


KEPT_OF_PERSONS = frozenset(Role) - MEASURES - {Role.PERSONAL, Role.IGNORED, Role.NUMBER}


def kind_of(columns: Sequence[Column], headings: set[str]) -> Kind:
    counts = [column for column in columns if column.role == Role.COUNT]
    if headings >= TEMPLATE:
        return Kind.TEMPLATE
    if len(counts) > 1 or any(column.meaning.categories or column.meaning.month for column in counts):
        return Kind.WIDE
    return Kind.FIGURES if counts else Kind.UNKNOWN


# What a person decided, and what changed since


class Moved(StrEnum):
    """How a column differs between two layouts."""

    ADDED = "added"
    REMOVED = "removed"
    RENAMED = "renamed"


@dataclass(frozen=True, slots=True)
class Change:
    """One column that differs: its heading before and now ("" where there is none)."""

    how: Moved
    before: str = ""
    now: str = ""


def with_choices(layout: Layout, chosen: Mapping[str, Meaning]) -> Layout:
    """Return the layout with what a person decided about columns, by their keys; "key@3" means the fourth alone.

    Other columns stay as they were read.
    A person list stays one, and its columns of names and numbers of persons stay what they are: else a wrong choice
    would carry them into what is kept.
    """
    of_persons = layout.kind in (Kind.PERSONS, Kind.RESIDENTS)
    columns = tuple(
        replace(column, meaning=meaning)
        if (meaning := chosen.get(f"{column.key}@{column.index}") or chosen.get(column.key))
        and not (of_persons and names_a_person(column))
        else column
        for column in layout.columns
    )
    return Layout(columns, layout.kind) if of_persons else settled(columns)


def names_a_person(column: Column) -> bool:
    heading = plain_heading(column.parts[-1]) if column.parts else ""
    return heading == "nama" or BY_HEADING.get(heading) in (Role.PERSONAL, Role.NIK)


def changes(before: Layout, now: Layout) -> tuple[Change, ...]:
    """Return which columns were added, removed or renamed. Order, months and years do not count as a change."""
    old, new = ({column.key: column for column in each.columns if column.key} for each in (before, now))
    gone = [column for key, column in old.items() if key not in new]
    come = [column for key, column in new.items() if key not in old]
    found = []
    for column in gone:
        near = max(come, key=lambda other: likeness(column, other), default=None)
        if near is not None and likeness(column, near) >= RENAMED:
            come.remove(near)
            found.append(Change(Moved.RENAMED, column.heading, near.heading))
        else:
            found.append(Change(Moved.REMOVED, before=column.heading))
    return (*found, *(Change(Moved.ADDED, now=column.heading) for column in come))


def likeness(one: Column, other: Column) -> float:
    return SequenceMatcher(None, one.key, other.key).ratio()
