"""One's own account, and how long a session lives."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client
from django.utils import timezone

from accounts.abilities import Role
from accounts.actions.assignments import end_role, grant_role
from accounts.actions.users import invite_user, renew_link
from accounts.enums import Act
from accounts.models import AuditEntry, Session, User
from accounts.queries.sessions import open_sessions
from tests.accounts.people import PASSWORD, code_of, give_second_factor, sign_in, with_password

NEW = "delapan-belas perahu kuning"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"


@pytest.fixture
def rina(sari: User) -> User:
    return with_password(sari)


def signed_in(username: str = "sari", **extra: str) -> Client:
    client = Client(**extra)
    sign_in(client, username)
    return client


def status(client: Client) -> int:
    return client.get("/akun/").status_code


def test_the_page_names_roles_regions_and_devices(rina):
    client = signed_in(HTTP_USER_AGENT=FIREFOX)

    page = client.get("/akun/").content.decode()

    assert "operator, Kabupaten Paser" in page.replace("\n", " ").replace("  ", "")
    assert "Firefox, Linux" in page
    assert "perangkat ini" in page
    assert client.session.session_key not in page


def test_one_session_is_ended_and_the_others_go_on(rina, at):
    here, there, third = signed_in(), signed_in(), signed_in()
    name = next(one.name for one in open_sessions(rina, None, at) if one.key == there.session.session_key)

    answer = here.post(f"/akun/sesi/{name}/akhiri/")

    assert answer.status_code == 302
    assert [status(client) for client in (here, there, third)] == [200, 302, 200]
    assert AuditEntry.objects.filter(act=Act.SESSION_ENDED).count() == 1


def test_all_other_sessions_are_ended(rina):
    here, there, third = signed_in(), signed_in(), signed_in()

    here.post("/akun/sesi/lain/akhiri/")

    assert [status(client) for client in (here, there, third)] == [200, 302, 302]


def test_nobody_ends_the_session_of_another_person(rina, budi, at):
    with_password(budi)
    mine, other = signed_in(), signed_in("budi")
    name = open_sessions(budi, None, at)[0].name

    answer = mine.post(f"/akun/sesi/{name}/akhiri/")

    assert (answer.status_code, status(other)) == (404, 200)


def test_a_new_password_ends_all_other_sessions_and_is_recorded(rina):
    here, there = signed_in(), signed_in()
    saved = here.session.session_key

    answer = here.post("/akun/kata-sandi/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})

    rina.refresh_from_db()
    assert (answer.status_code, rina.check_password(NEW)) == (302, True)
    assert (status(here), status(there)) == (200, 302)
    assert here.session.session_key != saved
    told = AuditEntry.objects.order_by("sequence").values_list("act", flat=True)
    assert list(told) == ["signed_in", "signed_in", "session_ended", "password_changed"]


def test_where_the_record_fails_the_password_stays(rina, monkeypatch):
    here = signed_in()
    here.raise_request_exception = False
    monkeypatch.setattr("accounts.receivers.note", lambda *told: 1 / 0)

    answer = here.post("/akun/kata-sandi/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})

    rina.refresh_from_db()
    assert (answer.status_code, rina.check_password(PASSWORD)) == (500, True)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"oldpassword": "salah semua ini"}, "Kata sandi sekarang tidak cocok"),
        ({"password2": "lain dari yang lain"}, "Kedua kata sandi tidak sama"),
        ({"password1": "pendek", "password2": "pendek"}, "terlalu pendek"),
        ({"password1": "jamsostek 2026!", "password2": "jamsostek 2026!"}, "tidak boleh memuat nama Anda"),
    ],
)
def test_an_unfit_new_password_is_refused_in_words(rina, typed, said):
    here = signed_in()

    answer = here.post("/akun/kata-sandi/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW} | typed)

    rina.refresh_from_db()
    assert said in answer.content.decode()
    assert rina.check_password(PASSWORD)


@pytest.mark.parametrize(
    ("who", "minutes", "is_in"), [("sari", 59, True), ("sari", 60, False), ("admin", 14, True), ("admin", 15, False)]
)
def test_an_idle_session_ends(request, rina, client, time_machine, at, who, minutes, is_in):
    user = request.getfixturevalue(who)
    time_machine.move_to(at, tick=False)
    give_second_factor(user)
    client.force_login(user)

    time_machine.move_to(at + timedelta(minutes=minutes), tick=False)
    answer = client.get("/akun/")

    assert answer.status_code == (200 if is_in else 302)
    if not is_in:
        assert "sesi diakhiri" in client.get(answer["Location"]).content.decode()
        assert AuditEntry.objects.order_by("-sequence")[0].new == {"by": "time"}


def test_a_session_ends_after_twelve_hours_however_busy(rina, client, time_machine, at):
    time_machine.move_to(at, tick=False)
    client.force_login(rina)
    for half_hour in range(1, 24):
        time_machine.move_to(at + timedelta(minutes=30 * half_hour), tick=False)
        assert status(client) == 200

    time_machine.move_to(at + timedelta(hours=12), tick=False)

    assert status(client) == 302


def test_a_session_is_noted_as_alive_once_a_minute_and_not_at_each_request(rina, client, time_machine, at):
    time_machine.move_to(at, tick=False)
    client.force_login(rina)
    client.get("/akun/")
    before = Session.objects.get().session_data
    time_machine.move_to(at + timedelta(seconds=59), tick=False)
    client.get("/akun/")
    unchanged = Session.objects.get().session_data == before
    time_machine.move_to(at + timedelta(seconds=61), tick=False)
    client.get("/akun/")

    assert (unchanged, Session.objects.get().session_data == before) == (True, False)


def test_a_change_of_rights_counts_at_once_and_gives_the_session_a_new_id(rina, hana, places, client):
    client.force_login(rina)
    client.get("/akun/")
    saved = client.session.session_key
    with_role = client.get("/akun/").content.decode()

    end_role(assignment=rina.assignments.get(), by=hana, at=timezone.now())
    without = client.get("/akun/").content.decode()

    assert ("operator" in with_role, "Belum ada peran" in without) == (True, True)
    assert client.session.session_key != saved
    assert Session.objects.filter(session_key=saved).count() == 0


def test_an_administrator_without_a_second_factor_gets_nowhere_but_to_its_page_and_out(admin, client):
    with_password(admin)
    sign_in(client, "admin")

    pages = ["/", "/akun/", "/akun/kata-sandi/", "/peringkat/", "/akun/kode-verifikasi/"]
    assert [client.get(page)["Location"] for page in pages] == ["/akun/kode-verifikasi/aktifkan/"] * len(pages)
    assert client.get("/akun/kode-verifikasi/aktifkan/").status_code == 200
    assert client.get("/keluar/").status_code == 200


def test_an_administrator_sets_up_the_second_factor_and_gets_ten_recovery_codes_once(admin, client):
    with_password(admin)
    sign_in(client, "admin")
    client.get("/akun/kode-verifikasi/aktifkan/")
    secret = client.session["mfa.totp.secret"]

    answer = client.post("/akun/kode-verifikasi/aktifkan/", {"code": code_of(secret)}, follow=True)
    again = client.get("/akun/kode-verifikasi/cadangan/").content.decode()

    page = answer.content.decode()
    codes = [line.strip() for line in page.split("<li>") if line[:8].isdigit()]
    assert (len(codes), "Masih ada 10 kode cadangan" in again) == (10, True)
    assert client.get("/").status_code == 200
    changes = AuditEntry.objects.filter(act=Act.SECOND_FACTOR_CHANGED).order_by("sequence")
    assert list(changes.values_list("new__kind", flat=True)) == ["totp", "recovery_codes"]


def test_secrets_of_the_second_factor_lie_sealed_in_the_database(sari):
    secret = give_second_factor(sari)

    kept = Authenticator.objects.get().data["secret"]

    assert (secret in kept, kept.startswith("gAAAA")) == (False, True)


def test_a_recovery_code_lets_in_once(rina, client):
    give_second_factor(rina)

    code = RecoveryCodes.activate(rina).get_unused_codes()[0]
    again = Client()
    for browser in (client, again):
        sign_in(browser, "sari")
        browser.post("/masuk/kode/", {"code": code})

    assert ("_auth_user_id" in client.session, "_auth_user_id" in again.session) == (True, False)


def test_switching_the_second_factor_off_asks_for_a_code_again_when_the_sign_in_is_older_than_ten_minutes(
    rina, client, time_machine, at
):
    time_machine.move_to(at, tick=False)
    secret = give_second_factor(rina)
    sign_in(client, "sari")
    client.post("/masuk/kode/", {"code": code_of(secret, at)})

    soon = client.get("/akun/kode-verifikasi/nonaktifkan/")
    time_machine.move_to(at + timedelta(minutes=11), tick=False)
    later = client.get("/akun/kode-verifikasi/nonaktifkan/")

    assert soon.status_code == 200
    assert later["Location"] == "/akun/konfirmasi/kode/?next=%2Fakun%2Fkode-verifikasi%2Fnonaktifkan%2F"


def test_switching_it_off_is_recorded(rina, client):
    secret = give_second_factor(rina)
    sign_in(client, "sari")
    client.post("/masuk/kode/", {"code": code_of(secret)})

    client.post("/akun/kode-verifikasi/nonaktifkan/")

    assert Authenticator.objects.count() == 0
    told = AuditEntry.objects.filter(act=Act.SECOND_FACTOR_CHANGED).order_by("-sequence")[0]
    assert (told.old, told.new, told.user_name) == ({"kind": "totp"}, None, "Sari")


@pytest.fixture
def invited(hana, places):

    return invite_user(
        username="tono", name="Tono", role=Role.ENTERER, region=places["64.01"], by=hana, at=timezone.now()
    )


def test_an_invited_person_chooses_a_password_and_signs_in(client, invited):
    path = f"/akun/undangan/{invited.token}/"

    page = client.get(path)
    answer = client.post(path, {"name": "Tono Wijaya", "password1": NEW, "password2": NEW})
    sign_in(client, "tono", NEW)

    assert "tono" in page.content.decode()
    assert page["Referrer-Policy"] == "strict-origin"
    assert answer["Location"] == "/masuk/"
    assert "_auth_user_id" in client.session


@pytest.mark.parametrize("token", ["tidak-ada", "x" * 43])
def test_a_used_and_an_unknown_link_get_the_same_answer(client, invited, token):
    path = f"/akun/undangan/{invited.token}/"
    client.post(path, {"name": "Tono", "password1": NEW, "password2": NEW})

    used, unknown = client.get(path), client.get(f"/akun/undangan/{token}/")

    assert (used.status_code, unknown.status_code) == (410, 410)
    assert "sudah dipakai atau sudah lewat" in used.content.decode()
    assert "sudah dipakai atau sudah lewat" in unknown.content.decode()


def test_an_unfit_password_of_an_invited_person_is_refused_and_the_link_stays(client, invited):
    path = f"/akun/undangan/{invited.token}/"

    answer = client.post(
        path, {"name": "Tono Wijaya", "password1": "paser 2026 wijaya", "password2": "paser 2026 wijaya"}
    )

    assert "tidak boleh memuat nama Anda" in answer.content.decode()
    assert client.get(path).status_code == 200
    assert not User.objects.get(username="tono").has_usable_password()


def test_a_renewed_password_does_not_bypass_the_second_factor(client, rina, hana):

    give_second_factor(rina)
    link = renew_link(user=rina, by=hana, at=timezone.now())

    client.post(f"/akun/undangan/{link.token}/", {"name": "Sari", "password1": NEW, "password2": NEW})
    answer = sign_in(client, "sari", NEW)

    assert answer["Location"] == "/masuk/kode/"
    assert "_auth_user_id" not in client.session


def test_extra_fields_change_nothing(client, invited, places, admin):
    hidden = {"role": "D", "region": "ID", "is_active": "", "is_staff": "on", "username": "admin2", "user": admin.pk}

    client.post(f"/akun/undangan/{invited.token}/", {"name": "Tono", "password1": NEW, "password2": NEW} | hidden)

    user = User.objects.get(username="tono")
    assert (user.is_active, [held.role for held in user.assignments.all()]) == (True, ["E"])
    assert User.objects.filter(username="admin2").count() == 0


def test_a_second_role_shows_at_once(client, rina, admin, places):

    client.force_login(rina)
    client.get("/akun/")

    grant_role(user=rina, role=Role.IMPORTER, region=places["64"], by=admin, at=timezone.now())

    assert "pengimpor data, Kalimantan Timur" in " ".join(client.get("/akun/").content.decode().split())
