"""What nobody has frozen, by the criteria that hold: counted as the page of the numbers counts it."""

import pytest

from awards.actions.results.closing import close_round
from awards.enums import RoundStage
from awards.models import Entry, Objection, SnapshotInput
from awards.queries.results.numbers import numbers_of
from awards.queries.results.unfrozen import awaited, unfrozen, why_not_frozen
from awards.queries.settings.schemes import criteria_of
from tests.awards.closings import a_judged_round
from tests.awards.rows import a_category, a_round, a_scheme, a_snapshot, an_entry, criteria_for


@pytest.fixture
def round_(edition, places, citra):
    return a_round(edition, places["64"], citra, RoundStage.PLENARY)


@pytest.fixture
def category(round_, edition, citra):
    made = a_category(edition)
    criteria_for(round_, made, citra)
    return made


@pytest.fixture
def entries(round_, category, places, citra):
    return [an_entry(round_, category, places[code], citra) for code in ("64.01", "64.08", "64.74")]


def counted() -> list[int]:
    return list(unfrozen(awaited()).values())


def test_it_is_counted_as_on_the_page_of_the_numbers(round_, category, entries, citra):
    paser, kutim, bontang = entries
    told = [counted()]
    a_snapshot(round_, category, citra, {(paser, "cakupan"): 70, (kutim, "cakupan"): None, (paser, "regulasi"): "sk"})
    told.append(counted())
    SnapshotInput.objects.filter(entry=kutim).update(waiver="Tidak punya desa")
    told.append(counted())
    assert told[-1] == [numbers_of(round_, category).unknown]
    Entry.objects.filter(pk=bontang.pk).update(state="withdrawn")
    told.append(counted())

    assert told == [[6], [4], [3], [1]]
    assert counted() == [numbers_of(round_, category).unknown]


def test_the_newest_snapshot_and_the_newest_criteria_count(round_, category, entries, citra):
    whole = {(one, code): told for one in entries for code, told in (("cakupan", 70), ("regulasi", "sk"))}
    a_snapshot(round_, category, citra, whole)
    assert counted() == [0]
    a_snapshot(round_, category, citra, {})
    assert counted() == [6]
    judged = a_scheme().criteria[2]
    criteria_for(round_, category, citra, a_scheme(criteria=(judged,), ladder=()))
    assert counted() == [0]


def test_without_an_entry_that_is_judged_nothing_is_awaited(round_, category, places, citra):
    an_entry(round_, category, places["64.01"], citra, state="proposed")

    assert list(awaited()) == []


def test_of_many_it_is_asked_as_of_one(edition, places, citra, ayu, bayu, hana, at):
    made = a_judged_round(edition, places, citra, [ayu, bayu])

    def told() -> tuple[str, int]:
        refusal = why_not_frozen(made.round, made.category, criteria_of(made.round, made.category))
        return refusal.code if refusal else "", awaited().count()

    found = [told()]
    result = close_round(round_=made.round, category=made.category, by=citra, at=at)
    found.append(told())
    criteria_for(made.round, made.category, citra, a_scheme())
    found.append(told())
    Objection.objects.create(
        round=made.round, number=1, result=result, entry=made.entries[0], criterion="inovasi", text="Keliru",
        filed_by=hana, filed_at=at, is_granted=True, answered_by=citra, answered_at=at,
    )  # fmt: skip
    found.append(told())

    assert found == [("", 1), ("closed", 0), ("", 1), ("waiting", 0)]
