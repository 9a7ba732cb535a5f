"""What a person does with an upload over HTTP: answer, map, put right, apply, close, take back."""

import pytest
from django_tasks.exceptions import InvalidTaskError
from django_tasks_db.models import DBTaskResult

from accounts.abilities import Role
from coverage.actions.figures import save_figures
from coverage.enums import UploadState, Via
from coverage.jobs import work_on
from coverage.models import Figure, RememberedLayout, Upload
from tests.accounts.people import signed_in
from tests.coverage.factories import a_cell
from tests.coverage.uploads import BUSUI, GIVEN, KASUNGAI, a_row, a_template, a_workbook, asked, counts, received, sent
from tests.factories import A_MOMENT, a_person

pytestmark = pytest.mark.usefixtures("today")


def posted(user, upload, word: str, form: dict[str, str]):
    """Send a form of the page; return the status and what the page says."""
    answer = signed_in(user).post(f"/impor/{upload.pk}/{word}/", form)
    return answer.status_code, " ".join(answer.content.decode().split())


def worked(upload: Upload) -> Upload:
    """Do the tasks that wait, and return the upload as it then stands."""
    for task in DBTaskResult.objects.ready():
        work_on.call(*task.args_kwargs["args"])
        task.set_successful(None)
    return Upload.objects.get(pk=upload.pk)


def previewed(user, upload) -> dict[str, str]:
    return {"seen": signed_in(user).get(f"/impor/{upload.pk}/").context["seal"], "rows": "all"}


def figures() -> dict[str, int | None]:
    return dict(Figure.objects.values_list("region__code", "enrolled"))


def test_all_answers_go_in_one_act_and_the_file_is_read_again(paser, sari):
    rows = [["Desa", "Peserta Aktif"], ["Busui Lama", 5], ["Kasungai", "-"]]
    upload = sent(a_workbook({"A": rows}), sari, month=202507, payer="apbd_kab")
    assert len(asked(upload)) == 3

    form = {"jawab:dash:-": "zero", "lain:given_category:A": "petani"}
    form |= {f"lain:{name}": BUSUI for name in asked(upload) if name.startswith("place:")}
    status, _ = posted(sari, upload, "jawab", form)

    assert status == 303
    assert counts(worked(upload)) == {"A": {"read": 2, "new": 2}}


@pytest.mark.parametrize("month", ["2025-07", "Juli 2025", "07/2025"])
def test_a_month_is_written_as_people_write_it_and_an_answer_can_be_taken_back(paser, sari, month):
    rows = [["Desa", "Peserta Aktif"], ["Busui", 5]]
    upload = sent(a_workbook({"A": rows}), sari, category="petani", payer="apbd_kab")

    posted(sari, upload, "jawab", {"lain:given_month:A": month})
    assert counts(worked(upload)) == {"A": {"read": 1, "new": 1}}
    posted(sari, upload, "jawab", {"batal:given_month:A": "1"})

    assert asked(worked(upload)) == ["given_month:A"]


@pytest.mark.parametrize(
    ("word", "form", "told"),
    [
        ("jawab", {}, "Belum ada jawaban yang dipilih"),
        ("jawab", {"jawab:dash:-": "maybe"}, "tidak termasuk pilihannya"),
        ("kolom", {"peran:x": "count"}, "Tidak ada kolom yang artinya diubah"),
        ("perbaiki", {}, "Belum ada baris yang diperbaiki"),
        ("perbaiki", {"nilai:0:3:5": "81,5"}, "Maksud Anda"),
        ("perbaiki", {"nilai:0:9:5": "8"}, "tidak ada lagi di pratinjau"),
        ("perbaiki", {"nilai:x": "8"}, "Belum ada baris yang diperbaiki"),
        ("batalkan", {"alasan": "salah berkas"}, "belum diterapkan"),
        ("batalkan", {}, "Tulis alasannya"),
    ],
)
def test_what_cannot_be_done_is_said_on_the_page_and_changes_nothing(paser, sari, word, form, told):
    upload = sent(a_template(a_row(BUSUI, "-"), a_row(KASUNGAI, "81,5")), sari)

    status, page = posted(sari, upload, word, form)

    assert (status, told in page) == (422, True)
    after = Upload.objects.get(pk=upload.pk)
    assert (after.state, after.answers) == (UploadState.ASKING, {})


def test_what_was_typed_in_a_row_and_is_refused_stands_there_again(paser, sari):
    upload = sent(a_template(a_row(BUSUI, "-"), a_row(KASUNGAI, "81,5")), sari)

    _, page = posted(sari, upload, "perbaiki", {"nilai:0:3:5": "82,5", "lihat": "ditolak", "halaman": "1"})

    assert 'name="nilai:0:3:5" inputmode="numeric" maxlength="20" autocomplete="off" value="82,5"' in page


def test_when_one_answer_is_refused_the_others_stand_there_again(paser, sari):
    rows = [["Desa", "Peserta Aktif"], ["Busui Lama", 5], ["Kasungai", "-"]]
    upload = sent(a_workbook({"A": rows}), sari, month=202507, payer="apbd_kab")
    place = next(name for name in asked(upload) if name.startswith("place:"))

    status, page = posted(
        sari, upload, "jawab", {"jawab:dash:-": "blank", "lain:given_category:A": "petani", f"lain:{place}": "Busui"}
    )

    assert status == 422
    assert 'value="blank" checked' in page
    assert '<option value="petani" selected>' in page
    assert 'placeholder="64.01.01.2001" value="Busui"' in page


def test_a_refused_page_says_which_answers_were_not_understood_and_leads_to_them(paser, sari):
    rows = [["Desa", "Peserta Aktif"], ["Busui Lama", 5]]
    upload = sent(a_workbook({"A": rows}), sari, category="petani", payer="apbd_kab")
    place = next(name for name in asked(upload) if name.startswith("place:"))

    _, page = posted(sari, upload, "jawab", {f"lain:{place}": "Busui", "lain:given_month:A": "besok"})
    _, better = posted(sari, upload, "jawab", {f"lain:{place}": "Busui", "lain:given_month:A": "Juli 2025"})

    assert "“Busui” bukan kode wilayah yang dikenal." in page
    assert "“besok” bukan satu bulan." in page
    assert page.count('aria-invalid="true"') == 2
    assert '<a href="#pertanyaan">Ke bagian yang perlu diperbaiki</a>' in page
    assert ("bukan satu bulan" in better, better.count('aria-invalid="true"')) == (False, 1)


@pytest.mark.parametrize(
    ("word", "form", "part"),
    [("kolom", {"peran:x": "count"}, "kolom"), ("perbaiki", {}, "baris"), ("perbaiki", {"nilai:0:3:5": "x"}, "baris")],
)
def test_a_refused_page_leads_to_the_part_that_was_refused(paser, sari, word, form, part):
    upload = sent(a_template(a_row(BUSUI, "-"), a_row(KASUNGAI, "81,5")), sari)

    _, page = posted(sari, upload, word, form)

    assert f'<a href="#{part}">Ke bagian yang perlu diperbaiki</a>' in page
    assert f'id="{part}"' in page


def test_the_links_of_a_refused_page_lead_back_to_the_upload(paser, sari):
    upload = sent(a_template(a_row(BUSUI, "-"), a_row(KASUNGAI, "81,5")), sari)

    _, page = posted(sari, upload, "jawab", {})

    assert f'href="/impor/{upload.pk}/?lihat=ditolak#baris"' in page
    assert 'href="?' not in page


def test_columns_are_mapped_by_hand_and_known_next_month(paser, sari):
    rows = [["Lokasi", "Banyaknya"], ["Busui", 5], ["Kasungai", 6]]
    upload = sent(a_workbook({"A": rows}), sari, **GIVEN)
    first, second = (one["key"] for one in upload.found["sheets"][0]["columns"])

    status, _ = posted(sari, upload, "kolom", {f"peran:{first}": "village", f"peran:{second}": "count"})

    assert status == 303
    assert counts(worked(upload)) == {"A": {"read": 2, "new": 2}}
    assert RememberedLayout.objects.get().answers["columns"][second]["role"] == "count"
    assert counts(sent(a_workbook({"A": rows}), sari, **GIVEN)) == {"A": {"read": 2, "new": 2}}


def test_a_column_of_counts_can_be_given_its_category_payer_and_month(paser, sari):
    rows = [["Desa", "Peserta Aktif"], ["Busui", 5]]
    upload = sent(a_workbook({"A": rows}), sari, month=202507)
    key = upload.found["sheets"][0]["columns"][1]["key"]

    form = {f"peran:{key}": "count", f"jenis:{key}": "nelayan", f"dana:{key}": "csr"}
    posted(sari, upload, "kolom", form)
    posted(sari, worked(upload), "terapkan", previewed(sari, upload))
    worked(upload)

    assert list(Figure.objects.values_list("category__code", "payer__code", "enrolled")) == [("nelayan", "csr", 5)]


def test_rows_are_put_right_or_left_out_where_they_stand(paser, sari):
    upload = sent(a_template(a_row(BUSUI, "81,5"), a_row(KASUNGAI, "x1"), a_row("64.77", 4)), sari)
    assert upload.state == UploadState.REJECTED

    form = {"nilai:0:2:5": "815", "lewati:0:3:5": "1", "wilayah:0:4:5": KASUNGAI}
    status, _ = posted(sari, upload, "perbaiki", form)

    assert status == 303
    assert counts(worked(upload)) == {"Data": {"read": 3, "new": 2, "ignored": 1}}


def test_applying_stores_the_rows_of_the_preview_that_was_looked_at(paser, sari):
    upload = sent(a_template(a_row(BUSUI, 12)), sari)

    status, _ = posted(sari, upload, "terapkan", previewed(sari, upload))
    assert (status, figures()) == (303, {})

    assert worked(upload).state == UploadState.APPLIED
    assert figures() == {BUSUI: 12}


def test_what_leaves_work_to_the_worker_leaves_a_task_that_names_the_upload_alone(paser, sari):
    upload = sent(a_template(a_row(BUSUI, 12), a_row(KASUNGAI, "81,5")), sari)

    def left_by(word: str, form: dict[str, str]) -> list[dict]:
        worked(upload)
        posted(sari, upload, word, form)
        return [task.args_kwargs for task in DBTaskResult.objects.ready()]

    one = [{"args": [upload.pk], "kwargs": {}}]
    assert left_by("perbaiki", {"nilai:0:3:5": "81,6"}) == []
    assert left_by("perbaiki", {"nilai:0:3:5": "815"}) == one
    assert left_by("terapkan", previewed(sari, worked(upload))) == one
    assert left_by("batalkan", {"alasan": "Salah berkas"}) == []


def test_an_act_whose_task_cannot_be_stored_is_not_done(paser, sari, settings):
    upload = sent(a_template(a_row(BUSUI, 12)), sari)
    form = previewed(sari, upload)
    settings.TASKS = {"default": {**settings.TASKS["default"], "QUEUES": ["another"]}}

    with pytest.raises(InvalidTaskError):
        posted(sari, upload, "terapkan", form)

    assert Upload.objects.get().state == UploadState.STAGED


def test_only_the_good_rows_are_stored_where_that_was_chosen(paser, sari):
    upload = sent(a_template(a_row(BUSUI, 12), a_row(KASUNGAI, "81,5")), sari)

    posted(sari, upload, "terapkan", previewed(sari, upload) | {"rows": "good"})

    assert (worked(upload).state, figures()) == (UploadState.PARTIAL, {BUSUI: 12})


def test_all_rows_are_not_applied_while_some_are_bad_and_the_preview_says_so(paser, sari):
    upload = sent(a_template(a_row(BUSUI, 12), a_row(KASUNGAI, "81,5")), sari)

    posted(sari, upload, "terapkan", previewed(sari, upload))

    assert (worked(upload).state, figures()) == (UploadState.STAGED, {})
    assert "1 baris ditolak atau perlu dipastikan" in signed_in(sari).get(f"/impor/{upload.pk}/").content.decode()


@pytest.mark.parametrize("form", [{}, {"seen": "x", "rows": "all"}, {"rows": "good"}])
def test_a_preview_that_changed_since_is_shown_again_instead(paser, sari, form):
    upload = sent(a_template(a_row(BUSUI, 12)), sari)

    status, page = posted(sari, upload, "terapkan", form)

    assert (status, "Pratinjaunya berubah" in page) == (409, True)
    assert Upload.objects.get().state == UploadState.STAGED


def test_a_preview_of_the_same_counts_but_other_cells_is_shown_again_too(paser, sari):
    upload = sent(a_workbook({"A": [["Desa", "Peserta Aktif"], ["Busui", 5]]}), sari, month=202507, payer="apbd_kab")
    posted(sari, upload, "jawab", {"lain:given_category:A": "petani"})
    looked_at = previewed(sari, worked(upload))
    posted(sari, upload, "jawab", {"lain:given_category:A": "nelayan"})
    assert worked(upload).state == UploadState.STAGED

    assert posted(sari, upload, "terapkan", looked_at)[0] == 409
    assert posted(sari, upload, "terapkan", previewed(sari, upload))[0] == 303


def test_a_forged_question_with_the_number_of_a_person_is_not_kept(paser, sari):
    upload = sent(a_template(a_row("Busui Lama", 5)), sari)

    assert posted(sari, upload, "jawab", {"jawab:place:6401991506900001|siti": BUSUI})[0] == 422
    assert Upload.objects.get().answers == {}


def test_an_upload_is_closed_by_its_sender_also_while_it_waits_and_by_nobody_else(paser, sari):
    upload = sent(a_template(a_row(BUSUI, 12)), sari)
    rekan = a_person("rekan", Role.ENTERER, paser)
    waiting = received(a_template(a_row(BUSUI, 13)), sari)

    assert posted(rekan, upload, "tutup", {})[0] == 403
    assert {posted(sari, one, "tutup", {})[0] for one in (upload, waiting)} == {303}

    assert set(Upload.objects.values_list("state", flat=True)) == {UploadState.CANCELLED}
    assert "ditutup tanpa diterapkan" in signed_in(sari).get(f"/impor/{upload.pk}/").content.decode()


def test_undoing_takes_back_what_nobody_changed_since_and_tells_both(paser, places, sari):
    upload = sent(a_template(a_row(BUSUI, 12), a_row(KASUNGAI, 5)), sari)
    posted(sari, upload, "terapkan", previewed(sari, upload))
    worked(upload)
    save_figures(cells=[a_cell(places[BUSUI], 13, seen=1)], by=sari, at=A_MOMENT, via=Via.FORM)
    client = signed_in(sari)

    answer = client.post(f"/impor/{upload.pk}/batalkan/", {"alasan": "Salah berkas"}, follow=True)

    page = " ".join(answer.content.decode().split())
    assert figures() == {BUSUI: 13, KASUNGAI: None}
    assert "1 isian kembali seperti semula, 1 dibiarkan" in page
    assert "Isian ini dibiarkan ketika impor dibatalkan atau dipulihkan." in page
    assert "Dibatalkan oleh Sari" in page
    assert "Salah berkas" in page
    assert "/batalkan/" not in page


def test_what_was_taken_back_is_restored_and_can_be_taken_back_again(paser, places, sari):
    upload = sent(a_template(a_row(BUSUI, 12), a_row(KASUNGAI, 5)), sari)
    posted(sari, upload, "terapkan", previewed(sari, upload))
    worked(upload)
    client, why = signed_in(sari), {"alasan": "Ternyata berkasnya benar"}
    assert 'pulihkan/"' not in client.get(f"/impor/{upload.pk}/").content.decode()
    posted(sari, upload, "batalkan", why)
    save_figures(cells=[a_cell(places[BUSUI], 99, seen=2)], by=sari, at=A_MOMENT, via=Via.FORM)
    assert 'pulihkan/"' in client.get(f"/impor/{upload.pk}/").content.decode()

    answer = client.post(f"/impor/{upload.pk}/pulihkan/", why, follow=True)

    page = " ".join(answer.content.decode().split())
    assert (figures(), Upload.objects.get().state) == ({BUSUI: 99, KASUNGAI: 5}, UploadState.APPLIED)
    assert "1 isian kembali seperti diimpor, 1 dibiarkan" in page
    assert ("Dipulihkan oleh Sari" in page, "Diubah orang sesudah impor ini: 1 isian" in page) == (True, True)
    assert posted(sari, upload, "batalkan", why)[0] == 303
    assert (figures(), Upload.objects.get().state) == ({BUSUI: 99, KASUNGAI: None}, UploadState.UNDONE)


@pytest.mark.parametrize("form", [{}, {"alasan": "pendek"}])
def test_restoring_needs_a_reason_as_undoing_does(paser, sari, form):
    upload = sent(a_template(a_row(BUSUI, 12)), sari)
    posted(sari, upload, "terapkan", previewed(sari, upload))
    worked(upload)
    posted(sari, upload, "batalkan", {"alasan": "Salah berkas sekali"})

    assert posted(sari, upload, "pulihkan", form)[0] == 422
    assert figures() == {BUSUI: None}
