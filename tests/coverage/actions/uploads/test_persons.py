"""Lists of persons end to end: counted, and forgotten before anything is kept."""

import base64

import pytest
from django.apps import apps
from django.core import serializers

from coverage.actions.uploads.answers import RowFix, answer_upload, correct_rows
from coverage.actions.uploads.applying import apply_upload
from coverage.actions.uploads.reading import read_upload
from coverage.enums import UploadState
from coverage.import_errors import UploadRefused
from coverage.models import Figure, Upload
from tests.coverage.uploads import BUSUI, KASUNGAI, TEMPLATE, a_row, a_workbook, asked, counts, received, sent, staged
from tests.factories import A_MOMENT

HEAD = ["NIK", "Nama", "Tanggal Lahir", "Desa", "Kecamatan", "Kategori", "Sumber Dana", "Periode"]


def nik(number: int) -> str:
    return f"64019915069{number:05d}"


def a_worker(number: int, village: str = "Busui", category: str = "petani", told: str = "") -> list[str]:
    name = f"Siti Rahasia {number}"
    return [told or nik(number), name, "15-06-1990", village, "Batu Sopang", category, "apbd_kab", "Juli 2025"]


def a_list(*workers: list[str], head: list[str] | None = None) -> bytes:
    return a_workbook({"Daftar": [head or HEAD, *workers]})


def figures() -> list[tuple[str, str, int]]:
    rows = Figure.objects.order_by("region__code", "category__code")
    return list(rows.values_list("region__code", "category__code", "enrolled"))


def everything_kept() -> str:
    """Return all rows of all tables as text."""
    return "".join(
        serializers.serialize("json", model.objects.all())
        for model in apps.get_models()
        if model._meta.managed and model._meta.label not in ("regions.Region", "regions.Placement")
    )


def test_a_list_is_counted_by_village_category_and_payer_and_each_person_once(paser, sari):
    workers = [a_worker(number) for number in range(5)] + [a_worker(3), a_worker(7, "Kasungai", "nelayan")]

    upload = sent(a_list(*workers), sari)
    apply_upload(upload=upload, partly=False, by=sari, at=A_MOMENT)

    assert figures() == [(BUSUI, "petani", 5), (KASUNGAI, "nelayan", 1)]
    assert counts(upload) == {"Daftar": {"read": 3, "new": 2, "ignored": 1}}
    assert upload.found["sheets"][0]["persons"] == 7
    assert staged(upload)[7] == ("ignored", "person_twice")


def test_nothing_of_a_person_is_kept_anywhere_not_even_the_upload(paser, sari):
    workers = [
        *[a_worker(number) for number in range(10)], a_worker(3), a_worker(11, "Busui Lama"),
        a_worker(12, told="6401991306"), a_worker(13, told="6401994513900013"), a_worker(14, category=nik(14)),
    ]  # fmt: skip

    upload = sent(a_list(*workers), sari)

    upload.refresh_from_db()
    assert (upload.is_person_list, upload.original) == (True, None)
    kept = everything_kept()
    for number in range(15):
        assert nik(number) not in kept
        assert base64.b64encode(nik(number).encode()).decode()[:20] not in kept
    assert "Rahasia" not in kept
    assert "15-06-1990" not in kept
    assert "6401********0003" in kept
    assert staged(upload)[15] == ("rejected", "nik_impossible")


def test_a_village_that_is_not_known_is_asked_about_and_its_persons_added(paser, sari):
    upload = sent(a_list(a_worker(1), a_worker(2, "Busui Lama"), a_worker(3, "Busui Lama")), sari)
    assert (asked(upload), counts(upload)) == (
        ["place:64.01.01|busui lama"], {"Daftar": {"read": 2, "new": 1, "held": 1}},
    )  # fmt: skip

    answer_upload(upload=upload, answers={"place:64.01.01|busui lama": BUSUI}, by=sari, at=A_MOMENT)
    upload = read_upload(upload=Upload.objects.get(pk=upload.pk), at=A_MOMENT)
    apply_upload(upload=upload, partly=False, by=sari, at=A_MOMENT)

    assert figures() == [(BUSUI, "petani", 3)]


def test_where_the_wrong_column_was_taken_for_the_village_no_word_of_it_is_kept(paser, sari):
    workers = [a_worker(number, village=f"Siti Rahasia {number}") for number in range(300)]

    upload = sent(a_list(*workers), sari)

    assert (upload.state, set(staged(upload).values())) == (
        UploadState.REJECTED, {("rejected", "words_unknown")},
    )  # fmt: skip
    assert "Rahasia" not in everything_kept()


def test_a_list_of_residents_waits_until_a_person_says_that_they_are_members(paser, sari):
    head = ["alamat", "dusun", "rw", "rt", "nama", "no_kk", "nik", "sex", "tempatlahir", "tanggallahir", "pekerjaan_id",
            "status_dasar", "desa"]  # fmt: skip
    rows = [["Jl. A", "I", 1, 1, "Siti Rahasia", nik(90 + n), nik(n), 1, "Paser", "1990-06-15", "9", "1", "Busui"]
            for n in range(4)]  # fmt: skip
    upload = sent(a_workbook({"Penduduk": [head, *rows]}), sari, month=202507, payer="apbd_kab")
    assert (upload.state, asked(upload)) == (UploadState.ASKING, ["residents:"])

    answer_upload(upload=upload, answers={"residents:": "participants"}, by=sari, at=A_MOMENT)
    upload = read_upload(upload=Upload.objects.get(pk=upload.pk), at=A_MOMENT)
    apply_upload(upload=upload, partly=False, by=sari, at=A_MOMENT)

    assert figures() == [(BUSUI, "petani", 4)]


def test_persons_in_two_sheets_count_once_and_another_sheet_beside_them_is_not_read(paser, sari):
    moved = [HEAD[3], HEAD[0], *HEAD[4:], HEAD[1]]
    other = [["Busui", nik(1), "Batu Sopang", "petani", "apbd_kab", "Juli 2025", "Siti Rahasia 1"],
             ["Busui", nik(9), "Batu Sopang", "petani", "apbd_kab", "Juli 2025", "Siti Rahasia 9"]]  # fmt: skip
    book = a_workbook({"Satu": [HEAD, a_worker(1)], "Dua": [moved, *other], "Rekap": [TEMPLATE, a_row(BUSUI, 3)]})

    upload = sent(book, sari)
    apply_upload(upload=upload, partly=False, by=sari, at=A_MOMENT)

    assert figures() == [(BUSUI, "petani", 2)]
    assert [one["code"] for one in upload.found["sheets"][2]["findings"]] == ["beside_persons"]


def test_headings_totals_and_notes_within_a_list_are_no_persons(paser, sari):
    upload = sent(a_list(a_worker(1), HEAD, a_worker(2), ["JUMLAH", "2"]), sari)

    assert set(staged(upload).values()) == {
        ("new", ""), ("ignored", "skipped_repeated_header"), ("ignored", "skipped_total"),
    }  # fmt: skip


def test_a_list_without_numbers_of_persons_is_refused_and_not_kept(paser, sari):
    head = ["Nama", "Tanggal Lahir", "Alamat", "Desa", "Kecamatan"]
    upload = sent(a_list(["Siti Rahasia", "15-06-1990", "Jl. A", "Busui", "Batu Sopang"], head=head), sari)

    assert (asked(upload), upload.state, staged(upload)) == (
        [],
        UploadState.REJECTED,
        {0: ("rejected", "nik_column_missing")},
    )
    assert "Rahasia" not in everything_kept()


def test_rows_of_a_list_are_put_right_by_sending_it_again(paser, sari):
    upload = sent(a_list(a_worker(1), a_worker(2, told="64019")), sari)

    with pytest.raises(UploadRefused) as refused:
        correct_rows(upload=upload, fixes=[RowFix(0, 3, 5, enrolled="1")], by=sari, at=A_MOMENT)

    assert refused.value.code == "person_list"


def test_what_a_list_does_not_say_is_asked_and_nothing_is_lost_meanwhile(paser, sari):
    head = HEAD[:5]
    upload = received(a_list(*[a_worker(n)[:5] for n in range(3)], head=head), sari, month=202507, payer="apbd_kab")
    upload = read_upload(upload=upload, at=A_MOMENT)
    assert (upload.state, asked(upload)) == (UploadState.ASKING, ["given_category:Daftar"])

    answer_upload(upload=upload, answers={"given_category:Daftar": "kader"}, by=sari, at=A_MOMENT)
    upload = read_upload(upload=Upload.objects.get(pk=upload.pk), at=A_MOMENT)

    apply_upload(upload=upload, partly=False, by=sari, at=A_MOMENT)
    assert figures() == [(BUSUI, "kader", 3)]


def test_a_column_of_a_list_that_a_person_mapped_is_known_when_it_is_sent_again(paser, sari):
    head = ["NIK", "Nama", "Lokasi Kerja", "Tanggal Lahir"]
    content = a_list(*[[nik(n), f"Siti Rahasia {n}", "Busui", "15-06-1990"] for n in range(3)], head=head)
    given = {"month": 202507, "category": "petani", "payer": "apbd_kab"}
    upload = sent(content, sari, **given)
    assert (upload.state, asked(upload)) == (UploadState.ASKING, ["columns:Daftar"])

    answer_upload(upload=upload, answers={"columns:lokasi kerja": {"role": "village"}}, by=sari, at=A_MOMENT)

    assert counts(sent(content, sari, **given)) == {"Daftar": {"read": 1, "new": 1}}
    assert "Rahasia" not in everything_kept()


def test_a_column_of_names_or_numbers_stays_personal_whatever_a_person_says_of_it(paser, sari):
    upload = sent(a_list(a_worker(1), a_worker(2, "Busui Lama")), sari)

    answer_upload(upload=upload, answers={"columns:nama": {"role": "village"}}, by=sari, at=A_MOMENT)

    assert counts(sent(a_list(a_worker(1), a_worker(3)), sari)) == {"Daftar": {"read": 1, "new": 1}}
    assert "Rahasia" not in everything_kept()
