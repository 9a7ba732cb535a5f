"""The months of one region, newest first, each with the step that the person can take."""

from coverage.actions.reports import submit_report
from coverage.queries.region_months import months_of_region
from coverage.queries.steps import CHECK, SUBMIT
from tests.coverage.factories import JULY, a_cell, a_published_month, an_open_report, entered, staff_of


def test_each_month_offers_the_step_that_is_the_persons_own(places, at):
    paser = places["64.01"]
    staff = staff_of(paser)
    a_published_month(paser, {(paser, "petani", "apbd_kab"): 100}, 202505)
    for month in (202506, JULY):
        entered(an_open_report(paser, month), [a_cell(paser, 110, "pu", month=month)])
    june = paser.reports.get(month=202506)
    submit_report(report=june, by=staff["enters"], at=at)

    of_enterer, of_checker = (months_of_region(paser, staff[office], at) for office in ("enters", "checks"))

    assert [(row.report.month, row.enrolled, row.move) for row in of_enterer.rows] == [
        (JULY, 110, SUBMIT), (202506, 110, None), (202505, 100, None),
    ]  # fmt: skip
    assert (of_enterer.moves, of_checker.moves) == ((SUBMIT,), (CHECK,))
    assert of_checker.rows[1].box == "202506:3"


def test_any_number_of_months_takes_as_many_queries(places, at, django_assert_num_queries):
    paser = places["64.01"]
    an_open_report(paser)
    staff = staff_of(paser)
    with django_assert_num_queries(9):
        months_of_region(paser, staff["enters"], at)
    for month in (202504, 202505, 202506):
        a_published_month(paser, {(paser, "petani", "apbd_kab"): 100}, month)
    with django_assert_num_queries(9):
        assert len(months_of_region(paser, staff["enters"], at).rows) == 4
