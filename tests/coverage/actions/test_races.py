"""Acts at the same moment, with real threads: each has one outcome that could also have come about one after the other.

Every race has a sensor: with its lock taken away it happens on PostgreSQL. On SQLite it cannot, since a transaction
that may write begins IMMEDIATE there, so that no second one begins before its end, whatever it locks.
"""

import threading
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection

from accounts.enums import Act
from accounts.models import AuditEntry
from coverage.actions import figures, publication, re_release, staging
from coverage.actions.denominators import Proposal, accept_denominator, approve_denominator, propose_denominators
from coverage.actions.entry import save_entries
from coverage.actions.entry_answers import Sent
from coverage.actions.figures import SavedFigures, save_figures
from coverage.actions.mappings import Mapping, change_mapping
from coverage.actions.publication import publish_report
from coverage.actions.reports import submit_report
from coverage.enums import DenominatorKind, Via
from coverage.errors import FiguresConflict, ReportLocked
from coverage.models import (
    Change,
    Figure,
    LiveTotal,
    Release,
    ReleasedTotal,
    Report,
    Revision,
    Scheme,
    Segment,
    WorkerCategory,
)
from coverage.queries.drifts import drifts
from regions.models import Region
from tests.coverage.factories import (
    JULY,
    a_cell,
    a_published_month,
    an_open_report,
    entered,
    reopened,
    signed,
    staff_of,
)
from tests.coverage.oracles import live_sums, stored
from tests.coverage.plans import a_plan
from tests.factories import A_MOMENT
from tests.threads import A_MEETING, at_once, let_two_meet, take_lock_away

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
LATER = A_MOMENT + timedelta(days=1)


@pytest.fixture
def is_serial(places) -> bool:
    """Whether the database lets one writer begin at a time."""
    return connection.vendor == "sqlite"


def saving(region: Region, by, enrolled: int, category: str = "petani", seen: int | None = None):
    cell = a_cell(region, enrolled, category, seen=seen)
    return lambda: save_figures(cells=[cell], by=by, at=LATER, via=Via.FORM)


# One cell


def test_of_twenty_who_save_one_cell_at_once_one_wins_and_nineteen_are_told(places, sari):
    an_open_report(places["64.01"])
    village = places["64.01.01.2001"]

    results = at_once([saving(village, sari, 100 + turn, seen=0) for turn in range(20)])

    [winner] = [turn for turn, result in enumerate(results) if isinstance(result, SavedFigures)]
    conflicts = [result for result in results if isinstance(result, FiguresConflict)]
    assert len(conflicts) == 19
    assert {conflict.conflicts[0].theirs for conflict in conflicts} == {100 + winner}
    assert [(figure.enrolled, figure.version) for figure in Figure.objects.all()] == [(100 + winner, 1)]
    assert (Revision.objects.count(), Change.objects.count()) == (1, 1)
    assert AuditEntry.objects.filter(act=Act.FIGURES_SAVED).count() == 1
    assert stored(LiveTotal, JULY) == live_sums(JULY)


@pytest.mark.parametrize("locked", [True, False])
def test_without_the_lock_of_the_report_two_who_saw_the_same_cell_would_both_win(
    places, sari, monkeypatch, is_serial, locked
):
    an_open_report(places["64.01"])
    if not locked:
        take_lock_away(monkeypatch, Report)
    let_two_meet(monkeypatch, (staging, "store"))

    results = at_once([saving(places["64.01.01.2001"], sari, heads, seen=0) for heads in (120, 125)])

    won = [result for result in results if isinstance(result, SavedFigures)]
    assert len(won) == (1 if locked or is_serial else 2)
    assert locked <= (stored(LiveTotal, JULY) == live_sums(JULY))


def test_different_cells_saved_at_once_are_all_kept(places, sari):
    an_open_report(places["64.01"])
    words = ["petani", "nelayan", "pu", "pedagang", "kader", "prt", "umkm", "jakon"]

    results = at_once([saving(places["64.01.01.2001"], sari, 10, word, seen=0) for word in words])

    assert [result.new for result in results] == [1] * len(words)
    assert stored(LiveTotal, JULY)["64.01", "ucj", "total", ""] == (80, 8)
    assert stored(LiveTotal, JULY) == live_sums(JULY)


# Saving against steps of the report


def test_what_is_saved_while_the_report_is_handed_in_is_in_it_or_refused(places, sari):
    report = an_open_report(places["64.01"])
    entered(report, [a_cell(places["64.01"], 1, "pu")])
    words = ["petani", "nelayan", "pedagang", "kader", "prt", "umkm"]
    acts = [saving(places["64.01.01.2001"], sari, 10, word) for word in words]

    results = at_once([*acts[:3], lambda: submit_report(report=report, by=sari, at=LATER), *acts[3:]])

    saved = [result for result in results if isinstance(result, SavedFigures)]
    refused = [result for result in results if isinstance(result, ReportLocked)]
    assert (len(saved) + len(refused), Report.objects.get().state) == (len(words), "submitted")
    assert Figure.objects.count() == 1 + len(saved)
    assert stored(LiveTotal, JULY) == live_sums(JULY)


def test_publishing_one_regency_while_others_are_filled_in_disturbs_nobody(places):
    kutim, paser = places["64.08"], places["64.01"]
    an_open_report(paser)
    report = an_open_report(kutim)
    entered(report, [a_cell(kutim, 500, "pu")])
    report, staff = signed(report), staff_of(kutim)
    acts = [saving(places["64.01.01.2001"], staff_of(paser)["enters"], 7, word) for word in ("petani", "pu", "kader")]

    results = at_once([lambda: publish_report(report=report, by=staff["publishes"], at=LATER), *acts])

    assert [result for result in results if isinstance(result, Exception)] == []
    assert list(drifts(JULY)) == []
    assert stored(ReleasedTotal, JULY)["ID", "ucj", "total", ""] == (500, 1)
    assert stored(LiveTotal, JULY)["64.01", "ucj", "total", ""] == (21, 3)


# Releasing


def published_at_once(places) -> list:
    """Let two regencies of one province be published at the same moment; return what became of it."""
    acts = []
    for code, heads in (("64.01", 1000), ("64.08", 500)):
        report = an_open_report(places[code])
        entered(report, [a_cell(places[code], heads, "pu"), a_cell(places[code], heads // 10, "petani", "csr")])
        signed(report)
        by = staff_of(places[code])["publishes"]
        acts.append(lambda report=report, by=by: publish_report(report=report, by=by, at=LATER))
    return at_once(acts)


def test_two_regencies_of_a_province_published_at_once_are_both_in_it_and_in_the_nation(places):
    results = published_at_once(places)

    assert [result for result in results if isinstance(result, Exception)] == []
    for code in ("64", "ID"):
        versions = Release.objects.filter(region=places[code]).order_by("version").values_list("version", "enrolled")
        assert list(versions) in ([(1, 1100), (2, 1650)], [(1, 550), (2, 1650)])
        assert Release.objects.get(region=places[code], version=2).content["reporting"]["reported"] == 2
    assert list(drifts(JULY)) == []


@pytest.mark.parametrize("locked", [True, False])
def test_without_the_lock_of_the_province_two_publications_would_write_the_same_version(
    places, monkeypatch, is_serial, locked
):
    if not locked:
        take_lock_away(monkeypatch, Region)
    let_two_meet(monkeypatch, (publication, "children_released"))

    results = published_at_once(places)

    failed = [result for result in results if isinstance(result, DatabaseError)]
    assert len(failed) == (0 if locked or is_serial else 1)


@pytest.mark.parametrize("locked", [True, False])
def test_a_target_accepted_while_a_correction_is_published_follows_it_or_is_in_it(
    places, monkeypatch, is_serial, locked
):
    paser, staff = places["64.01"], staff_of(places["64.01"])
    a_published_month(paser, {(paser, "pu", "csr"): 1000})
    cells = [a_cell(paser, 1005, "pu", "csr")]
    report = reopened(Report.objects.get(), cells, LATER)
    entered(report, cells, LATER)
    report = signed(report, LATER)
    target = an_approved_target(paser, 2000)
    if not locked:
        take_lock_away(monkeypatch, Region)
    let_two_meet(monkeypatch, (publication, "drafts_of"), (re_release, "denominators_at"))

    results = at_once(
        [
            lambda: publish_report(report=report, by=staff["publishes"], at=LATER),
            lambda: accept_denominator(denominator=target, by=staff["publishes"], at=LATER),
        ]
    )

    failed = [result for result in results if isinstance(result, DatabaseError)]
    assert len(failed) == (0 if locked or is_serial else 1)
    newest = Release.objects.filter(region=paser).order_by("-version")[0]
    if not failed:
        assert (newest.version in (2, 3), newest.enrolled, newest.content["percent"]) == (True, 1005, "50.25")
        assert list(drifts(JULY)) == []


def an_approved_target(region: Region, persons: int):
    staff = staff_of(region)
    proposal = Proposal(
        region=region,
        year=2025,
        scheme=Scheme.objects.get(code="ucj"),
        kind=DenominatorKind.TARGET,
        persons=persons,
        issuer="Pemerintah Kabupaten Paser",
        method="RPJMD",
        as_of=date(2025, 1, 2),
        legal_basis="Keputusan Bupati 1/2025",
        document="jdih.paserkab.go.id",
    )
    [row] = propose_denominators(proposals=[proposal], by=staff["enters"], at=A_MOMENT)
    return approve_denominator(denominator=row, by=staff["signs"], at=A_MOMENT)


# Mappings


@pytest.mark.parametrize("locked", [True, False])
def test_a_figure_saved_while_its_category_moves_counts_in_the_new_segment(
    places, sari, admin, monkeypatch, is_serial, locked
):
    an_open_report(places["64.01"])
    entered(Report.objects.get(), [a_cell(places["64.01"], 5, "aparatur_desa")])
    is_written, may_end = threading.Event(), threading.Event()
    mark_written = figures.mark_written

    def written_and_held(*told):
        is_written.set()
        may_end.wait(A_MEETING)  # the mapping moves meanwhile, unless a lock keeps it out
        mark_written(*told)

    def move():
        is_written.wait(20)
        change_mapping(
            mapping=Mapping(
                category=WorkerCategory.objects.get(code="aparatur_desa"),
                segment=Segment.objects.get(code="informal"),
                since=date(2025, 1, 1),
            ),
            by=admin,
            at=LATER,
        )
        may_end.set()

    monkeypatch.setattr(figures, "mark_written", written_and_held)
    if not locked:
        take_lock_away(monkeypatch, Report)

    results = at_once([saving(places["64.01.01"], sari, 20, "aparatur_desa"), move])

    failed = [result for result in results if isinstance(result, Exception)]
    assert (failed == [] and stored(LiveTotal, JULY) == live_sums(JULY)) == (locked or is_serial)


# Sendings of the entry grid


def sending(report: Report, by, text: str, key: str, seen: int = 0):
    sent = [Sent("64.01.01.2001", "petani", "apbd_kab", text, seen)]
    return lambda: save_entries(report=report, sent=sent, key=key, by=by, at=LATER)


def test_of_twenty_sendings_of_one_cell_one_is_saved_and_nineteen_are_told_by_whom(places, sari):
    a_plan(places["64.01"])
    report = an_open_report(places["64.01"])

    results = at_once([sending(report, sari, str(100 + turn), f"k{turn}") for turn in range(20)])

    told = sorted(result.cells[0].state for result in results)
    [winner] = [turn for turn, result in enumerate(results) if result.cells[0].state == "saved"]
    assert told == ["conflict"] * 19 + ["saved"]
    assert {(result.cells[0].theirs.text, result.cells[0].theirs.by) for result in results if result.has_conflicts} == {
        (str(100 + winner), "Sari")
    }
    assert (Figure.objects.get().enrolled, Revision.objects.count()) == (100 + winner, 1)
    assert AuditEntry.objects.filter(act=Act.FIGURES_SAVED).count() == 1


@pytest.mark.parametrize("locked", [True, False])
def test_without_the_lock_of_the_report_two_sendings_of_one_cell_would_both_be_saved(
    places, sari, monkeypatch, is_serial, locked
):
    a_plan(places["64.01"])
    report = an_open_report(places["64.01"])
    if not locked:
        take_lock_away(monkeypatch, Report)
    let_two_meet(monkeypatch, (staging, "store"))

    results = at_once([sending(report, sari, text, text) for text in ("120", "125")])

    saved = [result for result in results if not isinstance(result, Exception) and result.cells[0].state == "saved"]
    assert len(saved) == (1 if locked or is_serial else 2)


def test_one_sending_that_comes_twice_at_once_has_one_effect_and_one_answer(places, sari):
    a_plan(places["64.01"])
    report = an_open_report(places["64.01"])

    results = at_once([sending(report, sari, "7", "once") for _ in range(8)])

    assert {result.cells[0].state for result in results} == {"saved"}
    assert len(set(results)) == 1
    assert (Revision.objects.count(), Change.objects.count()) == (1, 1)
