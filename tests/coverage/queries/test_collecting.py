"""Who of the villages has sent."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from coverage.enums import AskedPer, StatedBy
from coverage.models import AskedPair, Observation, Payer, Scheme, WorkerCategory
from coverage.queries.collecting import collection_of
from regions.enums import Level
from regions.models import Placement
from tests.coverage.factories import JULY, a_cell, an_open_report, entered
from tests.factories import A_MOMENT


@pytest.fixture
def paser(places):
    payer = Payer.objects.get(code="apbd_kab")
    for code in ("petani", "nelayan"):
        category = WorkerCategory.objects.get(code=code)
        AskedPair.objects.create(
            region=places["64.01"], year=2025, category=category, payer=payer, per=AskedPer.VILLAGE
        )
    return places["64.01"]


def villages_of(region) -> list[str]:
    rows = Placement.objects.below(region).filter(level=Level.VILLAGE).order_by("code")
    return list(rows.values_list("code", flat=True))


def missing(region) -> list[str]:
    return [sender.village.code for sender in collection_of(region, JULY).missing]


def test_nobody_has_sent_at_first(paser):
    an_open_report(paser)

    assert missing(paser) == villages_of(paser)


def test_a_village_has_sent_once_all_that_is_asked_of_it_is_filled_zero_included(paser, places):
    village = places["64.01.01.2001"]
    report = an_open_report(paser)
    entered(report, [a_cell(village, 0)])
    begun = missing(paser)
    entered(report, [a_cell(village, None, "nelayan", not_applicable=True)])

    assert village.code in begun
    assert missing(paser) == [code for code in villages_of(paser) if code != village.code]


def test_a_village_whose_word_is_recorded_has_sent(paser, places):
    Observation.objects.create(
        region=places["64.01.01.2001"], month=JULY, scheme=Scheme.objects.get(code="ucj"), enrolled=12,
        stated_by=StatedBy.VILLAGE, source="Formulir desa", recorded_at=A_MOMENT,
    )  # fmt: skip

    assert "64.01.01.2001" not in missing(paser)


def test_a_district_tells_of_its_own_villages_only(paser, places):
    assert missing(places["64.01.01"]) == villages_of(places["64.01.01"])


def test_as_many_queries_for_a_regency_as_for_a_village(paser, places, django_assert_num_queries):

    with CaptureQueriesContext(connection) as few:
        collection_of(places["64.01.01.2001"], JULY)
    with django_assert_num_queries(len(few)):
        collection_of(paser, JULY)
