"""The marked workbook of a very large file: the bad rows alone."""

from io import BytesIO

import openpyxl
import pytest

from coverage.actions.uploads.applying import apply_upload
from coverage.models import Figure
from coverage.queries.uploads import corrections
from coverage.tables.marked_rows import rows_alone
from coverage.tables.marked_workbooks import Copied, Mark
from tests.coverage.factories import an_open_report
from tests.coverage.uploads import (
    BATU_KAJANG,
    BUSUI,
    KASUNGAI,
    TEMPLATE,
    a_row,
    a_template,
    a_workbook,
    counts,
    given_back,
    sent,
)
from tests.factories import A_MOMENT

ROWS = [(1, ["Rekap"]), (3, ["Desa", "Peserta"]), (4, ["Busui", 1]), (5, ["Kec. Kuaro", None]), (9, ["Janju", "x"])]


@pytest.fixture
def paser(places, monkeypatch):
    monkeypatch.setattr(corrections, "MOST_COPIED", 3)
    an_open_report(places["64.01"])
    return places["64.01"]


def test_only_sheets_and_rows_with_marks_are_left_and_headings_keep_their_numbers():
    merges = [(1, 1, 1, 2), (3, 1, 5, 1)]
    sheets = [Copied("Surat", [(1, ["Dengan hormat"])]), Copied("Data", ROWS, merges)]

    alone, moved = rows_alone(sheets, [Mark(1, 9, "rejected", "Tulis angka.", 1)], {1: (4, [5])})

    assert [(one.name, list(one.rows), one.merges) for one in alone] == [
        ("Data", [(1, ["Rekap"]), (3, ["Desa", "Peserta"]), (4, ["Kec. Kuaro", None]), (5, ["Janju", "x"])], merges[:1])
    ]
    assert moved == [Mark(0, 5, "rejected", "Tulis angka.", 1, was=9)]


def test_bad_rows_come_back_alone_and_corrected_they_are_all_that_is_taken(paser, sari):
    rows = [a_row(BUSUI, 12), a_row(KASUNGAI, 5), a_row(BATU_KAJANG, "81,5"), a_row(BUSUI, 3, category="nelayan")]
    first = sent(a_workbook({"Surat": [["Dengan hormat"]], "Data": [["Rekap"], TEMPLATE, *rows]}), sari)
    apply_upload(upload=first, partly=True, by=sari, at=A_MOMENT)

    content = given_back(first, {"F3": 815})
    second = sent(content, sari)

    book = openpyxl.load_workbook(BytesIO(content))
    assert book.sheetnames == ["Baca dulu", "Data"]
    assert [cell.value for cell in book["Data"]["A"]] == ["Rekap", "Kode Wilayah", BATU_KAJANG]
    assert "Lembar Data, baris 3 (baris 5 di berkas Anda), Peserta Aktif" in book["Baca dulu"]["B9"].value
    assert (second.corrects, counts(second)["Data"]) == (first, {"read": 1, "new": 1})
    apply_upload(upload=second, partly=False, by=sari, at=A_MOMENT)
    assert sum(Figure.objects.values_list("enrolled", flat=True)) == 12 + 5 + 3 + 815


def test_the_page_says_that_only_bad_rows_come_back_or_that_there_are_too_many(paser, sari, client, monkeypatch):
    upload = sent(a_template(*(a_row(code, "x") for code in (BUSUI, KASUNGAI, BATU_KAJANG))), sari)
    client.force_login(sari)

    few = client.get(f"/impor/{upload.pk}/").content.decode()
    monkeypatch.setattr(corrections, "MOST_MARKED", 2)
    many = client.get(f"/impor/{upload.pk}/").content.decode()

    assert "hanya baris yang perlu diperbaiki yang dapat diunduh kembali" in few
    assert "Terlalu banyak baris yang bermasalah" in many
    assert "perbaikan.xlsx" in few
    assert "perbaikan.xlsx" not in many
    assert client.get(f"/impor/{upload.pk}/perbaikan.xlsx").status_code == 404
