"""Approval on paper over the web: who sees the code, what may be uploaded, how the scan comes back."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from coverage.actions.reports import check_report, return_report, submit_report
from coverage.models import PaperApproval, Report
from tests.accounts.people import signed_in
from tests.coverage.factories import a_cell, an_open_report, entered, staff_of
from tests.factories import A_MOMENT

PAGE = "/laporan/64.01/2025-07/kertas/"
PDF = b"%PDF-1.7 tanda tangan"


@pytest.fixture
def staff(places):
    return staff_of(places["64.01"])


@pytest.fixture
def report(places, staff) -> Report:
    report = an_open_report(places["64.01"])
    entered(report, [a_cell(places["64.01"], 900, "pu")])
    submit_report(report=report, by=staff["enters"], at=A_MOMENT)
    return check_report(report=report, by=staff["checks"], at=A_MOMENT)


@pytest.fixture
def checker(report, staff):
    return signed_in(staff["checks"])


@pytest.fixture
def province(report, staff):
    return signed_in(staff["publishes"])


@pytest.fixture
def paper(checker) -> PaperApproval:
    checker.post(PAGE, {"signer_name": "Siti Aminah, Kepala Dinas"})
    return PaperApproval.objects.get()


def upload(client: Client, paper: PaperApproval, scan: bytes = PDF, name: str = "pindaian.pdf"):
    return client.post(f"/pindaian/{paper.pk}/", {"scan": SimpleUploadedFile(name, scan)})


def test_from_print_to_confirmation_by_two_people(checker, province, paper):
    sheet = checker.get(f"{PAGE}{paper.pk}/").content.decode()
    assert paper.code in sheet
    assert "bukan tanda tangan elektronik tersertifikasi" in sheet
    assert "SEMENTARA" in sheet
    assert upload(checker, paper).status_code == 302

    answer = province.post(f"{PAGE}{paper.pk}/nyatakan/", {"code": paper.code})

    assert (answer.status_code, answer["Location"]) == (302, "/laporan/64.01/2025-07/")
    assert Report.objects.get().state == "signed"
    assert "disahkan di atas kertas oleh Siti Aminah" in province.get("/laporan/64.01/2025-07/").content.decode()


def test_the_code_is_shown_to_who_prints_and_not_to_who_must_read_it_on_the_scan(checker, province, paper):
    upload(checker, paper)

    assert paper.code in checker.get(PAGE).content.decode()
    assert paper.code not in province.get(PAGE).content.decode()
    assert province.get(f"{PAGE}{paper.pk}/").status_code == 403
    wrong = province.post(f"{PAGE}{paper.pk}/nyatakan/", {"code": "AAAA-AAAA-AAAA"})
    assert wrong.status_code == 422
    assert paper.code not in wrong.content.decode()


def test_a_scan_comes_back_as_a_file_to_keep_and_never_to_be_shown(checker, province, paper):
    assert province.get(f"/pindaian/{paper.pk}/").status_code == 404
    upload(checker, paper)

    answer = province.get(f"/pindaian/{paper.pk}/")

    assert answer.content == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == f'attachment; filename="pengesahan-64.01-2025-07-{paper.pk}.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("scan", "name", "status"),
    [(b"<html>", "a.pdf", 422), (b"", "a.pdf", 422), (b"%PDF-" + b"0" * 5 * 1024 * 1024, "a.pdf", 422),
     (b"%PDF-" + b"0" * 7 * 1024 * 1024, "a.pdf", 413), (b"%PDF-1.4", "../../etc/passwd", 302)],
)  # fmt: skip
def test_only_small_documents_and_pictures_are_taken_whatever_they_are_called(checker, paper, scan, name, status):
    assert upload(checker, paper, scan, name).status_code == status


def test_other_paths_take_no_more_than_they_did(checker, paper):
    answer = checker.post(PAGE, {"scan": SimpleUploadedFile("a.pdf", b"0" * 2 * 1024 * 1024)})

    assert answer.status_code == 413


def test_strangers_and_neighbours_find_neither_print_nor_scan(places, checker, paper):
    upload(checker, paper)
    neighbour = signed_in(staff_of(places["64.02"])["checks"])

    for path in (PAGE, f"{PAGE}{paper.pk}/", f"{PAGE}{paper.pk}.pdf", f"/pindaian/{paper.pk}/"):
        assert neighbour.get(path).status_code == 404
    assert upload(neighbour, paper).status_code == 404


def test_no_scan_is_read_for_who_is_refused(places, checker, paper):
    """Five megabytes read first would tell by their time that there is a scan."""
    upload(checker, paper)
    neighbour = signed_in(staff_of(places["64.02"])["checks"])

    with CaptureQueriesContext(connection) as asked:
        assert neighbour.get(f"/pindaian/{paper.pk}/").status_code == 404

    assert [query["sql"] for query in asked if '"scan"' in query["sql"]] == []


def test_a_print_of_another_month_is_not_found_under_this_one(places, checker, paper):
    an_open_report(places["64.01"], 202508)

    assert checker.get(f"/laporan/64.01/2025-08/kertas/{paper.pk}/").status_code == 404


def test_a_print_whose_figures_changed_is_no_longer_shown_with_its_code(checker, paper, report, places, staff):
    return_report(report=report, reason="Angka pekerja keliru", by=staff["checks"], at=A_MOMENT)

    assert checker.get(f"{PAGE}{paper.pk}/").status_code == 404
    assert "Kode tidak berlaku lagi" in checker.get(PAGE).content.decode()


def test_the_sheet_is_also_a_pdf_and_a_print_needs_a_name(checker, paper):
    answer = checker.get(f"{PAGE}{paper.pk}.pdf")

    assert answer.status_code == 302 or answer.content.startswith(b"%PDF-")
    assert checker.post(PAGE, {"signer_name": " "}).status_code == 422
