"""What headings mean, layouts that are known again, and what changed in them."""

import random
from dataclasses import replace

import pytest

from coverage.sheets.layouts import Change, Column, Kind, Meaning, Moved, changes, layout_of, meaning_of, with_choices
from coverage.sheets.roles import BY_HEADING, HEADINGS, Role
from tests.coverage.sheets.sheets import OPENSID, WORDS


def layout(*headings):
    return layout_of([Column(index, (heading,)) for index, heading in enumerate(headings)], WORDS)


def roles(found):
    return [column.role for column in found.columns]


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("Kode Wilayah", Meaning(Role.REGION_CODE)),
        ("KODE DESA/KELURAHAN", Meaning(Role.VILLAGE_CODE)),
        ("Desa/Kel.", Meaning(Role.VILLAGE)),
        ("Kab./Kota", Meaning(Role.REGENCY)),
        ("Kapanewon", Meaning(Role.DISTRICT)),
        ("Peserta Aktif (orang)", Meaning(Role.COUNT)),
        ("TK Aktif", Meaning(Role.COUNT)),
        ("BLTH", Meaning(Role.PERIOD)),
        ("Sumber Pembiayaan", Meaning(Role.PAYER)),
        ("Jenis Pekerja", Meaning(Role.CATEGORY)),
        ("Jumlah Petani", Meaning(categories=("petani",))),
        ("BPU", Meaning(categories=("bpu_mandiri", "tak_terinci_informal"))),
        ("APBD Kab/Kota", Meaning(payers=("apbd_kab",))),
        ("Target 2025", Meaning(Role.TARGET, year=2025)),
        ("Peserta PU Des 2023", Meaning(categories=("pu",), month=12, year=2023)),
        ("Jumlah Desa", None),
        ("Perusahaan", None),
        ("Keterangan", Meaning(Role.IGNORED)),
        ("Peserta Terdaftar", Meaning(Role.REGISTERED)),
        ("xyz", None),
        ("", None),
    ],
)
def test_a_heading_is_known(heading, meaning):
    assert meaning_of((heading,), WORDS) == meaning


def test_no_heading_has_two_roles():
    texts = [text for texts in HEADINGS.values() for text in texts.split(", ")]

    assert len(texts) == len(set(texts)) == len(BY_HEADING)


@pytest.mark.parametrize(
    ("parts", "meaning"),
    [
        (("Peserta Aktif", "Petani", "CSR"), Meaning(Role.COUNT, ("petani",), ("csr",))),
        (("Informal", "Petani"), Meaning(categories=("petani",))),
        (("2023", "Des"), Meaning(month=12, year=2023)),
        (("Petani", "Target"), Meaning(Role.TARGET, ("petani",))),
        (("Peserta Aktif", "Jumlah"), Meaning(Role.SUM)),
        (("Desa", "Rangan"), None),
        (("Kategori", "Petani"), None),
        (("APBDes", "CSR"), None),
        (("Jan 2023", "Feb 2023"), None),
        (("Peserta Aktif", "Desa"), None),
        (("Target", "Potensi"), None),
    ],
)
def test_lines_of_a_header_are_read_together_or_not_at_all(parts, meaning):
    assert meaning_of(parts, WORDS) == meaning


def test_the_export_of_opensid_is_a_list_of_residents():
    found = layout(*OPENSID)

    assert len(OPENSID) == 43
    assert found.kind is Kind.RESIDENTS
    assert {column.role for column in found.columns} == {Role.PERSONAL, Role.NIK, Role.JOB, Role.LIVING}
    assert [column.heading for column in found.of(Role.NIK)] == ["nik"]


def test_a_person_list_keeps_places_time_and_money_and_drops_the_rest():
    found = layout(
        "No", "NIK", "Nama", "Tgl Lahir", "Hobi", "Jumlah", "Desa", "Kecamatan", "Pekerjaan", "Sumber Dana", "Bulan"
    )

    assert found.kind is Kind.PERSONS
    assert [column.heading for column in found.of(Role.PERSONAL)] == ["No", "Nama", "Tgl Lahir", "Hobi", "Jumlah"]
    assert roles(found)[6:] == [Role.VILLAGE, Role.DISTRICT, Role.CATEGORY, Role.PAYER, Role.MONTH]


def test_a_person_list_without_nik_is_still_known_as_one():
    assert layout("Nama Peserta", "No KPJ", "Tanggal Lahir", "Desa").kind is Kind.PERSONS


@pytest.mark.parametrize("role", [Role.VILLAGE, Role.CATEGORY, Role.REGION])
def test_nobody_can_make_a_name_of_a_person_a_place(role):
    found = layout("NIK", "Nama", "Nama Lengkap", "Hobi", "Desa")

    chosen = with_choices(found, {column.key: Meaning(role) for column in found.columns})

    assert roles(chosen) == [Role.NIK, Role.PERSONAL, Role.PERSONAL, role, role]
    assert chosen.kind is Kind.PERSONS


def test_next_months_file_has_the_same_fingerprint_in_any_order():
    headings = ["Kode Wilayah", "Desa", "Peserta Aktif Des 2023", "Keterangan"]
    next_month = ["kode  WILAYAH", "Desa.", "Peserta Aktif Jan 2024", "Keterangan"]
    random.Random(1).shuffle(next_month)

    assert layout(*headings).fingerprint == layout(*next_month).fingerprint


def test_more_months_are_the_same_layout():
    assert layout("Desa", "Jan 2023").fingerprint == layout("Desa", "Jan 2023", "Feb 2023", "2023-03-01").fingerprint


@pytest.mark.parametrize(
    "other", [["Desa", "Peserta"], ["Desa", "Peserta Aktif", "Target"], ["Desa", "Peserta Aktif", "Peserta Aktif"]]
)
def test_another_heading_is_another_layout(other):
    assert layout("Desa", "Peserta Aktif").fingerprint != layout(*other).fingerprint


def test_a_heading_with_a_month_is_another_than_one_without():
    assert layout("Desa", "Peserta Aktif").fingerprint != layout("Desa", "Peserta Aktif Des 2023").fingerprint
    assert layout("Desa", "Jan 2023").columns[1].key == "{bulan}"


def test_what_was_decided_is_replayed_by_heading_wherever_the_column_stands():
    chosen = {layout("Isi").columns[0].key: Meaning(Role.COUNT)}

    found = with_choices(layout("Desa", "Lain", "Isi"), chosen)

    assert roles(found) == [Role.VILLAGE, None, Role.COUNT]
    assert found.kind is Kind.FIGURES


def test_a_changed_column_is_told_as_such():
    before = layout("Desa", "Peserta Aktif", "Keterangan Petugas", "No")
    now = layout("No", "Desa", "Peserta Aktif", "Keterangan Petugas BPJS", "Sumber Dana")

    assert changes(before, now) == (
        Change(Moved.RENAMED, "Keterangan Petugas", "Keterangan Petugas BPJS"),
        Change(Moved.ADDED, now="Sumber Dana"),
    )
    assert changes(now, replace(now, columns=now.columns[::-1])) == ()
    assert changes(before, layout("Desa", "Peserta Aktif", "No")) == (Change(Moved.REMOVED, "Keterangan Petugas"),)


@pytest.mark.parametrize(
    ("headings", "kind"),
    [
        (["Nama", "Tanggal Lahir", "Desa"], Kind.PERSONS),
        (["Nama", "Alamat", "Desa", "Kecamatan"], Kind.PERSONS),
        (["Desa", "Alamat", "Peserta Aktif"], Kind.FIGURES),
        (["Nama", "Desa"], Kind.UNKNOWN),
    ],
)
def test_a_table_about_persons_that_counts_nothing_lists_persons(headings, kind):
    assert layout(*headings).kind is kind
