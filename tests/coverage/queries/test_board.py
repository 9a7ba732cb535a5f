"""The board: twelve months of each reporter within reach, with states, days late and completeness."""

from datetime import timedelta

import pytest

from coverage.actions.reports import open_reports, submit_report
from coverage.models import Report
from coverage.queries.board import board_of, board_region, nation_board, newest_year, reporters_seen
from tests.coverage.factories import DUE, JULY, a_cell, a_published_month, an_open_report, entered, staff_of
from tests.coverage.plans import a_plan


@pytest.fixture
def kaltim(places):
    """July of Paser being filled, of Kutai Kartanegara submitted; June of Paser published."""
    paser, kukar = places["64.01"], places["64.02"]
    a_published_month(paser, {(paser, "petani", "apbd_kab"): 100}, 202506)
    an_open_report(paser)
    report = an_open_report(kukar)
    entered(report, [a_cell(kukar, 10, "pu")])
    submit_report(report=report, by=staff_of(kukar)["enters"], at=DUE + timedelta(days=2))
    return places["64"]


def squares(board, code):
    [row] = [row for row in board.rows if row.code == code]
    return {square.month: square for square in row.squares}


def test_each_month_tells_its_state_how_late_it_is_and_how_far(places, kaltim, wati):
    a_plan(places["64.01"])
    at = DUE + timedelta(days=3, hours=1)

    board = board_of(kaltim, reporters_seen(wati, kaltim, 2025, at), 2025, at)

    paser, kukar = squares(board, "64.01"), squares(board, "64.02")
    assert (paser[202506].state, paser[JULY].state, paser[202508].state) == ("published", "open", None)
    assert (paser[JULY].late, paser[JULY].is_overdue, kukar[JULY].late, kukar[JULY].is_overdue) == (4, True, 2, False)
    assert (paser[JULY].completeness.filled, paser[JULY].completeness.expected) == (0, 43)
    unopened = {row.code: row.unopened for row in board.rows}
    assert (unopened["64.01"], unopened["64.02"], unopened["64.08"]) == (10, 11, 12)
    assert [row.code for row in board.rows] == ["64.01", "64.02", "64.08", "64.74", "64"]
    assert [row.code for row in board.overdue] == ["64.01"]
    assert {len(row.squares) for row in board.rows} == {12}


def test_an_official_sees_the_own_row_and_a_neighbour_another(places, kaltim, sari, stranger, at):
    assert [place.code for place in reporters_seen(sari, kaltim, 2025, at)] == ["64.01"]
    assert reporters_seen(stranger, kaltim, 2025, at) == []
    assert reporters_seen(sari, places["64.02"], 2025, at) == []
    assert board_region(sari, at) == kaltim
    assert board_region(stranger, at) is None


def test_the_board_opens_on_the_newest_year_that_one_may_read(places, kaltim, sari, stranger, wati, at):
    an_open_report(places["64.02"], 202601)

    assert (newest_year(sari, at), newest_year(wati, at), newest_year(stranger, at)) == (2025, 2026, 2025)


def test_the_nation_is_told_in_counts(places, kaltim, admin):
    at = DUE + timedelta(days=3)

    board = nation_board(places["ID"], reporters_seen(admin, places["ID"], 2025, at), 2025, at)

    found = {row.code: {one.month: one for one in row.tallies} for row in board.provinces}
    told = {key: (one.expected, one.opened, one.published, one.overdue) for key, one in found["64"].items()}
    assert (told[202506], told[JULY], told[202508]) == ((4, 1, 1, 0), (4, 2, 0, 1), (4, 0, 0, 0))
    assert found["63"][JULY].opened == 0
    assert {row.code: row.unopened for row in board.provinces if row.code in ("63", "64")} == {"63": 12, "64": 10}


def test_one_report_and_many_take_as_many_queries(places, wati, at, django_assert_num_queries):
    an_open_report(places["64.01"])
    a_plan(places["64.01"])
    seen = reporters_seen(wati, places["64"], 2025, at)
    with django_assert_num_queries(8):
        board_of(places["64"], seen, 2025, at)
    open_reports(regions=[places[code] for code in ("64.02", "64.08", "64.74")], month=JULY, due_at=DUE, by=wati, at=at)
    for code in ("64.02", "64.08"):
        a_plan(places[code])

    with django_assert_num_queries(8):
        board_of(places["64"], seen, 2025, at)
    assert Report.objects.count() == 4
