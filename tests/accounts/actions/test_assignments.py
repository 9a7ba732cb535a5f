"""Roles given and ended, and who may do so."""

from datetime import date, timedelta

import pytest

from accounts import access
from accounts.abilities import Role
from accounts.actions.assignments import end_role, grant_role
from accounts.actions.users import deactivate_user
from accounts.errors import LastAdministrator, RightMissing, RoleHeldAlready
from accounts.models import Assignment, AuditEntry
from tests.accounts.people import NOBODY
from tests.accounts.trail import entries
from tests.factories import a_person


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
    assert [act for act, *_ in entries()] == ["role_granted", "role_ended"]


def test_a_role_begins_and_ends_by_the_day_of_jakarta(sari, hana, places, at):
    early = at.replace(hour=17, minute=30)  # half past midnight of the 5th there, the 4th by UTC

    given = grant_role(user=sari, role=Role.CHECKER, region=places["64.01"], by=hana, at=early)
    end_role(assignment=sari.assignments.get(role=Role.ENTERER), by=hana, at=early)

    assert given.since == date(2025, 8, 5)
    assert sari.assignments.get(role=Role.ENTERER).until == date(2025, 8, 4)
    end_role(assignment=given, by=hana, at=early)
    assert not Assignment.objects.filter(pk=given.pk).exists()


def test_the_last_administrator_stays(admin, at):
    with pytest.raises(LastAdministrator):
        end_role(assignment=admin.assignments.get(), by=admin, at=at)
    with pytest.raises(LastAdministrator):
        deactivate_user(user=admin, by=admin, at=at, reason=NOBODY)

    assert [held.role for held in access.assignments(admin, at)] == ["D"]


def test_a_head_gives_himself_nothing(hana, places, at):
    with pytest.raises(RightMissing):
        grant_role(user=hana, role=Role.CHECKER, region=places["64.01"], by=hana, at=at)

    assert [held.role for held in hana.assignments.all()] == ["H"]
