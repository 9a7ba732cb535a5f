"""The page of a region: which month it shows, where its numbers come from, and in how many queries."""

from datetime import UTC, date, datetime

from django.db import connection
from django.test.utils import CaptureQueriesContext

from coverage.enums import StatedBy
from coverage.models import Observation, Report, Scheme
from coverage.queries.region_page import PageState, Villages, region_page
from regions.models import Placement
from tests.coverage.factories import JULY, a_cell, a_published_month, a_target, reopened
from tests.coverage.releases import Number, plant_children, plant_releases

TODAY = date(2025, 8, 4)


def page_of(region, month=None, scheme="ucj"):
    standing = Placement.objects.select_related("region").get(region=region)
    return region_page(standing, scheme=Scheme.objects.get(code=scheme), month=month, today=TODAY)


def an_observation(region, month, **more) -> Observation:
    return Observation.objects.create(
        region=region, month=month, scheme=Scheme.objects.get(code="ucj"), stated_by=more.pop("by", StatedBy.PRESS),
        source="https://berita.example/1", recorded_at=datetime(2025, 8, 1, tzinfo=UTC), **more,
    )  # fmt: skip


def test_unasked_the_month_of_the_latest_release_is_shown_before_a_newer_observation(places):
    plant_releases([Number(places["64.01"], 10, 100)], 202501)
    plant_releases([Number(places["64.01"], 11, 100)], 202503)
    an_observation(places["64.01"], 202512, enrolled=20)

    page = page_of(places["64.01"])

    assert (page.month, page.enrolled, page.state) == (202503, 11, PageState.PUBLISHED)
    assert page.months == (202512, 202503, 202501)


def test_without_a_release_the_latest_observation_stands_in_its_place_unranked(places):
    an_observation(places["64.01"], 202312, enrolled=1, target=4)
    an_observation(places["64.01"], 202412, enrolled=3, target=4)

    page = page_of(places["64.01"])

    assert (page.month, page.state, page.enrolled, page.gap, page.rank) == (202412, PageState.OBSERVED, 3, 1, None)
    assert page.published is None


def test_where_nothing_is_known_the_page_has_no_month_and_no_number(places):
    page = page_of(places["64.01"])

    assert (page.month, page.state, page.enrolled, page.percent, page.top) == (None, PageState.NONE, None, None, None)
    assert [split.code for split in page.segments] == ["formal", "informal"]
    assert page.villages == Villages(total=7, desa=6, adopted=None)


def test_an_incomplete_release_stays_on_top_and_the_observation_is_at_hand(places):
    plant_releases([Number(places["ID"], 900, potential=1000, reported=1, expected=6)], 202312)
    an_observation(places["ID"], 202312, by=StatedBy.BPJS, enrolled=41_560_938, potential=139_852_377)

    page = page_of(places["ID"], 202312)

    assert (page.state, page.enrolled, page.stated.enrolled) == (PageState.PUBLISHED, 900, 41_560_938)
    assert (page.rank, page.published.is_complete) == (None, False)


def test_a_reopened_report_leaves_its_release_public_and_says_it_is_being_corrected(places, at):
    paser = places["64.01"]
    a_published_month(paser, {(places["64.01.01.2001"], "petani", "csr"): 120})
    reopened(Report.objects.get(), [a_cell(places["64.01.01.2001"], 120, "petani", "csr")], at)

    states = {code: page_of(places[code], JULY).state for code in ("64.01", "64.01.01.2001", "64", "ID")}

    assert states == {
        "64.01": PageState.CORRECTING,
        "64.01.01.2001": PageState.CORRECTING,
        "64": PageState.PUBLISHED,
        "ID": PageState.PUBLISHED,
    }
    assert page_of(paser, JULY).enrolled == 120


def test_another_scheme_has_numbers_of_its_own(places):
    plant_releases([Number(places["64.01"], 10, 100)], 202501, "uhc")

    assert page_of(places["64.01"]).state == PageState.NONE
    assert page_of(places["64.01"], scheme="uhc").enrolled == 10


def test_a_target_that_is_exceeded_leaves_a_negative_gap(places):
    a_target(places["64.08"], 100)
    a_published_month(places["64.08"], {(places["64.08"], "pu", "pemberi_kerja"): 150})

    page = page_of(places["64.08"])

    assert (page.gap, page.surplus, page.rank.position) == (-50, 50, 1)


def test_a_page_with_ten_children_and_one_with_five_hundred_take_the_same_queries(places):
    children = plant_children(places["64.01"], 500)
    for month, count in ((202501, 10), (202502, 500)):
        plant_releases([Number(places["64.01"], 9_000, 10_000)], month)
        plant_releases([Number(region, 10, 100) for region in children[:count]], month)

    with CaptureQueriesContext(connection) as for_few:
        few = page_of(places["64.01"], 202501)
    with CaptureQueriesContext(connection) as for_many:
        many = page_of(places["64.01"], 202502)

    assert [sum(child.enrolled is not None for child in page.children) for page in (few, many)] == [10, 500]
    assert len(for_many) == len(for_few) <= 14
