"""What people say about cells: reasons for what looks odd, and comments that someone must answer."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from accounts import access
from accounts.abilities import Ability
from accounts.actions import audit
from accounts.enums import Act
from accounts.models import User
from coverage import months
from coverage.actions.reports import locked_report
from coverage.actions.texts import refuse_identity
from coverage.cautions import Where
from coverage.entry_errors import RemarkRefused
from coverage.enums import ReasonCode
from coverage.models import Comment, Explanation, Report
from coverage.queries.locks import why_locked
from coverage.queries.quality import StandingCaution, cautions_of, places_in

LONGEST_TEXT = 500
LONGEST_NOTE = 300
MOST_LISTED = 40


@transaction.atomic
def explain_cautions(
    *,
    report: Report,
    cells: Collection[str],
    reason: ReasonCode,
    note: str = "",
    rules: Collection[str] | None = None,
    by: User,
    at: datetime,
) -> list[Explanation]:
    """Give one reason for what looks odd about cells of an open report; return what was written down.

    `cells` are ids as the grid names them ("64.01||" for a region's total), `rules` those meant (all where None). A
    reason holds until the cell holds something else. Raises RightMissing, ReportLocked, RemarkRefused.
    """
    cells = set(cells)
    report = locked_report(report)
    access.require(by, Ability.EXPLAIN, report.region, at, months.last_day(report.month))
    if not report.is_open:
        raise why_locked(report)
    note = noted(reason, note)
    odd = [one for one in cautions_of(report) if is_meant(one, cells, rules)]
    if not odd:
        raise RemarkRefused("nothing_odd")
    given = Explanation.objects.bulk_create(explanation_of(report, one, reason, note, by, at) for one in odd)
    audit.record(
        by=by,
        act=Act.FIGURE_EXPLAINED,
        at=at,
        subject=report.subject,
        region_code=report.region.code,
        new={
            "reason": str(reason),
            "cells": [[one.id, one.caution.rule, one.caution.about] for one in odd[:MOST_LISTED]],
            "count": len(odd),
        },
        reason=note,
    )
    return given


def is_meant(one: StandingCaution, cells: Collection[str], rules: Collection[str] | None) -> bool:
    """Tell whether a caution is one of those that a reason is given for."""
    return one.id in cells and one.caution.needs_reason and (rules is None or one.caution.rule in rules)


def noted(reason: ReasonCode, note: str) -> str:
    """Return the note of a reason without spaces around it; raise RemarkRefused where it is missing or too long."""
    note = note.strip()
    if reason == ReasonCode.OTHER and not note:
        raise RemarkRefused("note_missing")
    if len(note) > LONGEST_NOTE:
        raise RemarkRefused("text_too_long", most=LONGEST_NOTE)
    refuse_identity(note)
    return note


def explanation_of(
    report: Report, one: StandingCaution, reason: ReasonCode, note: str, by: User, at: datetime
) -> Explanation:
    where = one.caution.where
    return Explanation(
        report=report,
        region_id=where.region_id,
        category_id=where.category_id,
        payer_id=where.payer_id,
        rule=one.caution.rule,
        about=one.caution.about,
        reason=reason,
        note=note,
        by=by,
        at=at,
    )


@transaction.atomic
def comment_on_cell(*, report: Report, cell: Where, text: str, owner: User, by: User, at: datetime) -> Comment:
    """Ask or remark something about a cell of a report in any state; `owner` is who must answer.

    Asked again in the same words before there is an answer, it is one comment. Raises RightMissing, and RemarkRefused
    for a cell that is not of the report and an owner who does not reach it.
    """
    report = locked_report(report)
    access.require(by, Ability.COMMENT, report.region, at, months.last_day(report.month))
    text = worded(text)
    if cell.region_id not in places_in(report):
        raise RemarkRefused("cell_unknown", cell=f"({cell.region_id})")
    if not (owner.is_active and access.roles_at(owner, report.region, at, months.last_day(report.month))):
        raise RemarkRefused("owner_out_of_reach", name=owner.username, region=report.region.name)
    told = {
        "report": report,
        "region_id": cell.region_id,
        "category_id": cell.category_id,
        "payer_id": cell.payer_id,
        "text": text,
        "owner": owner,
        "by": by,
    }
    if standing := Comment.objects.filter(answered_by=None, **told).order_by("pk").first():
        return standing
    comment = Comment.objects.create(at=at, **told)
    record(comment, Act.COMMENT_WRITTEN, by, at, {"text": text, "owner": owner.username})
    return comment


@transaction.atomic
def answer_comment(*, comment: Comment, text: str, by: User, at: datetime) -> Comment:
    """Answer a comment, which closes it: its owner does, or who wrote it and has found the answer.

    Raises RightMissing, and RemarkRefused for anyone else and for one that is answered.
    """
    comment = (
        Comment.objects.select_for_update(of=("self",), no_key=True)
        .select_related("report__region", "owner", "answered_by")
        .get(pk=comment.pk)
    )
    report = comment.report
    access.require(by, Ability.COMMENT, report.region, at, months.last_day(report.month))
    if comment.answered_by:
        raise RemarkRefused("already_answered", name=str(comment.answered_by))
    if by.pk not in (comment.owner_id, comment.by_id):
        raise RemarkRefused("not_yours", name=str(comment.owner))
    comment.answer, comment.answered_by, comment.answered_at = worded(text), by, at
    comment.save(update_fields=["answer", "answered_by", "answered_at"])
    record(comment, Act.COMMENT_ANSWERED, by, at, {"answer": comment.answer})
    return comment


def worded(text: str) -> str:
    """Return a text without spaces around it; raise RemarkRefused where it is empty or too long."""
    text = text.strip()
    if not text:
        raise RemarkRefused("text_missing")
    if len(text) > LONGEST_TEXT:
        raise RemarkRefused("text_too_long", most=LONGEST_TEXT)
    refuse_identity(text)
    return text


def record(comment: Comment, act: Act, by: User, at: datetime, told: dict[str, str]) -> None:
    report = comment.report
    cell = {
        "region": comment.region.code,
        "category": comment.category.code if comment.category else None,
        "payer": comment.payer.code if comment.payer else None,
    }
    audit.record(
        by=by,
        act=act,
        at=at,
        subject=f"comment:{comment.pk}",
        region_code=report.region.code,
        new=cell | told | {"month": months.iso(report.month)},
    )
