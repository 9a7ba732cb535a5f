"""The secretariat's page: close, with the password asked anew; and who sees how far each category is."""

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.abilities import Role
from accounts.models import Assignment
from awards.enums import RoundStage
from awards.models import MarkSheet, Objection, Result
from tests.accounts.people import sign_in, with_password
from tests.awards.closings import a_judged_round
from tests.awards.rows import a_category, criteria_for, moved_to


@pytest.fixture
def judged_round(edition, places, citra, ayu, bayu, time_machine, at):
    time_machine.move_to(at, tick=False)
    return a_judged_round(edition, places, citra, [ayu, bayu])


@pytest.fixture
def page(judged_round):
    return f"/penghargaan/putaran/{judged_round.round.pk}/penutupan/"


def signed_in(user) -> Client:
    with_password(user)
    client = Client()
    sign_in(client, user.username)
    return client


@pytest.fixture
def citras(citra):
    return signed_in(citra)


def test_what_lacks_is_listed_and_refuses_the_closing(page, citras):
    MarkSheet.objects.filter(seat__pseudonym="J01").update(final_at=None)

    answer = citras.post(f"{page}kabkota/")

    assert answer.status_code == 422
    assert "3 nilai atau angka belum ada" in answer.content.decode()
    assert "nilai Ayu" in answer.content.decode()
    assert 'id="belum-ada-kabkota"' in answer.content.decode()  # each category its own: two lists would share a name
    assert not Result.objects.exists()


def test_the_password_is_asked_anew_after_ten_minutes(page, citras, time_machine):
    time_machine.shift(11 * 60)

    answer = citras.post(f"{page}kabkota/")

    assert answer.status_code == 302
    assert answer.url.startswith("/akun/konfirmasi/")
    assert not Result.objects.exists()


def test_who_sits_in_the_jury_sees_neither_who_owes_marks_nor_what_was_closed(page, citras, ayu, places, at):
    ayus = signed_in(ayu)
    MarkSheet.objects.filter(seat__user__username="bayu").update(final_at=None)
    assert "nilai Bayu" in citras.get(page).content.decode()
    assert ayus.get(page).status_code == 403

    MarkSheet.objects.update(final_at=at)
    citras.post(f"{page}kabkota/")
    Assignment.objects.create(user=ayu, role=Role.SECRETARY, region=places["64"], since=date(2020, 1, 1), granted_at=at)
    result = f"/penghargaan/hasil/{Result.objects.get().pk}/"
    assert citras.get(result).status_code == 200
    assert ayus.get(result).status_code == 404
    assert result in citras.get(page).content.decode()
    assert ayus.get(page).status_code == 403


@pytest.mark.parametrize(("who", "status"), [("ayu", 403), ("dewi", 404), ("hana", 404), ("stranger", 404)])
def test_others_do_not_reach_it(page, who, status, request, citras):
    client = signed_in(request.getfixturevalue(who))

    assert {client.get(page).status_code, client.post(f"{page}kabkota/").status_code} == {status}


def test_what_is_not_there_is_not_found(page, citras):
    assert citras.post(f"{page}desa/").status_code == 404


def test_only_what_can_be_closed_offers_it_and_the_others_say_why_not(judged_round, page, citras, citra):
    empty = a_category(judged_round.round.edition, code="desa", name="Pemerintah desa", position=2)
    criteria_for(judged_round.round, empty, citra)

    judged, nobody = panels(citras.get(page).content.decode())
    assert "Tutup penilaian" in judged
    assert "Lihat angkanya" in judged  # marks are open to the secretariat, which freezes no more
    assert "Tutup penilaian" not in nobody
    assert "angkanya</a>" not in nobody
    assert "Tidak ada peserta yang dinilai dalam kategori ini" in nobody

    moved_to(judged_round.round, RoundStage.INTERVIEW)
    judged, _nobody = panels(citras.get(page).content.decode())
    assert "Tutup penilaian" not in judged
    assert "Penilaian dapat ditutup setelah tahap Wawancara lewat." in judged


def test_a_reason_that_was_typed_for_another_cause_does_not_close_for_an_objection_granted_since(
    judged_round, page, citras, citra, hana, at
):
    citras.post(f"{page}kabkota/")
    criteria_for(judged_round.round, judged_round.category, citra)
    typed = {"alasan": "Bobot inovasi diubah oleh panitia"}
    entry = judged_round.entries[0]
    Objection.objects.create(
        round=judged_round.round, number=1, result=Result.objects.get(), entry=entry, criterion="inovasi",
        text="Nilai inovasi keliru", filed_by=hana, filed_at=at, is_granted=True, answered_by=citra, answered_at=at,
    )  # fmt: skip

    for stale in ({}, {"sanggahan": "2"}):
        answer = citras.post(f"{page}kabkota/", typed | stale)
        assert answer.status_code == 422
        assert "bukan untuk versi ini" in answer.content.decode()
        assert typed["alasan"] in answer.content.decode()
    assert Result.objects.count() == 1
    assert '<input type="hidden" name="sanggahan" value="1">' in citras.get(page).content.decode()

    answer = citras.post(f"{page}kabkota/", {"alasan": "Sanggahan Paser dikabulkan", "sanggahan": "1"})

    assert answer.status_code == 302
    assert [one.cause for one in Result.objects.order_by("version")] == ["first", "objection"]


def panels(text: str) -> list[str]:
    """Return what stands about each category, in their order."""
    return text.split('<section class="panel" id="kategori-')[1:]


def test_what_the_person_may_see_is_asked_once_for_all_categories(judged_round, page, citra, citras, edition):
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert citras.get(page).status_code == 200
        return sum("awards_roundwindow" in query["sql"] for query in queries)

    of_one = asked()
    for code in ("kota", "desa"):
        criteria_for(judged_round.round, a_category(edition, code), citra)

    assert asked() == of_one
