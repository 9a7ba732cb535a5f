"""Approval on paper: print, scan and confirmation, by whom, of which files, and what voids a code."""

from datetime import timedelta

import pytest

from accounts.abilities import Role
from accounts.enums import Act
from accounts.errors import RightMissing
from accounts.models import Assignment, AuditEntry
from coverage.actions.paper import LARGEST_SCAN, confirm_paper, print_report, upload_scan
from coverage.actions.publication import publish_report
from coverage.actions.reports import check_report, return_report, submit_report
from coverage.agreement_errors import DifferenceRefused, PaperRefused
from coverage.enums import ReportState
from coverage.errors import StepRefused
from coverage.models import PaperApproval, Report, ReportEvent
from coverage.queries.paper import prints_of
from tests.coverage.factories import a_cell, an_observation, an_open_report, entered, staff_of
from tests.factories import A_MOMENT, a_person

HEAD = "Siti Aminah, Kepala Dinas Tenaga Kerja"
PDF = b"%PDF-1.7 tanda tangan"


@pytest.fixture
def paser(places):
    return places["64.01"]


@pytest.fixture
def staff(paser):
    return staff_of(paser)


@pytest.fixture
def report(paser, staff) -> Report:
    """A checked July of Paser."""
    report = an_open_report(paser)
    entered(report, [a_cell(paser, 900, "pu")])
    submit_report(report=report, by=staff["enters"], at=A_MOMENT)
    return check_report(report=report, by=staff["checks"], at=A_MOMENT)


def give(person, role, region, at) -> None:
    Assignment.objects.create(user=person, role=role, region=region, since=at.date(), granted_at=at)


@pytest.fixture
def printed(report, staff) -> PaperApproval:
    return print_report(report=report, signer_name=HEAD, by=staff["checks"], at=A_MOMENT)


@pytest.fixture
def scanned(printed, staff) -> PaperApproval:
    return upload_scan(paper=printed, scan=PDF, by=staff["checks"], at=A_MOMENT)


def test_the_scan_that_the_province_confirms_signs_the_report_and_another_there_publishes(
    places, report, scanned, staff, at
):
    confirmer, publisher = staff["publishes"], a_person("terbit2", Role.PROVINCE, places["64"])

    report = confirm_paper(paper=scanned, code=scanned.code.lower().replace("-", " "), by=confirmer, at=at)

    assert (report.state, report.signed_by) == (ReportState.SIGNED, confirmer)
    note = ReportEvent.objects.get(step="signed").note
    assert note == f"disahkan di atas kertas oleh {HEAD}, kode {scanned.code}"
    with pytest.raises(StepRefused, match="verifikator provinsi yang lain"):
        publish_report(report=report, by=confirmer, at=at)
    [release, *_] = publish_report(report=report, by=publisher, at=at)
    offices = {row["step"]: row["role"] for row in release.content["signatures"]}
    assert (offices["signed"], offices["checked"]) == ("pengesah, di atas kertas", "pemeriksa")


def test_each_step_leaves_its_audit_entry_and_the_trail_ends_with_the_signature(report, scanned, staff, at):
    confirm_paper(paper=scanned, code=scanned.code, by=staff["publishes"], at=at)

    acts = list(AuditEntry.objects.order_by("pk").values_list("act", flat=True))[-4:]

    assert acts == [Act.PAPER_PRINTED, Act.PAPER_UPLOADED, Act.PAPER_CONFIRMED, Act.REPORT_SIGNED]
    assert AuditEntry.objects.get(act=Act.PAPER_UPLOADED).new["type"] == "application/pdf"


def test_a_code_is_the_same_for_the_same_figures_and_signer_and_another_otherwise(report, printed, staff, at):
    again = print_report(report=report, signer_name=f"  {HEAD} ", by=staff["checks"], at=at)
    other = print_report(report=report, signer_name="Plt. Kepala Dinas", by=staff["checks"], at=at)

    assert again == printed
    assert other.code != printed.code
    assert len(printed.code) == 14
    assert set(printed.code) <= set("23456789ABCDEFGHJKLMNPQRSTUVWXYZ-")
    assert PaperApproval.objects.count() == 2


@pytest.mark.parametrize("change", [True, False])
def test_a_return_voids_the_code_whether_or_not_a_figure_changed(paser, report, scanned, staff, at, change):
    return_report(report=report, reason="Angka pekerja keliru", by=staff["checks"], at=at)
    if change:
        entered(report, [a_cell(paser, 901, "pu")])
    submit_report(report=report, by=staff["enters"], at=at)
    check_report(report=report, by=staff["checks"], at=at + timedelta(hours=2))

    with pytest.raises(PaperRefused) as refused:
        confirm_paper(paper=scanned, code=scanned.code, by=staff["publishes"], at=at)

    assert "tidak berlaku lagi karena laporan Juli 2025 Kabupaten Paser" in refused.value.message
    assert [one.is_void for one in prints_of(Report.objects.get())] == [True]
    assert Report.objects.get().state == ReportState.CHECKED


@pytest.mark.parametrize("typed", ["", "AAAA-AAAA-AAAA", "KODE"])
def test_another_code_than_the_one_on_the_print_signs_nothing(report, scanned, staff, at, typed):
    with pytest.raises(PaperRefused, match="tidak sama dengan kode cetakan"):
        confirm_paper(paper=scanned, code=typed, by=staff["publishes"], at=at)

    assert Report.objects.get().state == ReportState.CHECKED


def test_without_a_scan_nothing_is_confirmed(report, printed, staff, at):
    with pytest.raises(PaperRefused, match="belum diunggah"):
        confirm_paper(paper=printed, code=printed.code, by=staff["publishes"], at=at)


@pytest.mark.parametrize(
    ("scan", "said"),
    [
        (b"", "PDF, PNG, atau JPEG"),
        (b"<svg onload=alert(1)>", "PDF, PNG, atau JPEG"),
        (b"MZ\x90\x00", "PDF, PNG, atau JPEG"),
        (b" %PDF-1.7", "PDF, PNG, atau JPEG"),
        (b"%PDF-" + b"0" * LARGEST_SCAN, "lebih besar dari 5 MB"),
    ],
)
def test_only_documents_and_pictures_of_five_megabytes_at_most_are_kept(report, printed, staff, at, scan, said):
    with pytest.raises(PaperRefused, match=said):
        upload_scan(paper=printed, scan=scan, by=staff["checks"], at=at)

    assert PaperApproval.objects.get().scan is None


@pytest.mark.parametrize("scan", [PDF, b"\x89PNG\r\n\x1a\n....", b"\xff\xd8\xff\xe0...."])
def test_a_scan_is_kept_once_and_no_other_takes_its_place(report, printed, staff, at, scan):
    for _twice in range(2):
        upload_scan(paper=printed, scan=scan, by=staff["checks"], at=at)
    with pytest.raises(PaperRefused, match="sudah ada"):
        upload_scan(paper=printed, scan=scan + b"x", by=staff["checks"], at=at)

    assert bytes(PaperApproval.objects.get().scan) == scan
    assert AuditEntry.objects.filter(act=Act.PAPER_UPLOADED).count() == 1


@pytest.mark.parametrize("office", ["enters", "signs", "publishes"])
def test_only_the_checker_prints_and_uploads(report, printed, staff, at, office):
    with pytest.raises(RightMissing):
        print_report(report=report, signer_name=HEAD, by=staff[office], at=at)
    with pytest.raises(RightMissing):
        upload_scan(paper=printed, scan=PDF, by=staff[office], at=at)


@pytest.mark.parametrize("office", ["enters", "checks", "signs"])
def test_only_the_province_confirms(report, scanned, staff, at, office):
    with pytest.raises(RightMissing):
        confirm_paper(paper=scanned, code=scanned.code, by=staff[office], at=at)


@pytest.mark.parametrize("office", ["enters", "checks"])
def test_who_took_part_does_not_confirm_even_with_the_right_to(places, report, scanned, staff, at, office):
    Assignment.objects.create(
        user=staff[office], role=Role.PROVINCE, region=places["64"], since="2020-01-01", granted_at=at
    )

    with pytest.raises(StepRefused, match="tiga orang yang berbeda"):
        confirm_paper(paper=scanned, code=scanned.code, by=staff[office], at=at)


def test_who_printed_or_uploaded_without_having_checked_does_not_confirm_either(places, report, staff, at):
    printer, uploader = (a_person(name, Role.CHECKER, places["64.01"]) for name in ("pencetak", "pengunggah"))
    paper = print_report(report=report, signer_name=HEAD, by=printer, at=at)
    upload_scan(paper=paper, scan=PDF, by=uploader, at=at)

    for person in (printer, uploader):
        Assignment.objects.create(
            user=person, role=Role.PROVINCE, region=places["64"], since="2020-01-01", granted_at=at
        )
        with pytest.raises(StepRefused, match="tiga orang yang berbeda"):
            confirm_paper(paper=paper, code=paper.code, by=person, at=at)


def test_who_wrote_figures_brings_no_signature_for_them_as_a_deputy_of_who_checks(report, printed, staff, paser, at):
    give(staff["enters"], Role.CHECKER, paser, at)

    with pytest.raises(StepRefused, match="tiga orang yang berbeda"):
        upload_scan(paper=printed, scan=PDF, by=staff["enters"], at=at)

    printed.refresh_from_db()
    assert printed.uploaded_at is None


@pytest.mark.parametrize("act", ["print", "upload"])
def test_who_printed_or_brought_the_scan_does_not_publish(places, paser, report, staff, at, act):
    publisher = a_person("terbit2", Role.PROVINCE, places["64"])
    give(publisher, Role.CHECKER, paser, at)
    prints, uploads = (publisher, staff["checks"]) if act == "print" else (staff["checks"], publisher)
    paper = print_report(report=report, signer_name=HEAD, by=prints, at=at)
    paper = upload_scan(paper=paper, scan=PDF, by=uploads, at=at)
    report = confirm_paper(paper=paper, code=paper.code, by=staff["publishes"], at=at)

    with pytest.raises(StepRefused, match="verifikator provinsi yang lain"):
        publish_report(report=report, by=publisher, at=at)

    third = a_person("terbit3", Role.PROVINCE, places["64"])
    assert publish_report(report=report, by=third, at=at)


def test_a_print_needs_a_name_and_a_checked_report_and_an_open_difference_stops_the_confirmation(
    paser, report, scanned, staff, at
):
    with pytest.raises(PaperRefused, match="nama dan jabatan"):
        print_report(report=report, signer_name=" a ", by=staff["checks"], at=at)
    an_observation(paser, 901)
    with pytest.raises(DifferenceRefused):
        confirm_paper(paper=scanned, code=scanned.code, by=staff["publishes"], at=at)
    return_report(report=report, reason="Angka pekerja keliru", by=staff["checks"], at=at)
    with pytest.raises(StepRefused, match="sedang diisi"):
        print_report(report=report, signer_name=HEAD, by=staff["checks"], at=at)
