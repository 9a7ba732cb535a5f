"""What programs and forms send to the entry grid, and what they are answered."""

import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from coverage.models import Figure, Report, Submission
from tests.coverage.factories import a_cell, an_open_report, entered, signed
from tests.coverage.plans import a_plan

SAVE, PERIOD = "/wilayah/64.01/isi/simpan/", "2025-07"
BUSUI, KASUNGAI = "64.01.01.2001|petani|apbd_kab", "64.01.01.2002|petani|apbd_kab"


@pytest.fixture
def report(places) -> Report:
    a_plan(places["64.01"])
    return an_open_report(places["64.01"])


@pytest.fixture
def desk(client, sari) -> Client:
    """The browser of Sari, who enters for Paser."""
    client.force_login(sari)
    return client


def cell(name: str, text: str, seen: int = 0, **more) -> dict:
    return {"id": name, "text": text, "seen": seen, **more}


def send(client: Client, *cells: dict, key: str = "k1", to: str = SAVE, period: str = PERIOD, **more):
    told = {"key": key, "period": period, "cells": list(cells), **more}
    return client.post(to, json.dumps(told), content_type="application/json")


def states(answer) -> list[str]:
    return [row["state"] for row in answer.json()["cells"]]


def test_a_saved_cell_is_answered_with_its_version_what_is_odd_and_how_the_report_stands(desk, report):
    answer = send(desk, cell(BUSUI, "16.800", until="2025-12-31"), extra="ignored")

    report.refresh_from_db()
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    [row] = answer.json()["cells"]
    assert (row["id"], row["state"], row["version"], row["text"], row["theirs"]) == (BUSUI, "saved", 1, "16.800", None)
    assert [(one["rule"], one["of"], one["explained"]) for one in row["cautions"]] == [("money", "cell", False)]
    assert answer.json()["key"] == "k1"
    assert answer.json()["report"] == {"version": report.version, "state": "open", "filled": 1, "expected": 43}
    assert str(Figure.objects.get().funded_until) == "2025-12-31"


def test_a_stale_version_is_answered_409_with_the_whole_answer(desk, report, places):
    entered(report, [a_cell(places["64.01.01.2001"], 120)])

    answer = send(desk, cell(BUSUI, "125"), cell(KASUNGAI, "8"))

    assert answer.status_code == 409
    assert states(answer) == ["conflict", "saved"]
    theirs = answer.json()["cells"][0]["theirs"]
    assert (theirs["text"], theirs["version"], theirs["by"]) == ("120", 1, "Isi.64.01")
    assert theirs["at"] == "2025-08-04T02:00:00+00:00"


def test_a_locked_report_is_answered_200_with_each_cell_locked(desk, report, places):
    entered(report, [a_cell(places["64.01"], 5, "pu", "pemberi_kerja")])
    signed(report)

    answer = send(desk, cell(BUSUI, "7"), cell(KASUNGAI, "8"))

    assert (answer.status_code, states(answer)) == (200, ["locked", "locked"])
    assert "Verifikator provinsi dapat mengembalikannya" in answer.json()["cells"][0]["message"]


def test_sent_twice_it_is_done_once_and_with_other_content_refused(desk, report):
    first, again = send(desk, cell(BUSUI, "7")), send(desk, cell(BUSUI, "7"))
    other = send(desk, cell(BUSUI, "8"))

    assert first.json()["cells"] == again.json()["cells"]
    assert (other.status_code, "sudah pernah diterima" in other.json()["message"]) == (422, True)
    assert (Figure.objects.get().enrolled, Figure.objects.get().version) == (7, 1)


def test_who_is_not_signed_in_is_told_so_in_json_and_what_waits_is_safe(client, report):
    answer = send(client, cell(BUSUI, "7"))

    assert answer.status_code == 401
    assert "Isian tetap ada di perangkat ini" in answer.json()["message"]


@pytest.mark.parametrize(("who", "status"), [("budi", 403), ("stranger", 404)])
def test_who_may_not_enter_there_gets_a_sentence_in_json(client, report, who, status, request):
    client.force_login(request.getfixturevalue(who))

    answer = send(client, cell(BUSUI, "7"))

    assert (answer.status_code, bool(answer.json()["message"])) == (status, True)
    assert Figure.objects.count() == 0


def test_cells_of_another_regency_are_refused_though_the_address_is_ones_own(desk, report, places):
    an_open_report(places["64.08"])

    answer = send(desk, cell("64.08.01.2001|petani|apbd_kab", "7"))

    assert states(answer) == ["refused"]
    assert Figure.objects.count() == 0


def test_a_village_address_saves_into_the_report_of_its_regency(desk, report):
    assert states(send(desk, cell(BUSUI, "7"), to="/wilayah/64.01.01.2001/isi/simpan/")) == ["saved"]


@pytest.mark.parametrize(
    "told",
    [
        "[]", "{", "null", '{"key": "k", "period": "2025-07"}', "[" * 100_000,
        '{"key": "", "period": "2025-07", "cells": []}', '{"key": 7, "period": "2025-07", "cells": []}',
        '{"key": "k\\u0000", "period": "2025-07", "cells": []}',
        f'{{"key": "{"k" * 65}", "period": "2025-07", "cells": []}}',
        '{"key": "k", "period": "2025-13", "cells": []}', '{"key": "k", "period": null, "cells": []}',
        '{"key": "k", "period": "2025-07", "cells": [7]}',
        '{"key": "k", "period": "2025-07", "cells": [{"id": "a|b", "text": "1", "seen": 0}]}',
        '{"key": "k", "period": "2025-07", "cells": [{"id": "a|b|\\u0000", "text": "1", "seen": 0}]}',
        '{"key": "k", "period": "2025-07", "cells": [{"id": "a|b|c", "text": 1, "seen": 0}]}',
        '{"key": "k", "period": "2025-07", "cells": [{"id": "a|b|c", "text": "1", "seen": true}]}',
        '{"key": "k", "period": "2025-07", "cells": [{"id": "a|b|c", "text": "1", "seen": -1}]}',
        '{"key": "k", "period": "2025-07", "cells": [{"id": "a|b|c", "text": "1", "seen": 9999999999}]}',
        '{"key": "k", "period": "2025-07", "cells": [{"id": "a|b|c", "text": "1", "seen": 0, "until": "besok"}]}',
        '{"key": "k", "period": "2025-07", "cells": [{"id": "a|b|c", "text": "1", "seen": 0, "until": 7}]}',
        '{"key": "k", "period": "2025-07", "cells": [{"id": "a|b|c", "text": "1", "seen": 0, "until": "9999-12-31"}]}',
        '{"key": "k", "period": "2025-07", "cells": [{"id": "a|b|c", "text": "1", "seen": 0, "until": "0001-01-01"}]}',
        '{"key": "k", "period": "2025-07", "cells": [{"id": "6401014203900001|b|c", "text": "1", "seen": 0}]}',
        '{"key": "k", "period": "2025-07", "cells": [{"id": "64|6401 0142 0390 0001|c", "text": "1", "seen": 0}]}',
    ],
    ids=lambda told: told[:60],
)  # fmt: skip
def test_what_has_not_the_shape_of_a_sending_is_refused_with_a_sentence(desk, report, told):
    answer = desk.post(SAVE, told, content_type="application/json")

    assert (answer.status_code, bool(answer.json()["message"])) == (400, True)
    assert (Figure.objects.count(), Submission.objects.count()) == (0, 0)


@pytest.mark.parametrize("text", ["\0", "\ud800", "x" * 5000, "=1+1", "<script>"])
def test_any_text_is_answered_and_never_stored(desk, report, text):
    answer = send(desk, cell(BUSUI, text), cell(KASUNGAI, "3"))

    assert (answer.status_code, states(answer)) == (200, ["refused", "saved"])
    assert len(answer.json()["cells"][0]["message"]) < 300


def test_more_than_ten_thousand_cells_are_413(desk, report):
    answer = send(desk, *[cell("a|b|c", "1")] * 10_001)

    assert (answer.status_code, "10.000" in answer.json()["message"]) == (413, True)


def test_a_month_without_a_report_is_404_with_who_opens_it(desk, report):
    answer = send(desk, cell(BUSUI, "7"), period="2025-08")

    assert (answer.status_code, "belum dibuka" in answer.json()["message"]) == (404, True)


def test_an_old_security_token_is_told_in_json(sari, report):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(sari)

    answer = send(strict, cell(BUSUI, "7"))

    assert (answer.status_code, "Muat ulang halaman" in answer.json()["message"]) == (403, True)


def test_queries_do_not_grow_with_cells(desk, report, places):
    villages = ["64.01.01.2001", "64.01.01.2002", "64.01.02.2001"]
    first, *others = [f"{code}|nelayan|apbd_kab" for code in villages]
    with CaptureQueriesContext(connection) as few:
        send(desk, cell(first, "16.800"), key="one")

    with CaptureQueriesContext(connection) as many:
        sent = [cell(first, "16.900", 1), *(cell(name, "16.900") for name in others)]
        assert states(send(desk, *sent, key="many")) == ["saved"] * 3

    assert len(many) <= len(few)


def test_cells_that_come_as_a_form_with_files_are_no_sending(desk, report):
    answer = desk.post(SAVE, {"key": "k1", "period": PERIOD, "cells": "[]"})

    assert answer.status_code == 400
    assert Submission.objects.count() == 0


@pytest.mark.parametrize("code", ["64.01.99", "64.02.01.2001", "٦٤.٠١"])
def test_a_region_that_the_report_does_not_hold_is_refused_beside_one_that_it_does(desk, report, code):
    assert states(send(desk, cell(f"{code}|petani|apbd_kab", "1"), cell(BUSUI, "2"))) == ["refused", "saved"]
