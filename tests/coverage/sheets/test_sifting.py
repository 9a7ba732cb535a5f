"""Rows below the header told apart, by name and position."""

import time

import pytest

from coverage.sheets.cells import is_blank
from coverage.sheets.finding import find_head
from coverage.sheets.sifting import Why, sift
from tests.coverage.sheets.sheets import WORDS, numbered, table_of

HEAD = ["No", "Desa", "Peserta Aktif"]

# rows below the header (which is row 1), rows that count, reasons of the others by row
CASES = {
    "plain": ([[1, "Rangan", 3], [2, "Janju", 4]], [2, 3], {}),
    "numbers of columns": ([["(1)", "(2)", "(3)"], [1, "Rangan", 3]], [3], {2: "numbering"}),
    "numbers of columns without brackets": ([[1, 2, 3], [1, "Rangan", 3]], [3], {2: "numbering"}),
    "computed columns": ([["(1)", "(2)", "(3=1+2)"], [1, "Rangan", 3]], [3], {2: "numbering"}),
    "a repeated header": ([[1, "Rangan", 3], HEAD, [2, "Janju", 4]], [2, 4], {3: "repeated_header"}),
    "a repeated header with its numbers": (
        [[1, "Rangan", 3], [], HEAD, [1, 2, 3], [2, "Janju", 4]],
        [2, 6],
        {3: "blank", 4: "repeated_header", 5: "numbering"},
    ),
    "a total": ([[1, "Rangan", 3], ["JUMLAH", None, 3]], [2], {3: "total"}),
    "a total in the column of names": ([[1, "Rangan", 3], [None, "Total", 3]], [2], {3: "total"}),
    "spaced letters": ([[1, "Rangan", 3], ["J U M L A H", None, 3]], [2], {3: "total"}),
    "a total of a district in the middle": (
        [[1, "Rangan", 3], [None, "Jumlah Kecamatan Kuaro", 3], [1, "Janju", 4], [None, "Jumlah", 7]],
        [2, 4],
        {3: "total", 5: "total"},
    ),
    "notes and signatures": (
        [
            [1, "Rangan", 3],
            ["Jumlah", None, 3],
            [],
            ["Sumber: BPJS"],
            [None, None, "Tanah Grogot, 10 Januari 2024"],
            [None, None, "Kepala Dinas"],
            [None, None, "NIP. 19700101 199001 1 001"],
        ],
        [2],
        {3: "total", 4: "blank", 5: "note", 6: "note", 7: "note", 8: "note"},
    ),
    "villages called Sumber": ([[1, "Sumber Rejo", None], [2, "Sumber", 4], [3, "Sumber Agung", None]], [2, 3, 4], {}),
    "a note with an asterisk": ([[1, "Rangan", 3], ["*) angka sementara"]], [2], {3: "note"}),
    "a long text at the foot": (
        [[1, "Rangan", 3], ["Data ini diambil dari kantor cabang dan belum diperiksa oleh siapa pun."]],
        [2],
        {3: "note"},
    ),
    "sections": (
        [["I", "KECAMATAN KUARO", None], [1, "Rangan", 3], ["II", "Kec. Tanah Grogot"], [1, "Janju", 4]],
        [3, 5],
        {2: "section", 4: "section"},
    ),
    "districts without counts are rows": (
        [[1, "Kecamatan Kuaro", None], [2, "Kecamatan Long Ikis", 4], [3, "Kecamatan Tanah Grogot", None]],
        [2, 3, 4],
        {},
    ),
    "a village without a count at the foot": (
        [[1, "Rangan", 3], [None, "Jumlah", 3], [2, "Janju", None]],
        [2, 4],
        {3: "total"},
    ),
    "the nation at the foot": (
        [[1, "Aceh", 3], [2, "Bali", 4], [3, "Papua", 5], [None, "Indonesia", 12]],
        [2, 3, 4],
        {5: "upper_total"},
    ),
    "a village called Kota Baru": ([[1, "Rangan", 3], [2, "Janju", 4], [3, "Kota Baru", 5]], [2, 3, 4], {}),
}


@pytest.mark.parametrize(("rows", "body", "others"), CASES.values(), ids=CASES)
def test_rows_are_told_apart(rows, body, others):
    found = table_of([HEAD, *rows])

    assert [number for number, _ in found.body] == body
    assert {each.row: each.why.value for each in found.skipped} == others


def test_a_region_above_all_others_at_the_foot_is_a_total_by_its_code():
    rows = [
        ["Kode", "Nama Wilayah", "Peserta"],
        ["64.01", "Kab. Paser", 1],
        ["64.02", "Kab. Kukar", 2],
        ["64", "Provinsi Kaltim", 3],
    ]

    found = table_of(rows)

    assert [(each.label, each.why) for each in found.totals] == [("Provinsi Kaltim", Why.UPPER_TOTAL)]


def test_a_region_of_the_same_level_at_the_foot_counts():
    rows = [
        ["Kode", "Nama Wilayah", "Peserta"],
        ["64", "Kalimantan Timur", 1],
        ["63", "Kalimantan Selatan", 2],
        ["62", "Provinsi Kalteng", 3],
    ]

    assert len(table_of(rows).body) == 3


def test_a_row_called_total_with_a_code_of_its_own_counts():
    rows = [["Kode", "Nama Wilayah", "Peserta"], ["64.01.05.2005", "Total", 1], ["JUMLAH", "JUMLAH", 1]]

    found = table_of(rows)

    assert ([number for number, _ in found.body], [each.row for each in found.skipped]) == ([2], [3])


def test_rows_below_a_section_know_it():
    rows = [
        HEAD,
        ["I", "Kecamatan Kuaro"],
        [1, "Rangan", 3],
        [2, "Lolo", 4],
        ["II", "Kecamatan Long Ikis"],
        [1, "Harapan Baru", 4],
    ]

    assert table_of(rows).sections == {3: "Kecamatan Kuaro", 4: "Kecamatan Kuaro", 6: "Kecamatan Long Ikis"}


@pytest.mark.parametrize("rows", [case[0] for case in CASES.values()], ids=CASES)
def test_every_row_is_either_counted_or_passed_over_with_a_reason(rows):
    found = table_of([HEAD, *rows])

    numbers = sorted([number for number, _ in found.body] + [each.row for each in found.skipped])

    assert numbers == list(range(2, len(rows) + 2))


def test_the_numbers_of_the_sheet_are_kept():
    rows = [(7, HEAD), (9, [1, "Rangan", 3]), (1_048_576, [2, "Janju", 4])]

    assert [number for number, _ in sift(rows, find_head(rows, WORDS)).body] == [9, 1_048_576]


def test_a_hundred_thousand_rows_take_about_as_long_as_looking_at_each_cell():
    rows = numbered([HEAD, *([number, f"Desa {number}", f"{number}.000"] for number in range(100_000))])
    head = find_head(rows, WORDS)
    start = time.process_time()
    for _, values in rows:
        all(map(is_blank, values)), [value for value in values if not is_blank(value)]
    floor = time.process_time() - start

    start = time.process_time()
    found = sift(rows, head)

    assert len(found.body) == 100_000
    assert time.process_time() - start < 12 * floor
