"""Keep the criteria of a category: each save is a version of its own, and what marks were given by never changes."""

from dataclasses import replace
from datetime import datetime

from django.db import transaction

from accounts.access import require_reference
from accounts.actions import audit
from accounts.actions.reasons import refuse_bad_reason, refuse_identity
from accounts.enums import Act
from accounts.models import User
from awards.arithmetic.scheme_faults import faults
from awards.arithmetic.schemes import Fault
from awards.criteria_errors import CriteriaActRefused, CriteriaRefused
from awards.enums import EntrantKind
from awards.models import CriteriaSet, EntrantCategory, Round, RoundCriteria
from awards.queries.settings.examples import example_for
from awards.queries.settings.schemes import Criteria, content_of, criteria_of, newest_set

LONGEST_CODE = 20
"""Codes of criteria and proofs are stored with marks and evidence."""


@transaction.atomic
def save_criteria(
    *,
    category: EntrantCategory,
    is_national: bool,
    criteria: Criteria,
    by: User,
    at: datetime,
    seen: int | None = None,
    is_example: bool = False,
) -> CriteriaSet:
    """Store criteria as the next version; what stands already changes nothing.

    Rounds in which no mark was given by the version before follow at once; where one was, both versions stay and
    `adopt_criteria` moves the round on. `seen` is the version that the writer looked at, 0 for none. Raise
    RightMissing, CriteriaRefused, CriteriaActRefused, IdentityTyped.
    """
    require_reference(by, at)
    category = EntrantCategory.objects.select_for_update(of=["self"]).select_related("edition").get(pk=category.pk)
    if not (category.at_nation if is_national else category.at_province):
        raise CriteriaActRefused("not_judged", category.name)
    refuse_faulty(criteria, category.name)
    newest = newest_set(category, is_national)
    version = newest.version if newest else 0
    if seen is not None and seen != version:
        raise CriteriaActRefused("changed", category.name)
    content = content_of(numbered(criteria, version))
    if newest and (newest.content, newest.is_example) == (content, is_example):
        return newest
    content = content_of(numbered(criteria, version + 1))
    made = CriteriaSet.objects.create(
        category=category, is_national=is_national, version=version + 1, content=content, is_example=is_example,
        made_by=by, made_at=at,
    )  # fmt: skip
    followed = follow(made, at)
    old = {"version": version, "content": newest.content} if newest else None
    new = {"version": made.version, "content": content, "is_example": is_example, "rounds": followed}
    audit.record(by=by, act=Act.CRITERIA_CHANGED, at=at, subject=f"criteria:{made.pk}", old=old, new=new)
    return made


@transaction.atomic
def take_example(*, category: EntrantCategory, is_national: bool, by: User, at: datetime) -> CriteriaSet:
    """Give a category without criteria those that the portal ships. Raise RightMissing, CriteriaActRefused."""
    require_reference(by, at)
    EntrantCategory.objects.select_for_update(of=["self"]).get(pk=category.pk)
    if newest_set(category, is_national):
        raise CriteriaActRefused("standing", category.name)
    criteria = example_for(EntrantKind(category.kind))
    return save_criteria(
        category=category, is_national=is_national, criteria=criteria, by=by, at=at, seen=0, is_example=True
    )


def numbered(criteria: Criteria, version: int) -> Criteria:
    """Return criteria whose scheme tells its version, as the bundle of a result does."""
    return replace(criteria, scheme=replace(criteria.scheme, version=version))


def follow(made: CriteriaSet, at: datetime) -> list[int]:
    """Let the rounds that judge by an unfrozen version of the same criteria judge by this one; return their ids."""
    followed = []
    for round_ in Round.objects.filter(edition=made.category.edition, is_national=made.is_national).order_by("pk"):
        held = criteria_of(round_, made.category)
        if held and not locked(held).frozen_at:
            RoundCriteria.objects.create(round=round_, category=made.category, criteria_set=made, at=at)
            followed.append(round_.pk)
    return followed


def locked(criteria_set: CriteriaSet) -> CriteriaSet:
    """Return a set as it stands, locked: who freezes it and who replaces it follow each other."""
    return CriteriaSet.objects.select_for_update().get(pk=criteria_set.pk)


@transaction.atomic
def freeze_criteria(*, round_: Round, category: EntrantCategory, at: datetime) -> CriteriaSet:
    """Return the criteria that hold for a category in a round, frozen: by the first mark they become what they are.

    Once frozen this asks for no lock. Raise CriteriaActRefused where the category is not judged in the round.
    """
    while True:
        held = criteria_of(round_, category)
        if held is None:
            raise CriteriaActRefused("none", category.name)
        if held.frozen_at:
            return held
        held = locked(held)
        if criteria_of(round_, category) == held:
            break
    if held.frozen_at is None:
        held.frozen_at = at
        held.save(update_fields=["frozen_at"])
    return held


@transaction.atomic
def adopt_criteria(
    *, round_: Round, category: EntrantCategory, criteria_set: CriteriaSet, reason: str, by: User, at: datetime
) -> None:
    """Let a round judge a category by another version, with a reason; results by the version before stay.

    Raise RightMissing, CriteriaActRefused, CriteriaRefused, ReasonMissing, IdentityTyped.
    """
    require_reference(by, at)
    refuse_bad_reason(reason)
    Round.objects.select_for_update(of=["self"]).get(pk=round_.pk)
    held = criteria_of(round_, category)
    if held is None:
        raise CriteriaActRefused("none", category.name)
    held = locked(held)
    if (criteria_set.category_id, criteria_set.is_national) != (category.pk, round_.is_national):
        raise CriteriaActRefused("foreign", category.name)
    if held == criteria_set or RoundCriteria.objects.filter(round=round_, criteria_set=criteria_set).exists():
        raise CriteriaActRefused("foreign", category.name)
    RoundCriteria.objects.create(round=round_, category=category, criteria_set=criteria_set, at=at)
    audit.record(
        by=by, act=Act.CRITERIA_CHANGED, at=at, subject=f"round:{round_.pk}", region_code=round_.region.code,
        old={"category": category.code, "version": held.version},
        new={"category": category.code, "version": criteria_set.version}, reason=reason,
    )  # fmt: skip


def refuse_faulty(criteria: Criteria, where: str = "") -> None:
    """Raise CriteriaRefused with all that is wrong with criteria, IdentityTyped for a number of a person in a text."""
    found = list(faults(criteria.scheme)) + (
        [] if criteria.scheme.criteria else [Fault("share_sum", {"sum": 0, "missing": 100})]
    )
    codes = [one.code for one in criteria.scheme.criteria]
    codes += [proof.code for proofs in criteria.proofs.values() for proof in proofs]
    found += [Fault("bad_code", {"criterion": code}) for code in codes if not 0 < len(code) <= LONGEST_CODE]
    if found:
        raise CriteriaRefused(found, where, {one.code: one.name for one in criteria.scheme.criteria})
    texts = [text for one in criteria.scheme.criteria for text in (one.name, one.guidance)]
    texts += [step.guidance for one in criteria.scheme.criteria for step in one.steps]
    refuse_identity(*texts, *(proof.name for proofs in criteria.proofs.values() for proof in proofs))
