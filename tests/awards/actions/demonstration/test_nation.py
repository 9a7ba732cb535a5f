"""The national round of the demonstration: first places of two provinces meet, and their result is public."""

import pytest

from awards.enums import EntryOrigin
from awards.models import Entry, Evidence
from awards.queries.results.published import newest_public
from tests.awards.actions.demonstration.conftest import STARTED

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demonstration of awards")]


def test_first_places_came_with_their_dossiers_and_nobody_else(laid):
    entries = Entry.objects.filter(round=laid.round("ID"))

    assert {entry.origin for entry in entries} == {EntryOrigin.PROMOTION}
    won = {entry.was.results.get(result__version=version).rank for entry, version in with_versions(entries)}
    assert won == {1}
    assert [one for one in entries if not Evidence.objects.filter(entry__in=one.dossiers).exists()] == []


def with_versions(entries):
    return [(one, max(one.was.results.values_list("result__version", flat=True))) for one in entries]


def test_paser_and_balangan_meet_for_the_zone_kalimantan(laid):
    [regencies] = [one for one in newest_public(laid.round("ID"), STARTED) if one.category.code == "kabkota"]

    assert sorted(regencies.rows.values_list("entry__region__code", flat=True)) == ["63.11", "64.01"]
    assert list(regencies.rows.order_by("position").values_list("rank", flat=True)) == [1, 2]


def test_each_category_in_which_someone_competes_has_a_public_result(laid):
    competing = set(Entry.objects.filter(round=laid.round("ID")).values_list("category__code", flat=True))

    assert {one.category.code for one in newest_public(laid.round("ID"), STARTED)} == competing
