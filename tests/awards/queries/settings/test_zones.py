"""Zones are proposed from what is known of provinces, and told as they stand."""

from awards.actions.settings.zones import save_zones
from awards.queries.settings.zones import members, proposed_zones, provinces, zones_of
from tests.awards.settings import KALIMANTAN


def test_each_province_gets_the_zone_that_is_known_of_it(places):
    assert proposed_zones() == {"63": "Kalimantan", "64": "Kalimantan"}
    assert [row.code for row in provinces()] == ["63", "64"]


def test_zones_are_told_by_province_and_by_name(edition, admin, at):
    assert zones_of(edition) == {}

    save_zones(edition=edition, zones=[KALIMANTAN], by=admin, at=at)

    assert zones_of(edition) == {"63": "Kalimantan", "64": "Kalimantan"}
    assert members({"63": "Selatan", "64": "Timur", "65": "Timur", "66": ""}) == {
        "Selatan": ("63",), "Timur": ("64", "65"),
    }  # fmt: skip
