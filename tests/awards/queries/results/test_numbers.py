"""The numbers of a category: what is frozen, what is unknown, what is no longer as it was frozen, and the history."""

from decimal import Decimal

import pytest

from awards.actions.results.snapshots import Stated
from awards.models import Evidence
from awards.queries.results.numbers import differ, numbers_of, versions_of
from tests.awards.rows import a_scheme, an_entry, an_evidence, criteria_for
from tests.coverage.factories import a_published_month, a_target

WHY = "Target tahun data tidak pernah ada"


def released(places, heads):
    a_target(places["64.01"], 90052, year=2023)
    a_published_month(places["64.01"], {(places["64.01"], "pu", "pemberi_kerja"): heads}, month=202312)


def test_what_was_frozen_is_counted_as_known_waived_or_unknown(round_, category, paser, bontang, places, freeze):
    released(places, 81436)

    before = numbers_of(round_, category)
    freeze(Stated(paser.pk, "regulasi", "nihil"), Stated(bontang.pk, "cakupan", waiver=WHY))
    after = numbers_of(round_, category)

    assert (before.snapshot, before.newest, before.known, before.unknown, before.changed) == (None, 0, 0, 4, 0)
    assert (after.newest, after.known, after.waived, after.unknown, after.changed) == (1, 2, 1, 1, 0)


def test_a_release_after_the_freezing_is_told_and_changes_nothing_frozen(
    round_, category, paser, bontang, places, freeze
):
    freeze(Stated(paser.pk, "cakupan", waiver=WHY))
    released(places, 81436)

    found = numbers_of(round_, category)

    assert found.changed == 1
    changed = next(cell for cell in found.cells if cell.has_changed)
    assert (changed.name, changed.criterion.code, changed.frozen.raw) == ("Kabupaten Paser", "cakupan", None)
    assert changed.found.measured.raw == Decimal("90.4321947319")
    assert not changed.takes_waiver


def test_a_proof_that_was_withdrawn_afterwards_is_told(round_, category, paser, citra, at, freeze):
    proof = an_evidence(paser, "regulasi", citra)
    freeze(Stated(paser.pk, "regulasi", "perda", evidence=proof.pk))
    assert numbers_of(round_, category).changed == 0

    Evidence.objects.filter(pk=proof.pk).update(withdrawn_by=citra, withdrawn_at=at)

    assert [cell.criterion.code for cell in numbers_of(round_, category).cells if cell.has_changed] == ["regulasi"]


def test_proofs_to_choose_from_are_the_newest_that_stand_those_of_the_criterion_first(
    round_, category, paser, citra, at
):
    an_evidence(paser, "regulasi", citra, proof="perda")
    beside = an_evidence(paser, "anggaran", citra)
    newest = an_evidence(paser, "regulasi", citra, proof="perda", version=2)
    an_evidence(paser, "regulasi", citra, withdrawn_by=citra, withdrawn_at=at)

    cell = next(one for one in numbers_of(round_, category).cells if one.criterion.code == "regulasi")

    assert (list(cell.proofs), cell.own_proofs) == ([newest, beside], 1)


def test_the_history_tells_what_each_version_changed(round_, category, paser, bontang, citra, freeze):
    freeze(Stated(paser.pk, "regulasi", "nihil"))
    freeze(Stated(paser.pk, "regulasi", "nihil"), Stated(paser.pk, "cakupan", waiver=WHY), later=1)
    freeze(Stated(paser.pk, "regulasi", "nihil"), Stated(paser.pk, "cakupan", waiver=WHY), later=2)

    third, second, first = versions_of(round_, category)

    assert [one.snapshot.version for one in (third, second, first)] == [3, 2, 1]
    assert (third.count, first.count) == (0, 0)
    (changed,) = second.differences
    assert (changed.name, changed.criterion.code, changed.was.waiver, changed.now.waiver) == (
        "Kabupaten Paser", "cakupan", "", WHY,
    )  # fmt: skip


def test_a_criterion_that_came_later_is_not_frozen_yet(round_, category, paser, citra, freeze):
    whole = a_scheme()
    criteria_for(round_, category, citra, a_scheme(criteria=whole.criteria[:1], ladder=()))
    freeze()
    criteria_for(round_, category, citra, whole)

    found = numbers_of(round_, category)

    assert [cell.frozen is None for cell in found.cells] == [False, True]
    assert found.snapshot.criteria_set != found.criteria_set


def test_three_entries_take_as_many_queries_as_one(
    round_, category, paser, places, citra, freeze, django_assert_num_queries
):
    freeze()
    with django_assert_num_queries(8):
        numbers_of(round_, category)
    for code in ("64.02", "64.08"):
        an_evidence(an_entry(round_, category, places[code], citra), "regulasi", citra)
    freeze()

    with django_assert_num_queries(8):
        assert len(numbers_of(round_, category).rows) == 3


@pytest.mark.parametrize(
    ("stored", "now", "is_other"),
    [
        ("218576.550897612", "218576.5508976123", False),  # fifteen digits, as SQLite gives them back
        ("90.4321947319", "90.4321947319", False),
        ("90.4321947319", "90.4321947320", True),
        ("0", "0.0000000001", True),
        (None, "0", True),
        (None, None, False),
    ],
)
def test_a_number_is_another_only_beyond_the_digits_that_every_database_keeps(stored, now, is_other):
    one, other = (None if text is None else Decimal(text) for text in (stored, now))

    assert differ(one, other) is is_other
