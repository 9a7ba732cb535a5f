"""Reasons for what looks odd, and comments with their answers."""

import pytest

from accounts.abilities import Role
from accounts.enums import Act
from accounts.errors import RightMissing
from accounts.models import AuditEntry
from coverage.actions.remarks import answer_comment, comment_on_cell, explain_cautions
from coverage.actions.reports import submit_report
from coverage.cautions import Where
from coverage.entry_errors import RemarkRefused
from coverage.enums import ReasonCode
from coverage.errors import ReportLocked, StepRefused
from coverage.models import Comment, Explanation, Report
from coverage.queries.quality import cautions_of, unsettled_of
from tests.coverage.factories import a_cell, an_open_report, entered, signed
from tests.coverage.plans import a_plan
from tests.factories import a_person

BUSUI, KASUNGAI = "64.01.01.2001|petani|apbd_kab", "64.01.01.2002|petani|apbd_kab"


@pytest.fixture
def report(places) -> Report:
    """A month in which two villages wrote an amount of money."""
    report = an_open_report(places["64.01"])
    entered(report, [a_cell(places[name.split("|")[0]], 16_800) for name in (BUSUI, KASUNGAI)])
    return report


def explain(report, by, at, *cells: str, reason=ReasonCode.CORRECTION, **more):
    return explain_cautions(report=report, cells=cells, reason=reason, by=by, at=at, **more)


# Reasons


def test_one_tap_explains_a_selection_with_one_audit_entry(report, sari, at):
    given = explain(report, sari, at, BUSUI, KASUNGAI, note="  Sudah dicek ")

    assert unsettled_of(report) == ()
    assert {(row.rule, row.about, row.reason, row.note, row.by) for row in given} == {
        ("money", "16800", "correction", "Sudah dicek", sari)
    }
    entry = AuditEntry.objects.get(act=Act.FIGURE_EXPLAINED)
    assert (entry.new["count"], entry.new["cells"][0], entry.reason) == (2, [BUSUI, "money", "16800"], "Sudah dicek")


def test_only_the_cells_and_rules_that_are_named_are_explained(report, sari, at):
    explain(report, sari, at, BUSUI, rules=["money"])

    assert [one.id for one in unsettled_of(report)] == [KASUNGAI]
    with pytest.raises(RemarkRefused, match="tidak lagi perlu alasan"):
        explain(report, sari, at, KASUNGAI, rules=["jump"])


def test_a_later_reason_stands_in_the_place_of_an_earlier_one(report, sari, at):
    explain(report, sari, at, BUSUI)
    explain(report, sari, at, BUSUI, reason=ReasonCode.LATE_DATA)

    assert [one.explanation.reason for one in cautions_of(report) if one.explanation] == ["late_data"]
    assert Explanation.objects.count() == 2


def test_another_reason_needs_a_note(report, sari, at):
    with pytest.raises(RemarkRefused, match="perlu keterangan"):
        explain(report, sari, at, BUSUI, reason=ReasonCode.OTHER, note="  ")
    with pytest.raises(RemarkRefused, match="300"):
        explain(report, sari, at, BUSUI, reason=ReasonCode.OTHER, note="x" * 301)

    assert Explanation.objects.count() == 0


@pytest.mark.parametrize("who", ["budi", "hana", "wati", "admin", "stranger"])
def test_only_who_enters_explains(report, at, who, request):
    with pytest.raises(RightMissing):
        explain(report, request.getfixturevalue(who), at, BUSUI)


def test_a_report_that_was_handed_in_takes_no_more_reasons(report, sari, at):
    signed(report)

    with pytest.raises(ReportLocked):
        explain(report, sari, at, BUSUI)


# Handing in


def test_what_looks_odd_keeps_a_report_from_being_handed_in_until_it_has_reasons(report, sari, at):
    with pytest.raises(StepRefused) as refused:
        submit_report(report=report, by=sari, at=at)
    assert refused.value.code == "unexplained"
    assert "ada 2 hal yang perlu alasan" in refused.value.message
    assert "pilih alasannya sebelum laporan diajukan" in refused.value.message

    explain(report, sari, at, BUSUI, KASUNGAI)

    assert submit_report(report=report, by=sari, at=at).state == "submitted"


def test_blank_asked_cells_take_a_reason_which_the_event_keeps(places, sari, at):
    report = an_open_report(places["64.01"])
    a_plan(places["64.01"], villages=("petani apbd_kab",), own=())
    entered(report, [a_cell(places["64.01.01.2001"], 12)])
    for reason in ("", "   ", "banjir"):
        with pytest.raises(StepRefused, match="baru terisi 1 dari 7 isian"):
            submit_report(report=report, by=sari, at=at, reason=reason)

    submit_report(report=report, by=sari, at=at, reason="Enam desa terendam banjir")

    assert report.events.get(step="submitted").note == "Enam desa terendam banjir"


# Comments


def where(report, place) -> Where:
    cell = a_cell(place, 1)
    return Where(cell.region, cell.category, cell.payer)


@pytest.fixture
def comment(report, places, budi, sari, at) -> Comment:
    cell = where(report, places["64.01.01.2001"])
    return comment_on_cell(report=report, cell=cell, text=" Dari mana angka ini? ", owner=sari, by=budi, at=at)


def test_a_comment_has_an_owner_who_answers_it_once(comment, report, sari, budi, at):
    answered = answer_comment(comment=comment, text="Dari SK 12/2025", by=sari, at=at)

    assert (answered.text, answered.answer, answered.answered_by) == ("Dari mana angka ini?", "Dari SK 12/2025", sari)
    with pytest.raises(RemarkRefused, match="sudah dijawab oleh Sari"):
        answer_comment(comment=comment, text="Lagi", by=budi, at=at)
    acts = AuditEntry.objects.order_by("sequence").values_list("act", "subject")
    assert list(acts)[-2:] == [
        (Act.COMMENT_WRITTEN, f"comment:{comment.pk}"), (Act.COMMENT_ANSWERED, f"comment:{comment.pk}"),
    ]  # fmt: skip


def test_a_comment_sent_twice_is_one_until_it_is_answered(comment, report, places, sari, budi, at):
    told = {"report": report, "cell": where(report, places["64.01.01.2001"]), "owner": sari, "by": budi, "at": at}

    assert comment_on_cell(text="Dari mana angka ini?", **told) == comment
    assert comment_on_cell(text="Sejak kapan?", **told) != comment
    answer_comment(comment=comment, text="Dari SK 12/2025", by=sari, at=at)
    assert comment_on_cell(text="Dari mana angka ini?", **told) != comment
    assert Comment.objects.count() == AuditEntry.objects.filter(act=Act.COMMENT_WRITTEN).count() == 3


def test_who_asked_may_close_the_comment_and_nobody_else(comment, hana, wati, budi, at):
    for other in (hana, wati):
        with pytest.raises(RemarkRefused, match="dijawab oleh Sari"):
            answer_comment(comment=comment, text="Saya tahu", by=other, at=at)

    assert answer_comment(comment=comment, text="Sudah jelas", by=budi, at=at).answered_by == budi


def test_a_comment_can_be_written_on_a_report_in_any_state(report, places, budi, sari, at):
    signed(report)

    comment_on_cell(report=report, cell=where(report, places["64.01.01.2001"]), text="Cek", owner=sari, by=budi, at=at)

    assert Comment.objects.count() == 1


def test_an_owner_must_reach_the_region(report, places, budi, stranger, at):
    other = a_person("rudi", Role.ENTERER, places["64.08"])
    inactive = a_person("tuti", Role.ENTERER, places["64.01"], is_active=False)
    cell = where(report, places["64.01.01.2001"])

    for owner in (stranger, other, inactive):
        with pytest.raises(RemarkRefused, match="tidak mempunyai peran di Kabupaten Paser"):
            comment_on_cell(report=report, cell=cell, text="Cek", owner=owner, by=budi, at=at)


def test_a_comment_on_a_cell_of_another_report_or_without_words_is_refused(report, places, budi, sari, admin, at):
    with pytest.raises(RemarkRefused, match="tidak ada dalam laporan ini"):
        comment_on_cell(
            report=report, cell=where(report, places["64.08.01.2001"]), text="Cek", owner=sari, by=budi, at=at
        )
    cell = where(report, places["64.01.01.2001"])
    with pytest.raises(RemarkRefused, match="masih kosong"):
        comment_on_cell(report=report, cell=cell, text="  ", owner=sari, by=budi, at=at)
    with pytest.raises(RemarkRefused, match="500"):
        comment_on_cell(report=report, cell=cell, text="x" * 501, owner=sari, by=budi, at=at)
    with pytest.raises(RightMissing):
        comment_on_cell(report=report, cell=cell, text="Cek", owner=sari, by=admin, at=at)


def test_no_identity_number_of_a_worker_is_kept_in_a_remark(report, sari, budi, places, at):
    cell = Where(places["64.01.01.2001"].pk)
    for told in ("NIK 6401014203900001 meninggal", "6401014203900001"):
        with pytest.raises(RemarkRefused, match="16 angka"):
            comment_on_cell(report=report, cell=cell, text=told, owner=budi, by=sari, at=at)
        with pytest.raises(RemarkRefused, match="16 angka"):
            explain_cautions(report=report, cells=[], reason=ReasonCode.OTHER, note=told, by=sari, at=at)

    assert Comment.objects.count() == 0
    assert comment_on_cell(report=report, cell=cell, text="Nomor surat 12345678901234567", owner=budi, by=sari, at=at)
