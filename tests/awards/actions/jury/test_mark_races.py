"""Two windows of one juror at the same moment: one save counts, and what is final stays as it was made final.

With the lock of the seat taken away both go through on PostgreSQL. On SQLite they cannot, since a second writer begins
after the first.
"""

from decimal import Decimal
from functools import partial

import pytest
from django.db import IntegrityError, connection

from awards.actions.jury import marks
from awards.actions.jury.marks import make_final, save_sheet
from awards.arithmetic.schemes import Phase
from awards.jury_errors import MarkRefused, MarksStale
from awards.models import Mark, MarkRevision, MarkSheet, Seat
from awards.queries.jury.judged import Given
from tests.awards.desks import a_desk, saved
from tests.factories import A_MOMENT
from tests.threads import at_once, let_two_meet, take_lock_away

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def desk(edition, places, citra, ayu, bayu):
    return a_desk(edition, places, citra, (ayu, bayu))


@pytest.fixture
def is_serial(places) -> bool:
    """Whether the database lets one writer begin at a time."""
    return connection.vendor == "sqlite"


def saving(desk, points, seen):
    given = [Given("inovasi", Decimal(points))]
    return lambda: save_sheet(
        seat=desk.one, entry=desk.paser, phase=Phase.DESK, given=given, seen=seen, by=desk.one.user, at=A_MOMENT
    )


def finishing(desk, seen):
    return lambda: make_final(
        seat=desk.one, entry=desk.paser, phase=Phase.DESK, seen=seen, by=desk.one.user, at=A_MOMENT
    )


@pytest.mark.parametrize("seen", [0, 1])
@pytest.mark.parametrize("is_locked", [True, False])
def test_of_two_windows_that_save_one_is_told_of_the_other(desk, monkeypatch, is_serial, is_locked, seen):
    if seen:
        saved(desk.one, desk.paser)
    if not is_locked:
        take_lock_away(monkeypatch, Seat)
    let_two_meet(monkeypatch, (marks, "marks_of"))

    results = at_once([saving(desk, points, seen) for points in (0, 100)])

    lost = [one for one in results if isinstance(one, MarksStale)]
    if is_locked or is_serial:
        [kept] = [one for one in results if isinstance(one, MarkSheet)]
        assert (len(lost), kept.version, MarkSheet.objects.get().version) == (1, seen + 1, seen + 1)
        last = MarkRevision.objects.get(version=seen + 1, criterion="inovasi")
        assert Mark.objects.get(criterion="inovasi").points == last.points
    else:  # the first marks meet in the table's constraint, later ones in nothing
        assert lost == []
        assert any(isinstance(one, IntegrityError) for one in results) == (seen == 0)


@pytest.mark.parametrize("is_locked", [True, False])
def test_what_is_made_final_is_what_the_juror_saw(desk, monkeypatch, is_serial, is_locked):
    saved(desk.one, desk.paser)
    if not is_locked:
        take_lock_away(monkeypatch, Seat)
    let_two_meet(monkeypatch, (marks, "marks_of"))

    results = at_once([saving(desk, 0, 1), finishing(desk, 1)])

    refused = [one for one in results if isinstance(one, MarksStale | MarkRefused)]
    sheet, points = MarkSheet.objects.get(), Mark.objects.get(criterion="inovasi").points
    if is_locked or is_serial:
        assert len(refused) == 1
        assert (sheet.final_at is None, points) in {(True, Decimal(0)), (False, Decimal(70))}
    else:
        assert refused == []


def test_of_twenty_saves_of_one_version_one_is_stored(desk):
    saved(desk.one, desk.paser)

    results = at_once([saving(desk, (0, 40, 100)[number % 3], 1) for number in range(20)])

    kept = {one.version for one in results if isinstance(one, MarkSheet)}
    last = MarkRevision.objects.get(criterion="inovasi", version=2)
    assert kept == {2}  # who sent the very same afterwards is told that it stands
    assert (MarkSheet.objects.get().version, Mark.objects.get(criterion="inovasi").points) == (2, last.points)
    assert {type(one) for one in results} == {MarkSheet, MarksStale}
    assert MarkRevision.objects.filter(version=2).count() == 1


def test_two_jurors_do_not_wait_for_each_other(desk):
    results = at_once(
        [
            partial(saved, seat, desk.paser, Given("inovasi", Decimal(points)))
            for seat, points in ((desk.one, 0), (desk.other, 100))
        ]
    )

    assert [type(one) for one in results] == [MarkSheet] * 2
    assert MarkSheet.objects.count() == 2
