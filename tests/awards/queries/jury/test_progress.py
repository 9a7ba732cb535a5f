"""How far the marking is: sheets are counted, points never looked at."""

import pytest

from awards.arithmetic.schemes import Phase
from awards.enums import RoundStage
from awards.models import Conflict, Entry, Mark, RoundCriteria, Seat
from awards.queries.jury.progress import is_all_final, progress_of
from tests.awards.desks import a_desk, finished, saved
from tests.factories import A_MOMENT


@pytest.fixture
def desk(edition, places, citra, ayu, bayu):
    return a_desk(edition, places, citra, (ayu, bayu), RoundStage.NOMINEES)


def shown(desk, phase=Phase.DESK):
    return [(one.seat.user.name, one.final, one.expected, one.recused) for one in progress_of(desk.round, phase)]


def test_each_juror_is_told_with_what_is_final_of_what_is_to_be(desk):
    finished(desk.one, desk.paser)
    saved(desk.one, desk.kutim)
    Conflict.objects.create(seat=desk.other, entry=desk.paser, kind="family", source="declared", found_at=A_MOMENT)

    assert shown(desk) == [("Ayu", 1, 2, 0), ("Bayu", 0, 1, 1)]
    assert [one.is_done for one in progress_of(desk.round, Phase.DESK)] == [False, False]


def test_all_is_final_once_every_sheet_that_is_to_be_is(desk):
    for entry in (desk.paser, desk.kutim):
        finished(desk.one, entry)
    finished(desk.other, desk.kutim)
    before = is_all_final(desk.round, Phase.DESK)
    Conflict.objects.create(seat=desk.other, entry=desk.paser, kind="family", source="declared", found_at=A_MOMENT)

    assert (before, is_all_final(desk.round, Phase.DESK)) == (False, True)
    Seat.objects.create(
        round=desk.round, user=desk.round.opened_by, decree="SK", pseudonym="J90", shuffle="0",
        appointed_by=desk.round.opened_by, appointed_at=A_MOMENT,
    )  # fmt: skip
    assert is_all_final(desk.round, Phase.DESK) is False


def test_where_nothing_is_to_be_marked_nothing_is_final(desk):
    without_nominees = is_all_final(desk.round, Phase.INTERVIEW)
    RoundCriteria.objects.all().delete()

    assert (without_nominees, is_all_final(desk.round, Phase.DESK)) == (False, False)


def test_interviews_count_nominees_alone(desk):
    Entry.objects.filter(pk=desk.kutim.pk).update(state="nominee")

    assert shown(desk, Phase.INTERVIEW) == [("Ayu", 0, 1, 0), ("Bayu", 0, 1, 0)]


def test_points_are_not_asked_for(desk, django_assert_num_queries):
    finished(desk.one, desk.paser)
    with django_assert_num_queries(10) as asked:
        progress_of(desk.round, Phase.DESK)

    assert [one["sql"] for one in asked if Mark._meta.db_table + '"' in one["sql"]] == []


def test_of_who_left_only_what_he_made_final_is_to_be(desk):
    finished(desk.one, desk.paser)
    saved(desk.one, desk.kutim)
    for entry in (desk.paser, desk.kutim):
        finished(desk.other, entry)
    before = is_all_final(desk.round, Phase.DESK)
    Seat.objects.filter(pk=desk.one.pk).update(ended_at=A_MOMENT)

    assert (before, is_all_final(desk.round, Phase.DESK)) == (False, True)
    assert shown(desk) == [("Ayu", 1, 1, 0), ("Bayu", 2, 2, 0)]
    assert shown(desk, Phase.INTERVIEW) == [("Bayu", 0, 0, 0)]


def test_of_whose_conflict_came_late_what_he_made_final_is_to_be(desk):
    finished(desk.one, desk.paser)
    late = Conflict.objects.create(
        seat=desk.one, entry=desk.paser, kind="family", source="declared", found_at=A_MOMENT, is_late=True
    )
    waiting = shown(desk)
    late.backed_by, late.upheld_by, late.upheld_at = desk.one.user, desk.round.opened_by, A_MOMENT
    late.save()

    assert waiting == [("Ayu", 1, 2, 1), ("Bayu", 0, 2, 0)]
    assert shown(desk) == [("Ayu", 0, 1, 1), ("Bayu", 0, 2, 0)]
