"""The tile map: one cell for every region of the register, and where well known places lie to each other."""

import csv
import gzip
from collections import Counter
from itertools import product

import pytest

from accounts.management.commands.load_regions import SHIPPED
from regions.queries.tiles import Cell, cells_of, layout


def registered() -> set[str]:
    """Return the codes of all provinces and regencies of the register that `load_regions` loads."""
    with gzip.open(SHIPPED, "rt", encoding="utf-8", newline="") as file:
        return {row["code"] for row in csv.DictReader(file) if len(row["code"]) in (2, 5) and row["code"] != "ID"}


def on_map(parent: str) -> dict[str, Cell]:
    """Return the cells of one map: of the nation's provinces, or of a province's regencies."""
    return {
        code: cell
        for code, cell in layout().items()
        if (len(code) == 2 if parent == "ID" else code.startswith(f"{parent}."))
    }


AROUND = set(product((-1, 0, 1), repeat=2)) - {(0, 0)}
MAPS = ["ID", *sorted(code for code in registered() if len(code) == 2)]


def test_every_province_and_regency_of_the_register_has_a_cell_and_nothing_else_has():
    assert set(layout()) == registered()
    assert len([code for code in layout() if len(code) == 2]) == 38
    assert len([code for code in layout() if len(code) == 5]) == 514


@pytest.mark.parametrize("parent", MAPS)
def test_no_two_regions_of_a_map_share_a_cell_or_a_label(parent):
    cells = on_map(parent).values()

    assert [place for place, count in Counter((cell.row, cell.column) for cell in cells).items() if count > 1] == []
    assert [label for label, count in Counter(cell.label for cell in cells).items() if count > 1] == []
    assert min(cell.row for cell in cells) == min(cell.column for cell in cells) == 0


@pytest.mark.parametrize("parent", MAPS)
def test_a_map_is_no_wider_than_a_telephone_can_show(parent):
    cells = on_map(parent).values()

    assert max(cell.column for cell in cells) < (11 if parent == "ID" else 8)
    assert max(cell.row for cell in cells) < 9


def test_labels_fit_their_cells():
    assert [cell for cell in layout().values() if len(cell.lines) > 2 or max(map(len, cell.lines)) > 12] == []


@pytest.mark.parametrize(
    ("west", "east"),
    [
        ("11", "93"), ("11", "16"), ("61", "64"), ("64", "72"), ("61", "73"), ("36", "32"), ("32", "33"), ("33", "35"),
        ("35", "51"), ("51", "52"), ("52", "53"), ("73", "74"), ("72", "81"), ("82", "92"), ("96", "91"), ("18", "35"),
        ("64.02", "64.74"), ("35.21", "35.10"), ("33.02", "33.18"), ("32.02", "32.09"), ("12.71", "12.09"),
        ("53.19", "53.71"),        ("93.04", "93.01"), ("52.71", "52.72"),
    ],
)  # fmt: skip
def test_west_lies_left_of_east(west, east):
    assert layout()[west].column < layout()[east].column


@pytest.mark.parametrize(
    ("north", "south"),
    [
        ("11", "12"), ("12", "13"), ("16", "18"), ("18", "36"), ("65", "64"), ("64", "63"), ("71", "73"), ("82", "81"),
        ("61", "33"), ("76", "73"), ("81", "53"), ("33", "34"), ("91", "93"), ("64.03", "64.01"), ("64.08", "64.72"),
        ("11.72", "11.10"), ("93.02", "93.01"), ("35.26", "35.10"), ("33.20", "33.11"), ("71.04", "71.72"),
        ("73.17", "73.71"),
    ],
)  # fmt: skip
def test_north_lies_above_south(north, south):
    assert layout()[north].row < layout()[south].row


@pytest.mark.parametrize("parent", MAPS)
def test_a_map_is_one_piece_without_lost_regions(parent):
    cells = {(cell.row, cell.column) for cell in on_map(parent).values()}

    lonely = [
        (row, column)
        for row, column in cells
        if not any((row + down, column + across) in cells for down, across in AROUND)
    ]

    assert len(lonely) <= 1


def test_a_region_that_the_layout_does_not_know_stands_below_the_others():
    cells = cells_of([("64.01", "Paser"), ("64.02", "Kutai Kartanegara"), ("64.99", "Kutai Barat Daya")])

    assert cells["64.99"].row > max(cells["64.01"].row, cells["64.02"].row)
    assert cells["64.99"].label == "Kutai B."


def test_a_part_of_a_map_begins_in_its_corner():
    cells = cells_of([("64.01", "Paser"), ("64.03", "Berau")]).values()

    assert min(cell.row for cell in cells) == min(cell.column for cell in cells) == 0


def test_a_map_of_nothing_has_no_cells():
    assert cells_of([]) == {}
