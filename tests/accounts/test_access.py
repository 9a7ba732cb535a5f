"""Abilities by role and region: in reach and able, in reach and not, out of reach."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import RequestFactory
from hypothesis import given
from hypothesis import strategies as st

from accounts import access
from accounts.abilities import ABILITIES, Ability, Role
from accounts.errors import RightMissing
from accounts.models import Assignment, User
from regions.models import Placement, Region
from tests.factories import a_person, plant_region

TABLE = """
ability              E C H A I JP JN K D
read_draft           1 1 1 1 1 0  0  0 1
read_submitted       0 0 0 0 0 1  1  1 0
edit_figures         1 0 0 0 0 0  0  0 0
submit               1 0 0 0 0 0  0  0 0
check                0 1 0 0 0 0  0  0 0
check_small_office   0 0 0 1 0 0  0  0 0
sign                 0 0 1 0 0 0  0  0 0
return               0 1 1 1 0 0  0  0 1
publish              0 0 0 1 0 0  0  0 0
reopen               0 0 0 1 0 0  0  0 1
import               1 0 0 0 1 0  0  0 1
undo_import          1 0 0 0 1 0  0  0 1
export               1 1 1 1 1 1  1  1 1
propose_target       1 0 0 0 1 0  0  0 1
approve_target       0 0 1 0 0 0  0  0 0
accept_target        0 0 0 1 0 0  0  0 1
record_observations  1 0 0 0 1 0  0  0 1
read_audit           1 1 1 1 0 0  0  0 1
read_evidence        1 1 1 1 0 1  1  1 1
manage_users         0 0 1 0 0 0  0  0 1
manage_reference     0 0 0 0 0 0  0  0 1
explain              1 0 0 0 0 0  0  0 0
comment              1 1 1 1 0 0  0  0 0
set_plan             0 0 1 0 0 0  0  0 1
set_deadlines        0 0 0 1 0 0  0  0 1
ask_extension        1 1 1 0 0 0  0  0 0
grant_extension      0 0 0 1 0 0  0  0 1
delegate             0 0 1 1 0 0  0  0 1
reconcile            1 1 1 0 0 0  0  0 0
print_paper          0 1 0 0 0 0  0  0 0
confirm_paper        0 0 0 1 0 0  0  0 0
mark_entries         0 0 0 0 0 1  1  0 0
run_rounds           0 0 0 0 0 0  0  1 0
read_rounds          0 0 0 0 0 0  0  1 0
nominate             0 0 1 0 0 0  0  0 0
file_evidence        1 0 1 0 0 0  0  1 0
publish_results      0 0 0 0 0 0  0  1 1
reopen_marks         0 0 0 0 0 0  0  0 1
lift_conflicts       0 0 0 0 0 0  0  0 1
"""
LINES = [line.split() for line in TABLE.strip().splitlines()]
ROLES = [Role(letter) for letter in LINES[0][1:]]
HELD = {(role, Ability(row[0])): row[1 + n] == "1" for row in LINES[1:] for n, role in enumerate(ROLES)}

OFFICE = dict.fromkeys(ROLES, "64.01") | {
    Role.PROVINCE: "64", Role.IMPORTER: "64", Role.PROVINCIAL_JUROR: "64", Role.SECRETARY: "64",
    Role.NATIONAL_JUROR: "ID", Role.ADMINISTRATOR: "ID",
}  # fmt: skip
"""The office at which each role is held here."""
SCOPES = ("64.01", "64.01.01", "64.01.01.2001", "64.02", "64.02.01.2001", "64", "63", "63.01", "63.01.01.2001", "ID")
REACHED = {
    "64.01": {"64.01", "64.01.01", "64.01.01.2001"},
    "64": {"64", "64.01", "64.01.01", "64.01.01.2001", "64.02", "64.02.01.2001"},
    "ID": set(SCOPES),
}
NOT_A_REGION = ("", "6", "64.", "64.0", "64.1", "64.011", "64.01.", "641", "id", "64.01.99", "%", "64.01' OR '1'='1")


def answer(user: User, ability: Ability, code: str, at) -> int:
    try:
        return 200 if access.region_for(user, ability, code, at).code == code else 500
    except PermissionDenied:
        return 403
    except Http404:
        return 404


def test_the_table_of_rights_is_the_one_agreed():
    assert {(role, ability): ability in ABILITIES[role] for role in Role for ability in Ability} == HELD


@pytest.mark.parametrize("role", ROLES)
def test_a_role_counts_at_its_office_and_below_and_nowhere_else(places, at, role):
    user, office = a_person("orang", role, places[OFFICE[role]]), OFFICE[role]
    expected = {
        (ability, code): (200 if HELD[role, ability] else 403) if code in REACHED[office] else 404
        for ability in Ability
        for code in SCOPES
    }

    answers = {(ability, code): answer(user, ability, code, at) for ability, code in expected}

    assert answers == expected


@pytest.mark.parametrize("role", ROLES)
def test_actions_and_pages_agree(places, at, role):
    user = a_person("orang", role, places[OFFICE[role]])

    for ability in Ability:
        for code in SCOPES:
            allowed = answer(user, ability, code, at) == 200
            assert access.may(user, ability, places[code], at) is allowed
            if allowed:
                assert access.require(user, ability, places[code], at) == role
            else:
                with pytest.raises(RightMissing):
                    access.require(user, ability, places[code], at)


@pytest.mark.parametrize("code", NOT_A_REGION)
@pytest.mark.parametrize("role", [Role.ENTERER, Role.PROVINCE, Role.ADMINISTRATOR])
def test_reach_follows_the_tree_and_not_the_text_of_codes(places, at, role, code):
    user = a_person("orang", role, places[OFFICE[role]])

    assert answer(user, Ability.READ_DRAFT, code, at) == 404


@given(text=st.text(alphabet="0123456789.IDid%_", max_size=14))
@pytest.mark.django_db
def test_no_text_but_a_code_reaches_a_region(text):
    region = plant_region("ID", "Indonesia") if not Region.objects.filter(code="ID") else Region.objects.get(code="ID")
    user = User.objects.filter(username="d").first() or a_person("d", Role.ADMINISTRATOR, region)
    moment = user.assignments.get().granted_at

    assert answer(user, Ability.READ_DRAFT, text, moment) == (200 if text == "ID" else 404)


@pytest.mark.parametrize("role", ROLES)
def test_the_rows_within_reach_are_those_of_the_office(places, at, role):
    user = a_person("orang", role, places[OFFICE[role]])

    reached = set(Placement.objects.filter(access.reach(user, at)).values_list("code", flat=True))
    able = set(Placement.objects.filter(access.reach(user, at, Ability.EXPORT)).values_list("code", flat=True))
    unable = Placement.objects.filter(access.reach(user, at, unheld(role)))

    assert reached & set(SCOPES) == able & set(SCOPES) == REACHED[OFFICE[role]]
    assert unable.count() == 0


def unheld(role: Role) -> Ability:
    return next(ability for ability in Ability if not HELD[role, ability])


def test_out_of_reach_and_never_existed_are_one_answer(places, sari, at):
    refusals = []
    for code in ("64.02", "99.99"):
        with pytest.raises(Http404) as refused:
            access.region_for(sari, Ability.READ_DRAFT, code, at)
        refusals.append((type(refused.value), str(refused.value)))

    assert refusals[0] == refusals[1] == (access.OutOfReach, "")


@pytest.mark.parametrize(
    ("since", "until", "counts"),
    [(-1, None, True), (0, None, True), (1, None, False), (-9, 0, True), (-9, -1, False), (0, 0, True)],
)
def test_a_role_counts_from_its_first_to_its_last_day(places, at, since, until, counts):
    user, today = a_person("orang"), access.day_of(at)
    Assignment.objects.create(
        user=user, role=Role.ENTERER, region=places["64.01"], granted_at=at, since=today + timedelta(days=since),
        until=None if until is None else today + timedelta(days=until),
    )  # fmt: skip

    assert access.may(user, Ability.EDIT_FIGURES, places["64.01"], at) is counts


def test_the_day_is_that_of_jakarta(at):
    assert access.day_of(at.replace(hour=16, minute=59)) == date(2025, 8, 4)
    assert access.day_of(at.replace(hour=17, minute=0)) == date(2025, 8, 5)


def test_times_are_read_by_the_clock_of_the_province_or_of_jakarta(sari, stranger, admin, at):
    clocks = [access.clock_of(user, at) for user in (sari, stranger, admin)]

    assert clocks == ["Asia/Makassar", "Asia/Jakarta", "Asia/Jakarta"]


def test_nobody_inactive_and_a_stranger_hold_nothing(places, sari, stranger, at):
    sari.is_active = False

    assert [access.assignments(who, at) for who in (sari, stranger, AnonymousUser())] == [[], [], []]
    assert Placement.objects.filter(access.reach(AnonymousUser(), at)).count() == 0


def test_two_roles_at_two_offices_do_not_mix(places, at):
    user = a_person("orang", Role.ENTERER, places["64.01"])
    Assignment.objects.create(
        user=user, role=Role.CHECKER, region=places["64.02"], since=date(2020, 1, 1), granted_at=at
    )

    assert access.may(user, Ability.EDIT_FIGURES, places["64.01"], at)
    assert not access.may(user, Ability.EDIT_FIGURES, places["64.02"], at)
    assert not access.may(user, Ability.CHECK, places["64.01"], at)


def test_a_district_that_moves_takes_its_reach_along(places, at):
    """From 1 January 2027 Batu Sopang lies below Kutai Kartanegara: who enters for Paser reaches it until then."""
    sari, fajar = (a_person(name, Role.ENTERER, places[code]) for name, code in (("sari", "64.01"), ("fajar", "64.02")))
    moved, old = places["64.01.01"], Placement.objects.get(region=places["64.01.01"])
    new_year = date(2027, 1, 1)
    Placement.objects.filter(pk=old.pk).update(valid_to=new_year)
    old.pk, old.valid_from, old.parent, old.regency = None, new_year, places["64.02"], places["64.02"]
    old.save(force_insert=True)

    reaching = {
        (user.username, on.year): access.may(user, Ability.EDIT_FIGURES, moved, at, on=on)
        for user in (sari, fajar)
        for on in (date(2026, 12, 31), new_year)
    }

    assert reaching == {("sari", 2026): True, ("sari", 2027): False, ("fajar", 2026): False, ("fajar", 2027): True}


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "", "192.0.2.1"), (0, "10.0.0.1", "192.0.2.1"), (1, "10.0.0.1", "10.0.0.1"),
        (1, "6.6.6.6, 10.0.0.1", "10.0.0.1"), (2, "6.6.6.6, 10.0.0.1, 10.0.0.2", "10.0.0.1"),
        (2, "10.0.0.1", "192.0.2.1"), (1, "", "192.0.2.1"), (1, "bukan alamat", ""), (1, "2001:db8::1", "2001:db8::1"),
        (1, "10.0.0.1\n10.0.0.9", ""),
    ],
)  # fmt: skip
def test_the_address_is_the_one_that_our_own_proxies_tell(settings, proxies, forwarded, address):
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR=forwarded)

    assert access.client_address(request) == address


@pytest.mark.parametrize(
    ("who", "code", "is_open"),
    [
        ("sari", "64", True), ("sari", "ID", True), ("sari", "64.01.01", True), ("sari", "63", False),
        ("sari", "64.02", False), ("wati", "64.01", True), ("stranger", "64", False),
    ],
)  # fmt: skip
def test_an_office_reads_what_is_set_above_it(request, places, at, who, code, is_open):
    user = request.getfixturevalue(who)

    if is_open:
        assert access.region_above_for(user, Ability.READ_DRAFT, code, at).code == code
    else:
        with pytest.raises(access.OutOfReach):
            access.region_above_for(user, Ability.READ_DRAFT, code, at)


def test_who_may_not_read_below_may_not_read_above(places, at):
    juror = a_person("juri", Role.PROVINCIAL_JUROR, places["64.01"])

    with pytest.raises(access.OutOfReach):
        access.region_above_for(juror, Ability.READ_DRAFT, "64", at)
    with pytest.raises(PermissionDenied):
        access.region_above_for(juror, Ability.READ_DRAFT, "64.01", at)


def test_reference_data_are_changed_from_the_nation_alone(places, admin, at):
    access.require_reference(admin, at)

    for nobody in (
        a_person("lokal", Role.ADMINISTRATOR, places["64"]),
        a_person("pusat", Role.SECRETARY, places["ID"]),
    ):
        with pytest.raises(RightMissing, match="Indonesia"):
            access.require_reference(nobody, at)


def test_links_begin_with_the_origin_of_the_settings(settings):
    settings.CSRF_TRUSTED_ORIGINS = ["https://portal.example"]

    assert access.own_address("/masuk/") == "https://portal.example/masuk/"
