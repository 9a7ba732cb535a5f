"""Objections: by the head of the entrant, in the window, once a criterion; and what a grant leads to."""

import io
from datetime import date
from decimal import Decimal

import pytest

from accounts.abilities import Role
from accounts.enums import Act
from accounts.errors import IdentityTyped, ReasonMissing, RightMissing
from accounts.models import Assignment, AuditEntry
from awards.actions.results.closing import close_round
from awards.actions.results.objections import LARGEST_PROOF, answer_objection, file_objection
from awards.bundles import bundle as bundles
from awards.enums import RoundStage
from awards.evidence_errors import EvidenceRefused
from awards.models import Objection, Publication, Result, Snapshot
from awards.queries.results.closed import waiting_objection
from awards.result_errors import ObjectionRefused, SnapshotRefused
from tests.awards.closings import a_judged_round
from tests.awards.entrants import a_pdf
from tests.awards.rows import moved_to
from tests.coverage.factories import staff_of

TEXT = "Perda kami terbit pada Maret 2023 dan belum dihitung"
ANSWER = "Perda itu berlaku pada tahun data, jadi dihitung"


@pytest.fixture
def judged_round(edition, places, citra, ayu, bayu):
    return a_judged_round(edition, places, citra, [ayu, bayu])


@pytest.fixture
def result(judged_round, citra, admin, at):
    made = close_round(round_=judged_round.round, category=judged_round.category, by=citra, at=at)
    Publication.objects.create(
        result=made, sk_number="1", sk_on=at.date(), asked_by=citra, asked_at=at, approved_by=admin, approved_at=at
    )
    moved_to(judged_round.round, RoundStage.OBJECTION)
    return made


@pytest.fixture
def head(places):
    """The head of Kota Bontang."""
    return staff_of(places["64.74"])["signs"]


def filed(judged_round, by, at, **more) -> Objection:
    told = {"entry": judged_round.entries[2], "criterion": "regulasi", "text": TEXT, "proof": None} | more
    return file_objection(by=by, at=at, **told)


def answered(objection, by, at, **more) -> Objection:
    return answer_objection(objection=objection, by=by, at=at, **({"is_granted": True, "answer": ANSWER} | more))


def code_of(act, *told, **more) -> str:
    with pytest.raises(ObjectionRefused) as refused:
        act(*told, **more)
    assert refused.value.message
    return refused.value.code


def test_an_objection_has_a_number_and_a_proof_and_the_trail_tells_nothing_else(judged_round, result, head, at):
    objection = filed(judged_round, head, at, proof=io.BytesIO(a_pdf()))

    assert (objection.number, objection.result, objection.proof_type) == (1, result, "application/pdf")
    assert (bytes(objection.proof), objection.proof_size) == (a_pdf(), len(a_pdf()))
    assert AuditEntry.objects.get(act=Act.OBJECTION_SENT).new == {"result": 1, "proof": objection.proof_digest}
    assert code_of(filed, judged_round, head, at) == "twice"


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"MZ", "unknown"), (b"", "empty"), (a_pdf() + b"0" * LARGEST_PROOF, "too_large"),
     (a_pdf(b"<< /OpenAction << /S /JavaScript >> >>"), "active")],
)  # fmt: skip
def test_a_proof_is_looked_at_like_one_of_the_dossier(judged_round, result, head, at, content, code):
    with pytest.raises(EvidenceRefused) as refused:
        filed(judged_round, head, at, proof=io.BytesIO(content))

    assert refused.value.code == code
    assert not Objection.objects.exists()


def test_a_proof_counts_towards_the_amount_of_the_day(judged_round, result, head, at, settings):
    settings.UPLOADS_PER_DAY = 2 * len(a_pdf()) - 1
    filed(judged_round, head, at, proof=io.BytesIO(a_pdf()))

    with pytest.raises(EvidenceRefused) as refused:
        filed(judged_round, head, at, proof=io.BytesIO(a_pdf()), criterion="cakupan")

    assert refused.value.code == "day_full"


def test_a_granted_level_makes_the_next_version_with_its_reason_and_both_bundles_verify(
    judged_round, result, head, citra, at
):
    objection = answered(filed(judged_round, head, at), citra, at, level="perda")
    assert Snapshot.objects.count() == 2

    second = close_round(
        round_=judged_round.round, category=judged_round.category, by=citra, at=at, objection=objection,
        reason="Sanggahan no. 1 dikabulkan",
    )  # fmt: skip

    bontang = judged_round.entries[2]
    assert (result.rows.get(entry=bontang).total, second.rows.get(entry=bontang).total) == (Decimal(48), Decimal(68))
    assert second.objection == objection
    assert all(bundles.verified(bytes(one.bundle)).is_sound for one in Result.objects.all())
    assert waiting_objection(judged_round.round, judged_round.category) is None


def test_one_grant_of_a_category_waits_at_a_time(judged_round, result, head, citra, at):
    first, second = filed(judged_round, head, at), filed(judged_round, head, at, criterion="cakupan")
    answered(first, citra, at, level="perda")

    assert code_of(answered, second, citra, at, raw=Decimal(90)) == "waiting"
    assert answered(second, citra, at, is_granted=False).is_granted is False


def test_who_filed_it_or_has_an_office_in_the_region_does_not_answer(judged_round, result, head, citra, places, at):
    objection = filed(judged_round, head, at)
    since = {"since": date(2020, 1, 1), "granted_at": at}
    Assignment.objects.create(user=head, role=Role.SECRETARY, region=places["64"], **since)
    office = Assignment.objects.create(user=citra, role=Role.CHECKER, region=places["64.74"], **since)

    assert code_of(answered, objection, head, at, level="perda") == "party"
    assert code_of(answered, objection, citra, at, level="perda") == "party"
    assert Objection.objects.get().answered_at is None
    office.delete()
    assert answered(objection, citra, at, level="perda").is_granted


def test_a_refused_one_changes_nothing_and_is_answered_once(judged_round, result, head, citra, at):
    objection = answered(filed(judged_round, head, at), citra, at, is_granted=False, level="perda")

    assert (objection.is_granted, objection.level, Snapshot.objects.count()) == (False, "", 1)
    assert waiting_objection(judged_round.round, judged_round.category) is None
    assert code_of(answered, objection, citra, at) == "answered"


@pytest.mark.parametrize("more", [{}, {"level": "pergub"}, {"raw": Decimal(1)}])
def test_a_grant_without_what_takes_the_place_is_refused(judged_round, result, head, citra, at, more):
    objection = filed(judged_round, head, at)

    assert code_of(answered, objection, citra, at, **more) == "correction"
    assert Objection.objects.get().answered_at is None


def test_a_grant_puts_a_number_or_a_level_and_never_both(judged_round, result, head, citra, at):
    levelled, computed = filed(judged_round, head, at), filed(judged_round, head, at, criterion="cakupan")

    assert code_of(answered, levelled, citra, at, level="perda", raw=Decimal(1)) == "correction"
    assert code_of(answered, computed, citra, at, level="perda", raw=Decimal(1)) == "correction"


@pytest.mark.parametrize("raw", ["1000000000000", "-1000000000000", "1E+30", "0.0000001", "NaN", "Infinity"])
def test_a_number_that_could_not_be_frozen_is_not_granted(judged_round, result, head, citra, at, raw):
    objection = filed(judged_round, head, at, criterion="cakupan")

    with pytest.raises(SnapshotRefused) as refused:
        answered(objection, citra, at, raw=Decimal(raw))

    assert refused.value.code == "number"
    assert f"Kota Bontang, Cakupan: “{Decimal(raw)}” bukan angka yang dapat dipakai." in refused.value.message
    assert (Objection.objects.get().answered_at, Snapshot.objects.count()) == (None, 1)


@pytest.mark.parametrize("answer", ["ya", ""])
def test_an_answer_is_in_writing_and_by_the_secretariat(judged_round, result, head, citra, ayu, at, answer):
    objection = filed(judged_round, head, at)

    with pytest.raises(ReasonMissing):
        answered(objection, citra, at, answer=answer)
    for by in (head, ayu):
        with pytest.raises(RightMissing):
            answered(objection, by, at, level="perda")


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"criterion": "x"}, "criterion"),
        ({"text": "pendek"}, "text"),
    ],
)
def test_what_cannot_be_taken_is_told_and_stores_nothing(judged_round, result, head, at, more, code):
    assert code_of(filed, judged_round, head, at, **more) == code
    assert not Objection.objects.exists()


def test_outside_the_window_or_the_publication_there_is_nothing_to_contest(
    judged_round, result, head, citra, admin, at
):
    moved_to(judged_round.round, RoundStage.ANNOUNCEMENT)
    assert code_of(filed, judged_round, head, at) == "window"
    moved_to(judged_round.round, RoundStage.OBJECTION)
    Publication.objects.update(withdraw_asked_by=citra, withdraw_asked_at=at, withdrawn_by=admin, withdrawn_at=at)
    assert code_of(filed, judged_round, head, at) == "none"


def test_only_the_head_of_the_entrant_contests_and_names_no_identity(judged_round, result, places, head, citra, at):
    for by in (staff_of(places["64.01"])["signs"], staff_of(places["64.74"])["enters"], citra):
        with pytest.raises(RightMissing):
            filed(judged_round, by, at)
    with pytest.raises(IdentityTyped):
        filed(judged_round, head, at, text=f"{TEXT} 6474010101010001")
