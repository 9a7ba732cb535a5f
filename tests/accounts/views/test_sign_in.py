"""Who gets in, who does not, and what a guesser learns: nothing."""

import re
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.apps import apps
from django.contrib.auth.hashers import identify_hasher, make_password
from django.test import Client
from django.urls import reverse

from accounts.actions import sign_in as gate
from accounts.enums import Act
from accounts.models import AuditEntry, User
from tests.accounts.people import PASSWORD, code_of, give_second_factor, sign_in, with_password
from tests.accounts.trail import acts
from tests.threads import at_once

WRONG = "salah sekali kata sandinya"


def body(response) -> str:
    """The page without what differs from one answer to the next: token, typed name, number of the request."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", response.content.decode())
    return re.sub(r'name="login" value="[^"]*"', "", text)


def is_signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_the_right_password_signs_in_and_leads_to_what_waits(client, sari):
    response = sign_in(client, "sari")

    assert (response.status_code, response["Location"]) == (302, "/kerja/")
    assert is_signed_in(client)
    assert acts(Act.SIGNED_IN) == [("signed_in", "user:sari")]


def test_the_name_may_be_typed_in_capital_letters_and_with_blanks_around(client, sari):
    sign_in(client, "  SARI ")

    assert is_signed_in(client)


def test_the_page_is_indonesian_whatever_the_browser_asks_for(client, db):
    page = client.get("/masuk/", headers={"accept-language": "en"}).content.decode()

    assert "Nama pengguna" in page
    assert "Username" not in page


def test_unknown_name_wrong_password_and_inactive_person_get_the_same_answer(client, sari, budi):
    with_password(budi)
    User.objects.filter(pk=budi.pk).update(is_active=False)

    answers = [
        sign_in(Client(), name, typed) for name, typed in (("sari", WRONG), ("tiada", WRONG), ("budi", PASSWORD))
    ]

    assert {answer.status_code for answer in answers} == {200}
    assert len({body(answer) for answer in answers}) == 1
    assert "tidak cocok" in body(answers[0])


def test_a_failure_is_recorded_and_a_name_that_nobody_has_is_not_written_down(client, sari):
    sign_in(client, "sari", WRONG)
    sign_in(client, "my-secret-password", WRONG)

    assert acts(Act.SIGN_IN_FAILED) == [("sign_in_failed", "user:sari"), ("sign_in_failed", "user:?")]


def test_after_five_failures_even_the_right_password_is_refused_with_the_same_text(client, sari, time_machine, at):
    time_machine.move_to(at, tick=False)
    wrong = [sign_in(client, "sari", WRONG) for _ in range(5)]

    right = sign_in(client, "sari")

    assert right.status_code == wrong[0].status_code == 200
    assert body(right) == body(wrong[0]) == body(wrong[4])
    assert not is_signed_in(client)
    assert acts(Act.LOCKED_OUT) == [("locked_out", "user:sari")]


def test_the_lock_ends_after_fifteen_minutes_and_not_before(client, sari, time_machine, at):
    time_machine.move_to(at, tick=False)
    for _ in range(5):
        sign_in(client, "sari", WRONG)

    time_machine.move_to(at + timedelta(minutes=14, seconds=59), tick=False)
    sign_in(client, "sari")
    early = is_signed_in(client)
    time_machine.move_to(at + timedelta(minutes=15, seconds=1), tick=False)
    sign_in(client, "sari")

    assert (early, is_signed_in(client)) == (False, True)


def test_failures_from_one_address_do_not_hold_up_the_person_at_another(client, sari):
    for _ in range(6):
        sign_in(Client(REMOTE_ADDR="203.0.113.9"), "sari", WRONG)

    sign_in(client, "sari")

    assert is_signed_in(client)


def test_a_right_password_lets_the_count_begin_anew(client, sari):
    for _ in range(4):
        sign_in(Client(), "sari", WRONG)
    sign_in(Client(), "sari")
    for _ in range(4):
        sign_in(Client(), "sari", WRONG)

    sign_in(client, "sari")

    assert is_signed_in(client)


def test_twenty_failures_from_many_addresses_make_a_stranger_wait_longer_and_longer(sari, time_machine, at):
    time_machine.move_to(at, tick=False)
    for number in range(20):
        sign_in(Client(REMOTE_ADDR=f"203.0.113.{number}"), "sari", WRONG)

    stranger = Client(REMOTE_ADDR="198.51.100.7")
    sign_in(stranger, "sari")
    at_once = is_signed_in(stranger)
    time_machine.move_to(at + timedelta(seconds=3), tick=False)
    sign_in(stranger, "sari")

    assert (at_once, is_signed_in(stranger)) == (False, True)
    assert [gate.wait_of(tries).total_seconds() for tries in (19, 20, 21, 25, 400)] == [0, 2, 4, 64, 900]


def test_twenty_failures_elsewhere_hold_up_neither_a_known_address_nor_who_has_a_second_factor(
    sari, budi, time_machine, at
):
    time_machine.move_to(at, tick=False)
    with_password(budi)
    give_second_factor(budi)
    sign_in(Client(REMOTE_ADDR="192.0.2.1"), "sari")
    for number in range(21):
        for name in ("sari", "budi"):
            sign_in(Client(REMOTE_ADDR=f"203.0.113.{number}"), name, WRONG)

    at_home, with_code = Client(REMOTE_ADDR="192.0.2.1"), Client(REMOTE_ADDR="198.51.100.8")
    sign_in(at_home, "sari")
    code_page = sign_in(with_code, "budi")

    assert is_signed_in(at_home)
    assert code_page["Location"] == "/masuk/kode/"


def test_a_hundred_failures_of_one_address_are_answered_429_until_the_hour_is_over(client, sari, time_machine, at):
    time_machine.move_to(at, tick=False)
    for number in range(100):
        gate.take_try(attempt=gate.Try(f"orang{number}", "127.0.0.1"), at=at)

    refused = sign_in(client, "sari")
    time_machine.move_to(at + timedelta(hours=1, seconds=1), tick=False)
    sign_in(client, "sari")

    assert (refused.status_code, refused["Retry-After"]) == (429, "3600")
    assert "Terlalu banyak percobaan masuk" in refused.content.decode()
    assert is_signed_in(client)
    assert acts(Act.LOCKED_OUT) == [("locked_out", "address")]


def test_a_forged_header_changes_neither_the_count_nor_the_record(client, sari):
    for number in range(6):
        sign_in(client, "sari", WRONG, HTTP_X_FORWARDED_FOR=f"10.0.0.{number}")

    sign_in(client, "sari", HTTP_X_FORWARDED_FOR="10.9.9.9")

    assert not is_signed_in(client)
    assert set(AuditEntry.objects.values_list("address", flat=True)) == {"127.0.0.1"}


def test_what_is_kept_of_a_failure_holds_no_password_and_no_token(sari):
    client = Client(enforce_csrf_checks=True)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', client.get("/masuk/").content.decode())[1]

    client.post("/masuk/", {"login": "sari", "password": WRONG, "csrfmiddlewaretoken": token})

    kept = "".join(str(row) for model in (AccessAttempt, AuditEntry) for row in model.objects.values())
    assert "sari" in kept
    assert (WRONG in kept, token in kept) == (False, False)


@pytest.mark.parametrize("typed", ["6401014203900001", PASSWORD])
def test_a_name_that_nobody_has_is_kept_nowhere(client, sari, typed):
    for _turn in range(2):
        sign_in(client, typed, WRONG)

    kept = [model.__name__ for model in apps.get_models() for row in model.objects.values() if typed in str(row)]
    assert kept == []
    assert AccessAttempt.objects.get().failures_since_start == 2


@pytest.mark.django_db(transaction=True)
def test_thirty_guesses_at_once_get_no_more_than_five_looks_at_the_password(sari, monkeypatch):
    assert looks_of_guesses_at_once(30, monkeypatch) == 5


@pytest.mark.django_db(transaction=True)
def test_without_counting_first_more_guesses_would_get_through(sari, monkeypatch):
    monkeypatch.setattr("accounts.views.sign_in.take_try", lambda **told: gate.Answer.OPEN)

    assert looks_of_guesses_at_once(30, monkeypatch) > 5


def looks_of_guesses_at_once(count: int, monkeypatch) -> int:
    """Guess from `count` threads at the same time; return how many passwords were compared."""
    looks: list[str] = []
    compare = User.check_password
    monkeypatch.setattr(User, "check_password", lambda user, typed: looks.append(typed) or compare(user, typed))

    answers = at_once([lambda: sign_in(Client(), "sari", WRONG)] * count)

    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    return len(looks)


def test_an_old_hash_is_renewed_with_argon2id_at_sign_in(client, sari):
    sari.password = make_password(PASSWORD, hasher="pbkdf2_sha256")
    sari.save()

    sign_in(client, "sari")

    sari.refresh_from_db()
    assert is_signed_in(client)
    assert identify_hasher(sari.password).algorithm == "argon2"
    assert sari.password.startswith("argon2$argon2id$")


@pytest.mark.parametrize(
    "evil",
    [
        "//evil.example", "///evil.example", "/\\evil.example", "\\\\evil.example", "https://evil.example",
        "https:evil.example", "http:///evil.example", "javascript:alert(1)", "data:text/html,x", "/\t/evil.example",
        "\t//evil.example", "\n//evil.example", " //evil.example", "%2f%2fevil.example", "https:/evil.example",
        "//evil.example@127.0.0.1", "http://testserver@evil.example", "https://testserver.evil.example",
        "/\\/evil.example", "ftp://evil.example", "http://testserver/akun/",
    ],
)  # fmt: skip
def test_after_sign_in_one_stays_on_the_site(client, sari, evil):
    response = client.post("/masuk/", {"login": "sari", "password": PASSWORD, "next": evil})

    assert (response.status_code, response["Location"]) == (302, "/kerja/")


def test_after_sign_in_one_comes_back_to_the_page_that_was_asked_for(client, sari):
    page = client.get("/akun/", follow=True)
    response = client.post("/masuk/", {"login": "sari", "password": PASSWORD, "next": "/akun/"})

    assert page.redirect_chain == [("/masuk/?next=/akun/", 302)]
    assert 'name="next" value="/akun/"' in page.content.decode()
    assert response["Location"] == "/akun/"


def test_the_session_gets_a_new_id_at_sign_in(client, sari):
    client.get("/masuk/")
    client.session["planted"] = True
    session = client.session
    session.save()
    client.cookies["sesi"] = session.session_key

    sign_in(client, "sari")

    assert client.session.session_key != session.session_key


def test_signing_out_asks_first_then_ends_the_session_for_good(client, sari):
    sign_in(client, "sari")
    saved = client.cookies["sesi"].value

    asked = client.get("/keluar/")
    still = is_signed_in(client)
    left = client.post("/keluar/")
    client.cookies["sesi"] = saved

    assert (asked.status_code, still, left.status_code, left["Location"]) == (200, True, 302, "/")
    assert left["Clear-Site-Data"] == '"storage"'
    assert client.get("/akun/").status_code == 302
    assert acts(Act.SIGNED_OUT) == [("signed_out", "user:sari")]


@pytest.mark.parametrize(
    "path", ["/masuk/", "/keluar/", "/akun/kata-sandi/", "/akun/sesi/lain/akhiri/", "/akun/undangan/x/"]
)
def test_a_form_without_its_token_is_refused(sari, path):
    client = Client(enforce_csrf_checks=True)
    client.force_login(sari)

    assert client.post(path, {"login": "sari", "password": PASSWORD}).status_code == 403


def test_sign_up_reset_by_mail_and_their_like_do_not_exist(client, db):
    names = ["account_signup", "account_email", "account_reset_password", "mfa_download_recovery_codes"]

    assert [client.get(reverse(name)).status_code for name in names] == [404] * 4
    assert [client.get(path).status_code for path in ("/accounts/signup/", "/admin/", "/accounts/login/")] == [404] * 3


def test_who_has_a_second_factor_is_not_in_before_the_code(client, sari):
    secret = give_second_factor(sari)

    first = sign_in(client, "sari")
    half = is_signed_in(client)
    second = client.post("/masuk/kode/", {"code": code_of(secret)})

    assert (first["Location"], half, second["Location"]) == ("/masuk/kode/", False, "/kerja/")
    assert is_signed_in(client)
    assert acts(Act.SIGNED_IN) == [("signed_in", "user:sari")]


def test_a_code_counts_once_even_while_it_is_still_shown(client, sari, time_machine, at):
    time_machine.move_to(at, tick=False)
    secret = give_second_factor(sari)
    soon = code_of(secret, at, skew=30)
    sign_in(client, "sari")
    client.post("/masuk/kode/", {"code": soon})
    replay = Client()
    time_machine.move_to(at + timedelta(seconds=50), tick=False)
    sign_in(replay, "sari")

    answer = replay.post("/masuk/kode/", {"code": soon})

    assert "sudah dipakai" in answer.content.decode()
    assert (is_signed_in(client), is_signed_in(replay)) == (True, False)


@pytest.mark.parametrize(("skew", "passes"), [(0, True), (29, True), (-29, True), (61, False), (-61, False)])
def test_an_app_whose_clock_is_half_a_minute_off_still_works(client, sari, time_machine, at, skew, passes):
    time_machine.move_to(at, tick=False)
    secret = give_second_factor(sari)
    sign_in(client, "sari")

    client.post("/masuk/kode/", {"code": code_of(secret, at, skew=skew)})

    assert is_signed_in(client) is passes


def test_after_five_wrong_codes_the_right_one_has_to_wait(client, sari, time_machine, at):
    time_machine.move_to(at, tick=False)
    secret = give_second_factor(sari)
    sign_in(client, "sari")
    wrong = f"{(int(code_of(secret, at)) + 1) % 1_000_000:06d}"
    for _ in range(5):
        client.post("/masuk/kode/", {"code": wrong})

    answer = client.post("/masuk/kode/", {"code": code_of(secret, at)})

    assert "Tunggu 15 menit" in answer.content.decode()
    assert not is_signed_in(client)
    assert acts(Act.SIGN_IN_FAILED) == [("sign_in_failed", "user:sari")] * 5
