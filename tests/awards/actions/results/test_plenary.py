"""Minutes of the plenary: from its stage on, by the secretariat, of its own round, and never changed."""

import pytest

from accounts.enums import Act
from accounts.errors import AppendOnly, IdentityTyped, RightMissing
from accounts.models import AuditEntry
from awards.actions.results.closing import close_round
from awards.actions.results.plenary import hold_plenary, minute_decision
from awards.enums import RoundStage
from awards.models import Plenary, PlenaryDecision, Publication
from awards.queries.results.plenary import minutes_of
from awards.result_errors import PlenaryRefused
from tests.awards.closings import a_judged_round
from tests.awards.rows import a_category, a_round, an_entry, moved_to


@pytest.fixture
def judged_round(edition, places, citra, ayu, bayu):
    return a_judged_round(edition, places, citra, [ayu, bayu])


def held(judged_round, by, at, **more) -> Plenary:
    told = {"held_at": at, "place": "Samarinda", "guests": "", "present": []} | more
    return hold_plenary(round_=judged_round.round, by=by, at=at, **told)


def decided(plenary, judged_round, by, at, **more) -> PlenaryDecision:
    told = {"category": judged_round.category, "entry": None, "text": "Urutan diterima seluruhnya"} | more
    return minute_decision(plenary=plenary, by=by, at=at, **told)


def test_the_last_decision_on_the_same_stands_and_the_earlier_is_kept(judged_round, citra, at):
    plenary = held(judged_round, citra, at)
    first = decided(plenary, judged_round, citra, at)
    second = decided(plenary, judged_round, citra, at, text="Urutan ditunda sehari")

    [category] = minutes_of(plenary).categories
    [before] = minutes_of(plenary, 2).categories

    assert [one.text for one in category.decided] == [second.text]
    assert [one.text for one in before.decided] == [first.text]
    assert list(PlenaryDecision.objects.order_by("pk")) == [first, second]
    told = AuditEntry.objects.filter(act=Act.PLENARY_DECIDED).order_by("sequence")
    assert len(told) == 3
    assert set(told[1].new) == {"category", "decision", "digest"}  # neither the words nor whom they are about
    assert "Urutan" not in str(told[1].new)
    with pytest.raises(AppendOnly):
        first.save()


def test_before_its_stage_and_without_the_right_no_plenary_is_noted(judged_round, ayu, admin, citra, at):
    for by in (ayu, admin):
        with pytest.raises(RightMissing):
            held(judged_round, by, at)
    moved_to(judged_round.round, RoundStage.INTERVIEW)
    with pytest.raises(PlenaryRefused) as refused:
        held(judged_round, citra, at)
    assert refused.value.code == "too_early"


def test_what_belongs_to_another_round_is_refused(judged_round, edition, places, citra, eko, at):
    other = a_round(edition, places["63"], citra)
    foreign = an_entry(other, judged_round.category, places["63.01"], citra)
    plenary = held(judged_round, citra, at)

    for more in ({"entry": foreign}, {"category": a_category(edition, "desa"), "entry": judged_round.entries[0]}):
        with pytest.raises(PlenaryRefused):
            decided(plenary, judged_round, citra, at, **more)


@pytest.mark.parametrize(("text", "error"), [("pendek", PlenaryRefused), ("NIK 6401010101010001", IdentityTyped)])
def test_a_decision_says_enough_and_names_no_identity(judged_round, citra, at, text, error):
    with pytest.raises(error):
        decided(held(judged_round, citra, at), judged_round, citra, at, text=text)


def test_after_publication_nothing_is_added(judged_round, citra, admin, at):
    plenary = held(judged_round, citra, at)
    result = close_round(round_=judged_round.round, category=judged_round.category, by=citra, at=at)
    Publication.objects.create(
        result=result, sk_number="1", sk_on=at.date(), asked_by=citra, asked_at=at, approved_by=admin, approved_at=at
    )

    with pytest.raises(PlenaryRefused) as refused:
        decided(plenary, judged_round, citra, at)

    assert refused.value.code == "published"
