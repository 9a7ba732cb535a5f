"""Final marks are opened again by an administrator alone, with a reason, while their stage lasts."""

from decimal import Decimal

import pytest

from accounts.errors import ReasonMissing, RightMissing
from accounts.models import AuditEntry
from awards.actions.jury.reopening import reopen_marks
from awards.enums import RoundStage
from awards.jury_errors import MarkRefused
from awards.models import Conflict, Seat
from awards.queries.jury.judged import Given
from tests.awards.desks import a_desk, finished, saved
from tests.awards.rows import moved_to
from tests.factories import A_MOMENT

WHY = "Penilai salah membaca bukti"


@pytest.fixture
def desk(edition, places, citra, ayu, bayu):
    return a_desk(edition, places, citra, (ayu, bayu))


def test_an_administrator_opens_marks_again_and_the_juror_changes_them(desk, admin):
    sheet = reopen_marks(sheet=finished(desk.one, desk.paser), reason=WHY, by=admin, at=A_MOMENT)

    again = saved(desk.one, desk.paser, Given("inovasi", Decimal(0)), seen=sheet.version)

    assert (sheet.final_at, sheet.version, again.version) == (None, 3, 4)
    entry = AuditEntry.objects.get(act="marks_reopened")
    assert (entry.reason, entry.old["entry"], entry.region_code) == (WHY, desk.paser.pk, "")


@pytest.mark.parametrize("who", ["ayu", "bayu", "citra", "eko", "sari", "wati"])
def test_nobody_else_does(desk, who, request):
    sheet = finished(desk.one, desk.paser)

    with pytest.raises(RightMissing):
        reopen_marks(sheet=sheet, reason=WHY, by=request.getfixturevalue(who), at=A_MOMENT)

    sheet.refresh_from_db()
    assert sheet.final_at == A_MOMENT


def test_a_reason_final_marks_and_an_open_stage_are_needed(desk, admin):
    draft, final = saved(desk.one, desk.kutim), finished(desk.one, desk.paser)

    with pytest.raises(ReasonMissing):
        reopen_marks(sheet=final, reason="keliru", by=admin, at=A_MOMENT)
    with pytest.raises(MarkRefused) as still_open:
        reopen_marks(sheet=draft, reason=WHY, by=admin, at=A_MOMENT)
    moved_to(desk.round, RoundStage.PLENARY)
    with pytest.raises(MarkRefused) as late:
        reopen_marks(sheet=final, reason=WHY, by=admin, at=A_MOMENT)

    assert (still_open.value.code, late.value.code) == ("not_final", "stage")


def test_marks_that_nobody_could_make_final_again_stay_so(desk, admin):
    """Else an administrator alone would drop them: of a juror who has left, and of one whose conflict waits."""
    one, other = finished(desk.one, desk.paser), finished(desk.other, desk.paser)
    Seat.objects.filter(pk=desk.one.pk).update(ended_at=A_MOMENT)
    Conflict.objects.create(
        seat=desk.other, entry=desk.paser, kind="family", source="declared", found_at=A_MOMENT, is_late=True
    )

    codes = []
    for sheet in (one, other):
        with pytest.raises(MarkRefused) as refused:
            reopen_marks(sheet=sheet, reason=WHY, by=admin, at=A_MOMENT)
        codes.append(refused.value.code)

    assert codes == ["left", "conflict"]
