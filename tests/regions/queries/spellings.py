"""A piece of the register with confusing names and codes, and the other codes and names that the portal ships."""

from datetime import datetime
from pathlib import Path

from accounts.actions.aliases import load_aliases
from regions.models import Region
from tests.factories import PLACES, plant_places

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures"
MORE = """
34 Daerah Istimewa Yogyakarta
34.71 Kota Yogyakarta
61 Kalimantan Barat
61.02 Kabupaten Mempawah
61.71 Kota Pontianak
64.02.08 Kota Bangun
64.07 Kabupaten Kutai Barat
64.09 Kabupaten Penajam Paser Utara
64.09.01 Penajam
64.09.01.1001 Penajam
64.10 Kabupaten Contoh Sepuluh
75 Gorontalo
75.01 Kabupaten Gorontalo
75.71 Kota Gorontalo
93 Papua Selatan
93.01 Kabupaten Merauke
96 Papua Barat Daya
96.01 Kabupaten Sorong
96.01.01 Makbon
96.71 Kota Sorong
"""


def plant_spellings(at: datetime) -> dict[str, Region]:
    """Store the places, and of the shipped codes and names those that concern them."""
    places = plant_places(PLACES + MORE.lstrip())
    load_aliases(
        aliases=sorted(FIXTURES.glob("region_aliases_*.csv")), provinces=FIXTURES / "provinces.csv", by=None, at=at
    )
    return places
