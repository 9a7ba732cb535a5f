"""Keep the order of interviews, when each was held, who came, and what jurors want to ask."""

import secrets
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from accounts.abilities import Ability
from accounts.actions import audit
from accounts.actions.reasons import refuse_identity
from accounts.enums import Act
from accounts.models import User
from awards.access import require_in
from awards.enums import EntryState, RoundStage
from awards.jury_errors import InterviewRefused
from awards.models import Entry, Interview, Question, Round, RoundWindow, Seat
from awards.queries.jury.conflicts import is_recused
from awards.queries.rounds.nominees import region_in_trail
from awards.queries.rounds.stages import timetable

LONGEST_QUESTION, LONGEST_OFFICE, LONGEST_VENUE = 500, 120, 120
MOST_MINUTES = 480


@transaction.atomic
def set_order(*, round_: Round, order: Mapping[int, int] | None, by: User, at: datetime) -> None:
    """Set the order of interviews: the place of each nominee by its id, or drawn by lot where `order` is None.

    Raise RightMissing, InterviewRefused; then nothing has changed.
    """
    require_in(by, Ability.RUN_ROUNDS, round_, at)
    Round.objects.select_for_update().get(pk=round_.pk)
    refuse_stage(round_, at, RoundStage.NOMINEES, RoundStage.INTERVIEW)
    rows = Entry.objects.filter(round=round_, state=EntryState.NOMINEE).order_by("pk")
    nominees = list(rows.values_list("pk", flat=True))
    held = {one.entry_id: one for one in Interview.objects.select_for_update().filter(entry__round=round_)}
    if order is None:
        if any(one.began_at for one in held.values()):
            raise InterviewRefused("begun_order")
        drawn = list(nominees)
        secrets.SystemRandom().shuffle(drawn)
        order = {entry: place for place, entry in enumerate(drawn, start=1)}
    if set(order) != set(nominees) or sorted(order.values()) != list(range(1, len(nominees) + 1)):
        raise InterviewRefused("order", count=len(nominees))
    for entry, place in order.items():
        interview = held.get(entry) or Interview(entry_id=entry)
        interview.position = place
        interview.save()
    told = [entry for entry, _ in sorted(order.items(), key=lambda pair: pair[1])]
    # of no region: officials who read the trail of theirs would learn whose turn comes before whose
    audit.record(by=by, act=Act.INTERVIEW_NOTED, at=at, subject=f"round:{round_.pk}", new={"order": told})


@transaction.atomic
def begin(*, entry: Entry, by: User, at: datetime) -> Interview:
    """Note that an interview begins now. Raise RightMissing, InterviewRefused."""
    interview = tracked(entry, by, at)
    if interview.began_at is not None:
        raise InterviewRefused("begun", entry=interview.entry.name)
    interview.began_at = at
    return noted(interview, by, at, {"began_at": at.isoformat()})


@transaction.atomic
def end(*, entry: Entry, by: User, at: datetime) -> Interview:
    """Note that an interview ends now. Raise RightMissing, InterviewRefused."""
    interview = tracked(entry, by, at)
    if interview.began_at is None:
        raise InterviewRefused("not_begun", entry=interview.entry.name)
    if interview.ended_at is not None:
        raise InterviewRefused("ended", entry=interview.entry.name)
    interview.ended_at = at
    return noted(interview, by, at, {"ended_at": at.isoformat()})


@transaction.atomic
def note_attendance(*, entry: Entry, head: bool | None, instead: str, by: User, at: datetime) -> Interview:
    """Note whether the head attended, or which office came instead: an office and no person's name is asked for.

    It is a fact and can be corrected; the trail keeps what was noted before. Raise RightMissing, InterviewRefused,
    IdentityTyped.
    """
    interview = tracked(entry, by, at)
    instead = instead.strip()
    if head is None or (not head and not 0 < len(instead) <= LONGEST_OFFICE):
        raise InterviewRefused("attendance")
    refuse_identity(instead)
    old = {"head_attended": interview.head_attended, "attended_by": interview.attended_by}
    interview.head_attended, interview.attended_by = head, "" if head else instead
    return noted(interview, by, at, {"head_attended": head, "attended_by": interview.attended_by}, old)


@transaction.atomic
def plan(*, entry: Entry, planned_at: datetime, minutes: int, venue: str, by: User, at: datetime) -> Interview:
    """Set when and where an interview is to be: within the stage Wawancara, and until it has begun.

    Raise RightMissing, InterviewRefused, IdentityTyped.
    """
    interview, venue = tracked(entry, by, at, RoundStage.NOMINEES, RoundStage.INTERVIEW), venue.strip()
    if interview.began_at is not None:
        raise InterviewRefused("begun", entry=interview.entry.name)
    stage = RoundWindow.objects.filter(round=entry.round, stage=RoundStage.INTERVIEW)
    if not stage.filter(opens_at__lte=planned_at, closes_at__gt=planned_at).exists():
        raise InterviewRefused("outside", entry=interview.entry.name)
    if not (0 < minutes <= MOST_MINUTES and 0 < len(venue) <= LONGEST_VENUE):
        raise InterviewRefused("plan", most=MOST_MINUTES, longest=LONGEST_VENUE)
    refuse_identity(venue)
    old = plan_of(interview)
    interview.planned_at, interview.minutes, interview.venue = planned_at, minutes, venue
    return noted(interview, by, at, plan_of(interview), old)


def plan_of(interview: Interview) -> dict[str, object]:
    planned_at = interview.planned_at.isoformat() if interview.planned_at else None
    return {"planned_at": planned_at, "minutes": interview.minutes, "venue": interview.venue}


def tracked(entry: Entry, by: User, at: datetime, *stages: RoundStage) -> Interview:
    """Return the interview of a nominee, locked, while interviews are held or in one of `stages`.

    Raise RightMissing, InterviewRefused.
    """
    require_in(by, Ability.RUN_ROUNDS, entry.round, at)
    refuse_stage(entry.round, at, *(stages or (RoundStage.INTERVIEW,)))
    rows = Interview.objects.select_for_update(of=("self",)).select_related(
        "entry__region", "entry__firm", "entry__round"
    )
    found = rows.filter(entry=entry).first()
    if found is None:
        raise InterviewRefused("no_order", entry=entry.name)
    if found.entry.state != EntryState.NOMINEE:
        raise InterviewRefused("not_a_nominee", entry=entry.name)
    return found


def noted(interview: Interview, by: User, at: datetime, new: object, old: object = None) -> Interview:
    interview.noted_by, interview.noted_at = by, at
    interview.save()
    subject, code = f"entry:{interview.entry_id}", region_in_trail(interview.entry, at)
    audit.record(by=by, act=Act.INTERVIEW_NOTED, at=at, subject=subject, region_code=code, old=old, new=new)
    return interview


@transaction.atomic
def ask(*, seat: Seat, entry: Entry, text: str, by: User, at: datetime) -> Question:
    """Keep a question that a juror wants put to a nominee. Raise InterviewRefused, IdentityTyped."""
    text = text.strip()
    if seat.user_id != by.pk or seat.ended_at is not None or entry.round_id != seat.round_id:
        raise InterviewRefused("recused", entry=entry.name)
    if is_recused(seat, entry):
        raise InterviewRefused("recused", entry=entry.name)
    refuse_stage(seat.round, at, RoundStage.NOMINEES, RoundStage.INTERVIEW)
    if entry.state != EntryState.NOMINEE:
        raise InterviewRefused("not_a_nominee", entry=entry.name)
    if not 0 < len(text) <= LONGEST_QUESTION:
        raise InterviewRefused("question", most=LONGEST_QUESTION)
    refuse_identity(text)
    return Question.objects.create(entry=entry, seat=seat, text=text, asked_at=at)


def refuse_stage(round_: Round, at: datetime, *stages: RoundStage) -> None:
    if not timetable(round_, at).is_open(*stages):
        raise InterviewRefused("stage")
