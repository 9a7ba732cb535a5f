"""The page of the imports over HTTP: who may send, what is received, what is refused, what is listed."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django_tasks_db.models import DBTaskResult

from accounts.abilities import Role
from coverage.enums import StatedBy, UploadState, UploadUse
from coverage.models import Upload
from coverage.workbooks.limits import MEGABYTE, Limits
from tests.accounts.people import signed_in
from tests.coverage.factories import an_open_report
from tests.coverage.uploads import BUSUI, KASUNGAI, a_row, a_template, received, sent
from tests.factories import a_person

PATH = "/impor/"


def a_file(content: bytes | None = None, name: str = "juli.xlsx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, a_template(a_row(BUSUI, 12)) if content is None else content)


def test_a_file_is_received_and_leads_to_its_page(paser, sari):
    answer = signed_in(sari).post(PATH, {"berkas": a_file(), "sebagai": "figures"})

    upload = Upload.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"/impor/{upload.pk}/")
    assert (upload.by, upload.file_name, upload.use, upload.via) == (sari, "juli.xlsx", "figures", "import")
    assert (upload.state, upload.given) == (UploadState.QUEUED, {})
    assert [task.args_kwargs for task in DBTaskResult.objects.ready()] == [{"args": [upload.pk], "kwargs": {}}]


def test_what_is_said_of_the_whole_file_is_kept_with_it(paser, sari, at, time_machine):
    time_machine.move_to(at)
    said = {"sebagai": "village", "periode": "2025-07", "jenis": "petani", "dana": "apbd_kab", "lembar": " Data "}

    signed_in(sari).post(PATH, {"berkas": a_file(), **said})

    upload = Upload.objects.get()
    assert (upload.use, upload.stated_by) == (UploadUse.COMPARISON, StatedBy.VILLAGE)
    assert upload.given == {"month": 202507, "category": "petani", "payer": "apbd_kab", "sheet": "Data"}


def test_a_script_is_told_the_address_or_the_refusal(paser, sari):
    client, json = signed_in(sari), {"Accept": "application/json"}

    good = client.post(PATH, {"berkas": a_file(), "sebagai": "figures"}, headers=json)
    bad = client.post(PATH, {"berkas": a_file(b"PK nonsense"), "sebagai": "figures"}, headers=json)

    assert (good.status_code, good.json()) == (201, {"address": f"/impor/{Upload.objects.get().pk}/"})
    assert bad.status_code == 422
    assert len(bad.json()["refused"]) == 1


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({}, "Belum ada berkas yang dipilih"),
        ({"berkas": b""}, "Berkas ini kosong"),
        ({"berkas": b"\xd0\xcf\x11\xe0 an old workbook"}, "xlsx"),
    ],
    ids=["none", "empty", "not one of ours"],
)
def test_what_cannot_be_taken_is_said_where_it_was_sent_and_nothing_is_kept(paser, sari, form, told):
    form = {name: a_file(content) for name, content in form.items()} | {"sebagai": "figures"}

    answer = signed_in(sari).post(PATH, form)

    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not Upload.objects.exists()


def test_who_imports_nowhere_is_refused_and_who_holds_no_role_finds_no_such_page(paser, wati, stranger):
    found = {
        user.username: {getattr(signed_in(user), method)(PATH).status_code for method in ("get", "post")}
        for user in (wati, stranger)
    }

    assert found == {"wati": {403}, "stranger": {404}}


def test_the_list_holds_ones_own_and_those_of_the_reports_one_imports_for(places, paser, sari):
    an_open_report(places["64.02"])
    importer = a_person("importir", Role.IMPORTER, places["64"])
    colleague = a_person("rekan", Role.ENTERER, places["64.01"])
    neighbour = a_person("tetangga", Role.ENTERER, places["64.02"])
    mine = sent(a_template(a_row(BUSUI, 12)), sari)
    both = sent(a_template(a_row(KASUNGAI, 5), a_row("64.02", 7)), importer)
    waiting = received(a_template(a_row(BUSUI, 13)), colleague)

    listed = {
        user.username: [one.upload.pk for one in signed_in(user).get(PATH).context["page"].rows]
        for user in (sari, colleague, importer, neighbour)
    }

    assert listed == {
        "sari": [mine.pk], "rekan": [waiting.pk, mine.pk], "importir": [both.pk, mine.pk], "tetangga": [],
    }  # fmt: skip


def test_a_list_without_uploads_says_what_will_stand_there_and_offers_the_format(paser, sari):
    page = signed_in(sari).get(PATH).content.decode()

    assert "Belum ada berkas yang diunggah" in page
    assert "/wilayah/64.01/kumpulkan/" in page


def test_who_imports_for_a_province_is_offered_the_formats_of_its_regencies(places, paser):
    importer = a_person("bayu", Role.IMPORTER, places["64"])
    client = signed_in(importer)

    page = client.get(PATH).content.decode()

    assert "/wilayah/64/kumpulkan/" not in page
    assert "/wilayah/64.01/kumpulkan/" in page
    assert client.get("/wilayah/64.01/kumpulkan/").status_code == 200


def test_the_list_asks_as_much_for_one_upload_as_for_three(paser, sari):
    client, counts = signed_in(sari), []
    client.get(PATH)
    for number in (1, 2, 3):
        sent(a_template(a_row(BUSUI, number)), sari)
        with CaptureQueriesContext(connection) as asked:
            client.get(PATH)
        counts.append(len(asked))

    assert counts[0] == counts[2]


def test_the_menu_leads_there_for_who_may(paser, sari, wati):
    found = {
        user.username: 'href="/impor/"' in signed_in(user).get("/kerja/").content.decode() for user in (sari, wati)
    }

    assert found == {"sari": True, "wati": False}


@pytest.mark.parametrize(("a_day", "told"), [(100, "64 MB"), (40, "40 MB")])
def test_the_form_tells_the_largest_file_as_it_is_bound(client, sari, settings, a_day, told):
    settings.UPLOADS_PER_DAY = a_day * MEGABYTE
    client.force_login(sari)

    page = client.get("/impor/").content.decode()

    assert f"paling besar {told}." in page
    assert f'data-too-large="Berkasnya lebih besar dari {told}, jadi tidak diterima.' in page


@pytest.mark.parametrize("path", ["/impor/", "/api/v1/impor/"])
def test_the_largest_file_is_not_kept_out_by_what_a_request_may_hold(settings, path):
    assert settings.MAX_BODY_BYTES[path] > Limits().file
