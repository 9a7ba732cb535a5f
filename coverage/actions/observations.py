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

    They come from a file or a table; what a person types beside a report is `coverage.actions.reconciliation`'s.
    Raises RightMissing where `by` may record none for a region; statements about no region of ours need the nation.
    """
    nation = Region.objects.get(level=Level.NATION)
    access.require_all(by, Ability.RECORD_OBSERVATIONS, {row.region_id or nation.pk for row in observations}, at)
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
        store(new, by, at)
    return new


def store(rows: Sequence[Observation], by: User, at: datetime) -> None:
    """Store observations with one audit entry; the right to it is the caller's to ask for."""
    Observation.objects.bulk_create(rows, batch_size=500)
    audit.record(
        by=by,
        act=Act.OBSERVATIONS_RECORDED,
        at=at,
        region_code=rows[0].region.code if len(rows) == 1 and rows[0].region else "",
        new={
            "count": len(rows),
            "sources": sorted({row.source for row in rows})[:40],
            "observations": [told(row) for row in rows[:40]],
        },
    )


def told(row: Observation) -> dict[str, Any]:
    """Return what the audit trail says of one observation."""
    said = {
        "region": row.region.code if row.region else row.area,
        "month": months.iso(row.month),
        "category": row.category.code if row.category else None,
        "stated_by": str(row.stated_by),
        "enrolled": row.enrolled,
    }
    return said | ({"typed_by": str(row.typed_by)} if row.typed_by else {})


def stated(row: Observation) -> tuple[Any, ...]:
    """Return what an observation states, by which two are the same: 61.1 % as it comes is 61.10 % as it is stored."""
    percent = row.printed_percent
    printed = None if percent is None else percent.quantize(Decimal("0.01"))
    return (printed, *(getattr(row, name) for name in STATED))
