"""A conflict that comes up when marks are final takes effect by two people, and never once the result is closed."""

import pytest

from accounts.abilities import Role
from accounts.errors import RightMissing
from accounts.models import Assignment, AuditEntry
from awards.actions.jury.conflicts import ask_lift, declare, find_conflicts, lift
from awards.actions.jury.late_conflicts import back, uphold
from awards.actions.results.closing import close_round
from awards.arithmetic.contests import counted as counted_marks
from awards.enums import ConflictKind
from awards.jury_errors import ConflictRefused
from awards.models import Conflict, Seat
from awards.queries.jury.conflicts import undecided
from awards.queries.results.judging import judged
from awards.queries.settings.schemes import criteria_of
from awards.result_errors import ClosingRefused
from tests.awards.closings import a_judged_round

WHY = "Suaminya sudah pindah dari kantor itu"


@pytest.fixture
def judged_round(edition, places, citra, ayu, bayu):
    """Paser, Kutai Timur and Bontang, all marks final."""
    return a_judged_round(edition, places, citra, [ayu, bayu])


def declared(judged_round, at) -> Conflict:
    """Let Ayu declare a conflict with Paser, whose marks she has made final."""
    seat, paser = judged_round.seats[0], judged_round.entries[0]
    told = [(paser.pk, ConflictKind.FAMILY)]
    declare(seat=seat, told=told, note="", is_all=True, by=seat.user, at=at)
    return Conflict.objects.get()


def counted(judged_round) -> int:
    """Return how many marks of Paser count."""
    round_, category = judged_round.round, judged_round.category
    contest = judged(round_, category, criteria_of(round_, category)).contest
    return sum(one.entry == "64.01" for one in counted_marks(contest))


def code_of(act, **told) -> str:
    with pytest.raises(ConflictRefused) as refused:
        act(**told)
    assert refused.value.message
    return refused.value.code


def test_a_juror_drops_no_final_marks_by_a_word_of_his_own(judged_round, citra, admin, at):
    late = declared(judged_round, at)
    waiting = (late.is_late, late.is_undecided, counted(judged_round))
    back(conflict=late, by=citra, at=at)
    backed = counted(judged_round)
    done = uphold(conflict=late, by=admin, at=at)

    assert (waiting, backed) == ((True, True, 2), 2)
    assert (done.is_undecided, counted(judged_round)) == (False, 1)
    acts = AuditEntry.objects.filter(subject=f"conflict:{late.pk}").order_by("sequence")
    assert [(one.act, one.user_id_then) for one in acts] == [
        ("conflict_backed", citra.pk),
        ("conflict_upheld", admin.pk),
    ]


def test_neither_of_the_two_does_it_alone_nor_does_the_juror(judged_round, ayu, citra, admin, places, at):
    late = declared(judged_round, at)

    assert code_of(uphold, conflict=late, by=admin, at=at) == "not_backed"
    for by in (ayu, admin):
        with pytest.raises(RightMissing):
            back(conflict=late, by=by, at=at)
    back(conflict=late, by=citra, at=at)
    assert code_of(back, conflict=late, by=citra, at=at) == "backed"
    Assignment.objects.create(
        user=citra, role=Role.ADMINISTRATOR, region=places["ID"], since="2024-01-01", granted_at=at
    )
    assert code_of(uphold, conflict=late, by=citra, at=at) == "same_person"
    assert counted(judged_round) == 2


def test_the_same_two_may_find_that_there_is_none(judged_round, citra, admin, at):
    late = declared(judged_round, at)
    ask_lift(conflict=late, reason=WHY, by=citra, at=at)
    lift(conflict=late, by=admin, at=at)

    assert (counted(judged_round), undecided(judged_round.round, judged_round.category)) == (2, [])
    assert code_of(back, conflict=late, by=citra, at=at) == "lifted"


def test_a_conflict_before_marks_are_final_takes_effect_at_once(judged_round, citra, at):
    judged_round.seats[0].sheets.update(final_at=None)
    found = declared(judged_round, at)

    assert (found.is_late, counted(judged_round)) == (False, 1)
    assert code_of(back, conflict=found, by=citra, at=at) == "in_effect"


def test_nothing_is_closed_while_one_waits_and_records_are_asked_once_more(judged_round, ayu, citra, admin, places, at):
    """Ayu headed Paser in the data year, which nobody had entered when she marked it."""
    Assignment.objects.create(
        user=ayu, role=Role.HEAD, region=places["64.01"], since="2023-01-01", until="2023-12-31", granted_at=at
    )
    told = {"round_": judged_round.round, "category": judged_round.category, "by": citra, "at": at}

    with pytest.raises(ClosingRefused, match="Ayu dengan Kabupaten Paser") as refused:
        close_round(**told)
    late = Conflict.objects.get()
    back(conflict=late, by=citra, at=at)
    uphold(conflict=late, by=admin, at=at)

    assert (refused.value.code, late.source, late.is_late) == ("undecided", "detected", True)
    assert close_round(**told).version == 1


def test_once_closed_nothing_is_declared_upheld_or_lifted(judged_round, ayu, citra, admin, places, at):
    seat, paser = judged_round.seats[1], judged_round.entries[0]
    lifting = Conflict.objects.create(
        seat=seat, entry=paser, kind="sponsor", source="declared", found_at=at, lift_why=WHY, lift_asked_by=citra
    )
    close_round(round_=judged_round.round, category=judged_round.category, by=citra, at=at)

    assert code_of(lift, conflict=lifting, by=admin, at=at) == "closed"
    told = {"told": [(paser.pk, ConflictKind.FAMILY)], "note": "", "is_all": True, "by": ayu, "at": at}
    assert code_of(declare, seat=judged_round.seats[0], **told) == "closed"
    Assignment.objects.create(user=ayu, role=Role.HEAD, region=places["64.01"], since="2023-01-01", granted_at=at)
    find_conflicts(round_=judged_round.round, seats=Seat.objects.filter(user=ayu), at=at)
    late = Conflict.objects.get(source="detected")
    assert (late.is_late, code_of(back, conflict=late, by=citra, at=at)) == (True, "closed")
    assert undecided(judged_round.round, judged_round.category) == []
