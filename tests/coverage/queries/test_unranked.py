"""Why a region has no place in the ranking."""

from datetime import UTC, datetime

import pytest

from coverage.enums import DenominatorKind, StatedBy
from coverage.models import Observation, Scheme
from coverage.queries.ranking import Question, common_basis
from coverage.queries.unranked import Reason, reasons, unranked_places
from regions.enums import Level
from tests.coverage.releases import Number, plant_releases

MONTH = 202501


@pytest.fixture
def question(places) -> Question:
    return Question(Level.REGENCY, places["64"], MONTH, DenominatorKind.TARGET, Scheme.objects.get(code="ucj"))


def test_each_reason_is_told_for_the_region_it_holds_for(places, question):
    plant_releases(
        [
            Number(places["64.01"], 90, 100),
            Number(places["64.02"], 50),
            Number(places["64.08"], 3, 10, is_small=True),
        ]
    )

    found = reasons(unranked_places(question, common_basis(question)), question)

    assert [(row.code, row.reason) for row in found] == [
        ("64.02", Reason.NO_DENOMINATOR),
        ("64.08", Reason.HIDDEN),
        ("64.74", Reason.NO_DATA),
    ]


def test_a_province_with_missing_reports_is_incomplete_and_says_how_many(places):
    plant_releases([Number(places["64"], 50, 100, reported=7, expected=10)])
    question = Question(Level.PROVINCE, places["ID"], MONTH, DenominatorKind.TARGET, Scheme.objects.get(code="ucj"))

    found = reasons(unranked_places(question, common_basis(question)), question)

    assert [(row.code, row.reason, row.reported, row.expected) for row in found] == [
        ("63", Reason.NO_DATA, 0, 0),
        ("64", Reason.INCOMPLETE, 7, 10),
    ]


def test_what_others_say_stands_beside_and_is_never_ranked(places, question):
    Observation.objects.create(
        region=places["64.74"], month=MONTH, scheme=question.scheme, printed_percent="68", stated_by=StatedBy.PRESS,
        source="berita", recorded_at=datetime(2025, 2, 1, tzinfo=UTC),
    )  # fmt: skip

    found = reasons(unranked_places(question, common_basis(question)), question)

    assert {row.code: row.reason for row in found}["64.74"] == Reason.OBSERVED
    assert next(row.stated for row in found if row.code == "64.74").printed_percent == 68


def test_a_row_left_out_for_its_basis_says_so(places):
    question = Question(
        Level.REGENCY, places["64"], MONTH, DenominatorKind.TARGET, Scheme.objects.get(code="ucj"), only_comparable=True
    )
    plant_releases(
        [
            Number(places["64.01"], 9, 10, issuer="BPS"),
            Number(places["64.02"], 8, 10),
            Number(places["64.08"], 8, 10),
        ]
    )

    found = reasons(unranked_places(question, common_basis(question)), question)

    assert {row.code: row.reason for row in found}["64.01"] == Reason.OTHER_BASIS
