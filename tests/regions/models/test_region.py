from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from regions.enums import Level
from regions.models import Placement, Region
from tests.factories import plant_places

pytestmark = pytest.mark.django_db
TODAY = date(2025, 8, 4)

LOOKALIKES = """
ID Indonesia
64 Kalimantan Timur
64.01 Kabupaten Paser
64.01.01 Batu Sopang
64.01.01.2001 Busui
64.10 Kabupaten Satu
64.10.01 Kecamatan Satu
64.10.01.2001 Desa Satu
64.11 Kabupaten Dua
64.11.01 Kecamatan Dua
64.11.01.2001 Desa Dua
"""


def below(region: Region) -> set[str]:
    return set(Placement.objects.on(TODAY).below(region).values_list("code", flat=True))


def below_by_walking(region: Region) -> set[str]:
    """The slow, obvious twin of `subtree`: child after child."""
    found, waiting = set(), [region.pk]
    while waiting:
        rows = Placement.objects.on(TODAY).filter(region__in=waiting)
        found |= set(rows.values_list("code", flat=True))
        waiting = list(Placement.objects.on(TODAY).filter(parent__in=waiting).values_list("region", flat=True))
    return found


class TestSubtree(TestCase):
    @settings(max_examples=12)
    @given(st.data())
    def test_a_subtree_is_what_walking_the_tree_finds(self, data):
        places = plant_places(LOOKALIKES)
        moved = data.draw(st.sampled_from(["64.01.01", "64.10.01"]))
        target = places[data.draw(st.sampled_from(["64.01", "64.10", "64.11"]))]
        Placement.objects.filter(region=places[moved]).update(parent=target, regency=target)
        Placement.objects.filter(district=places[moved]).update(regency=target)

        for region in places.values():
            assert below(region) == below_by_walking(region), region.code


def test_a_regency_does_not_hold_one_whose_code_begins_alike():
    places = plant_places(LOOKALIKES)
    Region.objects.filter(code="64.10").update(code="64.1")
    short = Region.objects.get(code="64.1")

    assert below(short) == {"64.10", "64.10.01", "64.10.01.2001"}
    assert below(places["64"]) == below(places["ID"]) - {"ID"}
    assert places["ID"].level == Level.NATION
