"""Lists with a row a worker: counted once per person, and forgotten. Pure; nothing personal leaves this module.

While a list is read, each person is only the number of the NIK in memory; what comes out are counts, row numbers and
masked numbers. Names, dates of birth and all other columns are never looked at. The first six digits of a NIK tell
where it was issued, not where its owner works, and are not used.
"""

import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import itemgetter
from typing import Any

from coverage.sheets.cells import BLANKS, Row, Value, cell, is_blank, written
from coverage.sheets.codes import parse_code
from coverage.sheets.layouts import Kind, Layout
from coverage.sheets.periods import month_and_year, parse_period
from coverage.sheets.places import Written
from coverage.sheets.roles import CODES, Role

NIK = re.compile(r"[0-9]{6}(?:0[1-9]|[12][0-9]|3[01]|4[1-9]|[56][0-9]|7[01])(?:0[1-9]|1[0-2])[0-9]{6}")
"""16 digits: where issued (6), day of birth (plus 40 for women), month, year, running number."""
SIXTEEN = re.compile(r"[0-9]{16}")
MANY_DIGITS = re.compile(r"(?:[0-9][ .-]?){8,}")
MOST_PROBLEMS = 1000
ACTIVE = frozenset({"aktif", "active", "a", "ya", "1", "peserta aktif", "terdaftar aktif"})
INACTIVE = frozenset(
    {"non aktif", "nonaktif", "non-aktif", "tidak aktif", "menunggak", "na", "n", "tidak", "0", "keluar", "berhenti",
     "meninggal", "inactive", "tdk aktif"}
)  # fmt: skip
LIVING = "1"

JOBS: dict[str, str] = {
    "9": "petani", "10": "peternak", "11": "nelayan", "15": "pu", "16": "pu", "17": "pu", "18": "non_asn",
    "19": "buruh_lepas", "20": "buruh_lepas", "41": "keagamaan", "42": "keagamaan", "43": "keagamaan",
    "44": "keagamaan", "45": "keagamaan", "85": "aparatur_desa", "86": "aparatur_desa",
}  # fmt: skip
"""Category of `pekerjaan_id` of OpenSID, where it tells one. Others, as wiraswasta (88), are left to a person."""


@dataclass(frozen=True, slots=True)
class Group:
    """What a row is counted under: the words of its place, category, payer and period, as written."""

    place: Written
    category: str = ""
    payer: str = ""
    period: str | int | float | date | None = None
    year: str = ""

    @property
    def months(self) -> tuple[int, ...]:
        """The months that the words can mean: none without any, several where a person must choose."""
        return parse_period(self.period).months or month_and_year(self.period, self.year).months


@dataclass(frozen=True, slots=True)
class Trouble:
    """A row that is not counted: why, and its NIK with the middle masked, if it has 16 digits.

    Of a person listed before, `first_row` and `first_sheet` are where; sheets are numbered as the caller does.
    """

    row: int
    code: str
    masked: str = ""
    sheet: int = 0
    first_row: int = 0
    first_sheet: int = 0


@dataclass(frozen=True)
class Counted:
    """All that is kept of a person list. `read` is what was counted and all that was `left`, by its reason.

    `heads` holds the persons of each group, `first_rows` its first row. Of the troubles the first thousand are kept.
    """

    read: int
    heads: dict[Group, int]
    first_rows: dict[Group, int]
    left: dict[str, int]
    troubles: tuple[Trouble, ...]

    @property
    def counted(self) -> int:
        return sum(self.heads.values())


def masked(nik: str) -> str:
    """Return a NIK as it may be shown: "6401********0001". What has no 16 digits is not shown at all."""
    return f"{nik[:4]}********{nik[-4:]}" if SIXTEEN.fullmatch(nik) else ""


def nik_trouble(value: Value) -> str:
    """Return why a cell is no NIK, "" where it is one. A number cell is none: spreadsheets keep 15 digits of it."""
    if is_blank(value):
        return "nik_blank"
    if not isinstance(value, str):
        return "nik_is_number" if isinstance(value, int | float) and not isinstance(value, bool) else "nik_wrong"
    text = value.strip(BLANKS).lstrip("'")
    if NIK.fullmatch(text):
        return ""
    if SIXTEEN.fullmatch(text):
        return "nik_impossible"
    return "nik_length" if text.isascii() and text.isdigit() else "nik_wrong"


ROW_BITS, SHEET_BITS = 21, 19
ROW_MASK, SHEET_MASK = (1 << ROW_BITS) - 1, (1 << SHEET_BITS) - 1


class PersonCounter:
    """Counts a list, lot by lot. It holds numbers of persons while it lives; `result` holds none."""

    def __init__(self, layout: Layout) -> None:
        self.keys: dict[Group, int] = {}
        self.described: list[tuple[Group, int]] = []
        self.heads: list[int] = []
        self.seen: dict[tuple[int, ...], dict[int, int]] = {}
        self.read = 0
        self.left: Counter[str] = Counter()
        self.troubles: list[Trouble] = []
        self.turn_to(layout)

    def turn_to(self, layout: Layout, passing: Callable[[Sequence[Value]], str] | None = None) -> None:
        """Go on with a sheet of another layout; who was counted stays counted.

        `passing` tells why a row without a NIK is about no person ("" where it may be), so that it is none that fails.
        """
        self.passing = passing
        self.nik = index_of(layout, Role.NIK)
        self.status = index_of(layout, Role.STATUS)
        self.living = index_of(layout, Role.LIVING) if layout.kind is Kind.RESIDENTS else None
        self.columns: dict[str, int | None] = {
            "code": index_of(layout, *CODES),
            **{name: index_of(layout, Role(name)) for name in ("province", "regency", "district", "village", "region")},
            **{name: index_of(layout, Role(name)) for name in ("category", "payer", "year", "job")},
            "period": index_of(layout, Role.PERIOD, Role.MONTH),
        }
        self.names = tuple(name for name, column in self.columns.items() if column is not None)
        self.grouping = tuple(column for column in self.columns.values() if column is not None)
        self.groups: dict[tuple[Value, ...], tuple[int, dict[int, int]]] = {}
        # Most of a million rows are filled up to the last column that counts: these are picked at one stroke.
        are_several = len(self.grouping) > 1  # of a single one no tuple would come
        self.reaches = max(self.grouping) if are_several else sys.maxsize
        self.picked: Callable[..., tuple[Any, ...]] = itemgetter(*self.grouping) if are_several else tuple

    def add(self, rows: Iterable[Row], sheet: int = 0) -> None:
        """Count the rows of one lot; `sheet` is the number of their sheet in the file."""
        is_nik, grouping, groups, heads = NIK.fullmatch, self.grouping, self.groups, self.heads
        nik_at, asks_status = self.nik, self.status is not None or self.living is not None
        base, reaches, picked = sheet << ROW_BITS, self.reaches, self.picked
        for number, values in rows:
            self.read += 1
            nik = values[nik_at] if nik_at is not None and nik_at < len(values) else None
            if not isinstance(nik, str) or not is_nik(nik):
                why = self.passing(values) if self.passing is not None else ""
                nik = self.passed(number, why, sheet) if why else self.mended(number, nik, sheet)
                if not nik:
                    continue
            if asks_status and not self.is_counted(number, values, nik, sheet):
                continue
            if len(values) > reaches:
                said = picked(values)
            else:
                said = tuple([values[column] if column < len(values) else None for column in grouping])
            group = groups.get(said)
            if group is None and (group := self.opened(said, number, nik, sheet)) is None:
                continue
            place, persons = group
            mark = place << ROW_BITS + SHEET_BITS | base | number
            first = persons.setdefault(int(nik), mark)
            if first == mark:
                heads[place] += 1
            else:
                self.again(number, nik, sheet, first, place)

    def passed(self, number: int, why: str, sheet: int) -> str:
        self.leave(number, why, "", sheet)
        return ""

    def mended(self, number: int, value: Value, sheet: int) -> str:
        """Return a NIK without the blanks around it; "" and a trouble where it is none."""
        code = nik_trouble(value)
        text = written(value).lstrip("'") if isinstance(value, str) else ""
        if code:
            self.leave(number, code, text, sheet)
            return ""
        return text

    def is_counted(self, number: int, values: Sequence[Value], nik: str, sheet: int) -> bool:
        """Say whether a person is an active member, or a living resident; who is not is left with that reason."""
        if self.living is not None and written(cell(values, self.living)) != LIVING:
            self.leave(number, "not_living", nik, sheet)
            return False
        if self.status is None or self.living is not None:
            return True
        status = written(cell(values, self.status)).lower()
        if status in ACTIVE:
            return True
        self.leave(number, "not_active" if status in INACTIVE else "status_unknown", nik, sheet)
        return False

    def opened(self, said: tuple[Value, ...], number: int, nik: str, sheet: int) -> tuple[int, dict[int, int]] | None:
        """Return the group of a row that is the first of it; None where its words cannot be kept."""
        words = dict(zip(self.names, said, strict=True))
        group, code = described(words)
        if group is None:
            self.leave(number, code, nik, sheet)
            return None
        key = self.keys.setdefault(group, len(self.keys))
        if key == len(self.described):
            self.described.append((group, number))
            self.heads.append(0)
        found = (key, self.seen.setdefault(group.months, {}))
        self.groups[said] = found
        return found

    def again(self, number: int, nik: str, sheet: int, first: int, place: int) -> None:
        code = "person_twice" if first >> ROW_BITS + SHEET_BITS == place else "person_twice_elsewhere"
        self.leave(number, code, nik, sheet, first & ROW_MASK, first >> ROW_BITS & SHEET_MASK)

    def leave(self, number: int, code: str, nik: str, sheet: int, first_row: int = 0, first_sheet: int = 0) -> None:
        self.left[code] += 1
        if len(self.troubles) < MOST_PROBLEMS:
            self.troubles.append(Trouble(number, code, masked(nik), sheet, first_row, first_sheet))

    def result(self) -> Counted:
        """Return what is kept, and forget the persons."""
        self.seen.clear()
        self.groups.clear()
        pairs = list(zip(self.described, self.heads, strict=True))
        return Counted(
            read=self.read,
            heads={group: heads for (group, _), heads in pairs if heads},
            first_rows={group: number for (group, number), heads in pairs if heads},
            left=dict(self.left),
            troubles=tuple(self.troubles),
        )


def index_of(layout: Layout, *roles: Role) -> int | None:
    """Return the place of the first column of the first of these roles that the layout has."""
    return next((column.index for role in roles for column in layout.of(role)), None)


def described(words: Mapping[str, Value]) -> tuple[Group | None, str]:
    """Return the group that the words of a row make; None and why where one of them may be about a person.

    A word with many digits is no place, category or payer; a period that is none may be anything.
    """
    texts = {name: written(value) for name, value in words.items()}
    if any(MANY_DIGITS.search(text) for name, text in texts.items() if name not in ("code", "period")):
        return None, "word_holds_number"
    code = words.get("code")
    if parse_code(code).is_unreadable:
        return None, "person_code_unreadable"
    period = words.get("period")
    category = texts.get("category", "")
    if "job" in texts:
        category = JOBS.get(texts["job"], "")
        if not category:
            return None, "job_without_category"
    place = Written(code, *(texts.get(name, "") for name in ("province", "regency", "district", "village", "region")))
    kept = period if isinstance(period, str | int | float | date) else None
    group = Group(place, category, texts.get("payer", ""), kept, texts.get("year", ""))
    return (group, "") if group.months or is_blank(period) else (None, "person_no_period")
