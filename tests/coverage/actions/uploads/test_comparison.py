"""Files taken as comparison: stored as what BPJS or a village says, never as figures, and taken back as a whole."""

import pytest

from accounts.abilities import Role
from accounts.actions.reasons import ReasonMissing
from accounts.models import AuditEntry
from coverage.actions.uploads.applying import apply_upload, undo_upload
from coverage.enums import UploadState, UploadUse
from coverage.models import Figure, Observation
from coverage.queries.uploads.effects import effects_of
from tests.coverage.factories import a_cell, an_observation, an_open_report, entered, signed
from tests.coverage.uploads import BUSUI, KASUNGAI, a_row, a_template, a_workbook, counts, sent, staged
from tests.factories import A_MOMENT, a_person

WHY = "Berkas cabang keliru bulannya"


@pytest.fixture
def importer(places):
    return a_person("impor", Role.IMPORTER, places["64"])


def compared(content, by, **more):
    return sent(content, by, use=UploadUse.COMPARISON, stated_by="bpjs", **more)


def said() -> list[tuple[object, ...]]:
    rows = Observation.objects.order_by("region__code", "category__code", "segment__code", "pk")
    return list(rows.values_list("region__code", "category__code", "segment__code", "enrolled", "stated_by"))


def test_rows_become_observations_beside_the_cells_whatever_the_state_of_the_report(places, importer):
    report = an_open_report(places["64.01"])
    entered(report, [a_cell(places[BUSUI], 3)])
    signed(report)
    upload = compared(a_template(a_row(BUSUI, 12), a_row(KASUNGAI, 7, "", "kader")), importer)
    assert (counts(upload), effects_of(upload)) == ({"Data": {"read": 2, "new": 2}}, ())

    apply_upload(upload=upload, partly=False, by=importer, at=A_MOMENT)

    assert said() == [(BUSUI, "petani", None, 12, "bpjs"), (KASUNGAI, "kader", None, 7, "bpjs")]
    assert list(Figure.objects.values_list("enrolled", flat=True)) == [3]


def test_counts_without_category_are_about_all_workers_or_a_segment_and_payers_are_one_statement(places, importer):
    rows = [["Kode Wilayah", "Periode", "Peserta Aktif"], ["64.01", "2025-07", 81436]]
    upload = compared(a_workbook({"A": rows}), importer)
    apply_upload(upload=upload, partly=False, by=importer, at=A_MOMENT)
    split = compared(
        a_template(
            a_row(BUSUI, 12), a_row(BUSUI, 5, "", "petani", "csr"), a_row("64.01", 9, "", "tak_terinci_formal")
        ), importer,
    )  # fmt: skip
    apply_upload(upload=split, partly=False, by=importer, at=A_MOMENT)

    assert set(said()) == {
        ("64.01", None, None, 81436, "bpjs"), ("64.01", None, "formal", 9, "bpjs"), (BUSUI, "petani", None, 17, "bpjs"),
    }  # fmt: skip
    assert Observation.objects.get(enrolled=17).note == "Jumlah dari 2 sumber dana"


def test_what_the_source_said_before_is_unchanged_and_another_number_is_changed(places, importer):
    an_observation(places[BUSUI], 12, category="petani")
    an_observation(places[KASUNGAI], 7, category="petani")

    upload = compared(a_template(a_row(BUSUI, 12), a_row(KASUNGAI, 8)), importer)
    apply_upload(upload=upload, partly=False, by=importer, at=A_MOMENT)

    assert staged(upload) == {2: ("unchanged", ""), 3: ("changed", "")}
    assert [row[3] for row in said()] == [12, 7, 8]


def test_doubled_rows_and_places_out_of_reach_are_refused(places, importer):
    upload = compared(
        a_template(
            a_row(BUSUI, 12), a_row(BUSUI, 13), a_row(BUSUI, 4, "", "petani", "csr"), a_row("63.01", 4),
            a_row(KASUNGAI, "tb"),
        ), importer,
    )  # fmt: skip

    assert staged(upload) == {
        2: ("rejected", "doubled"), 3: ("rejected", "doubled"), 4: ("rejected", "doubled"),
        5: ("rejected", "out_of_scope"), 6: ("rejected", "not_comparable"),
    }  # fmt: skip
    assert upload.state == UploadState.REJECTED


def test_a_comparison_is_taken_back_with_a_reason_and_leaves_what_others_said(places, importer):
    an_observation(places[KASUNGAI], 7)
    upload = compared(a_template(a_row(BUSUI, 12)), importer)
    apply_upload(upload=upload, partly=False, by=importer, at=A_MOMENT)
    with pytest.raises(ReasonMissing):
        undo_upload(upload=upload, by=importer, at=A_MOMENT, reason="")

    done = undo_upload(upload=upload, by=importer, at=A_MOMENT, reason=WHY)

    assert (done.restored, [row[3] for row in said()]) == (1, [7])
    assert AuditEntry.objects.latest("sequence").act == "upload_undone"
