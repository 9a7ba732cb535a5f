"""A head runs the own office through the browser: invite, let in again, end, let go."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.abilities import Role
from accounts.access import day_of
from accounts.models import Assignment, AuditEntry, Invitation, User
from tests.accounts.people import NEW, PASSWORD, code_of, give_second_factor, sign_in, with_password
from tests.factories import a_person

WHY = "Petugas baru di dinas"
PEOPLE = "/wilayah/64.01/orang/"


@pytest.fixture
def head(client, hana):
    """Hana, signed in with her password a moment ago."""
    with_password(hana)
    sign_in(client, "hana")
    return client


def link_in(page) -> str:
    """Return the path of the one-use link that a page shows."""
    return re.search(r"(/akun/undangan/[^/\s\"]+/)", page.content.decode())[1]


def test_someone_who_forgot_the_password_is_back_in_after_two_acts_of_the_head(head, client_class, sari):
    with_password(sari)
    User.objects.filter(pk=sari.pk).update(joined_at=timezone.now())
    person = f"{PEOPLE}sari/"

    assert f'href="{person}"' in head.get(PEOPLE).content.decode()
    page = head.post(f"{person}tautan/", {"link-reason": "Lupa kata sandi"})  # act one; act two: send the text on
    hers = client_class()
    answer = hers.post(link_in(page), {"name": "Sari", "password1": NEW, "password2": NEW})
    sign_in(hers, "sari", NEW)

    assert answer.status_code == 302
    assert hers.get(PEOPLE).status_code == 200
    assert AuditEntry.objects.filter(act="password_reset", reason="Lupa kata sandi", user_name="Hana").exists()


@pytest.fixture
def client_class(client):
    return type(client)


def test_the_link_takes_no_host_from_the_request_and_is_shown_once(head, sari, settings):
    settings.CSRF_TRUSTED_ORIGINS = ["https://portal.example"]

    page = head.post(
        f"{PEOPLE}sari/tautan/", {"link-reason": WHY}, headers={"x-forwarded-host": "evil.example"}
    ).content.decode()

    assert "https://portal.example/akun/undangan/" in page
    assert "evil.example" not in page
    assert "/akun/undangan/" not in head.get(f"{PEOPLE}sari/").content.decode()


def test_a_head_invites_a_person_with_a_role_until_a_day(head, places, client_class):
    until = day_of(timezone.now()) + timedelta(days=90)

    page = head.post(
        "/wilayah/64.01/undang/",
        {"name": "Tono", "username": "Tono.Paser", "role": "E", "until": until.isoformat(), "reason": WHY},
    )
    client_class().post(link_in(page), {"name": "Tono Wijaya", "password1": NEW, "password2": NEW})

    held = Assignment.objects.get(user__username="tono.paser")
    assert (held.role, held.region, held.until) == (Role.ENTERER, places["64.01"], until)
    assert "Yth. Tono" in page.content.decode()
    assert "Tono Wijaya" in head.get(PEOPLE).content.decode()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"role": "H"}, "Pilih salah satu dari daftar."),
        ({"role": "D"}, "Pilih salah satu dari daftar."),
        ({"username": "sari"}, "sudah dipakai"),
        ({"username": "bukan nama"}, "tidak dapat dipakai"),
        ({"reason": "ya"}, "paling sedikit 10 huruf"),
        ({"until": "2020-01-01"}, "sudah lewat"),
    ],
)
def test_what_cannot_be_invited_is_told_with_everything_typed_kept(head, sari, typed, told):
    whole = {"name": "Tono", "username": "tono", "role": "E", "until": "", "reason": WHY}

    page = head.post("/wilayah/64.01/undang/", whole | typed).content.decode()

    assert told in page
    assert 'value="Tono"' in page
    assert not User.objects.filter(name="Tono").exists()


def test_a_role_ends_with_a_reason_and_at_once(head, client_class, sari):
    hers = client_class()
    hers.force_login(sari)
    path = f"{PEOPLE}sari/peran/{sari.assignments.get().pk}/akhiri/"

    short = head.post(path, {f"end-{sari.assignments.get().pk}-reason": "pindah"})
    assert "paling sedikit 10 huruf" in short.content.decode()
    assert hers.get(PEOPLE).status_code == 200
    head.post(path, {f"end-{sari.assignments.get().pk}-reason": "Pindah ke dinas lain"})

    assert hers.get(PEOPLE).status_code == 404
    assert "sudah berakhir" in head.get(PEOPLE).content.decode()


def test_a_deactivated_person_is_out_of_all_browsers(head, client_class, sari):
    hers = client_class()
    hers.force_login(sari)

    head.post(f"{PEOPLE}sari/nonaktifkan/", {"off-reason": "Pindah ke dinas lain"})

    assert hers.get(PEOPLE).status_code == 302
    assert "nonaktif" in head.get(PEOPLE).content.decode()


def test_a_head_gives_a_second_role_of_those_a_head_gives(head, sari, places):
    head.post(f"{PEOPLE}sari/peran/", {"role-role": "C", "role-until": "", "role-reason": WHY})
    refused = head.post(f"{PEOPLE}sari/peran/", {"role-role": "H", "role-until": "", "role-reason": WHY})

    assert sorted(sari.assignments.values_list("role", flat=True)) == ["C", "E"]
    assert refused.status_code == 200


def test_an_administrator_invites_any_role_that_exists_at_a_level(client, admin, places):
    client.force_login(admin)  # without a password nothing can be asked again
    from_form = {}
    for code in ("64", "64.01"):
        page = client.get(f"/wilayah/{code}/undang/")
        from_form[code] = page.status_code

    assert from_form == {"64": 302, "64.01": 302}  # first a second factor is set up


@pytest.mark.parametrize("path", ["sari/tautan/", "sari/nonaktifkan/", "sari/peran/", "sari/"])
def test_people_of_another_office_do_not_exist(client, places, sari, path):
    with_password(a_person("kepala.kukar", Role.HEAD, places["64.02"]))
    sign_in(client, "kepala.kukar")
    ask = client.get if path == "sari/" else client.post

    assert ask(f"/wilayah/64.02/orang/{path}").status_code == 404
    assert ask(f"/wilayah/64.01/orang/{path}").status_code == 404
    assert not Invitation.objects.exists()


def test_a_role_of_someone_else_cannot_be_ended_through_the_page_of_a_colleague(head, sari, budi):
    other = budi.assignments.get().pk

    assert head.post(f"{PEOPLE}sari/peran/{other}/akhiri/", {f"end-{other}-reason": WHY}).status_code == 404
    assert budi.assignments.get().until is None


def test_a_proof_older_than_ten_minutes_is_asked_again_and_the_act_then_done(head, sari, time_machine):
    time_machine.move_to(timezone.now() + timedelta(minutes=11), tick=False)

    asked = head.post(f"{PEOPLE}sari/tautan/", {"link-reason": "Lupa kata sandi"})
    assert asked["Location"].startswith("/akun/konfirmasi/?next=")
    assert not Invitation.objects.exists()
    page = head.post(asked["Location"], {"password": PASSWORD})

    assert "/akun/undangan/" in page.content.decode()
    assert Invitation.objects.count() == 1


def test_the_list_takes_the_same_queries_for_one_person_and_for_many(head, places):
    head.get(PEOPLE)  # the first page after signing in also takes note of the session
    with CaptureQueriesContext(connection) as alone:
        head.get(PEOPLE)
    for number in range(3):
        person = a_person(f"orang{number}", Role.ENTERER, places["64.01"])
        Assignment.objects.create(
            user=person, role="C", region=places["64.01.01"], since=date(2021, 1, 1), granted_at=timezone.now()
        )

    with CaptureQueriesContext(connection) as many:
        head.get(PEOPLE)

    assert len(many) == len(alone)


def test_the_province_reads_who_works_below_it_and_changes_nothing(client, wati, sari, places):
    with_password(wati)
    sign_in(client, "wati")

    page = client.get("/wilayah/64/orang/").content.decode()

    assert "Sari" in page
    assert "Undang orang" not in page
    assert client.get("/wilayah/64.01/undang/").status_code == 403


def test_an_administrator_gives_a_role_to_someone_of_another_office(client, admin, sari, places):
    secret = give_second_factor(with_password(admin))
    sign_in(client, "admin")
    client.post("/masuk/kode/", {"code": code_of(secret)})
    typed = {"name": "Sari", "username": "sari", "role": "H", "until": "", "reason": WHY}

    page = client.post("/wilayah/64.02/undang/", typed).content.decode()
    client.post("/wilayah/64.02/orang/sari/peran/", {"role-role": "H", "role-until": "", "role-reason": WHY})

    assert 'href="/wilayah/64.02/orang/sari/"' in page
    assert set(sari.assignments.values_list("role", "region__code")) == {("E", "64.01"), ("H", "64.02")}
    assert client.get("/wilayah/64.02/orang/orang-lain/").status_code == 404


def test_a_long_list_is_read_in_pages_of_fifty(head, places):
    for number in range(60):
        a_person(f"orang{number:02}", Role.ENTERER, places["64.01.01"])

    first, second = (head.get(f"{PEOPLE}?halaman={number}").content.decode() for number in (1, 2))
    shown = [re.findall(r'href="/wilayah/64.01/orang/([^/"]+)/"', page) for page in (first, second)]

    assert [len(names) for names in shown] == [50, 11]
    assert len(set(shown[0] + shown[1])) == 61  # with the head
    assert "Halaman 1 dari 2" in first
    assert 'rel="next" href="?halaman=2"' in first
    assert 'rel="prev" href="?halaman=1"' in second


@pytest.mark.parametrize("number", ["0", "2", "x", ""])
def test_a_page_of_the_list_that_is_not_there_is_refused_with_a_sentence(head, number):
    answer = head.get(f"{PEOPLE}?halaman={number}")

    assert answer.status_code == 400
    assert "Daftar orang mempunyai 1 halaman." in answer.content.decode()
