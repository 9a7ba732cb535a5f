"""One's own account, and how long a session lives."""

import pytest
from django.test import Client

from accounts.enums import Act
from accounts.models import AuditEntry
from accounts.queries.sessions import open_sessions
from tests.accounts.people import NEW, PASSWORD, sign_in, with_password

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"


def signed_in(username: str = "sari", **extra: str) -> Client:
    client = Client(**extra)
    sign_in(client, username)
    return client


def status(client: Client) -> int:
    return client.get("/akun/").status_code


def test_the_page_names_roles_regions_and_devices(sari):
    client = signed_in(HTTP_USER_AGENT=FIREFOX)

    page = client.get("/akun/").content.decode()

    assert 'operator, <a href="/wilayah/64.01/">Kabupaten Paser</a>' in page.replace("\n", " ").replace("  ", "")
    assert "Firefox, Linux" in page
    assert "perangkat ini" in page
    assert client.session.session_key not in page


def test_times_are_those_of_the_persons_province(sari, time_machine, at):
    time_machine.move_to(at, tick=False)

    page = " ".join(signed_in().get("/akun/").content.decode().split())

    assert "masuk 4 Agustus 2025 pukul 10.00 WITA, terakhir dipakai 4 Agustus 2025 pukul 10.00 WITA" in page


def test_one_session_is_ended_and_the_others_go_on(sari, at):
    here, there, third = signed_in(), signed_in(), signed_in()
    name = next(one.name for one in open_sessions(sari, None, at) if one.key == there.session.session_key)

    answer = here.post(f"/akun/sesi/{name}/akhiri/")

    assert answer.status_code == 302
    assert [status(client) for client in (here, there, third)] == [200, 302, 200]
    assert AuditEntry.objects.filter(act=Act.SESSION_ENDED).count() == 1


def test_all_other_sessions_are_ended(sari):
    here, there, third = signed_in(), signed_in(), signed_in()

    here.post("/akun/sesi/lain/akhiri/")

    assert [status(client) for client in (here, there, third)] == [200, 302, 302]


def test_nobody_ends_the_session_of_another_person(sari, budi, at):
    with_password(budi)
    mine, other = signed_in(), signed_in("budi")
    name = open_sessions(budi, None, at)[0].name

    answer = mine.post(f"/akun/sesi/{name}/akhiri/")

    assert (answer.status_code, status(other)) == (404, 200)


def test_a_new_password_ends_all_other_sessions_and_is_recorded(sari):
    here, there = signed_in(), signed_in()
    saved = here.session.session_key

    answer = here.post("/akun/kata-sandi/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})

    sari.refresh_from_db()
    assert (answer.status_code, sari.check_password(NEW)) == (302, True)
    assert (status(here), status(there)) == (200, 302)
    assert here.session.session_key != saved
    told = AuditEntry.objects.order_by("sequence").values_list("act", flat=True)
    assert list(told) == ["signed_in", "signed_in", "session_ended", "password_changed"]


def test_where_the_record_fails_the_password_stays(sari, monkeypatch):
    here = signed_in()
    here.raise_request_exception = False
    monkeypatch.setattr("accounts.receivers.note", lambda *told: 1 / 0)

    answer = here.post("/akun/kata-sandi/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})

    sari.refresh_from_db()
    assert (answer.status_code, sari.check_password(PASSWORD)) == (500, True)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"oldpassword": "salah semua ini"}, "Kata sandi sekarang tidak cocok"),
        ({"password2": "lain dari yang lain"}, "Kedua kata sandi tidak sama"),
        ({"password1": "pendek", "password2": "pendek"}, "terlalu pendek"),
        ({"password1": "jamsostek 2026!", "password2": "jamsostek 2026!"}, "tidak boleh memuat nama Anda"),
    ],
)
def test_an_unfit_new_password_is_refused_in_words(sari, typed, said):
    here = signed_in()

    answer = here.post("/akun/kata-sandi/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW} | typed)

    sari.refresh_from_db()
    assert said in answer.content.decode()
    assert sari.check_password(PASSWORD)
