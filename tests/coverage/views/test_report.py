"""The page of a month over HTTP: what can be done is a form, done once however often it is sent, and told in words."""

import re

import pytest
from django.test import Client

from accounts.abilities import Role
from accounts.models import AuditEntry
from coverage.actions.reports import submit_report
from coverage.models import Report, ReportEvent
from tests.accounts.people import PASSWORD, sign_in, with_password
from tests.coverage.factories import DUE, a_cell, a_target, an_open_report, entered, signed, staff_of
from tests.coverage.plans import a_plan
from tests.factories import a_person

PAGE = "/laporan/64.01/2025-07/"
REASON = "Angka desa Busui keliru"


@pytest.fixture(autouse=True)
def clock(time_machine, at):
    time_machine.move_to(at, tick=False)


@pytest.fixture
def report(places):
    report = an_open_report(places["64.01"])
    entered(report, [a_cell(places["64.01"], 120, "pu", "pemberi_kerja")])
    return Report.objects.get()


def as_(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def take(client, word, **more):
    return client.post(f"{PAGE}{word}/", {"seen": Report.objects.get().version} | more)


def main_of(answer):
    """Return the words of a page."""
    text = answer.content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text[text.index("<main") : text.index("</main>")]))


def test_four_people_take_a_month_from_filling_to_the_public_page(places, report):
    a_target(places["64.01"], 150)
    staff = staff_of(places["64.01"])
    for word, office, said in (
        ("ajukan", "enters", "Berikutnya diperiksa oleh Periksa.64.01."),
        ("nyatakan-benar", "checks", "Berikutnya disahkan oleh Sahkan.64.01."),
        ("sahkan", "signs", "Berikutnya diterbitkan oleh Terbit.64."),
    ):
        client = as_(staff[office])
        answer = take(client, word)
        assert (answer.status_code, answer["Location"]) == (303, PAGE)
        assert said in main_of(client.get(PAGE))
    publisher = Client()
    with_password(staff["publishes"])
    sign_in(publisher, "terbit.64")

    answer = take(publisher, "terbitkan")

    assert answer.status_code == 303
    assert "sudah terbit" in main_of(publisher.get(PAGE))
    assert "80,00" in Client().get("/wilayah/64.01/?periode=2025-07").content.decode()


def test_a_grave_act_names_the_month_and_repeats_its_number(places, report, at):
    staff = staff_of(places["64.01"])
    entering = main_of(as_(staff["enters"]).get(PAGE))
    submit_report(report=report, by=staff["enters"], at=at)
    checking = main_of(as_(staff["checks"]).get(PAGE))

    assert "Ajukan laporan Juli 2025" in entering
    assert "Nyatakan benar: 120 pekerja" in checking
    assert "angka sementara" in checking


def test_a_button_pressed_twice_has_one_effect_and_the_same_answer(places, report):
    client = as_(staff_of(places["64.01"])["enters"])
    shown = report.version

    answers = [client.post(f"{PAGE}ajukan/", {"seen": shown}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert ReportEvent.objects.filter(step="submitted").count() == 1


def test_a_step_from_an_outdated_page_is_409_and_changes_nothing(places, report):
    staff = staff_of(places["64.01"])
    client, shown = as_(staff["enters"]), report.version
    entered(report, [a_cell(places["64.01"], 130, "pu", "pemberi_kerja")])

    answer = client.post(f"{PAGE}ajukan/", {"seen": shown})

    assert answer.status_code == 409
    assert "berubah setelah Anda membukanya" in main_of(answer)
    assert Report.objects.get().state == "open"


def test_a_reason_too_short_is_refused_and_what_was_typed_stays(places, report, at):
    staff = staff_of(places["64.01"])
    submit_report(report=report, by=staff["enters"], at=at)

    answer = take(as_(staff["checks"]), "kembalikan", reason="<i>salah")

    assert answer.status_code == 422
    assert "&lt;i&gt;salah</textarea>" in answer.content.decode()
    assert "paling sedikit 10 huruf, agar yang menerima" in main_of(answer)
    assert Report.objects.get().state == "submitted"


def test_who_gets_a_month_back_reads_the_reason_in_full_and_by_whom(places, report, at):
    staff = staff_of(places["64.01"])
    submit_report(report=report, by=staff["enters"], at=at)
    take(as_(staff["checks"]), "kembalikan", reason=REASON)

    shown = main_of(as_(staff["enters"]).get(PAGE))

    assert f"Dikembalikan oleh Periksa.64.01, 4 Agustus 2025 pukul 10.00 WITA {REASON}" in shown


def test_blank_cells_must_be_given_a_reason_which_the_checker_reads(places, report):
    a_plan(places["64.01"])
    staff = staff_of(places["64.01"])
    client = as_(staff["enters"])

    shown = main_of(client.get(PAGE))
    refused = take(client, "ajukan")
    taken = take(client, "ajukan", reason="Tujuh desa belum mengirim angka")

    assert "1 dari 43 isian" in shown
    assert "42 isian masih kosong" in shown
    assert (refused.status_code, taken.status_code) == (422, 303)
    assert "Tujuh desa belum mengirim angka" in main_of(as_(staff["checks"]).get(PAGE))


def test_what_is_odd_is_told_before_the_button_and_links_to_its_cell(places, report):
    entered(report, [a_cell(places["64.01.01.2001"], 16_800)])

    answer = as_(staff_of(places["64.01"])["enters"]).get(PAGE)

    assert "1 angka masih perlu alasan" in main_of(answer)
    assert "Ajukan laporan Juli 2025" not in main_of(answer)
    cell = "/wilayah/64.01/isi/?periode=2025-07&amp;sumber=apbd_kab#sel-64.01.01.2001-petani-apbd_kab"
    assert f'href="{cell}"' in answer.content.decode()
    assert 'name="sel"' not in as_(staff_of(places["64.01"])["checks"]).get(PAGE).content.decode()


def test_one_reason_is_given_on_the_report_for_all_that_are_picked(places, report):
    entered(report, [a_cell(places["64.01.01.2001"], 16_800), a_cell(places["64.01.01.2002"], 16_800)])
    staff = staff_of(places["64.01"])
    client = as_(staff["enters"])
    shown = client.get(PAGE).content.decode()
    picked = re.findall(r'name="sel" value="([^"]+)"', shown)
    onward = re.search(r'name="lanjut" value="([^"]+)"', shown)[1]

    answer = client.post(
        "/wilayah/64.01/isi/alasan/", {"periode": "2025-07", "sel": picked, "alasan": "correction", "lanjut": onward}
    )

    assert (answer.status_code, answer["Location"]) == (302, f"{PAGE}#mutu")
    assert picked == ["64.01.01.2001|petani|apbd_kab", "64.01.01.2002|petani|apbd_kab"]
    assert "Ajukan laporan Juli 2025" in main_of(client.get(PAGE))


def test_who_may_not_act_reads_why_and_who_can(places, report, wati, at):
    staff = staff_of(places["64.01"])
    submit_report(report=report, by=staff["enters"], at=at)

    shown = main_of(as_(wati).get(PAGE))

    assert "Menunggu pemeriksaan oleh: Periksa.64.01" in shown
    assert take(as_(wati), "nyatakan-benar").status_code == 403
    assert take(as_(staff["signs"]), "nyatakan-benar").status_code == 403
    assert Report.objects.get().state == "submitted"


def test_publishing_asks_for_the_password_when_the_sign_in_is_old_and_then_goes_on(places, report, time_machine, at):
    staff = staff_of(places["64.01"])
    signed(report)
    with_password(staff["publishes"])
    client = Client()
    sign_in(client, "terbit.64")
    time_machine.shift(11 * 60)

    asked = take(client, "terbitkan")
    before = Report.objects.get().state
    answer = client.post(asked["Location"], {"password": PASSWORD})

    assert (asked.status_code, asked["Location"].split("?")[0]) == (302, "/akun/konfirmasi/")
    assert (before, answer.status_code, Report.objects.get().state) == ("signed", 303, "published")


def test_forged_fields_and_other_reports_change_nothing(places, report, sari):
    other = an_open_report(places["64.02"])
    entered(other, [a_cell(places["64.02"], 5, "pu")])
    client = as_(sari)
    forged = {"state": "published", "region": "64.02", "report": other.pk, "by": 1}

    answers = [
        client.post(PAGE.replace("64.01", "64.02") + "ajukan/", {"seen": 2}).status_code,
        client.post(f"{PAGE}ajukan/", {"seen": report.version} | forged).status_code,
        client.post(f"{PAGE}ajukan/", {"seen": "1.0"}).status_code,
    ]

    assert answers == [404, 303, 422]
    assert dict(Report.objects.values_list("region__code", "state")) == {"64.01": "submitted", "64.02": "open"}


@pytest.mark.parametrize("period", ["2025-13", "2025-7", "202507", "x", "1999-01"])
def test_what_is_no_month_does_not_exist(report, sari, period):
    assert as_(sari).get(f"/laporan/64.01/{period}/").status_code == 404


def test_a_late_month_says_for_how_many_days(places, report, sari, time_machine):
    time_machine.move_to(DUE.replace(day=18), tick=False)

    assert "terlambat 3 hari, belum diajukan" in main_of(as_(sari).get(PAGE))


def test_the_history_is_filtered_and_paged(places, report, sari):
    entered(report, [a_cell(places["64.01.01.2001"], 30)])
    client = as_(sari)

    every = main_of(client.get(f"{PAGE}riwayat/"))
    village = main_of(client.get(f"{PAGE}riwayat/?desa=64.01.01.2001"))

    assert ("Desa Busui" in every, "Pekerja penerima upah" in every) == (True, True)
    assert "1 perubahan angka" in village
    assert client.get(f"{PAGE}riwayat/?halaman=2").status_code == 400


def test_a_deputy_is_named_with_the_office_he_stands_for(places, report, budi, hana, at):
    paser = places["64.01"]
    report = submit_report(report=report, by=staff_of(paser)["enters"], at=at)
    deputy = a_person("lina")
    deputy.assignments.create(
        role=Role.CHECKER, region=paser, since="2025-08-01", until="2025-08-31", granted_at=at, acting="plt",
        acting_for=budi, reason="Budi cuti",
    )  # fmt: skip

    take(as_(deputy), "nyatakan-benar")

    assert "Dinyatakan benar oleh Lina (Plt. Budi)" in main_of(as_(hana).get(PAGE))
    assert AuditEntry.objects.filter(act="report_checked").count() == 1


def test_an_empty_month_says_so_in_place_of_the_button(places, sari):
    an_open_report(places["64.01"])

    shown = main_of(as_(sari).get(PAGE))

    assert "belum berisi satu angka pun, jadi belum dapat diajukan" in shown
    assert "Ajukan laporan" not in shown


def test_a_judge_reads_what_is_submitted_and_finds_no_link_that_would_refuse_him(places, report, at):
    submit_report(report=report, by=staff_of(places["64.01"])["enters"], at=at)
    client = as_(a_person("ayu", Role.NATIONAL_JUROR, places["ID"]))
    answer = client.get(PAGE)

    text = answer.content.decode()
    links = set(re.findall(r'href="(/(?:wilayah/64\.01/isi|laporan)/[^"#]*)', text[text.index("<main") :]))
    statuses = {link: client.get(link.replace("&amp;", "&")).status_code for link in links}

    assert answer.status_code == 200
    assert set(statuses.values()) == {200}


def test_a_namesake_who_comes_second_is_not_told_that_the_step_was_his(places, report, at):
    staff = staff_of(places["64.01"])
    shown = submit_report(report=report, by=staff["enters"], at=at).version
    namesake = a_person("periksa.dua", Role.CHECKER, places["64.01"], name=staff["checks"].name)

    first, second = (as_(one).post(f"{PAGE}nyatakan-benar/", {"seen": shown}) for one in (staff["checks"], namesake))

    assert (first.status_code, second.status_code) == (303, 409)
    assert Report.objects.get().checked_by == staff["checks"]
