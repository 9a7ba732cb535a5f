"""More time for one report: asked for by the office that fills it, granted or refused by the province."""

from datetime import UTC, datetime

from django.db import transaction

from accounts import access
from accounts.abilities import Ability
from accounts.actions import audit
from accounts.enums import Act
from accounts.models import User
from coverage import months
from coverage.actions.reports import SHORTEST_REASON, locked_report
from coverage.actions.texts import refuse_identity
from coverage.calendar_errors import ExtensionRefused
from coverage.enums import ExtensionState
from coverage.models import Extension, Report


@transaction.atomic
def ask_extension(*, report: Report, until: datetime, reason: str, by: User, at: datetime) -> Extension:
    """Ask for more time until an instant; raise ExtensionRefused, RemarkRefused, RightMissing.

    Late is no bar: an extension may be asked for after the deadline too.
    """
    report = locked_report(report)
    access.require(by, Ability.ASK_EXTENSION, report.region, at, months.last_day(report.month))
    if not report.is_open:
        raise refusal("not_open", report)
    if until <= max(report.due_at, at):
        raise refusal("too_early", report)
    if len(reason.strip()) < SHORTEST_REASON:
        raise refusal("reason_missing", report)
    refuse_identity(reason)
    if report.extensions.filter(state=ExtensionState.ASKED).exists():
        raise refusal("asked_already", report)
    extension = Extension.objects.create(report=report, until=until, reason=reason.strip(), asked_by=by, asked_at=at)
    record(extension, Act.EXTENSION_ASKED, by, at, extension.reason)
    return extension


@transaction.atomic
def decide_extension(*, extension: Extension, is_granted: bool, answer: str, by: User, at: datetime) -> Extension:
    """Grant or refuse; granting moves the report's own deadline. Raise ExtensionRefused, RemarkRefused, RightMissing.

    A refusal needs an answer. A report that was handed in meanwhile needs no more time, and its request is refused.
    """
    report = locked_report(Report(pk=extension.report_id))
    extension = Extension.objects.select_for_update().get(pk=extension.pk)
    access.require(by, Ability.GRANT_EXTENSION, report.region, at, months.last_day(report.month))
    if extension.state != ExtensionState.ASKED:
        raise refusal("decided", report)
    if extension.asked_by_id == by.pk:
        raise refusal("own_request", report)
    if is_granted and not report.is_open:
        raise refusal("not_open", report)
    if not is_granted and len(answer.strip()) < SHORTEST_REASON:
        raise refusal("answer_missing", report)
    refuse_identity(answer)
    extension.state = ExtensionState.GRANTED if is_granted else ExtensionState.REFUSED
    extension.answer, extension.decided_by, extension.decided_at = answer.strip(), by, at
    extension.report = report
    extension.save(update_fields=["state", "answer", "decided_by", "decided_at"])
    if is_granted:
        report.due_at = extension.until
        report.save(update_fields=["due_at"])
    record(extension, Act.EXTENSION_DECIDED, by, at, extension.answer)
    return extension


def refusal(code: str, report: Report) -> ExtensionRefused:
    return ExtensionRefused(code, report.region.name, report.month)


def record(extension: Extension, act: Act, by: User, at: datetime, reason: str) -> None:
    report = extension.report
    audit.record(
        by=by,
        act=act,
        at=at,
        subject=report.subject,
        region_code=report.region.code,
        new={"until": extension.until.astimezone(UTC).isoformat(), "state": str(extension.state)},
        reason=reason,
    )
