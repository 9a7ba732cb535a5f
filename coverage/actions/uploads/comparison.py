"""An upload taken as comparison: what BPJS or a village says beside the cells of a report, never summed into them.

Every row is held against what the same source said last. Rows of one category that differ in the payer alone are one
statement, as observations know no payer.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.db import transaction

from accounts import access
from accounts.abilities import Ability
from accounts.actions import audit
from accounts.actions.reasons import refuse_bad_reason
from accounts.enums import Act
from accounts.models import User
from coverage import months
from coverage.actions import staging
from coverage.actions.observations import record_observations
from coverage.actions.uploads.rows import ArrivedRow, PassedRow, SheetCounts, counts_of, keep_passed
from coverage.enums import EFFECTIVE_ROWS, RowStatus, StatedBy
from coverage.models import Observation, Scheme, Segment, StagedRow, Upload, WorkerCategory
from regions.models import Placement, Region

UNSPLIT = {"tak_terinci": "", "tak_terinci_formal": "formal", "tak_terinci_informal": "informal"}
"""Categories that are none: the segment that they stand for."""
COLUMNS = (
    'upload_id, sheet, row_number, status, code, "column", value, month, region, category, payer, enrolled, '
    "not_applicable, old_enrolled, place"
)


class Statement(NamedTuple):
    """What one statement is about; category or segment are 0 where it is about all workers."""

    region: int
    month: int
    category: int
    segment: int


@dataclass(frozen=True)
class Verdicts:
    """What is known when the rows are judged: regions in reach and in being by month, and what was said before."""

    reached: dict[int, set[int]]
    standing: dict[int, set[int]]
    before: dict[Statement, int | None]
    doubled: set[Statement]


@transaction.atomic
def stage_comparison(
    *,
    upload: Upload,
    arrived: Sequence[ArrivedRow],
    passed: Iterable[PassedRow],
    by: User,
    at: datetime,
) -> dict[int, SheetCounts]:
    """Keep what would become of each row if the upload were applied; return the counts of each sheet."""
    StagedRow.objects.filter(upload=upload).delete()
    keep_passed(upload, passed)
    statements = statements_by_category()
    sums: dict[Statement, int] = defaultdict(int)
    for row in arrived:
        sums[statement_of(row, statements)] += row.enrolled or 0
    verdicts = verdicts_on(upload, arrived, statements, by, at)
    staging.pour("coverage_stagedrow", COLUMNS, judged(upload, arrived, statements, sums, verdicts))
    return counts_of(upload)


def statements_by_category() -> dict[int, tuple[int, int]]:
    """Return for each category what an observation of it is about: (category or 0, segment or 0)."""
    segments = dict(Segment.objects.filter(scheme__code="ucj").values_list("code", "pk"))
    return {
        pk: (0, segments.get(UNSPLIT[code], 0)) if code in UNSPLIT else (pk, 0)
        for pk, code in WorkerCategory.objects.values_list("pk", "code")
    }


def statement_of(row: ArrivedRow, statements: dict[int, tuple[int, int]]) -> Statement:
    return Statement(row.region, row.month, *statements[row.category])


def verdicts_on(
    upload: Upload, arrived: Sequence[ArrivedRow], statements: dict[int, tuple[int, int]], by: User, at: datetime
) -> Verdicts:
    """Return what the rows are judged by, in a few queries whatever their number."""
    found = sorted({row.month for row in arrived})
    reach = access.reach(by, at, Ability.RECORD_OBSERVATIONS)
    reached, standing = {}, {}
    for month in found:
        day = Placement.objects.on(months.last_day(month))
        standing[month] = set(day.values_list("region", flat=True))
        reached[month] = set(day.filter(reach).values_list("region", flat=True))
    times = Counter((row.region, row.month, row.category, row.payer) for row in arrived)
    doubled = {
        statement_of(row, statements) for row in arrived if times[row.region, row.month, row.category, row.payer] > 1
    }
    rows = Observation.objects.filter(
        month__in=found, stated_by=upload.stated_by, scheme__code="ucj", region__isnull=False
    ).order_by("recorded_at", "pk")
    before = {
        Statement(region, month, category or 0, segment or 0): enrolled
        for region, month, category, segment, enrolled in rows.values_list(
            "region", "month", "category", "segment", "enrolled"
        )
    }
    return Verdicts(reached, standing, before, doubled)


def judged(
    upload: Upload,
    arrived: Sequence[ArrivedRow],
    statements: dict[int, tuple[int, int]],
    sums: dict[Statement, int],
    verdicts: Verdicts,
) -> Iterator[tuple[object, ...]]:
    """Yield the rows as they are staged."""
    for row in arrived:
        statement = statement_of(row, statements)
        old = verdicts.before.get(statement)
        code = refusal(row, statement, verdicts)
        status = RowStatus.REJECTED if code else told_again(statement, sums[statement], verdicts)
        yield (
            upload.pk, row.sheet, row.row_number, status.value, code, "", "", row.month, row.region, row.category,
            row.payer, row.enrolled, row.not_applicable, old, row.place,
        )  # fmt: skip


def refusal(row: ArrivedRow, statement: Statement, verdicts: Verdicts) -> str:
    if row.region not in verdicts.standing[row.month]:
        return "region_not_valid"
    if row.region not in verdicts.reached[row.month]:
        return "out_of_scope"
    if row.not_applicable:
        return "not_comparable"
    return "doubled" if statement in verdicts.doubled else ""


def told_again(statement: Statement, said: int, verdicts: Verdicts) -> RowStatus:
    """Return whether the source said this of it before."""
    if statement not in verdicts.before:
        return RowStatus.NEW
    return RowStatus.UNCHANGED if verdicts.before[statement] == said else RowStatus.CHANGED


def record_comparison(upload: Upload, by: User, at: datetime) -> int:
    """Store what the good rows of an upload state; return how many observations are new."""
    rows = StagedRow.objects.filter(upload=upload, status__in=EFFECTIVE_ROWS)
    statements = statements_by_category()
    sums: dict[Statement, int] = defaultdict(int)
    payers: dict[Statement, set[int]] = defaultdict(set)
    for region, month, category, payer, enrolled in rows.values_list(
        "region", "month", "category", "payer", "enrolled"
    ).order_by("sheet", "row_number", "pk"):
        statement = Statement(region or 0, month or 0, *statements[category or 0])
        sums[statement] += enrolled or 0
        payers[statement].add(payer or 0)
    scheme = Scheme.objects.get(code="ucj")
    regions = Region.objects.in_bulk({one.region for one in sums})
    observations = [
        Observation(
            region=regions[one.region], month=one.month, scheme=scheme, segment_id=one.segment or None,
            category_id=one.category or None, enrolled=heads, stated_by=StatedBy(upload.stated_by),
            source=f"Impor no. {upload.pk}: {upload.file_name}", upload=upload.pk,
            note=f"Jumlah dari {len(payers[one])} sumber dana" if len(payers[one]) > 1 else "",
        )
        for one, heads in sums.items()
    ]  # fmt: skip
    return len(record_observations(observations=observations, by=by, at=at)) if observations else 0


def undo_comparison(upload: Upload, by: User, at: datetime, reason: str) -> int:
    """Take back what an upload stated; return how many observations went. What they were compared to stays."""
    refuse_bad_reason(reason)
    rows = Observation.objects.filter(upload=upload.pk)
    access.require_all(by, Ability.RECORD_OBSERVATIONS, set(rows.values_list("region", flat=True)), at)
    many, _ = rows.delete()
    told = {"observations": many}
    audit.record(by=by, act=Act.UPLOAD_UNDONE, at=at, subject=f"upload:{upload.pk}", old=told, reason=reason)
    return many
