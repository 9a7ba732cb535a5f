"""The list of what waits, over HTTP: signing in leads to it, each count is the length of its list."""

import re

from django.test import Client

from accounts.abilities import Role
from coverage.models import Report
from tests.accounts.people import sign_in, with_password
from tests.coverage.factories import a_cell, an_open_report, entered
from tests.factories import a_person


def test_signing_in_leads_to_what_waits_and_the_menu_follows_the_roles(places, sari, at):
    an_open_report(places["64.01"])
    with_password(sari)
    client = Client()

    answer = sign_in(client, "sari")
    text = client.get("/kerja/").content.decode()

    assert answer["Location"] == "/kerja/"
    assert 'href="/wilayah/64.01/isi/"' in text
    assert 'href="/laporan/"' in text
    assert "Kab. Paser, Juli 2025" in text


def test_who_only_imports_is_led_to_the_imports_where_nothing_waits(places):
    client = Client()
    client.force_login(a_person("bayu", Role.IMPORTER, places["64"]))

    text = client.get("/kerja/").content.decode()

    assert "Berkas yang Anda unggah, juga yang masih perlu jawaban" in text
    assert 'class="btn btn-quiet" href="/impor/"' in text


def test_who_holds_no_role_reads_why_nothing_waits_and_whom_to_ask(stranger):
    client = Client()
    client.force_login(stranger)

    text = client.get("/kerja/").content.decode()

    assert "belum mempunyai peran" in text
    assert 'href="/laporan/"' not in text


def test_each_count_is_the_length_of_its_list(places, sari, at, time_machine):
    time_machine.move_to(at, tick=False)
    for month in (202505, 202506, 202507):
        entered(an_open_report(places["64.01"], month), [a_cell(places["64.01"], 5, month=month)])
    Report.objects.filter(month=202505).update(due_at=at.replace(day=1))
    client = Client()
    client.force_login(sari)

    text = client.get("/kerja/").content.decode()

    panels = re.findall(
        r'<section class="panel" id="(\w+)".*?<span class="count">(\d+)</span>(.*?)</section>', text, re.S
    )
    counts = {name: (int(count), body.count('<li class="task"')) for name, count, body in panels}
    assert counts == {"late": (1, 1), "fill": (2, 2)}
    assert "3 hal menunggu Anda" in text


def test_the_reminder_is_a_text_that_can_be_copied_without_scripts(places, sari, at, time_machine):
    time_machine.move_to(at, tick=False)
    an_open_report(places["64.01"])
    client = Client()
    client.force_login(sari)

    text = client.get("/kerja/").content.decode()

    [reminder] = re.findall(r"<textarea[^>]* readonly>(.*?)</textarea>", text, re.S)
    assert reminder.strip() == (
        "Laporan Juli 2025 Kab. Paser masih sedang diisi. Batas waktunya Jumat, 15 Agustus 2025 pukul 16.00 WITA. "
        "Buka: http://testserver/laporan/64.01/2025-07/"
    )
