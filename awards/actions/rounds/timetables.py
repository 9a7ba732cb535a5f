"""Change the days of a round's stages: those to come freely, the one that runs by an extension with a reason."""

from collections.abc import Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db import transaction

from accounts.actions import audit
from accounts.actions.reasons import refuse_bad_reason
from accounts.enums import Act
from accounts.models import User
from awards.access import require_dates
from awards.actions.rounds.opening import counted_objection_days, refuse_bad_days, window
from awards.enums import STAGES, RoundStage
from awards.models import Round, RoundWindow, StageExtension
from awards.queries.rounds.timetables import Days, as_text, closing, days_of, stored_days
from awards.round_errors import RoundRefused
from paritrana import formatting


@transaction.atomic
def set_stages(*, round_: Round, days: Mapping[RoundStage, Days], seen: int, by: User, at: datetime) -> Round:
    """Set the days of all stages; what stands already changes nothing, and what has begun cannot change.

    `seen` is the version of the round that the writer looked at. Raise RightMissing, RoundRefused.
    """
    require_dates(by, round_, at)
    round_ = locked(round_, seen)
    refuse_bad_days(days)
    old = stored_days(round_)
    changed = [stage for stage in STAGES if old.get(stage) != days.get(stage)]
    if not changed:
        return round_
    for stage in changed:
        refuse_begun(round_, stage, days.get(stage), at)
    RoundWindow.objects.filter(round=round_, stage__in=[stage for stage in changed if stage not in days]).delete()
    for stage in changed:
        if stage in days:
            told = window(round_, stage, days[stage])
            row = RoundWindow.objects.filter(round=round_, stage=stage).first() or told
            row.opens_at, row.closes_at = told.opens_at, told.closes_at
            row.save()
    grown(round_)
    record(Act.STAGES_SET, round_, old, days, by, at)
    return round_


def refuse_begun(round_: Round, stage: RoundStage, new: Days | None, at: datetime) -> None:
    """Raise RoundRefused where a stage that is to change has begun, or would have."""
    row = RoundWindow.objects.filter(round=round_, stage=stage).first()
    if row and row.closes_at <= at:
        raise RoundRefused("past", stage=stage.label)
    if row and row.opens_at <= at:
        raise RoundRefused("running", stage=stage.label)
    if row and new is None and StageExtension.objects.filter(window=row).exists():
        raise RoundRefused("extended", stage=stage.label)
    if new and new.first < at.astimezone(ZoneInfo(round_.time_zone)).date():
        raise RoundRefused("into_the_past", stage=stage.label)


@transaction.atomic
def extend_stage(
    *,
    round_: Round,
    stage: RoundStage,
    last: date,
    reason: str,
    seen: int,
    by: User,
    at: datetime,
    move_later: bool = False,
) -> StageExtension:
    """Let a stage last until the end of another day, for a reason. Stages after it move along only where asked to.

    Raise RightMissing, ReasonMissing, IdentityTyped, RoundRefused.
    """
    require_dates(by, round_, at)
    refuse_bad_reason(reason)
    round_ = locked(round_, seen)
    old = stored_days(round_)
    row = RoundWindow.objects.filter(round=round_, stage=stage).first()
    if row is None:
        raise RoundRefused("unknown", stage=stage.label)
    if row.closes_at <= at:
        raise RoundRefused("past", stage=stage.label)
    more = (last - days_of(row, round_.time_zone).last).days
    if more <= 0:
        raise RoundRefused("not_later", stage=stage.label, day=formatting.day(old[stage].last))
    days = {**old, stage: Days(old[stage].first, last)}
    if move_later:
        days |= {each: old[each].moved(more) for each in old if STAGES.index(each) > STAGES.index(stage)}
    refuse_bad_days(days)
    made = StageExtension.objects.create(
        window=row, was_until=row.closes_at, until=closing(days[stage], round_.time_zone), reason=reason.strip(),
        by=by, at=at,
    )  # fmt: skip
    move(round_, days)
    grown(round_)
    record(Act.STAGE_EXTENDED, round_, old, days, by, at, reason=reason.strip())
    return made


def move(round_: Round, days: Mapping[RoundStage, Days]) -> None:
    """Store the days of the stages that stand."""
    for row in RoundWindow.objects.filter(round=round_):
        told = window(round_, RoundStage(row.stage), days[RoundStage(row.stage)])
        row.opens_at, row.closes_at = told.opens_at, told.closes_at
        row.save(update_fields=["opens_at", "closes_at"])


def locked(round_: Round, seen: int) -> Round:
    """Return the round, locked; raise RoundRefused where another act came since `seen`."""
    found = Round.objects.select_for_update(of=["self"]).select_related("edition__programme", "region")
    held = found.get(pk=round_.pk)
    if held.version != seen:
        raise RoundRefused("changed")
    return held


def grown(round_: Round) -> None:
    """Tell by the version that an act came upon a round, and keep the length of Sanggahan with its window."""
    round_.version += 1
    round_.objection_days = counted_objection_days(round_.region, stored_days(round_))
    round_.save(update_fields=["version", "objection_days"])


def record(
    act: Act,
    round_: Round,
    old: Mapping[RoundStage, Days],
    new: Mapping[RoundStage, Days],
    by: User,
    at: datetime,
    reason: str = "",
) -> None:
    audit.record(
        by=by, act=act, at=at, subject=f"round:{round_.pk}", region_code=round_.region.code, old=as_text(old),
        new=as_text(new), reason=reason,
    )  # fmt: skip
