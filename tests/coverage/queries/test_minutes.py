"""The record of a reconciliation: each column adds up to its total, to the last worker, whatever is stated."""

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coverage.actions.reconciliation import Finding, reconcile
from coverage.enums import AgreementState, StatedBy
from coverage.models import Figure, LiveTotal, Observation
from coverage.queries.minutes import minutes_of
from tests.coverage.factories import a_cell, an_observation, an_open_report, entered, staff_of

HEADS = st.integers(0, 5000)
STATED = st.dictionaries(
    st.sampled_from([("64.01", None), ("64.01", "petani"), ("64.01", "pu"), ("64.01", "nelayan"),
                     ("64.01.01.2001", None), ("64.01.01.2001", "petani"), ("64.01.02.2001", "petani")]),
    HEADS, max_size=7,
)  # fmt: skip


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(figures=st.tuples(HEADS, HEADS, HEADS), bpjs=STATED, villages=STATED)
def test_details_add_up_to_the_summary_whoever_states_what(places, at, figures, bpjs, villages):
    with transaction.atomic():
        report = an_open_report(places["64.01"])
        where = [("64.01.01.2001", "petani"), ("64.01.02.2001", "petani"), ("64.01", "pu")]
        entered(report, [a_cell(places[code], heads, word) for (code, word), heads in zip(where, figures, strict=True)])
        for stated_by, told in ((StatedBy.BPJS, bpjs), (StatedBy.VILLAGE, villages)):
            for (code, category), heads in told.items():
                an_observation(places[code], heads, stated_by, category)

        minutes = minutes_of(report, at)

        live = LiveTotal.objects.get(region=places["64.01"], axis=0, scheme__code="ucj").enrolled
        for one in minutes.comparisons:
            assert sum(line.ours or 0 for line in one.lines) == one.total.ours == live == sum(figures)
            assert sum(line.theirs or 0 for line in one.lines) == one.total.theirs
            assert sum(line.gap or 0 for line in one.lines) == one.total.gap
        assert Figure.objects.count() == 3
        assert Observation.objects.count() == len(bpjs) + len(villages)
        transaction.set_rollback(True)


def test_each_line_tells_what_was_found_and_what_was_agreed(places, at):
    report = an_open_report(places["64.01"])
    entered(report, [a_cell(places["64.01"], 900, "pu"), a_cell(places["64.01"], 50, "petani")])
    told = an_observation(places["64.01"], 880, category="pu")
    an_observation(places["64.01"], 50, category="petani")
    pair = (places["64.01"].pk, told.category_id, StatedBy.BPJS, 900, 880)
    finding = Finding(*pair, AgreementState.EXPLAINED, "late_data", "Juni", 890)
    reconcile(report=report, findings=[finding], by=staff_of(places["64.01"])["checks"], at=at)

    [one] = minutes_of(report, at).comparisons

    assert [(line.ours, line.theirs, line.gap, line.finding, line.agreed) for line in one.lines] == [
        (900, 880, 20, "data BPJS terlambat: Juni", 890),
        (50, 50, 0, "", 50),
    ]
