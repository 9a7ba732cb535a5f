"""Judge the rows of an upload against scope, reports, register and store, in a few set-wise statements.

Nothing here asks for one row at a time: rows are laid into a temporary table, each pair of report and month is judged
once, and one statement writes what would become of every row. All SQL is constant text.
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection, transaction

from accounts import access
from accounts.models import User
from coverage import months
from coverage.actions import staging
from coverage.actions.figures import ABILITY_FOR
from coverage.enums import RowStatus, Via
from coverage.models import Report, StagedRow, Upload, WorkerCategory
from coverage.queries.corrections import latest_openings
from regions.models import Placement


class ArrivedRow(NamedTuple):
    """A row of a file that was understood: where it stands, the cell that it is about, what the cell shall hold.

    `place` is the column of the count, from 0.
    """

    sheet: int
    row_number: int
    region: int
    month: int
    category: int
    payer: int
    enrolled: int | None
    not_applicable: bool = False
    place: int | None = None


class PassedRow(NamedTuple):
    """A row of a file that was not understood, or is none of the table: where it stands, why, and what was written.

    `more` is what its sentence says besides, and the choices.
    """

    sheet: int
    row_number: int
    status: RowStatus
    code: str
    column: str = ""
    value: str = ""
    place: int | None = None
    more: dict[str, Any] | None = None


@dataclass(frozen=True)
class SheetCounts:
    """How many rows of one sheet there are of each kind; `read` is always their sum."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    rejected: int = 0
    held: int = 0
    ignored: int = 0

    @property
    def read(self) -> int:
        return self.new + self.changed + self.unchanged + self.rejected + self.held + self.ignored


def counts_stored(counts: SheetCounts) -> dict[str, int]:
    """Return the counts of a sheet as they are kept and told, `read` first."""
    return {"read": counts.read} | asdict(counts)


ARRIVED = """
CREATE TEMPORARY TABLE arrived (sheet integer, row_number integer, region_id bigint, month integer, category_id bigint,
  payer_id bigint, enrolled integer, not_applicable boolean, place integer)
"""
ARRIVED_COLUMNS = "sheet, row_number, region_id, month, category_id, payer_id, enrolled, not_applicable, place"

DAYS = "CREATE TEMPORARY TABLE day_of (month integer, last_day date)"

# The report of each region and month of which rows speak: some thousand, however many rows there are.
PLACED = """
CREATE TEMPORARY TABLE placed AS
SELECT a.region_id, a.month, COALESCE(p.regency_id, p.province_id) AS reporter_id
FROM (SELECT DISTINCT region_id, month FROM arrived) a JOIN day_of d ON d.month = a.month
JOIN regions_placement p ON p.region_id = a.region_id AND p.valid_from <= d.last_day AND p.valid_to > d.last_day
"""

REPORTERS = "SELECT DISTINCT month, reporter_id FROM placed WHERE reporter_id IS NOT NULL"

# One row for each cell that comes more than once, with the first and the last row that name it.
DOUBLED = """
CREATE TEMPORARY TABLE doubled AS
SELECT month, region_id, category_id, payer_id FROM arrived
GROUP BY month, region_id, category_id, payer_id HAVING COUNT(*) > 1
"""

VERDICTS = "CREATE TEMPORARY TABLE verdict (month integer, reporter_id bigint, code varchar(40), opening_id bigint)"
VALID = "CREATE TEMPORARY TABLE valid_category (month integer, category_id bigint)"

# Each row with what its cell holds now, what speaks against it, and so what would become of it.
KEPT = """
INSERT INTO coverage_stagedrow (upload_id, sheet, row_number, status, code, "column", value, month, region, category,
  payer, enrolled, not_applicable, funded_until, old_enrolled, old_not_applicable, seen, reporter, place)
SELECT CAST(%s AS bigint), sheet, row_number,
  CASE WHEN code <> '' THEN 'rejected'
    WHEN COALESCE(enrolled, -1) = COALESCE(old_enrolled, -1) AND not_applicable = COALESCE(old_not_applicable, {no})
      THEN 'unchanged'
    WHEN old_enrolled IS NULL AND NOT COALESCE(old_not_applicable, {no}) THEN 'new'
    ELSE 'changed' END,
  code, '', '', month, region_id, category_id, payer_id, enrolled, not_applicable, funded_until, old_enrolled,
  old_not_applicable, seen, reporter_id, place
FROM (
  SELECT a.*, p.reporter_id, f.enrolled AS old_enrolled, f.not_applicable AS old_not_applicable,
    COALESCE(f.version, 0) AS seen, CASE WHEN a.enrolled IS NULL THEN NULL ELSE f.funded_until END AS funded_until,
    CASE
      WHEN p.reporter_id IS NULL THEN 'region_not_valid'
      WHEN v.code <> '' THEN v.code
      WHEN w.category_id IS NULL THEN 'category_not_valid'
      WHEN d.month IS NOT NULL THEN 'doubled'
      WHEN v.opening_id IS NOT NULL AND u.id IS NULL AND NOT (COALESCE(a.enrolled, -1) = COALESCE(f.enrolled, -1)
        AND a.not_applicable = COALESCE(f.not_applicable, {no})) THEN 'cell_locked'
      ELSE ''
    END AS code
  FROM arrived a
  LEFT JOIN placed p ON p.region_id = a.region_id AND p.month = a.month
  LEFT JOIN verdict v ON v.month = p.month AND v.reporter_id = p.reporter_id
  LEFT JOIN valid_category w ON w.month = a.month AND w.category_id = a.category_id
  LEFT JOIN doubled d ON d.month = a.month AND d.region_id = a.region_id AND d.category_id = a.category_id
    AND d.payer_id = a.payer_id
  LEFT JOIN coverage_figure f ON f.month = a.month AND f.region_id = a.region_id AND f.category_id = a.category_id
    AND f.payer_id = a.payer_id
  LEFT JOIN coverage_unlockedcell u ON u.opening_id = v.opening_id AND u.region_id = a.region_id
    AND u.category_id = a.category_id AND u.payer_id = a.payer_id
  {apart}
) judged
"""

COUNTS = """
SELECT sheet, status, COUNT(*) FROM coverage_stagedrow WHERE upload_id = %s GROUP BY sheet, status
"""

WORDS_OF = {
    "postgresql": {"{no}": "FALSE", "{apart}": "OFFSET 0"},
    "sqlite": {"{no}": "0", "{apart}": "LIMIT -1 OFFSET 0"},
}

TEMPORARY = ("arrived", "day_of", "placed", "doubled", "verdict", "valid_category")
PASSED_COLUMNS = 'upload_id, sheet, row_number, status, code, "column", value, not_applicable, place, more'


@transaction.atomic
def stage_rows(
    *, upload: Upload, arrived: Sequence[ArrivedRow], passed: Iterable[PassedRow], by: User, at: datetime
) -> dict[int, SheetCounts]:
    """Keep what would become of each row if `by` applied the upload at `at`; return the counts of each sheet.

    What an earlier staging of the upload left is replaced. No figure is stored.
    """
    drop_temporary()
    StagedRow.objects.filter(upload=upload).delete()
    keep_passed(upload, passed)
    reporters: set[int] = set()
    if arrived:
        reporters = judge(upload, arrived, by, at)
        run(KEPT, upload.pk)
    upload.reporters.set(reporters)
    return counts_of(upload)


def counts_of(upload: Upload) -> dict[int, SheetCounts]:
    """Return the counts of each sheet of a staged upload."""
    found: dict[int, Counter[str]] = {}
    for sheet, status, count in staging.rows_of(COUNTS, upload.pk):
        found.setdefault(sheet, Counter())[status] = count
    return {sheet: SheetCounts(**counts) for sheet, counts in sorted(found.items())}


def drop_temporary() -> None:
    for table in TEMPORARY:
        staging.run(f"DROP TABLE IF EXISTS {table}")


def run(statement: str, *parameters: object) -> None:
    """Run one statement, in the words of the database."""
    words = WORDS_OF[connection.vendor]
    for name, word in words.items():
        statement = statement.replace(name, word)
    staging.run(statement, *parameters)


def keep_passed(upload: Upload, passed: Iterable[PassedRow]) -> None:
    """Keep the rows that are about no cell."""
    rows = (
        (upload.pk, one.sheet, one.row_number, str(one.status), one.code, one.column[:120], one.value[:120], False,
         one.place, json.dumps(one.more) if one.more else None)
        for one in passed
    )  # fmt: skip
    staging.pour("coverage_stagedrow", PASSED_COLUMNS, rows)


def judge(upload: Upload, arrived: Sequence[ArrivedRow], by: User, at: datetime) -> set[int]:
    """Lay beside the rows what they are judged by; return the regions of whose reports they speak."""
    days = {month: months.last_day(month) for month in {row.month for row in arrived}}
    staging.fill(ARRIVED, "arrived", ARRIVED_COLUMNS, arrived)
    staging.fill(DAYS, "day_of", "month, last_day", [(month, day.isoformat()) for month, day in days.items()])
    run(PLACED)
    run(DOUBLED)
    for small in ("placed", "doubled"):  # known to be small they are joined so that rows, and their index, keep order
        staging.look_at(small, len(arrived))
    reporters = {(month, region) for month, region in staging.rows_of(REPORTERS)}
    staging.fill(VERDICTS, "verdict", "month, reporter_id, code, opening_id", verdicts(upload, reporters, by, at))
    valid = [
        (month, pk) for month, day in days.items() for pk in WorkerCategory.objects.on(day).values_list("pk", flat=True)
    ]
    staging.fill(VALID, "valid_category", "month, category_id", valid)
    return {region for _, region in reporters}


def verdicts(
    upload: Upload, reporters: set[tuple[int, int]], by: User, at: datetime
) -> list[tuple[int, int, str, int | None]]:
    """Return for each report (month, region) what keeps all its rows out ("" for nothing), and its correction, if any.

    Scope comes first: who has no right there learns nothing of the state of the report.
    """
    reached = reached_by(upload, reporters, by, at)
    reports = {
        (report.month, report.region_id): report
        for report in Report.objects.filter(
            month__in={month for month, _ in reporters}, region__in={region for _, region in reporters}
        ).select_related("region")
    }
    openings = latest_openings([report for report in reports.values() if report.is_correcting])
    found = []
    for month, region in sorted(reporters):
        report = reports.get((month, region))
        code = ""
        if (month, region) not in reached:
            code = "out_of_scope"
        elif report is None:
            code = "report_missing"
        elif not report.is_open:
            code = "report_locked"
        found.append((month, region, code, openings.get(report.pk) if report and not code else None))
    return found


def reached_by(upload: Upload, reporters: set[tuple[int, int]], by: User, at: datetime) -> set[tuple[int, int]]:
    """Return the reports for which `by` may import, by the tree of each report's own month."""
    reach = access.reach(by, at, ABILITY_FOR[Via(upload.via)])
    reached = set()
    for month in sorted({month for month, _ in reporters}):
        asked = {region for of_month, region in reporters if of_month == month}
        standing = Placement.objects.on(months.last_day(month)).filter(reach, region__in=asked)
        reached |= {(month, region) for region in standing.values_list("region", flat=True)}
    return reached


def stage_again(*, upload: Upload, by: User, at: datetime) -> dict[int, SheetCounts]:
    """Judge the kept rows of an upload anew, after something else was written; return the counts of each sheet."""
    kept = StagedRow.objects.filter(upload=upload).order_by("sheet", "row_number", "pk")
    cells: Any = kept.exclude(region=None).values_list(
        "sheet", "row_number", "region", "month", "category", "payer", "enrolled", "not_applicable", "place"
    )
    arrived = [ArrivedRow(*row) for row in cells]
    left: Any = kept.filter(region=None).values_list(
        "sheet", "row_number", "status", "code", "column", "value", "place", "more"
    )
    passed = [PassedRow(sheet, number, RowStatus(status), *rest) for sheet, number, status, *rest in left]
    return stage_rows(upload=upload, arrived=arrived, passed=passed, by=by, at=at)
