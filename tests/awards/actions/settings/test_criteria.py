"""Criteria are saved as versions; what marks were given by stays, and a round moves on by an act with a reason."""

import threading
from dataclasses import replace
from decimal import Decimal

import pytest

from accounts.enums import Act
from accounts.errors import IdentityTyped, ReasonMissing, RightMissing
from accounts.models import AuditEntry
from awards.actions.settings.criteria import adopt_criteria, freeze_criteria, save_criteria, take_example
from awards.criteria_errors import CriteriaActRefused, CriteriaRefused
from awards.enums import EntrantKind
from awards.models import CriteriaSet, RoundCriteria
from awards.queries.settings.examples import example_for
from awards.queries.settings.schemes import Criteria, Proof, criteria_of, newest_set, read
from tests.awards.rows import a_round
from tests.awards.settings import a_ready_edition, a_told_category, weighing
from tests.threads import at_once

REASON = "Juknis diubah pada 3 Agustus 2025"


@pytest.fixture
def category(edition, admin):
    return a_ready_edition(edition, admin)


@pytest.fixture
def kaltim(edition, places, citra, category, at):
    round_ = a_round(edition, places["64"], citra)
    first = newest_set(category, is_national=False)
    RoundCriteria.objects.create(round=round_, category=category, criteria_set=first, at=at)
    return round_


def moved(weight: int) -> Criteria:
    """Return the example with `weight` for innovation and the rest of ten for validation."""
    criteria = weighing("inovasi", weight)
    told = tuple(
        replace(one, weight=Decimal(10 - weight)) if one.code == "validasi_data" else one
        for one in criteria.scheme.criteria
    )
    return replace(criteria, scheme=replace(criteria.scheme, criteria=told))


def save(category, by, at, criteria=None, **more) -> CriteriaSet:
    told = {"is_national": False, "criteria": criteria or moved(6)} | more
    return save_criteria(category=category, by=by, at=at, **told)


def test_weights_of_95_are_refused_and_the_missing_5_named(category, admin, at):
    with pytest.raises(CriteriaRefused) as refused:
        save(category, admin, at, weighing("regulasi", 10))

    assert refused.value.reasons == [
        "Bobot kriteria baru berjumlah 95. Tambahkan 5 agar putaran penilaian dapat dibuka."
    ]
    assert refused.value.message.startswith("Pemerintah kabupaten/kota: ")
    assert newest_set(category, is_national=False).version == 1


def test_each_save_is_a_version_and_the_same_again_is_none(category, admin, at):
    second = save(category, admin, at)
    again = save(category, admin, at)

    assert (second.version, again.pk, second.is_example) == (2, second.pk, False)
    told = AuditEntry.objects.filter(act=Act.CRITERIA_CHANGED).order_by("-sequence")[0]
    assert (told.old["version"], told.new["version"], told.new["content"]) == (1, 2, second.content)
    assert CriteriaSet.objects.get(category=category, is_national=False, version=1).is_example


def test_a_round_without_marks_follows_and_one_with_marks_stays(kaltim, category, admin, at):
    second = save(category, admin, at)
    assert criteria_of(kaltim, category) == second

    frozen = freeze_criteria(round_=kaltim, category=category, at=at)
    third = save(category, admin, at, moved(7))

    assert (frozen.pk, frozen.frozen_at, third.version) == (second.pk, at, 3)
    assert criteria_of(kaltim, category) == second
    assert CriteriaSet.objects.get(pk=second.pk).content == frozen.content


def test_a_round_with_marks_takes_the_next_version_by_an_act_with_a_reason(kaltim, category, admin, citra, at):
    first = freeze_criteria(round_=kaltim, category=category, at=at)
    second = save(category, admin, at)

    with pytest.raises(ReasonMissing):
        adopt_criteria(round_=kaltim, category=category, criteria_set=second, reason="x", by=admin, at=at)
    with pytest.raises(RightMissing):
        adopt_criteria(round_=kaltim, category=category, criteria_set=second, reason=REASON, by=citra, at=at)
    adopt_criteria(round_=kaltim, category=category, criteria_set=second, reason=REASON, by=admin, at=at)

    assert criteria_of(kaltim, category) == second
    assert list(kaltim.criteria.order_by("pk").values_list("criteria_set", flat=True)) == [first.pk, second.pk]
    assert AuditEntry.objects.order_by("-sequence")[0].reason == REASON


def test_a_round_takes_no_version_of_another_category_or_kind_and_none_twice(kaltim, edition, category, admin, at):
    national = newest_set(category, is_national=True)
    other = a_told_category(edition, admin, "desa", kind=EntrantKind.VILLAGE)

    for one in (national, newest_set(category, is_national=False)):
        with pytest.raises(CriteriaActRefused, match="Pilih dari daftar"):
            adopt_criteria(round_=kaltim, category=category, criteria_set=one, reason=REASON, by=admin, at=at)
    with pytest.raises(CriteriaActRefused, match="belum ada"):
        adopt_criteria(round_=kaltim, category=other, criteria_set=national, reason=REASON, by=admin, at=at)
    with pytest.raises(CriteriaActRefused, match="belum ada"):
        freeze_criteria(round_=kaltim, category=other, at=at)


def test_freezing_again_changes_nothing(kaltim, category, at):
    first = freeze_criteria(round_=kaltim, category=category, at=at)

    again = freeze_criteria(round_=kaltim, category=category, at=at.replace(year=2026))

    assert (again.pk, again.frozen_at) == (first.pk, at)


def test_who_looked_at_an_older_version_is_told(category, admin, at):
    save(category, admin, at, seen=1)

    with pytest.raises(CriteriaActRefused, match="baru saja disimpan orang lain"):
        save(category, admin, at, moved(7), seen=1)

    assert newest_set(category, is_national=False).version == 2


def test_the_example_is_given_to_a_category_without_criteria_alone(edition, category, admin, at):
    village = a_told_category(edition, admin, "desa", kind=EntrantKind.VILLAGE, at_nation=False)

    made = take_example(category=village, is_national=False, by=admin, at=at)

    assert (made.version, made.is_example, read(made)) == (1, True, example_for(EntrantKind.VILLAGE))
    with pytest.raises(CriteriaActRefused, match="sudah mempunyai kriteria"):
        take_example(category=category, is_national=False, by=admin, at=at)
    with pytest.raises(CriteriaActRefused, match="tidak dinilai"):
        take_example(category=village, is_national=True, by=admin, at=at)


def test_a_code_too_long_to_be_stored_with_marks_is_refused(category, admin, at):
    criteria = example_for(EntrantKind.REGENCY)

    with pytest.raises(CriteriaRefused, match="paling banyak 20"):
        save(category, admin, at, replace(criteria, proofs={"regulasi": (Proof("n" * 21, "Naskah"),)}))


def test_criteria_without_any_are_refused(category, admin, at):
    scheme = replace(example_for(EntrantKind.REGENCY).scheme, criteria=(), ladder=())

    with pytest.raises(CriteriaRefused):
        save(category, admin, at, Criteria(scheme))


def test_no_proof_is_named_by_the_number_of_a_person(category, admin, at):
    criteria = example_for(EntrantKind.REGENCY)

    with pytest.raises(IdentityTyped):
        save(category, admin, at, replace(criteria, proofs={"regulasi": (Proof("naskah", "KTP 6401010101900001"),)}))


@pytest.mark.parametrize("who", ["citra", "eko", "hana", "ayu"])
def test_nobody_else_keeps_them(request, category, at, who):
    with pytest.raises(RightMissing):
        save(category, request.getfixturevalue(who), at)


@pytest.mark.django_db(transaction=True)
def test_two_saves_at_once_are_two_versions_or_one_is_told(category, admin, at):
    acts = [lambda number=number: save(category, admin, at, moved(number), seen=1) for number in (6, 7)]

    results = at_once(acts)

    assert sorted(type(result).__name__ for result in results) == ["CriteriaActRefused", "CriteriaSet"]
    assert newest_set(category, is_national=False).version == 2


@pytest.mark.django_db(transaction=True)
def test_the_first_mark_freezes_what_then_holds_whoever_saves_at_once(kaltim, category, admin, at):
    both = threading.Barrier(2)

    def frozen():
        both.wait()
        return freeze_criteria(round_=kaltim, category=category, at=at)

    def saved():
        both.wait()
        return save(category, admin, at)

    first, _second = at_once([frozen, saved])

    held = criteria_of(kaltim, category)
    assert (held.pk, held.frozen_at) == (first.pk, at)
