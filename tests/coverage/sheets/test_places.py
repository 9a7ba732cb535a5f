"""Regions of rows by code and by name: found, held with choices, or refused."""

import pytest

from coverage.sheets.codes import System
from coverage.sheets.directory import VILLAGE
from coverage.sheets.levels import level_of, two_names
from coverage.sheets.places import MOST_NEAR, Basis, Resolver, Written
from tests.coverage.sheets.sheets import REGIONS, spot

PASER = Basis(within=spot("64.01"))


def resolved(said, basis=None, section=""):
    """Return (code of the region or "", what is told, status or "", codes to choose from)."""
    found = Resolver(REGIONS, basis or Basis()).resolve(said, section)
    code = REGIONS.by_id[found.region].code if found.region is not None else ""
    return code, found.code, found.status or "", [each.code for each in found.choices]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (Written("64.01.05.2005"), ("64.01.05.2005", "", "", [])),
        (Written("64.01.05.2005", region="Rangan"), ("64.01.05.2005", "", "", [])),
        (Written(6401052005.0, village="DESA RANGAN"), ("64.01.05.2005", "", "", [])),
        (Written("64.01", regency="Kab. Paser"), ("64.01", "", "", [])),
        (Written("64.01", region="Kabupaten Paser"), ("64.01", "", "", [])),
        (Written("64.02", region="Kukar"), ("64.02", "", "", [])),
        (Written("64.01.05.2005", village="Rangann"), ("64.01.05.2005", "misspelt", "", [])),
        (Written("64.01.05", village="Rangan"), ("64.01.05.2005", "", "", [])),
        (Written("64.01", district="Kuaro", village="Kuaro"), ("64.01.05.1001", "", "", [])),
        (Written("64.01.99"), ("64.01.08", "former_code", "", [])),
        (Written("ID", region="Indonesia"), ("ID", "", "", [])),
        (Written(11.1), ("", "lost_zero", "held", ["11.10"])),
        (Written("11.1"), ("", "lost_zero", "held", ["11.10", "11.01"])),
        (Written("11.1", region="Aceh Selatan"), ("", "lost_zero", "held", ["11.01", "11.10"])),
        (Written("64.1.5.2005"), ("", "lost_zero", "held", ["64.01.05.2005"])),
        (Written("64.1.5"), ("", "lost_zero", "held", ["64.01.05"])),
        (Written("64.1.4.209"), ("", "code_unknown", "rejected", [])),
        (Written("64.9"), ("", "code_unknown", "rejected", [])),
        (Written("64.77"), ("", "code_unknown", "rejected", [])),
        (Written("64.77", regency="Kota Bontang"), ("", "code_unknown_named", "held", ["64.74"])),
        (Written("abc"), ("", "code_unreadable", "rejected", [])),
        (Written("64.02", regency="Kutai Barat"), ("", "name_differs", "held", ["64.02", "64.07"])),
        (Written(None), ("", "region_missing", "rejected", [])),
    ],
)
def test_a_code_and_its_name_tell_the_region(said, expected):
    assert resolved(said) == expected


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (Written(district="Kuaro", village="Rangan"), ("64.01.05.2005", "", "", [])),
        (Written(district="KEC. KUARO", village="Desa Rangan"), ("64.01.05.2005", "", "", [])),
        (
            Written(district="kuaro", village="RanganBaru"),
            ("", "name_unknown_near", "held", ["64.01.05.2004", "64.01.05.2005"]),
        ),
        (Written(district="Tanah Grogot", village="Rantaupanjang"), ("64.01.04.2009", "", "", [])),
        (
            Written(district="Tanah Grogot", village="Rangan"),
            ("", "name_unknown_near", "held", ["64.01.05.2005"]),
        ),
        (Written(district="Kuaro", village="Xyzzy"), ("", "name_unknown", "held", [])),
        (Written(district="Kuaroo", village="Rangan"), ("", "name_unknown_near", "held", ["64.01.05"])),
        (Written(village="Rangan"), ("64.01.05.2005", "", "", [])),
        (Written(village="Harapan Baru"), ("", "name_of_several", "held", ["64.01.05.2004", "64.01.08.2001"])),
        (
            Written(district="Long Ikis", village="Sungai Merah"),
            ("", "name_of_several", "held", ["64.01.08.1003", "64.01.08.2002"]),
        ),
        (Written(district="Long Ikis", village="Kel. Sungai Merah"), ("64.01.08.1003", "", "", [])),
        (Written(district="Long Ikis", village="Desa Sungai Merah"), ("64.01.08.2002", "", "", [])),
        (Written(regency="Paser", district="Kuaro"), ("64.01.05", "", "", [])),
        (Written(regency="Kutai Kartanegara", district="Kota Bangun"), ("64.02.12", "", "", [])),
        (Written(province="Kaltim", regency="Bontang"), ("64.74", "", "", [])),
        (Written(region="Rangan"), ("64.01.05.2005", "", "", [])),
        (Written(region="Kuaro"), ("", "name_of_several", "held", ["64.01.05", "64.01.05.1001"])),
    ],
)
def test_names_tell_the_region_within_the_regency_of_the_sheet(said, expected):
    assert resolved(said, PASER) == expected


def test_a_heading_inside_the_table_tells_the_district():
    assert resolved(Written(village="Harapan Baru"), PASER, "KECAMATAN LONG IKIS")[0] == "64.01.08.2001"


def test_a_section_that_is_no_region_is_no_help_and_no_harm():
    assert resolved(Written(village="Rangan"), PASER, "Kecamatan Antah")[0] == "64.01.05.2005"


def test_what_was_confirmed_once_is_remembered_below_the_same_region_only():
    basis = Basis(within=spot("64.01"), confirmed={("64.01.05", "rangan lama"): "64.01.05.2005"})

    assert resolved(Written(district="Kuaro", village="Rangan Lama"), basis)[0] == "64.01.05.2005"
    assert resolved(Written(district="Long Ikis", village="Rangan Lama"), basis)[0] == ""


def test_codes_of_the_statistics_office_are_read_as_theirs():
    theirs = Basis(system=System.STATISTICS)

    assert resolved(Written("6402", regency="Kutai Barat"), theirs)[0] == "64.07"
    assert resolved(Written("6402"), theirs)[0] == "64.07"
    assert resolved(Written("6401050005", district="Kuaro", village="Rangan"), theirs)[0] == "64.01.05.2005"
    assert resolved(Written("6401050005"), theirs)[1:3] == ("code_without_name", "rejected")
    assert resolved(Written("6499"), theirs)[1] == "code_unknown"


def test_a_level_is_given_to_a_column_of_bare_names():
    assert resolved(Written(region="Kuaro"), Basis(within=spot("64.01"), level=3))[0] == "64.01.05"
    assert level_of(["Kuaro", "Tanah Grogot", "Long Ikis"], REGIONS, spot("64.01")) == 3
    assert level_of(["Rangan", "Janju", "Kuaro"], REGIONS, spot("64.01")) == VILLAGE
    assert level_of(["Kuaro"], REGIONS, spot("64.01")) is None
    assert level_of([], REGIONS, None) is None


def test_a_repeated_row_is_answered_from_memory():
    resolver = Resolver(REGIONS)

    assert resolver.resolve(Written("64.01")) is resolver.resolve(Written("64.01"))


def test_the_nearest_names_are_not_searched_for_without_end():
    resolver = Resolver(REGIONS, PASER)

    for number in range(MOST_NEAR + 5):
        found = resolver.resolve(Written(district="Kuaro", village=f"Rangan {number}"))

    assert (found.code, found.choices) == ("name_unknown", ())


def test_different_names_under_one_code_are_named_with_their_rows():
    rows = [
        (2, Written("64.01.05.2005", village="Rangan")),
        (3, Written("64.01.05.2005", village="Desa Rangan")),
        (4, Written("64.01.05.2005", village="Janju")),
        (5, Written("64.01.04.2009", village="Rantau Panjang")),
        (6, Written("64.01.04.2009", village="Rantau Panjng")),
        (7, Written("64.01", village="Janju")),
        (8, Written("64.01", village="Rangan")),
        (9, Written("64.01.04.2002", village="Janju")),
        (10, Written("64.01.04.2002", village="JANJU")),
    ]

    found = two_names([number for number, _ in rows], [place for _, place in rows], REGIONS)

    assert [(each.code, each.rows, each.more["names"]) for each in found] == [
        ("one_code_two_names", (2, 3, 4), "Rangan / Desa Rangan / Janju"),
        ("two_spellings", (5, 6), "Rantau Panjang / Rantau Panjng"),
    ]


def test_a_code_of_another_regency_is_told_as_such_and_not_as_unknown():
    basis = Basis(within=spot("64.01"))

    assert resolved(Written("64.02.99.2001"), basis)[1:3] == ("code_elsewhere", "rejected")
    assert resolved(Written("64.01.99.2001"), basis)[1:3] == ("code_unknown", "rejected")
    assert resolved(Written("64.02.99.2001"), Basis())[1:3] == ("code_unknown", "rejected")


def test_a_doubtful_code_is_taken_as_it_was_confirmed_beside_the_same_names():
    held = Resolver(REGIONS).resolve(Written("64.01.05.2999", village="Rangan"))
    basis = Basis(confirmed={("#64.01.05.2999", "rangan"): "64.01.05.2005"})

    assert (held.code, held.more["key"]) == ("code_unknown_named", "#64.01.05.2999|rangan")
    assert resolved(Written("64.01.05.2999", village="Rangan"), basis)[0] == "64.01.05.2005"
    assert resolved(Written("64.01.05.2999", village="Janju"), basis)[0] == ""
