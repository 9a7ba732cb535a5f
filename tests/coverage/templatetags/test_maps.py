"""What the drawing of a map says: bands, short numbers, names of cells that hold all that stands in them."""

from decimal import Decimal

import pytest

from coverage.enums import DenominatorKind, StatedBy
from coverage.queries.home import Row
from coverage.queries.map_page import Joined, MapView, RegionMap, Spot
from coverage.queries.observations import Stated
from coverage.queries.published import Shown
from coverage.queries.region_page import Villages
from coverage.templatetags import maps
from coverage.templatetags.map_words import BANDS, GAP_BOUNDS, keys_of
from regions.enums import Level
from regions.queries.tiles import Cell

NO_BREAK = "\N{NO-BREAK SPACE}"
PRESS = Stated(1, 202312, "", "", "", "", None, None, None, None, None, Decimal("46.31"), StatedBy.PRESS, "berita", "")


def a_row(**more) -> Row:
    published = {
        "enrolled": 90,
        "denominator": 100,
        "basis": DenominatorKind.TARGET,
        "figure_id": "64.01_2023-12_ucj_1",
    }
    about = {"code": "64.01", "name": "Kabupaten Paser", "kind": "kabupaten", "month": 202312, "shown": Shown.YES}
    return Row(**{**about, **published, **more})


def a_spot(label: str = "Paser", villages: Villages | None = None, joined: Joined = Joined.NO_DATA, **more) -> Spot:
    return Spot(a_row(**more), Cell(0, 0, label), villages, joined)


def drawn_as(spot: Spot, view: MapView = MapView.PERCENT, level: Level = Level.REGENCY):
    """Draw a map of one region, on which most rest on the target."""
    usual = Spot(a_row(code="64.02"), Cell(1, 1, "Kukar"))
    drawn = RegionMap(view, level, (spot, usual, usual))
    return maps.drawn_spot(spot, spot.cell, drawn, {}, inward=False)


def test_the_name_of_a_cell_holds_what_stands_in_it_and_what_it_means():
    cell = drawn_as(a_spot())

    assert cell.name == f"Kab. Paser 90,00{NO_BREAK}%, terhadap target, pita 4 dari 4"
    assert cell.href == "/wilayah/64.01/"


@pytest.mark.parametrize("view", MapView)
@pytest.mark.parametrize("label", ["Paser", "Kutai|Kartane.", "Kota|Paser"])
def test_the_name_holds_the_visible_text_as_it_stands(view, label):
    cell = drawn_as(a_spot(label, Villages(144, 139, 35), Joined.KNOWN), view)

    assert " ".join([*(line for _, line in cell.lines), cell.figure]) in cell.name


def test_a_cell_without_number_says_so_and_has_no_band():
    nothing = {"enrolled": None, "denominator": None, "basis": None, "figure_id": None, "shown": Shown.NONE}

    cell = drawn_as(a_spot(**nothing))

    assert (cell.band, cell.figure, cell.name) == (0, "", "Kab. Paser, belum ada data")


@pytest.mark.parametrize("shown", [Shown.SMALL, Shown.WITHHELD])
def test_a_withheld_number_is_said_to_be_withheld(shown):
    cell = drawn_as(a_spot(enrolled=None, shown=shown))

    assert (cell.band, cell.name) == (0, "Kab. Paser, disamarkan karena jumlahnya kecil")


def test_a_number_without_target_is_no_zero():
    assert drawn_as(a_spot(denominator=None, basis=None)).name == "Kab. Paser, belum ada target"


def test_a_number_of_another_source_is_marked_with_its_speaker():
    cell = drawn_as(a_spot(enrolled=None, denominator=None, basis=None, figure_id=None, stated=PRESS))

    assert (cell.is_stated, cell.is_other_basis, cell.band) == (True, True, 2)
    assert "angka dari sumber lain, menurut pemberitaan" in cell.name
    assert "tertulis di sumber" in cell.name


def test_an_incomplete_sum_another_basis_and_invented_numbers_are_marked():
    cell = drawn_as(a_spot(reported=2, expected=10, basis=DenominatorKind.POTENTIAL, is_sample=True))

    assert (cell.is_partial, cell.is_other_basis, cell.is_stated) == (True, True, False)
    assert cell.name.endswith("belum lengkap: 2 dari 10, dasar hitung berbeda, data contoh")


@pytest.mark.parametrize(
    ("enrolled", "figure", "band", "said"),
    [
        (0, "tercapai", 4, ""), (-12, "tercapai", 4, "melampaui target 12 pekerja"),
        (815, "815", 3, "sisa ke target 815"),
        (34_210, "34 rb", 3, "sisa ke target 34.210 pekerja"), (50_000, "50 rb", 2, ""), (200_000, "200 rb", 1, ""),
        (999_600, "1,0 jt", 1, "999.600"), (1_234_567, "1,2 jt", 1, "1.234.567"),
    ],
)  # fmt: skip
def test_missing_workers_are_shown_short_and_named_in_full(enrolled, figure, band, said):
    cell = drawn_as(a_spot(enrolled=2_000_000 - enrolled, denominator=2_000_000), MapView.GAP)

    assert (cell.figure, cell.band) == (figure, band)
    assert said in cell.name


def test_villages_are_named_with_their_number():
    cell = drawn_as(a_spot(villages=Villages(144, 139, 35), joined=Joined.KNOWN), MapView.ADOPTION)

    assert (cell.figure, cell.band) == (f"25,18{NO_BREAK}%", 1)
    assert "35 dari 139 desa sudah ikut" in cell.name


@pytest.mark.parametrize(
    ("joined", "said"),
    [
        (Joined.NO_DESA, "tidak ada desa, hanya kelurahan"), (Joined.NOT_SPLIT, "belum dirinci per desa"),
        (Joined.NO_DATA, "belum ada data"),
    ],
)  # fmt: skip
def test_villages_that_cannot_be_counted_have_their_reason(joined, said):
    cell = drawn_as(a_spot(villages=Villages(15, 0, 0), joined=joined), MapView.ADOPTION)

    assert (cell.band, cell.name) == (0, f"Kab. Paser, {said}")


@pytest.mark.parametrize("view", MapView)
@pytest.mark.parametrize("level", GAP_BOUNDS)
def test_the_legend_names_each_band_once(view, level):
    keys = keys_of(RegionMap(view, level, ()))

    assert [key.band for key in keys] == [*range(1, BANDS + 1)]
    assert len({key.words for key in keys}) == BANDS


def test_a_cell_leads_inward_to_the_map_of_its_region_with_the_same_question():
    spot = a_spot()
    drawn = RegionMap(MapView.GAP, Level.PROVINCE, (spot,))

    cell = maps.drawn_spot(spot, spot.cell, drawn, {"periode": "2023-12", "skema": "ucj"}, inward=True)

    assert cell.href == "/peta/?induk=64.01&tampil=sisa&periode=2023-12&skema=ucj"
