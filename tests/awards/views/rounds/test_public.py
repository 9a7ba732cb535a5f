"""What anyone reads of the award: what it is, its editions, rounds and criteria, in words."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from awards.actions.rounds.timetables import extend_stage
from awards.actions.settings.criteria import save_criteria
from awards.enums import RoundStage
from awards.queries.settings.examples import example_for
from awards.queries.settings.schemes import Criteria
from tests.accounts.people import give_second_factor, signed_in
from tests.awards.factories import an_edition
from tests.awards.rows import a_seat
from tests.awards.settings import a_ready_edition, an_open_round

EDITION = "/penghargaan/paritrana/2023/"


@pytest.fixture
def kaltim(edition, admin, places, citra, at, time_machine):
    time_machine.move_to(at, tick=False)
    a_ready_edition(edition, admin)
    return an_open_round(edition, places["64"], citra)


def shown(client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


def test_the_award_is_told_with_its_editions_and_what_is_open(client, kaltim):
    page = shown(client, "/penghargaan/")

    assert "Paritrana, data 2023" in page
    assert "Putaran Kalimantan Timur</a>: Pengusulan sedang berjalan, sampai 21 Agustus 2025" in page
    assert page.count('class="timeline-mark"') == len(RoundStage)
    assert 'href="/penghargaan/riwayat/"' in page


def test_without_any_award_it_is_said_who_adds_one(client, db):
    assert "Administrator menambahkannya di data acuan" in shown(client, "/penghargaan/")


def test_an_edition_shows_its_categories_zones_and_rounds(client, kaltim, places, admin):
    an_open_round(kaltim.edition, places["ID"], admin, first=date(2026, 1, 5))

    page = shown(client, EDITION)

    assert "Pemerintah kabupaten/kota" in page
    assert "Kalimantan Selatan, Kalimantan Timur" in page
    assert "Putaran nasional</a>: Pengusulan dimulai 5 Januari 2026" in page
    assert "Pengaturan</a>" not in page


def test_an_empty_edition_says_what_is_missing(client, edition):
    page = shown(client, EDITION)

    assert "Belum ada kategori" in page
    assert "Zona belum diatur" in page
    assert "Kriteria edisi ini belum diisi" in shown(client, f"{EDITION}kriteria/")


def test_a_round_shows_each_stage_with_its_dates_and_who_acts(client, kaltim, citra, at):
    extend_stage(
        round_=kaltim, stage=RoundStage.NOMINATION, last=date(2025, 8, 25), reason="Banjir di tiga kabupaten", seen=1,
        by=citra, at=at, move_later=True,
    )  # fmt: skip

    page = shown(client, f"/penghargaan/putaran/{kaltim.pk}/")

    assert "Sekarang: Pengusulan, sampai Senin, 25 Agustus 2025 pukul 23.59 WITA" in page
    assert "1 Agustus 2025 sampai 25 Agustus 2025" in page
    assert "Diperpanjang dari 21 Agustus 2025 menjadi 25 Agustus 2025. Alasan: Banjir di tiga kabupaten" in page
    assert page.count("sedang berjalan") == 1
    assert "Kepala wilayah mengusulkan wilayahnya" in page
    assert "adalah pengaturan portal, bukan aturan resmi" in page
    assert "Atur jadwal" not in page


@pytest.mark.parametrize(
    ("who", "leads_to"), [(None, ["hasil"]), ("ayu", ["nilai", "hasil"]), ("citra", ["peserta", "pleno", "hasil"])]
)
def test_a_round_leads_everyone_to_the_pages_that_are_theirs(request, client, kaltim, citra, who, leads_to):
    if who:
        person = request.getfixturevalue(who)
        client = signed_in(person)
        if who == "ayu":
            a_seat(kaltim, person, citra)

    told = client.get(f"/penghargaan/putaran/{kaltim.pk}/").content.decode()

    begin = f'href="/penghargaan/putaran/{kaltim.pk}'
    ways = {way for way in ("peserta", "nilai", "pleno", "hasil") if f'{begin}/{way}/"' in told}
    assert ways == set(leads_to)


def test_each_criterion_is_told_in_words(client, kaltim):
    page = shown(client, f"{EDITION}kriteria/?kategori=kabkota&putaran=provinsi")

    assert "Contoh, bukan bobot resmi" in page
    assert "bobot 30" in page
    assert "Dihitung dari: UCJ terhadap target, dalam persen. 0 bernilai 0 dan 100 bernilai 100" in page
    assert "Menurut rentang: 50 atau lebih: 40; 75 atau lebih: 70; 90 atau lebih: 85; 100 atau lebih: 100" in page
    assert "Peraturan daerah (Perda): 100" in page
    assert "Setiap penilai memberi nilai 1 sampai 5; 1 berarti 0 dan 5 berarti 100." in page
    assert "Naskah peraturan yang berlaku (wajib)" in page
    assert "Rata-rata tanpa 1 nilai tertinggi dan 1 terendah, mulai dari 5 penilai" in page
    assert "<li>nilai wawancara</li>" in page


def test_a_category_of_one_province_is_named_with_it(client, kaltim, places):
    category = kaltim.criteria.get().category
    category.province, category.at_nation = places["64"], False
    category.save()

    page = shown(client, f"{EDITION}kriteria/?kategori={category.code}&putaran=provinsi")

    assert f">{category.name}, {places['64'].name} (" in page
    assert f"{category.name}, putaran provinsi, {places['64'].name}</h2>" in page


def test_a_set_of_the_editions_own_is_no_example(client, kaltim, admin, at):
    criteria = example_for("regency")
    told = Criteria(criteria.scheme, {})
    category = kaltim.criteria.get().category
    save_criteria(category=category, is_national=False, criteria=told, by=admin, at=at)

    page = shown(client, f"{EDITION}kriteria/")

    assert "Contoh, bukan bobot resmi" not in page
    assert "Versi ke-2." in page


@pytest.mark.parametrize(
    ("who", "ways"),
    [("citra", {"peserta", "tim", "peringkat", "penutupan", "pleno"}),
     ("admin", {"tim", "peringkat", "penutupan", "pleno"}),
     ("eko", {"peserta", "tim"}), ("hana", set())],
)  # fmt: skip
def test_each_is_led_to_the_pages_that_he_may_open_and_to_no_other(kaltim, who, ways, request):
    user, base = request.getfixturevalue(who), f"/penghargaan/putaran/{kaltim.pk}/"
    if who == "admin":
        give_second_factor(user)
    client = signed_in(user)
    page = shown(client, base)

    found = {way for way in ("peserta", "tim", "peringkat", "penutupan", "pleno") if f'href="{base}{way}/"' in page}

    assert found == ways
    assert {client.get(f"{base}{way}/").status_code for way in found} <= {200}


@pytest.mark.parametrize(
    ("path", "status"),
    [("/penghargaan/paritrana/2022/", 404), ("/penghargaan/k3/2023/", 404), ("/penghargaan/paritrana/1999/", 404),
     ("/penghargaan/putaran/999/", 404), ("/penghargaan/putaran/99999999999999999999999/", 404),
     (f"{EDITION}kriteria/?kategori=tidak-ada", 400),
     (f"{EDITION}kriteria/?putaran=dunia", 400), ("/penghargaan/paritrana/2022/kriteria/", 404)],
)  # fmt: skip
def test_what_is_not_there_is_told(client, kaltim, path, status):
    shown(client, path, status)


def test_pages_ask_as_often_for_many_rounds_as_for_one(client, kaltim, admin, places):
    with CaptureQueriesContext(connection) as one:
        shown(client, "/penghargaan/")
    for year in (2021, 2022):
        other = an_edition(admin, year)
        a_ready_edition(other, admin)
        an_open_round(other, places["63"], admin)
        an_open_round(other, places["ID"], admin)

    with CaptureQueriesContext(connection) as many:
        shown(client, "/penghargaan/")

    assert len(many) == len(one)
