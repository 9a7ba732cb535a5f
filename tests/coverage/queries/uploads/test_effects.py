"""What an upload would change in a region's total and percentage equals what applying it does."""

from coverage.actions.figures import save_figures
from coverage.actions.uploads.applying import apply_upload
from coverage.actions.uploads.rows import stage_rows
from coverage.enums import Axis, Via
from coverage.models import LiveTotal
from coverage.queries.uploads.effects import effects_of
from tests.coverage.actions.uploads.test_applying import BUSUI, KASUNGAI, a_row, an_upload
from tests.coverage.factories import a_cell, a_target, an_open_report, staff_of
from tests.factories import A_MOMENT


def total_of(region) -> int:
    return LiveTotal.objects.get(region=region, axis=Axis.TOTAL, scheme__code="ucj").enrolled


def test_the_effect_told_before_is_the_one_seen_after(places):
    paser = places["64.01"]
    a_target(paser, 200)
    an_open_report(paser)
    enterer = staff_of(paser)["enters"]
    save_figures(cells=[a_cell(places[BUSUI], 30), a_cell(paser, 70)], by=enterer, at=A_MOMENT, via=Via.FORM)
    upload = an_upload(enterer)
    rows = [
        a_row(2, places[BUSUI], 20),
        a_row(3, places[KASUNGAI], 35),
        a_row(4, paser, 70),
        a_row(5, places["63.01"], 9),
    ]
    stage_rows(upload=upload, arrived=rows, passed=[], by=enterer, at=A_MOMENT)

    [effect] = effects_of(upload)

    assert (effect.region, effect.before, effect.after, effect.delta, effect.cells) == (paser, 100, 125, 25, 2)
    assert (effect.percent_before, effect.percent_after) == (50, 62.5)
    apply_upload(upload=upload, partly=True, by=enterer, at=A_MOMENT)
    assert total_of(paser) == effect.after


def test_a_region_without_a_number_or_a_target_has_none_before_and_no_percentage(places):
    paser = places["64.01"]
    an_open_report(paser)
    enterer = staff_of(paser)["enters"]
    upload = an_upload(enterer)
    stage_rows(upload=upload, arrived=[a_row(2, paser, 20)], passed=[], by=enterer, at=A_MOMENT)

    [effect] = effects_of(upload)

    assert (effect.before, effect.after, effect.percent_before, effect.percent_after) == (None, 20, None, None)
