"""Whole sheets as branch offices, offices and villages send them."""

import time

import pytest

from coverage.sheets.codes import System
from coverage.sheets.layouts import Kind, Meaning
from coverage.sheets.roles import Role
from coverage.sheets.said import Given, Said
from coverage.sheets.understanding import Context, Sheet, understand
from tests.coverage.sheets.sheets import REGIONS, WORDS, numbered, spot

DECEMBER = Given(month=202312, category="petani", payer="apbdes")
TEMPLATE = ["Kode Wilayah", "Nama Wilayah", "Periode", "Kategori", "Sumber Dana", "Peserta Aktif", "Target"]


def understood(rows, name="Data", before=None, chosen=None, said=None, given=DECEMBER, within="64.01"):
    context = Context(
        directory=REGIONS,
        words=WORDS,
        within=spot(within),
        said=said or Said(),
        given=given,
        chosen=chosen or {},
        before=before,
    )
    return understand(Sheet(name, numbered(rows)), context)


def entries(found):
    return (
        [(each.row, REGIONS.by_id[each.region].code, each.heads) for each in found.read.entries] if found.read else None
    )


def codes(found):
    return [each.code for each in found.findings]


BRANCH = [
    ["BPJS KETENAGAKERJAAN CABANG PASER"],
    ["Data Peserta Aktif Desember 2023"],
    [],
    ["No", "Kecamatan", "Desa/Kelurahan", "Peserta Aktif"],
    ["(1)", "(2)", "(3)", "(4)"],
    [1, "KUARO", "Rangan", "1.250"],
    [2, "KUARO", "Harapan Baru", 40.0],
    [3, "LONG IKIS", "Harapan Baru", 7],
    ["JUMLAH", None, None, "1.300"],
    [],
    ["Sumber: BPJS Ketenagakerjaan"],
]


def test_a_branch_offices_sheet_is_read_and_its_total_doubted():
    found = understood(BRANCH)

    assert entries(found) == [(6, "64.01.05.2005", 1250), (7, "64.01.05.2004", 40), (8, "64.01.08.2001", 7)]
    assert codes(found) == ["skipped_numbering", "skipped_total", "skipped_note", "total_differs"]
    assert found.titles.months == (202312,)


@pytest.mark.parametrize("name", ["LONG IKIS", "Kec. Long Ikis"])
def test_one_sheet_per_district_is_read_below_the_district_that_its_name_tells(name):
    rows = [["No", "Desa", "Peserta"], [1, "Harapan Baru", 5]]

    assert entries(understood(rows, name)) == [(2, "64.01.08.2001", 5)]
    assert entries(understood(rows, "Sheet1")) == []
    assert entries(understood([[f"KECAMATAN {name.removeprefix('Kec. ')}"], *rows], "Sheet1")) == [
        (3, "64.01.08.2001", 5)
    ]


def test_bare_names_lie_at_the_level_of_most_of_them():
    rows = [["Wilayah", "Peserta"], ["Kuaro", 5], ["Tanah Grogot", 6], ["Long Ikis", 7]]

    assert entries(understood(rows)) == [(2, "64.01.05", 5), (3, "64.01.04", 6), (4, "64.01.08", 7)]


def test_codes_of_the_statistics_office_are_told_by_their_names_and_asked_about_without():
    rows = [
        ["Kode", "Kab/Kota", "Peserta"],
        ["6401", "Paser", 1],
        ["6402", "Kutai Barat", 2],
        ["6403", "Kutai Kartanegara", 3],
    ]
    bare = [[row[0], row[2]] for row in rows]

    assert (understood(rows).system, entries(understood(rows))[1]) == (System.STATISTICS, (3, "64.07", 2))
    assert (codes(understood(bare)), understood(bare).read) == (["system_unclear"], None)
    assert entries(understood(bare, said=Said(system=System.MINISTRY)))[1] == (3, "64.02", 2)


MIXED = [["Kode", "Peserta"], ["64", 10], ["64.01", 6], ["64.02", 4], ["11", 5], ["11.01", 1], ["11.10", 3]]


def test_levels_that_are_mixed_are_not_added_up_twice():
    found = understood(MIXED)

    assert [code for _, code, _ in entries(found)] == ["64.01", "64.02", "11.01", "11.10"]
    assert [(each.code, each.rows) for each in found.findings] == [("upper_is_total", (2,)), ("upper_differs", (5,))]
    assert found.read.cells == {"entry": 4, "ignored": 1, "held": 1}


@pytest.mark.parametrize(("answer", "heads"), [("own", [(5, "11", 5)]), ("total", [])])
def test_what_differs_from_its_parts_is_what_someone_says(answer, heads):
    found = understood(MIXED, said=Said(uppers={"11": answer}))

    assert [each for each in entries(found) if each[1] == "11"] == heads
    assert "upper_differs" not in codes(found)


def test_in_the_own_format_a_regency_keeps_its_own_figure_beside_its_villages():
    rows = [TEMPLATE, *([code, None, "2023-12", "petani", "apbdes", 5, None] for code in ("64.01", "64.01.05.2005"))]

    assert len(entries(understood(rows))) == 2


def test_a_column_that_someone_explained_is_read_and_a_changed_one_told():
    rows = [["Desa", "Isi"], ["Rangan", 3]]
    chosen = {"isi": Meaning(Role.COUNT)}
    last = understood(rows, chosen=chosen).layout

    assert (entries(understood(rows)), codes(understood(rows))) == (None, ["count_column_missing", "column_unknown"])
    assert entries(understood(rows, chosen=chosen)) == [(2, "64.01.05.2005", 3)]
    assert codes(understood([["Desa", "Isi", "Catatan"], ["Rangan", 3, ""]], chosen=chosen, before=last)) == [
        "column_added"
    ]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([["hai"]], ["no_table"]),
        ([], ["no_table"]),
        ([["Desa", "Peserta", "Peserta"], ["Rangan", 1, 2]], ["columns_alike"]),
        ([["Desa", "Peserta", "Ket"], ["Rangan", 1, "6401991506800001"]], ["identities_found"]),
        ([["x"], ["6401991506800001"]], ["identities_found", "no_table"]),
    ],
)
def test_what_cannot_be_read_is_told_and_nothing_is_taken(rows, told):
    found = understood(rows)

    assert (codes(found), found.read) == (told, None)


def test_a_person_list_is_known_and_left_to_the_counter():
    found = understood([["NIK", "Nama", "Desa"], ["6401991506800001", "Siti Rahasia", "Rangan"]])

    assert (found.is_of_persons, found.layout.kind, found.read) == (True, Kind.PERSONS, None)
    assert "Rahasia" not in repr(found.findings)


def test_two_villages_under_one_code_are_named():
    rows = [
        TEMPLATE,
        *(["64.01.05.2005", name, "2023-12", "petani", "apbdes", 5, None] for name in ("Rangan", "Janju")),
    ]

    found = understood(rows)

    assert [(each.code, each.rows) for each in found.findings] == [
        ("one_code_two_names", (2, 3)),
        ("name_differs", (3,)),
    ]
    assert entries(found) == [(2, "64.01.05.2005", 5)]


def test_a_hundred_thousand_rows_take_at_most_a_few_looks_at_each_cell():
    code = ["64.01.05.2005", "Rangan"]
    rows = [
        TEMPLATE,
        *([*code, "Desember 2023", "petani", "apbdes", f"{number % 900}.000", None] for number in range(100_000)),
    ]
    start = time.process_time()
    for row in rows:
        [str(value).strip() for value in row], [value for value in row if value is not None]
    floor = time.process_time() - start

    start = time.process_time()
    found = understood(rows)

    assert len(found.read.entries) == 100_000
    assert time.process_time() - start < 30 * floor
