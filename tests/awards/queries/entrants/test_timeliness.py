from datetime import timedelta
from decimal import Decimal

from awards.arithmetic.schemes import Measure
from awards.queries.entrants.dossier import dossier
from awards.queries.entrants.timeliness import timeliness_of
from awards.queries.results.measures import measures_of
from tests.awards.rows import a_category, a_round, an_entry
from tests.coverage.factories import DUE, a_cell, an_open_report, entered, published, reopened, signed
from tests.factories import A_MOMENT


def handed_in(region, month, at):
    report = an_open_report(region, month)
    entered(report, [a_cell(region, 12, month=month)])
    return published(report, at)[0].report


def test_a_published_month_counts_where_it_was_handed_in_by_its_deadline(places):
    paser = places["64.01"]
    for month, at in ((202501, DUE - timedelta(days=1)), (202502, DUE), (202503, DUE + timedelta(seconds=1))):
        handed_in(paser, month, at)
    an_open_report(paser, 202504)
    waiting = an_open_report(paser, 202505)
    entered(waiting, [a_cell(paser, 12, month=202505)])
    signed(waiting, DUE - timedelta(days=1))

    found = timeliness_of([paser.pk], 2025)[paser.pk]

    assert found.published == {202501: True, 202502: True, 202503: False}
    assert (found.in_time, found.percent) == (2, Decimal(200) / 12)
    assert [told for _month, told in found.months] == [True, True, False] + [None] * 9


def test_a_correction_does_not_make_a_month_late(places):
    paser = places["64.01"]
    report = handed_in(paser, 202501, DUE - timedelta(days=1))
    report = reopened(report, [a_cell(paser, 12, month=202501)], at=DUE + timedelta(days=2))
    entered(report, [a_cell(paser, 13, month=202501)], at=DUE + timedelta(days=2))
    signed(report, DUE + timedelta(days=3))

    assert timeliness_of([paser.pk], 2025)[paser.pk].in_time == 1


def test_without_published_reports_there_is_no_share(places):
    assert timeliness_of([places["64.01"].pk], 2023)[places["64.01"].pk].percent is None


def test_the_dossier_shows_the_very_share_that_is_counted(edition, places, citra):
    handed_in(places["64.01"], 202311, DUE)
    handed_in(places["64.01"], 202312, DUE + timedelta(days=1))
    paser = an_entry(a_round(edition, places["64"], citra), a_category(edition), places["64.01"], citra)

    counted = measures_of([paser], edition)[paser.pk, Measure.TIMELINESS]

    assert counted.raw == Decimal("8.3333333333")
    assert round(dossier(paser, A_MOMENT).timeliness.percent, 10) == counted.raw
