"""The round page leads heads of regions to nominating, and officials to their own dossier and, once public, sheet."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client

from accounts.abilities import Ability, Role
from awards.models import Publication
from awards.queries.rounds.own_ways import own_entries
from tests.accounts.people import signed_in
from tests.awards.promotions import a_final_round
from tests.awards.rows import a_category, a_firm, a_round, an_entry
from tests.factories import A_MOMENT, a_person


@pytest.fixture(autouse=True)
def at_that_moment(time_machine):
    time_machine.move_to(A_MOMENT, tick=False)


@pytest.fixture
def ready(edition, places, admin, citra, eko, ayu, bayu):
    return a_final_round(edition, places, admin, citra, eko, [ayu, bayu])


def page(client, round_) -> str:
    return client.get(f"/penghargaan/putaran/{round_.pk}/").content.decode()


def test_who_heads_a_region_of_the_area_is_led_to_nominating(edition, places, citra, hana, sari):
    here, there = a_round(edition, places["64"], citra), a_round(edition, places["63"], citra)

    assert f"/penghargaan/putaran/{here.pk}/usul/" in page(signed_in(hana), here)
    assert all("/usul/" not in page(client, here) for client in (signed_in(sari), signed_in(citra), Client()))
    assert "/usul/" not in page(signed_in(hana), there)


def test_officials_are_led_to_the_dossier_of_their_own_and_to_no_other(edition, places, citra, hana, sari, wati, ayu):
    round_, category = a_round(edition, places["64"], citra), a_category(edition)
    paser, other = (an_entry(round_, category, places[code], citra) for code in ("64.01", "64.08"))
    way = f"/penghargaan/peserta/{paser.pk}/"

    for person in (hana, sari):
        assert f'<a href="{way}">Berkas peserta Kab. Paser</a>' in page(signed_in(person), round_)
        assert signed_in(person).get(way).status_code == 200
        assert f"/penghargaan/peserta/{other.pk}/" not in page(signed_in(person), round_)
    for client in (Client(), *map(signed_in, (wati, citra, ayu))):
        assert "Berkas peserta" not in page(client, round_)


def test_who_may_not_read_proofs_is_not_led_to_a_dossier(edition, places, citra):
    importer = a_person("impor", Role.IMPORTER, places["64.01"])
    round_ = a_round(edition, places["64"], citra)
    paser = an_entry(round_, a_category(edition), places["64.01"], citra)

    assert own_entries(importer, [paser], A_MOMENT) == [paser]
    assert own_entries(importer, [paser], A_MOMENT, Ability.READ_EVIDENCE) == []
    assert "Berkas peserta" not in page(signed_in(importer), round_)


def test_officials_are_led_to_their_own_sheet_once_it_is_public(ready, hana):
    head, paser = signed_in(hana), ready.provincial.entries[0]
    way = f"/penghargaan/hasil/{ready.result.pk}/lembar/{paser.pk}/"

    assert way in page(head, ready.provincial.round)
    assert way in head.get(f"/penghargaan/peserta/{paser.pk}/").content.decode()
    assert head.get(way).status_code == 200
    assert f"/lembar/{ready.provincial.entries[1].pk}/" not in page(head, ready.provincial.round)
    assert "/lembar/" not in page(Client(), ready.provincial.round)

    Publication.objects.update(embargo_until=A_MOMENT.replace(year=2030))
    assert "/lembar/" not in page(head, ready.provincial.round)


def test_own_entries_are_those_of_the_region_itself_and_below_a_regency(edition, places, citra, hana, wati):
    round_, category = a_round(edition, places["64"], citra), a_category(edition)
    province, paser, village, other = (
        an_entry(round_, category, places[code], citra) for code in ("64", "64.01", "64.01.01.2001", "64.08")
    )
    firm = an_entry(round_, category, places["64.01"], citra, firm=a_firm(places["64.01"]))
    every = [province, paser, village, other, firm]

    assert own_entries(hana, every, A_MOMENT) == [paser, village]
    assert own_entries(wati, every, A_MOMENT) == [province]  # whose office looks after all of the others
    assert own_entries(AnonymousUser(), every, A_MOMENT) == []
