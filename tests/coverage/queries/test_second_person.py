"""Which imports one person alone may not apply or take back, and who else may."""

from datetime import timedelta

import pytest

from accounts.abilities import Role
from coverage.actions.figures import save_figures
from coverage.actions.uploads.applying import apply_upload
from coverage.enums import UploadUse, Via
from coverage.models import SecondRequest
from coverage.queries.second_person import (
    guarded_months,
    needing_second,
    requests_for,
    second_people,
    seconding_of,
    touched_by,
    touched_by_turning,
)
from tests.awards.factories import CLOSED
from tests.coverage.factories import a_cell, an_open_report
from tests.coverage.seconding import DECEMBER, EDITION, a_batch, a_colleague, asked, december, written
from tests.coverage.uploads import BUSUI, KASUNGAI, a_row, a_template, sent
from tests.factories import a_person

ABOUT = ((DECEMBER, EDITION),)


@pytest.fixture
def paser(judged):
    return judged


def test_a_batch_touches_the_month_while_the_edition_is_open(paser, sari, at):
    upload = a_batch(sari)

    closed = at.replace(month=CLOSED.month, day=CLOSED.day)
    assert (touched_by(upload, at), touched_by(upload, closed)) == (ABOUT, ())


def test_rows_that_change_nothing_or_are_not_taken_touch_nothing(paser, places, sari, at):
    save_figures(cells=[a_cell(places[BUSUI], 12, month=DECEMBER)], by=sari, at=at, via=Via.FORM)

    same = sent(a_template(december(BUSUI, 12), a_row(KASUNGAI, 5), december(KASUNGAI, "81,5")), sari)
    other = sent(a_template(december(BUSUI, 13)), sari, name="lain.xlsx")

    assert (touched_by(same, at), touched_by(other, at)) == ((), ABOUT)


def test_what_is_only_compared_touches_nothing(paser, sari, at):
    upload = a_batch(sari, use=UploadUse.COMPARISON, stated_by="bpjs")

    assert (upload.use, touched_by(upload, at)) == ("comparison", ())


def test_without_a_guard_nothing_is_asked_of_anyone(paser, sari, at, settings, django_assert_num_queries):
    upload = a_batch(sari)
    settings.SECOND_PERSON_MONTHS = []

    with django_assert_num_queries(0):
        assert (guarded_months(at), touched_by(upload, at), touched_by_turning(upload, at)) == ((), (), ())


def test_who_did_not_send_it_is_the_second_person(paser, sari, at):
    upload, rina = a_batch(sari), a_colleague(paser)

    assert (needing_second(upload, sari, at), needing_second(upload, rina, at)) == (ABOUT, ())


def test_taking_back_touches_the_month_unless_all_its_cells_were_written_since(paser, places, sari, at):
    upload = written(a_colleague(paser), sari)
    assert touched_by_turning(upload, at) == ABOUT

    save_figures(cells=[a_cell(places[BUSUI], 13, month=DECEMBER, seen=1)], by=sari, at=at, via=Via.FORM)

    assert touched_by_turning(upload, at) == ()


def test_taking_back_another_month_touches_nothing(paser, sari, at):
    upload = sent(a_template(a_row(BUSUI, 12)), sari)
    apply_upload(upload=upload, partly=False, by=sari, at=at)
    upload.refresh_from_db()

    assert (upload.change is not None, touched_by_turning(upload, at)) == (True, ())


def test_the_second_is_whoever_imports_for_all_of_it_the_nearest_first_and_not_the_sender(
    paser, places, sari, budi, hana, wati, admin, at
):
    a_colleague(paser)
    a_colleague(places["64.02"], "tetangga")
    a_person("impor", Role.IMPORTER, places["64"])
    a_colleague(paser, "pergi").assignments.update(until=at.date() - timedelta(days=1))
    a_person("mati", Role.ENTERER, paser, is_active=False)
    upload = a_batch(sari)

    people = [str(one) for one in second_people(upload, {sari.pk}, at)]

    assert people == [
        "Isi.64.01 (operator Kab. Paser)", "Rina (operator Kab. Paser)", "Impor (pengimpor data Kalimantan Timur)",
        "Admin (administrator Indonesia)",
    ]  # fmt: skip


def test_a_batch_of_two_regencies_needs_a_second_who_reaches_both(paser, places, admin, at):
    an_open_report(places["64.02"], DECEMBER)
    both = a_colleague(paser, "dua")
    both.assignments.create(role=Role.ENTERER, region=places["64.02"], since=at.date(), granted_at=at)
    a_colleague(paser)
    upload = sent(
        a_template(december(BUSUI, 12), december("64.02.01.2001", 5)), a_person("i", Role.IMPORTER, places["64"])
    )

    found = [one.user.username for one in second_people(upload, {upload.by_id}, at)]

    assert found == ["dua", "admin"]


def test_a_request_is_listed_for_those_who_may_answer_and_for_nobody_else(
    paser, places, sari, budi, stranger, admin, at
):
    rina, neighbour = a_colleague(paser), a_colleague(places["64.02"], "tetangga")
    request = asked(a_batch(sari))

    people = [rina, admin, sari, budi, neighbour, stranger]

    assert [requests_for(person, at) for person in people] == [[request], [request], [], [], [], []]


def test_the_page_tells_each_reader_the_own_part(paser, sari, at):
    rina, upload = a_colleague(paser), a_batch(sari)
    asked(upload)
    upload.refresh_from_db()

    told = {user.username: seconding_of(upload, user, at) for user in (sari, rina)}

    assert {name: (one.is_second, one.may_withdraw, one.about) for name, one in told.items()} == {
        "sari": (False, True, ABOUT), "rina": (True, False, ABOUT),
    }  # fmt: skip
    assert told["sari"].asked == SecondRequest.objects.get()


def test_one_request_and_three_take_as_many_queries(paser, sari, at, django_assert_num_queries):
    rina = a_colleague(paser)
    asked(a_batch(sari))
    with django_assert_num_queries(4):
        requests_for(rina, at)
    for enrolled in (13, 14):
        asked(a_batch(sari, enrolled, name=f"{enrolled}.xlsx"))

    with django_assert_num_queries(4):
        assert len(requests_for(rina, at)) == 3
