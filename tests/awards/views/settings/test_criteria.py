"""Criteria are written as one form: shown as they stand, added up without saving, and saved as the next version."""

import pytest
from django.test import Client

from awards.actions.settings.criteria import freeze_criteria, save_criteria
from awards.models import CriteriaSet
from awards.queries.settings.schemes import criteria_of, newest_set, read
from tests.accounts.people import give_second_factor
from tests.awards.settings import a_ready_edition, an_open_round, weighing

PATH = "/penghargaan/paritrana/2023/atur/kriteria/kabkota/provinsi/"


@pytest.fixture
def category(edition, admin):
    return a_ready_edition(edition, admin)


@pytest.fixture
def client(admin, category, at, time_machine) -> Client:
    time_machine.move_to(at, tick=False)
    give_second_factor(admin)
    client = Client()
    client.force_login(admin)
    return client


@pytest.fixture
def typed(client) -> dict[str, str]:
    """The form of the criteria that stand, as the browser would send it back unchanged."""
    form = client.get(PATH).context["form"]
    told = {}
    for each in [*form.all_rows, form.scheme]:
        for field in each:
            value = field.value()
            if value is True or value not in (None, "", False):
                told[field.html_name] = "on" if value is True else str(value)
    return told


def row_of(typed: dict[str, str], code: str) -> str:
    return next(name.removesuffix("-code") for name, text in typed.items() if name.endswith("-code") and text == code)


def sent(client, told: dict[str, str]) -> tuple[int, str]:
    answer = client.post(PATH, told, follow=True)
    return answer.status_code, " ".join(answer.content.decode().split())


def test_what_is_sent_back_unchanged_is_the_same_set(client, typed, category):
    status, _page = sent(client, typed)

    assert status == 200
    assert newest_set(category, is_national=False).version == 1


def test_weights_of_95_are_shown_again_with_the_missing_5_and_nothing_is_stored(client, typed, category):
    changed = typed | {f"{row_of(typed, 'regulasi')}-weight": "10"}

    status, page = sent(client, changed)

    assert status == 422
    assert "Bobot kriteria baru berjumlah 95. Tambahkan 5 agar putaran penilaian dapat dibuka." in page
    assert "Penilaian berkas: 95 dari 100" in page
    assert CriteriaSet.objects.filter(category=category).count() == 2


def test_weights_are_added_up_and_rows_added_without_saving(client, typed, category):
    changed = typed | {f"{row_of(typed, 'regulasi')}-weight": "12,5"}

    status, page = sent(client, changed | {"hitung": "1"})
    more = sent(client, typed | {"tambah": "1"})[1]

    assert (status, "Penilaian berkas: 97,5 dari 100" in page) == (200, True)
    assert more.count("<legend>Kriteria baru</legend>") == page.count("<legend>Kriteria baru</legend>") + 2
    assert newest_set(category, is_national=False).version == 1


def test_a_criterion_is_added_and_one_removed_and_the_others_keep_their_codes(client, typed, category):
    gone = row_of(typed, "inovasi")
    new = next(
        name.split("-")[0] for name in typed if name.endswith("-cap") and f"{name.split('-')[0]}-name" not in typed
    )
    added = {
        f"{new}-name": "Pelaporan keluhan", f"{new}-weight": "5", f"{new}-kind": "levelled", f"{new}-phase": "desk",
        f"{new}-levels": "100 = Setiap bulan\n50 = Setahun sekali", f"{new}-proofs": "wajib = Rekap keluhan",
    }  # fmt: skip

    status, _page = sent(client, typed | added | {f"{gone}-remove": "on", "is_example": ""})

    made = newest_set(category, is_national=False)
    criteria = read(made)
    codes = [one.code for one in criteria.scheme.criteria]
    assert (status, made.version, made.is_example) == (200, 2, False)
    assert "inovasi" not in codes
    assert codes[-1] == "pelaporan_keluhan"
    assert [(level.code, str(level.points)) for level in criteria.scheme.criteria[-1].levels] == [
        ("setiap_bulan", "100"), ("setahun_sekali", "50"),
    ]  # fmt: skip
    assert [(proof.code, proof.is_required) for proof in criteria.proofs["pelaporan_keluhan"]] == [
        ("rekap_keluhan", True)
    ]
    assert criteria.proofs["regulasi"][0].code == "naskah"
    assert next(one for one in criteria.scheme.criteria if one.code == "regulasi").levels[0].code == "perda"


@pytest.mark.parametrize(
    ("code", "field", "text", "said"),
    [("regulasi", "weight", "15.5", "tidak dapat dibaca"), ("regulasi", "levels", "Perda", "tidak dapat dibaca"),
     ("regulasi", "proofs", "mungkin = Naskah", "“wajib =” atau “boleh =”"), ("regulasi", "weight", "", "Isi bobotnya"),
     ("regulasi", "parent", "Tidak ada", "bagian dari kriteria yang tidak ada"),
     ("inovasi", "steps", "1 = A\nx = B", "tidak dapat dibaca")],
)  # fmt: skip
def test_what_cannot_be_read_is_told_at_its_place(client, typed, category, code, field, text, said):
    status, page = sent(client, typed | {f"{row_of(typed, code)}-{field}": text})

    assert (status, said in page) == (422, True)
    assert newest_set(category, is_national=False).version == 1


def test_who_comes_second_is_told_and_loses_nothing(client, typed, category, admin, at):
    criteria = weighing("inovasi", 5)
    save_criteria(category=category, is_national=False, criteria=criteria, by=admin, at=at)

    status, page = sent(client, typed | {f"{row_of(typed, 'regulasi')}-guidance": "Peraturan yang berlaku"})

    assert (status, "baru saja disimpan orang lain" in page) == (422, True)
    assert "Peraturan yang berlaku" in page


def test_a_round_takes_the_newest_version_on_its_timetable_with_a_reason(
    client, category, edition, places, admin, citra, at
):
    round_ = an_open_round(edition, places["64"], citra)
    freeze_criteria(round_=round_, category=category, at=at)
    newest = save_criteria(
        category=category, is_national=False, criteria=weighing("inovasi", 5), by=admin, at=at, is_example=False
    )
    address = f"/penghargaan/putaran/{round_.pk}/"
    assert "Kriteria baru untuk Pemerintah kabupaten/kota" in client.get(f"{address}jadwal/").content.decode()

    short = client.post(f"{address}kriteria/", {"kategori": "kabkota", "reason": "x"}, follow=True).content.decode()
    assert criteria_of(round_, category) != newest
    client.post(f"{address}kriteria/", {"kategori": "kabkota", "reason": "Juknis diubah di tengah jalan"})

    assert "Tulis alasannya" in short
    assert criteria_of(round_, category) == newest
