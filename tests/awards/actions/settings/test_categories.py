"""Categories are kept by the administrator; one that a round judges keeps all but its name and place."""

import pytest

from accounts.errors import IdentityTyped, RightMissing
from accounts.models import AuditEntry
from awards.actions.settings.categories import remove_category
from awards.enums import EntrantKind
from awards.errors import EditionRefused
from awards.models import CriteriaSet, EntrantCategory, RoundCriteria
from awards.queries.settings.schemes import newest_set
from tests.awards.factories import an_edition
from tests.awards.rows import a_round
from tests.awards.settings import a_ready_edition, a_told_category


@pytest.fixture
def used(edition, admin, places, citra, at) -> EntrantCategory:
    category = a_ready_edition(edition, admin)
    RoundCriteria.objects.create(
        round=a_round(edition, places["64"], citra), category=category,
        criteria_set=newest_set(category, is_national=False), at=at,
    )  # fmt: skip
    return category


def test_a_category_and_its_change_are_told_with_what_it_was(edition, admin, places):
    a_told_category(edition, admin)
    changed = a_told_category(edition, admin, province=places["64"], winners=5)
    before = AuditEntry.objects.count()
    a_told_category(edition, admin, province=places["64"], winners=5)

    last = AuditEntry.objects.order_by("-sequence")[0]
    assert (last.subject, last.old["winners"], last.new["winners"]) == ("category:paritrana/2023/kabkota", 3, 5)
    assert (last.old["province"], last.new["province"]) == (None, "64")
    assert (AuditEntry.objects.count(), EntrantCategory.objects.get()) == (before, changed)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"name": ""}, "Nama"),
     ({"at_province": False, "at_nation": False}, "belum dinilai"), ({"winners": 0}, "pemenang"),
     ({"winners": 11}, "pemenang"), ({"sector": "Keuangan"}, "hanya berlaku untuk badan usaha"),
     ({"size": "large"}, "hanya berlaku untuk badan usaha"), ({"kind": "firm", "size": "huge"}, "hanya berlaku"),
     ({"code": "Kab"}, "Kode")],
)  # fmt: skip
def test_a_category_that_cannot_hold_is_refused(edition, admin, wrong, said):
    with pytest.raises(EditionRefused, match=said):
        a_told_category(edition, admin, **wrong)

    assert list(EntrantCategory.objects.all()) == []


def test_a_category_of_one_province_is_judged_there(edition, admin, places):
    with pytest.raises(EditionRefused, match="belum dinilai"):
        a_told_category(edition, admin, at_province=False, province=places["64"])


def test_no_name_holds_the_number_of_a_person(edition, admin):
    with pytest.raises(IdentityTyped):
        a_told_category(edition, admin, name="Desa 6401010101900001")


def test_what_a_round_judges_keeps_its_kind_and_stays(edition, admin, used, at):
    renamed = a_told_category(edition, admin, name="Pemerintah daerah", position=2)

    assert renamed.name == "Pemerintah daerah"
    with pytest.raises(EditionRefused, match="sudah dipakai"):
        a_told_category(edition, admin, name="Pemerintah daerah", position=2, winners=2)
    with pytest.raises(EditionRefused, match="sudah dipakai"):
        remove_category(category=used, by=admin, at=at)
    assert EntrantCategory.objects.get().winners == 3


def test_what_is_unused_goes_with_its_criteria(edition, admin, at):
    category = a_ready_edition(edition, admin)

    remove_category(category=category, by=admin, at=at)

    last = AuditEntry.objects.order_by("-sequence")[0]
    assert (last.subject, last.old["criteria"], last.new) == ("category:paritrana/2023/kabkota", 2, {})
    assert (EntrantCategory.objects.count(), CriteriaSet.objects.count()) == (0, 0)


@pytest.mark.parametrize("who", ["hana", "wati", "citra", "eko", "stranger"])
def test_nobody_else_keeps_them(request, edition, admin, at, who):
    user, category = request.getfixturevalue(who), a_told_category(edition, admin)

    with pytest.raises(RightMissing):
        a_told_category(edition, user, "desa")
    with pytest.raises(RightMissing):
        remove_category(category=category, by=user, at=at)
    assert EntrantCategory.objects.count() == 1


def a_goal(edition, admin, **more) -> EntrantCategory:
    return a_told_category(edition, admin, "nasional", at_province=False, position=2, **more)


def test_where_winners_go_is_told_and_may_change_while_a_round_judges(used, edition, admin):
    goal = a_goal(edition, admin)

    changed = a_told_category(edition, admin, promotes_to=goal)

    assert changed.promotes_to == goal
    assert AuditEntry.objects.order_by("-sequence")[0].new["promotes_to"] == "nasional"


@pytest.mark.parametrize(
    "goal", [{"kind": EntrantKind.VILLAGE}, {"at_province": True, "at_nation": False}], ids=["other kind", "provincial"]
)
def test_winners_go_only_to_a_national_category_of_their_kind(edition, admin, goal):
    there = a_told_category(edition, admin, "nasional", **{"at_province": False, "position": 2} | goal)

    with pytest.raises(EditionRefused) as refused:
        a_told_category(edition, admin, promotes_to=there)
    assert refused.value.code == "promotes_to"


def test_winners_go_neither_to_another_edition_nor_to_their_own_category(edition, admin):
    elsewhere = a_goal(an_edition(admin, data_year=2022), admin)
    own = a_told_category(edition, admin)

    for goal in (elsewhere, own):
        with pytest.raises(EditionRefused) as refused:
            a_told_category(edition, admin, promotes_to=goal)
        assert refused.value.code == "promotes_to"


def test_a_category_that_takes_winners_stays_national_and_stays(edition, admin, at):
    goal = a_goal(edition, admin)
    a_told_category(edition, admin, promotes_to=goal)

    with pytest.raises(EditionRefused) as provincial:
        a_told_category(edition, admin, "nasional", at_nation=False, position=2)
    with pytest.raises(EditionRefused) as removed:
        remove_category(category=goal, by=admin, at=at)
    assert {provincial.value.code, removed.value.code} == {"promoted_into"}
