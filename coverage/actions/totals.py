"""Keep the live totals: by deltas with each write, or rebuilt from the cells as a repair.

A delta climbs level by level: cells are grouped once by district and once by the region that reports, and the axes
are drawn from these small groups. Cost per changed cell stays the same whatever the size of the country.
"""

from datetime import datetime

from django.db import transaction

from accounts.actions import audit
from accounts.enums import Act
from accounts.models import User
from coverage.actions import staging
from coverage.models import LiveTotal, Report
from coverage.queries.recount import recounted_live

# axis 0: total, 1: segment, 2: category, 3: payer (coverage.enums.Axis); level 4: village, 3: district
BY_AXIS = """
INSERT INTO by_axis WITH by_district AS MATERIALIZED (
  SELECT month, district_id AS region_id, scheme_id, COALESCE(segment_id, 0) AS segment_id,
    SUM(heads) AS heads, SUM(cells) AS cells
  FROM compared WHERE level >= 3 GROUP BY month, district_id, scheme_id, COALESCE(segment_id, 0)
), by_reporter AS MATERIALIZED (
  SELECT month, reporter_id AS region_id, MIN(CASE WHEN level = 1 THEN 1 ELSE 2 END) AS level, scheme_id,
    COALESCE(segment_id, 0) AS segment_id, category_id, payer_id, SUM(heads) AS heads, SUM(cells) AS cells
  FROM compared GROUP BY month, reporter_id, scheme_id, COALESCE(segment_id, 0), category_id, payer_id
)
SELECT month, region_id, scheme_id, 0 AS axis, 0 AS member, 4 AS level, SUM(heads) AS heads, SUM(cells) AS cells
  FROM compared WHERE level = 4 GROUP BY month, region_id, scheme_id
UNION ALL SELECT month, region_id, scheme_id, 0, 0, 3, SUM(heads), SUM(cells)
  FROM by_district GROUP BY month, region_id, scheme_id
UNION ALL SELECT month, region_id, scheme_id, 1, segment_id, 3, heads, cells FROM by_district
UNION ALL SELECT month, region_id, scheme_id, 0, 0, level, SUM(heads), SUM(cells)
  FROM by_reporter GROUP BY month, region_id, scheme_id, level
UNION ALL SELECT month, region_id, scheme_id, 1, segment_id, level, SUM(heads), SUM(cells)
  FROM by_reporter GROUP BY month, region_id, scheme_id, segment_id, level
UNION ALL SELECT month, region_id, scheme_id, 2, category_id, level, SUM(heads), SUM(cells)
  FROM by_reporter GROUP BY month, region_id, scheme_id, category_id, level
UNION ALL SELECT month, region_id, scheme_id, 3, payer_id, level, SUM(heads), SUM(cells)
  FROM by_reporter GROUP BY month, region_id, scheme_id, payer_id, level
"""

# Known rows are updated first and the others inserted: an upsert would offer a negative sum to the column's own check
# before it sees that the row is there.
UPDATE_TOTALS = """
UPDATE coverage_livetotal SET enrolled = coverage_livetotal.enrolled + d.heads,
  filled = coverage_livetotal.filled + d.cells
FROM by_axis d WHERE coverage_livetotal.month = d.month AND coverage_livetotal.region_id = d.region_id
  AND coverage_livetotal.scheme_id = d.scheme_id AND coverage_livetotal.axis = d.axis
  AND coverage_livetotal.member = d.member
"""

INSERT_TOTALS = """
INSERT INTO coverage_livetotal (month, region_id, scheme_id, axis, member, level, enrolled, filled)
SELECT d.month, d.region_id, d.scheme_id, d.axis, d.member, d.level, d.heads, d.cells
FROM by_axis d WHERE NOT EXISTS (SELECT 1 FROM coverage_livetotal t WHERE t.month = d.month
  AND t.region_id = d.region_id AND t.scheme_id = d.scheme_id AND t.axis = d.axis AND t.member = d.member)
  AND d.cells > 0
"""


def add_differences() -> None:
    """Add the compared cells' differences to the live totals of their regions, up to the region that reports."""
    moved = staging.run(BY_AXIS)
    staging.look_at("by_axis", moved)
    if staging.run(UPDATE_TOTALS) < moved:
        staging.run(INSERT_TOTALS)


def rebuild_live(months: list[int]) -> None:
    """Set the live totals of `months` (yyyymm) to the plain recount of their cells, their reports locked."""
    list(Report.objects.select_for_update(no_key=True).filter(month__in=months).order_by("pk"))  # so nobody writes
    for month in months:
        LiveTotal.objects.filter(month=month).delete()
        LiveTotal.objects.bulk_create(
            [
                LiveTotal(
                    month=month, region_id=key.region, scheme_id=key.scheme, axis=key.axis, member=key.member,
                    level=sums.level, enrolled=sums.enrolled, filled=sums.filled,
                )
                for key, sums in recounted_live(month).items()
            ],
            batch_size=2000,
        )  # fmt: skip


@transaction.atomic
def repair_live_totals(*, months: list[int], by: User | None, at: datetime) -> None:
    """Rebuild the live totals of `months` and record it; for the operator, after a fault or a changed register."""
    rebuild_live(months)
    audit.record(by=by, act=Act.TOTALS_REBUILT, at=at, new={"months": months})
