"""A lost second factor is taken away by the office, with a reason, and told to the person."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

from accounts.abilities import Role
from accounts.actions.assignments import grant_role
from accounts.actions.second_factor import reset_second_factor, take_reset_notice
from accounts.errors import NoSecondFactor, OwnSecondFactor, ReasonMissing, RightMissing
from accounts.models import AuditEntry, Session
from tests.accounts.people import give_second_factor

WHY = "Telepon hilang, sudah datang sendiri"


def test_a_lost_second_factor_goes_with_its_recovery_codes_and_all_sessions(sari, hana, at, client):
    give_second_factor(sari)
    RecoveryCodes.activate(sari)
    client.force_login(sari)
    before = AuditEntry.objects.count()

    reset_second_factor(user=sari, by=hana, at=at, reason=WHY)

    assert not Authenticator.objects.filter(user=sari).exists()
    assert not Session.objects.filter(user=sari).exists()
    assert AuditEntry.objects.count() == before + 1
    entry = AuditEntry.objects.order_by("-sequence")[0]
    assert (entry.act, entry.user_name, entry.subject, entry.reason) == (
        "second_factor_reset",
        "Hana",
        "user:sari",
        WHY,
    )
    assert entry.old == {"kinds": ["recovery_codes", "totp"]}


def test_the_person_is_told_once(sari, hana, at):
    give_second_factor(sari)
    reset_second_factor(user=sari, by=hana, at=at, reason=WHY)

    assert [take_reset_notice(sari) for _ in range(2)] == [(hana, at), None]


@pytest.mark.parametrize("who", ["wati", "admin", "stranger", "budi"])
def test_the_second_factor_of_who_holds_a_role_that_the_head_does_not_give_stays(request, hana, admin, places, at, who):
    user = request.getfixturevalue(who)
    if who == "budi":  # a checker here who also publishes
        grant_role(user=user, role=Role.PROVINCE, region=places["64"], by=admin, at=at)
    give_second_factor(user)

    with pytest.raises(RightMissing):
        reset_second_factor(user=user, by=hana, at=at, reason=WHY)

    assert Authenticator.objects.filter(user=user).exists()


def test_nobody_takes_away_the_own_second_factor(admin, hana, at):
    for user in (admin, hana):
        give_second_factor(user)

        with pytest.raises(OwnSecondFactor) as refused:
            reset_second_factor(user=user, by=user, at=at, reason=WHY)

        assert "minta pengesah atau administrator lain" in refused.value.message
    assert Authenticator.objects.count() == 2


def test_without_a_second_factor_or_a_reason_nothing_changes(sari, hana, at):
    with pytest.raises(NoSecondFactor) as refused:
        reset_second_factor(user=sari, by=hana, at=at, reason=WHY)
    give_second_factor(sari)
    with pytest.raises(ReasonMissing):
        reset_second_factor(user=sari, by=hana, at=at, reason="hilang")

    assert "Sari tidak memakai kode verifikasi" in refused.value.message
    assert Authenticator.objects.count() == 1
    assert take_reset_notice(sari) is None
