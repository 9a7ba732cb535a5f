"""Numbers, percentages and times as Indonesians write them; in English only where a page is written in English."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from paritrana import formatting


@pytest.mark.parametrize(
    ("count", "written"),
    [
        (0, "0"),
        (999, "999"),
        (1000, "1.000"),
        (81436, "81.436"),
        (139852377, "139.852.377"),
        (-15825, "\N{MINUS SIGN}15.825"),
    ],
)
def test_a_count_is_grouped_by_full_stops(count, written):
    assert formatting.number(count) == written


@given(st.integers(min_value=0, max_value=10**9))
def test_a_count_read_back_without_its_full_stops_is_itself(count):
    assert int(formatting.number(count).replace(".", "")) == count


@pytest.mark.parametrize(
    ("amount", "places", "written"),
    [
        ("1234.5", 2, "1.234,50"),
        ("2.675", 2, "2,68"),
        ("2.665", 2, "2,67"),
        ("-2.675", 2, "\N{MINUS SIGN}2,68"),
        ("-0.001", 2, "0,00"),
        ("99.995", 2, "100,00"),
        ("50", 0, "50"),
        ("33.5", 1, "33,5"),
    ],
)
def test_an_amount_is_rounded_half_away_from_zero_and_has_a_comma(amount, places, written):
    assert formatting.decimal(Decimal(amount), places) == written


@pytest.mark.parametrize(
    ("ratio", "written"),
    [
        ("90.4321", "90,43\N{NO-BREAK SPACE}%"),
        ("150.8710", "150,87\N{NO-BREAK SPACE}%"),
        ("0", "0,00\N{NO-BREAK SPACE}%"),
    ],
)
def test_a_percentage_is_never_clamped_and_never_parted_from_its_sign(ratio, written):
    assert formatting.percent(Decimal(ratio)) == written


def test_a_day_is_told_with_the_name_of_its_month():
    assert formatting.day(date(2025, 8, 5)) == "5 Agustus 2025"


def test_every_month_has_its_indonesian_name():
    assert [formatting.month(202500 + number) for number in (1, 8, 12)] == [
        "Januari 2025",
        "Agustus 2025",
        "Desember 2025",
    ]


@pytest.mark.parametrize(
    ("zone", "written"),
    [
        ("Asia/Jakarta", "31 Desember 2023 pukul 23.59 WIB"),
        ("Asia/Makassar", "1 Januari 2024 pukul 00.59 WITA"),
        ("Asia/Jayapura", "1 Januari 2024 pukul 01.59 WIT"),
    ],
)
def test_a_moment_is_told_on_the_clock_of_the_region(zone, written):
    assert formatting.moment(datetime(2023, 12, 31, 16, 59, tzinfo=UTC), zone) == written


def test_a_deadline_names_the_weekday_of_the_region():
    assert formatting.deadline(datetime(2025, 8, 14, 16, 0, tzinfo=UTC), "Asia/Makassar") == (
        "Jumat, 15 Agustus 2025 pukul 00.00 WITA"
    )


def test_a_language_that_is_active_for_another_reason_changes_nothing():
    with override("en"):
        assert (formatting.number(81436), formatting.percent(Decimal("90.43"))) == (
            "81.436",
            "90,43\N{NO-BREAK SPACE}%",
        )


def test_a_page_in_english_has_english_numbers_months_and_times_until_it_ends():
    at = datetime(2025, 8, 14, 16, 0, tzinfo=UTC)

    with formatting.written_in("en"):
        assert formatting.number(-15825) == "\N{MINUS SIGN}15,825"
        assert formatting.decimal(Decimal("1234.5")) == "1,234.50"
        assert formatting.exact(Decimal("1234.50")) == "1,234.5"
        assert formatting.percent(Decimal("90.4321")) == "90.43%"
        assert formatting.whole_percent(25) == "25%"
        assert formatting.size(3_600_000) == "3.4 MB"
        assert formatting.month(202312) == "December 2023"
        assert formatting.day(date(2025, 5, 1)) == "1 May 2025"
        assert formatting.moment(at, "Asia/Makassar") == "15 August 2025, 00:00 WITA"
        assert formatting.deadline(at, "Asia/Makassar") == "Friday, 15 August 2025, 00:00 WITA"
    assert (formatting.number(81436), formatting.month(202312)) == ("81.436", "Desember 2023")


def test_the_language_ends_with_its_block_when_the_page_breaks_off():
    with pytest.raises(ValueError, match="broken"), formatting.written_in("en"):
        raise ValueError("broken")

    assert formatting.number(1000) == "1.000"


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=3))
def test_what_is_typed_into_a_field_is_the_same_in_each_language(amount):
    with formatting.written_in("en"):
        in_english = formatting.typed(amount)

    assert in_english == formatting.typed(amount)
    assert Decimal(in_english.replace(",", ".")) == amount


def test_a_size_is_told_without_a_zero_behind_the_comma():
    assert [formatting.size(many) for many in (1, 12_288, 2 << 20, 3_600_000)] == ["1 KB", "12 KB", "2 MB", "3,4 MB"]


@pytest.mark.parametrize("level", [0, 25, 100])
def test_a_step_of_a_scale_is_never_parted_from_its_sign(level):
    assert formatting.whole_percent(level) == f"{level}\N{NO-BREAK SPACE}%"


@pytest.mark.parametrize(
    ("amount", "read", "typed"),
    [
        ("1234.50", "1.234,5", "1234,5"),
        ("1E+2", "100", "100"),
        ("82.500", "82,5", "82,5"),
        ("0.000", "0", "0"),
        ("-0.125", "\N{MINUS SIGN}0,125", "-0,125"),
    ],
)
def test_an_exact_amount_keeps_what_its_digits_say_and_no_zeros_at_its_end(amount, read, typed):
    assert formatting.exact(Decimal(amount)) == read
    assert formatting.typed(Decimal(amount)) == typed
