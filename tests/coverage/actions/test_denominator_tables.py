"""A table of denominators: versions of what differs, nothing of a table with one wrong line."""

import io
from datetime import date

import pytest

from accounts.errors import RightMissing
from coverage import table_errors
from coverage.actions.denominator_tables import LoadedTable, TableDefaults, load_denominator_table
from coverage.enums import DenominatorKind, DenominatorState
from coverage.models import Denominator
from coverage.table_errors import TableRefused
from tests.factories import A_MOMENT

BPS = TableDefaults(issuer="BPS", method="Sakernas", document="Tabel BPS", as_of="08-31")


def load(text: str, by, kind=DenominatorKind.POTENTIAL, defaults=BPS) -> LoadedTable:
    return load_denominator_table(
        file=io.StringIO(text), name="tabel.csv", kind=kind, defaults=defaults, by=by, at=A_MOMENT
    )


def stored() -> list[tuple]:
    rows = Denominator.objects.order_by("region__code", "year", "segment__code", "version")
    return list(rows.values_list("region__code", "year", "segment__code", "version", "persons", "state"))


def test_potentials_count_at_once_and_targets_are_only_proposed(places, admin):
    load("year,code,employed\n2024,64,1800000\n", admin)
    load("year,code,target\n2024,64.01,92000\n", admin, DenominatorKind.TARGET)

    assert stored() == [
        ("64", 2024, None, 1, 1_800_000, DenominatorState.ACCEPTED),
        ("64.01", 2024, None, 1, 92_000, DenominatorState.PROPOSED),
    ]


def test_the_same_table_again_changes_nothing_and_a_changed_row_is_a_new_version(places, admin):
    first = load("year,code,employed\n2023,64,10\n2024,64,20\n", admin)
    again = load("year,code,employed\n2023,64,10\n2024,64,20\n", admin)

    changed = load("year,code,employed\n2023,64,10\n2024,64,21\n", admin)

    assert (first, again, changed) == (LoadedTable(2, 2, 0), LoadedTable(2, 0, 2), LoadedTable(2, 1, 1))
    assert [row[1:5:2] + row[4:5] for row in stored()] == [(2023, 1, 10), (2024, 1, 20), (2024, 2, 21)]


def test_a_row_says_for_itself_what_the_table_says_for_all(places, admin):
    load(
        "year,code,segment,persons,issuer,method,legal_basis,document,as_of\n"
        "2024,64.01,formal,30,Disnaker,Pendataan,Perda 1/2024,perda.pdf,2024-02-29\n2024,64.01,informal,40,,,,,\n",
        admin,
    )

    told = Denominator.objects.order_by("segment__position")
    assert list(told.values_list("issuer", "method", "legal_basis", "document", "as_of")) == [
        ("Disnaker", "Pendataan", "Perda 1/2024", "perda.pdf", date(2024, 2, 29)),
        ("BPS", "Sakernas", "", "Tabel BPS", date(2024, 8, 31)),
    ]


@pytest.mark.parametrize(
    ("text", "line", "why"),
    [
        ("", 1, "kolom year, code"),
        ("year,code\n2024,64\n", 1, "kolom year, code"),
        ("year,code,employed,target\n2024,64,1,2\n", 1, "kolom year, code"),
        ("year,code,employed\n", 1, "tidak berisi"),
        ("year,code,employed\n2024,64,10\n2024,99,10\n", 3, "kode wilayah 99"),
        ("year,code,employed\n2024,64.01.01,10\n", 2, "kode wilayah 64.01.01"),
        ("year,code,employed\n2024,64,1.000\n", 2, "1.000 bukan bilangan bulat"),
        ("year,code,employed\n2024,64,-1\n", 2, "-1 bukan"),
        ("year,code,employed\n2024,64,\n", 2, "isian kosong"),
        ("year,code,employed\n2024,64,1000000001\n", 2, "1000000001 bukan"),
        ("year,code,employed\n1999,64,10\n", 2, "1999 bukan"),
        ("year,code,employed\n2024,64,10\n2023,64,9\n2024,64,11\n", 4, "tertulis dua kali"),
        ("year,code,segment,employed\n2024,64,rentan,10\n", 2, "segmen rentan"),
        ("year,code,employed,as_of\n2024,64,10,02-30\n", 2, "tanggal 02-30"),
    ],
)
def test_one_wrong_line_refuses_the_whole_table_and_is_named(places, admin, text, line, why):
    with pytest.raises(TableRefused) as refusal:
        load(text, admin)

    assert refusal.value.line == line
    assert f"Berkas tabel.csv, baris {line}: " in refusal.value.message
    assert why in refusal.value.message
    assert stored() == []


def test_the_whole_sentence_is_in_the_language_of_who_reads_it(places, admin, monkeypatch):
    monkeypatch.setattr(table_errors, "_", lambda told: f"<{told}>")

    with pytest.raises(TableRefused) as refusal:
        load("year,code,employed\n2024,99,10\n", admin)

    assert "<kode wilayah 99 tidak dikenal.>" in refusal.value.message
    assert refusal.value.message.startswith("<Berkas tabel.csv, baris 2: ")


@pytest.mark.parametrize(
    ("defaults", "missing"),
    [(TableDefaults(issuer="", method="Sakernas"), "penerbit"), (TableDefaults(issuer="BPS", method=""), "metode")],
)
def test_a_number_whose_issuer_or_method_nobody_tells_is_refused(places, admin, defaults, missing):
    with pytest.raises(TableRefused, match=f"{missing} angka belum disebut"):
        load("year,code,employed\n2024,64,10\n", admin, defaults=defaults)


def test_who_may_not_propose_for_a_region_loads_nothing(places, budi):
    with pytest.raises(RightMissing):
        load("year,code,employed\n2024,64.01,10\n", budi)

    assert stored() == []
