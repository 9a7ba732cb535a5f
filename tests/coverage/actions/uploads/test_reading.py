"""Reading a received file: every sheet and every row is told, and no figure is stored."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest

from coverage.actions.uploads.applying import apply_upload, cancel_upload
from coverage.actions.uploads.reading import ReadingStopped, read_upload
from coverage.enums import UploadState
from coverage.import_errors import UploadRefused
from coverage.models import Figure, StagedRow, Upload
from tests.coverage.uploads import (
    BATU_KAJANG,
    BUSUI,
    KASUNGAI,
    TEMPLATE,
    a_row,
    a_template,
    a_workbook,
    asked,
    counts,
    received,
    sent,
    staged,
)
from tests.factories import A_MOMENT


def test_each_row_is_told_with_what_it_would_do(paser, sari):
    upload = sent(
        a_template(
            a_row(BUSUI, 12), a_row(KASUNGAI, "1.250"), a_row(BATU_KAJANG, "81,5"),
            a_row(BATU_KAJANG, "-", "", "nelayan"),
            a_row(BUSUI, None, "", "nelayan"), a_row("64.02.01.2001", 4), a_row("64.99.01.2001", 4),
            a_row("64.02", 4),
        ),
        sari,
    )  # fmt: skip

    assert staged(upload) == {
        2: ("new", ""), 3: ("new", ""), 4: ("rejected", "not_whole"), 5: ("held", "dash"),
        6: ("ignored", "count_blank"), 7: ("rejected", "code_elsewhere"), 8: ("rejected", "code_unknown"),
        9: ("rejected", "out_of_scope"),
    }  # fmt: skip
    assert counts(upload) == {"Data": {"read": 8, "new": 2, "rejected": 4, "held": 1, "ignored": 1}}
    assert (upload.state, upload.rows_read) == (UploadState.STAGED, 9)
    assert list(Figure.objects.all()) == []


def test_every_sheet_is_listed_with_what_was_done_with_it(paser, sari):
    branch = [
        ["BPJS KETENAGAKERJAAN"], ["No", "Kecamatan", "Desa", "Peserta Aktif"], [1, "Batu Sopang", "Busui", "1.250"],
        ["JUMLAH", None, None, "1.300"],
    ]  # fmt: skip
    book = a_workbook({"Data": [TEMPLATE, a_row(KASUNGAI, 3)], "Cabang": branch, "Kosong": [], "Arsip": [["x"], ["y"]],
                       "Surat": [["Dengan hormat"]]}, hidden=["Arsip"])  # fmt: skip

    upload = sent(book, sari, month=202507, category="petani", payer="apbd_kab")

    assert counts(upload) == {
        "Data": {"read": 1, "new": 1}, "Cabang": {"read": 2, "new": 1, "ignored": 1}, "Kosong": {},
        "Arsip": {"read": 2, "ignored": 2}, "Surat": {"read": 1, "ignored": 1},
    }  # fmt: skip
    told = {sheet["name"]: [one["code"] for one in sheet["findings"]] for sheet in upload.found["sheets"]}
    assert told["Cabang"] == ["skipped_total", "total_differs"]
    assert (told["Arsip"], told["Surat"]) == (["sheet_hidden"], ["no_table"])


def test_only_the_sheet_that_was_chosen_is_read(paser, sari):
    book = a_workbook({"A": [TEMPLATE, a_row(KASUNGAI, 3)], "B": [TEMPLATE, a_row(BUSUI, 4)]})

    assert counts(sent(book, sari, sheet="B")) == {"A": {"read": 2, "ignored": 2}, "B": {"read": 1, "new": 1}}
    missing = sent(book, sari, sheet="C")
    assert (missing.state, missing.found["refused"]["code"]) == (UploadState.REJECTED, "sheet_missing")


def test_a_file_of_which_no_row_is_good_is_rejected_and_one_that_asks_waits_for_the_answer(paser, sari):
    assert sent(a_template(a_row(BUSUI, "81,5")), sari).state == UploadState.REJECTED
    asking = sent(a_template(a_row(BUSUI, "-")), sari)

    assert (asking.state, asked(asking)) == (UploadState.ASKING, ["dash:-"])
    with pytest.raises(UploadRefused):
        apply_upload(upload=asking, partly=True, by=sari, at=A_MOMENT)


def test_error_cells_percentages_and_formulas_are_told_as_what_they_are(paser, sari):
    rows = "Kode Wilayah;Periode;Kategori;Sumber Dana;Peserta Aktif\n"
    rows += "".join(f"{code};2025-07;petani;apbd_kab;{text}\n" for code, text in [(BUSUI, "5%"), (KASUNGAI, "7")])

    upload = sent(rows.encode(), sari, name="juli.csv")

    assert staged(upload) == {2: ("rejected", "percent"), 3: ("new", "")}


def test_the_only_table_of_a_text_has_a_name_wherever_it_is_told(paser, sari, client):
    head = "Kode Wilayah;Periode;Kategori;Sumber Dana;Peserta Aktif\n"
    twice = f"{BUSUI};2025-07;petani;apbd_kab;5\n{BUSUI};2025-07;petani;apbd_kab;81,5\n"

    upload = sent(f"{head}{twice}{BUSUI};2025-07;petani;apbd_kab;6\n".encode(), sari, name="kuaro.csv")
    client.force_login(sari)
    page = client.get(f"/impor/{upload.pk}/").content.decode()

    assert [sheet["name"] for sheet in upload.found["sheets"]] == ["CSV"]
    assert "<strong>CSV, baris 3, Peserta Aktif</strong>" in page
    assert "<summary>Lembar CSV</summary>" in page
    assert openpyxl.load_workbook(BytesIO(client.get(f"/impor/{upload.pk}/perbaikan.xlsx").content)).sheetnames == [
        "Baca dulu", "CSV",
    ]  # fmt: skip


def test_sheets_with_two_code_systems_are_asked_about_as_a_file(paser, sari):
    ours = [["Kode Wilayah", "Kabupaten", "Peserta Aktif"], ["64.01", "Paser", 5], ["64.02", "Kutai Kartanegara", 6]]
    book = a_workbook({"A": ours, "B": [TEMPLATE, a_row(BUSUI, 4)]})

    upload = sent(book, sari, month=202507, category="petani", payer="apbd_kab")

    assert asked(upload) == []
    assert {sheet["system"] for sheet in upload.found["sheets"]} == {"kemendagri"}


def test_reading_again_replaces_what_was_staged(paser, sari):
    upload = sent(a_template(a_row(BUSUI, 12)), sari)

    again = read_upload(upload=upload, at=A_MOMENT)

    assert again.attempt == 2
    assert staged(again) == {2: ("new", "")}


def test_an_upload_that_was_applied_or_closed_is_not_read(paser, sari):
    upload, closed = sent(a_template(a_row(BUSUI, 12)), sari), sent(a_template(a_row(BUSUI, 12)), sari)
    apply_upload(upload=upload, partly=False, by=sari, at=A_MOMENT)
    cancel_upload(upload=closed, by=sari, at=A_MOMENT)

    for one in (upload, closed):
        with pytest.raises(UploadRefused):
            read_upload(upload=Upload.objects.get(pk=one.pk), at=A_MOMENT)
    closed.refresh_from_db()
    assert (closed.state, closed.original, closed.rows.count()) == (UploadState.CANCELLED, None, 0)


def test_who_lost_the_upload_while_reading_stages_nothing(paser, sari):
    upload = received(a_template(a_row(BUSUI, 12)), sari)

    def taken_by_another(rows: int, expected: int) -> None:
        Upload.objects.filter(pk=upload.pk).update(attempt=7)

    with pytest.raises(ReadingStopped):
        read_upload(upload=upload, at=A_MOMENT, progress=taken_by_another)

    assert list(StagedRow.objects.all()) == []


def test_two_that_saw_the_same_upload_waiting_do_not_both_read_it(paser, sari):
    upload = received(a_template(a_row(BUSUI, 12)), sari)
    seen = Upload.objects.get(pk=upload.pk)
    read_upload(upload=upload, at=A_MOMENT)

    with pytest.raises(UploadRefused):
        read_upload(upload=seen, at=A_MOMENT)


def test_the_number_of_queries_does_not_grow_with_the_rows(paser, sari, django_assert_max_num_queries):
    few = received(a_template(a_row(BUSUI, 12)), sari)
    categories = ["petani", "nelayan", "pu", "non_asn", "jakon", "umkm", "kader", "prt", "pmi", "relawan"]
    many = received(
        a_template(*[a_row(code, 1, "", name) for code in (BUSUI, KASUNGAI, BATU_KAJANG) for name in categories]), sari
    )
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as once:
        read_upload(upload=few, at=A_MOMENT)
    with django_assert_max_num_queries(len(once)):
        read_upload(upload=many, at=A_MOMENT)


def test_more_counts_than_can_be_judged_together_are_refused_before_they_are_taken(paser, sari):
    named = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"]
    months = [f"Peserta Aktif {month} {year}" for year in range(2008, 2024) for month in named]
    content = "\n".join([";".join(["Kode Wilayah", *months]), *([BUSUI + ";1" * 192] * 11_000)]).encode()

    upload = sent(content, sari, name="lebar.csv")

    assert (upload.state, upload.found["refused"]["code"]) == (UploadState.REJECTED, "too_many_counts")
    assert "Lembar CSV: sampai di sini" in upload.found["refused"]["message"]
    assert not StagedRow.objects.exists()


def test_more_rows_than_can_be_judged_together_are_refused_in_the_sheet_that_is_too_many(paser, sari):
    files = BytesIO()
    with ZipFile(files, "w", ZIP_DEFLATED) as archive:
        for number in range(1, 5):
            archive.writestr(f"{number}.csv", "x;1\n" * 700_000)

    upload = sent(files.getvalue(), sari, name="banyak.zip")

    assert "Lembar 3 › CSV: sampai di sini" in upload.found["refused"]["message"]
    assert not StagedRow.objects.exists()
