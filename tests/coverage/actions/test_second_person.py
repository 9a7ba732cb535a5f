"""Two people take back, and restore, what is judged: asked, approved, refused, withdrawn."""

import pytest

from accounts.errors import ReasonMissing, RightMissing
from coverage.actions.uploads import seconding
from coverage.actions.uploads.applying import undo_upload
from coverage.actions.uploads.restoring import restore_upload
from coverage.enums import UploadState
from coverage.import_errors import SecondPersonNeeded, UploadRefused
from coverage.models import Change, SecondRequest, Upload
from coverage.queries.second_person import requests_for
from coverage.queries.uploads.page import seal_of
from tests.awards.factories import an_edition
from tests.coverage.seconding import WHY, a_colleague, figures, states, trail, written
from tests.coverage.uploads import BUSUI

pytestmark = pytest.mark.usefixtures("today")


@pytest.fixture
def paser(judged):
    return judged


# Taking back


def test_taking_back_waits_for_another_person_too(paser, sari, rina, at):
    upload = written(rina, sari)
    for person in (sari, rina):
        with pytest.raises((SecondPersonNeeded, UploadRefused)):
            undo_upload(upload=upload, by=person, at=at, reason=WHY)
    request = SecondRequest.objects.get()
    assert (request.act, request.asked_by, request.reason, figures()) == ("undo", sari, WHY, {BUSUI: 12})
    with pytest.raises(UploadRefused, match="Orang kedua bukan"):
        seconding.approve(upload=upload, seen=seal_of(upload), request=request.pk, by=sari, at=at)

    undone = seconding.approve(upload=upload, seen=seal_of(upload), request=request.pk, by=rina, at=at)

    assert (undone.restored, figures(), Upload.objects.get().state) == (1, {BUSUI: None}, UploadState.UNDONE)
    assert Change.objects.latest("pk").reason == f"{WHY} (diminta Sari)"
    assert trail(upload) == [("second_asked", "Sari"), ("second_approved", "Rina")]


def test_taking_back_is_asked_only_by_who_could_do_it_and_with_a_reason(paser, places, sari, rina, at):
    upload = written(rina, sari)
    with pytest.raises(RightMissing):
        undo_upload(upload=upload, by=a_colleague(places["64.02"], "tetangga"), at=at, reason=WHY)
    with pytest.raises(ReasonMissing):
        undo_upload(upload=upload, by=sari, at=at, reason="salah")

    assert states() == []


def test_a_refused_or_withdrawn_taking_back_leaves_the_figures(paser, sari, rina, at):
    upload = written(rina, sari)
    for word in ("refuse", "withdraw"):
        with pytest.raises(SecondPersonNeeded):
            undo_upload(upload=upload, by=sari, at=at, reason=WHY)
        request = SecondRequest.objects.get(state="asked")
        if word == "refuse":
            seconding.refuse(upload=upload, request=request.pk, by=rina, at=at, reason=WHY)
        else:
            seconding.withdraw(upload=upload, request=request.pk, by=sari, at=at)

    assert (figures(), Upload.objects.get().state) == ({BUSUI: 12}, UploadState.APPLIED)
    assert states() == [("undo", "refused", "rina"), ("undo", "withdrawn", "sari")]


def test_once_the_edition_is_closed_one_person_is_enough_and_the_request_lapses(paser, admin, sari, rina, at):
    upload = written(rina, sari)
    with pytest.raises(SecondPersonNeeded):
        undo_upload(upload=upload, by=sari, at=at, reason=WHY)
    an_edition(admin, closes_on=at.date())

    undo_upload(upload=upload, by=sari, at=at, reason=WHY)

    assert (figures(), states()) == ({BUSUI: None}, [("undo", "lapsed", None)])


# Restoring


def test_restoring_what_two_people_took_back_waits_for_two_people_again(paser, sari, rina, at):
    upload = written(rina, sari)
    with pytest.raises(SecondPersonNeeded):
        undo_upload(upload=upload, by=sari, at=at, reason=WHY)
    seconding.approve(upload=upload, seen=seal_of(upload), request=SecondRequest.objects.get().pk, by=rina, at=at)

    with pytest.raises(SecondPersonNeeded, match="belum ada yang dipulihkan"):
        restore_upload(upload=upload, by=rina, at=at, reason=WHY)
    request = SecondRequest.objects.get(state="asked")
    with pytest.raises(UploadRefused, match="Orang kedua bukan"):
        seconding.approve(upload=upload, seen=seal_of(upload), request=request.pk, by=rina, at=at)
    assert (figures(), Upload.objects.get().state) == ({BUSUI: None}, UploadState.UNDONE)
    assert [one.pk for one in requests_for(sari, at)] == [request.pk]
    restored = seconding.approve(upload=upload, seen=seal_of(upload), request=request.pk, by=sari, at=at)

    assert (restored.restored, figures(), Upload.objects.get().state) == (1, {BUSUI: 12}, UploadState.APPLIED)
    assert states() == [("undo", "approved", "rina"), ("restore", "approved", "sari")]


def test_what_was_restored_is_taken_back_by_two_people_again(paser, sari, rina, at):
    upload = written(rina, sari)
    for turning in (undo_upload, restore_upload, undo_upload):
        with pytest.raises(SecondPersonNeeded):
            turning(upload=upload, by=sari, at=at, reason=WHY)
        request = SecondRequest.objects.get(state="asked")
        seconding.approve(upload=upload, seen=seal_of(upload), request=request.pk, by=rina, at=at)

    assert (figures(), [act for act, _, _ in states()]) == ({BUSUI: None}, ["undo", "restore", "undo"])
