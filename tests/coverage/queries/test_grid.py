"""What the grid shows, and that it asks the database no more for many villages than for one."""

from datetime import date

import pytest

from coverage.enums import AskedPer
from coverage.models import AskedPair, Comment, Payer, Report, WorkerCategory
from coverage.queries.grid import grid_of, newest_month
from tests.coverage.factories import JULY, a_cell, a_target, an_open_report, entered, staff_of
from tests.factories import A_MOMENT, plant_region


def ask(region, *pairs: tuple[str, str], per: AskedPer = AskedPer.VILLAGE) -> None:
    for category, payer in pairs:
        AskedPair.objects.create(
            region=region,
            year=2025,
            category=WorkerCategory.objects.get(code=category),
            payer=Payer.objects.get(code=payer),
            per=per,
        )


@pytest.fixture
def paser(places):
    ask(places["64.01"], ("petani", "apbd_kab"), ("nelayan", "apbd_kab"), ("petani", "apbdes"))
    ask(places["64.01"], ("pu", "pemberi_kerja"), per=AskedPer.REPORTER)
    return places["64.01"]


def test_the_grid_of_a_regency_has_all_its_villages_by_district_and_its_own_cells(paser):
    grid = grid_of(paser, JULY)

    assert [place.name for place in grid.villages][:4] == ["Busui", "Kasungai", "Batu Kajang", "Tanjung Aru"]
    assert [place.name for place in grid.districts] == ["Batu Sopang", "Tanjung Harapan", "Tanah Grogot"]
    assert [(each.category.code, each.payer.code) for each in grid.own_pairs] == [("pu", "pemberi_kerja")]
    assert len(list(grid.shown())) == 1 + 7 * 3


@pytest.mark.parametrize(("code", "villages", "cells"), [("64.01.01", 3, 9), ("64.01.01.2001", 1, 3)])
def test_a_district_and_a_village_show_their_part_and_no_cells_of_the_regency(paser, places, code, villages, cells):
    grid = grid_of(places[code], JULY)

    assert (grid.reporter, len(grid.villages), len(list(grid.shown()))) == (paser, villages, cells)


def test_a_cell_tells_number_version_and_last_month(paser, places):
    village = places["64.01.01.2001"]
    an_open_report(paser, 202506)
    entered(an_open_report(paser), [a_cell(village, 12, funded_until=date(2025, 12, 31))])
    entered(an_open_report(places["64.02"]), [a_cell(places["64.02.01.2001"], 99)])
    grid = grid_of(paser, JULY)
    asked = next(each for each in grid.pairs if each.category.code == "petani")
    spot = grid.spot(village.pk, asked)

    assert (spot.heads, spot.version, spot.before, spot.until) == (12, 1, None, date(2025, 12, 31))
    assert len(grid.spots) == 1


def test_what_is_stored_and_not_asked_counts_in_the_whole_alone(paser, places):
    entered(
        an_open_report(paser),
        [a_cell(places["64.01.01.2001"], 12), a_cell(places["64.01.01.2001"], 30, "umkm", "csr"), a_cell(paser, 5)],
    )

    assert grid_of(paser, JULY).outside() == (35, 0)


def test_targets_of_the_regency_are_told_and_unanswered_questions_are_marked(paser, places):
    report, people = an_open_report(paser), staff_of(paser)
    a_target(paser, 500)
    petani, apbd = WorkerCategory.objects.get(code="petani"), Payer.objects.get(code="apbd_kab")
    village = places["64.01.01.2001"]
    Comment.objects.create(
        report=report, region=village, category=petani, payer=apbd, text="Benarkah?", owner=people["enters"],
        by=people["checks"], at=A_MOMENT,
    )  # fmt: skip
    grid = grid_of(paser, JULY)

    assert grid.targets == {paser.pk: 500}
    assert grid.remarked == {(village.pk, petani.pk, apbd.pk)}


def test_a_province_and_the_nation_have_no_grid(paser, places):
    assert grid_of(places["64"], JULY) is None
    assert grid_of(places["ID"], JULY) is None


def test_many_villages_ask_the_database_no_more_than_few(paser, places, django_assert_num_queries):
    entered(an_open_report(paser), [a_cell(places["64.01.01.2001"], 12)])
    for number in range(2010, 2030):
        village = plant_region(f"64.01.01.{number}", f"Desa {number}")
        entered_more(village)

    with django_assert_num_queries(6):
        grid_of(paser, JULY)
    with django_assert_num_queries(6):
        grid_of(places["64.01.01.2001"], JULY)


def entered_more(village):
    entered(Report.objects.get(region__code="64.01", month=JULY), [a_cell(village, 7)])


def test_the_month_to_fill_is_the_first_open_one_else_the_last(paser, places):
    assert newest_month(paser) is None
    an_open_report(paser, 202508)
    an_open_report(paser, JULY)

    assert newest_month(places["64.01.01.2001"]) == JULY
