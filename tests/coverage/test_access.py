"""Which reports a person may read: by the region, the month, and what is submitted already."""

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404

from accounts.abilities import Role
from coverage.access import report_for
from coverage.actions.reports import submit_report
from tests.coverage.factories import JULY, a_cell, an_open_report, entered, staff_of
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
