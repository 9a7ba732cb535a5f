"""Keep the categories of an edition: who competes, in which rounds, and where winners go. Used ones keep their kind."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.access import require_reference
from accounts.models import User
from awards.actions.settings.editions import record, refuse_bad_name
from awards.enums import EntrantKind, FirmSize
from awards.errors import EditionRefused
from awards.models import CriteriaSet, Edition, EntrantCategory, Entry, RoundCriteria
from coverage.models.dimensions import CODE
from regions.models import Region

MOST_WINNERS = 10


@dataclass(frozen=True)
class CategoryTold:
    """What is said of a category. Only `name`, `position` and `promotes_to` may change once a round judges by it."""

    name: str
    kind: EntrantKind
    position: int = 1
    at_province: bool = True
    at_nation: bool = True
    province: Region | None = None
    needs_release: bool = False
    sector: str = ""
    size: str = ""
    winners: int = 3
    promotes_to: EntrantCategory | None = None


LASTING = ("kind", "at_province", "at_nation", "province", "needs_release", "sector", "size", "winners")
"""What entries were taken in by; it stands once a round judges the category."""


@transaction.atomic
def save_category(*, edition: Edition, code: str, told: CategoryTold, by: User, at: datetime) -> EntrantCategory:
    """Store a category of an edition, or change the one of that code. What stands already changes nothing.

    Raise RightMissing, EditionRefused, IdentityTyped.
    """
    require_reference(by, at)
    Edition.objects.select_for_update().get(pk=edition.pk)
    if not CODE.fullmatch(code):
        raise EditionRefused("code", code)
    refuse_bad(told)
    row = EntrantCategory.objects.select_related("province", "promotes_to").filter(edition=edition, code=code).first()
    refuse_bad_promotion(edition, row, told)
    old = summary(row) if row else None
    if row and is_used(row) and any(getattr(row, name) != getattr(told, name) for name in LASTING):
        raise EditionRefused("category_used", row.name)
    category = row or EntrantCategory(edition=edition, code=code)
    for name, each in vars(told).items():
        setattr(category, name, each)
    if old != summary(category):
        category.save()
        record(subject(category), old, summary(category), by, at)
    return category


@transaction.atomic
def remove_category(*, category: EntrantCategory, by: User, at: datetime) -> None:
    """Take a category away that no round judges by, and its criteria with it. Raise RightMissing, EditionRefused."""
    require_reference(by, at)
    Edition.objects.select_for_update().get(pk=category.edition_id)
    if is_used(category):
        raise EditionRefused("category_used", category.name)
    if source := EntrantCategory.objects.filter(promotes_to=category).order_by("position", "code").first():
        raise EditionRefused("promoted_into", source.name)
    old: dict[str, object] = {**summary(category), "criteria": CriteriaSet.objects.filter(category=category).count()}
    told = subject(category)
    CriteriaSet.objects.filter(category=category).delete()
    category.delete()
    record(told, old, {}, by, at)


def is_used(category: EntrantCategory) -> bool:
    """Tell whether a round judges the category, or an entry is in it."""
    return RoundCriteria.objects.filter(category=category).exists() or Entry.objects.filter(category=category).exists()


def refuse_bad(told: CategoryTold) -> None:
    """Raise EditionRefused for a category that cannot be."""
    refuse_bad_name(told.name)
    if told.sector:
        refuse_bad_name(told.sector)
    if not (told.at_province or told.at_nation) or (told.province and not told.at_province):
        raise EditionRefused("judged_nowhere", told.name)
    if not 1 <= told.winners <= MOST_WINNERS:
        raise EditionRefused("winners", told.name)
    if told.size not in ("", *FirmSize.values) or (told.kind != EntrantKind.FIRM and (told.sector or told.size)):
        raise EditionRefused("firms_only", told.name)


def refuse_bad_promotion(edition: Edition, row: EntrantCategory | None, told: CategoryTold) -> None:
    """Raise EditionRefused unless winners go to a national category of the same edition, whose entrants are alike.

    One into which winners of another go stays what it is.
    """
    if goal := told.promotes_to:
        fits = goal.edition_id == edition.pk and goal.at_nation and goal.kind == told.kind and told.at_province
        if not fits or goal == row:
            raise EditionRefused("promotes_to", told.name)
    sources = EntrantCategory.objects.filter(promotes_to=row) if row else EntrantCategory.objects.none()
    source = sources.order_by("position", "code").first()
    if source and (not told.at_nation or told.kind != source.kind):
        raise EditionRefused("promoted_into", source.name)


def summary(category: EntrantCategory) -> dict[str, object]:
    plain = ("name", "kind", "position", "at_province", "at_nation", "needs_release", "sector", "size", "winners")
    province = category.province.code if category.province else None
    told = {name: getattr(category, name) for name in plain}
    goal = category.promotes_to.code if category.promotes_to else None
    return {**told, "kind": str(category.kind), "province": province, "promotes_to": goal}


def subject(category: EntrantCategory) -> str:
    edition = category.edition
    return f"category:{edition.programme.code}/{edition.data_year}/{category.code}"
