"""Which reports and uploads a person may read: by the region, the month, and what is submitted already."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from accounts.abilities import Role
from coverage.access import live_reports_for, report_for, upload_for, uploads_for
from coverage.actions.reports import submit_report
from regions.models import Placement
from tests.coverage.factories import JULY, a_cell, an_open_report, entered, staff_of
from tests.coverage.uploads import BUSUI, a_row, a_template, sent
from tests.factories import a_person


def test_officials_read_drafts_and_judges_only_what_is_submitted(places, sari, wati, at):
    paser = places["64.01"]
    report = an_open_report(paser)
    entered(report, [a_cell(paser, 10, "pu")])
    juror = a_person("ayu", Role.NATIONAL_JUROR, places["ID"])

    assert [report_for(person, "64.01", JULY, at) for person in (sari, wati)] == [report, report]
    with pytest.raises(PermissionDenied):
        report_for(juror, "64.01", JULY, at)
    submit_report(report=report, by=staff_of(paser)["enters"], at=at)
    assert report_for(juror, "64.01", JULY, at) == report


def test_out_of_reach_and_not_there_are_the_same(places, sari, stranger, at):
    an_open_report(places["64.01"])
    an_open_report(places["64.02"])
    absent = [(sari, "64.02", JULY), (sari, "64.99", JULY), (sari, "64.01", 202508), (stranger, "64.01", JULY)]

    for person, code, month in [*absent, (sari, "64.01.01", JULY), (sari, "", JULY)]:
        with pytest.raises(Http404):
            report_for(person, code, month, at)


def test_uploads_are_found_by_who_sent_them_and_who_imports_for_all_their_reports(places, sari, wati, stranger, at):
    an_open_report(places["64.01"])
    neighbour = a_person("tetangga", Role.ENTERER, places["64.02"])
    colleague = a_person("rekan", Role.ENTERER, places["64.01"])
    upload = sent(a_template(a_row(BUSUI, 12)), sari)

    assert [list(uploads_for(person, at)) for person in (sari, colleague, neighbour)] == [[upload], [upload], []]
    assert upload_for(colleague, upload.pk, at).original_is_kept is True
    for person in (neighbour, stranger):
        with pytest.raises(Http404):
            upload_for(person, upload.pk, at)
    with pytest.raises(PermissionDenied):
        upload_for(wati, upload.pk, at)


def place_of(region) -> Placement:
    return Placement.objects.select_related("region").get(region=region)


def test_live_numbers_are_made_of_the_reports_that_the_person_may_read(places, sari, wati, at):
    paser, bontang = an_open_report(places["64.01"]), an_open_report(places["64.74"])
    entered(bontang, [a_cell(places["64.74"], 10, "pu")])
    submit_report(report=bontang, by=staff_of(places["64.74"])["enters"], at=at, reason="Belum semua")
    juror = a_person("ayu", Role.NATIONAL_JUROR, places["ID"])
    province, village = place_of(places["64"]), place_of(places["64.01.01.2001"])

    assert live_reports_for(wati, province, JULY, at) == [paser, bontang]
    assert live_reports_for(juror, province, JULY, at) == [bontang]
    assert live_reports_for(sari, village, JULY, at) == [paser]
    with pytest.raises(PermissionDenied):
        live_reports_for(juror, village, JULY, at)


def test_live_numbers_beyond_the_reach_of_a_person_do_not_exist(places, sari, stranger, at):
    an_open_report(places["64.01"])
    an_open_report(places["64.02"])

    for person, code in ((sari, "64"), (sari, "64.02"), (sari, "64.02.01"), (stranger, "64.01"), (stranger, "ID")):
        with pytest.raises(Http404):
            live_reports_for(person, place_of(places[code]), JULY, at)
