"""The counts of a person list as a table of their own, so that they are read like any other. Pure."""

from collections import Counter
from dataclasses import replace

from coverage.sheets.finding import Head
from coverage.sheets.findings import Finding, Status
from coverage.sheets.layouts import Column, Kind, Layout, Meaning
from coverage.sheets.persons import Counted, Trouble
from coverage.sheets.reading import Entry, Read
from coverage.sheets.roles import Role
from coverage.sheets.sifting import Table

ROLES = (
    *(Role.REGION_CODE, Role.PROVINCE, Role.REGENCY, Role.DISTRICT, Role.VILLAGE, Role.REGION),
    *(Role.CATEGORY, Role.PAYER, Role.PERIOD, Role.YEAR, Role.COUNT),
)
HEADINGS = (
    *("Kode Wilayah", "Provinsi", "Kabupaten/Kota", "Kecamatan", "Desa/Kelurahan", "Wilayah"),
    *("Kategori", "Sumber Dana", "Periode", "Tahun", "Jumlah orang"),
)
MOST_UNKNOWN = 200
UNKNOWN = frozenset({"name_unknown", "name_unknown_near", "category_unknown", "payer_unknown"})
LEFT_FOR_GOOD = frozenset({"person_twice", "not_active", "not_living"})
"""What is left out of a list for a good reason; everything else that is left must be mended."""


def as_table(counted: Counted) -> Table:
    """Return the groups of a list as rows of a table; the number of a row is that of the group's first person."""
    columns = tuple(
        Column(index, (heading,), Meaning(role))
        for index, (heading, role) in enumerate(zip(HEADINGS, ROLES, strict=True))
    )
    body = tuple(
        (counted.first_rows[group], (*group.place, group.category, group.payer, group.period, group.year, heads))
        for group, heads in counted.heads.items()
    )
    return Table(Head(0, 0, Layout(columns, Kind.FIGURES), ()), body, (), (), {})


def together(read: Read) -> Read:
    """Return the entries of a list with those of one key added up: two spellings of a village are one village.

    Words that are not known are kept to be asked about; where they are more than what was understood, and many, the
    wrong column was taken for places or categories, and none of its words is kept: they may be names of people.
    """
    heads: Counter[tuple[int, int, str, str]] = Counter()
    first: dict[tuple[int, int, str, str], Entry] = {}
    for entry in read.entries:
        key = (entry.region, entry.month, entry.category, entry.payer)
        heads[key] += entry.heads or 0
        first.setdefault(key, entry)
    entries = [first[key]._replace(heads=count) for key, count in heads.items()]
    unknown = [finding for finding in read.findings if finding.code in UNKNOWN]
    if len(unknown) > max(MOST_UNKNOWN, len(entries)):
        rows = tuple(sorted({row for finding in unknown for row in finding.rows}))
        kept = [finding for finding in read.findings if finding.code not in UNKNOWN and "shown" not in finding.more]
        wrong = Finding("words_unknown", Status.REJECTED, rows, count=len(rows))
        left = [one._replace(finding=wrong) if one.finding.code in UNKNOWN else one for one in read.left]
        return replace(read, entries=entries, findings=(wrong, *kept), left=left)
    return replace(read, entries=entries)


def left_out(counted: Counted, sheet_names: tuple[str, ...] = ()) -> tuple[Finding, ...]:
    """Return why rows of a list were not counted: each with its row and masked number, then how many by each reason."""
    found = [of_trouble(trouble, sheet_names) for trouble in counted.troubles]
    told = Counter(trouble.code for trouble in counted.troubles)
    beyond = {code: count - told[code] for code, count in counted.left.items() if count > told[code]}
    return (
        *found,
        *(Finding("more_of_these", status_of(code), more={"of": code}, count=rest) for code, rest in beyond.items()),
    )


def of_trouble(trouble: Trouble, sheet_names: tuple[str, ...]) -> Finding:
    more: dict[str, object] = {"shown": trouble.masked, "sheet": trouble.sheet}
    if trouble.first_row:
        more |= {"first_row": trouble.first_row, "first_sheet": name_of(trouble.first_sheet, sheet_names)}
    return Finding(trouble.code, status_of(trouble.code), (trouble.row,), column="NIK", more=more, count=1)


def name_of(sheet: int, sheet_names: tuple[str, ...]) -> str:
    return sheet_names[sheet] if sheet < len(sheet_names) else ""


def status_of(code: str) -> Status:
    return Status.IGNORED if code in LEFT_FOR_GOOD or code.startswith("skipped_") else Status.REJECTED
