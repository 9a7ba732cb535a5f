"""Move a category to another segment: for one province or everywhere, between dates."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from accounts import access
from accounts.abilities import Ability
from accounts.actions import audit
from accounts.enums import Act
from accounts.models import User
from coverage import months
from coverage.actions.totals import rebuild_live
from coverage.models import Report, Segment, SegmentMapping, WorkerCategory
from regions.enums import Level
from regions.models import FOREVER, Region


@dataclass(frozen=True)
class Mapping:
    """A category counts in `segment` (or in none) from `since` to before `until`, in one province or everywhere."""

    category: WorkerCategory
    segment: Segment | None
    since: date
    until: date = FOREVER
    province: Region | None = None


@transaction.atomic
def change_mapping(*, mapping: Mapping, by: User, at: datetime) -> SegmentMapping:
    """Let a mapping hold from now on; live totals of its months are recounted, releases keep what they said.

    Rows that it overlaps are superseded and, where they reach beyond it, laid anew for the remaining dates.
    """
    nation = Region.objects.get(level=Level.NATION)
    access.require(by, Ability.MANAGE_REFERENCE, mapping.province or nation, at)
    overlapped = SegmentMapping.objects.select_for_update().filter(
        category=mapping.category,
        province=mapping.province,
        superseded_at=None,
        valid_from__lt=mapping.until,
        valid_to__gt=mapping.since,
    )
    for row in list(overlapped.order_by("valid_from")):
        for start, end in ((row.valid_from, mapping.since), (mapping.until, row.valid_to)):
            if start < end:
                lay(row.category, row.province, row.segment, start, end, at)
        row.superseded_at = at
        row.save(update_fields=["superseded_at"])
    laid = lay(mapping.category, mapping.province, mapping.segment, mapping.since, mapping.until, at)
    touched = Report.objects.order_by("month").values_list("month", flat=True).distinct()
    rebuild_live([month for month in touched if mapping.since <= months.last_day(month) < mapping.until])
    audit.record(
        by=by,
        act=Act.MAPPING_CHANGED,
        at=at,
        subject=f"category:{mapping.category.code}",
        region_code=mapping.province.code if mapping.province else "",
        new={
            "segment": mapping.segment.code if mapping.segment else None,
            "since": mapping.since.isoformat(),
            "until": mapping.until.isoformat(),
        },
    )
    return laid


def lay(
    category: WorkerCategory, province: Region | None, segment: Segment | None, since: date, until: date, at: datetime
) -> SegmentMapping:
    return SegmentMapping.objects.create(
        category=category, province=province, segment=segment, valid_from=since, valid_to=until, recorded_at=at
    )
