"""What a page tells of targets, and that what it foretells is what accepting then does."""

import pytest

from accounts.models import User
from coverage.actions.denominators import Proposal, accept_denominator, approve_denominator, propose_denominators
from coverage.enums import DenominatorKind
from coverage.models import Denominator, ReleasedTotal, Scheme, Segment
from coverage.queries.targets import targets_of
from tests.coverage.factories import a_published_month, a_target, staff_of

JUNE, JULY = 202506, 202507


def proposed(region, persons: int, by: User, at, **more) -> Denominator:
    """Propose a target that nobody has approved yet."""
    proposal = Proposal(
        region=region, year=2025, scheme=Scheme.objects.get(code="ucj"), kind=DenominatorKind.TARGET, persons=persons,
        issuer="Pemerintah Kabupaten Paser", method="RPJMD", as_of=at.date(), legal_basis="SK", document="jdih", **more,
    )  # fmt: skip
    return propose_denominators(proposals=[proposal], by=by, at=at)[0]


@pytest.fixture
def paser(places, at):
    """Paser with June and July published on a target of 200."""
    a_target(places["64.01"], 200, at=at)
    for month in (JUNE, JULY):
        a_published_month(places["64.01"], {(places["64.01"], "petani", "apbd_kab"): 100}, month=month)
    return places["64.01"]


def test_what_is_foretold_is_what_accepting_does(paser, at):
    staff = staff_of(paser)
    row = proposed(paser, 400, staff["enters"], at, effective_month=JULY)

    [waiting] = [one for one in targets_of(paser, 2025).versions if one.is_waiting]
    [effect] = waiting.effects
    approve_denominator(denominator=row, by=staff["signs"], at=at)
    accept_denominator(denominator=row, by=staff["publishes"], at=at)

    assert (effect.month, effect.before, effect.after) == (JULY, 50, 25)
    total = ReleasedTotal.objects.get(region=paser, month=JULY, axis=0, member=0)
    assert (total.version, total.target) == (effect.next_version, 400)
    assert ReleasedTotal.objects.get(region=paser, month=JUNE, axis=0, member=0).target == 200


@pytest.mark.parametrize(("persons", "moved_from"), [(240, None), (160, None), (241, 200), (159, 200)])
def test_a_target_that_moves_by_more_than_a_fifth_is_flagged(paser, at, persons, moved_from):
    proposed(paser, persons, staff_of(paser)["enters"], at)

    assert targets_of(paser, 2025).versions[0].moved_from == moved_from


def test_the_first_target_of_a_year_is_held_against_the_last_of_the_year_before(places, at):
    region = places["64.01"]
    a_target(region, 100, year=2024, at=at)
    proposed(region, 150, staff_of(region)["enters"], at)

    assert targets_of(region, 2025).versions[0].moved_from == 100


def test_one_segment_beside_a_whole_changes_no_total(paser, at):
    informal = Segment.objects.get(code="informal")
    proposed(paser, 400, staff_of(paser)["enters"], at, segment=informal)

    [waiting] = [one for one in targets_of(paser, 2025).versions if one.is_waiting]

    assert {(effect.before, effect.after) for effect in waiting.effects} == {(50, 50)}


def test_versions_take_the_same_queries_however_many_there_are(paser, at, django_assert_num_queries):
    with django_assert_num_queries(5):
        targets_of(paser, 2025)
    for persons in (210, 220, 230):
        proposed(paser, persons, staff_of(paser)["enters"], at)

    with django_assert_num_queries(5):
        assert len(targets_of(paser, 2025).versions) == 4
