"""Which number a share card is about: a release, never what somebody else says and never a live number."""

from datetime import date

from django.db import connection
from django.test.utils import CaptureQueriesContext

from coverage.enums import StatedBy
from coverage.models import Scheme
from coverage.queries.share_card import share_card
from regions.models import Placement
from tests.coverage.factories import JULY, a_cell, an_observation, an_open_report, entered
from tests.coverage.releases import Number, plant_releases


def of(region, month=None):
    place = Placement.objects.select_related("region").get(region=region)
    return share_card(place, scheme=Scheme.objects.get(code="ucj"), month=month, today=date(2025, 8, 4))


def test_unasked_it_is_the_newest_release(places):
    plant_releases([Number(places["64.01"], 10, 100)], 202501)
    plant_releases([Number(places["64.01"], 20, 100)], 202502)

    newest, asked = of(places["64.01"]), of(places["64.01"], 202501)

    assert (newest.month, newest.published.enrolled) == (202502, 20)
    assert (asked.month, asked.published.enrolled) == (202501, 10)
    assert [place.code for place in newest.path] == ["ID", "64"]


def test_what_is_not_released_is_not_on_a_card(places):
    entered(an_open_report(places["64.01"]), [a_cell(places["64.01"], 120, "pu", "pemberi_kerja")])
    an_observation(places["64.01"], 300, StatedBy.PRESS)

    assert [of(places["64.01"], month).published for month in (None, JULY)] == [None, None]


def test_a_card_costs_few_queries(places):
    plant_releases([Number(places["64.01.01.2001"], 10, 100)])

    with CaptureQueriesContext(connection) as asked:
        of(places["64.01.01.2001"])

    assert len(asked) <= 5  # two of them for place and scheme, by the test itself
