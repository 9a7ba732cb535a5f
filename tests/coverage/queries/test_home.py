"""Indonesia at a glance: which number stands for the nation, for a province, and what was published last."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coverage.enums import DenominatorKind, StatedBy
from coverage.models import Observation, Scheme
from coverage.queries.home import Home, by_percent, home
from tests.coverage.releases import RELEASED_AT, Number, plant_releases

DECEMBER_2023 = 202312


@pytest.fixture
def ucj(places) -> Scheme:
    return Scheme.objects.get(code="ucj")


def state(region, enrolled: int | None, potential: int | None, month: int = DECEMBER_2023, **more) -> None:
    Observation.objects.create(
        region=region,
        month=month,
        enrolled=enrolled,
        potential=potential,
        scheme=Scheme.objects.get(code="ucj"),
        stated_by=more.pop("stated_by", StatedBy.BPJS),
        source="BPJS Ketenagakerjaan 2023",
        recorded_at=RELEASED_AT,
        **more,
    )


def test_nothing_is_shown_before_anything_is_known(db):
    assert home(Scheme.objects.get(code="ucj")) == Home(None, None, (), (), ())


def test_without_a_complete_release_the_nation_shows_what_bpjs_states_of_the_latest_december(places, ucj):
    state(places["ID"], 41_560_938, 139_852_377)
    state(places["ID"], 39_000_000, 135_000_000, month=202212)

    nation = home(ucj).nation

    assert (nation.month, nation.enrolled, nation.denominator) == (DECEMBER_2023, 41_560_938, 139_852_377)
    assert (round(nation.percent, 2), nation.basis) == (Decimal("29.72"), DenominatorKind.POTENTIAL)
    assert (nation.state, nation.stated.speaker) == ("observed", "menurut BPJS Ketenagakerjaan")


@pytest.mark.parametrize(
    "more",
    [
        {"stated_by": StatedBy.PRESS},
        {"month": 202311},
        {"enrolled": None},
        {"potential": None},
    ],
)
def test_the_nation_shows_no_word_of_the_press_no_other_month_and_nothing_without_heads_and_denominator(
    places, ucj, more
):
    state(places["ID"], **{"enrolled": 41_560_938, "potential": 139_852_377, **more})

    assert home(ucj).nation is None


def test_a_complete_release_takes_the_place_of_what_others_state(places, ucj):
    state(places["ID"], 41_560_938, 139_852_377)
    plant_releases([Number(places["ID"], 60, 100, reported=6, expected=6)], month=202501)
    plant_releases([Number(places["ID"], 70, 100, reported=5, expected=6)], month=202502)

    nation = home(ucj).nation

    assert (nation.month, nation.figure_id, nation.percent) == (202501, "ID_2025-01_ucj_1", Decimal(60))
    assert nation.basis == DenominatorKind.TARGET


def test_an_invented_sum_never_stands_for_the_nation(places, ucj):
    plant_releases([Number(places["ID"], 60, 100, reported=6, expected=6, is_sample=True)])

    assert home(ucj).nation is None


def test_a_province_shows_its_release_else_what_others_state_else_nothing(places, ucj):
    state(places["ID"], 1000, 4000)
    state(places["63"], 500, 2000)
    state(places["64"], 900, 2000)
    plant_releases([Number(places["64"], 300, None, potential=400, reported=2, expected=3)], month=DECEMBER_2023)

    south, east = home(ucj).provinces

    assert (south.state, south.percent, south.figure_id) == ("observed", Decimal(25), None)
    assert (east.state, east.percent, east.figure_id) == ("published", Decimal(75), "64_2023-12_ucj_1")
    assert (east.is_complete, east.reported, east.expected) == (False, 2, 3)


def test_an_official_number_stands_before_an_invented_release(places, ucj):
    state(places["ID"], 1000, 4000)
    state(places["64"], 900, 2000)
    numbers = [Number(places["63"], 10, 20, is_sample=True), Number(places["64"], 300, 400, is_sample=True)]
    plant_releases(numbers, month=DECEMBER_2023)

    found = home(ucj)
    south, east = found.provinces

    assert (east.state, east.enrolled, east.is_sample) == ("observed", 900, False)
    assert (south.state, south.enrolled, south.is_sample) == ("published", 10, True)
    assert found.has_sample is True


def test_a_small_count_of_a_province_stays_withheld(places, ucj):
    state(places["ID"], 1000, 4000)
    plant_releases([Number(places["64"], 3, 400, is_small=True)], month=DECEMBER_2023)

    [east] = [row for row in home(ucj).provinces if row.code == "64"]

    assert (east.enrolled, east.percent) == (None, None)


def test_a_former_province_is_told_apart(places, ucj):
    state(places["ID"], 1000, 4000)
    state(None, 497_133, None, area="Papua (wilayah sebelum 2022)")
    state(None, 2_500_000, 5_400_000, area="Kantor Wilayah Kalimantan", stated_by=StatedBy.PRESS)

    assert [(area.name, area.stated.enrolled) for area in home(ucj).elsewhere] == [
        ("Papua (wilayah sebelum 2022)", 497_133)
    ]


def test_recent_are_complete_official_releases_of_provinces_and_regencies_newest_month_first(places, ucj):
    plant_releases([Number(places["64.01"], 81_436, 90_052), Number(places["64.01.01"], 5, 10)], month=202312)
    plant_releases([Number(places["64.08"], 146_602, 130_777), Number(places["64"], 1, 9, reported=1, expected=3)])
    plant_releases([Number(places["64.02"], 3, 400, is_small=True)])
    plant_releases([Number(places["63.01"], 5, 10, is_sample=True)], month=202506)

    found = home(ucj).recent

    assert [(row.code, row.month, str(round(row.percent, 2))) for row in found] == [
        ("64.08", 202501, "112.10"),
        ("64.01", 202312, "90.43"),
    ]


def test_by_percent_puts_the_highest_first_and_those_without_last(places, ucj):
    state(places["ID"], 1000, 4000)
    state(places["64"], 500, 2000)

    assert [row.code for row in by_percent(home(ucj).provinces)] == ["64", "63"]


def test_a_printed_percentage_stands_where_there_are_no_heads(places, ucj):
    state(places["ID"], 1000, 4000)
    state(places["64"], None, None, printed_percent=Decimal("46.33"))

    [east] = [row for row in home(ucj).provinces if row.code == "64"]

    assert (east.percent, east.enrolled, east.basis) == (Decimal("46.33"), None, None)


def test_the_number_of_queries_does_not_grow_with_the_rows(places, ucj):
    state(places["ID"], 1000, 4000)
    state(places["63"], 500, 2000)
    plant_releases([Number(places["63"], 10, 20, is_sample=True)], month=DECEMBER_2023)
    counts = []

    for codes in (["64.01"], ["64.02", "64.08", "64.74", "63.01", "63.11"]):
        plant_releases([Number(places[code], 10, 20) for code in codes], month=DECEMBER_2023)
        with CaptureQueriesContext(connection) as captured:
            home(ucj)
        counts.append(len(captured))

    assert counts[0] == counts[1]
