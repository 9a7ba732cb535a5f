"""Two people for a batch that moves what is judged: asked, approved, refused, withdrawn; and every way around it."""

from datetime import date

import pytest

from accounts.abilities import Role
from accounts.errors import ReasonMissing, RightMissing
from accounts.models import AuditEntry
from accounts.queries.audit import verdict
from coverage.actions.figures import save_figures
from coverage.actions.second_person import ask
from coverage.actions.uploads import seconding
from coverage.actions.uploads.answers import answer_upload
from coverage.actions.uploads.applying import apply_upload, ask_to_apply, cancel_upload
from coverage.actions.uploads.retention import drop_old_originals
from coverage.enums import SecondAct, SecondState, UploadState, Via
from coverage.import_errors import SecondPersonNeeded, UploadRefused
from coverage.models import Change, Revision, SecondRequest, Upload
from coverage.queries.uploads.page import seal_of
from tests.awards.factories import an_edition
from tests.coverage.factories import a_cell, an_open_report
from tests.coverage.seconding import (
    DECEMBER,
    EDITION,
    WHY,
    a_batch,
    a_colleague,
    asked,
    december,
    figures,
    states,
    trail,
    worked,
    written,
)
from tests.coverage.uploads import BUSUI, KASUNGAI, a_row, a_template, sent
from tests.factories import A_MOMENT, a_person
from tests.threads import at_once

pytestmark = pytest.mark.usefixtures("today")


@pytest.fixture
def paser(judged):
    return judged


def test_what_the_sender_asks_for_waits_and_is_stored_once_another_approves(paser, sari, rina, at):
    upload = a_batch(sari)
    request = asked(upload)
    assert (worked(upload).state, figures()) == (UploadState.WAITING, {})

    seconding.approve(upload=upload, seen=seal_of(upload), request=request.pk, by=rina, at=at)
    upload = worked(upload)

    assert (upload.state, upload.by, upload.applied_by, figures()) == (UploadState.APPLIED, sari, rina, {BUSUI: 12})
    assert states() == [("apply", "approved", "rina")]
    assert request.about == [[DECEMBER, EDITION]]


def test_both_are_named_in_the_trail_which_stays_whole(paser, sari, rina, at):
    upload = a_batch(sari)
    seconding.approve(upload=upload, seen=seal_of(upload), request=asked(upload).pk, by=rina, at=at)
    worked(upload)

    saved = AuditEntry.objects.get(act="figures_saved")
    approved = AuditEntry.objects.get(act="second_approved")
    assert trail(upload) == [("second_asked", "Sari"), ("second_approved", "Rina")]
    assert approved.new == {"act": "apply", "months": ["2023-12"], "asked_by": "Sari"}
    assert (saved.user_name, saved.reason) == ("Rina", f"Impor no. {upload.pk}, diunggah Sari")
    assert Change.objects.get().reason == saved.reason
    assert verdict().is_intact


def test_a_batch_that_touches_no_such_month_needs_nobody_else(paser, sari, at):
    upload = sent(a_template(a_row(BUSUI, 12)), sari)

    ask_to_apply(upload=upload, seen=seal_of(upload), partly=False, by=sari, at=at)

    assert (worked(upload).state, states()) == (UploadState.APPLIED, [])


def test_a_colleague_who_applies_what_another_sent_is_the_second_person(paser, sari, rina, at):
    upload = written(rina, sari)

    assert (upload.state, upload.applied_by, figures(), states()) == (UploadState.APPLIED, rina, {BUSUI: 12}, [])


def test_a_deputy_of_the_senders_role_is_another_person(paser, sari, at):
    deputy = a_person("plh", Role.ENTERER, paser)
    until = date(2025, 12, 31)
    deputy.assignments.update(acting="plh", acting_for=sari, until=until, reason="Cuti tahunan sepekan")
    upload = a_batch(sari)

    seconding.approve(upload=upload, seen=seal_of(upload), request=asked(upload).pk, by=deputy, at=at)

    assert (worked(upload).applied_by, figures()) == (deputy, {BUSUI: 12})


def test_the_sender_is_never_the_second_whatever_roles_he_holds(paser, places, sari, at):
    sari.assignments.create(role=Role.IMPORTER, region=places["64"], since=date(2020, 1, 1), granted_at=A_MOMENT)
    upload = a_batch(sari)
    request = asked(upload)

    for doing in (seconding.approve, seconding.refuse):
        more = {"reason": WHY} if doing is seconding.refuse else {"seen": seal_of(upload)}
        with pytest.raises(UploadRefused, match="Orang kedua bukan pengunggah"):
            doing(upload=upload, request=request.pk, by=sari, at=at, **more)
    with pytest.raises(UploadRefused, match="Orang kedua bukan pengunggah"):
        apply_upload(upload=upload, partly=False, by=sari, at=at)
    with pytest.raises(UploadRefused, match="belum siap diterapkan"):
        ask_to_apply(upload=upload, seen=seal_of(upload), partly=False, by=sari, at=at)

    assert (worked(upload).state, figures(), states()) == (UploadState.WAITING, {}, [("apply", "asked", None)])


def test_the_sender_does_not_approve_even_what_another_asked_for(paser, sari, rina, at):
    upload = a_batch(sari)
    request = asked(upload)
    SecondRequest.objects.update(asked_by=rina)

    with pytest.raises(UploadRefused, match="Orang kedua bukan pengunggah"):
        seconding.approve(upload=upload, seen=seal_of(upload), request=request.pk, by=sari, at=at)

    assert worked(upload).state == UploadState.WAITING


@pytest.mark.parametrize("who", ["budi", "hana", "wati", "tetangga"])
def test_who_could_not_import_it_does_not_approve_or_refuse_it(request, paser, places, sari, at, who):
    user = a_colleague(places["64.02"], who) if who == "tetangga" else request.getfixturevalue(who)
    upload = a_batch(sari)
    waiting = asked(upload)

    with pytest.raises(RightMissing):
        seconding.approve(upload=upload, seen=seal_of(upload), request=waiting.pk, by=user, at=at)
    with pytest.raises(RightMissing):
        seconding.refuse(upload=upload, request=waiting.pk, by=user, at=at, reason=WHY)

    assert (worked(upload).state, figures(), states()) == (UploadState.WAITING, {}, [("apply", "asked", None)])


def test_a_second_who_lost_the_right_before_the_worker_came_stores_nothing(paser, sari, rina, at):
    upload = a_batch(sari)
    seconding.approve(upload=upload, seen=seal_of(upload), request=asked(upload).pk, by=rina, at=at)
    rina.assignments.update(until=date(2025, 1, 1))

    assert (worked(upload).state, figures()) == (UploadState.STAGED, {})
    with pytest.raises(SecondPersonNeeded):
        apply_upload(upload=upload, partly=False, by=sari, at=at)


@pytest.mark.parametrize("way", ["worker", "at once"])
def test_an_edition_that_opens_after_the_order_stops_it_and_asks_for_a_second(places, admin, sari, at, way):
    an_open_report(places["64.01"], DECEMBER)
    upload = a_batch(sari)
    ask_to_apply(upload=upload, seen=seal_of(upload), partly=False, by=sari, at=at)
    assert Upload.objects.get().state == UploadState.APPLYING
    an_edition(admin)

    if way == "at once":
        with pytest.raises(SecondPersonNeeded, match="Desember 2023"):
            apply_upload(upload=upload, partly=False, by=sari, at=at)

    assert (worked(upload).state, figures()) == (UploadState.WAITING, {})
    assert (states(), SecondRequest.objects.get().asked_by) == ([("apply", "asked", None)], sari)
    assert "not_applied" not in Upload.objects.get().found


def test_what_moved_after_the_approval_is_previewed_and_asked_anew(paser, places, sari, rina, at):
    upload = a_batch(sari)
    seconding.approve(upload=upload, seen=seal_of(upload), request=asked(upload).pk, by=rina, at=at)
    save_figures(cells=[a_cell(places[BUSUI], 11, month=DECEMBER)], by=rina, at=at, via=Via.FORM)

    upload = worked(upload)
    assert (upload.state, figures()) == (UploadState.STAGED, {BUSUI: 11})
    assert "berubah sejak pratinjau" in upload.found["not_applied"]
    ask_to_apply(upload=upload, seen=seal_of(upload), partly=False, by=sari, at=at)

    assert worked(upload).state == UploadState.WAITING
    assert states() == [("apply", "approved", "rina"), ("apply", "asked", None)]


def test_only_the_good_rows_are_stored_where_they_were_asked_for(paser, sari, rina, at):
    upload = sent(a_template(december(BUSUI, 12), december(KASUNGAI, "81,5")), sari)
    ask_to_apply(upload=upload, seen=seal_of(upload), partly=True, by=sari, at=at)

    seconding.approve(upload=upload, seen=seal_of(upload), request=SecondRequest.objects.get().pk, by=rina, at=at)

    assert (worked(upload).state, figures()) == (UploadState.PARTIAL, {BUSUI: 12})


def test_a_refusal_gives_the_preview_back_with_its_reason(paser, sari, rina, at):
    upload = a_batch(sari)
    request = asked(upload)
    with pytest.raises(ReasonMissing):
        seconding.refuse(upload=upload, request=request.pk, by=rina, at=at, reason="tidak")

    seconding.refuse(upload=upload, request=request.pk, by=rina, at=at, reason=WHY)

    request.refresh_from_db()
    assert (worked(upload).state, figures()) == (UploadState.STAGED, {})
    assert (request.state, request.answered_by, request.answer) == (SecondState.REFUSED, rina, WHY)
    assert trail(upload) == [("second_asked", "Sari"), ("second_refused", "Rina")]
    with pytest.raises(UploadRefused, match="sudah dijawab"):
        seconding.approve(upload=upload, seen=seal_of(upload), request=request.pk, by=rina, at=at)


def test_who_asked_withdraws_and_nobody_else(paser, sari, rina, at):
    upload = a_batch(sari)
    request = asked(upload)
    with pytest.raises(UploadRefused, match="dikirim orang lain"):
        seconding.withdraw(upload=upload, request=request.pk, by=rina, at=at)

    seconding.withdraw(upload=upload, request=request.pk, by=sari, at=at)

    assert (worked(upload).state, states()) == (UploadState.STAGED, [("apply", "withdrawn", "sari")])
    assert trail(upload)[-1] == ("second_withdrawn", "Sari")


def test_what_waits_is_not_changed_under_the_second_person(paser, sari, at):
    upload = a_batch(sari)
    asked(upload)

    with pytest.raises(UploadRefused):
        answer_upload(upload=upload, answers={"dash:-": "zero"}, by=sari, at=at)

    assert worked(upload).state == UploadState.WAITING


def test_a_request_of_another_number_is_not_approved(paser, sari, rina, at):
    upload = a_batch(sari)
    request = asked(upload)

    with pytest.raises(UploadRefused, match="sudah dijawab"):
        seconding.approve(upload=upload, seen=seal_of(upload), request=request.pk + 1, by=rina, at=at)


def test_one_request_waits_at_a_time(paser, sari, rina, at):
    upload = a_batch(sari)
    asked(upload)

    with pytest.raises(UploadRefused, match="sudah menunggu"):
        ask(SecondPersonNeeded(SecondAct.APPLY, upload.pk, ()), upload, rina, at)


@pytest.mark.parametrize("doing", ["closed", "forgotten"])
def test_closing_what_waits_lets_its_request_lapse(paser, sari, rina, at, doing):
    upload = a_batch(sari)
    asked(upload)

    if doing == "closed":
        cancel_upload(upload=upload, by=sari, at=at)
    else:
        drop_old_originals(at=at.replace(year=at.year + 1))

    assert (Upload.objects.get().state, states()) == (UploadState.CANCELLED, [("apply", "lapsed", None)])


@pytest.mark.parametrize("doing", ["refuse", "withdraw"])
def test_what_a_program_sent_is_closed_where_it_is_not_approved(paser, sari, rina, at, doing):
    upload = a_batch(sari, via=Via.API)
    request = asked(upload)

    if doing == "refuse":
        seconding.refuse(upload=upload, request=request.pk, by=rina, at=at, reason=WHY)
    else:
        seconding.withdraw(upload=upload, request=request.pk, by=sari, at=at)

    assert worked(upload).state == UploadState.CANCELLED


def test_what_a_program_sent_is_stored_with_the_approval(paser, sari, rina, at):
    upload = a_batch(sari, via=Via.COMMAND)

    seconding.approve(upload=upload, seen=seal_of(upload), request=asked(upload).pk, by=rina, at=at)

    assert (Upload.objects.get().state, figures()) == (UploadState.APPLIED, {BUSUI: 12})
    assert (states(), Change.objects.get().via) == ([("apply", "approved", "rina")], "command")


def test_what_moved_before_the_approval_of_a_programs_file_is_shown_anew_and_still_waits(paser, places, sari, rina, at):
    upload = a_batch(sari, via=Via.COMMAND)
    request = asked(upload)
    save_figures(cells=[a_cell(places[BUSUI], 11, month=DECEMBER)], by=rina, at=at, via=Via.FORM)

    with pytest.raises(UploadRefused, match="pratinjau yang baru"):
        seconding.approve(upload=upload, seen=seal_of(upload), request=request.pk, by=rina, at=at)
    assert (figures(), states()) == ({BUSUI: 11}, [("apply", "asked", None)])
    seconding.approve(upload=upload, seen=seal_of(Upload.objects.get()), request=request.pk, by=rina, at=at)

    assert (figures(), Revision.objects.count()) == ({BUSUI: 12}, 2)


# At once


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.parametrize("via", [Via.IMPORT, Via.COMMAND])
def test_two_who_answer_at_once_have_one_effect(paser, sari, rina, at, via):
    other, upload = a_colleague(paser, "dewi"), a_batch(sari, via=via)
    request = asked(upload)

    results = at_once([
        lambda: seconding.approve(upload=upload, seen=seal_of(upload), request=request.pk, by=rina, at=at),
        lambda: seconding.refuse(upload=upload, request=request.pk, by=other, at=at, reason=WHY),
        lambda: seconding.withdraw(upload=upload, request=request.pk, by=sari, at=at),
    ])  # fmt: skip

    refused = [one for one in results if isinstance(one, UploadRefused)]
    assert len(refused) == 2
    assert [entry[0] for entry in trail(upload)][:1] == ["second_asked"]
    assert len(trail(upload)) == 2
    [(_, state, _)] = states()
    assert (worked(upload).state in ("applied", "partial")) == (state == "approved")
    assert bool(figures()) == (state == "approved")
