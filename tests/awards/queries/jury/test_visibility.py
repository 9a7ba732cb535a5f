"""The one rule of which marks a person may see: each person, stage and state of the marks, as a table."""

import pytest

from accounts.abilities import Role
from accounts.models import Assignment
from awards.arithmetic.schemes import Phase
from awards.enums import RoundStage
from awards.models import Conflict, Entry, MarkSheet, Seat
from awards.queries.jury.visibility import Sight, sight_of, told_phases, told_rounds
from awards.queries.rounds.stages import timetable
from tests.awards.desks import a_desk, finished, saved
from tests.awards.rows import moved_to
from tests.factories import A_MOMENT

NOBODY = ["sari", "budi", "hana", "wati", "stranger", "dewi"]


@pytest.fixture
def desk(edition, places, citra, ayu, bayu):
    """Paser is final for both jurors, Kutai Timur for Bayu alone: Ayu has a draft."""
    found = a_desk(edition, places, citra, (ayu, bayu))
    finished(found.one, found.paser)
    finished(found.other, found.paser)
    finished(found.other, found.kutim)
    saved(found.one, found.kutim)
    return found


def seen(desk, user):
    """Return what `user` sees as juror and entry, in letters: Ap is the sheet of Ayu about Paser."""
    sheets = sight_of(user, desk.round, A_MOMENT).sheets().select_related("seat__user", "entry")
    names = {desk.paser.pk: "p", desk.kutim.pk: "k"}
    return " ".join(sorted(sheet.seat.user.name[0] + names[sheet.entry_id] for sheet in sheets))


@pytest.mark.parametrize(
    ("stage", "ayu_sees", "bayu_sees", "citra_sees"),
    [
        (RoundStage.VERIFICATION, "Ak Ap", "Bk Bp", ""),
        (RoundStage.NOMINEES, "Ak Ap Bp", "Ap Bk Bp", ""),  # Ayu's draft of Kutai Timur is hers alone
        (RoundStage.INTERVIEW, "Ak Ap Bp", "Ap Bk Bp", "Ak Ap Bk Bp"),
        (RoundStage.ANNOUNCEMENT, "Ak Ap Bp", "Ap Bk Bp", "Ak Ap Bk Bp"),
    ],
)
def test_jurors_and_the_secretariat_see_what_the_stage_allows(
    desk, ayu, bayu, citra, admin, stage, ayu_sees, bayu_sees, citra_sees
):
    moved_to(desk.round, stage)

    assert (seen(desk, ayu), seen(desk, bayu), seen(desk, citra)) == (ayu_sees, bayu_sees, citra_sees)
    assert seen(desk, admin) == "Ak Ap Bk Bp"


@pytest.mark.parametrize("who", NOBODY)
@pytest.mark.parametrize("stage", [RoundStage.NOMINEES, RoundStage.PLENARY, RoundStage.HANDOVER])
def test_nobody_else_sees_anything(desk, who, stage, request):
    moved_to(desk.round, stage)

    found = sight_of(request.getfixturevalue(who), desk.round, A_MOMENT)

    assert (list(found.sheets()), found.sees_progress, found) == ([], False, Sight(desk.round.pk))


def test_the_secretariat_sees_points_before_the_stage_is_over_once_all_are_final(desk, citra):
    assert seen(desk, citra) == ""
    sheet = MarkSheet.objects.get(final_at=None)
    sheet.final_at = A_MOMENT
    sheet.save()

    assert seen(desk, citra) == "Ak Ap Bk Bp"


def test_a_juror_who_is_recused_sees_his_own_and_no_others_for_that_entry(desk, ayu):
    moved_to(desk.round, RoundStage.NOMINEES)
    Conflict.objects.create(seat=desk.one, entry=desk.paser, kind="family", source="declared", found_at=A_MOMENT)

    assert seen(desk, ayu) == "Ak Ap"


def test_a_juror_who_runs_the_round_too_sees_as_a_juror(desk, ayu, places):
    for role in (Role.SECRETARY, Role.ADMINISTRATOR):
        Assignment.objects.create(user=ayu, role=role, region=places["64"], since="2024-01-01", granted_at=A_MOMENT)

    assert seen(desk, ayu) == "Ak Ap"


def test_who_lost_the_role_sees_nothing_of_others_and_who_has_no_seat_nothing_at_all(desk, ayu, bayu):
    moved_to(desk.round, RoundStage.NOMINEES)
    Assignment.objects.filter(user=ayu).update(until="2024-12-31")
    Seat.objects.filter(user=bayu).update(ended_at=A_MOMENT)

    assert (seen(desk, ayu), seen(desk, bayu)) == ("Ak Ap", "")


def test_phases_open_each_for_itself(desk, ayu, bayu, citra):
    Entry.objects.update(state="nominee")
    moved_to(desk.round, RoundStage.INTERVIEW)
    finished(desk.one, desk.paser, phase=Phase.INTERVIEW)
    finished(desk.other, desk.paser, phase=Phase.INTERVIEW)

    found = {user.name: sight_of(user, desk.round, A_MOMENT).sheets().filter(phase="interview").count()
             for user in (ayu, bayu, citra)}  # fmt: skip
    moved_to(desk.round, RoundStage.PLENARY)
    later = sight_of(ayu, desk.round, A_MOMENT).sheets().filter(phase="interview").count()

    assert (found, later) == ({"Ayu": 1, "Bayu": 1, "Citra": 0}, 2)


def test_marks_of_another_round_are_never_seen(desk, edition, places, citra, admin):
    from tests.awards.rows import a_round

    other = a_round(edition, places["63"], citra)

    assert list(sight_of(admin, other, A_MOMENT).sheets()) == []


@pytest.mark.parametrize(
    ("stage", "owes_nothing", "is_told"),
    [
        (RoundStage.NOMINEES, None, False),
        (RoundStage.NOMINEES, "recused", True),
        (RoundStage.NOMINEES, "left", True),
        (RoundStage.NOMINEES, "withdrawn", True),
        (RoundStage.INTERVIEW, None, True),
    ],
)
def test_of_many_rounds_it_is_told_as_of_one(desk, stage, owes_nothing, is_told):
    moved_to(desk.round, stage)
    if owes_nothing == "recused":
        Conflict.objects.create(seat=desk.one, entry=desk.kutim, kind="family", source="declared", found_at=A_MOMENT)
    elif owes_nothing == "left":
        Seat.objects.filter(pk=desk.one.pk).update(ended_at=A_MOMENT)
    elif owes_nothing == "withdrawn":
        Entry.objects.filter(pk=desk.kutim.pk).update(state="withdrawn")
    table = timetable(desk.round, A_MOMENT)

    assert bool(told_phases(desk.round, table)) is is_told
    assert told_rounds({desk.round.pk: desk.round}, {desk.round.pk: table}) == ({desk.round.pk} if is_told else set())
