"""What waits for whom: each in one group, only what the person can do, and after seven days the level above."""

from datetime import timedelta

from accounts.abilities import Role
from coverage.actions.corrections import reopen_report
from coverage.actions.denominators import Proposal, propose_denominators
from coverage.actions.paper import print_report, upload_scan
from coverage.actions.reports import check_report, return_report, sign_report, submit_report
from coverage.enums import DenominatorKind
from coverage.models import Extension, Report, Scheme
from coverage.queries.inbox import Group, inbox_of
from tests.awards.factories import an_edition
from tests.coverage.factories import DUE, JULY, a_cell, a_published_month, an_open_report, entered, reopened, staff_of
from tests.coverage.plans import a_plan
from tests.coverage.seconding import DECEMBER, a_batch, a_colleague, asked
from tests.factories import A_MOMENT, a_person

REASON = "Angka desa Busui keliru"


def filled(region, month=JULY):
    report = an_open_report(region, month)
    entered(report, [a_cell(region, 10, "pu", "pemberi_kerja", month=month)])
    return report


def waiting(user, at):
    """Return {group: ["64.01 202507", …]} of a person."""
    return {
        group: [f"{task.region.code} {task.report.month}" for task in tasks]
        for group, tasks in inbox_of(user, at).groups
    }


def test_a_month_goes_from_inbox_to_inbox_and_waits_in_one_at_a_time(places, at):
    paser = places["64.01"]
    report, staff = filled(paser), staff_of(paser)
    expected = [
        (None, "enters", Group.FILL),
        (submit_report, "checks", Group.CHECK),
        (check_report, "signs", Group.SIGN),
        (sign_report, "publishes", Group.PUBLISH),
    ]
    actors = ["", "enters", "checks", "signs"]

    for (act, office, group), actor in zip(expected, actors, strict=True):
        if act:
            act(report=report, by=staff[actor], at=at)
        found = {name: waiting(person, at) for name, person in staff.items()}
        assert found == {name: {group: ["64.01 202507"]} if name == office else {} for name in staff}


def test_what_is_late_and_what_was_given_back_stand_in_groups_of_their_own(places, at):
    paser = places["64.01"]
    staff = staff_of(paser)
    for month in (202505, 202506, JULY):
        filled(paser, month)
    back = Report.objects.get(month=202506)
    submit_report(report=back, by=staff["enters"], at=at)
    return_report(report=back, reason=REASON, by=staff["checks"], at=at)
    Report.objects.filter(month=202505).update(due_at=at - timedelta(days=2, hours=3))

    inbox = inbox_of(staff["enters"], at)

    assert waiting(staff["enters"], at) == {
        Group.RETURNED: ["64.01 202506"], Group.LATE: ["64.01 202505"], Group.FILL: ["64.01 202507"],
    }  # fmt: skip
    tasks = {task.group: task for _, group in inbox.groups for task in group}
    assert (tasks[Group.RETURNED].event.note, tasks[Group.LATE].late, tasks[Group.FILL].zone) == (
        REASON, 3, "Asia/Makassar",
    )  # fmt: skip
    assert inbox.total == 3


def test_what_i_wrote_is_not_mine_to_check(places, at):
    paser = places["64.01"]
    staff = staff_of(paser)
    staff["enters"].assignments.create(role=Role.CHECKER, region=paser, since="2020-01-01", granted_at=A_MOMENT)
    submit_report(report=filled(paser), by=staff["enters"], at=at)

    assert waiting(staff["enters"], at) == {}
    assert waiting(staff["checks"], at) == {Group.CHECK: ["64.01 202507"]}


def test_after_seven_days_without_an_act_the_level_above_sees_it_too(places, wati, admin, at):
    paser = places["64.01"]
    staff = staff_of(paser)
    submit_report(report=filled(paser), by=staff["enters"], at=at)

    before = {user: waiting(user, at + timedelta(days=7, seconds=-1)) for user in (wati, admin, staff["checks"])}
    after = {user: waiting(user, at + timedelta(days=7)) for user in (wati, admin, staff["checks"])}

    checker = {Group.CHECK: ["64.01 202507"]}
    assert before == {wati: {}, admin: {}, staff["checks"]: checker}
    assert after == {wati: {Group.STALLED: ["64.01 202507"]}, admin: {}, staff["checks"]: checker}


def test_a_signed_month_that_nobody_publishes_comes_before_the_administrator(places, admin, at):
    paser = places["64.01"]
    staff = staff_of(paser)
    report = submit_report(report=filled(paser), by=staff["enters"], at=at)
    sign_report(report=check_report(report=report, by=staff["checks"], at=at), by=staff["signs"], at=at)

    assert waiting(admin, at + timedelta(days=6)) == {}
    assert waiting(admin, at + timedelta(days=7)) == {Group.STALLED: ["64.01 202507"]}


def test_a_month_that_was_never_touched_stalls_seven_days_after_its_deadline(places, wati):
    an_open_report(places["64.01"])

    assert waiting(wati, DUE + timedelta(days=6)) == {}
    assert waiting(wati, DUE + timedelta(days=7)) == {Group.STALLED: ["64.01 202507"]}


def test_nobody_sees_what_lies_elsewhere(places, stranger, at):
    filled(places["64.01"])
    neighbour = a_person("tetangga", Role.ENTERER, places["64.02"])
    other_province = a_person("kalsel", Role.PROVINCE, places["63"])

    later = at + timedelta(days=90)
    assert [waiting(person, later) for person in (neighbour, other_province, stranger)] == [{}, {}, {}]


def test_requests_remarks_and_targets_wait_for_who_can_answer_them(places, wati, hana, sari, at):
    paser = places["64.01"]
    report = filled(paser)
    Extension.objects.create(
        report=report, until=DUE + timedelta(days=5), reason="Listrik padam", asked_by=sari, asked_at=at
    )
    report.comments.create(region=paser, text="Mengapa sama?", owner=sari, by=hana, at=at)
    propose_denominators(
        proposals=[
            Proposal(
                region=paser, year=2025, scheme=Scheme.objects.get(code="ucj"), kind=DenominatorKind.TARGET,
                persons=90_052, issuer="Pemkab", method="RPJMD", as_of=at.date(), legal_basis="SK", document="SK 1",
            )
        ],
        by=sari,
        at=at,
    )  # fmt: skip

    groups = {person: [group for group, _ in inbox_of(person, at).groups] for person in (wati, hana, sari)}

    assert groups == {
        wati: [Group.EXTENSION], hana: [Group.APPROVE_TARGET], sari: [Group.FILL, Group.COMMENT],
    }  # fmt: skip


def test_a_signed_scan_waits_for_who_had_no_hand_in_it_until_the_report_is_given_back(places, at):
    paser = places["64.01"]
    report, staff = filled(paser), staff_of(paser)
    submit_report(report=report, by=staff["enters"], at=at)
    check_report(report=report, by=staff["checks"], at=at)
    printed = print_report(report=report, signer_name="Hana Wijaya", by=staff["checks"], at=at)
    before = {name: waiting(person, at).get(Group.PAPER) for name, person in staff.items()}

    upload_scan(paper=printed, scan=b"%PDF-1.7", by=staff["checks"], at=at)

    found = {name: waiting(person, at).get(Group.PAPER) for name, person in staff.items()}
    assert before == dict.fromkeys(staff)
    assert found == dict.fromkeys(staff) | {"publishes": ["64.01 202507"]}
    return_report(report=report, reason=REASON, by=staff["signs"], at=at)
    submit_report(report=report, by=staff["enters"], at=at)
    check_report(report=report, by=staff["checks"], at=at + timedelta(hours=1))
    assert waiting(staff["publishes"], at + timedelta(hours=1)) == {}


def test_the_levels_above_are_told_for_seven_days_what_another_opened_for_correction(places, admin, wati, sari, at):
    paser = places["64.01"]
    cell = a_cell(paser, 100)
    a_published_month(paser, {(paser, "petani", "apbd_kab"): 100})
    report = Report.objects.get()
    reopen_report(report=report, cells=[cell[:1] + cell[2:4]], reason=REASON, by=wati, at=at)

    told = {Group.REOPENED: ["64.01 202507"]}
    assert waiting(admin, at + timedelta(days=2)) == told
    assert Group.REOPENED not in waiting(wati, at + timedelta(days=2))
    assert waiting(sari, at + timedelta(days=2)) == {Group.RETURNED: ["64.01 202507"]}
    assert waiting(admin, at + timedelta(days=7, seconds=1)) == {}


def test_one_region_and_three_take_as_many_queries(places, wati, at, django_assert_max_num_queries):
    counts = []
    for code in ("64.01", "64.02", "64.08"):
        a_plan(places[code])
        filled(places[code])
        report = filled(places[code], 202506)
        submit_report(report=report, by=staff_of(places[code])["enters"], at=at, reason="Belum semua desa mengirim")
        with django_assert_max_num_queries(40) as taken:
            assert inbox_of(wati, at + timedelta(days=60)).total == 2 * (len(counts) + 1)
        counts.append(len(taken))

    assert len(set(counts)) == 1, counts


def test_what_is_to_be_filled_tells_how_far_it_is(places, at):
    paser = places["64.01"]
    a_plan(paser)
    filled(paser)

    [(_, [task])] = inbox_of(staff_of(paser)["enters"], at).groups

    assert (task.completeness.filled, task.completeness.expected) == (1, 7 * 6 + 1)


def test_a_remark_does_not_follow_who_has_left_the_office(places, sari, hana, at):
    report = filled(places["64.01"])
    report.comments.create(region=places["64.01"], text="Mengapa sama?", owner=sari, by=hana, at=at)

    sari.assignments.all().delete()

    assert inbox_of(sari, at).groups == ()


def test_a_correction_is_told_to_a_namesake_of_who_opened_it_and_not_to_that_person(places, at):
    paser = places["64.01"]
    a_published_month(paser, {(paser, "pu", "pemberi_kerja"): 10})
    opener = staff_of(paser)["publishes"]
    namesake = a_person("terbit.dua", Role.PROVINCE, places["64"], name=opener.name)
    reopened(Report.objects.get(), [a_cell(paser, 1, "pu", "pemberi_kerja")], at)

    of_opener, of_namesake = ([group for group, _ in inbox_of(one, at).groups] for one in (opener, namesake))

    assert Group.REOPENED not in of_opener
    assert Group.REOPENED in of_namesake


def test_an_import_that_needs_a_second_person_waits_for_those_who_may_be_it(places, sari, budi, admin, at):
    an_edition(admin)
    an_open_report(places["64.01"], DECEMBER)
    rina = a_colleague(places["64.01"])
    request = asked(a_batch(sari))

    found = {
        user.username: [
            task.second for group, tasks in inbox_of(user, at).groups if group is Group.SECOND for task in tasks
        ]
        for user in (rina, admin, sari, budi)
    }

    assert found == {"rina": [request], "admin": [request], "sari": [], "budi": []}
