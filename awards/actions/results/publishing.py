"""Publish a result by two people, and withdraw it by two: one asks, another approves; nobody does both."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from accounts import access
from accounts.abilities import Ability
from accounts.actions import audit
from accounts.actions.reasons import refuse_bad_reason, refuse_identity
from accounts.enums import Act
from accounts.models import User
from awards.access import require_in
from awards.enums import RoundStage
from awards.models import Publication, Result, Round
from awards.models.edition import LONGEST_NAME
from awards.queries.results.closed import newest_result
from awards.queries.results.published import publication_of
from awards.queries.rounds.stages import timetable
from awards.result_errors import PublicationRefused


@transaction.atomic
def ask_publication(
    *, result: Result, sk_number: str, sk_on: date, embargo_until: datetime | None, by: User, at: datetime
) -> Publication:
    """Ask to publish a closed result, with the decree of the winners; it is public only when another has approved.

    Raise RightMissing (the secretariat of the round asks), PublicationRefused, IdentityTyped.
    """
    round_ = locked(result)
    require_in(by, Ability.RUN_ROUNDS, round_, at)
    refuse_old(result)
    number = " ".join(sk_number.split())
    if not 0 < len(number) <= LONGEST_NAME:
        raise PublicationRefused("sk")
    refuse_identity(number)
    if sk_on > access.day_of(at):
        raise PublicationRefused("sk_later")
    standing = publication_of(result)
    if standing is not None:
        raise PublicationRefused("asked", category=result.category.name, person=standing.asked_by)
    publication = Publication.objects.create(
        result=result, sk_number=number, sk_on=sk_on, embargo_until=embargo_until, asked_by=by, asked_at=at
    )
    told = {"sk": number, "embargo": embargo_until.isoformat() if embargo_until else None}
    record(publication, Act.RESULT_ASKED, by, at, told)
    return publication


@transaction.atomic
def approve_publication(*, publication: Publication, digest: str, by: User, at: datetime) -> Publication:
    """Let a result be public, from the end of its embargo on.

    `publication` is the request that was looked at and `digest` that of the result which stood beside it: another
    request that has come since is not approved unseen. Raise RightMissing, PublicationRefused.
    """
    found = taken(publication, by, at)
    if found.result.digest != digest:
        raise PublicationRefused("moved", category=found.result.category.name)
    name = found.result.category.name
    if found.approved_at is not None:
        raise PublicationRefused("none", category=name)
    if found.asked_by_id == by.pk:
        raise PublicationRefused("own")
    refuse_old(found.result)
    table = timetable(found.result.round, at)
    if not (table.is_open(RoundStage.ANNOUNCEMENT) or table.has_passed(RoundStage.ANNOUNCEMENT)):
        raise PublicationRefused("too_early", category=name)
    found.approved_by, found.approved_at = by, at
    found.save(update_fields=["approved_by", "approved_at"])
    told = {"sk": found.sk_number, "asked_by": str(found.asked_by), "digest": digest}
    record(found, Act.RESULT_PUBLISHED, by, at, told)
    return found


@transaction.atomic
def drop_publication(*, publication: Publication, reason: str, by: User, at: datetime) -> Publication:
    """Take back a request that nobody has approved yet, with a reason: any of those who could.

    Raise RightMissing, PublicationRefused, ReasonMissing, IdentityTyped.
    """
    found = taken(publication, by, at)
    refuse_bad_reason(reason)
    if found.approved_at is not None:
        raise PublicationRefused("none", category=found.result.category.name)
    found.drop_why, found.dropped_by, found.dropped_at = reason.strip(), by, at
    found.save(update_fields=["drop_why", "dropped_by", "dropped_at"])  # the reason too is not for the trail yet
    record(found, Act.RESULT_ASKED, by, at, {"dropped": True})
    return found


@transaction.atomic
def ask_withdrawal(*, publication: Publication, reason: str, by: User, at: datetime) -> Publication:
    """Ask to take a published result back, with a reason; it stays public until another agrees.

    Raise RightMissing, PublicationRefused, ReasonMissing, IdentityTyped.
    """
    found = taken(publication, by, at)
    refuse_bad_reason(reason)
    if found.approved_at is None or found.withdraw_asked_at is not None:
        raise PublicationRefused("none", category=found.result.category.name)
    found.withdraw_why, found.withdraw_asked_by, found.withdraw_asked_at = reason.strip(), by, at
    found.save(update_fields=["withdraw_why", "withdraw_asked_by", "withdraw_asked_at"])
    record(found, Act.RESULT_ASKED, by, at, {"withdraw": True}, reason.strip())
    return found


@transaction.atomic
def withdraw_publication(*, publication: Publication, by: User, at: datetime) -> Publication:
    """Take a published result back, as another has asked. Raise RightMissing, PublicationRefused."""
    found = taken(publication, by, at)
    if found.withdraw_asked_at is None:
        raise PublicationRefused("none", category=found.result.category.name)
    if found.withdraw_asked_by_id == by.pk:
        raise PublicationRefused("own")
    found.withdrawn_by, found.withdrawn_at = by, at
    found.save(update_fields=["withdrawn_by", "withdrawn_at"])
    record(found, Act.RESULT_PUBLISHED, by, at, {"withdrawn": True}, found.withdraw_why)
    return found


def locked(result: Result) -> Round:
    """Return the round of a result, locked: one act upon its publications at a time."""
    return Round.objects.select_for_update(of=("self",)).select_related("region").get(pk=result.round_id)


def taken(publication: Publication, by: User, at: datetime) -> Publication:
    """Return a standing publication under the lock of its round, for who may be one of the two."""
    round_ = locked(publication.result)
    require_in(by, Ability.PUBLISH_RESULTS, round_, at)
    rows = Publication.objects.select_related("result__round__region", "result__category", "asked_by")
    found = rows.defer("result__bundle").get(pk=publication.pk)
    if found.dropped_at is not None or found.withdrawn_at is not None:
        raise PublicationRefused("moved", category=found.result.category.name)
    return found


def refuse_old(result: Result) -> None:
    """Raise PublicationRefused for a version that has a later one."""
    newest = newest_result(result.round, result.category)
    if newest is not None and newest.pk != result.pk:
        raise PublicationRefused("old", category=result.category.name, version=result.version)


def record(
    publication: Publication, act: Act, by: User, at: datetime, told: Mapping[str, object], reason: str = ""
) -> None:
    result = publication.result
    subject = f"result:{result.round_id}/{result.category.code}/{result.version}"
    audit.record(by=by, act=act, at=at, subject=subject, region_code=result.round.region.code, new=told, reason=reason)
