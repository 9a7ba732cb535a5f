"""Uploads at the same moment, with real threads: the same one twice, and two that write the same cells."""

import pytest
from django.db import connection

from accounts.abilities import Role
from coverage.actions.figures import SavedFigures
from coverage.actions.uploads import applying as applying_room
from coverage.actions.uploads import seconding as seconding_room
from coverage.actions.uploads.answers import answer_upload
from coverage.actions.uploads.applying import apply_upload, ask_to_apply, undo_upload
from coverage.actions.uploads.reading import read_upload
from coverage.actions.uploads.seconding import approve, withdraw
from coverage.enums import UploadState
from coverage.import_errors import UploadRefused
from coverage.models import Change, Figure, LiveTotal, Revision, SecondRequest, Upload
from coverage.queries.drifts import drifts
from coverage.queries.uploads.page import seal_of
from coverage.views import upload_acts
from tests.accounts.people import signed_in
from tests.awards.factories import an_edition
from tests.coverage.factories import JULY, an_open_report
from tests.coverage.oracles import live_sums, stored
from tests.coverage.seconding import december
from tests.coverage.uploads import BATU_KAJANG, BUSUI, KASUNGAI, a_row, a_template, sent
from tests.factories import A_MOMENT, a_person
from tests.threads import at_once, let_other_go_first, let_two_meet, take_lock_away

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def applying(upload: Upload, by):
    return lambda: apply_upload(upload=upload, partly=False, by=by, at=A_MOMENT)


def held() -> dict[str, int | None]:
    return dict(Figure.objects.values_list("region__code", "enrolled"))


def assert_sums_are_right() -> None:
    assert stored(LiveTotal, JULY) == live_sums(JULY)
    assert list(drifts(JULY)) == []


def test_an_upload_that_two_apply_at_once_is_applied_once_and_the_other_is_told_by_whom(paser, sari):
    rekan = a_person("rekan", Role.ENTERER, paser)
    upload = sent(a_template(a_row(BUSUI, 12), a_row(KASUNGAI, 7)), sari)

    results = at_once([applying(upload, by) for by in (sari, rekan)])

    [saved] = [one for one in results if isinstance(one, SavedFigures)]
    [refused] = [one for one in results if isinstance(one, UploadRefused)]
    assert (saved.new, refused.code, refused.by) == (2, "applied", str(Upload.objects.get().applied_by))
    assert (Change.objects.count(), Revision.objects.count(), held()) == (1, 2, {BUSUI: 12, KASUNGAI: 7})
    assert_sums_are_right()


def test_without_the_lock_both_would_apply_it(paser, sari, monkeypatch, is_serial):
    upload = sent(a_template(a_row(BUSUI, 12)), sari)
    take_lock_away(monkeypatch, Upload)
    let_two_meet(monkeypatch, (applying_room, "saved_rows"))

    results = at_once([applying(upload, sari)] * 2)

    refused = [one.code for one in results if isinstance(one, UploadRefused)]
    assert refused == (["applied"] if is_serial else [])


@pytest.fixture
def is_serial(places) -> bool:
    """Whether the database lets one writer begin at a time."""
    return connection.vendor == "sqlite"


def test_of_two_uploads_of_the_same_cells_one_is_stored_and_the_other_is_previewed_anew(paser, sari):
    first = sent(a_template(a_row(BUSUI, 12), a_row(KASUNGAI, 7)), sari)
    second = sent(a_template(a_row(BUSUI, 13), a_row(BATU_KAJANG, 9)), sari)

    results = at_once([applying(one, sari) for one in (first, second)])

    [lost] = [number for number, one in enumerate(results) if isinstance(one, UploadRefused)]
    assert results[lost].code == "moved"
    assert held() == [{BUSUI: 13, BATU_KAJANG: 9}, {BUSUI: 12, KASUNGAI: 7}][lost]
    loser = Upload.objects.get(pk=(first, second)[lost].pk)
    assert loser.state == UploadState.STAGED
    assert sorted(loser.rows.values_list("status", flat=True)) == ["changed", "new"]
    assert_sums_are_right()
    apply_upload(upload=loser, partly=False, by=sari, at=A_MOMENT)
    assert_sums_are_right()


def test_uploads_of_other_cells_of_one_month_are_both_stored(paser, sari):
    first = sent(a_template(a_row(BUSUI, 12)), sari)
    second = sent(a_template(a_row(KASUNGAI, 7)), sari)

    results = at_once([applying(one, sari) for one in (first, second)])

    assert [type(one) for one in results] == [SavedFigures] * 2
    assert held() == {BUSUI: 12, KASUNGAI: 7}
    assert_sums_are_right()


def test_taken_back_by_two_at_once_it_goes_back_once(paser, sari):
    upload = sent(a_template(a_row(BUSUI, 12)), sari)
    apply_upload(upload=upload, partly=False, by=sari, at=A_MOMENT)

    results = at_once([lambda: undo_upload(upload=upload, by=sari, at=A_MOMENT, reason="Berkas yang salah")] * 2)

    assert [one.code for one in results if isinstance(one, UploadRefused)] == ["undone"]
    assert (held(), Change.objects.count()) == ({BUSUI: None}, 2)
    assert_sums_are_right()


def test_a_preview_made_anew_between_the_look_and_the_lock_is_not_applied(paser, sari, monkeypatch):
    upload = sent(a_template(a_row(BUSUI, 12), a_row(KASUNGAI, "-")), sari)
    seen, browser = seal_of(upload), signed_in(sari)

    def answered_and_read_again():
        answer_upload(upload=upload, answers={"dash:-": "zero"}, by=sari, at=A_MOMENT)
        read_upload(upload=Upload.objects.get(pk=upload.pk), at=A_MOMENT)

    let_other_go_first(monkeypatch, (upload_acts, "hand_over"), answered_and_read_again)
    [answer] = at_once([lambda: browser.post(f"/impor/{upload.pk}/terapkan/", {"seen": seen, "rows": "good"})])

    stands = Upload.objects.get(pk=upload.pk)
    assert (answer.status_code, stands.state, stands.wanted_by) == (409, UploadState.STAGED, None)
    assert seal_of(stands) != seen


def test_a_request_that_took_the_place_of_the_one_looked_at_is_not_approved(places, admin, sari, monkeypatch):
    an_edition(admin)
    an_open_report(places["64.01"], 202312)
    rina = a_person("rina", Role.ENTERER, places["64.01"])
    upload = sent(a_template(december(BUSUI, 12), december(KASUNGAI, "-")), sari)
    seen = seal_of(upload)
    ask_to_apply(upload=upload, seen=seen, partly=True, by=sari, at=A_MOMENT)
    request = SecondRequest.objects.get()

    def withdrawn_and_asked_otherwise():
        withdraw(upload=upload, request=request.pk, by=sari, at=A_MOMENT)
        ask_to_apply(upload=upload, seen=seen, partly=False, by=sari, at=A_MOMENT)

    let_other_go_first(monkeypatch, (seconding_room, "approve_apply"), withdrawn_and_asked_otherwise)
    [refused] = at_once([lambda: approve(upload=upload, request=request.pk, seen=seen, by=rina, at=A_MOMENT)])

    assert (refused.code, Upload.objects.get(pk=upload.pk).state) == ("no_request", UploadState.WAITING)
    assert list(SecondRequest.objects.order_by("pk").values_list("state", flat=True)) == ["withdrawn", "asked"]
