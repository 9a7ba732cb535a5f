from datetime import timedelta
from decimal import Decimal

from awards.queries.entrants.timeliness import Timeliness, timeliness_of
from tests.coverage.factories import DUE, a_cell, an_open_report, entered, published, reopened, signed


def test_a_month_counts_where_it_was_first_submitted_by_its_deadline(places):
    paser = places["64.01"]
    for month, at in ((202501, DUE - timedelta(days=1)), (202502, DUE), (202503, DUE + timedelta(seconds=1))):
        report = an_open_report(paser, month)
        entered(report, [a_cell(paser, 12, month=month)])
        signed(report, at)
    an_open_report(paser, 202504)

    assert timeliness_of(paser, 2025) == Timeliness(asked=4, in_time=2)
    assert timeliness_of(paser, 2025).percent == Decimal(50)


def test_a_correction_does_not_make_a_month_late(places):
    paser = places["64.01"]
    report = an_open_report(paser, 202501)
    entered(report, [a_cell(paser, 12, month=202501)])
    report = published(report, DUE - timedelta(days=1))[0].report
    report = reopened(report, [a_cell(paser, 12, month=202501)], at=DUE + timedelta(days=2))
    entered(report, [a_cell(paser, 13, month=202501)], at=DUE + timedelta(days=2))
    signed(report, DUE + timedelta(days=3))

    assert timeliness_of(paser, 2025).in_time == 1


def test_without_reports_there_is_no_share(places):
    assert timeliness_of(places["64.01"], 2023).percent is None
