"""What is told about a sheet as a whole."""

import pytest

from coverage.sheets.layouts import Change, Column, Moved, layout_of
from coverage.sheets.reading import decided_system, places_of
from coverage.sheets.told import (
    of_changes,
    of_decision,
    of_identities,
    of_layout,
    of_row_sums,
    of_rows,
    of_sums,
    of_uppers,
)
from coverage.sheets.totals import RowSum, Sum, Upper
from tests.coverage.sheets.sheets import OPENSID, REGIONS, WORDS, numbered, spot, table_of


def layout(*headings):
    return layout_of([Column(index, (heading,) if heading else ()) for index, heading in enumerate(headings)], WORDS)


@pytest.mark.parametrize(
    ("headings", "codes"),
    [
        (["Desa", "Peserta"], []),
        (["Kategori", "Peserta"], [("region_column_missing", "")]),
        (["Desa", "Kategori"], [("count_column_missing", "")]),
        (["Desa", "Peserta", "Peserta"], [("columns_alike", "Peserta")]),
        (["Desa", "Peserta", "xyz", ""], [("column_unknown", "xyz"), ("column_unknown", "kolom D")]),
        (["Desa", "Peserta", "Peserta Terdaftar"], [("column_registered", "Peserta Terdaftar")]),
        (["Nama Peserta", "No KPJ", "Alamat", "Desa"], [("nik_column_missing", "")]),
        (["NIK", "Nama", "Desa"], []),
        (list(OPENSID), [("region_column_missing", ""), ("residents", "")]),
    ],
)
def test_what_the_columns_lack_is_told(headings, codes):
    assert [(each.code, each.column) for each in of_layout(layout(*headings))] == codes


def test_numbers_of_persons_in_a_table_of_counts_refuse_it():
    rows = numbered([["Rangan", 3, "6401991506800001"]])

    assert [
        (each.code, each.status.value, each.column) for each in of_identities(layout("Desa", "Peserta", "Ket"), rows)
    ] == [("identities_found", "rejected", "Ket")]
    assert of_identities(layout("NIK", "Desa", "Nama"), rows) == ()


def test_rows_that_are_passed_over_are_told_by_reason():
    table = table_of(
        [["No", "Desa", "Peserta"], ["(1)", "(2)", "(3)"], [1, "Rangan", 3], [], ["Jumlah", None, 3], ["Sumber: BPJS"]]
    )

    assert [(each.code, each.rows) for each in of_rows(table)] == [
        ("skipped_numbering", (2,)),
        ("skipped_total", (5,)),
        ("skipped_note", (6,)),
    ]


@pytest.mark.parametrize(
    ("printed", "summed", "codes"),
    [
        (7, 7, []),
        (8, 7, ["total_differs"]),
        (None, 7, ["total_unreadable"]),
        (3309, 330900, ["total_lost_zeros"]),
        (3, None, ["total_differs"]),
    ],
)
def test_a_total_is_told_only_where_it_differs(printed, summed, codes):
    assert [each.code for each in of_sums([Sum(9, "JUMLAH", "Peserta", printed, summed, str(printed), 2, 8)])] == codes


def test_sums_of_rows_and_upper_levels_are_told():
    assert [(each.code, each.rows, each.more["summed"]) for each in of_row_sums([RowSum(4, 1000, 2000)])] == [
        ("row_sum_differs", (4,), "2.000")
    ]
    found = of_uppers([Upper(2, 1, 10, 10, 2), Upper(3, 2, 9, 10, 2)], {1: spot("ID"), 2: spot("11")})
    assert [
        (each.code, each.status.value, each.more["region"], each.more["key"], len(each.choices)) for each in found
    ] == [("upper_is_total", "ignored", "Indonesia", "ID", 0), ("upper_differs", "held", "Aceh", "11", 2)]


def test_an_unclear_system_is_asked_about_with_the_likeliest_first():
    unclear = decided_system(
        places_of(table_of([["Kode", "Kab/Kota", "Peserta"], ["64.02", "Kutai Barat", 1]])), REGIONS
    )
    clear = decided_system(places_of(table_of([["Kode", "Kab/Kota", "Peserta"], ["64.01", "Paser", 1]])), REGIONS)

    (found,) = of_decision(unclear)
    assert (found.code, [choice.answer for choice in found.choices]) == (
        "system_unclear",
        ["bps", "kemendagri", "djpk"],
    )
    assert of_decision(clear) == ()


def test_changed_columns_are_told():
    changes = [Change(Moved.ADDED, now="Baru"), Change(Moved.REMOVED, "Lama"), Change(Moved.RENAMED, "Lama", "Baru")]

    assert [each.code for each in of_changes(changes)] == ["column_added", "column_removed", "column_renamed"]
