"""The recount beside a plain loop that shares no code with it, over a month in which much has happened."""

from datetime import date, timedelta

import pytest

from coverage.actions.mappings import Mapping, change_mapping
from coverage.models import LiveTotal, ReleasedTotal, Report, Segment, WorkerCategory
from coverage.queries.drifts import drifts
from coverage.queries.recount import recounted_live, recounted_released
from tests.coverage.factories import JULY, a_cell, a_published_month, an_open_report, entered, published, reopened
from tests.coverage.oracles import AXES, live_sums, released_sums, stored
from tests.factories import A_MOMENT

A_DAY = timedelta(days=1)


def in_codes(sums, model) -> dict:
    """Return recounted sums under the keys of the oracles, by way of the stored rows' own keys."""
    keys = {
        (row.region_id, row.scheme_id, row.axis, row.member): (row.region.code, row.scheme.code, AXES[row.axis])
        for row in model.objects.filter(month=JULY).select_related("region", "scheme")
    }
    found = {}
    for key, told in sums.items():
        found.setdefault(keys.get(tuple(key), tuple(key)), []).append((told.enrolled, told.filled))
    return {key: sorted(rows) for key, rows in found.items()}


def grouped(sums) -> dict:
    found = {}
    for (region, scheme, axis, _), told in sums.items():
        found.setdefault((region, scheme, axis), []).append(told)
    return {key: sorted(rows) for key, rows in found.items()}


@pytest.fixture
def eventful(places, admin):
    """July 2025: two regencies published, a mapping moved between; the second corrected, and open for it once more."""
    paser, kutim, village = places["64.01"], places["64.08"], places["64.01.01.2001"]
    a_published_month(
        paser,
        {(village, "petani", "csr"): 30, (paser, "aparatur_desa", "apbdes"): 12, (paser, "uhc_penduduk", "apbn"): 900},
    )
    province = places["64"]
    mapping = Mapping(
        category=WorkerCategory.objects.get(code="aparatur_desa"),
        segment=Segment.objects.get(code="informal"),
        since=date(2025, 1, 1),
        province=province,
    )
    change_mapping(mapping=mapping, by=admin, at=A_MOMENT + A_DAY)
    a_published_month(
        kutim, {(kutim, "aparatur_desa", "apbdes"): 40, (kutim, "nelayan", "csr"): 0}, at=A_MOMENT + 2 * A_DAY
    )
    report = Report.objects.get(region=kutim)
    for turn in (3, 5):
        cells = [a_cell(kutim, 40 + turn, "nelayan", "csr")]
        reopened(report, cells, A_MOMENT + turn * A_DAY)
        entered(report, cells, A_MOMENT + turn * A_DAY)
        if turn == 3:
            published(report, A_MOMENT + 4 * A_DAY)
    entered(an_open_report(places["63.11"]), [a_cell(places["63.11.01.2001"], 8), a_cell(places["63.11"], None)])


def test_the_recount_is_what_plain_loops_over_cells_and_revisions_give(eventful):
    assert in_codes(recounted_live(JULY), LiveTotal) == grouped(live_sums(JULY)) == grouped(stored(LiveTotal, JULY))
    released = in_codes(recounted_released(JULY), ReleasedTotal)
    assert released == grouped(released_sums(JULY)) == grouped(stored(ReleasedTotal, JULY))


def test_the_recount_of_an_eventful_month_finds_no_difference(eventful):
    assert list(drifts(JULY)) == []


@pytest.mark.parametrize(("model", "table"), [(LiveTotal, "jumlah sementara"), (ReleasedTotal, "jumlah terbit")])
@pytest.mark.parametrize("fault", [{"enrolled": 41}, {"filled": 9}, "gone"])
def test_a_sum_that_was_bent_is_named_with_both_numbers(eventful, model, table, fault):
    row = model.objects.filter(region__code="64.08", scheme__code="ucj", axis=2, enrolled=40)
    row.delete() if fault == "gone" else row.update(**fault)

    [drift] = drifts(JULY)

    stood = {"gone": "tidak ada"}.get(str(fault)) or f"{fault.get('enrolled', 40)} dari {fault.get('filled', 1)} isian"
    assert (drift.table, drift.region, drift.stored, drift.recounted) == (
        table, "64.08", stood, "40 dari 1 isian",
    )  # fmt: skip


def test_a_month_without_anything_has_no_sums(places):
    assert (recounted_live(JULY), recounted_released(JULY)) == ({}, {})
