"""The plenary's page: meetings, attendance, decisions; and the Berita Acara with a signature block for each juror."""

from datetime import date, timedelta

import pytest

from accounts.abilities import Role
from accounts.models import Assignment, User
from awards.actions.results.closing import close_round
from awards.enums import RoundStage
from awards.models import Edition, Mark, Plenary, PlenaryDecision, Publication, Seat
from regions.models import Region
from tests.awards.closings import a_judged_round
from tests.awards.rows import criteria_for, moved_to
from tests.factories import A_MOMENT

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
    about = {"tentang": f"k{judged_round.category.pk}", "keputusan": "Urutan diterima seluruhnya"}
    secretariat.post(f"{page}1/keputusan/", about)

    text = secretariat.get(f"{page}1/berita-acara/").content.decode()
    pdf = secretariat.get(f"{page}1/berita-acara.pdf")

    signatures = text[text.index('id="tanda-tangan"') :]
    assert signatures.index("Ayu") < signatures.index("Bayu")
    assert result.digest in text
    assert pdf.content.startswith(b"%PDF")


def test_the_berita_acara_says_the_same_when_jury_and_result_have_changed(
    judged_round, page, secretariat, citra, at, time_machine
):
    secretariat.post(page, MEETING | {"hadir": [judged_round.seats[1].pk]})
    close_round(round_=judged_round.round, category=judged_round.category, by=citra, at=at)
    about = {"tentang": f"k{judged_round.category.pk}", "keputusan": "Urutan diterima seluruhnya"}
    secretariat.post(f"{page}1/keputusan/", about)
    paths = [f"{page}1/berita-acara/", f"{page}1/berita-acara.pdf"]
    before = [sheet_in(secretariat.get(path).content) for path in paths]

    Seat.objects.filter(pk=judged_round.seats[1].pk).update(ended_at=at, decree="SK 2/2025")
    Edition.objects.update(label="Lain")
    criteria_for(judged_round.round, judged_round.category, citra)
    Mark.objects.update(points=1)
    close_round(
        round_=judged_round.round, category=judged_round.category, by=citra, at=at, reason="Kriterianya diganti"
    )
    time_machine.move_to(at + timedelta(minutes=5), tick=False)

    assert [sheet_in(secretariat.get(path).content) for path in paths] == before
    assert "Urutan diterima" not in secretariat.get(f"{paths[0]}?versi=1").content.decode()
    assert secretariat.get(f"{paths[0]}?versi=3").status_code == 400


def give_role(user: User, role: Role, region: Region) -> None:
    Assignment.objects.create(user=user, role=role, region=region, since=date(2020, 1, 1), granted_at=A_MOMENT)


def sheet_in(content: bytes) -> bytes:
    """Return the printed sheet of a page; a file as it is."""
    if content.startswith(b"%PDF"):
        return content
    return content[content.index(b"<article") : content.index(b"</article>")]


def test_who_sits_in_the_jury_reads_no_order_though_he_is_of_the_secretariat_too(
    judged_round, page, secretariat, ayu, places, client, citra, at
):
    secretariat.post(page, MEETING)
    about = {"tentang": f"p{judged_round.entries[0].pk}", "keputusan": "Paser di urutan pertama"}
    secretariat.post(f"{page}1/keputusan/", about)
    assert "Paser di urutan pertama" in secretariat.get(page).content.decode()
    give_role(ayu, Role.SECRETARY, places["64"])
    client.force_login(ayu)

    assert client.get(page).status_code == 403
    assert client.get(f"{page}1/berita-acara/").status_code == 403
    assert client.get(f"{page}1/berita-acara.pdf").status_code == 403


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


def test_no_meeting_is_noted_before_the_stage_of_plenaries_has_come(judged_round, page, secretariat):
    assert 'name="tempat"' in secretariat.get(page).content.decode()
    moved_to(judged_round.round, RoundStage.VERIFICATION)

    shown, answer = secretariat.get(page), secretariat.post(page, MEETING)

    assert "sejak tahap Rapat pleno dibuka" in shown.content.decode()
    assert 'name="tempat"' not in shown.content.decode()
    assert (answer.status_code, Plenary.objects.count()) == (422, 0)
    assert 'value="Kantor Gubernur"' in answer.content.decode()  # what was typed stays where it is refused


def test_no_decision_is_offered_once_all_results_are_public(judged_round, page, secretariat, citra, admin, at):
    secretariat.post(page, MEETING)
    assert "Catat keputusan" in secretariat.get(page).content.decode()
    result = close_round(round_=judged_round.round, category=judged_round.category, by=citra, at=at)
    Publication.objects.create(
        result=result, sk_number="1", sk_on=at.date(), asked_by=citra, asked_at=at, approved_by=admin, approved_at=at
    )

    text = secretariat.get(page).content.decode()

    assert "Catat keputusan" not in text
    assert "keputusan rapat pleno tidak dapat ditambah" in text
