"""The benchmarks notice totals that are wrong, so that a fast write which loses heads cannot look good."""

import pytest
from django.db.models import F

from bench.loading import run
from bench.statements import WRONG_TOTALS
from coverage import months
from coverage.models import LiveTotal
from regions.models import Region
from tests.coverage.factories import JULY, a_cell, an_open_report, entered


def wrong_totals() -> int:
    [(count,)] = run(WRONG_TOTALS.format(month=JULY, day=months.last_day(JULY).isoformat()))
    return count


@pytest.fixture
def paser(places: dict[str, Region]) -> Region:
    """Paser with heads in two villages and on the regency itself."""
    report = an_open_report(places["64.01"])
    cells = [a_cell(places["64.01.01.2001"], 40), a_cell(places["64.01.02.2001"], 7, "pu"), a_cell(places["64.01"], 5)]
    entered(report, cells)
    return places["64.01"]


def test_totals_that_the_gate_wrote_equal_the_recount(paser: Region):
    assert wrong_totals() == 0


@pytest.mark.parametrize("level", [2, 3, 4])
def test_a_total_that_is_one_too_high_is_found_at_each_level(paser: Region, level: int):
    wrong = LiveTotal.objects.filter(month=JULY, level=level)
    touched = wrong.update(enrolled=F("enrolled") + 1)

    assert wrong_totals() == 2 * touched  # each is stored and not recounted, and recounted and not stored


def test_a_total_that_is_missing_is_found(paser: Region):
    LiveTotal.objects.get(month=JULY, region=paser, axis=0).delete()

    assert wrong_totals() == 1
