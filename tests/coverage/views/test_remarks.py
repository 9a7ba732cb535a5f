"""Reasons and comments sent by forms and by programs."""

import json

import pytest

from accounts.abilities import Role
from coverage.models import Comment, Explanation, Report
from tests.coverage.factories import a_cell, an_open_report, entered
from tests.factories import a_person

BUSUI, KASUNGAI = "64.01.01.2001|petani|apbd_kab", "64.01.01.2002|petani|apbd_kab"
BACK = "/wilayah/64.01/isi/?periode=2025-07"
EXPLAIN, COMMENT = "/wilayah/64.01/isi/alasan/", "/wilayah/64.01/isi/catatan/"


@pytest.fixture
def report(places, sari) -> Report:
    report = an_open_report(places["64.01"])
    entered(report, [a_cell(places[name.split("|")[0]], 16_800) for name in (BUSUI, KASUNGAI)])
    return report


def as_json(client, address: str, **told):
    return client.post(address, json.dumps(told), content_type="application/json")


def test_a_form_explains_a_selection_and_leads_back(client, sari, report):
    client.force_login(sari)
    form = {"periode": "2025-07", "sel": [BUSUI, KASUNGAI], "alasan": "correction", "lanjut": BACK}

    answer = client.post(EXPLAIN, form)

    assert (answer.status_code, answer["Location"]) == (302, BACK)
    assert Explanation.objects.filter(reason="correction").count() == 2


def test_json_explains_and_is_told_what_still_needs_a_reason(client, sari, report):
    client.force_login(sari)

    answer = as_json(client, EXPLAIN, period="2025-07", cells=[BUSUI], rules=["money"], reason="other", note="Benar")

    assert (answer.status_code, answer.json()["explained"]) == (200, 1)
    assert [one["explained"] for one in answer.json()["cautions"][BUSUI]] == [True]
    assert Explanation.objects.get().note == "Benar"


def test_a_refused_form_comes_back_with_all_that_was_typed(client, sari, report):
    client.force_login(sari)
    form = {"periode": "2025-07", "sel": BUSUI, "alasan": "other", "keterangan": "", "lanjut": BACK}

    answer = client.post(EXPLAIN, form)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "perlu keterangan" in page
    assert f'name="sel" value="{BUSUI}"' in page
    assert '<option value="other" selected>' in page
    assert Explanation.objects.count() == 0


def test_a_refused_json_is_422_with_the_sentence(client, sari, report):
    client.force_login(sari)

    answer = as_json(client, EXPLAIN, period="2025-07", cells=[BUSUI], reason="other")

    assert (answer.status_code, "perlu keterangan" in answer.json()["message"]) == (422, True)


@pytest.mark.parametrize("reason", ["", "sakit"])
def test_an_unknown_reason_is_400(client, sari, report, reason):
    client.force_login(sari)

    assert as_json(client, EXPLAIN, period="2025-07", cells=[BUSUI], reason=reason).status_code == 400


@pytest.mark.parametrize("onward", ["https://jahat.example/", "//jahat.example", "javascript:alert(1)", ""])
def test_a_form_never_leads_to_another_site(client, sari, report, onward):
    client.force_login(sari)
    form = {"periode": "2025-07", "sel": BUSUI, "alasan": "correction", "lanjut": onward}

    assert client.post(EXPLAIN, form)["Location"] == "/wilayah/64.01/"


def test_without_a_name_who_last_wrote_the_cell_is_asked(client, budi, report):
    client.force_login(budi)

    answer = client.post(COMMENT, {"periode": "2025-07", "sel": BUSUI, "catatan": "Benarkah?", "lanjut": BACK})

    comment = Comment.objects.get()
    assert (answer.status_code, comment.owner.username, comment.by) == (302, "isi.64.01", budi)


def test_a_comment_is_asked_of_the_person_named_and_answered_by_that_one(client, budi, sari, report):
    client.force_login(budi)
    written = as_json(client, COMMENT, period="2025-07", cells=[BUSUI], text="Benarkah?", owner="sari").json()
    client.force_login(sari)

    answer = client.post(f"{COMMENT}{written['id']}/jawab/", {"jawaban": "Ya", "lanjut": BACK})

    assert (answer.status_code, Comment.objects.get().answer) == (302, "Ya")


def test_an_empty_comment_comes_back_in_its_form(client, budi, report):
    client.force_login(budi)

    answer = client.post(COMMENT, {"periode": "2025-07", "sel": BUSUI, "catatan": " ", "untuk": "isi.64.01"})

    page = answer.content.decode()
    assert (answer.status_code, "masih kosong" in page) == (422, True)
    assert 'name="untuk" value="isi.64.01"' in page


@pytest.mark.parametrize("cells", [[], ["64.08.01.2001|petani|apbd_kab"], ["x"], ["64.01|petani|"]])
def test_a_cell_that_is_none_is_told(client, budi, report, cells):
    client.force_login(budi)

    answer = as_json(client, COMMENT, period="2025-07", cells=cells, text="Benarkah?", owner="isi.64.01")

    assert (answer.status_code, Comment.objects.count()) == (422, 0)


def test_a_comment_of_another_regency_does_not_exist(client, budi, places, report):
    client.force_login(budi)
    written = as_json(client, COMMENT, period="2025-07", cells=[BUSUI], text="Benarkah?", owner="isi.64.01").json()
    rudi = a_person("rudi", Role.CHECKER, places["64.08"])
    client.force_login(rudi)

    for address in (f"/wilayah/64.08/isi/catatan/{written['id']}/jawab/", f"{COMMENT}{written['id']}/jawab/"):
        assert client.post(address, {"jawaban": "Ya"}).status_code == 404
    assert Comment.objects.get().answer == ""


def test_programs_without_a_session_are_told_and_forms_sent_to_sign_in(client, report):
    assert as_json(client, EXPLAIN, period="2025-07").status_code == 401
    assert client.post(COMMENT, {}).status_code == 302


@pytest.mark.parametrize("sign", ["\0", "\ud800"])
def test_signs_that_no_database_holds_are_left_out_of_remarks(client, sari, budi, report, sign):
    client.force_login(sari)
    told = {"period": "2025-07", "text": f"Benar{sign}?", "owner": f"budi{sign}", "cells": [BUSUI]}

    assert as_json(client, COMMENT, **told).status_code == 200
    assert Comment.objects.get().text == "Benar?"
    assert as_json(client, COMMENT, **told | {"cells": [f"64.01.01.2001|x{sign}|x{sign}"]}).status_code == 422


def test_who_asks_a_person_of_another_office_does_not_learn_a_name(client, sari, report, places):
    a_person("isi.kukar", Role.ENTERER, places["64.02"], name="Rahmawati Nasution")
    client.force_login(sari)

    told = [
        as_json(client, COMMENT, period="2025-07", cells=[BUSUI], text="Benar?", owner=name).json()["message"]
        for name in ("isi.kukar", "tidak.ada")
    ]

    assert told[0].replace("isi.kukar", "tidak.ada") == told[1]
