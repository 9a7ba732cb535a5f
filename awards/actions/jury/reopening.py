"""Open final marks again: an administrator, with a reason, while the stage in which they are given lasts; afterwards
a granted objection alone, and only what it is about.
"""

from datetime import datetime
from decimal import Decimal
from typing import cast

from django.db import transaction
from django.db.models import QuerySet

from accounts.abilities import Ability
from accounts.actions import audit
from accounts.actions.reasons import refuse_bad_reason
from accounts.enums import Act
from accounts.models import User
from awards.access import require_in
from awards.arithmetic.schemes import Phase
from awards.bundles import bundle as bundles
from awards.jury_errors import MarkRefused
from awards.models import Conflict, Mark, MarkRevision, MarkSheet, Objection, Result
from awards.queries.jury.conflicts import is_recused
from awards.queries.jury.judged import is_open, phase_words, stage_words
from awards.queries.results.closed import is_closed_for, newest_result
from awards.queries.results.judging import code_of
from awards.queries.rounds.stages import timetable


@transaction.atomic
def reopen_marks(*, sheet: MarkSheet, reason: str, by: User, at: datetime) -> MarkSheet:
    """Let a juror change final marks again, if he still judges the entry; what they are stays until then.

    Raise RightMissing, MarkRefused, ReasonMissing, IdentityTyped.
    """
    about = ("seat__round__region", "entry__region", "entry__firm")
    found = MarkSheet.objects.select_for_update(of=("self",)).select_related(*about).get(pk=sheet.pk)
    round_, phase = found.seat.round, Phase(found.phase)
    require_in(by, Ability.REOPEN_MARKS, round_, at)
    refuse_bad_reason(reason)
    if found.final_at is None:
        raise MarkRefused("not_final")
    if found.seat.ended_at is not None:
        raise MarkRefused("left")
    if is_recused(found.seat, found.entry):
        raise MarkRefused("conflict", entry=found.entry.name)
    if is_closed_for(found.entry):
        raise MarkRefused("closed", entry=found.entry.name)
    if not is_open(phase, timetable(round_, at)):
        raise MarkRefused("stage", phase=phase_words(phase), stages=stage_words(phase), entry=found.entry.name)
    told = {"round": round_.pk, "entry": found.entry_id, "phase": phase, "final_at": found.final_at.isoformat()}
    found.final_at, found.version = None, found.version + 1
    found.save(update_fields=["final_at", "version"])
    audit.record(by=by, act=Act.MARKS_REOPENED, at=at, subject=f"marks:{found.pk}", old=told, reason=reason.strip())
    return found


def reopen_for_objection(*, objection: Objection, phase: Phase, by: User, at: datetime) -> int:
    """Let the jurors who marked an entry in a phase mark the contested criterion anew; return how many they are.

    Their marks stand as drafts until they make them final again; what they were stays in the revisions. The round is
    locked, and who may grant was asked.
    """
    recused = Conflict.objects.filter(entry=objection.entry_id, lifted_at=None).values("seat")
    sheets = MarkSheet.objects.filter(entry=objection.entry_id, phase=phase, seat__ended_at=None)
    found = sheets.exclude(seat__in=recused).select_for_update(of=("self",)).order_by("pk")
    for sheet in found:
        told = {"round": objection.round_id, "entry": sheet.entry_id, "phase": phase, "objection": objection.number}
        sheet.final_at, sheet.version, sheet.reopened_for = None, sheet.version + 1, objection
        sheet.save(update_fields=["final_at", "version", "reopened_for"])
        audit.record(by=by, act=Act.MARKS_REOPENED, at=at, subject=f"marks:{sheet.pk}", old=told)
    return len(found)


def give_back(sheets: QuerySet[MarkSheet], by: User | None, at: datetime) -> None:
    """Let marks that a granted objection opened be final again as the closed result has them: the juror judges no more.

    Else nobody could make them final, and the version that waits could never be closed. The round is locked.
    """
    opened = sheets.filter(final_at=None, reopened_for__isnull=False, reopened_for__results=None)
    about = ("seat__user", "entry__region", "reopened_for__entry")
    for sheet in opened.select_related(*about).defer("reopened_for__proof").select_for_update(of=("self",)):
        contested = cast(Objection, sheet.reopened_for)
        points = counted_points(sheet, contested)
        mark = Mark.objects.filter(sheet=sheet, criterion=contested.criterion).first()
        if points is None or mark is None:
            continue
        sheet.version, sheet.final_at, sheet.saved_at = sheet.version + 1, at, at
        sheet.save(update_fields=["version", "final_at", "saved_at"])
        if mark.points != points:
            before = MarkRevision.objects.filter(sheet=sheet, criterion=mark.criterion, points=points)
            told = before.order_by("-version").first()
            mark.points, mark.note, mark.evidence = points, told.note if told else "", None
            mark.save(update_fields=["points", "note", "evidence"])
            MarkRevision.objects.create(
                sheet=sheet, criterion=mark.criterion, version=sheet.version, points=points, note=mark.note,
                by=by or sheet.seat.user, at=at,
            )  # fmt: skip
        what = {"round": contested.round_id, "entry": sheet.entry_id, "given_back": contested.number}
        audit.record(by=by, act=Act.MARKS_FINAL, at=at, subject=f"marks:{sheet.pk}", new=what)


def counted_points(sheet: MarkSheet, contested: Objection) -> Decimal | None:
    """Return what a juror's mark of the contested criterion was in the newest result; None where there was none."""
    last = newest_result(contested.round, sheet.entry.category)
    if last is None:
        return None
    contest = bundles.read(bytes(Result.objects.only("bundle").get(pk=last.pk).bundle)).contests[last.category.code]
    return contest.marks.get((code_of(sheet.entry), contested.criterion), {}).get(sheet.seat.pseudonym)
