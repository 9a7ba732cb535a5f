"""The lists behind the numbers: bands, kinds of workers, payers."""

from datetime import date
from decimal import Decimal

import pytest

from coverage.models import Scheme, Segment, SegmentMapping, WorkerCategory
from coverage.queries.method import method_of


@pytest.fixture
def ucj(db) -> Scheme:
    return Scheme.objects.get(code="ucj")


def test_bands_go_from_low_to_high_open_at_both_ends(ucj):
    assert [(band.position, band.lower, band.upper) for band in method_of(ucj).bands] == [
        (1, None, Decimal(30)),
        (2, Decimal(30), Decimal(50)),
        (3, Decimal(50), Decimal(75)),
        (4, Decimal(75), None),
    ]


def test_a_category_names_its_segment_or_none(ucj):
    found = {row.code: (row.segment, row.segment_name) for row in method_of(ucj).categories}

    assert found["petani"] == ("informal", "Informal dan rentan")
    assert found["tak_terinci"] == ("", "")
    assert "uhc_penduduk" not in found


def test_the_rule_of_one_province_is_not_told_as_that_of_all(ucj, places):
    petani, formal = WorkerCategory.objects.get(code="petani"), Segment.objects.get(code="formal")
    SegmentMapping.objects.create(category=petani, segment=formal, province=places["64"])

    [row] = [row for row in method_of(ucj).categories if row.code == "petani"]

    assert row.segment == "informal"


def test_a_mapping_that_ended_is_not_told(ucj):
    petani, formal = WorkerCategory.objects.get(code="petani"), Segment.objects.get(code="formal")
    SegmentMapping.objects.create(category=petani, segment=formal, valid_to=date(2020, 1, 1))

    [row] = [row for row in method_of(ucj).categories if row.code == "petani"]

    assert row.segment == "informal"


def test_a_category_that_ended_is_not_listed(ucj):
    WorkerCategory.objects.filter(code="prt").update(valid_to=date(2020, 1, 1))

    assert "prt" not in [row.code for row in method_of(ucj).categories]
