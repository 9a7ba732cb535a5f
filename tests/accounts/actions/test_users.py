"""People let in and out, and who may do so."""

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import check_password

from accounts import access
from accounts.abilities import Ability, Role
from accounts.actions.assignments import grant_role
from accounts.actions.tokens import digest_of_token
from accounts.actions.users import (
    accept_invitation,
    deactivate_user,
    invite_first_administrator,
    invite_user,
    open_invitation,
    reactivate_user,
    renew_link,
)
from accounts.errors import (
    AdministratorExists,
    InvitationSpent,
    ReasonMissing,
    RegisterMissing,
    RightMissing,
    UsernameTaken,
    UsernameUnfit,
)
from accounts.models import AuditEntry, Invitation, Session, User
from tests.accounts.people import NOBODY, PASSWORD


def entries() -> list[tuple[str, str, str, str]]:
    told = AuditEntry.objects.order_by("sequence").values_list("act", "role", "region_code", "subject")
    return list(told)


def test_a_head_invites_someone_who_enters_the_figures_of_the_office(hana, places, at):
    invited = invite_user(username="tono", name="Tono", role=Role.ENTERER, region=places["64.01"], by=hana, at=at)

    assert access.may(invited.user, Ability.EDIT_FIGURES, places["64.01.01.2001"], at)
    assert not invited.user.has_usable_password()
    assert invited.expires_at == at + timedelta(hours=24)
    assert entries() == [
        ("role_granted", "H", "64.01", "user:tono"),
        ("user_invited", "H", "64.01", "user:tono"),
    ]


def test_the_link_holds_at_least_128_bits_and_the_database_does_not_hold_the_link(hana, places, at):
    invited = invite_user(username="tono", name="Tono", role=Role.ENTERER, region=places["64.01"], by=hana, at=at)

    assert len(invited.token) >= 43
    assert invited.token not in str(list(Invitation.objects.values()) + list(AuditEntry.objects.values()))


@pytest.mark.parametrize(
    ("username", "error"),
    [("sari", UsernameTaken), ("Tono", UsernameUnfit), ("to no", UsernameUnfit), ("", UsernameUnfit)],
)
def test_a_name_that_cannot_be_is_refused_and_nobody_is_stored(sari, hana, places, at, username, error):
    before = User.objects.count()

    with pytest.raises(error) as refused:
        invite_user(username=username, name="Tono", role=Role.ENTERER, region=places["64.01"], by=hana, at=at)

    assert User.objects.count() == before
    assert refused.value.message


def test_deactivation_ends_sessions_and_open_links_at_once(sari, hana, at, client):
    client.force_login(sari)
    renew_link(user=sari, by=hana, at=at)

    deactivate_user(user=sari, by=hana, at=at, reason=NOBODY)

    assert client.get("/akun/").status_code == 302
    assert (Session.objects.filter(user=sari).count(), Invitation.objects.filter(used_at=None).count()) == (0, 0)
    assert AuditEntry.objects.order_by("-sequence").values_list("act", "reason")[0] == ("user_deactivated", NOBODY)


@pytest.mark.parametrize("who", ["wati", "admin", "hana", "stranger"])
def test_a_head_looks_after_those_alone_whose_roles_a_head_gives(request, hana, at, who):
    user = request.getfixturevalue(who)

    with pytest.raises(RightMissing):
        deactivate_user(user=user, by=hana, at=at, reason=NOBODY)

    user.refresh_from_db()
    assert user.is_active


@pytest.mark.parametrize("days", [(-30, -1), (1, 30), (1, None)])
def test_a_head_gets_no_hold_of_who_had_or_will_have_a_greater_role(sari, hana, admin, places, at, days):
    """Else a head could renew the link of who publishes from tomorrow on, and wait."""
    since, until = (access.day_of(at) + timedelta(days=day) if day else None for day in days)
    grant_role(user=sari, role=Role.PROVINCE, region=places["64"], by=admin, at=at, since=since, until=until)

    with pytest.raises(RightMissing):
        renew_link(user=sari, by=hana, at=at)
    with pytest.raises(RightMissing):
        deactivate_user(user=sari, by=hana, at=at, reason=NOBODY)

    assert not Invitation.objects.exists()


@pytest.mark.parametrize(("role", "code", "is_open"), [(Role.PROVINCE, "64", False), (Role.CHECKER, "64.02", True)])
def test_a_link_made_before_a_greater_role_does_not_open_the_account_that_has_it(
    sari, hana, admin, places, at, role, code, is_open
):
    link = renew_link(user=sari, by=hana, at=at)

    grant_role(user=sari, role=role, region=places[code], by=admin, at=at)

    assert Invitation.objects.filter(user=sari, token_sha256=digest_of_token(link.token)).exists() == is_open


def test_deactivation_needs_a_reason(sari, hana, at):
    with pytest.raises(ReasonMissing):
        deactivate_user(user=sari, by=hana, at=at, reason=" pindah ")


@pytest.mark.parametrize(("name", "told"), [("Tono", (None, None)), ("Kepala", ({"name": "Tono"}, {"name": "Kepala"}))])
def test_a_name_that_an_invited_person_changes_is_told_in_the_trail(hana, places, at, name, told):
    invited = invite_user(username="tono", name="Tono", role=Role.ENTERER, region=places["64.01"], by=hana, at=at)

    accept_invitation(token=invited.token, name=name, password=PASSWORD, at=at)

    assert AuditEntry.objects.filter(act="user_joined").values_list("old", "new").get() == told


def test_an_invitation_is_accepted_once(hana, places, at):
    invited = invite_user(username="tono", name="Tono", role=Role.ENTERER, region=places["64.01"], by=hana, at=at)

    accept_invitation(token=invited.token, name="Tono Wijaya", password=PASSWORD, at=at + timedelta(hours=1))
    with pytest.raises(InvitationSpent):
        accept_invitation(token=invited.token, name="Orang lain", password="lain", at=at + timedelta(hours=1))

    user = User.objects.get(username="tono")
    assert (user.name, user.joined_at) == ("Tono Wijaya", at + timedelta(hours=1))
    assert check_password(PASSWORD, user.password)
    assert entries()[-1] == ("user_joined", "", "", "user:tono")


@pytest.mark.parametrize(("later", "is_open"), [(timedelta(hours=23, minutes=59), True), (timedelta(hours=24), False)])
def test_a_link_of_an_invitation_lasts_a_day(hana, places, at, later, is_open):
    invited = invite_user(username="tono", name="Tono", role=Role.ENTERER, region=places["64.01"], by=hana, at=at)

    if is_open:
        assert open_invitation(invited.token, at + later).user == invited.user
    else:
        with pytest.raises(InvitationSpent):
            open_invitation(invited.token, at + later)


def test_a_renewed_link_lasts_an_hour_and_ends_the_one_before(sari, hana, at):
    User.objects.filter(pk=sari.pk).update(joined_at=at)
    first, second = renew_link(user=sari, by=hana, at=at), renew_link(user=sari, by=hana, at=at)

    with pytest.raises(InvitationSpent):
        open_invitation(first.token, at)
    assert open_invitation(second.token, at + timedelta(minutes=59)).user == sari
    with pytest.raises(InvitationSpent):
        open_invitation(second.token, at + timedelta(hours=1))


def test_the_first_administrator_is_invited_once(places, at):
    first = invite_first_administrator(email="Dewi@kemnaker.example", at=at)
    again = invite_first_administrator(email="Dewi@kemnaker.example", at=at)
    accept_invitation(token=again.token, name="Dewi", password=PASSWORD, at=at)

    with pytest.raises(AdministratorExists):
        invite_first_administrator(email="lain@kemnaker.example", at=at)

    assert (first.user, again.user.username) == (again.user, "dewi")
    assert [str(held.role) for held in access.assignments(again.user, at)] == ["D"]
    assert access.may(again.user, Ability.MANAGE_USERS, places["63.11.01.2001"], at)


def test_without_regions_there_is_no_place_for_an_administrator(db, at):
    with pytest.raises(RegisterMissing):
        invite_first_administrator(email="dewi@kemnaker.example", at=at)


def test_who_was_deactivated_by_mistake_is_let_in_again_with_a_reason(sari, hana, at):
    deactivate_user(user=sari, by=hana, at=at, reason=NOBODY)
    with pytest.raises(ReasonMissing):
        reactivate_user(user=sari, by=hana, at=at, reason="keliru")

    for _ in range(2):
        reactivate_user(user=sari, by=hana, at=at, reason="Keliru dinonaktifkan")

    sari.refresh_from_db()
    assert [str(held.role) for held in access.assignments(sari, at)] == ["E"]
    entries = AuditEntry.objects.filter(act="user_reactivated").values_list("user_name", "subject", "reason")
    assert list(entries) == [("Hana", "user:sari", "Keliru dinonaktifkan")]


@pytest.mark.parametrize("who", ["wati", "sari"])
def test_a_head_lets_nobody_in_again_who_would_hold_a_greater_role(request, hana, admin, places, at, who):
    user = request.getfixturevalue(who)
    if who == "sari":
        later = access.day_of(at) + timedelta(days=1)
        grant_role(user=user, role=Role.PROVINCE, region=places["64"], by=admin, at=at, since=later)
    deactivate_user(user=user, by=admin, at=at, reason=NOBODY)

    with pytest.raises(RightMissing):
        reactivate_user(user=user, by=hana, at=at, reason=NOBODY)

    user.refresh_from_db()
    assert not user.is_active
