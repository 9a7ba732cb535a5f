"""Receiving a file: what is kept of it, and what is refused before a byte is kept."""

import hashlib

import pytest

from accounts.abilities import Role
from accounts.errors import RightMissing
from coverage.actions.uploads.receiving import told_name
from coverage.enums import UploadState, UploadUse
from coverage.models import Upload
from coverage.workbook_errors import WorkbookRefused
from tests.coverage.uploads import BUSUI, a_row, a_template, a_workbook, received
from tests.factories import a_person

NIK = "6401991506900001"


def test_a_file_is_kept_as_it_was_sent_and_waits(sari):
    content = a_template(a_row(BUSUI, 12))

    upload = received(content, sari, name="C:\\rekap\\juli.xlsx", month=202507, payer="apbdes")

    upload.refresh_from_db()
    assert (upload.state, upload.file_name, upload.size) == (UploadState.QUEUED, "juli.xlsx", len(content))
    assert (bytes(upload.original), upload.digest) == (content, hashlib.sha256(content).hexdigest())
    assert upload.given == {"month": 202507, "payer": "apbdes"}


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "kosong.xlsx", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "lama.xls", "old_excel"),
        (b"<html></html>", "halaman.xlsx", "web_page"),
        (a_template(a_row(BUSUI, 1))[:300], "putus.xlsx", "damaged"),
    ],
)
def test_a_file_that_cannot_be_read_leaves_nothing(sari, content, name, code):
    with pytest.raises(WorkbookRefused) as refused:
        received(content, sari, name=name)

    assert refused.value.code == code
    assert list(Upload.objects.all()) == []


def test_a_table_of_counts_with_numbers_of_persons_leaves_nothing(sari):
    rows = [["Kode Wilayah", "Catatan", "Peserta Aktif"], [BUSUI, "lengkap", 5], [BUSUI, NIK, 6]]

    with pytest.raises(WorkbookRefused) as refused:
        received(a_workbook({"Rekap": rows}), sari)

    assert (refused.value.code, refused.value.sheet, refused.value.column) == ("identities", "Rekap", "B")
    assert NIK not in refused.value.message
    assert list(Upload.objects.all()) == []


def test_who_may_import_nowhere_is_refused_whatever_the_file(budi, places):
    with pytest.raises(RightMissing):
        received(a_template(a_row(BUSUI, 12)), budi)
    with pytest.raises(RightMissing):
        received(b"", a_person("orang.luar"))

    assert list(Upload.objects.all()) == []


def test_a_comparison_says_whose_word_it_is(places):
    importer = a_person("impor", Role.IMPORTER, places["64"])

    upload = received(a_template(a_row(BUSUI, 12)), importer, use=UploadUse.COMPARISON, stated_by="bpjs")

    assert (upload.use, upload.stated_by) == ("comparison", "bpjs")


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("juli.xlsx", "juli.xlsx"),
        ("../../etc/juli.xlsx", "juli.xlsx"),
        (f"daftar {NIK}.xlsx", "berkas.xlsx"),
        ("a\r\nb.csv", "ab.csv"),
        ("", "berkas"),
    ],
)
def test_the_name_of_a_file_is_kept_without_folders_lines_and_numbers_of_persons(name, told):
    assert told_name(name) == told


def test_a_long_name_keeps_its_ending():
    assert len(told_name("a" * 300 + ".xlsx")) == 120
    assert told_name("a" * 300 + ".xlsx").endswith(".xlsx")
