"""Keys of programs, as their person and as an attacker tries them."""

from datetime import date, timedelta

import pytest

from accounts import access
from accounts.abilities import Ability, Role
from accounts.actions.assignments import end_role, grant_role
from accounts.actions.second_factor import reset_second_factor
from accounts.actions.tokens import ASK_LIMIT, MOST_TOKENS, WRONG_LIMIT, Request, admit, make_token, revoke_token
from accounts.actions.users import accept_invitation, deactivate_user, reactivate_user, renew_link
from accounts.enums import Act
from accounts.errors import IdentityTyped, TokenHeld, TokenNotMade, TokenRefused
from accounts.models import Assignment, AuditEntry, Token
from tests.accounts.people import NEW, NOBODY, give_second_factor
from tests.accounts.trail import acts

READING = Request("GET", "/api/v1/impor/1", "192.0.2.7")
SENDING = Request("POST", "/api/v1/impor/", "192.0.2.7")


@pytest.fixture
def key(sari, at) -> str:
    """The secret of a key that Sari made for a month."""
    return make_token(user=sari, name="OpenSID Janju", days=30, at=at).secret


def lets_in(secret: str, at) -> bool:
    try:
        admit(secret=secret, asked=SENDING, at=at)
    except TokenRefused:
        return False
    return True


def test_a_key_lets_its_person_in_with_the_roles_of_the_person(sari, places, key, at):
    token = admit(secret=key, asked=SENDING, at=at)

    assert token.user == sari
    assert access.may(token.user, Ability.EDIT_FIGURES, places["64.01"], at)
    assert (token.used_at, token.used_from) == (at, "192.0.2.7")


def test_only_the_hash_of_a_key_is_kept(sari, key):
    told = str(list(Token.objects.values_list())) + str(list(AuditEntry.objects.values_list()))

    assert key not in told
    assert key.removeprefix("paritrana_") not in told


def test_a_key_is_over_at_the_moment_of_its_end(key, at):
    assert lets_in(key, at + timedelta(days=30, microseconds=-1))
    assert not lets_in(key, at + timedelta(days=30))


def test_a_revoked_key_lets_nobody_in(sari, key, at):
    revoke_token(token=Token.objects.get(), by=sari, at=at)

    assert not lets_in(key, at)
    assert acts(Act.TOKEN_REVOKED) == [(Act.TOKEN_REVOKED, f"token:{Token.objects.get().pk} user:sari")]


@pytest.mark.parametrize("secret", ["", "paritrana_", "x" * 5_000, "\0", "é"])
def test_what_is_no_key_lets_nobody_in(sari, key, at, secret):
    assert not lets_in(secret, at)


def test_the_stored_hash_is_no_key(sari, key, at):
    assert not lets_in(Token.objects.get().sha256, at)


def test_a_key_dies_with_the_account_and_does_not_come_back_with_it(sari, admin, key, at):
    deactivate_user(user=sari, by=admin, at=at, reason=NOBODY)
    assert not lets_in(key, at)

    reactivate_user(user=sari, by=admin, at=at, reason=NOBODY)

    assert not lets_in(key, at)


def test_a_key_of_an_inactive_person_lets_nobody_in_whoever_switched_the_account_off(sari, key, at):
    sari.is_active = False
    sari.save()

    assert not lets_in(key, at)


def test_a_key_dies_with_the_roles_it_was_made_with(sari, admin, places, key, at):
    Assignment.objects.create(user=admin, role=Role.HEAD, region=places["64.01"], since=date(2020, 1, 1), granted_at=at)
    end_role(assignment=sari.assignments.get(), by=admin, at=at)
    assert not lets_in(key, at)

    grant_role(user=sari, role=Role.ENTERER, region=places["64.01"], by=admin, at=at)

    assert not lets_in(key, at)


def test_a_key_gains_nothing_by_a_role_given_later(sari, admin, places, key, at):
    grant_role(user=sari, role=Role.HEAD, region=places["64.08"], by=admin, at=at)

    user = admit(secret=key, asked=SENDING, at=at).user

    assert access.may(user, Ability.EDIT_FIGURES, places["64.01"], at)
    assert not access.may(user, Ability.SIGN, places["64.08"], at)


def test_a_key_never_holds_the_role_of_an_administrator(sari, admin, places, at):
    with pytest.raises(TokenNotMade, match="no_role"):
        make_token(user=admin, name="Skrip", days=30, at=at)
    Assignment.objects.create(
        user=admin, role=Role.IMPORTER, region=places["64"], since=date(2020, 1, 1), granted_at=at
    )

    key = make_token(user=admin, name="Skrip", days=30, at=at).secret

    user = admit(secret=key, asked=SENDING, at=at).user
    assert access.roles_at(user, places["64.01"], at) == {Role.IMPORTER}


def test_a_new_password_by_link_ends_all_keys(sari, admin, key, at):
    link = renew_link(user=sari, by=admin, at=at)

    accept_invitation(token=link.token, name="Sari", password=NEW, at=at)

    assert not lets_in(key, at)


def test_a_second_factor_taken_away_ends_all_keys(sari, admin, key, at):
    give_second_factor(sari)

    reset_second_factor(user=sari, by=admin, at=at, reason=NOBODY)

    assert not lets_in(key, at)


@pytest.mark.parametrize(
    ("name", "days", "error"),
    [("  ", 30, TokenNotMade), ("a" * 61, 30, TokenNotMade), ("Skrip", 0, TokenNotMade), ("Skrip", 367, TokenNotMade),
     ("NIK 6401010101900001", 30, IdentityTyped)],
)  # fmt: skip
def test_a_key_without_name_or_end_is_not_made(sari, at, name, days, error):
    with pytest.raises(error):
        make_token(user=sari, name=name, days=days, at=at)

    assert list(Token.objects.all()) == []


def test_nobody_holds_more_than_ten_keys(sari, at):
    for number in range(MOST_TOKENS):
        make_token(user=sari, name=f"Program {number}", days=1, at=at)

    with pytest.raises(TokenNotMade, match="many"):
        make_token(user=sari, name="satu lagi", days=1, at=at)

    assert make_token(user=sari, name="besok", days=1, at=at + timedelta(days=1)).token.name == "besok"


def test_who_holds_no_role_makes_no_key(stranger, at):
    with pytest.raises(TokenNotMade, match="no_role"):
        make_token(user=stranger, name="Skrip", days=30, at=at)


def test_a_program_that_asks_too_often_is_held_until_the_minute_is_over(key, at):
    for _time in range(ASK_LIMIT):
        admit(secret=key, asked=READING, at=at)

    with pytest.raises(TokenHeld) as held:
        admit(secret=key, asked=READING, at=at + timedelta(seconds=50))

    assert held.value.seconds == 10
    assert lets_in(key, at + timedelta(seconds=60))


def test_wrong_keys_are_recorded_until_their_address_is_held_and_never_hold_a_right_one(key, at):
    for _time in range(WRONG_LIMIT):
        assert not lets_in("paritrana_salah", at)

    with pytest.raises(TokenHeld):
        admit(secret="paritrana_salah", asked=SENDING, at=at)

    assert len(acts(Act.TOKEN_REFUSED)) == WRONG_LIMIT
    assert lets_in(key, at)
    assert not lets_in("paritrana_salah", at + timedelta(minutes=15))


def test_a_refusal_tells_the_trail_whose_key_it_was_and_why(sari, key, at):
    token = Token.objects.get()
    revoke_token(token=token, by=sari, at=at)

    assert not lets_in(key, at)

    entry = AuditEntry.objects.get(act=Act.TOKEN_REFUSED)
    assert (entry.subject, entry.new) == (f"token:{token.pk} user:sari", {"why": "revoked"})


def test_uses_are_recorded_but_not_each_look_at_the_same_upload(key, at):
    for seconds in (0, 2, 4):
        admit(secret=key, asked=READING, at=at + timedelta(seconds=seconds))
    admit(secret=key, asked=Request("GET", "/api/v1/impor/1", "198.51.100.1"), at=at + timedelta(seconds=5))
    admit(secret=key, asked=Request("POST", "/api/v1/impor/", "198.51.100.1"), at=at + timedelta(seconds=6))
    admit(secret=key, asked=Request("GET", "/api/v1/impor/1", "198.51.100.1"), at=at + timedelta(seconds=70))

    told = [entry.new["asked"] for entry in AuditEntry.objects.filter(act=Act.TOKEN_USED).order_by("sequence")]
    look = "GET /api/v1/impor/1"
    assert told == [look, look, "POST /api/v1/impor/", look]


def test_a_path_with_a_nul_is_recorded_without_it(key, at):
    admit(secret=key, asked=Request("GET", "/api/\0", "192.0.2.7"), at=at)

    assert AuditEntry.objects.get(act=Act.TOKEN_USED).new["asked"] == "GET /api/"
