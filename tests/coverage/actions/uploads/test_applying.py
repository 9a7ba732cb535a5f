"""Rows of an upload: judged without storing a figure, applied all or in part, refused where something moved, undone."""

from datetime import date, timedelta

import pytest

from accounts.abilities import Role
from accounts.models import AuditEntry
from coverage.actions.figures import save_figures
from coverage.actions.uploads.applying import apply_upload, not_applied, undo_upload
from coverage.actions.uploads.rows import ArrivedRow, PassedRow, SheetCounts, stage_rows
from coverage.enums import RowStatus, UploadState, UploadUse, Via
from coverage.import_errors import UploadRefused
from coverage.models import Change, Figure, StagedRow, Upload
from tests.coverage.factories import a_cell, a_published_month, an_open_report, entered, reopened, signed, staff_of
from tests.factories import A_MOMENT, a_person

WHY = "Berkas bulan lalu terunggah lagi"
BUSUI, KASUNGAI = "64.01.01.2001", "64.01.01.2002"


@pytest.fixture
def importer(places):
    return a_person("impor", Role.IMPORTER, places["64"])


def an_upload(by, **more) -> Upload:
    return Upload.objects.create(
        by=by, sent_at=A_MOMENT, via=Via.IMPORT, use=UploadUse.FIGURES, file_name="a.xlsx", digest="0" * 64, size=1,
        state=UploadState.STAGED, **more,
    )  # fmt: skip


def a_row(number, region, enrolled, category="petani", **more) -> ArrivedRow:
    cell = a_cell(region, enrolled, category, **more)
    return ArrivedRow(0, number, cell.region, cell.month, cell.category, cell.payer, enrolled, cell.not_applicable)


def staged(upload, *rows, passed=(), by=None) -> dict[int, tuple[str, str]]:
    """Stage the rows and return status and code by row number."""
    stage_rows(upload=upload, arrived=rows, passed=passed, by=by or upload.by, at=A_MOMENT)
    return {row.row_number: (row.status, row.code) for row in StagedRow.objects.filter(upload=upload)}


def held() -> dict[str, int | None]:
    return dict(Figure.objects.values_list("region__code", "enrolled"))


def test_each_row_is_told_what_it_would_do_and_no_figure_is_stored(places, paser, importer):
    save_figures(
        cells=[a_cell(places[BUSUI], 10), a_cell(places[KASUNGAI], 7)], by=importer, at=A_MOMENT, via=Via.IMPORT
    )
    upload, before = an_upload(importer), held()

    found = staged(
        upload,
        a_row(2, places[BUSUI], 10), a_row(3, places[KASUNGAI], 8), a_row(4, paser, 5),
        a_row(5, places["64.02"], 5), a_row(6, paser, 5, "nelayan"), a_row(7, paser, 6, "nelayan"),
        a_row(8, places["63.01"], 5),
        passed=[PassedRow(0, 9, RowStatus.IGNORED, "total"), PassedRow(1, 12, RowStatus.HELD, "dash", "Peserta", "-")],
    )  # fmt: skip

    assert found == {
        2: ("unchanged", ""), 3: ("changed", ""), 4: ("new", ""), 5: ("rejected", "report_missing"),
        6: ("rejected", "doubled"), 7: ("rejected", "doubled"), 8: ("rejected", "out_of_scope"),
        9: ("ignored", "total"), 12: ("held", "dash"),
    }  # fmt: skip
    assert held() == before


def test_the_counts_of_a_sheet_sum_to_what_was_read_and_staging_again_replaces_them(places, paser, importer):
    upload = an_upload(importer)
    rows = [a_row(2, places[BUSUI], 10), a_row(3, places["63.01"], 5)]
    passed = [PassedRow(0, 4, RowStatus.IGNORED, "total")]

    for _time in range(2):
        counts = stage_rows(upload=upload, arrived=rows, passed=passed, by=importer, at=A_MOMENT)

    assert counts == {0: SheetCounts(new=1, rejected=1, ignored=1)}
    assert counts[0].read == 3


def test_a_month_handed_in_a_category_of_another_time_and_an_unnamed_cell_of_a_correction_are_rejected(
    places, paser, importer
):
    june = an_open_report(paser, 202506)
    entered(june, [a_cell(places[BUSUI], 10, month=202506)])
    signed(june)
    a_published_month(paser, {(places[BUSUI], "petani", "apbd_kab"): 10}, 202505)
    report = paser.reports.get(month=202505)
    reopened(report, [a_cell(places[BUSUI], None, month=202505)])
    upload = an_upload(importer)

    found = staged(
        upload,
        a_row(2, places[BUSUI], 10, month=202506), a_row(3, places[BUSUI], 11, month=202505),
        a_row(4, places[KASUNGAI], 11, month=202505),
    )  # fmt: skip

    assert found == {2: ("rejected", "report_locked"), 3: ("changed", ""), 4: ("rejected", "cell_locked")}


def test_all_rows_are_applied_in_one_act_with_one_audit_entry_and_the_same_again_leaves_none(places, paser, importer):
    rows = [a_row(2, places[BUSUI], 10), a_row(3, places[KASUNGAI], 8)]
    upload, again = an_upload(importer), an_upload(importer)
    staged(upload, *rows)
    before = AuditEntry.objects.count()

    apply_upload(upload=upload, partly=False, by=importer, at=A_MOMENT)
    staged(again, *rows)
    saved = apply_upload(upload=again, partly=False, by=importer, at=A_MOMENT)

    upload.refresh_from_db()
    assert (upload.state, upload.applied_by, upload.change) == (UploadState.APPLIED, importer, Change.objects.get())
    assert held() == {BUSUI: 10, KASUNGAI: 8}
    assert (saved.unchanged, saved.change) == (2, None)
    assert AuditEntry.objects.count() == before + 1


def test_rows_that_are_not_good_keep_all_out_unless_the_good_ones_are_chosen(places, paser, importer):
    upload = an_upload(importer)
    staged(upload, a_row(2, places[BUSUI], 10), a_row(3, places["63.01"], 5))

    with pytest.raises(UploadRefused, match="1 baris ditolak"):
        apply_upload(upload=upload, partly=False, by=importer, at=A_MOMENT)
    assert held() == {}
    apply_upload(upload=upload, partly=True, by=importer, at=A_MOMENT)

    upload.refresh_from_db()
    assert (held(), upload.state) == ({BUSUI: 10}, UploadState.PARTIAL)


def test_until_when_a_cell_is_paid_stays_as_it_was(places, paser, importer):
    until = date(2025, 12, 31)
    cells = [a_cell(places[BUSUI], 10, funded_until=until), a_cell(places[KASUNGAI], 7, funded_until=until)]
    save_figures(cells=cells, by=importer, at=A_MOMENT, via=Via.IMPORT)
    upload = an_upload(importer)
    staged(upload, a_row(2, places[BUSUI], 10), a_row(3, places[KASUNGAI], 8))

    saved = apply_upload(upload=upload, partly=False, by=importer, at=A_MOMENT)

    assert (saved.changed, saved.unchanged) == (1, 1)
    assert set(Figure.objects.values_list("enrolled", "funded_until")) == {(10, until), (8, until)}


def test_an_upload_is_applied_once(places, paser, importer):
    upload = an_upload(importer)
    staged(upload, a_row(2, places[BUSUI], 10))
    apply_upload(upload=upload, partly=False, by=importer, at=A_MOMENT)

    with pytest.raises(UploadRefused, match=r"sudah diterapkan oleh Impor, 4 Agustus 2025 pukul 10\.00 WITA\."):
        apply_upload(upload=upload, partly=False, by=importer, at=A_MOMENT)


def test_a_worker_that_comes_too_late_says_nothing_about_what_another_applied(places, paser, importer):
    upload = an_upload(importer)
    staged(upload, a_row(2, paser, 5))
    apply_upload(upload=upload, partly=False, by=importer, at=A_MOMENT)

    not_applied(upload, "Sudah diterapkan")

    upload.refresh_from_db()
    assert (upload.state, upload.found) == (UploadState.APPLIED, {})


def test_what_moved_since_the_preview_stops_all_of_it_and_the_preview_is_made_anew(places, paser, importer):
    upload = an_upload(importer)
    staged(upload, a_row(2, places[BUSUI], 10), a_row(3, places[KASUNGAI], 8))
    enterer = staff_of(paser)["enters"]
    save_figures(cells=[a_cell(places[BUSUI], 11)], by=enterer, at=A_MOMENT, via=Via.FORM)

    with pytest.raises(UploadRefused, match="berubah sejak pratinjau"):
        apply_upload(upload=upload, partly=False, by=importer, at=A_MOMENT)

    assert held() == {BUSUI: 11}
    row = StagedRow.objects.get(upload=upload, row_number=2)
    assert (row.status, row.old_enrolled, row.seen) == ("changed", 11, 1)
    apply_upload(upload=upload, partly=False, by=importer, at=A_MOMENT)
    assert held() == {BUSUI: 10, KASUNGAI: 8}


def test_a_right_that_ended_after_the_preview_stops_it(places, paser, importer):
    upload = an_upload(importer)
    staged(upload, a_row(2, places[BUSUI], 10))
    importer.assignments.update(until=A_MOMENT.date() - timedelta(days=1))

    with pytest.raises(UploadRefused, match="berubah sejak pratinjau"):
        apply_upload(upload=upload, partly=False, by=importer, at=A_MOMENT)

    assert held() == {}
    assert StagedRow.objects.get(upload=upload).code == "out_of_scope"


def test_an_upload_is_taken_back_once_sparing_what_was_written_since(places, paser, importer):
    upload = an_upload(importer)
    staged(upload, a_row(2, places[BUSUI], 10), a_row(3, places[KASUNGAI], 8))
    apply_upload(upload=upload, partly=False, by=importer, at=A_MOMENT)
    save_figures(cells=[a_cell(places[KASUNGAI], 9)], by=staff_of(paser)["enters"], at=A_MOMENT, via=Via.FORM)

    done = undo_upload(upload=upload, by=importer, at=A_MOMENT + timedelta(days=30), reason=WHY)

    assert held() == {BUSUI: None, KASUNGAI: 9}
    assert [spared.figure.region.code for spared in done.spared] == [KASUNGAI]
    with pytest.raises(UploadRefused, match="sudah dibatalkan"):
        undo_upload(upload=upload, by=importer, at=A_MOMENT + timedelta(days=31), reason=WHY)


def test_judging_asks_the_database_as_often_for_many_rows_as_for_one(
    places, paser, importer, django_assert_max_num_queries
):
    upload, first = an_upload(importer), a_row(1, places[BUSUI], 1)
    rows = [first._replace(row_number=number, enrolled=number) for number in range(2, 3000)]

    with django_assert_max_num_queries(40):
        stage_rows(upload=upload, arrived=rows, passed=[], by=importer, at=A_MOMENT)

    assert StagedRow.objects.filter(upload=upload, code="doubled").count() == 2998
