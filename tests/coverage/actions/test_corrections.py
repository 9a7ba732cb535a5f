"""Limited correction: only named cells open, on every way in, through returns, until the next publication."""

from datetime import timedelta

import pytest

from accounts.abilities import Role
from accounts.enums import Act
from accounts.models import AuditEntry
from coverage.actions.corrections import CellName, reopen_report
from coverage.actions.figures import save_figures
from coverage.actions.reports import return_report, submit_report
from coverage.enums import Via
from coverage.errors import CellLocked, StepRefused
from coverage.models import Figure, Release, Report, UnlockedCell, WorkerCategory
from tests.coverage.factories import (
    JULY,
    a_cell,
    a_published_month,
    an_open_report,
    entered,
    published,
    reopened,
    staff_of,
)
from tests.factories import a_person

REASON = "Salah ketik di Busui"


@pytest.fixture
def villages(places):
    return places["64.01.01.2001"], places["64.01.01.2002"]


@pytest.fixture
def report(places, villages) -> Report:
    """A published July of Paser with a hundred farmers in each of two villages."""
    a_published_month(places["64.01"], {(village, "petani", "csr"): 100 for village in villages})
    return Report.objects.get()


def farmers(village, heads):
    return a_cell(village, heads, "petani", "csr")


@pytest.mark.parametrize("via", list(Via))
def test_while_a_month_is_corrected_every_way_in_writes_the_named_cells_and_no_other(places, villages, report, via, at):
    named, other = villages
    importer = a_person("imam", Role.IMPORTER, places["64.01"])
    by = importer if via in (Via.IMPORT, Via.API, Via.COMMAND) else staff_of(places["64.01"])["enters"]
    reopened(report, [farmers(named, 0)], at)

    with pytest.raises(CellLocked) as refused:
        save_figures(cells=[farmers(named, 110), farmers(other, 90)], by=by, at=at, via=via)
    saved = save_figures(cells=[farmers(named, 120), farmers(other, 100)], by=by, at=at, via=via)

    assert refused.value.message == (
        "Isian Petani, sumber dana Tanggung jawab sosial perusahaan (CSR), di Kasungai, Juli 2025, tidak dibuka "
        "dalam koreksi ini. "
        "Tidak ada yang disimpan. Minta verifikator provinsi membukanya lewat koreksi terbatas."
    )
    assert (saved.changed, saved.unchanged) == (1, 1)
    assert list(Figure.objects.order_by("region__code").values_list("enrolled", flat=True)) == [120, 100]


def test_a_new_cell_that_was_not_named_is_refused_too_and_one_that_was_is_written(places, villages, report, at):
    reopened(report, [a_cell(villages[0], 5, "nelayan", "csr")], at)

    with pytest.raises(CellLocked, match="Nelayan"):
        entered(report, [a_cell(villages[1], 5, "nelayan", "csr")], at)
    entered(report, [a_cell(villages[0], 5, "nelayan", "csr")], at)

    assert Figure.objects.get(category__code="nelayan").enrolled == 5


def test_a_return_during_the_correction_keeps_the_same_cells_open(places, villages, report, at):
    staff = staff_of(places["64.01"])
    reopened(report, [farmers(villages[0], 0)], at)
    submit_report(report=report, by=staff["enters"], at=at)
    return_report(report=report, reason="Masih kurang dua orang", by=staff["checks"], at=at)

    entered(report, [farmers(villages[0], 102)], at)
    with pytest.raises(CellLocked):
        entered(report, [farmers(villages[1], 102)], at)


def test_what_one_correction_opened_the_next_does_not(places, villages, report, at):
    reopened(report, [farmers(villages[0], 0)], at)
    entered(report, [farmers(villages[0], 110)], at)
    published(report, at + timedelta(days=1))
    report.refresh_from_db()
    reopened(report, [farmers(villages[1], 0)], at + timedelta(days=2))

    with pytest.raises(CellLocked, match="Busui"):
        entered(report, [farmers(villages[0], 111)], at + timedelta(days=2))


def test_more_cells_can_be_named_while_the_correction_is_filled_and_both_reasons_are_published(
    places, villages, report, at
):
    reopened(report, [farmers(villages[0], 0)], at, "Busui kurang sepuluh")
    reopened(report, [farmers(villages[1], 0)], at, "Kasungai juga keliru")
    entered(report, [farmers(villages[0], 110), farmers(villages[1], 90)], at)
    [first, *_] = published(report, at + timedelta(days=1))

    assert first.content["reason"] == "Busui kurang sepuluh; Kasungai juga keliru"
    assert (first.version, first.enrolled) == (2, 200)


@pytest.mark.parametrize("which", ["none", "another regency", "no category", "no payer", "a category of the past"])
def test_a_reopening_without_cells_or_with_cells_of_another_report_is_refused(places, villages, report, which, at):
    cell = farmers(villages[0], 0)
    good = CellName(cell.region, cell.category, cell.payer)
    cells = {
        "none": [],
        "another regency": [good, good._replace(region=places["64.08.01.2001"].pk)],
        "no category": [good._replace(category=99_999)],
        "no payer": [good._replace(payer=99_999)],
        "a category of the past": [good._replace(category=past_category())],
    }[which]
    publisher = staff_of(places["64.01"])["publishes"]

    with pytest.raises(StepRefused, match="Tidak ada yang dibuka"):
        reopen_report(report=report, cells=cells, reason=REASON, by=publisher, at=at)

    assert (Report.objects.get().state, UnlockedCell.objects.count()) == ("published", 0)


def past_category() -> int:
    old = WorkerCategory.objects.get(code="petani")
    old.pk, old.code, old.valid_from, old.valid_to = None, "petani_lama", "2000-01-01", "2020-01-01"
    old.save()
    return old.pk


def test_a_month_that_was_never_published_is_not_reopened(places, at):
    report = an_open_report(places["64.01"])

    with pytest.raises(StepRefused, match="sedang diisi"):
        reopened(report, [a_cell(places["64.01"], 1)], at)


def test_the_audit_trail_names_the_cells_that_were_opened(places, villages, report, at):
    reopened(report, [farmers(village, 0) for village in villages], at, REASON)

    entry = AuditEntry.objects.get(act=Act.REPORT_REOPENED)
    assert entry.new["cell_count"] == 2
    assert entry.new["cells"] == ["64.01.01.2001/petani/csr", "64.01.01.2002/petani/csr"]
    assert AuditEntry.objects.order_by("-pk")[0] == entry


def test_a_correction_of_nothing_is_published_as_the_same_number(places, villages, report, at):
    reopened(report, [farmers(villages[0], 0)], at)

    published(report, at + timedelta(days=1))

    assert Release.objects.filter(region=places["64.01"], month=JULY).order_by("-version")[0].enrolled == 200
