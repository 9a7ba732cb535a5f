"""What is odd or missing in a report as its cells stand."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coverage.actions.remarks import explain_cautions
from coverage.enums import ReasonCode
from coverage.models import Report
from coverage.months import shifted
from coverage.queries.quality import blank_cells, cautions_of, cautions_of_cells, unsettled_of
from regions.models import Region
from tests.coverage.factories import JULY, a_cell, a_target, an_open_report, entered, staff_of
from tests.coverage.plans import a_plan

BUSUI = "64.01.01.2001"


@pytest.fixture
def paser(places) -> Region:
    return places["64.01"]


def history(region: Region, place: Region, heads: list[int | None], category: str = "petani", **more) -> Report:
    """Lay a cell's months up to July 2025, oldest first; return July's report."""
    for back, count in enumerate(reversed(heads)):
        month = shifted(JULY, -back)
        report = Report.objects.filter(region=region, month=month).first() or an_open_report(region, month)
        entered(report, [a_cell(place, count, category, month=month, **more)])
    return Report.objects.select_related("region").get(region=region, month=JULY)


def rules(report: Report) -> list[tuple[str, str]]:
    return [(one.id, one.caution.rule) for one in cautions_of(report)]


def test_a_cell_that_fell_is_told_in_a_sentence_with_both_numbers(paser, places):
    report = history(paser, places["64.01.04.2002"], [214, 12], "nelayan")

    [total, cell] = cautions_of(report)

    assert (cell.id, cell.caution.rule) == ("64.01.04.2002|nelayan|apbd_kab", "fell")
    assert cell.sentence == (
        "Nelayan di Desa Janju turun dari 214 menjadi 12. Angka tetap tersimpan. "
        "Pilih alasannya sebelum laporan diajukan."
    )
    assert (total.id, total.caution.rule) == ("64.01||", "fell")
    assert total.sentence.startswith("Pekerja terlindungi di Kabupaten Paser turun dari 214 menjadi 12.")


def test_a_jump_is_seen_beside_the_months_before(paser, places):
    steady = history(paser, places[BUSUI], [100, 102, 101, 103, 104])
    assert rules(steady) == []

    entered(steady, [a_cell(places[BUSUI], 1040)])

    assert rules(steady) == [(f"{BUSUI}|petani|apbd_kab", "jump")]


def test_a_village_above_its_target_and_a_regency_above_its_own_are_told_as_totals(paser, places):
    a_target(paser, 100)
    a_target(places[BUSUI], 40)
    report = an_open_report(paser)
    entered(report, [a_cell(places[BUSUI], 30), a_cell(places[BUSUI], 15, "nelayan"), a_cell(paser, 80, "pu")])

    assert rules(report) == [("64.01||", "above_target"), (f"{BUSUI}||", "above_target")]
    assert "berjumlah 125, melampaui target 100" in cautions_of(report)[0].sentence


def test_what_is_counted_by_villages_and_at_the_regency_is_told_once_for_the_pair(paser, places):
    report = an_open_report(paser)
    entered(
        report,
        [a_cell(paser, 900), a_cell(places[BUSUI], 30), a_cell(places["64.01.02.2001"], 31), a_cell(paser, 5, "pu")],
    )

    [caution] = cautions_of(report)

    assert (caution.id, caution.caution.rule) == ("64.01|petani|apbd_kab", "both_levels")
    assert (caution.caution.now, caution.caution.before) == (900, 61)


def test_a_target_that_moved_by_more_than_a_fifth_is_told_in_the_month_it_holds_from(paser):
    a_target(paser, 1000)
    a_target(paser, 1300, effective_month=JULY)
    june, july = an_open_report(paser, 202506), an_open_report(paser)

    assert rules(june) == []
    assert rules(july) == [("64.01||", "target_moved")]


def test_one_number_in_five_villages_in_a_row_is_shown_and_needs_no_reason(paser, places):
    report = an_open_report(paser)
    codes = sorted(code for code in places if code.startswith("64.01.") and len(code) == 13)
    entered(report, [a_cell(places[code], 7) for code in codes[:5]])

    [caution] = cautions_of(report)

    assert (caution.caution.rule, caution.code, caution.caution.before) == ("repeated", codes[0], 5)
    assert unsettled_of(report) == ()


def test_a_reason_holds_until_the_cell_holds_something_else(paser, places, at):
    report = history(paser, places[BUSUI], [16_900, 16_800])
    staff = staff_of(paser)
    [odd] = unsettled_of(report)
    explain_cautions(report=report, cells=[odd.id], reason=ReasonCode.CORRECTION, by=staff["enters"], at=at)
    assert (unsettled_of(report), cautions_of(report)[0].explanation.reason) == ((), "correction")

    entered(report, [a_cell(places[BUSUI], 6_800)])

    assert {one.caution.rule for one in unsettled_of(report)} == {"money", "fell"}


def test_cells_alone_are_told_as_the_whole_report_tells_them(paser, places):
    a_target(places[BUSUI], 10)
    report = history(paser, places[BUSUI], [214, 12])
    entered(report, [a_cell(places["64.01.01.2002"], 16_800)])
    asked = [f"{BUSUI}|petani|apbd_kab", f"{BUSUI}|pu|csr", "64.99|petani|apbd_kab"]

    found = cautions_of_cells(report, asked)

    whole = {one.id: one for one in cautions_of(report)}
    assert set(found) == {asked[0], f"{BUSUI}||"}
    assert [found[name] for name in found] == [(whole[name],) for name in found]


def test_what_is_asked_and_blank_is_listed_up_to_a_limit_and_counted_whole(paser, places):
    a_plan(paser, villages=("petani apbd_kab",))
    report = an_open_report(paser)
    entered(report, [a_cell(places[BUSUI], 0), a_cell(places["64.01.01.2002"], None, not_applicable=True)])

    found = blank_cells(report, limit=2)

    assert [(one.code, one.category.code) for one in found.cells] == [("64.01", "pu"), ("64.01.01.2003", "petani")]
    assert found.total == 1 + 7 - 2


def test_queries_do_not_grow_with_villages_or_with_what_is_odd(paser, places):
    report = history(paser, places[BUSUI], [214, 12])
    with CaptureQueriesContext(connection) as few:
        cautions_of(report)
    for code in ("64.01.01.2002", "64.01.02.2001", "64.01.04.1001"):
        history(paser, places[code], [16_900, 16_800])

    with CaptureQueriesContext(connection) as many:
        assert len(cautions_of(report)) == 4

    assert len(few) == len(many)
