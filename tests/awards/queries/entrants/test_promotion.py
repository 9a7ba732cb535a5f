"""What the nation's secretariat is told of the provinces: who may be brought, who was, and why others not yet."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from awards.actions.entrants.promotion import promote_winners
from awards.actions.results.publishing import ask_withdrawal, withdraw_publication
from awards.enums import RoundStage
from awards.models import Publication
from awards.queries.entrants.dossier import dossier
from awards.queries.entrants.listing import entrants
from awards.queries.entrants.promotion import promotions
from tests.awards.entrants import WHY, a_criteria_set
from tests.awards.evidence_rows import a_proof
from tests.awards.promotions import a_final_round
from tests.awards.rows import a_category, a_round, judged_at, moved_to
from tests.factories import A_MOMENT


@pytest.fixture
def ready(edition, places, admin, citra, eko, ayu, bayu):
    return a_final_round(edition, places, admin, citra, eko, [ayu, bayu])


@pytest.fixture
def national_paser(ready, eko):
    [entry] = promote_winners(round_=ready.national, by=eko, at=A_MOMENT)
    return entry


def withdrawn(ready, citra):
    asked = ask_withdrawal(publication=ready.publication, reason=WHY, by=citra, at=A_MOMENT)
    withdraw_publication(publication=asked, by=ready.other, at=A_MOMENT)


def test_a_final_result_tells_its_first_place_and_where_it_goes(ready):
    [outlook] = promotions(ready.national, A_MOMENT)

    [winner] = outlook.winners
    assert (outlook.round, outlook.category, outlook.why) == (ready.provincial.round, ready.provincial.category, "")
    assert (winner.name, winner.zone, winner.goal.code) == ("Kabupaten Paser", "Kalimantan", "kabkota_nasional")
    assert winner.is_ready


def test_who_was_brought_is_told_with_its_entry(ready, national_paser):
    [outlook] = promotions(ready.national, A_MOMENT)

    assert [(winner.standing, winner.is_ready) for winner in outlook.winners] == [(national_paser, False)]


def test_of_a_result_that_is_not_public_nothing_is_told(ready, citra):
    Publication.objects.update(embargo_until=A_MOMENT + timedelta(hours=1))

    [outlook] = promotions(ready.national, A_MOMENT)

    assert (outlook.winners, outlook.why) == ((), "hasilnya belum diumumkan")


def test_time_for_objections_is_told_with_its_end(ready):
    moved_to(ready.provincial.round, RoundStage.OBJECTION)

    [outlook] = promotions(ready.national, A_MOMENT)

    assert outlook.why == "masa sanggahan sampai 13 Agustus 2025 pukul 10.00 WITA"


def test_more_rounds_and_categories_take_no_more_queries(ready, edition, places, citra):
    counts = []
    for code in ("63", "61"):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            promotions(ready.national, A_MOMENT)
        counts.append(len(queries))
        other = a_round(edition, places[code], citra) if code in places else ready.provincial.round
        judged_at(other, a_category(edition, f"lain{code}", position=9))

    assert counts[0] == counts[1]


def test_a_promoted_entry_whose_result_was_withdrawn_is_flagged(ready, national_paser, citra):
    def unmet():
        return [one.why for row in entrants(ready.national, A_MOMENT).rows for one in row.unmet]

    assert unmet() == []
    withdrawn(ready, citra)
    assert unmet() == ["hasil provinsinya tidak terbit lagi"]
    assert [one.why for one in dossier(national_paser, A_MOMENT).conditions if one.why] == unmet()


def test_what_it_handed_in_in_its_province_is_in_its_national_dossier_and_counts(
    ready, national_paser, sari, citra, eko
):
    paser = ready.provincial.entries[0]
    a_criteria_set(national_paser.category, eko, is_national=True, version=2)
    judged_at(ready.national, national_paser.category)
    assert [shelf.proof.code for shelf in dossier(national_paser, A_MOMENT).missing] == ["perda"]

    proof = a_proof(paser, sari)

    found = dossier(national_paser, A_MOMENT)
    assert [one.row for shelf in found.brought for one in shelf.versions] == [proof]
    assert found.missing == ()
    [row] = entrants(ready.national, A_MOMENT).rows
    assert (row.missing, row.zone, row.province) == ((), "Kalimantan", "Kalimantan Timur")
    assert entrants(ready.national, A_MOMENT, zone="Jawa").rows == ()
