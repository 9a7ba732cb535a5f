"""What templates make of a number: words where there is none, a band, a bar that ends where the number does not."""

import re
from decimal import Decimal

import pytest
from django.template import Context, Template

from coverage.models import Band
from coverage.templatetags import figures

BAR = Template('{% include "_bar.html" with ratio=ratio target=target %}')


def test_a_missing_number_is_said_in_words_and_never_0():
    assert (figures.number(None), figures.percent(None), figures.percent("")) == ("belum ada data",) * 3
    assert (figures.number(0), figures.percent(Decimal(0))) == ("0", "0,00\N{NO-BREAK SPACE}%")


def test_a_percentage_of_json_prints_like_an_exact_one():
    assert figures.percent("90.43") == figures.percent(Decimal("90.4321")) == "90,43\N{NO-BREAK SPACE}%"


@pytest.mark.parametrize(
    ("ratio", "band"),
    [
        (None, "band-0"), ("0", "band-1"), ("29.999", "band-1"), ("30", "band-2"), ("49.99", "band-2"),
        ("50", "band-3"), ("74.9", "band-3"), ("75", "band-4"), ("150.87", "band-4"),
    ],
)  # fmt: skip
def test_a_band_begins_at_its_lower_bound(ratio, band):
    assert figures.band_class(ratio) == band


def test_the_bands_of_the_drawing_are_those_of_the_table(db):
    for scheme in ("ucj", "uhc"):
        stored = Band.objects.filter(scheme__code=scheme).order_by("position")

        assert tuple(band.upper for band in stored)[:-1] == figures.BAND_BOUNDS
        assert tuple(band.lower for band in stored)[1:] == figures.BAND_BOUNDS


@pytest.mark.parametrize(
    ("ratio", "length", "is_beyond"),
    [
        (None, "0.00", False), ("-3", "0.00", False), ("90.426", "90.43", False), ("125", "125.00", False),
        ("150.87", "125.00", True),
    ],
)  # fmt: skip
def test_a_bar_ends_with_its_scale_and_says_so(ratio, length, is_beyond):
    assert (figures.bar_length(ratio), figures.is_beyond(ratio)) == (length, is_beyond)


def test_a_bar_is_drawn_without_local_numbers_and_with_the_target_where_there_is_one():
    of_target = BAR.render(Context({"ratio": Decimal("1112.10"), "target": True}))
    of_potential = BAR.render(Context({"ratio": Decimal("29.72"), "target": False}))

    assert re.findall(r'(?:width|height|d)="([^"]*)"', of_potential) == ["100", "10", "29.72", "10"]
    assert ('class="target"' in of_target, 'class="target"' in of_potential) == (True, False)
    assert 'class="beyond"' in of_target
    assert 'aria-hidden="true"' in of_target


def test_months_and_bounds_are_written_as_people_and_as_addresses_have_them():
    assert (figures.month(202312), figures.period(202312)) == ("Desember 2023", "2023-12")
    assert (figures.bound(Decimal("30.00")), figures.bound(Decimal("33.50"))) == ("30", "33,5")


def test_an_icon_is_a_drawing_without_words_of_its_own():
    assert figures.icon("check") == (
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="/static/icons.svg#check"/></svg>'
    )
