"""The demonstration judges Kaltim and plans the nation; a second run leaves everything as it is."""

from datetime import timedelta

import pytest

from accounts.abilities import Role
from accounts.models import AuditEntry
from awards.actions.demonstration.edition import lay_edition
from awards.actions.demonstration.rounds import lay_rounds
from awards.enums import RoundStage
from awards.models import CriteriaSet, EntrantCategory, Round
from awards.queries.rounds.stages import timetable
from awards.queries.rounds.timetables import stored_days
from awards.queries.settings.schemes import categories_of
from awards.queries.settings.zones import zones_of
from tests.factories import a_person


@pytest.fixture
def laid(admin, places, at) -> list[str]:
    a_person("sekretaris.kaltim", Role.SECRETARY, places["64"])
    a_person("sekretaris.nasional", Role.SECRETARY, places["ID"])
    told: list[str] = []
    lay_edition(at=at, tell=lambda line: None)
    lay_rounds(at=at, tell=told.append)
    return told


def test_kaltim_checks_documents_now_and_the_nation_comes_after(laid, places, at):
    kaltim, nation = Round.objects.order_by("pk")

    assert laid == ["Putaran Paritrana Kalimantan Timur: verifikasi berkas sedang berjalan"]
    assert timetable(kaltim, at).stage == RoundStage.VERIFICATION
    assert timetable(nation, at).stage is None
    assert stored_days(nation)[RoundStage.NOMINATION].first > stored_days(kaltim)[RoundStage.HANDOVER].last
    assert kaltim.edition.opens_on == stored_days(kaltim)[RoundStage.NOMINATION].first
    assert (kaltim.is_sample, nation.is_sample, kaltim.region) == (True, True, places["64"])


def test_kaltim_has_its_eight_categories_and_the_nation_six_all_with_marked_examples(laid):
    kaltim, nation = Round.objects.order_by("pk")

    assert (len(categories_of(kaltim)), len(categories_of(nation))) == (8, 6)
    assert EntrantCategory.objects.filter(province__code="64").count() == 8
    assert (CriteriaSet.objects.count(), CriteriaSet.objects.filter(is_example=True).count()) == (14, 14)
    assert set(zones_of(kaltim.edition).values()) == {"Kalimantan"}


def test_a_second_run_changes_nothing(laid, at):
    before = (AuditEntry.objects.count(), Round.objects.count())

    lay_rounds(at=at + timedelta(days=90), tell=laid.append)

    assert (AuditEntry.objects.count(), Round.objects.count(), len(laid)) == (*before, 1)
