"""A juror's sheet through the browser: saved, gone on from, made final, refused."""

import re
from datetime import timedelta

import pytest

from accounts.models import AuditEntry
from awards.arithmetic.schemes import Phase
from awards.enums import RoundStage
from awards.models import Conflict, Entry, Mark, MarkSheet, Seat
from tests.awards.desks import a_desk, finished, saved
from tests.awards.rows import moved_to
from tests.factories import A_MOMENT

TYPED = {"versi": "0", "nilai-inovasi": "70", "angka-regulasi": "82,5", "catatan-regulasi": "Perda 3/2023"}
JSON = {"HTTP_ACCEPT": "application/json"}


@pytest.fixture
def desk(edition, places, citra, ayu, bayu, time_machine):
    time_machine.move_to(A_MOMENT, tick=False)
    return a_desk(edition, places, citra, (ayu, bayu))


@pytest.fixture
def juror(client, desk, ayu):
    client.force_login(ayu)
    return client


def address(desk, entry=None, more=""):
    return f"/penghargaan/putaran/{desk.round.pk}/nilai/{(entry or desk.paser).pk}/{more}"


def text(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def marks():
    return {one.criterion: str(one.points.normalize()) for one in Mark.objects.exclude(points=None)}


def test_a_sheet_shows_criteria_with_steps_and_guidance(juror, desk):
    page = juror.get(address(desk))

    shown = text(page)
    assert page.status_code == 200
    for words in ("Kabupaten Paser", "Inovasi", "bobot 60", "dirintis", "Ciri tingkat berjalan", "Simpan dan lanjut",
                  "Baca bukti dukungnya dulu.", "Catatan (wajib bila tanpa bukti)"):  # fmt: skip
        assert words in shown
    assert "Wawancara 100" not in shown
    assert f'href="/penghargaan/peserta/{desk.paser.pk}/"' in page.content.decode()  # where the proofs are read


def test_a_save_stays_on_the_page_with_what_was_given(juror, desk):
    answer = juror.post(address(desk), TYPED)
    page = juror.get(answer["Location"])

    assert answer["Location"] == address(desk)
    assert marks() == {"inovasi": "7E+1", "regulasi": "82.5"}
    assert 'value="82,5"' in page.content.decode()
    assert re.search(r'value="70"[^>]* checked', page.content.decode())
    assert "Nilai untuk Kabupaten Paser tersimpan, belum final" in text(page)


def test_save_and_next_takes_the_entry_that_fewest_have_begun(juror, desk, places, citra):
    third = Entry.objects.create(
        round=desk.round, category=desk.paser.category, region=places["64.74"], origin="region", state="verified",
        proposed_by=citra, proposed_at=A_MOMENT,
    )  # fmt: skip
    saved(desk.other, desk.kutim)

    first = juror.post(address(desk), TYPED | {"lalu": "lanjut"})["Location"]
    saved(desk.other, third)
    juror.post(first, TYPED | {"lalu": ""})
    second = juror.post(first, TYPED | {"versi": "1", "lalu": "lanjut"})["Location"]

    assert (first, second) == (address(desk, third), address(desk, desk.kutim))


def test_final_goes_on_and_after_the_last_to_the_list(juror, desk):
    first = juror.post(address(desk), TYPED | {"lalu": "final"})["Location"]
    last = juror.post(first, TYPED | {"lalu": "final"})["Location"]

    assert (first, last) == (address(desk, desk.kutim), f"/penghargaan/putaran/{desk.round.pk}/nilai/?tahap=berkas")
    assert MarkSheet.objects.filter(final_at=None).count() == 0
    shown = text(juror.get(address(desk)))
    assert "Nilai Anda final sejak 4 Agustus 2025 pukul 10.00 WITA" in shown
    assert "Simpan dan lanjut </button> <fieldset" not in shown
    assert AuditEntry.objects.filter(act="marks_final").count() == 2


def test_a_stale_save_shows_both_and_the_choice_stores_one(juror, desk):
    juror.post(address(desk), TYPED)
    stale = juror.post(address(desk), TYPED | {"nilai-inovasi": "100"})
    shown = stale.content.decode()

    assert stale.status_code == 409
    assert "dari jendela lain" in text(stale)
    assert "Yang tersimpan dari jendela lain: 70" in text(stale)
    assert re.search(r'value="100"[^>]* checked', shown)
    version = re.search(r'name="versi" value="(\d+)"', shown)[1]
    juror.post(address(desk), TYPED | {"nilai-inovasi": "100", "versi": version})
    assert marks()["inovasi"] == "1E+2"


def test_a_criterion_left_blank_in_a_stale_window_takes_nothing_away(juror, desk):
    juror.post(address(desk), TYPED)

    stale = juror.post(address(desk), {"versi": "0", "nilai-inovasi": "100"}).content.decode()

    assert re.search(r'value="100"[^>]* checked', stale)
    assert 'value="82,5"' in stale
    assert "Isian di halaman ini belum disimpan." in stale
    assert stale.count("Yang tersimpan dari jendela lain") == 1


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"angka-regulasi": "101"}, "101 di luar skala Kualitas regulasi"),
        ({"angka-regulasi": "banyak"}, "“banyak” untuk Kualitas regulasi bukan angka"),
        ({"nilai-inovasi": "50"}, "50 bukan tingkat pada skala Inovasi"),
        ({"bukti-regulasi": "7"}, "Bukti yang dipilih untuk Kualitas regulasi bukan bukti peserta ini"),
        ({"bukti-regulasi": "<script>"}, "Bukti yang dipilih"),
        ({"catatan-regulasi": "NIK 6401010101010001"}, "NIK"),
        ({"versi": "bukan"}, "jendela lain"),
    ],
)
def test_what_cannot_stand_is_refused_with_what_was_typed(juror, desk, typed, words):
    saved(desk.one, desk.paser)
    before = list(Mark.objects.values())

    answer = juror.post(address(desk), TYPED | {"versi": "1", "nilai-inovasi": "100"} | typed)

    assert answer.status_code in (409, 422)
    assert words in text(answer)
    assert list(Mark.objects.values()) == before
    echoed = [text_typed for name, text_typed in typed.items() if name in ("angka-regulasi", "catatan-regulasi")]
    assert [each for each in echoed if each not in answer.content.decode()] == []


def test_final_without_all_marks_keeps_the_draft_and_says_what_lacks(juror, desk):
    answer = juror.post(address(desk), {"versi": "0", "nilai-inovasi": "40", "lalu": "final"})

    assert answer.status_code == 422
    assert "Kualitas regulasi belum dinilai" in text(answer)
    assert marks() == {"inovasi": "4E+1"}
    assert 'name="versi" value="1"' in answer.content.decode()


def test_the_script_saves_drafts_as_json(juror, desk):
    first = juror.post(address(desk), TYPED, **JSON)
    again = juror.post(address(desk), TYPED, **JSON)
    stale = juror.post(address(desk), TYPED | {"nilai-inovasi": "0"}, **JSON)
    bad = juror.post(address(desk), TYPED | {"versi": "1", "angka-regulasi": "101"}, **JSON)

    assert [first.json(), again.json()] == [{"state": "saved", "version": 1}] * 2
    assert (stale.status_code, stale.json()["state"], stale.json()["version"]) == (409, "stale", 1)
    assert (bad.status_code, bad.json()["state"]) == (422, "refused")
    assert "di luar skala" in bad.json()["message"]


def test_a_recused_juror_is_kept_out_with_the_reason(juror, desk):
    Conflict.objects.create(seat=desk.one, entry=desk.paser, kind="family", source="declared", found_at=A_MOMENT)

    for answer in (juror.get(address(desk)), juror.post(address(desk), TYPED)):
        assert (answer.status_code, "tidak ikut menilai Kabupaten Paser" in text(answer)) == (403, True)
    assert marks() == {}


def test_without_a_declaration_or_outside_the_stage_the_sheet_is_closed(juror, desk):
    Seat.objects.update(declared_at=A_MOMENT - timedelta(days=1))
    undeclared = text(juror.get(address(desk)))
    Seat.objects.update(declared_at=A_MOMENT)
    moved_to(desk.round, RoundStage.PLENARY)
    late = juror.post(address(desk), TYPED)

    assert "Nyatakan dulu benturan kepentingan Anda" in undeclared
    assert (late.status_code, "Tahap itu tidak sedang dibuka" in text(late)) == (422, True)
    assert marks() == {}


def test_what_is_not_verified_or_of_another_round_does_not_exist(juror, desk, citra, edition, places):
    from tests.awards.rows import a_round, an_entry

    other = an_entry(a_round(edition, places["63"], citra), desk.paser.category, places["63.01"], citra)
    Entry.objects.filter(pk=desk.kutim.pk).update(state="proposed")

    assert [juror.get(address(desk, each)).status_code for each in (other, desk.kutim)] == [404, 404]
    assert juror.get(address(desk, more="wawancara/")).status_code == 404  # no nominee


def test_nominees_are_marked_after_the_interview(juror, desk):
    Entry.objects.update(state="nominee")
    moved_to(desk.round, RoundStage.INTERVIEW)

    juror.post(address(desk, more="wawancara/"), {"versi": "0", "angka-wawancara": "90"})

    sheet = MarkSheet.objects.get()
    assert (sheet.phase, marks()) == (Phase.INTERVIEW, {"wawancara": "9E+1"})


def test_final_marks_are_refused_by_the_same_page(juror, desk):
    sheet = finished(desk.one, desk.paser)

    answer = juror.post(address(desk), TYPED | {"versi": str(sheet.version), "nilai-inovasi": "0"})

    assert (answer.status_code, "sudah final" in text(answer)) == (422, True)
    assert marks()["inovasi"] == "7E+1"


def test_markup_in_a_note_is_shown_as_text(juror, desk):
    juror.post(address(desk), TYPED | {"catatan-regulasi": "</textarea><script>alert(1)</script>"})

    page = juror.get(address(desk)).content.decode()

    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page
