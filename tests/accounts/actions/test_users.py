"""People let in and out, and who may do so."""

from datetime import timedelta

import pytest
from django.contrib.auth.hashers import check_password
from django.core.management import CommandError, call_command

from accounts import access
from accounts.abilities import Ability, Role
from accounts.actions.assignments import end_role, grant_role
from accounts.actions.users import (
    accept_invitation,
    deactivate_user,
    invite_first_administrator,
    invite_user,
    open_invitation,
    renew_link,
)
from accounts.enums import Act
from accounts.errors import (
    AdministratorExists,
    InvitationSpent,
    LastAdministrator,
    ReasonMissing,
    RegisterMissing,
    RightMissing,
    RoleHeldAlready,
    UsernameTaken,
    UsernameUnfit,
)
from accounts.models import Assignment, AuditEntry, Invitation, Session, User
from tests.accounts.people import PASSWORD, with_password
from tests.factories import a_person

NOBODY = "Nama orang ini pindah tugas ke dinas lain"


def trail() -> list[tuple[str, str, str, str]]:
    told = AuditEntry.objects.order_by("sequence").values_list("act", "role", "region_code", "subject")
    return list(told)


def test_a_head_invites_someone_who_enters_the_figures_of_the_office(hana, places, at):
    invited = invite_user(username="tono", name="Tono", role=Role.ENTERER, region=places["64.01"], by=hana, at=at)

    assert access.may(invited.user, Ability.EDIT_FIGURES, places["64.01.01.2001"], at)
    assert not invited.user.has_usable_password()
    assert invited.expires_at == at + timedelta(hours=24)
    assert trail() == [
        ("role_granted", "H", "64.01", "user:tono"),
        ("user_invited", "H", "64.01", "user:tono"),
    ]


def test_the_link_holds_at_least_128_bits_and_the_database_does_not_hold_the_link(hana, places, at):
    invited = invite_user(username="tono", name="Tono", role=Role.ENTERER, region=places["64.01"], by=hana, at=at)

    assert len(invited.token) >= 43
    assert invited.token not in str(list(Invitation.objects.values()) + list(AuditEntry.objects.values()))


@pytest.mark.parametrize(
    ("who", "role", "code", "is_allowed"),
    [
        ("hana", Role.ENTERER, "64.01", True), ("hana", Role.CHECKER, "64.01.01", True),
        ("hana", Role.HEAD, "64.01", False), ("hana", Role.PROVINCE, "64.01", False),
        ("hana", Role.ADMINISTRATOR, "64.01", False), ("hana", Role.ENTERER, "64.02", False),
        ("hana", Role.ENTERER, "64", False), ("hana", Role.ENTERER, "ID", False),
        ("hana", Role.ENTERER, "63.01", False), ("admin", Role.HEAD, "64.01", True),
        ("admin", Role.ADMINISTRATOR, "ID", True), ("admin", Role.PROVINCE, "63", True),
        ("sari", Role.ENTERER, "64.01", False), ("budi", Role.ENTERER, "64.01", False),
        ("wati", Role.ENTERER, "64.01", False), ("stranger", Role.ENTERER, "64.01", False),
    ],
)  # fmt: skip
def test_who_may_give_which_role_where(request, places, at, who, role, code, is_allowed):
    by, user = request.getfixturevalue(who), a_person("tono")

    if is_allowed:
        grant_role(user=user, role=role, region=places[code], by=by, at=at)
    else:
        with pytest.raises(RightMissing):
            grant_role(user=user, role=role, region=places[code], by=by, at=at)

    assert Assignment.objects.filter(user=user, role=role).exists() is is_allowed


def test_a_role_is_held_once_at_a_time(sari, admin, places, at):
    with pytest.raises(RoleHeldAlready):
        grant_role(user=sari, role=Role.ENTERER, region=places["64.01"], by=admin, at=at)


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


def test_a_role_that_is_ended_counts_no_more_from_this_moment(sari, hana, places, at):
    end_role(assignment=sari.assignments.get(), by=hana, at=at, reason="pindah tugas")

    assert access.assignments(sari, at) == []
    assert sari.assignments.get().until == access.day_of(at) - timedelta(days=1)
    assert AuditEntry.objects.get().old == {"role": "E", "since": "2020-01-01", "until": None}


def test_a_role_given_today_and_ended_today_is_gone_at_once(hana, places, at):
    user = a_person("tono")
    given = grant_role(user=user, role=Role.ENTERER, region=places["64.01"], by=hana, at=at)

    end_role(assignment=given, by=hana, at=at)

    assert access.assignments(user, at) == []
    assert [act for act, *_ in trail()] == ["role_granted", "role_ended"]


def test_the_last_administrator_stays(admin, at):
    with pytest.raises(LastAdministrator):
        end_role(assignment=admin.assignments.get(), by=admin, at=at)
    with pytest.raises(LastAdministrator):
        deactivate_user(user=admin, by=admin, at=at, reason=NOBODY)

    assert [held.role for held in access.assignments(admin, at)] == ["D"]


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


def test_deactivation_needs_a_reason(sari, hana, at):
    with pytest.raises(ReasonMissing):
        deactivate_user(user=sari, by=hana, at=at, reason=" pindah ")


def test_an_invitation_is_accepted_once(hana, places, at):
    invited = invite_user(username="tono", name="Tono", role=Role.ENTERER, region=places["64.01"], by=hana, at=at)

    accept_invitation(token=invited.token, name="Tono Wijaya", password=PASSWORD, at=at + timedelta(hours=1))
    with pytest.raises(InvitationSpent):
        accept_invitation(token=invited.token, name="Orang lain", password="lain", at=at + timedelta(hours=1))

    user = User.objects.get(username="tono")
    assert (user.name, user.joined_at) == ("Tono Wijaya", at + timedelta(hours=1))
    assert check_password(PASSWORD, user.password)
    assert trail()[-1] == ("user_joined", "", "", "user:tono")


@pytest.mark.parametrize(("later", "is_open"), [(timedelta(hours=23, minutes=59), True), (timedelta(hours=24), False)])
def test_a_link_of_an_invitation_lasts_a_day(hana, places, at, later, is_open):
    invited = invite_user(username="tono", name="Tono", role=Role.ENTERER, region=places["64.01"], by=hana, at=at)

    if is_open:
        assert open_invitation(invited.token, at + later).user == invited.user
    else:
        with pytest.raises(InvitationSpent):
            open_invitation(invited.token, at + later)


def test_a_renewed_link_lasts_an_hour_and_ends_the_one_before(sari, hana, at):
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


def test_the_command_prints_a_link_that_opens_the_page(places, client, capsys, settings):
    settings.CSRF_TRUSTED_ORIGINS = ["https://portal.example"]

    call_command("first_admin", email="dewi@kemnaker.example")

    told = capsys.readouterr()
    assert told.out.startswith("https://portal.example/akun/undangan/")
    assert told.err == "Nama pengguna: dewi. Tautan berlaku 24 jam untuk satu kali pakai.\n"
    assert client.get(told.out.strip().removeprefix("https://portal.example")).status_code == 200


def test_the_command_refuses_with_exit_2_once_an_administrator_exists(admin):
    with_password(admin)

    with pytest.raises(CommandError, match="sudah mempunyai administrator") as refused:
        call_command("first_admin", email="dewi@kemnaker.example")

    assert refused.value.returncode == 2
    assert AuditEntry.objects.filter(act=Act.USER_INVITED).count() == 0


def test_the_command_refuses_what_is_no_address_with_exit_2(places):
    with pytest.raises(CommandError) as refused:
        call_command("first_admin", email="dewi")

    assert refused.value.returncode == 2
