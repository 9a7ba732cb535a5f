"""Two who freeze the numbers of one category at once: the second is told, and nobody's statements are undone unseen."""

import pytest
from django.db import IntegrityError, connection

from accounts.queries.audit import verdict
from awards.actions.results import snapshots
from awards.actions.results.snapshots import freeze_snapshot
from awards.models import Round, Snapshot
from awards.result_errors import SnapshotRefused
from tests.awards.closings import a_judged_round
from tests.threads import at_once, let_two_meet, take_lock_away

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def judged_round(edition, places, citra, ayu):
    return a_judged_round(edition, places, citra, [ayu])


def freezings(judged_round, by, at, times, **more):
    told = {"round_": judged_round.round, "category": judged_round.category, "stated": (), "by": by, "at": at, **more}
    return [lambda: freeze_snapshot(**told)] * times


def test_of_eight_at_once_one_freezes_and_the_others_are_told(judged_round, admin, at):
    results = at_once(freezings(judged_round, admin, at, 8, seen=1))

    refused = [result for result in results if isinstance(result, SnapshotRefused)]
    assert ({error.code for error in refused}, len(refused)) == ({"moved"}, 7)
    assert Snapshot.objects.count() == 2
    assert verdict().is_intact


@pytest.mark.parametrize("locked", [True, False])
def test_without_the_lock_of_the_round_both_would_take_one_number(judged_round, admin, at, monkeypatch, locked):
    if not locked:
        take_lock_away(monkeypatch, Round)
    let_two_meet(monkeypatch, (snapshots, "inputs_of"))

    results = at_once(freezings(judged_round, admin, at, 2))

    clashes = [result for result in results if isinstance(result, IntegrityError)]
    assert len(clashes) == (0 if locked or connection.vendor == "sqlite" else 1)
    assert Snapshot.objects.count() == 3 - len(clashes)
