"""Headers among title rows, in one line or several."""

from datetime import UTC, date, datetime

import pytest

from coverage.sheets.finding import alike, find_head, lacks, titles_above
from coverage.sheets.layouts import Kind
from coverage.sheets.roles import Role
from tests.coverage.sheets.sheets import WORDS, numbered

TEMPLATE = ["Kode Wilayah", "Nama Wilayah", "Periode", "Kategori", "Sumber Dana", "Peserta Aktif", "Target"]

# rows, header lines (from 0), kind, headings of the counts
CASES = {
    "own format": (
        [TEMPLATE, ["64.01", "Paser", "2023-12", "petani", "apbn", 5, None]],
        (0, 0),
        Kind.TEMPLATE,
        ["Peserta Aktif"],
    ),
    "columns in another order": (
        [TEMPLATE[::-1], [None, 5, "apbn", "petani", "2023-12", "Paser", "64.01"]],
        (0, 0),
        Kind.TEMPLATE,
        ["Peserta Aktif"],
    ),
    "header on row 4": (
        [
            ["BPJS KETENAGAKERJAAN"],
            ["Cabang Paser"],
            ["Desember 2023"],
            ["No", "Kecamatan", "Desa", "Peserta Aktif"],
            [1, "Kuaro", "Rangan", 3],
        ],
        (3, 3),
        Kind.FIGURES,
        ["Peserta Aktif"],
    ),
    "a title over the first column": (
        [
            ["Data Peserta Aktif Desember 2023"],
            ["(ribu orang)"],
            ["No", "Desa", "Jumlah Peserta Aktif"],
            [1, "Rangan", "3"],
        ],
        (2, 2),
        Kind.FIGURES,
        ["Jumlah Peserta Aktif"],
    ),
    "a title in the middle": (
        [[None, None, "LAPORAN BULANAN"], ["No", "Desa", "Peserta"], [1, "Rangan", 3]],
        (1, 1),
        Kind.FIGURES,
        ["Peserta"],
    ),
    "two lines, joined cells": (
        [
            ["LAPORAN"],
            ["No", "Nama Desa", "Peserta Aktif", None, None, "Jumlah"],
            [None, None, "Petani", "Nelayan", "Pedagang", None],
            [1, "Rangan", 1, 2, 3, 6],
        ],
        (1, 2),
        Kind.WIDE,
        ["Peserta Aktif / Petani", "Peserta Aktif / Nelayan", "Peserta Aktif / Pedagang"],
    ),
    "segments over categories": (
        [
            ["Desa", "Formal", None, "Informal", None],
            [None, "PU", "Jakon", "Petani", "Nelayan"],
            ["Rangan", 1, 2, 3, 4],
        ],
        (0, 1),
        Kind.WIDE,
        ["Formal / PU", "Formal / Jakon", "Informal / Petani", "Informal / Nelayan"],
    ),
    "categories over payers": (
        [["Desa", "Petani", None, "Nelayan"], [None, "APBDes", "CSR", "CSR"], ["Rangan", 1, 2, 3]],
        (0, 1),
        Kind.WIDE,
        ["Petani / APBDes", "Petani / CSR", "Nelayan / CSR"],
    ),
    "three lines": (
        [
            ["Desa", "Peserta Aktif", None, None],
            [None, "Petani", None, "Nelayan"],
            [None, "APBDes", "CSR", "CSR"],
            ["Rangan", 1, 2, 3],
        ],
        (0, 2),
        Kind.WIDE,
        ["Peserta Aktif / Petani / APBDes", "Peserta Aktif / Petani / CSR", "Peserta Aktif / Nelayan / CSR"],
    ),
    "a heading broken over two lines": (
        [["Kode", "Nama", "Peserta"], ["Wilayah", "Desa", "Aktif"], ["64.01.05.2005", "Rangan", 3]],
        (0, 1),
        Kind.FIGURES,
        ["Peserta / Aktif"],
    ),
    "months as columns": (
        [["Desa", "Jan 2023", "Feb 2023"], ["Rangan", 1, 2]],
        (0, 0),
        Kind.WIDE,
        ["Jan 2023", "Feb 2023"],
    ),
    "months as dates": (
        [["Desa", date(2023, 1, 1), datetime(2023, 2, 1, tzinfo=UTC)], ["Rangan", 1, 2]],
        (0, 0),
        Kind.WIDE,
        ["2023-01-01", "2023-02-01"],
    ),
    "a count of a month": (
        [["Desa", "Peserta Aktif Des 2023", "Target 2023"], ["Rangan", 4, 5]],
        (0, 0),
        Kind.WIDE,
        ["Peserta Aktif Des 2023"],
    ),
    "counts that look like years": (
        [["Desa", "Petani", "Nelayan"], ["Rangan", 2021, 2050], ["Janju", 2030, 2001]],
        (0, 0),
        Kind.WIDE,
        ["Petani", "Nelayan"],
    ),
    "a first row of texts": (
        [["Desa", "Kategori", "Peserta"], ["Rangan", "petani", None]],
        (0, 0),
        Kind.FIGURES,
        ["Peserta"],
    ),
    "only Jumlah": ([["Desa", "Jumlah"], ["Rangan", 3]], (0, 0), Kind.FIGURES, ["Jumlah"]),
    "unknown headings": ([["judul"], ["alfa", "beta"], ["x", 3]], (1, 1), Kind.UNKNOWN, []),
    "registered is not active": ([["Desa", "Peserta Terdaftar"], ["Rangan", 3]], (0, 0), Kind.UNKNOWN, []),
    "number of villages and of firms": (
        [["Kecamatan", "Jumlah Desa", "Perusahaan"], ["Kuaro", 3, 4]],
        (0, 0),
        Kind.UNKNOWN,
        [],
    ),
}


@pytest.mark.parametrize(("rows", "lines", "kind", "counts"), CASES.values(), ids=CASES)
def test_the_header_is_found(rows, lines, kind, counts):
    head = find_head(numbered(rows), WORDS)

    assert (head.first, head.last) == lines
    assert head.layout.kind == kind
    assert [column.heading for column in head.layout.of(Role.COUNT)] == counts


@pytest.mark.parametrize(
    "rows", [[], [[]], [["hai"]], [[1, 2, 3], [4, 5, 6]], [[None], ["", " "]], [["a"], ["b"], ["c"]]]
)
def test_a_sheet_without_a_table_has_none(rows):
    assert find_head(numbered(rows), WORDS) is None


def test_joined_cells_of_the_sheet_go_before_what_stands_below():
    rows = numbered([["Desa", "Petani", None, None], [None, "APBDes", "CSR", "Nelayan"], ["Rangan", 1, 2, 3]])

    head = find_head(rows, WORDS, merges=[(1, 1, 1, 2), (1, 0, 2, 0)])

    assert [column.heading for column in head.columns] == ["Desa", "Petani / APBDes", "Petani / CSR", "Nelayan"]


def test_a_title_joined_over_all_columns_is_no_part_of_the_header():
    rows = numbered([["Peserta Aktif", None, None], ["No", "Desa", "Petani"], [1, "Rangan", 3]])

    assert find_head(rows, WORDS, merges=[(1, 0, 1, 2)]).first == 1


def test_columns_without_a_heading_are_there_by_their_letter():
    head = find_head(numbered([["Desa", "Peserta"], ["Rangan", 3, 9]]), WORDS)

    assert [column.heading for column in head.columns] == ["Desa", "Peserta", "C"]


def test_merges_without_end_cost_nothing():
    rows = numbered([["Desa", "Peserta"], ["Rangan", 3]])

    assert find_head(rows, WORDS, merges=[(1, 0, 1_048_576, 16_383)] * 1000).last == 0


@pytest.mark.parametrize(
    ("titles", "months", "in_thousands"),
    [
        ([["Keadaan Desember 2023"]], (202312,), False),
        ([["Per 31 Des 2023"], ["dalam ribu orang"]], (202312,), True),
        ([["Ribu Orang"]], (), True),
        ([["Perda Nomor 7 Tahun 2021"]], (), False),
        ([["Kabupaten Kepulauan Seribu"]], (), False),
        ([["Jan 2023 s.d. Maret 2023"]], (202301, 202303), False),
    ],
)
def test_titles_tell_months_and_units(titles, months, in_thousands):
    rows = numbered([*titles, ["No", "Desa", "Peserta"], [1, "Rangan", 3]])

    found = titles_above(rows, find_head(rows, WORDS))

    assert (found.months, found.in_thousands) == (months, in_thousands)


@pytest.mark.parametrize(
    ("headings", "lacking"),
    [
        (["Desa", "Peserta"], ()),
        (["Kategori", "Peserta"], ("region",)),
        (["Desa", "Kategori"], ("count",)),
        (["Periode", "Kategori"], ("region", "count")),
    ],
)
def test_a_missing_column_is_named(headings, lacking):
    assert lacks(find_head(numbered([headings, ["a", 1]]), WORDS).layout) == lacking


def test_columns_that_say_the_same_are_a_question():
    layout = find_head(numbered([["Desa", "Peserta Aktif", "Peserta Aktif", "Petani"], ["a", 1, 2, 3]]), WORDS).layout

    assert [[column.index for column in group] for group in alike(layout)] == [[1, 2]]
