"""Blanks that were filled with 0 are emptied again, and nothing else is."""

import pytest

from accounts.errors import RightMissing
from coverage.actions.entry import save_entries
from coverage.actions.entry_answers import EntryState, Sent
from coverage.actions.entry_zeros import empty_again, fill_blanks_with_zero
from coverage.models import Change, Figure, Report
from tests.coverage.factories import an_open_report, staff_of
from tests.coverage.plans import a_plan
from tests.factories import A_MOMENT

BUSUI = "64.01.01.2001"


@pytest.fixture
def report(places) -> Report:
    a_plan(places["64.01"])
    return an_open_report(places["64.01"])


def test_what_was_filled_is_emptied_once_and_what_was_written_since_stays(report):
    told = {"report": report, "by": staff_of(report.region)["enters"], "at": A_MOMENT}
    cells = [f"{BUSUI}|petani|apbd_kab", f"{BUSUI}|nelayan|apbd_kab"]
    fill_blanks_with_zero(cells=cells, key="zero", **told)
    save_entries(sent=[Sent(BUSUI, "nelayan", "apbd_kab", "4", 1)], key="typed", **told)

    first, again = [empty_again(key="zero", **told) for _ in range(2)]

    assert [cell.state for cell in first.cells] == [EntryState.SAVED, EntryState.CONFLICT]
    assert again == first
    assert dict(Figure.objects.values_list("category__code", "enrolled")) == {"petani": None, "nelayan": 4}
    assert Change.objects.count() == 3


def test_what_another_person_filled_is_not_emptied(report, places):
    staff = staff_of(report.region)
    fill_blanks_with_zero(report=report, cells=None, by=staff["enters"], at=A_MOMENT, key="zero")

    assert empty_again(report=report, key="zero", by=staff["checks"], at=A_MOMENT).cells == ()
    assert Figure.objects.filter(enrolled=0).count() == 43


def test_who_may_not_enter_any_more_empties_nothing(report):
    enterer = staff_of(report.region)["enters"]
    fill_blanks_with_zero(report=report, cells=None, by=enterer, at=A_MOMENT, key="zero")
    enterer.assignments.all().delete()

    with pytest.raises(RightMissing):
        empty_again(report=report, key="zero", by=enterer, at=A_MOMENT)

    assert Figure.objects.filter(enrolled=0).count() == 43
