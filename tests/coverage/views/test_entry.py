"""The grid as one ordinary form: what it shows, what it saves, and that nothing typed is lost."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest

from accounts.abilities import Role
from accounts.models import Assignment, User
from coverage.actions.corrections import reopen_report
from coverage.actions.entry import save_entries
from coverage.actions.entry_answers import Sent
from coverage.enums import AskedPer
from coverage.models import Change, Figure, Report
from coverage.queries.corrections import CellName
from tests.accounts.people import PASSWORD, sign_in, with_password
from tests.coverage.factories import a_cell, an_open_report, entered, published, staff_of
from tests.coverage.queries.test_grid import ask
from tests.factories import A_MOMENT, a_person

PAGE = "/wilayah/64.01/isi/?periode=2025-07"
NUMBER = "6401014203900001"
BUSUI = "64.01.01.2001|petani|apbd_kab"
KASUNGAI = "64.01.01.2002|petani|apbd_kab"


@pytest.fixture
def report(places):
    ask(places["64.01"], ("petani", "apbd_kab"), ("nelayan", "apbd_kab"))
    return an_open_report(places["64.01"])


@pytest.fixture
def enters(report, client):
    """The enterer of Paser, signed in."""
    user = staff_of(report.region)["enters"]
    client.force_login(user)
    return user


def fields_of(page: str) -> dict[str, str]:
    """Return the fields of the form that is sent by POST, as a browser would send them."""
    form = re.search(r'<form method="post" action="/wilayah.*?</form>', page, re.DOTALL)[0]
    found = re.findall(r'<input[^>]*?name="([^"]+)"[^>]*?value="([^"]*)"', form)
    return {name: text for name, text in found if not name.startswith("pilih:")}


def typed(client, path=PAGE, **texts: str) -> dict[str, str]:
    fields = fields_of(client.get(path).content.decode())
    return fields | {f"isi:{name}": text for name, text in texts.items()}


def held() -> dict[str, object]:
    rows = Figure.objects.select_related("region", "category", "payer").order_by("pk")
    return {
        f"{row.region.code}|{row.category.code}|{row.payer.code}": "tb" if row.not_applicable else row.enrolled
        for row in rows
    }


def test_a_form_saves_what_was_typed_and_says_how_many(client, enters):
    answer = client.post(PAGE, typed(client, **{BUSUI: "1.250", KASUNGAI: "tb"}))

    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    assert held() == {BUSUI: 1250, KASUNGAI: "tb"}
    assert "2 isian tersimpan." in client.get(PAGE).content.decode()


def test_a_form_sent_twice_has_one_effect(client, enters):
    fields = typed(client, **{BUSUI: "1.250"})

    answers = [client.post(PAGE, fields).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert Change.objects.count() == 1


def test_what_cannot_be_read_comes_back_with_a_sentence_and_the_rest_is_saved(client, enters):
    answer = client.post(PAGE, typed(client, **{BUSUI: "81,5", KASUNGAI: "0"}))
    page = answer.content.decode()

    assert answer.status_code == 422
    assert f'name="isi:{BUSUI}" value="81,5"' in page
    assert "Maksud Anda 815 atau 81?" in page
    assert held() == {KASUNGAI: 0}


def test_after_a_refusal_the_corrected_text_is_saved(client, enters):
    page = client.post(PAGE, typed(client, **{BUSUI: "81,5"})).content.decode()

    client.post(PAGE, fields_of(page) | {f"isi:{BUSUI}": "815"})

    assert held() == {BUSUI: 815}


def test_a_stale_version_is_a_409_with_both_values_and_nothing_is_overwritten(client, enters, report, places):
    fields = typed(client, **{BUSUI: "125", KASUNGAI: "7"})
    entered(report, [a_cell(places["64.01.01.2001"], 120)])

    answer = client.post(PAGE, fields)
    page = answer.content.decode()

    assert answer.status_code == 409
    assert held() == {BUSUI: 120, KASUNGAI: 7}
    assert "Pakai isian saya: 125" in page
    assert "Pakai isian yang tersimpan: 120" in page
    assert str(enters) in page


@pytest.mark.parametrize(("choice", "left"), [("saya", 125), ("mereka", 120)])
def test_a_conflict_ends_with_the_choice(client, enters, report, places, choice, left):
    fields = typed(client, **{BUSUI: "125"})
    entered(report, [a_cell(places["64.01.01.2001"], 120)])
    page = client.post(PAGE, fields).content.decode()

    answer = client.post(PAGE, fields_of(page) | {f"pilih:{BUSUI}": choice})

    assert answer.status_code == 302
    assert held() == {BUSUI: left}


def test_a_field_of_another_regency_or_of_nothing_changes_nothing(client, enters, places):
    forged = {
        "isi:64.02.01.2001|petani|apbd_kab": "5", "isi:99|petani|apbd_kab": "5", "isi:x": "5",
        "isi:64.01.01.2001|umkm|csr": "5", "region": "64.02", "version": "9",
    }  # fmt: skip

    answer = client.post(PAGE, typed(client) | forged)

    assert answer.status_code == 302
    assert held() == {}


def test_a_locked_report_is_read_only_and_says_who_can_lift_it(client, enters, report, places):
    entered(report, [a_cell(places["64.01.01.2001"], 12), a_cell(places["64.01.01.2002"], 0)])
    fields = typed(client, **{BUSUI: "13"})
    save_entries(
        report=report, by=enters, at=A_MOMENT, key="rest",
        sent=[Sent(code, category, "apbd_kab", "0", 0) for code in places
              if code.count(".") == 3 and code.startswith("64.01.") for category in ("petani", "nelayan")],
    )  # fmt: skip
    published(report)

    page = client.get(PAGE).content.decode()
    answer = client.post(PAGE, fields)

    assert "Verifikator provinsi dapat membukanya untuk koreksi." in page
    assert "Simpan isian" not in page
    assert answer.status_code == 422
    assert held()[BUSUI] == 12


def test_who_may_only_read_sees_fields_that_cannot_be_written(client, report):
    client.force_login(staff_of(report.region)["checks"])

    page = client.get(PAGE)

    assert page.status_code == 200
    assert "readonly" in page.content.decode()
    assert "Yang mengisi adalah operator" in page.content.decode()
    assert client.post(PAGE, {}).status_code == 403


def test_without_a_plan_the_page_says_who_sets_it(client, places):
    report = an_open_report(places["64.08"])
    client.force_login(staff_of(report.region)["enters"])

    page = client.get("/wilayah/64.08/isi/").content.decode()

    assert "Susunan isian belum diatur" in page
    assert '/wilayah/64.08/susunan/?tahun=2025"' in page


def test_without_a_report_the_page_says_who_opens_it(client, places):
    client.force_login(staff_of(places["64.74"])["enters"])

    page = client.get("/wilayah/64.74/isi/").content.decode()

    assert "Belum ada laporan untuk diisi" in page


@pytest.mark.parametrize("query", ["periode=kemarin", "sumber=siapa", "kecamatan=64.02.01"])
def test_an_unknown_value_is_refused_with_a_sentence(client, enters, query):
    assert client.get(f"/wilayah/64.01/isi/?{query}").status_code == 400


def test_a_link_to_a_cell_of_the_reporter_itself_is_led_to_its_field(client, enters, places):
    ask(places["64.01"], ("pu", "pemberi_kerja"), per=AskedPer.REPORTER)

    answer = client.get(f"{PAGE}&sumber=pemberi_kerja")

    assert answer.status_code == 200
    assert 'name="isi:64.01|pu|pemberi_kerja"' in answer.content.decode()
    assert f'name="isi:{BUSUI}"' in answer.content.decode()


def test_a_village_shows_all_payers_in_one_table(client, enters, places):
    ask(places["64.01"], ("petani", "apbdes"))

    page = client.get("/wilayah/64.01.01.2001/isi/").content.decode()

    assert set(re.findall(r'name="isi:([^"]+)"', page)) == {
        f"64.01.01.2001|{pair}" for pair in ("petani|apbd_kab", "nelayan|apbd_kab", "petani|apbdes")
    }


def test_the_script_gets_every_cell_of_the_regency(client, enters, report, places):
    entered(report, [a_cell(places["64.01.02.2001"], 12)])
    page = client.get(PAGE).content.decode()
    told = json.loads(re.search(r'<script id="isian-model"[^>]*>(.*?)</script>', page, re.DOTALL)[1])

    assert [len(told["villages"]), len(told["cells"]), len(told["pairs"])] == [7, 7, 2]
    assert told["cells"][3] == [[12, 1], 0]
    assert (told["user"], told["editable"], told["save"]) == (enters.pk, True, "/wilayah/64.01/isi/simpan/")


# The session ends while someone types


def test_what_was_typed_after_the_session_had_ended_stands_in_the_form_after_signing_in(client, enters):
    with_password(enters)
    client.force_login(enters)
    fields = typed(client, **{BUSUI: "1.250"})
    client.cookies.pop("sesi")

    answer = client.post(PAGE, fields)
    sign_in(client, enters.username, PASSWORD)
    page = client.get(PAGE).content.decode()

    assert answer["Location"].startswith("/masuk/?next=")
    assert f'name="isi:{BUSUI}" value="1.250"' in page
    assert "belum disimpan" in page
    client.post(PAGE, fields_of(page))
    assert held() == {BUSUI: 1250}


def test_another_person_is_not_shown_what_was_typed(client, enters, places):
    fields = typed(client, **{BUSUI: "1.250"})
    other = with_password(a_person("rina", Role.ENTERER, places["64.01"]))
    client.cookies.pop("sesi")

    client.post(PAGE, fields)
    sign_in(client, other.username, PASSWORD)

    assert "1.250" not in client.get(PAGE).content.decode()


@pytest.mark.parametrize(
    ("name", "text"), [(f"isi:{BUSUI}", NUMBER), (f"dulu:{BUSUI}", f"0:{NUMBER}"), (f"isi:{NUMBER}|petani|apbd", "7")]
)
def test_an_identity_number_is_not_kept_over_the_sign_in_whatever_the_field(client, enters, name, text):
    fields = typed(client, **{BUSUI: "1.250"}) | {name: text}
    client.cookies.pop("sesi")

    client.post(PAGE, fields)

    assert NUMBER not in str(dict(client.session))


def test_a_form_that_is_not_ours_leaves_nothing_with_who_is_not_signed_in(client, report):
    answer = client.post(PAGE, {f"isi:{BUSUI}": "5", "pengisi": "palsu"})

    assert answer.status_code == 302
    assert "sesi" not in answer.cookies


@pytest.mark.parametrize("is_old", [True, False])
def test_an_old_page_and_one_of_who_is_let_in_no_more_leave_nothing_either(client, enters, time_machine, is_old):
    fields = typed(client, **{BUSUI: "1.250"})
    client.cookies.pop("sesi")
    if is_old:
        time_machine.move_to(datetime.now(UTC) + timedelta(days=7, minutes=1))
    else:
        User.objects.filter(pk=enters.pk).update(is_active=False)

    answer = client.post(PAGE, fields)

    assert answer.status_code == 302
    assert "sesi" not in answer.cookies


def test_a_right_that_ended_counts_at_once(client, enters):
    fields = typed(client, **{BUSUI: "5"})
    Assignment.objects.filter(user=enters).delete()

    assert client.post(PAGE, fields).status_code == 404
    assert held() == {}


# A correction that names its cells


def test_in_a_correction_only_the_named_cells_can_be_written(client, enters, report, places):
    village = places["64.01.01.2001"]
    asked = [
        Sent(code, category, "apbd_kab", "12", 0)
        for code in places
        if code.startswith("64.01.") and code.count(".") == 3
        for category in ("petani", "nelayan")
    ]
    save_entries(report=report, by=enters, at=A_MOMENT, key="all", sent=asked)
    published(report)
    cell = next(iter(Figure.objects.filter(region=village, category__code="petani")))
    named = CellName(village.pk, cell.category_id, cell.payer_id)
    reopen_report(
        report=Report.objects.get(), cells=[named], reason="Salah ketik di Busui",
        by=staff_of(report.region)["publishes"], at=A_MOMENT,
    )  # fmt: skip

    page = client.get(PAGE).content.decode()
    client.post(PAGE, fields_of(page) | {f"isi:{BUSUI}": "13"})

    assert "koreksi terbatas" in page
    assert len(re.findall(r'<input type="text"[^>]* readonly', page)) == 13
    assert (held()[BUSUI], held()[KASUNGAI]) == (13, 12)
