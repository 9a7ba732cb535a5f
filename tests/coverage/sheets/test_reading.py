"""Tables of counts read as a whole: each cell is an entry, or it is told why not."""

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from coverage.numbers import Count, parse_count
from coverage.sheets.codes import System
from coverage.sheets.counts import Dash, Style
from coverage.sheets.periods import parse_period
from coverage.sheets.places import Basis
from coverage.sheets.said import Given, Said
from regions.names import dotted
from tests.coverage.sheets.sheets import REGIONS, WORDS, entries, problems, read, spot

HEAD = ["Kode Wilayah", "Nama Wilayah", "Periode", "Kategori", "Sumber Dana", "Peserta Aktif", "Target"]
PASER = Basis(within=spot("64.01"))
DECEMBER = Given(month=202312, category="petani", payer="apbdes")


def row(count=5, code="64.01.05.2005", name="Rangan", period="2023-12", category="petani", payer="apbdes", target=None):
    return [code, name, period, category, payer, count, target]


def test_the_portals_own_format_is_read():
    found = read([HEAD, row("81.436"), row(7.0, period="Desember 2023", category="Nelayan", payer="CSR")])

    assert entries(found) == [
        (2, "64.01.05.2005", 202312, "petani", "apbdes", 81436),
        (3, "64.01.05.2005", 202312, "nelayan", "csr", 7),
    ]
    assert problems(found) == []


@pytest.mark.parametrize(
    ("wrong", "problem"),
    [
        (row("81,5"), ("not_whole", "rejected", (3,), "Peserta Aktif")),
        (row("-"), ("dash", "held", (3,), "Peserta Aktif")),
        (row(code="64.77", name=None), ("code_unknown", "rejected", (3,), "")),
        (row(name="Janju"), ("name_differs", "held", (3,), "")),
        (row(code=None, name=None), ("region_missing", "rejected", (3,), "")),
        (row(period="abc"), ("no_period", "rejected", (3,), "Periode")),
        (row(period="10/11/2023"), ("period_day_or_month", "held", (3,), "Periode")),
        (row(period=None), ("period_missing", "held", (3,), "Periode")),
        (row(category="BPU"), ("category_doubtful", "held", (3,), "Kategori")),
        (row(category="xyz"), ("category_unknown", "held", (3,), "Kategori")),
        (row(category=None), ("category_missing", "held", (3,), "Kategori")),
        (row(payer="APBD"), ("payer_doubtful", "held", (3,), "Sumber Dana")),
        (row(payer="Hamba Allah"), ("payer_unknown", "held", (3,), "Sumber Dana")),
        (row(payer=None), ("payer_missing", "held", (3,), "Sumber Dana")),
    ],
    ids=lambda part: part[0] if isinstance(part, tuple) else None,
)
def test_one_fault_keeps_its_own_row_out_and_no_other(wrong, problem):
    found = read([HEAD, row(1), wrong, row(2, code="64.01.04.2002", name="Janju")])

    assert [each.row for each in found.entries] == [2, 4]
    assert problem in problems(found)
    assert found.cells == {"entry": 2, problem[1]: 1}


def test_a_row_with_several_faults_is_told_of_all_of_them():
    found = read([HEAD, row("x y", code="64.77", name=None, period="abc", category="BPU")])

    assert {each.code for each in found.findings} == {"not_a_number", "code_unknown", "no_period", "category_doubtful"}
    assert found.cells == {"rejected": 1}


def test_a_blank_is_passed_over_in_the_own_format_and_refused_elsewhere():
    own = read([HEAD, row(None), row(" "), row("tb")])
    other = read([["Desa", "Peserta"], ["Rangan", None], ["Janju", 3]], given=DECEMBER, basis=PASER)

    assert (own.cells, entries(own)[0][-1]) == ({"ignored": 2, "entry": 1}, None)
    assert (other.cells, problems(other)) == (
        {"rejected": 1, "entry": 1},
        [("count_blank", "rejected", (2,), "Peserta")],
    )


def test_what_the_upload_says_fills_missing_columns_and_blank_cells():
    found = read(
        [["Desa", "Kategori", "Peserta"], ["Rangan", "nelayan", 3], ["Janju", None, 4]], given=DECEMBER, basis=PASER
    )

    assert entries(found) == [
        (2, "64.01.05.2005", 202312, "nelayan", "apbdes", 3),
        (3, "64.01.04.2002", 202312, "petani", "apbdes", 4),
    ]


def test_a_wide_table_has_an_entry_for_each_cell():
    rows = [
        ["Desa", "Petani", None, "Nelayan", "Jumlah"],
        [None, "APBDes", "CSR", "CSR", None],
        ["Rangan", 1, 2, 3, 6],
        ["Janju", 4, "-", 5, 9],
    ]

    found = read(rows, given=Given(month=202312), basis=PASER)

    assert [each[3:] for each in entries(found)] == [
        ("petani", "apbdes", 1),
        ("petani", "csr", 2),
        ("nelayan", "csr", 3),
        ("petani", "apbdes", 4),
        ("nelayan", "csr", 5),
    ]
    assert ("dash", "held", (4,), "Petani / CSR") in problems(found)


def test_a_column_for_each_month_takes_its_year_from_heading_or_row():
    given = Given(category="petani", payer="apbdes")
    by_heading = read([["Desa", "Jan 2023", "Feb 2023"], ["Rangan", 1, 2]], given=given, basis=PASER)
    by_row = read([["Desa", "Tahun", "Januari", "Februari"], ["Rangan", 2024, 1, 2]], given=given, basis=PASER)
    without = read([["Desa", "Januari", "Februari"], ["Rangan", 1, 2]], given=given, basis=PASER)

    assert [each[2] for each in entries(by_heading)] == [202301, 202302]
    assert [each[2] for each in entries(by_row)] == [202401, 202402]
    assert {each.code for each in without.findings} == {"month_without_year"}


def test_month_and_year_in_two_columns():
    found = read(
        [["Desa", "Bulan", "Tahun", "Petani"], ["Rangan", "Des", 2023, 4]], given=Given(payer="csr"), basis=PASER
    )

    assert entries(found) == [(2, "64.01.05.2005", 202312, "petani", "csr", 4)]


def test_a_month_in_the_title_is_offered_and_not_taken():
    rows = [["Keadaan Desember 2023"], ["No", "Desa", "Petani"], [1, "Rangan", 4]]

    found = read(rows, given=Given(payer="csr"), basis=PASER)

    assert [(each.code, [choice.answer for choice in each.choices]) for each in found.findings] == [
        ("period_missing", ["202312"])
    ]
    assert len(read(rows, said=Said(months={"": 202312}), given=Given(payer="csr"), basis=PASER).entries) == 1


ANSWERED = [
    (row("-"), Said(dashes={"-": Dash.ZERO})),
    (row(category="BPU"), Said(categories={"bpu": "bpu_mandiri"})),
    (row(payer="APBD"), Said(payers={"apbd": "apbd_kab"})),
    (row(period="10/11/2023"), Said(months={"10/11/2023": 202311})),
    (row(period="Des 23"), Said(months={"Des 23": 202312})),
]


@pytest.mark.parametrize(("asked", "answer"), ANSWERED)
def test_what_someone_answered_is_replayed(asked, answer):
    assert (len(read([HEAD, asked]).entries), len(read([HEAD, asked], said=answer).entries)) == (0, 1)


def test_a_dash_is_asked_about_once_for_the_file():
    found = read(
        [HEAD, *[row("-", code=code, name=None) for code in ("64.01.05.2005", "64.01.04.2002", "64.01.04.2009")]]
    )

    assert problems(found) == [("dash_asked", "held", (), ""), ("dash", "held", (2, 3, 4), "Peserta Aktif")]


def test_thousands_in_the_title_keep_all_counts_out_until_someone_says_so():
    rows = [["(ribu orang)"], ["No", "Desa", "Petani"], [1, "Rangan", 4]]
    given = Given(month=202312, payer="csr")

    assert problems(read(rows, given=given, basis=PASER)) == [("unit_asked", "held", (3,), "")]
    assert entries(read(rows, Said(in_thousands=True), given, PASER))[0][-1] == 4000
    assert entries(read(rows, Said(in_thousands=False), given, PASER))[0][-1] == 4


def test_a_column_that_lost_its_points_is_held_until_someone_says_so():
    rows = [["Desa", "Petani"], ["Rangan", 81.436], ["Janju", 90]]
    given = Given(month=202312, payer="csr")

    assert read(rows, given=given, basis=PASER).cells == {"held": 2}
    answered = read(rows, Said(styles={"petani": Style.LOST_POINTS}), given, PASER)
    assert [each[-1] for each in entries(answered)] == [81436, 90000]


def test_targets_are_read_beside_counts_and_a_wrong_one_keeps_no_count_out():
    found = read([HEAD, row(5, target="90.052"), row(6, target="90,5", category="nelayan"), row(None, target=7)])

    assert [(each.row, each.month, each.persons) for each in found.targets] == [(2, 202312, 90052), (4, 202312, 7)]
    assert len(found.entries) == 2
    assert problems(found) == [("not_whole", "warned", (3,), "Target")]


def test_codes_of_another_system_are_read_as_such():
    rows = [["Kode", "Kab/Kota", "Petani"], ["6402", "Kutai Barat", 3]]

    found = read(rows, given=Given(month=202312, payer="csr"), basis=Basis(system=System.STATISTICS))

    assert entries(found)[0][1] == "64.07"


CELLS = st.sampled_from(
    [None, "", 5, 5.5, "81.436", "-", "x", "abc", True, "64.01", "64.01.05.2005", 11.1, "2023-12", "petani", "apbdes"]
)


@for_all(st.lists(st.lists(CELLS, max_size=8), max_size=8))
def test_every_cell_of_a_count_is_told_whatever_the_rows_hold(rows):
    found = read([HEAD, row(1), *rows, row(2)])

    told = {number for finding in found.findings if finding.status in ("held", "rejected") for number in finding.rows}

    assert sum(found.cells.values()) >= len(found.entries) + len(told)
    assert not told & {each.row for each in found.entries}


SPOTS = sorted(code for code, each in REGIONS.by_code.items() if each.level > 0)
ROWS = st.tuples(
    st.sampled_from([*SPOTS, "64.77", "6401052005", ""]),
    st.sampled_from(["", "2023-12", "Des 2023", "Des 23", "abc"]),
    st.sampled_from(["petani", "NELAYAN", "BPU", "xyz", ""]),
    st.sampled_from(["apbdes", "APBD", ""]),
    st.sampled_from(["81.436", "5", 7, 7.0, "81,5", "-", "tb", "", None, True]),
)


def read_slowly(rows):
    """Return the entries of rows of the own format, each row by itself and each word looked up anew."""
    found = []
    for number, (code, period, category, payer, count) in enumerate(rows, 2):
        region = REGIONS.by_code.get(dotted(code) or "")
        month = parse_period(period).month
        categories, payers = WORDS.categories.codes(category), WORDS.payers.codes(payer)
        said = parse_count(str(int(count)) if type(count) in (int, float) else str(count or ""))
        is_whole = (
            isinstance(said, Count) and said != Count() and region and month and len(categories) == len(payers) == 1
        )
        if is_whole and count is not True:
            found.append((number, region.code, month, categories[0], payers[0], said.heads))
    return found


@for_all(st.lists(ROWS, max_size=12))
def test_any_rows_are_read_as_one_by_one(rows):
    table = [[code, None, period, category, payer, count, None] for code, period, category, payer, count in rows]

    assert entries(read([HEAD, *table])) == read_slowly(rows)


def test_a_hundred_thousand_rows_with_one_fault_make_one_finding():
    found = read([HEAD, *[row(5, period="abc")] * 100_000])

    assert [(each.code, each.count) for each in found.findings] == [("no_period", 100_000)]
