"""The second factor: switched on, used, sealed, switched off."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.test import Client

from accounts.actions.second_factor import reset_second_factor
from accounts.actions.users import accept_invitation, deactivate_user, renew_link
from accounts.enums import Act
from accounts.models import AuditEntry
from tests.accounts.people import NEW, NOBODY, PASSWORD, code_of, give_second_factor, sign_in, with_password


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


def test_a_recovery_code_lets_in_once(sari, client):
    give_second_factor(sari)

    code = RecoveryCodes.activate(sari).get_unused_codes()[0]
    again = Client()
    for browser in (client, again):
        sign_in(browser, "sari")
        browser.post("/masuk/kode/", {"code": code})

    assert ("_auth_user_id" in client.session, "_auth_user_id" in again.session) == (True, False)


def test_switching_the_second_factor_off_asks_for_a_code_again_when_the_sign_in_is_older_than_ten_minutes(
    sari, client, time_machine, at
):
    time_machine.move_to(at, tick=False)
    secret = give_second_factor(sari)
    sign_in(client, "sari")
    client.post("/masuk/kode/", {"code": code_of(secret, at)})

    soon = client.get("/akun/kode-verifikasi/nonaktifkan/")
    time_machine.move_to(at + timedelta(minutes=11), tick=False)
    later = client.get("/akun/kode-verifikasi/nonaktifkan/")

    assert soon.status_code == 200
    assert later["Location"] == "/akun/konfirmasi/kode/?next=%2Fakun%2Fkode-verifikasi%2Fnonaktifkan%2F"


def test_switching_it_off_is_recorded(sari, client):
    secret = give_second_factor(sari)
    sign_in(client, "sari")
    client.post("/masuk/kode/", {"code": code_of(secret)})

    client.post("/akun/kode-verifikasi/nonaktifkan/")

    assert Authenticator.objects.count() == 0
    told = AuditEntry.objects.filter(act=Act.SECOND_FACTOR_CHANGED).order_by("-sequence")[0]
    assert (told.old, told.new, told.user_name) == ({"kind": "totp"}, None, "Sari")


@pytest.mark.parametrize("end", ["password by link", "password", "deactivation", "lost factor"])
def test_a_sign_in_that_waits_for_its_code_ends_with_the_sessions(sari, hana, at, end):
    """Who knows the old password and has come as far as the code comes no further."""
    secret = give_second_factor(with_password(sari))
    half = Client()
    sign_in(half, "sari")
    if end == "password by link":
        accept_invitation(token=renew_link(user=sari, by=hana, at=at).token, name="Sari", password=NEW, at=at)
    elif end == "password":
        own = Client()
        own.force_login(sari)
        own.post("/akun/kata-sandi/", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    elif end == "deactivation":
        deactivate_user(user=sari, by=hana, at=at, reason=NOBODY)
    else:
        reset_second_factor(user=sari, by=hana, at=at, reason=NOBODY)

    answer = half.post("/masuk/kode/", {"code": code_of(secret)})

    assert answer["Location"].startswith("/masuk/")
    assert "_auth_user_id" not in half.session
    assert Act.SIGNED_IN not in AuditEntry.objects.values_list("act", flat=True)


def test_a_sign_in_that_waits_for_its_code_is_no_session_of_the_list(sari, client):
    give_second_factor(with_password(sari))
    sign_in(Client(), "sari")
    client.force_login(sari)

    assert client.get("/akun/").content.decode().count("/akun/sesi/") == 0
