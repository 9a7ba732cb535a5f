"""The interview tracker through the browser, without scripts."""

import re

import pytest

from awards.enums import RoundStage
from awards.models import Conflict, Interview, Question
from tests.accounts.people import signed_in
from tests.awards.desks import a_desk
from tests.factories import A_MOMENT


@pytest.fixture
def desk(edition, places, citra, ayu, bayu, time_machine):
    time_machine.move_to(A_MOMENT, tick=False)
    return a_desk(edition, places, citra, (ayu, bayu), RoundStage.INTERVIEW, state="nominee")


def address(desk, more=""):
    return f"/penghargaan/putaran/{desk.round.pk}/wawancara/{more}"


def shown(client, desk):
    return " ".join(re.sub(r"<[^>]+>", " ", client.get(address(desk)).content.decode()).split())


def test_the_secretariat_runs_an_interview(desk, citra, time_machine):
    client, here = signed_in(citra), address(desk, f"{desk.paser.pk}/")
    client.post(address(desk), {f"tempat-{desk.paser.pk}": "1", f"tempat-{desk.kutim.pk}": "2", "urutan": "tulis"})
    client.post(here, {"catat": "mulai"})
    running = shown(client, desk)
    client.post(here, {"catat": "hadir", "pimpinan": "tidak", "diwakili": "Sekretaris daerah"})
    time_machine.shift(21 * 60)
    client.post(here, {"catat": "selesai"})
    done = shown(client, desk)

    assert "berlangsung sejak 4 Agustus 2025 pukul 10.00 WITA, direncanakan 20 menit" in running
    assert "selesai, 21 menit" in done
    assert "Pimpinan tidak hadir; diwakili Sekretaris daerah." in done


@pytest.mark.parametrize(
    ("more", "told", "words"),
    [
        ("", {"urutan": "tulis"}, "setiap nomor dari 1 sampai 2 tepat sekali"),
        ("", {"tempat-PASER": "dua", "tempat-KUTIM": "1"}, "setiap nomor dari 1 sampai 2"),
        ("PASER/", {"catat": "mulai"}, "belum mempunyai urutan wawancara"),
        ("PASER/", {}, "belum mempunyai urutan wawancara"),
    ],
)
def test_what_cannot_be_is_said(desk, citra, more, told, words):
    names = {"PASER": str(desk.paser.pk), "KUTIM": str(desk.kutim.pk)}

    def named(text):
        for name, number in names.items():
            text = text.replace(name, number)
        return text

    answer = signed_in(citra).post(address(desk, named(more)), {named(key): text for key, text in told.items()})

    assert (answer.status_code, words in answer.content.decode()) == (422, True)
    assert Interview.objects.count() == 0


def test_jurors_ask_and_read_questions_and_nobody_else_does(desk, ayu, bayu, citra):
    signed_in(ayu).post(address(desk, f"{desk.paser.pk}/pertanyaan/"), {"pertanyaan": "Apa rencana 2024?"})
    bad = signed_in(ayu).post(address(desk, f"{desk.paser.pk}/pertanyaan/"), {"pertanyaan": "x" * 501})
    not_hers = signed_in(citra).post(address(desk, f"{desk.paser.pk}/pertanyaan/"), {"pertanyaan": "Apa?"})
    seen = ["Apa rencana 2024?" in shown(signed_in(user), desk) for user in (ayu, bayu, citra)]
    Conflict.objects.create(seat=desk.other, entry=desk.paser, kind="family", source="declared", found_at=A_MOMENT)

    assert (bad.status_code, not_hers.status_code, Question.objects.count()) == (422, 403, 1)
    assert "x" * 501 in bad.content.decode()
    assert seen == [True, True, False]
    assert "Apa rencana 2024?" not in shown(signed_in(bayu), desk)


def test_a_juror_notes_nothing(desk, ayu):
    client = signed_in(ayu)

    assert client.post(address(desk, f"{desk.paser.pk}/"), {"catat": "mulai"}).status_code == 403
    assert client.post(address(desk), {"urutan": "undi"}).status_code == 403


def test_an_entry_of_another_round_does_not_exist_here(desk, citra):
    assert signed_in(citra).post(address(desk, "99999/"), {"catat": "mulai"}).status_code == 404


def test_the_secretariat_sets_times_on_the_clock_of_the_round_and_jurors_see_them(desk, ayu, citra):
    client, here = signed_in(citra), address(desk, f"{desk.paser.pk}/")
    client.post(address(desk), {"urutan": "undi"})
    mine = f"jadwal-{desk.paser.pk}"
    told = {"catat": "jadwal", f"{mine}-day": "2025-08-06", f"{mine}-clock": "09.30", f"{mine}-minutes": "45",
            f"{mine}-venue": "Ruang Ruhui Rahayu"}  # fmt: skip

    bad = client.post(here, told | {f"{mine}-minutes": "lama"})
    outside = client.post(here, told | {f"{mine}-day": "2026-08-06"})
    done = client.post(here, told)

    assert ("Tulis lamanya sebagai angka" in bad.content.decode(), bad.status_code) == (True, 422)
    assert ("di luar tahap Wawancara" in outside.content.decode(), outside.status_code) == (True, 422)
    assert "Ruang Ruhui Rahayu" in outside.content.decode()  # nothing typed is lost
    assert done.status_code == 302
    words = "Dijadwalkan Rabu, 6 Agustus 2025 pukul 09.30 WITA, 45 menit, di Ruang Ruhui Rahayu."
    assert words in shown(signed_in(ayu), desk)
