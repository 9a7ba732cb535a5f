"""The map: the numbers of the front page and of the region's page, in every view, and nothing before it is released."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coverage.enums import DenominatorKind, StatedBy
from coverage.models import Observation, Scheme
from coverage.queries.home import home
from coverage.queries.map_page import Joined, MapView, NoOutlines, map_page
from regions.enums import Level
from regions.models import Placement
from tests.coverage.factories import a_cell, an_open_report, entered
from tests.coverage.releases import RELEASED_AT, Number, plant_releases

JANUARY, DECEMBER_2023, TODAY = 202501, 202312, date(2025, 8, 1)


@pytest.fixture
def ucj(places) -> Scheme:
    return Scheme.objects.get(code="ucj")


def a_map(code: str = "64", month: int | None = JANUARY, view: MapView = MapView.PERCENT, **more):
    place = Placement.objects.select_related("region").get(code=code)
    level, outlined = more.get("level", Level(place.level + 1)), more.get("outlined", False)
    ucj = Scheme.objects.get(code="ucj")
    return map_page(place, level, scheme=ucj, month=month, view=view, outlined=outlined, today=TODAY)


def spots(code: str = "64", **more) -> dict:
    return {spot.row.code: spot for spot in a_map(code, **more).drawn.spots}


def stated(region, month: int = JANUARY, **more) -> None:
    Observation.objects.create(
        region=region, month=month, scheme=Scheme.objects.get(code="ucj"), recorded_at=RELEASED_AT,
        **{"stated_by": StatedBy.BPJS, "source": "BPJS Ketenagakerjaan", **more},
    )  # fmt: skip


def test_every_regency_stands_on_the_map_with_its_number_or_without(places, ucj):
    plant_releases([Number(places["64.01"], 90, 100), Number(places["64.02"], 112, 100)])

    found = spots()

    assert list(found) == ["64.01", "64.02", "64.08", "64.74"]
    assert [spot.row.percent for spot in found.values()] == [Decimal(90), Decimal(112), None, None]
    assert [spot.gap for spot in found.values()] == [10, -12, None, None]
    assert found["64.02"].surplus == 12
    assert len({(spot.cell.row, spot.cell.column) for spot in found.values()}) == 4


def test_the_provinces_are_those_of_the_front_page(places, ucj):
    stated(places["ID"], DECEMBER_2023, enrolled=1000, potential=4000)
    stated(places["63"], DECEMBER_2023, enrolled=500, potential=2000)
    plant_releases([Number(places["64"], 300, 400, is_sample=True)], month=DECEMBER_2023)

    page = a_map("ID", month=None)

    assert page.month == home(ucj).month == DECEMBER_2023
    assert tuple(spot.row for spot in page.drawn.spots) == home(ucj).provinces


def test_an_unpublished_report_leaves_no_trace(places, ucj):
    entered(an_open_report(places["64.01"]), [a_cell(places["64.01.01.2001"], 50)])

    page = a_map(month=202507)

    assert (page.months, page.drawn.is_empty) == ((), True)
    assert a_map(month=202507, view=MapView.ADOPTION).drawn.is_empty


def test_a_withheld_count_shows_neither_percentage_nor_gap(places, ucj):
    plant_releases([Number(places["64.01"], 3, 100, is_small=True), Number(places["64.02"], 40, 100, is_hidden=True)])

    found = spots()

    assert [(found[code].row.percent, found[code].gap) for code in ("64.01", "64.02")] == [(None, None)] * 2


def test_numbers_on_another_basis_than_most_are_told_apart(places, ucj):
    numbers = [
        Number(places["64.01"], 90, 100),
        Number(places["64.02"], 40, 100),
        Number(places["64.08"], 30, potential=60),
    ]
    plant_releases(numbers)
    stated(places["64.74"], printed_percent=Decimal(55), stated_by=StatedBy.PRESS)

    drawn = a_map().drawn

    assert drawn.basis == DenominatorKind.TARGET
    assert [spot.row.code for spot in drawn.spots if drawn.is_other_basis(spot)] == ["64.08", "64.74"]


def test_adoption_is_told_of_villages_that_were_counted_and_of_no_others(places, ucj):
    plant_releases(
        [
            Number(places["64.01"], 90, 100, own=0, villages=(144, 139, 35)),
            Number(places["64.02"], 90, 100, own=90, villages=(10, 10, 0)),
            Number(places["64.08"], 90, 100, own=3, villages=(10, 10, 0)),
            Number(places["64.74"], 90, 100, own=0, villages=(15, 0, 0)),
        ]
    )

    found = spots(view=MapView.ADOPTION)

    assert [spot.joined for spot in found.values()] == [Joined.KNOWN, Joined.NOT_SPLIT, Joined.KNOWN, Joined.NO_DESA]
    assert [spot.adoption and round(spot.adoption, 2) for spot in found.values()] == [Decimal("25.18"), None, 0, None]


def test_without_a_month_a_province_shows_the_one_of_its_own_page(places, ucj):
    plant_releases([Number(places["64"], 60, 100)], month=202412)
    stated(places["64"], 202506, enrolled=5, target=10)

    page = a_map(month=None)

    assert (page.month, page.months) == (202412, (202506, 202412))


def test_nothing_is_known_of_a_province_without_any_number(places, ucj):
    page = a_map("63", month=None)

    assert (page.month, page.months, page.drawn.is_empty) == (None, (), True)


@pytest.mark.parametrize("view", MapView)
@pytest.mark.parametrize("code", ["ID", "64"])
def test_more_regions_need_no_more_queries(places, ucj, view, code):
    stated(places["ID"], JANUARY, enrolled=1000, potential=4000)
    below = ("63", "64") if code == "ID" else ("64.01", "64.02", "64.08", "64.74")
    plant_releases([Number(places[below[0]], 90, 100)])
    with CaptureQueriesContext(connection) as few:
        a_map(code, view=view)
    plant_releases([Number(places[each], 90, 100) for each in below[1:]])
    with CaptureQueriesContext(connection) as many:
        a_map(code, view=view)

    assert len(many) <= len(few) <= 14


def test_outlines_are_drawn_of_any_level_with_the_same_numbers(places, ucj, boundaries):
    plant_releases([Number(places["64.01"], 90, 100), Number(places["63.01"], 30, 100)])
    boundaries("64.01", "64.02", "64.08", "64.74", "63.01")

    drawn = a_map("ID", level=Level.REGENCY, outlined=True).drawn

    assert [(spot.row.code, spot.row.percent, spot.cell) for spot in drawn.spots] == [
        ("63.01", Decimal(30), None), ("63.11", None, None), ("64.01", Decimal(90), None), ("64.02", None, None),
        ("64.08", None, None), ("64.74", None, None),
    ]  # fmt: skip
    assert [spot.row.code for spot in drawn.undrawn] == ["63.11"]


def test_outlines_that_no_file_has_are_not_drawn(places, ucj, boundaries):
    boundaries("63.01", "63.11")

    with pytest.raises(NoOutlines):
        a_map("64", outlined=True)


def test_villages_show_no_more_than_their_own_pages(places, ucj, boundaries):
    villages = ("64.01.01.2001", "64.01.01.2002", "64.01.01.2003")
    plant_releases([Number(places[villages[0]], 3, is_small=True), Number(places[villages[1]], 9, is_hidden=True)])
    boundaries(*villages)

    drawn = a_map("64.01.01", level=Level.VILLAGE, outlined=True).drawn

    assert [(spot.row.enrolled, spot.row.percent) for spot in drawn.spots] == [(None, None)] * 3


def test_a_village_without_anybody_who_joined_has_not_joined(places, ucj, boundaries):
    village = "64.01.01.2001"
    few = Number(places["64.01.01.2002"], 3, own=3, villages=(1, 1, 0), is_small=True)
    plant_releases([Number(places[village], 30, own=30, villages=(1, 1, 0)), few])
    boundaries(village, "64.01.01.2002", "64.01.01.2003")

    drawn = a_map("64.01.01", level=Level.VILLAGE, outlined=True, view=MapView.ADOPTION).drawn

    assert [(spot.joined, spot.adoption) for spot in drawn.spots][:2] == [(Joined.KNOWN, 0), (Joined.NO_DATA, None)]
