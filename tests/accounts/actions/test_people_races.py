"""Rights that change twice at once. Every race has a sensor: without its lock it happens on PostgreSQL."""

import pytest
from django.db import connection

from accounts import access
from accounts.abilities import Role
from accounts.actions import audit, users
from accounts.actions.assignments import end_role, grant_role
from accounts.actions.users import accept_invitation, deactivate_user, invite_user, renew_link
from accounts.errors import InvitationSpent, LastAdministrator, RightMissing
from accounts.models import Assignment, Invitation, User
from regions.models import Region
from tests.accounts.people import NOBODY, PASSWORD
from tests.factories import a_person
from tests.threads import at_once, let_two_meet, take_lock_away

together = pytest.mark.django_db(transaction=True, serialized_rollback=True)
LOCKED = pytest.mark.parametrize("locked", [True, False])


@together
@LOCKED
@pytest.mark.parametrize("way", ["let go", "ended"])
def test_of_two_administrators_who_let_each_other_go_at_once_one_stays(places, admin, at, monkeypatch, way, locked):
    other = a_person("admin.dua", Role.ADMINISTRATOR, places["ID"])
    if not locked:
        take_lock_away(monkeypatch, Region)
    let_two_meet(monkeypatch, (audit, "record"))

    def let_go(user: User, by: User) -> None:
        if way == "let go":
            deactivate_user(user=user, by=by, at=at, reason=NOBODY)
        else:
            end_role(assignment=user.assignments.get(), by=by, at=at)

    results = at_once([lambda: let_go(other, admin), lambda: let_go(admin, other)])

    held = Assignment.objects.filter(role=Role.ADMINISTRATOR, user__is_active=True).on(access.day_of(at))
    stays = locked or connection.vendor == "sqlite"
    assert held.count() == (1 if stays else 0)
    assert any(isinstance(result, LastAdministrator | RightMissing) for result in results) == stays


@together
@LOCKED
def test_a_link_made_in_the_moment_of_a_greater_role_does_not_open_the_account_that_has_it(
    sari, hana, admin, places, at, monkeypatch, locked
):
    if not locked:
        take_lock_away(monkeypatch, User)
    let_two_meet(monkeypatch, (users, "make_link"), (audit, "record"))

    at_once(
        [
            lambda: renew_link(user=sari, by=hana, at=at),
            lambda: grant_role(user=sari, role=Role.PROVINCE, region=places["64"], by=admin, at=at),
        ]
    )

    assert [held.role for held in access.assignments(sari, at)] == ["E", "A"]
    assert Invitation.objects.exists() == (not locked and connection.vendor != "sqlite")


def test_a_link_that_is_voided_while_it_is_used_is_spent(hana, places, at, monkeypatch):
    invited = invite_user(username="tono", name="Tono", role=Role.ENTERER, region=places["64.01"], by=hana, at=at)
    opened = users.open_invitation

    def then_voided(*told):
        found = opened(*told)
        Invitation.objects.all().delete()
        return found

    monkeypatch.setattr(users, "open_invitation", then_voided)

    with pytest.raises(InvitationSpent):
        accept_invitation(token=invited.token, name="Tono", password=PASSWORD, at=at)

    assert not User.objects.get(username="tono").has_usable_password()
