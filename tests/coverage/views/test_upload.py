"""The page of one upload over HTTP: its progress, its preview, its rows, and who may see it."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.abilities import Role
from coverage.actions.figures import save_figures
from coverage.actions.uploads.applying import apply_upload
from coverage.enums import StatedBy, UploadState, UploadUse, Via
from coverage.models import StagedRow, Upload
from tests.accounts.people import signed_in
from tests.coverage.factories import a_cell, a_target, an_open_report
from tests.coverage.uploads import BATU_KAJANG, BUSUI, KASUNGAI, a_row, a_template, a_workbook, received, sent
from tests.factories import A_MOMENT, a_person


@pytest.fixture
def paser(places):
    a_target(places["64.01"], 200)
    an_open_report(places["64.01"])
    return places["64.01"]


def page_of(user, upload, query: str = ""):
    return signed_in(user).get(f"/impor/{upload.pk}/{query}")


def text_of(user, upload, query: str = "") -> str:
    return " ".join(page_of(user, upload, query).content.decode().split())


def test_while_it_waits_the_page_asks_again_by_itself_and_offers_to_stop(paser, sari):
    upload = received(a_template(a_row(BUSUI, 12)), sari)

    page = text_of(sari, upload)

    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in page
    assert "Menunggu giliran dibaca." in page
    assert f'action="/impor/{upload.pk}/tutup/"' in page


def test_the_menu_marks_the_imports_on_the_page_of_one(paser, sari):
    upload = received(a_template(a_row(BUSUI, 12)), sari)

    marked = [re.findall(r'href="([^"]+)" aria-current="(\w+)"', page) for page in
              (text_of(sari, upload), signed_in(sari).get("/impor/").content.decode())]  # fmt: skip

    assert marked == [[("/impor/", "true")], [("/impor/", "page")]]


def test_reading_tells_rows_and_an_estimate_from_its_own_pace(paser, sari):
    upload = received(a_template(a_row(BUSUI, 12)), sari)
    Upload.objects.update(
        state=UploadState.READING, rows_read=20_000, rows_expected=100_000, began_at=A_MOMENT,
        alive_at=A_MOMENT + timedelta(seconds=5),
    )  # fmt: skip

    told = signed_in(sari).get(f"/impor/{upload.pk}/kemajuan.json").json()

    assert told == {
        "state": "reading", "under_way": True, "rows": 20_000, "expected": 100_000,
        "words": "20.000 dari sekitar 100.000 baris dibaca, kira-kira 20 detik lagi.",
    }  # fmt: skip


def test_a_preview_tells_counts_effect_and_that_nothing_is_stored(paser, sari):
    save_figures(cells=[a_cell(paser, 100)], by=sari, at=A_MOMENT, via=Via.FORM)
    upload = sent(a_template(a_row(BUSUI, 12), a_row("64.01", 80)), sari)

    page = text_of(sari, upload)

    assert "Pratinjau: belum ada yang disimpan" in page
    assert "Bila diterapkan: 1 isian baru, 1 berubah, 0 tetap." in page
    assert "Terapkan semua: 2 baris" in page
    assert "50,00 % → <strong>46,00 %</strong>" in page.replace("\xa0", " ")
    assert "−8" in page


@pytest.mark.parametrize(("heads", "is_flagged"), [(200, False), (201, True)])
def test_a_preview_flags_a_number_above_the_target(paser, sari, heads, is_flagged):
    upload = sent(a_template(a_row(BUSUI, heads)), sari)

    assert ("melampaui target, perlu diperiksa" in text_of(sari, upload)) == is_flagged


def test_rows_are_shown_by_what_becomes_of_them_with_old_new_and_difference(paser, sari):
    save_figures(cells=[a_cell(paser, 1_300)], by=sari, at=A_MOMENT, via=Via.FORM)
    upload = sent(a_template(a_row("64.01", 1_250), a_row(BUSUI, 7)), sari)

    changed = page_of(sari, upload, "?lihat=berubah").context["lines"]
    new = page_of(sari, upload, "?lihat=baru").context["lines"]

    assert [(line.name, line.old, line.new, line.delta) for line, _ in changed] == [
        ("Kabupaten Paser", "1.300", "1.250", -50)
    ]
    assert [(line.code, line.old, line.new, line.delta) for line, _ in new] == [(BUSUI, "belum diisi", "7", 7)]


def test_with_bad_rows_only_the_good_ones_can_be_applied_and_both_numbers_are_told(paser, sari):
    upload = sent(a_template(a_row(BUSUI, 12), a_row(KASUNGAI, "81,5")), sari)

    page = text_of(sari, upload)

    assert "Terapkan 1 baris yang baik saja (1 baris tidak diambil)" in page
    assert 'value="all" disabled' in page
    assert "tertulis: 81,5" in page


def test_a_file_without_effect_is_never_green_and_offers_nothing_to_apply(paser, sari):
    save_figures(cells=[a_cell(paser, 30)], by=sari, at=A_MOMENT, via=Via.FORM)
    upload = sent(a_template(a_row("64.01", 30)), sari)

    page = text_of(sari, upload)

    assert "Tidak ada angka yang akan berubah: 1 baris sama dengan yang tersimpan." in page
    assert "status-good" not in page
    assert "/terapkan/" not in page


def test_the_same_file_again_tells_when_and_by_whom_it_was_applied(paser, sari):
    content = a_template(a_row(BUSUI, 12))
    first = sent(content, sari)
    apply_upload(upload=first, partly=False, by=sari, at=A_MOMENT)

    page = text_of(sari, sent(content, sari))

    assert "Berkas yang sama sudah diterapkan oleh Sari" in page
    assert f'href="/impor/{first.pk}/"' in page


def test_after_applying_the_reports_that_were_written_and_later_edits_are_listed(paser, places, sari):
    upload = sent(a_template(a_row(BUSUI, 12), a_row(KASUNGAI, 5)), sari)
    apply_upload(upload=upload, partly=False, by=sari, at=A_MOMENT)
    rekan = a_person("rekan", Role.ENTERER, paser)
    save_figures(cells=[a_cell(places[BUSUI], 13, seen=1)], by=rekan, at=A_MOMENT + timedelta(hours=1), via=Via.FORM)

    answer = page_of(sari, upload)

    assert [(one.code, one.month) for one in answer.context["reports"]] == [("64.01", 202507)]
    later = answer.context["later"]
    assert [(one.figure.region.code, one.figure.enrolled, one.by) for one in later.rows] == [(BUSUI, 13, rekan)]
    assert "Diubah orang sesudah impor ini: 1 isian" in answer.content.decode()


def test_each_sheet_is_listed_with_what_was_done_with_it(paser, sari):
    head = ["Kode Wilayah", "Periode", "Kategori", "Sumber Dana", "Peserta Aktif"]
    rows = [head, [BUSUI, "2025-07", "petani", "apbd_kab", 5], [KASUNGAI, "2025-07", "petani", "apbd_kab", ""]]
    upload = sent(a_workbook({"Data": rows, "Catatan": [["Halo"]], "Lama": rows}, hidden=["Lama"]), sari)

    answer = page_of(sari, upload)

    sheets = {one.name: (one.counts, one.is_left) for one in answer.context["sheets"]}
    for counts, _ in sheets.values():
        assert counts["read"] == sum(count for kind, count in counts.items() if kind != "read")
    assert {name: is_left for name, (_, is_left) in sheets.items()} == {"Data": False, "Catatan": True, "Lama": True}
    assert "Lembar ini tersembunyi, jadi dilewati." in answer.content.decode()


def test_who_does_not_reach_all_its_reports_finds_no_such_upload(places, paser, sari, wati, stranger):
    an_open_report(places["64.02"])
    importer = a_person("importir", Role.IMPORTER, places["64"])
    upload = sent(a_template(a_row(BUSUI, 12), a_row("64.02", 7)), importer)
    own = sent(a_template(a_row(BUSUI, 12)), importer)

    found = {user.username: page_of(user, upload).status_code for user in (importer, sari, wati, stranger)}

    assert found == {"importir": 200, "sari": 404, "wati": 403, "stranger": 404}
    assert page_of(sari, own).status_code == 200
    assert page_of(sari, Upload(pk=10**30)).status_code == 404


def test_a_colleague_may_look_and_apply_but_decides_nothing(paser, sari):
    upload = sent(a_template(a_row(BUSUI, 12), a_row(KASUNGAI, "-")), sari)

    page = text_of(a_person("rekan", Role.ENTERER, paser), upload)

    assert "Yang menjawab adalah Sari, pengunggahnya." in page
    assert ("/terapkan/" in page, "/tutup/" in page, "lewati:" in page) == (True, False, False)


@pytest.mark.parametrize("query", ["?lihat=semua", "?halaman=0", "?halaman=99", "?lihat=baru&halaman=x"])
def test_what_the_address_asks_and_there_is_not_is_said(paser, sari, query):
    assert page_of(sari, sent(a_template(a_row(BUSUI, 12)), sari), query).status_code == 400


def test_a_page_costs_as_many_queries_and_rows_for_many_rows_as_for_few(paser, places, sari):
    client, counts = signed_in(sari), []
    codes = (BUSUI, KASUNGAI, BATU_KAJANG)
    rows = [a_row(code, 5, category=one) for code in codes for one in ("petani", "nelayan", "kader", "umkm", "prt")]
    rows += [
        a_row(code, 5, payer="csr", category=one) for code in codes for one in ("petani", "nelayan", "kader", "umkm")
    ]
    for some in ([rows[0], rows[5]], rows):  # a single village asks one question less: it leaves none out
        upload = sent(a_template(*some), sari)
        client.get(f"/impor/{upload.pk}/")
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(f"/impor/{upload.pk}/")
        counts.append(len(asked))

    assert counts[0] == counts[1] < 30
    assert (len(answer.context["lines"]), answer.context["page"].pages) == (25, 2)
    second = client.get(f"/impor/{upload.pk}/?halaman=2").context["lines"]
    assert [line.row.row_number for line, _ in second] == [27, 28]
    assert StagedRow.objects.filter(upload=upload).count() == 27


def test_a_file_that_could_not_be_read_says_why_and_asks_nothing(paser, sari):
    upload = sent(a_template(a_row(BUSUI, 12)), sari, sheet="Tidak ada")

    page = text_of(sari, upload)

    assert upload.found["refused"]["message"] in page
    assert [word in page for word in ("/jawab/", "/terapkan/", "/tutup/", 'id="lembar"')] == [False] * 4


def test_a_list_of_persons_tells_how_many_were_counted_and_lets_no_row_be_put_right(paser, sari):
    rows = [["NIK", "Desa", "Kategori", "Sumber Dana"], ["6401010101900001", "Busui", "petani", "apbd_kab"]]
    rows += [["6401010101900002", "Busui Lama", "petani", "apbd_kab"]]
    upload = sent(a_workbook({"Daftar": rows}), sari, month=202507)

    page = text_of(sari, upload, "?lihat=perlu-dipastikan")

    assert "2 orang dibaca; yang diambil hanya jumlahnya per wilayah" in page
    assert "NIK, tidak disimpan" in page
    assert "64010101019" not in page
    assert ("lewati:" in page, "peran:" in page, "/berkas/" in page) == (False, False, False)
    assert "Busui Lama" in page


def test_a_list_in_which_nobody_could_be_counted_does_not_offer_to_put_rows_right(paser, sari):
    rows = [["NIK", "Desa", "Kategori", "Sumber Dana"], ["6401010000000001", "Busui", "petani", "apbd_kab"]]
    upload = sent(a_workbook({"Daftar": rows}), sari, month=202507)

    page = text_of(sari, upload)

    assert "Tidak satu orang pun dapat dihitung" in page
    assert "Perbaiki barisnya di bawah ini" not in page


def test_a_row_of_an_unknown_kind_of_worker_asks_for_no_count_but_leads_to_the_question(paser, sari):
    rows = [["Desa", "Kategori", "Peserta Aktif"], ["Busui", "Tukang ojek", 5]]
    upload = sent(a_workbook({"A": rows}), sari, month=202507, payer="apbd_kab")

    page = text_of(sari, upload, "?lihat=perlu-dipastikan")

    assert "Jumlah yang benar" not in page
    assert "Jawab sekali di atas untuk semua baris yang sama" in page


def test_what_is_taken_as_comparison_says_whose_word_it_is_before_and_after(paser, sari):
    upload = sent(a_template(a_row(BUSUI, 12)), sari, use=UploadUse.COMPARISON, stated_by=StatedBy.BPJS)

    before = text_of(sari, upload)
    apply_upload(upload=upload, partly=False, by=sari, at=A_MOMENT)
    after = text_of(sari, upload)

    for page in (before, after):
        assert "Angka pembanding menurut BPJS Ketenagakerjaan." in page
    assert ("Terapkan semua: 1 baris" in before, "Batalkan impor" in after) == (True, True)


def test_an_applied_file_without_effect_is_not_green_either(paser, sari):
    content = a_template(a_row(BUSUI, 12))
    for _ in range(2):
        upload = sent(content, sari)
        apply_upload(upload=upload, partly=False, by=sari, at=A_MOMENT)

    page = text_of(sari, upload)

    assert "Tidak ada angka yang berubah." in page
    assert ("status-good" in page, "/batalkan/" in page) == (False, False)
