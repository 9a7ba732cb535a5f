"""The text to copy: a thousand characters at most for whatever region, and no number in it is cut."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coverage.enums import DenominatorKind, ReportState, StatedBy
from coverage.models import Scheme
from coverage.queries.brief import Brief, Change, Live, brief_of
from coverage.queries.comparison import Comparison, Contender
from coverage.queries.observations import Stated
from coverage.queries.published import Shown
from coverage.queries.region_page import PageState, region_page
from coverage.queries.released import Rank
from coverage.views.brief_text import LONGEST, text_of
from regions.enums import Kind, Level
from regions.models import Placement
from regions.queries.tree import Place
from tests.coverage.factories import an_observation
from tests.coverage.releases import Number, plant_children, plant_releases

TODAY = date(2025, 8, 4)
ADDRESS = "https://portal.example/wilayah/64.01/ringkas/?periode=2025-01&skema=ucj"
NUMBER = re.compile(r"[0-9][0-9.,]*")


def of(region, month=None) -> Brief:
    place = Placement.objects.select_related("region").get(region=region)
    return brief_of(region_page(place, scheme=Scheme.objects.get(code="ucj"), month=month, today=TODAY))


def told(brief: Brief) -> str:
    return text_of(brief, ADDRESS).replace("\N{NO-BREAK SPACE}", " ")


def test_a_published_number_is_told_with_its_id_its_date_and_its_address(places):
    plant_releases([Number(places["64.01"], 80_000, 90_052), Number(places["64.08"], 1, 100)], 202412)
    plant_releases([Number(places["64.01"], 81_436, 90_052), Number(places["64.08"], 1, 100)])

    text = told(of(places["64.01"]))

    assert text.split("\n") == [
        "Kabupaten Paser, Januari 2025",
        "UCJ terhadap target: 90,43 % (81.436 dari target 90.052 pekerja).",
        "Sisa ke target: 8.616 pekerja.",
        "Naik 1,59 poin dibandingkan Desember 2024 (88,84 %).",
        "Peringkat 1 dari 2 di Kalimantan Timur.",
        "Nomor angka 64.01_2025-01_ucj_1, terbitan ke-1, 10 Februari 2025 pukul 08.00 WITA.",
        ADDRESS,
    ]


def test_a_region_without_data_says_so_and_names_no_number(places):
    assert told(of(places["64.01.01.2001"])) == f"Desa Busui\nBelum ada data.\n{ADDRESS}"


def test_withheld_missing_and_zero_are_three_things(places):
    plant_releases([Number(places["64.01.01.2001"], 3, 10, is_small=True), Number(places["64.01.01.2002"], 7)])
    plant_releases([Number(places["64.01.01.2003"], 0, 10)])

    small, without, zero = (told(of(places[f"64.01.01.200{number}"])) for number in (1, 2, 3))

    assert "Pekerja terlindungi: <5." in small
    assert "%" not in small
    assert "Pekerja terlindungi: 7. Belum ada target." in without
    assert "0,00 % (0 dari target 10 pekerja)" in zero


def test_invented_and_incomplete_numbers_are_told_as_such(places):
    plant_releases([Number(places["64"], 10, 100, reported=1, expected=4, is_sample=True)])

    text = told(of(places["64"]))

    assert "Data contoh, bukan data resmi." in text
    assert "Belum lengkap: 1 dari 4 kabupaten/kota." in text


def test_what_others_say_is_told_apart_from_the_number(places):
    plant_releases([Number(places["64.01"], 10, 100)])
    an_observation(places["64.01"], 12, StatedBy.PRESS, target=100, month=202501)

    text = told(of(places["64.01"]))

    assert "Angka dari sumber lain, menurut pemberitaan, tidak dijumlahkan: 12 pekerja, 12,00 %." in text
    assert "10,00 % (10 dari target 100 pekerja)" in text


def test_a_live_number_says_that_it_is_not_published(places, at):
    live = Live(at, ((ReportState.OPEN, 1),), False, False)
    brief = replace(of(places["64.01"]), month=202507, enrolled=12, shown=Shown.YES, target=48, percent=Decimal(25))

    text = told(replace(brief, live=live))

    assert "Angka sementara, belum terbit. Laporan: sedang diisi." in text
    assert "Dibaca 4 Agustus 2025 pukul 10.00 WITA." in text
    assert "Nomor angka" not in text


def test_many_regions_all_stay_within_the_limit_and_keep_their_numbers(places):
    districts = [region for code in ("64.01", "64.02", "64.08") for region in plant_children(places[code], 30)]
    Placement.objects.filter(region__in=districts).update(name="Kampuang Tanjuang Koto Mambang Sungai Durian " * 2)
    for month in (202412, 202501):
        numbers = [Number(region, 10**9 - number, 10**9) for number, region in enumerate(districts)]
        plant_releases(
            [*numbers, *(Number(places[code], 10**9 - 7, 10**9) for code in ("64", "64.01", "64.02"))], month
        )

    texts = {code: told(of(region)) for code, region in places.items()}

    assert {code: len(text) for code, text in texts.items() if len(text) > LONGEST} == {}
    assert all(text.endswith(ADDRESS) for text in texts.values())
    assert "100,00 % (999.999.993 dari target 1.000.000.000 pekerja)" in texts["64.01"]


NAMES = st.text(st.characters(codec="utf-8", exclude_characters="\r\n", exclude_categories=["C"]), max_size=120)
COUNTS = st.integers(0, 10**9)
CONTENDERS = st.builds(
    Contender, rank=st.integers(1, 99_999), code=st.just("64.01.01.2001"), name=NAMES, kind=st.just("desa"),
    enrolled=COUNTS, denominator=st.integers(1, 10**9), basis=st.none(), figure_id=st.just("f"),
    is_sample=st.booleans(),
)  # fmt: skip
STATED = st.builds(
    Stated, region_id=st.just(1), month=st.just(202501), segment=st.just(""), segment_name=st.just(""),
    category=st.just(""), category_name=st.just(""), enrolled=COUNTS, target=COUNTS, potential=COUNTS,
    percent=st.decimals(0, 10**6, places=4), potential_percent=st.none(), printed_percent=st.none(),
    stated_by=st.sampled_from(StatedBy), source=NAMES, note=NAMES,
)  # fmt: skip


@settings(max_examples=150)
@given(
    name=NAMES, best=st.lists(CONTENDERS, max_size=5), worst=st.lists(CONTENDERS, max_size=5), enrolled=COUNTS,
    target=st.integers(1, 10**9), beside=st.lists(STATED, max_size=8), then=COUNTS,
)  # fmt: skip
def test_whatever_the_names_and_numbers_the_text_fits_and_cuts_none(name, best, worst, enrolled, target, beside, then):
    brief = a_brief(name, enrolled, target, best, worst, beside, then)
    address = "https://" + "portal." * 30 + "example/wilayah/64.01.01.2001/ringkas/?periode=2025-01&skema=ucj"

    text = text_of(brief, address)

    assert len(text) <= LONGEST
    assert text.endswith(address)
    whole = {*NUMBER.findall(text_of_all(brief, address))}
    assert set(NUMBER.findall(text)) <= whole


def text_of_all(brief: Brief, address: str) -> str:
    """Return the text as it would be if there were no limit."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("coverage.views.brief_text.LONGEST", 10**9)
        return text_of(brief, address)


def a_brief(name, enrolled, target, best, worst, beside, then) -> Brief:
    place = Placement(code="64.01.01.2001", name=name, kind=Kind.VILLAGE, level=Level.VILLAGE)
    return Brief(
        place=place, path=(Place(1, "64.01.01", name, Level.DISTRICT, Kind.DISTRICT, None),), scheme=Scheme(code="ucj"),
        month=202501, zone=ZoneInfo("Asia/Makassar"), enrolled=enrolled, shown=Shown.YES, target=target, potential=None,
        percent=Decimal(enrolled) * 100 / target, potential_percent=None, gap=target - enrolled, reported=1, expected=3,
        change=Change(202412, "f", Decimal(then) * 100 / target, enrolled - then, Decimal(enrolled - then)),
        is_break=False, comparison=Comparison(DenominatorKind.TARGET, 10, 10, tuple(best), tuple(worst)),
        beside=tuple(beside), rank=Rank(99_999, 100_000), state=PageState.PUBLISHED,
        live=Live(datetime(2025, 8, 4, tzinfo=UTC), tuple((state, 99_999) for state in ReportState), False, True),
    )  # fmt: skip
