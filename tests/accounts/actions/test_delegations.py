"""Deputies: named by the holder or the level above, between two days, for persons who stay persons."""

from datetime import date, timedelta

import pytest

from accounts import access
from accounts.abilities import Ability, Role
from accounts.actions.assignments import end_role, grant_role
from accounts.actions.delegations import delegate_role, end_delegation
from accounts.actions.users import open_invitation, renew_link
from accounts.enums import Acting
from accounts.errors import DelegationRefused, InvitationSpent, ReasonMissing, RightMissing, RoleHeldAlready
from accounts.models import Assignment, AuditEntry
from tests.factories import a_person

WHY = "Kepala dinas mengikuti diklat"


@pytest.fixture
def delegate(at):
    """Name a deputy from the day after tomorrow on for five days, unless told otherwise."""

    def named(of, deputy, by, **more):
        today = access.day_of(at)
        told = {"since": today + timedelta(days=2), "until": today + timedelta(days=6), "reason": WHY, "at": at}
        told |= {"acting": Acting.DAILY, **more}
        return delegate_role(assignment=of.assignments.get(), deputy=deputy, by=by, **told)

    return named


def test_a_deputy_may_what_the_holder_may_from_the_first_day_to_the_last(hana, budi, places, delegate, at):
    delegate(hana, budi, hana)

    signs = [
        access.may(budi, Ability.SIGN, places["64.01"], at + timedelta(days=days)) for days in (0, 1, 2, 6, 7, 300)
    ]

    assert signs == [False, False, True, True, False, False]
    assert access.may(hana, Ability.SIGN, places["64.01"], at + timedelta(days=3))


def test_midnight_in_jakarta_begins_and_ends_a_delegation(hana, budi, places, at, delegate):
    named = delegate(hana, budi, hana)
    midnight = at.replace(hour=17, minute=0, second=0) + timedelta(days=1)  # 00.00 WIB of the first day

    assert named.since == date(2025, 8, 6)
    assert not access.may(budi, Ability.SIGN, places["64.01"], midnight - timedelta(seconds=1))
    assert access.may(budi, Ability.SIGN, places["64.01"], midnight)
    assert access.may(budi, Ability.SIGN, places["64.01"], midnight + timedelta(days=5, seconds=-1))
    assert not access.may(budi, Ability.SIGN, places["64.01"], midnight + timedelta(days=5))


def test_a_deputy_of_the_head_names_no_deputies_for_the_office(sari, budi, hana, places, at, delegate):
    tono, today = a_person("tono", Role.ENTERER, places["64.01.01"]), access.day_of(at)
    delegate(hana, budi, hana, since=today)

    with pytest.raises(RightMissing):
        delegate(sari, tono, budi)

    assert delegate(sari, tono, hana).acting_for == sari


def test_the_day_of_jakarta_is_the_first_that_can_be_given_and_the_last_that_is_over(sari, hana, delegate, at):
    early = at.replace(hour=17, minute=30)  # half past midnight of the 5th

    with pytest.raises(DelegationRefused):
        delegate(hana, sari, hana, since=date(2025, 8, 4), at=early)
    named = delegate(hana, sari, hana, since=date(2025, 8, 5), at=early)
    end_delegation(assignment=named, reason=WHY, by=hana, at=early)
    before = delegate(hana, sari, hana, since=date(2025, 8, 4))
    end_delegation(assignment=before, reason=WHY, by=hana, at=early)

    assert Assignment.objects.exclude(acting="").get().until == date(2025, 8, 4)


@pytest.mark.parametrize(
    ("holder", "by", "is_allowed"),
    [
        ("hana", "hana", True), ("hana", "wati", True), ("hana", "admin", True), ("hana", "budi", False),
        ("sari", "sari", True), ("sari", "hana", True), ("sari", "wati", True), ("sari", "budi", False),
        ("wati", "wati", True), ("wati", "admin", True), ("wati", "hana", False),
        ("hana", "stranger", False), ("sari", "stranger", False),
    ],
)  # fmt: skip
def test_the_holder_and_the_level_above_name_a_deputy(request, places, delegate, holder, by, is_allowed):
    of, by = request.getfixturevalue(holder), request.getfixturevalue(by)
    tono = a_person("tono", Role.ENTERER, places["64" if holder == "wati" else "64.01.01"])

    if is_allowed:
        assert delegate(of, tono, by).acting_for == of
    else:
        with pytest.raises(RightMissing):
            delegate(of, tono, by)


def test_nobody_takes_the_role_of_another_for_himself(hana, wati, places, delegate):
    with pytest.raises(DelegationRefused, match="diri sendiri"):
        delegate(hana, wati, wati)
    with pytest.raises(DelegationRefused, match="sudah memegang"):
        delegate(hana, hana, hana)


def test_a_deputy_comes_from_the_office_or_from_its_province(hana, places, delegate):
    neighbour = a_person("tetangga", Role.HEAD, places["64.02"])
    juror = a_person("juri", Role.PROVINCIAL_JUROR, places["64"])
    gone = a_person("mantan", Role.ENTERER, places["64.01"], is_active=False)
    for nobody in (neighbour, juror, gone, a_person("orang lewat")):
        with pytest.raises(DelegationRefused, match="tidak mempunyai peran"):
            delegate(hana, nobody, hana)

    assert delegate(hana, a_person("wakil", Role.PROVINCE, places["64"]), hana).role == Role.HEAD


def test_a_deputy_names_no_deputy(hana, budi, sari, places, delegate, at):
    named = delegate(hana, budi, hana, since=access.day_of(at))

    with pytest.raises(DelegationRefused, match="bertindak untuk orang lain"):
        delegate_role(
            assignment=named, deputy=sari, acting=Acting.DAILY, since=named.since, until=named.until,
            reason=WHY, by=budi, at=at,
        )  # fmt: skip


@pytest.mark.parametrize(("first", "last"), [(-1, 3), (5, 4), (0, 367)])
def test_days_that_cannot_be_are_refused(hana, budi, delegate, at, first, last):
    today = access.day_of(at)

    with pytest.raises(DelegationRefused, match="Periksa kedua tanggalnya"):
        delegate(hana, budi, hana, since=today + timedelta(days=first), until=today + timedelta(days=last))


def test_a_delegation_says_why_and_is_given_once_for_the_same_days(hana, budi, delegate):
    with pytest.raises(ReasonMissing):
        delegate(hana, budi, hana, reason="cuti")
    delegate(hana, budi, hana)

    with pytest.raises(RoleHeldAlready):
        delegate(hana, budi, hana)
    assert AuditEntry.objects.filter(act="role_delegated").count() == 1


@pytest.mark.parametrize("who", ["hana", "budi", "wati"])
def test_a_delegation_is_ended_by_the_holder_the_deputy_or_the_level_above(
    request, hana, budi, places, delegate, at, who
):
    named = delegate(hana, budi, hana, since=access.day_of(at))
    later = at + timedelta(days=2)

    end_delegation(assignment=named, reason="Kepala dinas sudah kembali", by=request.getfixturevalue(who), at=later)

    assert not access.may(budi, Ability.SIGN, places["64.01"], later)
    assert Assignment.objects.get(pk=named.pk).until == date(2025, 8, 5)


def test_a_delegation_that_has_not_begun_leaves_nothing_when_it_is_ended(hana, budi, sari, delegate, at):
    named = delegate(hana, budi, hana)

    with pytest.raises(RightMissing):
        end_delegation(assignment=named, reason="Tidak jadi diperlukan", by=sari, at=at)
    end_delegation(assignment=named, reason="Tidak jadi diperlukan", by=hana, at=at)

    assert not Assignment.objects.filter(pk=named.pk).exists()


def test_a_head_still_lets_in_who_was_his_deputy_once(hana, sari, delegate, at):
    delegate(hana, sari, hana)

    with pytest.raises(RightMissing):
        renew_link(user=sari, by=hana, at=at)
    assert renew_link(user=sari, by=hana, at=at + timedelta(days=7)).user == sari


def test_a_vacant_office_gets_a_deputy_from_the_level_above(hana, budi, wati, delegate, at, places):
    held = hana.assignments.get()
    held.until = access.day_of(at) - timedelta(days=1)
    held.save()

    with pytest.raises(RightMissing):
        delegate(hana, budi, hana)

    assert delegate(hana, budi, wati, acting=Acting.TASKED).acting == Acting.TASKED


def test_a_role_of_the_jury_is_not_delegated(places, admin, at):
    juror = a_person("juri")
    grant_role(user=juror, role=Role.PROVINCIAL_JUROR, region=places["64"], by=admin, at=at)

    with pytest.raises(DelegationRefused, match="tidak dapat didelegasikan"):
        delegate_role(
            assignment=juror.assignments.get(), deputy=a_person("lain", Role.ENTERER, places["64"]),
            acting=Acting.DAILY, since=access.day_of(at), until=access.day_of(at), reason=WHY, by=admin, at=at,
        )  # fmt: skip


def test_nobody_names_a_deputy_for_days_on_which_he_no_longer_holds_the_role(hana, budi, delegate, at):
    held, today = hana.assignments.get(), access.day_of(at)
    held.until = today + timedelta(days=5)
    held.save()

    with pytest.raises(DelegationRefused, match="masa peran"):
        delegate(hana, budi, hana, until=today + timedelta(days=6))

    assert delegate(hana, budi, hana, until=today + timedelta(days=5)).until == held.until


def test_the_deputy_whom_a_holder_named_himself_ends_with_the_role_and_one_from_above_stays(
    hana, budi, sari, wati, admin, delegate, at, places
):
    delegate(hana, budi, hana, since=access.day_of(at))
    delegate(hana, sari, wati, since=access.day_of(at), acting=Acting.TASKED)

    end_role(assignment=hana.assignments.get(), by=admin, at=at, reason=WHY)

    signs = [access.may(person, Ability.SIGN, places["64.01"], at) for person in (hana, budi, sari)]
    assert signs == [False, False, True]
    assert AuditEntry.objects.get(act="role_ended").new["deputies"] == "budi"


def test_a_link_that_a_head_made_does_not_open_the_account_of_a_deputy_head(hana, sari, budi, delegate, at):
    link = renew_link(user=sari, by=hana, at=at)

    delegate(hana, sari, hana)

    with pytest.raises(InvitationSpent):
        open_invitation(link.token, at)
