"""An edition begins from last year's in one act, once."""

from dataclasses import replace

import pytest
from django.db import connection

from accounts.enums import Act
from accounts.errors import RightMissing
from accounts.models import AuditEntry
from awards.actions.settings import copies
from awards.actions.settings.copies import Copied, copy_edition
from awards.actions.settings.criteria import save_criteria
from awards.actions.settings.zones import save_zones
from awards.enums import EntrantKind
from awards.errors import EditionRefused
from awards.models import CriteriaSet, Edition, EntrantCategory, ZoneProvince
from awards.queries.settings.examples import example_for
from awards.queries.settings.schemes import Criteria, newest_set, read
from tests.awards.factories import an_edition
from tests.awards.settings import KALIMANTAN, a_ready_edition, a_told_category
from tests.threads import at_once, let_two_meet, take_lock_away


def changed() -> Criteria:
    """Return the example criteria without what breaks ties."""
    criteria = example_for(EntrantKind.REGENCY)
    return replace(criteria, scheme=replace(criteria.scheme, ladder=()))


@pytest.fixture
def next_year(admin, edition) -> Edition:
    return an_edition(admin, 2024)


def test_categories_zones_and_newest_criteria_come_along(edition, next_year, admin, at):
    category = a_ready_edition(edition, admin)
    save_criteria(category=category, is_national=False, criteria=changed(), by=admin, at=at)

    copied = copy_edition(source=edition, target=next_year, by=admin, at=at)

    made = EntrantCategory.objects.get(edition=next_year)
    assert copied == Copied(categories=1, criteria=2, zones=1)
    assert (made.name, made.kind, made.pk != category.pk) == (category.name, category.kind, True)
    told = [read(newest_set(each, is_national=False)) for each in (made, category)]
    assert (told[0].proofs, told[0].scheme.criteria) == (told[1].proofs, told[1].scheme.criteria)
    assert [each.scheme.version for each in told] == [1, 2]
    assert {row.version for row in CriteriaSet.objects.filter(category=made)} == {1}
    assert ZoneProvince.objects.filter(edition=next_year, zone__edition=next_year).count() == 2
    last = AuditEntry.objects.get(act=Act.EDITION_COPIED)
    assert last.new == {"from": "paritrana/2023", "categories": 1, "criteria": 2, "zones": 1}


def test_a_copy_over_what_the_target_has_is_refused(edition, next_year, admin, at):
    a_ready_edition(edition, admin)
    save_zones(edition=next_year, zones=[KALIMANTAN], by=admin, at=at)

    with pytest.raises(EditionRefused, match="sudah mempunyai kategori atau zona"):
        copy_edition(source=edition, target=next_year, by=admin, at=at)

    assert EntrantCategory.objects.filter(edition=next_year).count() == 0


def test_there_is_nothing_to_copy_from_an_empty_edition_or_from_itself(edition, next_year, admin, at):
    with pytest.raises(EditionRefused, match="belum mempunyai kategori"):
        copy_edition(source=edition, target=next_year, by=admin, at=at)
    with pytest.raises(EditionRefused, match="dirinya sendiri"):
        copy_edition(source=edition, target=edition, by=admin, at=at)


def test_nobody_else_copies(edition, next_year, admin, eko, at):
    a_told_category(edition, admin)

    with pytest.raises(RightMissing):
        copy_edition(source=edition, target=next_year, by=eko, at=at)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_locked", [True, False])
def test_two_copies_at_once_are_one(edition, next_year, admin, at, monkeypatch, is_locked):
    a_ready_edition(edition, admin)
    if not is_locked:
        take_lock_away(monkeypatch, Edition)
    let_two_meet(monkeypatch, (copies, "copied_categories"))

    results = at_once([lambda: copy_edition(source=edition, target=next_year, by=admin, at=at)] * 2)

    unseen = not is_locked and connection.vendor == "postgresql"  # then only the constraint keeps the second out
    kept_out = "IntegrityError" if unseen else "EditionRefused"
    assert sorted(type(result).__name__ for result in results) == ["Copied", kept_out]
    assert EntrantCategory.objects.filter(edition=next_year).count() == 1


def test_where_winners_go_is_copied_within_the_new_edition(edition, next_year, admin, at):
    goal = a_told_category(edition, admin, "nasional", at_province=False, position=2)
    a_told_category(edition, admin, promotes_to=goal)

    copy_edition(source=edition, target=next_year, by=admin, at=at)

    made = EntrantCategory.objects.get(edition=next_year, code="kabkota")
    assert (made.promotes_to.edition, made.promotes_to.code) == (next_year, "nasional")
    assert EntrantCategory.objects.get(edition=edition, code="kabkota").promotes_to == goal
