"""Words in place of numbers that are not there."""

from decimal import Decimal

import pytest

from coverage.enums import DenominatorKind
from coverage.queries.published import Shown, Split
from coverage.queries.unranked import Reason, Unranked
from coverage.templatetags.counts import (
    day,
    full_name,
    points,
    ratio_words,
    reason_words,
    share_bar,
    short_name,
    shown_as,
    step_words,
)


@pytest.mark.parametrize(
    ("count", "shown", "printed"),
    [
        (81_436, Shown.YES, "81.436"),
        (0, Shown.YES, "0"),
        (None, Shown.SMALL, "<5"),
        (None, Shown.WITHHELD, "disamarkan"),
        (None, Shown.NONE, "belum ada data"),
    ],
)
def test_a_count_prints_or_says_why_not(count, shown, printed):
    assert shown_as(count, shown) == printed


@pytest.mark.parametrize(
    ("enrolled", "percent", "shown", "printed"),
    [
        (9, Decimal("90.43"), Shown.YES, "90,43\N{NO-BREAK SPACE}%"),
        (0, Decimal(0), Shown.YES, "0,00\N{NO-BREAK SPACE}%"),
        (9, None, Shown.YES, "belum ada target"),
        (None, None, Shown.SMALL, "disamarkan"),
        (None, None, Shown.NONE, "belum ada data"),
    ],
)
def test_a_percentage_prints_or_says_why_not(enrolled, percent, shown, printed):
    assert ratio_words(Split("formal", "Formal", "", enrolled, None, percent, shown)) == printed


@pytest.mark.parametrize(
    ("change", "printed"),
    [
        (Decimal("1.2549"), "naik 1,25 poin"),
        (Decimal("-0.4"), "turun 0,40 poin"),
        (Decimal("0.004"), "tetap"),
        (Decimal("-0.004"), "tetap"),
        (None, ""),
    ],
)
def test_a_change_is_said_in_points(change, printed):
    assert points(change) == printed


@pytest.mark.parametrize(
    ("reason", "printed"),
    [
        (Reason.NO_DATA, "belum ada data"),
        (Reason.NO_DENOMINATOR, "belum ada target"),
        (Reason.INCOMPLETE, "belum lengkap: 7 dari 10 kabupaten/kota"),
        (Reason.HIDDEN, "disamarkan karena jumlahnya kecil"),
        (Reason.OTHER_BASIS, "dasar hitung berbeda"),
    ],
)
def test_a_region_without_rank_says_why(reason, printed):
    row = Unranked(1, "64", "Kalimantan Timur", "provinsi", reason, reported=7, expected=10)

    assert reason_words(row, DenominatorKind.TARGET) == printed


def test_without_potential_the_reason_names_the_potential():
    row = Unranked(1, "64", "Kalimantan Timur", "provinsi", Reason.NO_DENOMINATOR)

    assert reason_words(row, DenominatorKind.POTENTIAL) == "belum ada potensi"


def test_names_carry_their_kind_in_headings_and_short_in_lists():
    place = Unranked(1, "64.01.01", "Batu Sopang", "kecamatan", Reason.NO_DATA)

    assert (full_name(place), short_name(place)) == ("Kecamatan Batu Sopang", "Kec. Batu Sopang")


def test_a_share_is_drawn_without_a_comma_and_never_longer_than_the_bar():
    assert share_bar(1, 3) == {"width": "33.33"}
    assert share_bar(5, 4) == {"width": "100.00"}
    assert share_bar(5, None) == {"width": "0.00"}


def test_days_and_steps_are_written_out():
    assert (day("2023-12-31"), step_words("checked")) == ("31 Desember 2023", "Dinyatakan benar")
