"""Publishing by two and withdrawing by two: never one person alone, never before the window, never an old version."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.abilities import Role
from accounts.enums import Act
from accounts.errors import ReasonMissing, RightMissing
from accounts.models import AuditEntry
from awards.actions.results.closing import close_round
from awards.actions.results.publishing import (
    approve_publication,
    ask_publication,
    ask_withdrawal,
    drop_publication,
    withdraw_publication,
)
from awards.enums import RoundStage
from awards.models import Publication
from awards.queries.results.published import newest_public, public_results
from awards.result_errors import PublicationRefused
from tests.awards.closings import a_judged_round
from tests.awards.rows import criteria_for, moved_to
from tests.factories import a_person
from tests.threads import at_once

WHY = "Nama pemenang pada SK keliru"


@pytest.fixture
def judged_round(edition, places, citra, ayu, bayu):
    return a_judged_round(edition, places, citra, [ayu, bayu])


@pytest.fixture
def result(judged_round, citra, at):
    made = close_round(round_=judged_round.round, category=judged_round.category, by=citra, at=at)
    moved_to(judged_round.round, RoundStage.ANNOUNCEMENT)
    return made


@pytest.fixture
def fajar(places):
    """Fajar is of the secretariat of Kalimantan Timur too."""
    return a_person("fajar", Role.SECRETARY, places["64"])


def asked(result, by, at, **more) -> Publication:
    told = {"sk_number": "100.3/K.5/2025", "sk_on": at.date(), "embargo_until": None} | more
    return ask_publication(result=result, by=by, at=at, **told)


def approved(publication, by, at) -> Publication:
    return approve_publication(publication=publication, digest=publication.result.digest, by=by, at=at)


def code_of(act, **told) -> str:
    with pytest.raises(PublicationRefused) as refused:
        act(**told)
    assert refused.value.message
    return refused.value.code


@pytest.mark.parametrize("second", ["fajar", "admin"])
def test_one_asks_and_another_publishes(result, citra, at, second, request):
    by = request.getfixturevalue(second)
    publication = asked(result, citra, at)
    assert not public_results(at).exists()

    approved(publication, by, at)

    assert list(public_results(at)) == [result]
    assert [entry.act for entry in AuditEntry.objects.filter(act__in=(Act.RESULT_ASKED, Act.RESULT_PUBLISHED))] == [
        Act.RESULT_ASKED, Act.RESULT_PUBLISHED,
    ]  # fmt: skip


def test_nobody_does_both(result, citra, at):
    publication = asked(result, citra, at)

    assert code_of(approved, publication=publication, by=citra, at=at) == "own"
    with pytest.raises(IntegrityError), transaction.atomic():
        Publication.objects.update(approved_by=citra, approved_at=at)
    assert not public_results(at).exists()


def test_jurors_and_other_secretariats_have_no_part_in_it(result, citra, ayu, eko, admin, places, at):
    with pytest.raises(RightMissing):
        asked(result, ayu, at)
    with pytest.raises(RightMissing):
        asked(result, admin, at)
    publication = asked(result, citra, at)
    south = a_person("gita", Role.SECRETARY, places["63"])
    for by in (ayu, south, eko):
        with pytest.raises(RightMissing):
            approved(publication, by, at)


def test_nothing_is_public_before_the_window_of_the_announcement(judged_round, result, citra, admin, at):
    publication = asked(result, citra, at)
    moved_to(judged_round.round, RoundStage.WINNERS)

    assert code_of(approved, publication=publication, by=admin, at=at) == "too_early"


def test_an_embargo_holds_to_its_very_moment(judged_round, result, citra, admin, at):
    until = at + timedelta(hours=2)
    approved(asked(result, citra, at, embargo_until=until), admin, at)

    assert newest_public(judged_round.round, until - timedelta(seconds=1)) == []
    assert newest_public(judged_round.round, until) == [result]


@pytest.mark.parametrize(("more", "code"), [({"sk_number": "  "}, "sk"), ({"sk_number": "x" * 81}, "sk")])
def test_the_decree_of_the_winners_is_named(result, citra, at, more, code):
    assert code_of(lambda **told: asked(result, citra, at, **told), **more) == code


def test_a_decree_of_tomorrow_and_a_second_request_are_refused(result, citra, fajar, at):
    later = at.date() + timedelta(days=1)
    assert code_of(lambda: asked(result, citra, at, sk_on=later)) == "sk_later"
    asked(result, citra, at)
    assert code_of(lambda: asked(result, fajar, at)) == "asked"


def test_a_request_is_dropped_and_asked_anew_and_never_approved_then(result, citra, admin, at):
    publication = asked(result, citra, at)
    with pytest.raises(ReasonMissing):
        drop_publication(publication=publication, reason="", by=citra, at=at)
    drop_publication(publication=publication, reason=WHY, by=citra, at=at)

    assert code_of(approved, publication=publication, by=admin, at=at) == "moved"
    approved(asked(result, citra, at), admin, at)
    assert public_results(at).count() == 1


def test_who_looked_at_another_result_approves_nothing(result, citra, admin, at):
    publication = asked(result, citra, at)

    assert code_of(approve_publication, publication=publication, digest="0" * 64, by=admin, at=at) == "moved"
    assert not public_results(at).exists()


def test_a_published_result_is_withdrawn_by_two_with_a_reason(result, citra, fajar, admin, at):
    publication = approved(asked(result, citra, at), admin, at)
    with pytest.raises(ReasonMissing):
        ask_withdrawal(publication=publication, reason="keliru", by=citra, at=at)
    assert code_of(withdraw_publication, publication=publication, by=fajar, at=at) == "none"

    ask_withdrawal(publication=publication, reason=WHY, by=citra, at=at)
    assert code_of(withdraw_publication, publication=publication, by=citra, at=at) == "own"
    assert public_results(at).exists()
    withdraw_publication(publication=publication, by=fajar, at=at)

    assert not public_results(at).exists()
    assert Publication.objects.get().withdraw_why == WHY


def test_an_old_version_is_not_published(judged_round, result, citra, admin, at):
    waiting = asked(result, citra, at)
    criteria_for(judged_round.round, judged_round.category, citra)
    newer = close_round(
        round_=judged_round.round, category=judged_round.category, by=citra, at=at, reason="Bobot yang baru disahkan"
    )

    assert code_of(approved, publication=waiting, by=admin, at=at) == "old"
    approved(asked(newer, citra, at), admin, at)
    assert newest_public(judged_round.round, at) == [newer]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_two_who_approve_at_once_one_publishes(result, citra, fajar, admin, at):
    publication = asked(result, citra, at)

    results = at_once([lambda by=by: approved(publication, by, at) for by in (fajar, admin)])

    assert sorted(type(each).__name__ for each in results) == ["Publication", "PublicationRefused"]
    assert AuditEntry.objects.filter(act=Act.RESULT_PUBLISHED).count() == 1
