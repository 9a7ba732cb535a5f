"""Keep the minutes of a plenary: who was there, and what was decided of each category and entry."""

import hashlib
from collections.abc import Collection, Mapping
from datetime import datetime

from django.db import transaction

from accounts.abilities import Ability
from accounts.actions import audit
from accounts.actions.reasons import SHORTEST_REASON, refuse_identity
from accounts.enums import Act
from accounts.models import User
from awards.access import require_in
from awards.enums import JUDGED, RoundStage
from awards.models import (
    EntrantCategory,
    Entry,
    Plenary,
    PlenaryAttendance,
    PlenaryDecision,
    PlenaryMinutes,
    Round,
    Seat,
)
from awards.models.edition import LONGEST_NAME
from awards.queries.results.plenary import content_of
from awards.queries.results.published import is_public
from awards.queries.rounds.stages import timetable
from awards.queries.settings.schemes import categories_of
from awards.result_errors import PlenaryRefused

LONGEST_GUESTS = 300


@transaction.atomic
def hold_plenary(
    *, round_: Round, held_at: datetime, place: str, guests: str, present: Collection[int], by: User, at: datetime
) -> Plenary:
    """Store a meeting of the jury and which seats (ids) were there.

    Raise RightMissing, PlenaryRefused (before the stage, no place, a seat of another round), IdentityTyped.
    """
    require_in(by, Ability.RUN_ROUNDS, round_, at)
    round_ = Round.objects.select_for_update().select_related("region").get(pk=round_.pk)
    if not timetable(round_, at).has_passed(RoundStage.INTERVIEW):
        raise PlenaryRefused("too_early")
    place, guests = " ".join(place.split()), " ".join(guests.split())[:LONGEST_GUESTS]
    if not 0 < len(place) <= LONGEST_NAME:
        raise PlenaryRefused("place")
    refuse_identity(place, guests)
    seats = list(Seat.objects.filter(round=round_, pk__in=present, ended_at=None).order_by("pk"))
    if len(seats) != len(set(present)):
        raise PlenaryRefused("unknown")
    number = Plenary.objects.filter(round=round_).count() + 1
    plenary = Plenary.objects.create(
        round=round_, number=number, held_at=held_at, place=place, guests=guests, noted_by=by, noted_at=at
    )
    PlenaryAttendance.objects.bulk_create(PlenaryAttendance(plenary=plenary, seat=seat) for seat in seats)
    freeze_minutes(plenary, by, at)
    record(plenary, by, at, {"present": len(seats)})
    return plenary


@transaction.atomic
def minute_decision(
    *, plenary: Plenary, category: EntrantCategory, entry: Entry | None, text: str, by: User, at: datetime
) -> PlenaryDecision:
    """Add what a plenary decided of a category, or of one entry in it; a later decision takes the place of an earlier.

    Raise RightMissing, PlenaryRefused (too short, of another round, the result is public), IdentityTyped.
    """
    round_ = Round.objects.select_for_update().select_related("region").get(pk=plenary.round_id)
    require_in(by, Ability.RUN_ROUNDS, round_, at)
    if len(text.strip()) < SHORTEST_REASON:
        raise PlenaryRefused("text")
    refuse_identity(text)
    is_of_round = category.edition_id == round_.edition_id
    if entry is not None:
        is_of_round = entry.round_id == round_.pk and entry.category_id == category.pk and entry.state in JUDGED
    if not is_of_round:
        raise PlenaryRefused("unknown")
    if is_public(round_, category, at):
        raise PlenaryRefused("published", category=category.name)
    decision = PlenaryDecision.objects.create(
        plenary=plenary, category=category, entry=entry, text=text.strip(), by=by, at=at
    )
    plenary.round = round_
    freeze_minutes(plenary, by, at)
    # neither the words nor whom they are about: the trail is read before anything is published
    digest = hashlib.sha256(decision.text.encode()).hexdigest()
    record(plenary, by, at, {"category": category.code, "decision": decision.pk, "digest": digest})
    return decision


def freeze_minutes(plenary: Plenary, by: User, at: datetime) -> PlenaryMinutes:
    """Store what the Berita Acara says from this act on; the round is locked."""
    version = PlenaryMinutes.objects.filter(plenary=plenary).count() + 1
    content = content_of(plenary, categories_of(plenary.round))
    return PlenaryMinutes.objects.create(plenary=plenary, version=version, content=content, by=by, at=at)


def record(plenary: Plenary, by: User, at: datetime, told: Mapping[str, object]) -> None:
    subject = f"plenary:{plenary.round_id}/{plenary.number}"
    code = plenary.round.region.code
    audit.record(by=by, act=Act.PLENARY_DECIDED, at=at, subject=subject, region_code=code, new=told)
