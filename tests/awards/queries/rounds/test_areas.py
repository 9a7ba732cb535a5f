import pytest

from awards.queries.rounds.areas import in_area, region_in
from tests.awards.rows import a_round
from tests.factories import A_MOMENT

DAY = A_MOMENT.date()


@pytest.fixture
def kaltim(edition, places, citra):
    return a_round(edition, places["64"], citra)


def test_the_area_of_a_provincial_round_is_the_province_and_all_in_it(kaltim, places):
    asked = [places[code].pk for code in ("64", "64.01", "64.01.01.2001", "63.01", "ID")]

    assert in_area(kaltim, asked, DAY) == set(asked[:3])


def test_a_national_round_holds_all(edition, places, eko):
    assert region_in(a_round(edition, places["ID"], eko), "63.01", DAY) == places["63.01"]


def test_a_region_outside_is_as_one_that_does_not_exist(kaltim, places):
    assert region_in(kaltim, "63.01", DAY) is None
    assert region_in(kaltim, "99.99", DAY) is None
    assert region_in(kaltim, "64.08", DAY) == places["64.08"]
