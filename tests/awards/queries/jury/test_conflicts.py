"""Which conflicts of interest the portal's own records tell of."""

from datetime import date

import pytest

from accounts.abilities import Role
from accounts.models import Assignment
from awards.enums import ConflictKind
from awards.models import Conflict
from awards.queries.jury.conflicts import Found, detected, is_recused, recused
from coverage.models import Report, ReportWriter
from tests.awards.rows import a_category, a_firm, a_round, a_seat, an_entry
from tests.coverage.factories import an_open_report
from tests.coverage.uploads import BUSUI, a_row, a_template, sent
from tests.factories import A_MOMENT, a_person


@pytest.fixture
def round_(edition, places, citra):
    return a_round(edition, places["64"], citra)


@pytest.fixture
def paser(round_, edition, places, citra):
    return an_entry(round_, a_category(edition), places["64.01"], citra)


@pytest.fixture
def kutim(round_, paser, places, citra):
    return an_entry(round_, paser.category, places["64.08"], citra)


@pytest.fixture
def seat(round_, ayu, citra):
    return a_seat(round_, ayu, citra)


def give(user, role, region, since=date(2020, 1, 1), until=None):
    Assignment.objects.create(user=user, role=role, region=region, since=since, until=until, granted_at=A_MOMENT)


def kinds(round_, seat):
    return {(one.entry, one.kind) for one in detected(round_, [seat], A_MOMENT)}


def test_without_records_there_is_no_conflict(round_, seat, paser, kutim):
    assert kinds(round_, seat) == set()


@pytest.mark.parametrize("role", [Role.ENTERER, Role.CHECKER, Role.HEAD])
def test_an_official_of_the_entrant_is_of_its_region(round_, seat, paser, kutim, ayu, places, role):
    give(ayu, role, places["64.01"])

    assert kinds(round_, seat) == {(paser.pk, ConflictKind.SAME_REGION)}


def test_an_office_above_the_entrant_counts_for_all_below(round_, seat, paser, kutim, ayu, places):
    give(ayu, Role.PROVINCE, places["64"])

    assert kinds(round_, seat) == {(paser.pk, ConflictKind.SAME_REGION), (kutim.pk, ConflictKind.SAME_REGION)}


def test_an_importer_supplies_the_data(round_, seat, paser, ayu, places):
    give(ayu, Role.IMPORTER, places["ID"])

    assert kinds(round_, seat) == {(paser.pk, ConflictKind.SUPPLIES_DATA)}


def test_an_office_counts_from_the_data_year_on_and_not_before(round_, seat, paser, ayu, places):
    give(ayu, Role.HEAD, places["64.01"], until=date(2022, 12, 31))
    before = kinds(round_, seat)
    give(ayu, Role.CHECKER, places["64.01"], until=date(2023, 1, 1))

    assert before == set()
    assert kinds(round_, seat) == {(paser.pk, ConflictKind.SAME_REGION)}


@pytest.mark.parametrize("step", ["writer", "submitted", "checked", "signed", "published"])
def test_who_made_a_report_of_the_data_year_supplied_the_data(round_, seat, paser, kutim, ayu, places, step):
    report = an_open_report(places["64.01"], 202312)
    if step == "writer":
        ReportWriter.objects.create(report=report, user=ayu)
    else:
        Report.objects.update(**{f"{step}_by": ayu, f"{step}_at": A_MOMENT})

    assert kinds(round_, seat) == {(paser.pk, ConflictKind.SUPPLIES_DATA)}


def test_a_report_of_another_year_tells_nothing(round_, seat, paser, ayu, places):
    ReportWriter.objects.create(report=an_open_report(places["64.01"], 202412), user=ayu)

    assert kinds(round_, seat) == set()


def test_a_report_of_the_regency_is_about_its_villages(round_, edition, seat, ayu, places, citra):
    village = an_entry(round_, a_category(edition, "desa", kind="village"), places["64.01.01.2001"], citra)
    ReportWriter.objects.create(report=an_open_report(places["64.01"], 202301), user=ayu)

    assert kinds(round_, seat) == {(village.pk, ConflictKind.SUPPLIES_DATA)}


def test_who_sent_a_file_that_was_applied_supplied_the_data(round_, seat, paser, kutim, ayu, places):
    give(ayu, Role.ENTERER, places["64.01"], until=date(2021, 12, 31))
    an_open_report(places["64.01"])
    sender = a_person("pengirim", Role.ENTERER, places["64.01"])
    upload = sent(a_template(a_row(BUSUI, 12)), sender)
    type(upload).objects.update(by=ayu)
    waiting = kinds(round_, seat)
    type(upload).objects.update(applied_at=A_MOMENT, applied_by=sender)

    assert waiting == set()
    assert kinds(round_, seat) == {(paser.pk, ConflictKind.SUPPLIES_DATA)}


@pytest.mark.parametrize("role", [Role.HEAD, Role.SECRETARY])
def test_who_served_a_region_does_not_judge_the_one_above_it(edition, places, dewi, eko, role):
    """An official of a regency, or the secretariat of a province, in the jury of the nation."""
    national = a_round(edition, places["ID"], eko)
    provinces = a_category(edition, "provinsi", kind="province")
    kaltim, _kalsel = (an_entry(national, provinces, places[code], eko) for code in ("64", "63"))
    give(dewi, role, places["64.01" if role == Role.HEAD else "64"])
    seat = a_seat(national, dewi, eko)

    assert kinds(national, seat) == {(kaltim.pk, ConflictKind.SAME_REGION)}


def test_who_was_of_the_nations_secretariat_is_of_no_region(round_, seat, paser, ayu, places):
    give(ayu, Role.SECRETARY, places["ID"])

    assert kinds(round_, seat) == set()


def test_a_report_of_a_regency_is_about_its_province(edition, places, dewi, eko):
    national = a_round(edition, places["ID"], eko)
    kaltim = an_entry(national, a_category(edition, "provinsi", kind="province"), places["64"], eko)
    ReportWriter.objects.create(report=an_open_report(places["64.01"], 202312), user=dewi)

    assert kinds(national, a_seat(national, dewi, eko)) == {(kaltim.pk, ConflictKind.SUPPLIES_DATA)}


def test_a_firm_has_no_report(round_, edition, seat, ayu, places, citra):
    firm = an_entry(
        round_, a_category(edition, "besar", kind="firm"), places["64.01"], citra, firm=a_firm(places["64.01"])
    )
    ReportWriter.objects.create(report=an_open_report(places["64.01"], 202312), user=ayu)
    of_reports = kinds(round_, seat)
    give(ayu, Role.HEAD, places["64.01"])

    assert of_reports == set()
    assert kinds(round_, seat) == {(firm.pk, ConflictKind.SAME_REGION)}


def test_as_many_queries_for_one_entry_as_for_three(
    round_, seat, paser, citra, places, django_assert_num_queries, ayu, bayu
):
    other = a_seat(round_, bayu, citra)
    give(ayu, Role.HEAD, places["64.01"])
    with django_assert_num_queries(9):
        detected(round_, [seat], A_MOMENT)
    for code in ("64.02", "64.74"):
        an_entry(round_, paser.category, places[code], citra)
    with django_assert_num_queries(9):
        found = detected(round_, [seat, other], A_MOMENT)

    assert found == {Found(seat.pk, paser.pk, ConflictKind.SAME_REGION)}


def test_a_recusal_lasts_while_a_conflict_stands(round_, seat, paser, kutim, citra, admin):
    one, other = (
        Conflict.objects.create(seat=seat, entry=paser, kind=kind, source="declared", found_at=A_MOMENT)
        for kind in ("family", "sponsor")
    )
    both = recused(round_)
    for row in (one, other):
        row.lift_asked_by, row.lift_asked_at, row.lifted_by, row.lifted_at = citra, A_MOMENT, admin, A_MOMENT
    one.save()
    left = recused(round_)
    other.save()

    assert both == left == {(seat.pk, paser.pk)}
    assert recused(round_) == frozenset()
    assert (is_recused(seat, paser), is_recused(seat, kutim)) == (False, False)
