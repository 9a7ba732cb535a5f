"""Open a round of an edition, with the criteria of its categories and the days of its stages."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from accounts import access
from accounts.actions import audit
from accounts.enums import Act
from accounts.models import User
from awards.access import require_running
from awards.arithmetic.scheme_faults import faults
from awards.criteria_errors import CriteriaRefused
from awards.enums import STAGES, RoundStage
from awards.models import CriteriaSet, Edition, EntrantCategory, Round, RoundCriteria, RoundWindow, ZoneProvince
from awards.queries.rounds.timetables import OPTIONAL, Days, as_text, closing, objection_days_of, opening
from awards.queries.settings.schemes import newest_set, read
from awards.round_errors import SENTENCES, RoundNotReady, RoundRefused
from paritrana import formatting
from regions.enums import Level
from regions.models import Region
from regions.queries.tree import time_zone

MOST_OBJECTION_DAYS = 30
YEARS = range(2000, 2100)


@transaction.atomic
def open_round(
    *,
    edition: Edition,
    region: Region,
    days: Mapping[RoundStage, Days],
    by: User,
    at: datetime,
    is_sample: bool = False,
) -> Round:
    """Open the round of a province, or, where `region` is the nation, the national one; its days are of that clock.

    Raise RightMissing, RoundRefused, RoundNotReady where categories lack criteria or provinces a zone.
    """
    if region.level not in (Level.NATION, Level.PROVINCE):
        raise RoundRefused("region", name=region.name)
    require_running(by, region, at)
    edition = Edition.objects.select_for_update(of=["self"]).select_related("programme").get(pk=edition.pk)
    if Round.objects.filter(edition=edition, region=region).exists():
        raise RoundRefused("standing", name=region.name, edition=edition)
    if edition.closes_on and edition.closes_on <= access.day_of(at):
        raise RoundRefused("closed", edition=edition)
    sets = ready_sets(edition, region)
    refuse_bad_days(days)
    objection_days = counted_objection_days(region, days)
    round_ = Round.objects.create(
        edition=edition, region=region, is_national=region.level == Level.NATION, time_zone=time_zone(region),
        objection_days=objection_days, is_sample=is_sample, opened_by=by, opened_at=at,
    )  # fmt: skip
    RoundCriteria.objects.bulk_create(
        RoundCriteria(round=round_, category=each.category, criteria_set=each, at=at) for each in sets
    )
    RoundWindow.objects.bulk_create(window(round_, stage, each) for stage, each in days.items())
    audit.record(
        by=by, act=Act.ROUND_OPENED, at=at, subject=f"round:{round_.pk}", region_code=region.code,
        new={"edition": f"{edition.programme.code}/{edition.data_year}", "stages": as_text(days),
             "criteria": {each.category.code: each.version for each in sets}, "objection_days": objection_days},
    )  # fmt: skip
    return round_


def counted_objection_days(region: Region, days: Mapping[RoundStage, Days]) -> int:
    """Return the length of the stage Sanggahan in working days; raise RoundRefused for one that is too long."""
    found = objection_days_of(region, days)
    if found > MOST_OBJECTION_DAYS:
        raise RoundRefused("objection_days", days=found)
    return found


def window(round_: Round, stage: RoundStage, days: Days) -> RoundWindow:
    """Return the window of a stage, not stored; its place is that of the stage among all."""
    return RoundWindow(
        round=round_, stage=stage, position=STAGES.index(stage), opens_at=opening(days, round_.time_zone),
        closes_at=closing(days, round_.time_zone),
    )  # fmt: skip


def judged_categories(edition: Edition, region: Region) -> list[EntrantCategory]:
    """Return the categories that a round of an edition at a region judges, in their order."""
    rows = EntrantCategory.objects.filter(edition=edition).order_by("position", "code")
    if region.level == Level.NATION:
        return list(rows.filter(at_nation=True))
    return list(rows.filter(Q(province=None) | Q(province=region), at_province=True))


def ready_sets(edition: Edition, region: Region) -> list[CriteriaSet]:
    """Return the criteria by which a round would judge each category; raise RoundRefused, RoundNotReady."""
    categories = judged_categories(edition, region)
    if not categories:
        raise RoundRefused("no_categories", edition=edition, name=region.name)
    found, lacking = [], zones_lacking(edition, region)
    for category in categories:
        newest = newest_set(category, region.level == Level.NATION)
        if newest is None:
            lacking.append(SENTENCES["no_criteria"]() % {"name": category.name})
            continue
        scheme = read(newest).scheme
        if wrong := faults(scheme):
            names = {one.code: one.name for one in scheme.criteria}
            lacking.append(CriteriaRefused(wrong, category.name, names).message)
        found.append(newest)
    if lacking:
        raise RoundNotReady(lacking)
    return found


def zones_lacking(edition: Edition, region: Region) -> list[str]:
    """Return the sentence that names the provinces without a zone: all for the nation, else that of the round itself.

    Where an edition judges nothing nationally, no zones are needed.
    """
    if not EntrantCategory.objects.filter(edition=edition, at_nation=True).exists():
        return []
    needed = Region.objects.filter(level=Level.PROVINCE)
    if region.level != Level.NATION:
        needed = needed.filter(pk=region.pk)
    zoned = ZoneProvince.objects.filter(edition=edition).values("province")
    names = list(needed.exclude(pk__in=zoned).order_by("code").values_list("name", flat=True))
    return [SENTENCES["no_zone"]() % {"names": ", ".join(names)}] if names else []


def refuse_bad_days(days: Mapping[RoundStage, Days]) -> None:
    """Raise RoundRefused unless all stages but the optional ones have days, in their order, and none overlap."""
    before: RoundStage | None = None
    for stage in STAGES:
        each = days.get(stage)
        if each is None:
            if stage not in OPTIONAL:
                raise RoundRefused("missing", stage=stage.label)
            continue
        if each.first.year not in YEARS or each.last.year not in YEARS:
            raise RoundRefused("years", stage=stage.label)
        if each.last < each.first:
            raise RoundRefused("backwards", stage=stage.label)
        if before and each.first <= days[before].last:
            raise RoundRefused("overlap", stage=stage.label, day=formatting.day(each.first), before=before.label)
        before = stage
