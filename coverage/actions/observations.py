"""Record what someone printed or said of a region: observations, never summed."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from accounts import access
from accounts.abilities import Ability
from accounts.actions import audit
from accounts.enums import Act
from accounts.models import User
from coverage import months
from coverage.models import Observation
from regions.enums import Level
from regions.models import Region

STATED = (
    "region_id", "area", "month", "scheme_id", "segment_id", "category_id", "enrolled", "target", "potential",
    "stated_by", "source", "note",
)  # fmt: skip
"""All that makes an observation itself, with the printed percentage; when it was recorded does not."""


@transaction.atomic
def record_observations(*, observations: Sequence[Observation], by: User, at: datetime) -> list[Observation]:
    """Store those observations that do not stand already and return them; one that says the same is not stored twice.

    Raises RightMissing where `by` may record none for a region; statements about no region of ours need the nation.
    """
    nation = Region.objects.get(level=Level.NATION)
    access.require_all(by, Ability.RECORD_OBSERVATIONS, {row.region or nation for row in observations}, at)
    known = {
        stated(row) for row in Observation.objects.filter(source__in={row.source for row in observations}).iterator()
    }
    new = []
    for row in observations:
        if stated(row) not in known:
            known.add(stated(row))
            row.recorded_at = at
            new.append(row)
    if new:
        Observation.objects.bulk_create(new, batch_size=500)
        audit.record(
            by=by,
            act=Act.OBSERVATIONS_RECORDED,
            at=at,
            region_code=new[0].region.code if len(new) == 1 and new[0].region else "",
            new={
                "count": len(new),
                "sources": sorted({row.source for row in new})[:40],
                "observations": [told(row) for row in new[:40]],
            },
        )
    return new


def told(row: Observation) -> dict[str, Any]:
    """Return what the audit trail says of one observation."""
    return {
        "region": row.region.code if row.region else row.area,
        "month": months.iso(row.month),
        "category": row.category.code if row.category else None,
        "stated_by": str(row.stated_by),
        "enrolled": row.enrolled,
    }


def stated(row: Observation) -> tuple[Any, ...]:
    """Return what an observation states, by which two are the same: 61.1 % as it comes is 61.10 % as it is stored."""
    percent = row.printed_percent
    printed = None if percent is None else percent.quantize(Decimal("0.01"))
    return (printed, *(getattr(row, name) for name in STATED))
