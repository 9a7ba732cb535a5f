"""What the grid is told beside its cells: usual changes, both levels, reasons, and what others state."""

import pytest

from coverage.actions.remarks import explain_cautions
from coverage.cautions import Usual
from coverage.enums import AskedPer, ReasonCode, StatedBy
from coverage.models import Payer, Report, WorkerCategory
from coverage.months import shifted
from coverage.queries.entry_hints import Hints, hints_of
from coverage.queries.grid import grid_of
from tests.coverage.factories import JULY, a_cell, an_observation, an_open_report, entered, staff_of
from tests.coverage.queries.test_grid import ask
from tests.factories import A_MOMENT, plant_region

BUSUI, KASUNGAI = "64.01.01.2001", "64.01.01.2002"


def key(region, category: str = "petani", payer: str = "apbd_kab") -> tuple[int, int, int]:
    return region.pk, WorkerCategory.objects.get(code=category).pk, Payer.objects.get(code=payer).pk


def stated(region, heads: int, by: StatedBy = StatedBy.VILLAGE, **more) -> None:
    an_observation(region, heads, by, "petani", source="Surat desa", **more)


@pytest.fixture
def paser(places):
    """Paser asks farmers and fishers of its villages, wage earners once."""
    ask(places["64.01"], ("petani", "apbd_kab"), ("nelayan", "apbd_kab"))
    ask(places["64.01"], ("pu", "apbd_kab"), per=AskedPer.REPORTER)
    return places["64.01"]


def hints(region) -> Hints:
    grid = grid_of(region, JULY)
    assert grid is not None
    return hints_of(grid)


def history(paser, region, heads: list[int], category: str = "petani") -> None:
    """Let a cell hold these heads in the months before July, the last in June."""
    for back, count in zip(range(len(heads), 0, -1), heads, strict=True):
        month = shifted(JULY, -back)
        entered(an_open_report(paser, month), [a_cell(region, count, category, month=month)])


def test_how_a_cell_usually_changes_is_told_where_a_year_knows_it(paser, places):
    history(paser, places[BUSUI], [900, 100, 110, 120, 130])
    an_open_report(paser)

    found = hints(paser).usual

    assert found == {key(places[BUSUI]): Usual(20, 0)}


def test_few_months_and_what_is_older_than_a_year_tell_nothing(paser, places):
    history(paser, places[BUSUI], [100, 110, 120])
    for month, heads in ((202404, 10), (202405, 20), (202406, 30)):
        entered(an_open_report(paser, month), [a_cell(places[KASUNGAI], heads, month=month)])
    entered(Report.objects.get(month=202506), [a_cell(places[KASUNGAI], 40, month=202506)])
    an_open_report(paser)

    assert hints(paser).usual == {}


def test_what_is_counted_on_the_other_level_is_told(paser, places):
    report = an_open_report(paser)
    entered(report, [a_cell(paser, 900), a_cell(places[BUSUI], 30, "pu"), a_cell(places[KASUNGAI], 4, "pu")])

    whole = hints(paser)

    pair = key(paser)[1:]
    assert [grid_of(place, JULY).held.own[pair] for place in (paser, places["64.01.01"])] == [900, 900]
    assert whole.below[key(paser, "pu")[1:]] == 34
    assert whole.unasked == {places[BUSUI].pk: 30, places[KASUNGAI].pk: 4}


def test_a_reason_is_told_with_what_the_cell_held(paser, places):
    report = an_open_report(paser)
    entered(report, [a_cell(places[BUSUI], 16_800)])
    by = staff_of(paser)["enters"]
    name = f"{BUSUI}|petani|apbd_kab"
    explain_cautions(report=report, cells=[name], reason=ReasonCode.CORRECTION, by=by, at=A_MOMENT)

    assert hints(paser).explained == {key(places[BUSUI]): {"money": "16800"}}


def test_what_village_and_bpjs_state_of_this_month_is_offered_and_the_last_word_holds(paser, places):
    an_open_report(paser)
    stated(places[BUSUI], 13)
    stated(places[BUSUI], 14)
    stated(places[BUSUI], 15, StatedBy.BPJS)
    stated(places[BUSUI], 99, StatedBy.PRESS)
    stated(places[BUSUI], 12, month=202506)
    stated(places["64.02.01.2001"], 50)

    assert [(one.region_id, str(one.stated_by), one.heads, one.source) for one in hints(paser).offered] == [
        (places[BUSUI].pk, "bpjs", 15, "Surat desa"),
        (places[BUSUI].pk, "village", 14, "Surat desa"),
    ]


def test_many_villages_ask_the_database_no_more_than_few(paser, places, django_assert_num_queries):
    report = an_open_report(paser)
    history(paser, places[BUSUI], [100, 110, 120, 130])
    stated(places[BUSUI], 14)
    for number in range(3000, 3030):
        village = plant_region(f"64.01.01.{number}", f"Desa {number}")
        entered(report, [a_cell(village, 5)])
        stated(village, 6)
    grid = grid_of(paser, JULY)

    with django_assert_num_queries(2):
        found = hints_of(grid)

    assert len(found.offered) == 31
