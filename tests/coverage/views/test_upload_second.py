"""A second person over HTTP: who is told what, who may press which button, and what a forged form comes to."""

from html import unescape

import pytest
from django_tasks_db.models import DBTaskResult

from coverage.enums import UploadState
from coverage.models import SecondRequest, Upload
from tests.accounts.people import signed_in
from tests.coverage.seconding import WHY, a_batch, a_colleague, asked, december, figures, worked, written
from tests.coverage.uploads import BUSUI, KASUNGAI, a_template, sent

pytestmark = pytest.mark.usefixtures("today")


@pytest.fixture
def paser(judged):
    return judged


def words(answer) -> str:
    return " ".join(unescape(answer.content.decode()).split())


def page(user, upload) -> str:
    return words(signed_in(user).get(f"/impor/{upload.pk}/"))


def posted(user, upload, word: str, **form: str) -> tuple[int, str]:
    answer = signed_in(user).post(f"/impor/{upload.pk}/{word}/", form)
    return answer.status_code, words(answer)


def seal(user, upload) -> str:
    return signed_in(user).get(f"/impor/{upload.pk}/").context["seal"]


def test_the_preview_says_why_a_second_person_is_needed_and_who_it_may_be(paser, sari, rina):
    upload = a_batch(sari)

    told, to_colleague = page(sari, upload), page(rina, upload)

    assert "Impor ini mengubah Desember 2023 (Paritrana, data 2023, sedang berjalan)." in told
    assert "Yang boleh menyetujui: Isi.64.01 (operator Kab. Paser); Rina (operator Kab. Paser); Admin" in told
    assert "Minta orang kedua menerapkan semua: 1 baris" in told
    assert "Andalah orang keduanya, di samping Sari" in to_colleague
    assert "Minta orang kedua" not in to_colleague


def test_from_the_order_to_the_stored_figures_by_two_people(paser, sari, rina):
    upload = a_batch(sari)

    status, _ = posted(sari, upload, "terapkan", seen=seal(sari, upload), rows="all")
    waits, to_second = page(sari, upload), page(rina, upload)
    assert (status, figures()) == (303, {})
    assert "Menunggu orang kedua" in waits
    assert "Tarik permintaan" in waits
    assert "Setujui dan terapkan" not in waits
    assert "Sari meminta semua 1 baris diterapkan" in to_second
    assert "Bila diterapkan: 1 isian baru" in to_second
    request = SecondRequest.objects.get()

    DBTaskResult.objects.all().delete()
    status, _ = posted(rina, upload, "setujui", permintaan=str(request.pk), seen=seal(rina, upload))

    assert [task.args_kwargs["args"] for task in DBTaskResult.objects.ready()] == [[upload.pk]]
    assert (status, worked(upload).state, figures()) == (303, UploadState.APPLIED, {BUSUI: 12})
    after = page(sari, upload)
    assert "Diterapkan oleh Rina" in after
    assert "Sari meminta orang kedua menerapkan impor" in after
    assert "Disetujui oleh Rina" in after


def test_it_is_listed_for_the_second_person_on_both_pages(paser, sari, rina):
    upload = a_batch(sari)
    asked(upload)

    for path in ("/impor/", "/kerja/"):
        told = [words(signed_in(user).get(path)) for user in (rina, sari)]
        assert next(f'href="/impor/{upload.pk}/"' in one and "orang kedua" in one for one in told) is True
        assert ["enunggu Anda sebagai orang kedua" in one for one in told] == [True, False]


def test_the_state_of_what_waits_is_told_in_the_list(paser, sari):
    asked(a_batch(sari))

    assert "menunggu orang kedua</span>" in words(signed_in(sari).get("/impor/"))


def test_the_sender_who_forges_the_approval_is_refused(paser, sari):
    upload = a_batch(sari)
    request = asked(upload)

    status, told = posted(sari, upload, "setujui", permintaan=str(request.pk), seen=seal(sari, upload))

    assert (status, "Orang kedua bukan pengunggah" in told) == (422, True)
    assert (worked(upload).state, figures()) == (UploadState.WAITING, {})


@pytest.mark.parametrize(
    "form",
    [{}, {"seen": "x"}, {"permintaan": "%s"}, {"permintaan": "%s", "seen": "x"}, {"permintaan": "x", "seen": "x"},
     {"permintaan": "9" * 30}],
)  # fmt: skip
def test_a_preview_or_request_that_is_not_the_one_looked_at_is_shown_again(paser, sari, rina, form):
    upload = a_batch(sari)
    number = asked(upload).pk

    status, told = posted(
        rina, upload, "setujui", **{name: word.replace("%s", str(number)) for name, word in form.items()}
    )

    assert (status, "berubah sejak Anda membukanya" in told) == (409, True)
    assert (worked(upload).state, figures()) == (UploadState.WAITING, {})


def test_a_request_that_was_withdrawn_meanwhile_is_not_approved(paser, sari, rina):
    upload = a_batch(sari)
    request, seen = asked(upload), seal(sari, upload)
    assert posted(sari, upload, "tarik", permintaan=str(request.pk))[0] == 303

    status, told = posted(rina, upload, "setujui", permintaan=str(request.pk), seen=seen)

    assert (status, "sudah dijawab atau ditarik" in told) == (422, True)
    assert (worked(upload).state, figures()) == (UploadState.STAGED, {})


@pytest.mark.parametrize("word", ["setujui", "tolak", "tarik"])
def test_who_does_not_see_the_upload_answers_nothing(paser, places, sari, word):
    neighbour, upload = a_colleague(places["64.02"], "tetangga"), a_batch(sari)
    request = asked(upload)

    status, _ = posted(neighbour, upload, word, permintaan=str(request.pk), alasan_menolak=WHY)

    assert (status, worked(upload).state) == (404, UploadState.WAITING)


def test_a_refusal_needs_its_reason_and_shows_it_to_who_asked(paser, sari, rina):
    upload = a_batch(sari)
    number = str(asked(upload).pk)

    empty = posted(rina, upload, "tolak", permintaan=number)
    short = posted(rina, upload, "tolak", permintaan=number, alasan_menolak="salah")
    given = posted(rina, upload, "tolak", permintaan=number, alasan_menolak=WHY)

    assert (empty[0], "Tulis alasannya, lalu tolak lagi." in empty[1]) == (422, True)
    assert (short[0], 'value="salah"' in short[1]) == (422, True)
    assert given[0] == 303
    told = page(sari, upload)
    assert "Ditolak oleh Rina" in told
    assert WHY in told
    assert "Minta orang kedua menerapkan semua" in told


def test_answers_cannot_be_changed_while_it_waits(paser, sari):
    upload = sent(a_template(december(BUSUI, 12), december(KASUNGAI, "81,5")), sari)
    posted(sari, upload, "terapkan", seen=seal(sari, upload), rows="good")

    status, _ = posted(sari, upload, "perbaiki", **{"nilai:0:3:5": "815"})

    assert (status, Upload.objects.get().answers) == (422, {})
    assert 'name="nilai:' not in page(sari, upload)


def test_taking_back_goes_the_same_way(paser, sari, rina):
    upload = written(rina, sari)
    assert "orang kedua harus menyetujui pembatalannya" in page(sari, upload)

    status, _ = posted(sari, upload, "batalkan", alasan=WHY)
    to_second = page(rina, upload)
    assert (status, figures()) == (303, {BUSUI: 12})
    assert "Sari meminta impor ini dibatalkan" in to_second
    assert WHY in to_second
    assert f'action="/impor/{upload.pk}/batalkan/"' not in to_second
    request = SecondRequest.objects.get()

    refused = posted(sari, upload, "setujui", permintaan=str(request.pk), seen=seal(sari, upload))
    status, _ = posted(rina, upload, "setujui", permintaan=str(request.pk), seen=seal(rina, upload))

    assert (refused[0], status, figures()) == (422, 303, {BUSUI: None})
    assert "Dibatalkan oleh Rina" in page(sari, upload)


def test_restoring_goes_the_same_way(paser, sari, rina):
    upload = written(rina, sari)
    posted(sari, upload, "batalkan", alasan=WHY)
    posted(rina, upload, "setujui", permintaan=str(SecondRequest.objects.get().pk), seen=seal(rina, upload))
    before = page(sari, upload)
    assert "orang kedua harus menyetujui pemulihannya" in before
    assert "Minta orang kedua memulihkan impor: 1 isian baru, 0 berubah" in before

    status, _ = posted(sari, upload, "pulihkan", alasan=WHY)
    to_second = page(rina, upload)
    assert (status, figures()) == (303, {BUSUI: None})
    assert "Sari meminta impor ini dipulihkan" in to_second
    assert "Setujui dan pulihkan impor" in to_second
    assert f'action="/impor/{upload.pk}/pulihkan/"' not in to_second
    request = SecondRequest.objects.get(state="asked")
    status, _ = posted(rina, upload, "setujui", permintaan=str(request.pk), seen=seal(rina, upload))

    assert (status, figures()) == (303, {BUSUI: 12})
    assert "Dipulihkan oleh Rina" in page(sari, upload)


def test_the_page_asks_the_database_no_more_for_a_request(paser, sari, rina, django_assert_max_num_queries):
    upload = a_batch(sari)
    asked(upload)
    client = signed_in(rina)
    client.get(f"/impor/{upload.pk}/")

    with django_assert_max_num_queries(45):
        client.get(f"/impor/{upload.pk}/")
