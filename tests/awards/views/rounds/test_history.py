"""The public history: facts of press pages with their source, and winners of what is public, in every form."""

from datetime import timedelta

import pytest

from awards.actions.results.closing import close_round
from awards.models import Publication, Round
from awards.queries.rounds.history import facts
from tests.awards.closings import a_judged_round

WAY = "/penghargaan/riwayat"


@pytest.fixture
def result(edition, places, citra, ayu, bayu, at, time_machine):
    time_machine.move_to(at, tick=False)
    judged = a_judged_round(edition, places, citra, [ayu, bayu])
    return close_round(round_=judged.round, category=judged.category, by=citra, at=at)


def published(result, by, second, at, **more) -> Publication:
    return Publication.objects.create(
        result=result, sk_number="100.3/K.5/2025", sk_on=at.date(), asked_by=by, asked_at=at, approved_by=second,
        approved_at=at, **more,
    )  # fmt: skip


def winners(client) -> list[tuple[int, str]]:
    rows = client.get(f"{WAY}.json").json()["rows"]
    return [(row["place"], row["name"]) for row in rows if row["name"]]


def test_each_winner_that_a_paper_tells_of_has_the_address_of_that_page():
    assert {one.programme for one in facts()} == {"paritrana", "k3"}
    assert all(one.source.startswith("https://") for one in facts() if one.kind == "winner")


def test_facts_stand_with_their_source_or_with_the_word_that_it_was_not_kept(client, db):
    page = client.get(f"{WAY}/").content.decode()

    assert "Kabupaten Paser dan Kabupaten Balangan mewakili zona Kalimantan" in page
    assert "menurut sorotonline.com" in page
    assert "alamat halamannya tidak tercatat" in page
    assert "Belum ada hasil yang terbit" in page


@pytest.mark.parametrize("more", ["closed", "asked", "embargo"])
def test_a_result_that_is_not_public_names_no_winner_in_any_form(client, result, citra, admin, at, more):
    if more != "closed":
        made = published(result, citra, admin, at, embargo_until=at + timedelta(minutes=1))
        if more == "asked":
            Publication.objects.filter(pk=made.pk).update(approved_by=None, approved_at=None)
    table = b"".join(client.get(f"{WAY}.csv")).decode()

    assert winners(client) == []
    assert "Kutai Timur" not in client.get(f"{WAY}/").content.decode() + table
    assert client.get(f"/penghargaan/putaran/{result.round_id}/hasil.json").json()["rows"] == []
    assert "Kutai Timur" not in b"".join(client.get(f"/penghargaan/putaran/{result.round_id}/hasil.csv")).decode()


def test_public_winners_are_listed_and_those_of_a_demonstration_say_so(client, result, citra, admin, at):
    published(result, citra, admin, at)
    Round.objects.filter(pk=result.round_id).update(is_sample=True)

    page = client.get(f"{WAY}/").content.decode()

    assert winners(client) == [(1, "Kabupaten Paser"), (2, "Kabupaten Kutai Timur"), (3, "Kota Bontang")]
    assert page.count('<span class="tag">data contoh</span>') == 3
    assert "Data contoh, bukan data resmi" in page


def test_the_winners_of_a_round_stand_in_its_table_with_digest_and_decree(client, result, citra, admin, at):
    published(result, citra, admin, at)

    told = client.get(f"/penghargaan/putaran/{result.round_id}/hasil.json").json()

    first = told["rows"][0]
    assert (first["place"], first["name"], first["total"]) == (1, "Kabupaten Paser", "92.0000000000")
    assert (first["bundle_sha256"], first["decree"]) == (result.digest, "100.3/K.5/2025")


def test_a_programme_shows_its_own_history_and_another_none_of_it(client, result):
    paritrana = client.get("/penghargaan/paritrana/").content.decode()

    assert "Paritrana, data 2023" in paritrana
    assert "keselamatan dan kesehatan kerja (K3)" not in paritrana
    assert client.get("/penghargaan/k3/").status_code == 404
