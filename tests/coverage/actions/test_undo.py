"""Taking back an act: cells untouched since go back, later edits stay, locked months refuse, and back again."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.errors import ReasonMissing, RightMissing
from accounts.models import AuditEntry
from coverage.actions.figures import save_figures
from coverage.actions.reports import submit_report
from coverage.actions.undo import undo_change
from coverage.enums import Via
from coverage.errors import ReportLocked
from coverage.import_errors import UndoRefused
from coverage.models import Change, Figure, LiveTotal
from coverage.queries.recount import recounted_live
from tests.coverage.factories import JULY, a_cell, explained, staff_of
from tests.factories import A_MOMENT

WHY = "Berkas bulan lalu terunggah lagi"
CATEGORIES = ("petani", "nelayan", "pekebun")


@pytest.fixture
def enterer(paser):
    return staff_of(paser)["enters"]


def saved(cells, by, minutes=0, via=Via.IMPORT) -> Change:
    told = save_figures(cells=cells, by=by, at=A_MOMENT + timedelta(minutes=minutes), via=via)
    assert told.change
    return told.change


def undone(change, by, minutes=60):
    return undo_change(change=change, by=by, at=A_MOMENT + timedelta(minutes=minutes), via=Via.IMPORT, reason=WHY)


def held() -> dict[str, int | None]:
    return dict(Figure.objects.values_list("category__code", "enrolled"))


def test_cells_go_back_to_what_they_held_and_new_ones_to_blank(paser, enterer):
    saved([a_cell(paser, 10)], enterer)
    change = saved([a_cell(paser, 12), a_cell(paser, 30, "nelayan")], enterer, 1)

    done = undone(change, enterer)

    assert held() == {"petani": 10, "nelayan": None}
    assert (done.restored, done.spared) == (2, ())
    kept = {
        (row.region_id, row.scheme_id, row.axis, row.member): (row.level, row.enrolled, row.filled)
        for row in LiveTotal.objects.filter(filled__gt=0)
    }
    assert kept == {tuple(key): tuple(sums) for key, sums in recounted_live(JULY).items()}


def test_what_was_written_since_stays_and_is_named_with_who_and_when(paser, enterer):
    change = saved([a_cell(paser, 12), a_cell(paser, 30, "nelayan")], enterer)
    saved([a_cell(paser, 31, "nelayan")], enterer, 5, Via.FORM)

    done = undone(change, enterer)

    [spared] = done.spared
    assert held() == {"petani": None, "nelayan": 31}
    assert (spared.figure.category.code, spared.by, spared.at) == (
        "nelayan", enterer, A_MOMENT + timedelta(minutes=5)
    )  # fmt: skip


def test_the_taking_back_can_be_taken_back_and_each_leaves_one_audit_entry(paser, enterer):
    saved([a_cell(paser, 10)], enterer)
    change = saved([a_cell(paser, 12)], enterer, 1)
    before = AuditEntry.objects.count()

    first = undone(change, enterer)
    assert first.change
    assert held() == {"petani": 10}
    undone(first.change, enterer, 90)

    assert held() == {"petani": 12}
    assert AuditEntry.objects.count() == before + 2
    assert list(AuditEntry.objects.order_by("-pk").values_list("reason", flat=True)[:2]) == [WHY, WHY]


def test_the_same_act_is_taken_back_once(paser, enterer):
    change = saved([a_cell(paser, 12)], enterer)
    undone(change, enterer)

    with pytest.raises(UndoRefused, match=r"sudah dibatalkan oleh .+ WITA\."):
        undone(change, enterer, 90)


def test_where_every_cell_was_written_since_nothing_is_left_to_take_back(paser, enterer):
    change = saved([a_cell(paser, 12)], enterer)
    saved([a_cell(paser, 13)], enterer, 5)

    with pytest.raises(UndoRefused, match="Tidak ada yang dapat dibatalkan"):
        undone(change, enterer)

    assert held() == {"petani": 13}


def test_a_month_that_was_handed_in_refuses_and_says_who_can_open_it(paser, enterer, at):
    change = saved([a_cell(paser, 12)], enterer)
    report = paser.reports.get()
    explained(report)
    submit_report(report=report, by=enterer, at=at, reason="Desa lain belum mengirim")

    with pytest.raises(ReportLocked, match="mengembalikannya"):
        undone(change, enterer)

    assert held() == {"petani": 12}


def test_it_needs_a_reason_and_the_right_to_import_there(places, paser, enterer):
    change = saved([a_cell(paser, 12)], enterer)
    elsewhere = staff_of(places["64.02"])["enters"]

    with pytest.raises(ReasonMissing):
        undo_change(change=change, by=enterer, at=A_MOMENT, via=Via.IMPORT, reason="salah")
    with pytest.raises(RightMissing):
        undone(change, elsewhere)

    assert held() == {"petani": 12}


ACTS = st.lists(
    st.one_of(
        st.dictionaries(st.sampled_from(CATEGORIES), st.integers(0, 3), min_size=1),
        st.integers(0, 5),
    ),
    max_size=8,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def test_any_row_of_writes_and_takings_back_ends_as_a_plain_model_says(paser, enterer, acts):
    """Writes are dicts of cells; a number takes back that one of the acts so far, as far as nobody wrote since."""
    with transaction.atomic():
        found, expected = played(paser, enterer, acts)
        transaction.set_rollback(True)

    assert found == expected


def played(paser, enterer, acts):
    """Return what the cells hold after `acts`, and what a dict that knows no database says they hold."""
    model, versions, made = {}, {}, []
    for turn, act in enumerate(acts):
        if isinstance(act, dict):
            cells = [a_cell(paser, heads, category) for category, heads in act.items()]
            told = save_figures(cells=cells, by=enterer, at=A_MOMENT + timedelta(minutes=turn), via=Via.IMPORT)
            before = {name: model.get(name) for name, heads in act.items() if model.get(name) != heads}
            if told.change:
                model |= act
                versions |= dict.fromkeys(before, turn)
                made.append((told.change, turn, before))
        elif act < len(made):
            change, when, before = made[act]
            back = {name: heads for name, heads in before.items() if versions[name] == when}
            try:
                done = undone(change, enterer, turn)
            except UndoRefused:
                continue
            assert done.change
            made.append((done.change, turn, {name: model[name] for name in back}))
            model |= back
            versions |= dict.fromkeys(back, turn)
    told = {name: heads for name, heads in model.items() if heads is not None}
    return {name: heads for name, heads in held().items() if heads is not None}, told
