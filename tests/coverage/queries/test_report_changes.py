"""Differences to the month before add up to the whole; the history tells every change of every figure."""

from coverage.actions.figures import save_figures
from coverage.enums import Via
from coverage.models import Scheme
from coverage.queries.report_changes import ON_A_PAGE, history_of, moves_of
from tests.coverage.factories import a_cell, a_published_month, an_open_report, entered, staff_of


def ucj():
    return Scheme.objects.get(code="ucj")


def two_months(places):
    """June: 100 own farmers, Busui 30, Janju 50. July: 100 own, Busui 90, Janju 45, and 7 fishermen in Kasungai."""
    paser, busui, janju = places["64.01"], places["64.01.01.2001"], places["64.01.04.2002"]
    farmers = ("petani", "apbd_kab")
    a_published_month(paser, {(paser, *farmers): 100, (busui, *farmers): 30, (janju, *farmers): 50}, 202506)
    report = an_open_report(paser)
    july = [(paser, 100, "petani"), (busui, 90, "petani"), (janju, 45, "petani")]
    entered(report, [a_cell(*cell) for cell in [*july, (places["64.01.01.2002"], 7, "nelayan")]])
    return report


def test_categories_districts_and_the_rest_add_up_to_the_whole(places):
    moves = moves_of(two_months(places), ucj())

    told = {row.code: (row.now, row.before, row.change) for row in (*moves.categories, *moves.districts)}
    assert told == {
        "petani": (235, 180, 55), "nelayan": (7, None, None), "64.01.01": (97, 30, 67), "64.01.04": (45, 50, -5),
    }  # fmt: skip
    assert (moves.unsplit.now, moves.unsplit.before, moves.whole.now, moves.whole.before) == (100, 100, 242, 180)
    assert sum(row.now for row in moves.districts) + moves.unsplit.now == moves.whole.now
    assert sum(row.now or 0 for row in moves.categories) == moves.whole.now


def test_the_largest_moves_of_villages_come_first_and_what_was_blank_before_did_not_move(places):
    moves = moves_of(two_months(places), ucj())

    assert [(row.name, row.change) for row in moves.villages] == [("Desa Busui", 60), ("Desa Janju", -5)]


def test_a_month_without_its_predecessor_has_nothing_to_be_held_against(places):
    report = an_open_report(places["64.01"])
    entered(report, [a_cell(places["64.01"], 5)])

    assert not moves_of(report, ucj()).has_both


def test_moves_take_as_many_queries_for_one_village_as_for_many(places, django_assert_num_queries):
    report, scheme = two_months(places), ucj()
    with django_assert_num_queries(3):
        moves_of(report, scheme)
    entered(
        report, [a_cell(places[code], 9, "pekebun") for code in places if code.startswith("64.01.") and len(code) == 13]
    )
    with django_assert_num_queries(3):
        moves_of(report, scheme)


def test_the_history_tells_who_changed_what_from_what_to_what_on_which_way_and_why(places, at):
    paser, busui = places["64.01"], places["64.01.01.2001"]
    report, staff = an_open_report(paser), staff_of(paser)
    entered(report, [a_cell(busui, 30), a_cell(paser, 5, "pu")])
    enterer = staff["enters"]
    save_figures(cells=[a_cell(busui, 0)], by=enterer, at=at, via=Via.FORM)
    tb = a_cell(busui, None, not_applicable=True)
    save_figures(cells=[tb], by=enterer, at=at, via=Via.IMPORT, reason="Impor no. 17")

    history = history_of(report)
    of_village = history_of(report, village="64.01.01.2001")
    of_category = history_of(report, category="pu")

    assert [(row.code, row.before, row.after, row.via.value, row.reason) for row in history.rows] == [
        ("64.01.01.2001", "0", "tb", "import", "Impor no. 17"), ("64.01.01.2001", "30", "0", "form", ""),
        ("64.01", "", "5", "form", ""), ("64.01.01.2001", "", "30", "form", ""),
    ]  # fmt: skip
    assert ([row.after for row in of_village.rows], of_village.total) == (["tb", "0", "30"], 3)
    assert [row.code for row in of_category.rows] == ["64.01"]
    assert history.rows[0].by == enterer


def test_a_village_of_another_regency_has_no_history_here(places):
    report = two_months(places)

    assert history_of(report, village="64.02.01.2001").total == 0


def test_a_long_history_is_told_in_pages_of_equal_cost(places, at, django_assert_num_queries):
    busui = places["64.01.01.2001"]
    report, enterer = an_open_report(places["64.01"]), staff_of(places["64.01"])["enters"]
    for heads in range(ON_A_PAGE + 2):
        save_figures(cells=[a_cell(busui, heads)], by=enterer, at=at, via=Via.FORM)

    with django_assert_num_queries(4):
        first = history_of(report)
    with django_assert_num_queries(4):
        last = history_of(report, page=9)

    assert (len(first.rows), first.pages, first.rows[0].after) == (ON_A_PAGE, 2, str(ON_A_PAGE + 1))
    assert [(row.before, row.after) for row in last.rows] == [("0", "1"), ("", "0")]
