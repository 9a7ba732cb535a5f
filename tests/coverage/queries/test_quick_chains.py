"""A month led quickly through accounts that its signer let in is told to who publishes, and hinders nothing."""

from datetime import timedelta

import pytest

from accounts.abilities import Role
from accounts.actions.users import invite_user
from coverage.actions.publication import publish_report
from coverage.actions.reports import check_report, sign_report, submit_report
from coverage.models import Report
from coverage.queries.quick_chains import quick_chains
from tests.coverage.factories import a_cell, an_open_report, entered, staff_of

PASER = "64.01"


@pytest.fixture
def let_in(places, at):
    """An operator and a checker whom the head of Paser invited."""
    head = staff_of(places[PASER])["signs"]
    return {
        office: invite_user(
            username=f"akun.{office}", name=f"Akun {office}", role=role, region=places[PASER], by=head, at=at
        ).user
        for office, role in (("enters", Role.ENTERER), ("checks", Role.CHECKER))
    }


def signed_in(minutes, places, at, month=202507, **people) -> Report:
    """Take a month through its three steps; those named in `people` in the place of the staff."""
    staff = staff_of(places[PASER]) | people
    report = an_open_report(places[PASER], month)
    entered(report, [a_cell(places[PASER], 10, "pu", month=month)])
    report = submit_report(report=report, by=staff["enters"], at=at)
    report = check_report(report=report, by=staff["checks"], at=at + timedelta(minutes=1))
    return sign_report(report=report, by=staff["signs"], at=at + timedelta(minutes=minutes))


def test_a_quick_chain_of_accounts_that_the_signer_let_in_names_them_and_is_published_all_the_same(
    places, at, client, let_in
):
    report = signed_in(4, places, at, **let_in)
    wati = staff_of(places[PASER])["publishes"]
    client.force_login(wati)

    told = (
        "Diajukan, diperiksa, dan disahkan dalam 4 menit; akun Akun enters dan Akun checks diberi peran oleh "
        "Sahkan.64.01 yang mengesahkan. Pastikan ketiganya orang yang berbeda sebelum menerbitkan."
    )
    for path in ("/laporan/64.01/2025-07/", "/laporan/64.01/"):
        assert told in client.get(path).content.decode()
    assert publish_report(report=report, by=wati, at=at)
    assert told not in client.get("/laporan/64.01/2025-07/").content.decode()


@pytest.mark.parametrize("office", ["enters", "checks"])
def test_one_such_account_is_enough(places, at, let_in, office):
    report = signed_in(4, places, at, **{office: let_in[office]})

    assert [chain.let_in for chain in quick_chains([report]).values()] == [(f"Akun {office}",)]


def test_who_takes_time_or_was_let_in_by_another_is_not_asked_about(places, at, let_in):
    slow = signed_in(15, places, at, **let_in)
    others = signed_in(4, places, at, month=202506)

    assert quick_chains([slow, others]) == {}


def test_several_months_take_as_many_queries_as_one(places, at, let_in, django_assert_num_queries):
    reports = [signed_in(4, places, at, month, **let_in) for month in (202505, 202506, 202507)]

    for several in (reports[:1], reports):
        with django_assert_num_queries(2):
            assert len(quick_chains(several)) == len(several)
