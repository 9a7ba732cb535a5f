"""Two closings of one category at once: one wins, the other is told, as without the lock it would not be."""

import pytest
from django.db import IntegrityError, connection

from accounts.enums import Act
from accounts.models import AuditEntry
from accounts.queries.audit import verdict
from awards.actions.results import closing
from awards.actions.results.closing import close_round
from awards.models import Result, ResultRow, Round
from awards.result_errors import ClosingRefused
from tests.awards.closings import a_judged_round
from tests.threads import at_once, let_two_meet, take_lock_away

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def judged_round(edition, places, citra, ayu, bayu):
    return a_judged_round(edition, places, citra, [ayu, bayu])


def closings(judged_round, by, at, times):
    return [lambda: close_round(round_=judged_round.round, category=judged_round.category, by=by, at=at)] * times


def test_of_eight_closings_at_once_one_wins_and_the_others_are_told(judged_round, citra, at):
    results = at_once(closings(judged_round, citra, at, 8))

    refused = [result for result in results if isinstance(result, ClosingRefused)]
    assert {error.code for error in refused} == {"closed"}
    assert len(refused) == 7
    assert (Result.objects.count(), ResultRow.objects.count()) == (1, 3)
    assert AuditEntry.objects.filter(act=Act.RESULT_CLOSED).count() == 1
    assert verdict().is_intact


@pytest.mark.parametrize("looks_again", [True, False])
def test_without_the_second_look_both_would_store_what_they_computed_from_the_same_marks(
    judged_round, citra, at, monkeypatch, looks_again
):
    if not looks_again:
        monkeypatch.setattr(closing, "refuse_changed", lambda found, cause: None)
    let_two_meet(monkeypatch, (closing, "frozen"))  # both have read all, and neither has stored

    results = at_once(closings(judged_round, citra, at, 2))

    clashes = [result for result in results if isinstance(result, IntegrityError)]
    told = [result for result in results if isinstance(result, ClosingRefused)]
    assert (len(told), len(clashes)) == ((1, 0) if looks_again else (0, 1))
    assert Result.objects.count() == 1


@pytest.mark.parametrize("locked", [True, False])
def test_without_the_lock_of_the_round_both_would_store(judged_round, citra, at, monkeypatch, locked):
    if not locked:
        for model in (Round, closing.MarkSheet):
            take_lock_away(monkeypatch, model)
    let_two_meet(monkeypatch, (closing, "rows_of"))

    results = at_once(closings(judged_round, citra, at, 2))

    clashes = [result for result in results if isinstance(result, IntegrityError)]
    assert len(clashes) == (0 if locked or connection.vendor == "sqlite" else 1)
    assert Result.objects.count() == 1
