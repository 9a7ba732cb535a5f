"""The ranking before it is published: closed to jurors, empty until all marks are final, tried without a trace."""

import pytest
from django.test import Client

from accounts.enums import Act
from accounts.models import AuditEntry
from awards.models import Mark, MarkSheet
from tests.accounts.people import give_second_factor
from tests.awards.closings import a_judged_round


@pytest.fixture
def judged_round(edition, places, citra, ayu, bayu):
    return a_judged_round(edition, places, citra, [ayu, bayu])


@pytest.fixture
def page(judged_round):
    return f"/penghargaan/putaran/{judged_round.round.pk}/peringkat/"


def shown_to(user, page, **asked) -> str:
    client = Client()
    client.force_login(user)
    answer = client.get(page, asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_secretariat_sees_the_order_raw_and_adjusted_and_the_look_is_noted(judged_round, page, citra):
    text = shown_to(citra, page)

    assert text.index("Kabupaten Paser") < text.index("Kabupaten Kutai Timur") < text.index("Kota Bontang")
    assert "92,00" in text
    assert "Yang berlaku: nilai asli" in text
    assert AuditEntry.objects.get(act=Act.MARKS_READ).user_name == "Citra"


def test_until_all_marks_are_final_nobody_but_an_administrator_sees_points(judged_round, page, citra, admin):
    sheet = MarkSheet.objects.filter(seat=judged_round.seats[0]).first()
    sheet.final_at = None
    sheet.save()

    text = shown_to(citra, page)

    assert "92,00" not in text
    assert "Ayu: 1 nilai belum final" in text
    assert "Peringkat tampil setelah semua nilai final" in text
    assert not AuditEntry.objects.filter(act=Act.MARKS_READ).exists()
    give_second_factor(admin)
    assert 'id="peringkat-sementara"' in shown_to(admin, page)


@pytest.mark.parametrize(("who", "status"), [("ayu", 403), ("dewi", 404), ("hana", 404), ("stranger", 404)])
def test_jurors_entrants_and_strangers_do_not_reach_it(page, who, status, request, client):
    client.force_login(request.getfixturevalue(who))

    assert client.get(page).status_code == status


def test_disagreement_leads_the_agenda_and_what_moves_places_is_told(judged_round, page, citra):
    Mark.objects.filter(sheet__seat=judged_round.seats[1], sheet__entry=judged_round.entries[2]).update(points=95)

    text = shown_to(citra, page)

    agenda = text[text.index('id="agenda"') : text.index('id="penyetaraan"')]
    assert agenda.index("Kota Bontang") < agenda.index("Kabupaten Paser")
    assert "55,00" in agenda
    assert "Kabupaten Paser di atas Kabupaten Kutai Timur dengan selisih 22,00" in text


def test_other_weights_are_tried_and_nothing_is_stored(judged_round, page, citra):
    before = AuditEntry.objects.exclude(act=Act.MARKS_READ).count()
    tried = {"bobot-cakupan": "0", "bobot-regulasi": "0", "bobot-inovasi": "100"}

    text = shown_to(citra, page, **tried)

    sandbox = text[text.index('id="coba-coba"') :]
    assert "Coba-coba, tidak disimpan" in sandbox
    assert sandbox.index("Kabupaten Kutai Timur") < sandbox.index("Kabupaten Paser")
    assert "Peringkat coba-coba" not in shown_to(citra, page)
    assert AuditEntry.objects.exclude(act=Act.MARKS_READ).count() == before


@pytest.mark.parametrize("weight", ["-1", "abc", "", "NaN"])
def test_a_weight_that_cannot_be_is_told(judged_round, page, citra, weight):
    text = shown_to(citra, page, **{"bobot-cakupan": weight, "bobot-regulasi": "1", "bobot-inovasi": "1"})

    assert "Peringkat coba-coba" not in text
    assert "text-danger" in text


def test_a_category_that_is_not_judged_here_does_not_exist(page, citra, client):
    client.force_login(citra)

    assert client.get(page, {"kategori": "desa"}).status_code == 404
