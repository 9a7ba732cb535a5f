"""Bringing winners to the national round through the browser of the nation's secretariat."""

import pytest

from awards.enums import RoundStage
from awards.models import Entry
from tests.accounts.people import signed_in
from tests.awards.evidence_rows import a_proof
from tests.awards.promotions import a_final_round
from tests.awards.rows import a_seat, moved_to

pytestmark = pytest.mark.usefixtures("at_that_moment")


@pytest.fixture
def ready(edition, places, admin, citra, eko, ayu, bayu):
    return a_final_round(edition, places, admin, citra, eko, [ayu, bayu])


@pytest.fixture
def page(ready):
    return f"/penghargaan/putaran/{ready.national.pk}/promosi/"


def text_of(client, page) -> str:
    return " ".join(client.get(page).content.decode().split())


def test_who_is_ticked_enters_the_national_round(eko, ready, page):
    client, paser = signed_in(eko), ready.provincial.entries[0]
    assert f'name="entry" value="{paser.pk}" checked' in text_of(client, page)
    assert "ke Kabupaten/kota nasional, zona Kalimantan" in text_of(client, page)

    assert client.post(page, {"entry": [paser.pk]}).status_code == 302

    told = text_of(client, page)
    assert "1 juara pertama masuk ke putaran nasional." in told
    assert "sudah di putaran nasional, Kabupaten/kota nasional: diusulkan" in told
    assert Entry.objects.get(round=ready.national).was == paser


@pytest.mark.parametrize("entry", [[], ["x"], ["99999"], ["²"], ["9" * 30]])
def test_what_cannot_be_is_told_and_changes_nothing(eko, ready, page, entry):
    answer = signed_in(eko).post(page, {"entry": entry})

    assert answer.status_code == 422
    assert "Tidak ada yang berubah." in answer.content.decode()
    assert not Entry.objects.filter(round=ready.national).exists()


def test_why_a_result_sends_nobody_yet_is_told(eko, ready, page):
    moved_to(ready.provincial.round, RoundStage.OBJECTION)

    told = text_of(signed_in(eko), page)

    assert "belum, karena masa sanggahan sampai" in told
    assert "Bawa yang dicentang" not in told


def test_outside_pengusulan_there_is_nothing_to_tick(eko, ready, page):
    moved_to(ready.national, RoundStage.VERIFICATION)

    told = text_of(signed_in(eko), page)

    assert "Juara pertama dibawa ke putaran nasional selama tahap Pengusulan terbuka." in told
    assert 'type="checkbox"' not in told


def test_a_province_is_told_who_brings_its_winners(citra, ready):
    told = text_of(signed_in(citra), f"/penghargaan/putaran/{ready.provincial.round.pk}/promosi/")

    assert "oleh sekretariat nasional" in told


def test_a_national_list_tells_zone_and_province_and_is_filtered_by_zone(eko, ready, page):
    client, listing = signed_in(eko), f"/penghargaan/putaran/{ready.national.pk}/peserta/"
    assert "Buka daftar juara provinsi" in text_of(client, listing)
    client.post(page, {"entry": [ready.provincial.entries[0].pk]})

    assert "Zona Kalimantan · Kalimantan Timur" in text_of(client, listing)
    assert "1 dari 1 peserta" in text_of(client, f"{listing}?zona=Kalimantan")
    assert client.get(f"{listing}?zona=Jawa").status_code == 400


def test_proofs_of_the_province_are_read_through_the_national_entry_and_changed_nowhere(eko, ready, page, sari, dewi):
    client, paser = signed_in(eko), ready.provincial.entries[0]
    proof = a_proof(paser, sari)
    client.post(page, {"entry": [paser.pk]})
    entry = Entry.objects.get(round=ready.national)
    own = f"/penghargaan/peserta/{entry.pk}/"

    told = text_of(client, own)

    assert "Bukti dukung dari putaran provinsi" in told
    assert f"{own}bukti/{proof.pk}/" in told
    assert f"{own}bukti/{proof.pk}/tarik/" not in told
    assert client.get(f"{own}bukti/{proof.pk}/").status_code == 200
    assert client.post(f"{own}bukti/{proof.pk}/tarik/", {"reason": "Tidak berlaku lagi"}).status_code == 404
    Entry.objects.filter(pk=entry.pk).update(state="verified")
    a_seat(ready.national, dewi, eko)
    juror = signed_in(dewi)
    assert juror.get(f"{own}bukti/{proof.pk}/").status_code == 200
    assert juror.get(f"/penghargaan/peserta/{paser.pk}/bukti/{proof.pk}/").status_code == 404
