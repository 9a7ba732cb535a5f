"""Nobody can work out a withheld count from what was published: on random regencies, through the real actions."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from coverage.models import Release
from tests.coverage.factories import JULY, a_published_month
from tests.coverage.oracles import Reader

PLACES = ["64.01.01.2001", "64.01.01.2002", "64.01.02.2001", "64.01.02.2002", "64.01.04.2002", "64.01.01", "64.01"]
CATEGORIES = ["petani", "nelayan", "pu", "non_asn", "tak_terinci"]
PAYERS = ["apbd_kab", "csr", "mandiri"]
KEYS = st.tuples(st.sampled_from(PLACES), st.sampled_from(CATEGORIES), st.sampled_from(PAYERS))
HEADS = st.one_of(st.integers(0, 6), st.integers(0, 6), st.integers(7, 60))
MONTHS_CELLS = st.dictionaries(KEYS, HEADS, min_size=1, max_size=12)
NEIGHBOURS = st.dictionaries(
    st.tuples(st.just("64.08"), st.sampled_from(CATEGORIES), st.sampled_from(PAYERS)), HEADS, max_size=5
)


def newest_contents() -> list[dict]:
    newest = {release.region_id: release for release in Release.objects.filter(month=JULY).order_by("version")}
    return [release.content for release in newest.values()]


@pytest.mark.slow
@given(MONTHS_CELLS, NEIGHBOURS)
@settings(max_examples=25, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
def test_no_withheld_count_can_be_worked_out_from_any_single_sum_of_what_is_published(places, cells, neighbours):
    with transaction.atomic():
        for of_regency in filter(None, (cells, neighbours)):
            regency = places[next(iter(of_regency))[0][:5]]
            a_published_month(regency, {(places[code], *rest): heads for (code, *rest), heads in of_regency.items()})
        reader = Reader(newest_contents())
        transaction.set_rollback(True)

    assert reader.worked_out() == []
    assert reader.worked_out_together() == []


@pytest.mark.parametrize(
    "cells",
    [
        # six formal ones hang on the regency: its informal ones less those of other districts would be the three
        {"64.01": {"pu": 6}, "64.01.01": {"pu": 106, "petani": 3, "tak_terinci": 6}, "64.01.04": {"petani": 24}},
        # two informal ones hang on the regency itself, and are the difference to its districts
        {"64.01": {"pu": 61, "petani": 2}, "64.01.01": {"pu": 40, "petani": 30}, "64.01.04": {"petani": 24}},
        # 14 are small ones of two kinds and 6 others: each kind can only be 4
        {"64.01": {"non_asn": 40, "petani": 4, "nelayan": 6, "tak_terinci": 4}},
    ],
)
def test_no_small_count_can_be_worked_out_from_several_sums_together(places, cells):
    told = {(places[code], category, "csr"): heads for code, row in cells.items() for category, heads in row.items()}

    a_published_month(places["64.01"], told)

    assert Reader(newest_contents()).worked_out_together() == []
