"""An administrator sets an edition through the browser; what is refused is shown with all that was typed."""

import pytest
from django.test import Client

from awards.actions.settings.criteria import take_example
from awards.models import Edition, EntrantCategory, Zone
from awards.queries.settings.zones import zones_of
from tests.accounts.people import give_second_factor
from tests.awards.factories import an_edition
from tests.awards.rows import a_round
from tests.awards.settings import a_ready_edition, a_told_category, an_open_round

SETTINGS = "/penghargaan/paritrana/2023/atur/"
NEW = {
    "name": "Badan usaha besar", "kind": "firm", "position": "2", "at_province": "on", "size": "large", "winners": "3",
}  # fmt: skip


@pytest.fixture
def client(admin, edition, at, time_machine) -> Client:
    time_machine.move_to(at, tick=False)
    give_second_factor(admin)
    client = Client()
    client.force_login(admin)
    return client


def sent(client, path: str, told: dict | None = None) -> tuple[int, str]:
    answer = client.post(f"{SETTINGS}{path}", told or {}, follow=True)
    return answer.status_code, " ".join(answer.content.decode().split())


def test_an_empty_edition_offers_to_copy_another(client, edition, admin):
    other = an_edition(admin, 2022)
    a_ready_edition(other, admin)

    before = client.get(SETTINGS).content.decode()
    status, page = sent(client, "salin/", {"source": other.pk})

    assert "Salin ke edisi ini" in before
    assert (status, "Tersalin: 1 kategori, 2 set kriteria, 1 zona." in page) == (200, True)
    assert "Salin ke edisi ini" not in page
    assert sent(client, "salin/", {"source": other.pk})[0] == 422


def test_a_category_is_added_with_a_code_of_its_own_and_changed(client, edition):
    status, page = sent(client, "kategori/", NEW)
    made = EntrantCategory.objects.get()
    sent(client, f"kategori/{made.code}/", NEW | {"name": "Usaha besar", "winners": "5"})
    again = EntrantCategory.objects.get()

    assert (status, "Kategori tersimpan." in page) == (200, True)
    assert (made.code, made.at_nation, again.code, again.name, again.winners) == (
        "badan_usaha_besar", False, "badan_usaha_besar", "Usaha besar", 5,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "said"),
    [({"winners": "11"}, "harus 1 sampai 10"), ({"winners": "tiga"}, "Tulis bilangan bulat"),
     ({"kind": "regency"}, "hanya berlaku untuk badan usaha"), ({"name": ""}, "Isi bagian ini"),
     ({"at_province": ""}, "belum dinilai di putaran mana pun")],
)  # fmt: skip
def test_a_category_that_cannot_hold_is_shown_again(client, wrong, said):
    status, page = sent(client, "kategori/", NEW | wrong)

    assert (status, said in page) == (422, True)
    assert EntrantCategory.objects.count() == 0


def test_a_category_goes_only_while_no_round_judges_it(client, edition, admin, places, at):
    a_ready_edition(edition, admin)
    other = a_told_category(edition, admin, "lain", at_province=False)
    take_example(category=other, is_national=True, by=admin, at=at)
    an_open_round(edition, places["64"], admin)

    page = sent(client, "kategori/kabkota/hapus/")[1]
    gone = sent(client, "kategori/lain/hapus/")[1]

    assert "sudah dipakai sebuah putaran penilaian" in page
    assert "dihapus." in gone
    assert [row.code for row in EntrantCategory.objects.all()] == ["kabkota"]
    assert client.get(f"{SETTINGS}kategori/tidak_ada/").status_code == 404


def test_the_proposed_zones_are_saved_and_keep_their_codes(client, edition):
    page = client.get(f"{SETTINGS}zona/")
    assert "Ini usulan." in page.content.decode()

    sent(client, "zona/", {"zona-63": "Kalimantan", "zona-64": "Kalimantan"})
    code = Zone.objects.get().code
    sent(client, "zona/", {"zona-63": "Selatan", "zona-64": "Kalimantan"})

    assert zones_of(edition) == {"63": "Selatan", "64": "Kalimantan"}
    assert Zone.objects.get(name="Kalimantan").code == code
    assert sent(client, "zona/", {})[0] == 422


def test_the_day_of_handover_is_set_and_taken_back(client, edition):
    sent(client, "penyerahan/", {"ceremony_on": "2024-08-09"})
    assert "9 Agustus 2024" in client.get("/penghargaan/").content.decode()

    status, page = sent(client, "penyerahan/", {"ceremony_on": "2023-12-31"})
    assert (status, "harus sesudah 31 Desember" in page) == (422, True)

    sent(client, "penyerahan/", {"ceremony_on": ""})
    assert Edition.objects.get().ceremony_on is None


def test_where_winners_go_is_chosen_among_the_national_categories(client, edition, admin):
    a_told_category(edition, admin, "nasional", name="Kabupaten/kota nasional", at_province=False, position=2)
    told = {"name": "Kabupaten/kota", "kind": "regency", "position": "1", "at_province": "on", "winners": "3"}

    status, page = sent(client, "kategori/", told | {"promotes_to": "nasional"})

    assert (status, "Juara pertama masuk ke kategori nasional Kabupaten/kota nasional" in page) == (200, True)
    code = EntrantCategory.objects.exclude(code="nasional").get().code
    form = client.get(f"{SETTINGS}kategori/{code}/").content.decode()
    assert '<option value="nasional" selected>' in form
    assert sent(client, f"kategori/{code}/", told | {"promotes_to": "lomba"})[0] == 422


def test_zones_with_which_the_national_round_was_opened_are_shown_and_offered_no_more(client, edition, places, citra):
    assert "Simpan zona" in client.get(f"{SETTINGS}zona/").content.decode()
    a_round(edition, places["ID"], citra)

    text = client.get(f"{SETTINGS}zona/").content.decode()

    assert "sudah dibuka dengan zona ini" in text
    assert "Simpan zona" not in text
