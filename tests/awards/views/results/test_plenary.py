"""The plenary's page: meetings, attendance, decisions; and the Berita Acara with a signature block for each juror."""

import pytest

from awards.actions.results.closing import close_round
from awards.models import Plenary, PlenaryDecision
from tests.awards.closings import a_judged_round

MEETING = {"tanggal": "2025-08-04", "jam": "09:00", "tempat": "Kantor Gubernur", "tamu": "Kepala Biro Hukum"}


@pytest.fixture
def judged_round(edition, places, citra, ayu, bayu):
    return a_judged_round(edition, places, citra, [ayu, bayu])


@pytest.fixture
def page(judged_round):
    return f"/penghargaan/putaran/{judged_round.round.pk}/pleno/"


@pytest.fixture
def secretariat(client, citra, time_machine, at):
    time_machine.move_to(at, tick=False)
    client.force_login(citra)
    return client


def test_a_plenary_is_noted_with_who_was_there_and_what_it_decided(judged_round, page, secretariat):
    seat = judged_round.seats[0]
    assert secretariat.post(page, MEETING | {"hadir": [seat.pk]}).status_code == 302

    about = {"tentang": f"p{judged_round.entries[0].pk}", "keputusan": "Nilai inovasi dibahas dan diterima"}
    assert secretariat.post(f"{page}1/keputusan/", about).status_code == 302

    text = secretariat.get(page).content.decode()
    assert "Hadir 1 dari 2 penilai" in text
    assert "4 Agustus 2025 pukul 09.00 WITA, Kantor Gubernur" in text
    assert "Kabupaten Paser" in text
    assert PlenaryDecision.objects.get().entry == judged_round.entries[0]


def test_the_berita_acara_has_a_block_for_each_juror_and_the_closed_order(judged_round, page, secretariat, citra, at):
    secretariat.post(page, MEETING | {"hadir": [seat.pk for seat in judged_round.seats]})
    result = close_round(round_=judged_round.round, category=judged_round.category, by=citra, at=at)

    text = secretariat.get(f"{page}1/berita-acara/").content.decode()
    pdf = secretariat.get(f"{page}1/berita-acara.pdf")

    signatures = text[text.index('id="tanda-tangan"') :]
    assert signatures.index("Ayu") < signatures.index("Bayu")
    assert result.digest in text
    assert pdf.content.startswith(b"%PDF")


@pytest.mark.parametrize(
    "told", [{"tempat": ""}, {"tanggal": "x"}, {"hadir": ["999"]}, {"tempat": "Rumah 6401010101010001"}]
)
def test_minutes_that_cannot_be_kept_come_back_and_store_nothing(page, secretariat, told):
    assert secretariat.post(page, MEETING | told).status_code == 422
    assert not Plenary.objects.exists()


def test_a_decision_on_an_entry_of_another_round_is_not_taken(judged_round, page, secretariat):
    secretariat.post(page, MEETING)

    answer = secretariat.post(f"{page}1/keputusan/", {"tentang": "p999", "keputusan": "Diterima seluruhnya"})

    assert answer.status_code == 422
    assert secretariat.post(f"{page}2/keputusan/", {}).status_code == 404
    assert not PlenaryDecision.objects.exists()


@pytest.mark.parametrize(("who", "status"), [("ayu", 403), ("dewi", 404), ("hana", 404)])
def test_jurors_and_entrants_do_not_keep_the_minutes(page, who, status, request, client):
    client.force_login(request.getfixturevalue(who))

    assert client.get(page).status_code == client.post(page, MEETING).status_code == status
