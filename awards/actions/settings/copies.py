"""Begin an edition from another one: categories, zones and criteria in one act."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.access import require_reference
from accounts.actions import audit
from accounts.enums import Act
from accounts.models import User
from awards.actions.settings.criteria import numbered
from awards.errors import EditionRefused
from awards.models import CriteriaSet, Edition, EntrantCategory, Zone, ZoneProvince
from awards.queries.settings.schemes import content_of, newest_set, read


@dataclass(frozen=True)
class Copied:
    """How much one act copied."""

    categories: int
    criteria: int
    zones: int


@transaction.atomic
def copy_edition(*, source: Edition, target: Edition, by: User, at: datetime) -> Copied:
    """Copy categories, zones and the newest criteria of `source` to `target`, which must have none of its own.

    Raise RightMissing, EditionRefused.
    """
    require_reference(by, at)
    target = Edition.objects.select_for_update(of=["self"]).select_related("programme").get(pk=target.pk)
    if source.pk == target.pk:
        raise EditionRefused("copied_onto_itself", str(target))
    own = (EntrantCategory.objects.filter(edition=target), Zone.objects.filter(edition=target))
    if any(rows.exists() for rows in own):
        raise EditionRefused("copied_over", str(target))
    if not EntrantCategory.objects.filter(edition=source).exists():
        raise EditionRefused("copied_nothing", str(source))
    copied = Copied(*copied_categories(source, target, by, at), zones=copied_zones(source, target))
    audit.record(
        by=by, act=Act.EDITION_COPIED, at=at, subject=f"edition:{target.programme.code}/{target.data_year}",
        new={"from": f"{source.programme.code}/{source.data_year}", **vars(copied)},
    )  # fmt: skip
    return copied


def copied_categories(source: Edition, target: Edition, by: User, at: datetime) -> tuple[int, int]:
    """Copy the categories and the newest version of their criteria, as versions 1; return how many of each."""
    copies, goals, criteria = dict[int, EntrantCategory](), dict[int, int | None](), 0
    for category in EntrantCategory.objects.filter(edition=source).order_by("position", "code"):
        sets = [newest_set(category, is_national) for is_national in (False, True)]
        copies[category.pk], goals[category.pk] = category, category.promotes_to_id
        category.pk, category.edition, category.promotes_to = None, target, None
        category._state.adding = True
        category.save(force_insert=True)
        for each in filter(None, sets):
            CriteriaSet.objects.create(
                category=category, is_national=each.is_national, version=1, content=content_of(numbered(read(each), 1)),
                is_example=each.is_example, made_by=by, made_at=at,
            )  # fmt: skip
            criteria += 1
    for number, goal in goals.items():
        if goal is not None:
            copies[number].promotes_to = copies[goal]
            copies[number].save(update_fields=["promotes_to"])
    return len(copies), criteria


def copied_zones(source: Edition, target: Edition) -> int:
    """Copy the zones with their provinces; return how many."""
    stored = {
        zone.pk: Zone.objects.create(edition=target, code=zone.code, name=zone.name)
        for zone in Zone.objects.filter(edition=source).order_by("pk")
    }
    ZoneProvince.objects.bulk_create(
        ZoneProvince(zone=stored[row.zone_id], edition=target, province_id=row.province_id)
        for row in ZoneProvince.objects.filter(edition=source).order_by("pk")
    )
    return len(stored)
