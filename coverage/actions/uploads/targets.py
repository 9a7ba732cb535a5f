"""Targets that a file states in its column Target: one for a region and year, proposed when the upload is applied."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime

from accounts import access
from accounts.abilities import Ability
from accounts.models import User
from coverage import months
from coverage.actions.denominators import Proposal, propose_denominators
from coverage.actions.uploads.rows import ArrivedRow, PassedRow
from coverage.enums import DenominatorKind, RowStatus
from coverage.models import Denominator, Scheme, StagedTarget, Upload
from coverage.sheets.reading import TargetEntry
from paritrana import formatting
from regions.models import Placement, Region

METHOD = "Kolom Target dalam berkas"
Key = tuple[int, int]
"""Region and year."""


def stage_targets(
    upload: Upload, arrived: Sequence[ArrivedRow], targets: Sequence[tuple[int, TargetEntry]], by: User, at: datetime
) -> tuple[list[ArrivedRow], list[PassedRow], dict[str, int]]:
    """Keep what the upload would propose; return the rows that remain, those held for unequal targets, and counts.

    `targets` are with the number of their sheet. All rows of a region and year with unequal targets are held. Targets
    where `by` may propose none are left out and counted.
    """
    StagedTarget.objects.filter(upload=upload).delete()
    stated: dict[Key, set[int]] = defaultdict(set)
    rows: dict[Key, set[tuple[int, int]]] = defaultdict(set)
    for sheet, one in targets:
        key = (one.region, months.year_of(one.month))
        stated[key].add(one.persons)
        rows[key].add((sheet, one.row))
    unequal = {key for key, persons in stated.items() if len(persons) > 1}
    clear = {key: persons.pop() for key, persons in stated.items() if key not in unequal}
    reached = reached_by(by, {region for region, _ in clear}, at)
    standing = newest(clear)
    new = {key: persons for key, persons in clear.items() if key[0] in reached and standing.get(key) != persons}
    StagedTarget.objects.bulk_create(
        [StagedTarget(upload=upload, region=key[0], year=key[1], persons=persons) for key, persons in new.items()],
        batch_size=1000,
    )
    kept, held = list(arrived), []
    if conflicts := {place: key for key in unequal for place in rows[key]}:
        kept = [row for row in arrived if (row.sheet, row.row_number) not in conflicts]
        held = [
            conflicting(row, stated[conflicts[row.sheet, row.row_number]])
            for row in arrived
            if (row.sheet, row.row_number) in conflicts
        ]
    out = sum(region not in reached for region, _ in clear)
    told = {"new": len(new), "unchanged": len(clear) - len(new) - out, "out_of_scope": out, "unequal": len(unequal)}
    return kept, held, told


def conflicting(row: ArrivedRow, persons: set[int]) -> PassedRow:
    shown = ", ".join(formatting.number(each) for each in sorted(persons))
    more = {"more": {"shown": shown}, "choices": []}
    return PassedRow(row.sheet, row.row_number, RowStatus.HELD, "target_conflict", "Target", shown, row.place, more)


def reached_by(by: User, regions: set[int], at: datetime) -> set[int]:
    """Return the regions for which `by` may propose a target."""
    if not regions:
        return set()
    reach = access.reach(by, at, Ability.PROPOSE_TARGET)
    return set(Placement.objects.on(access.day_of(at)).filter(reach).values_list("region", flat=True)) & regions


def newest(keys: dict[Key, int]) -> dict[Key, int]:
    """Return the persons of the newest version of each target without segment."""
    rows = Denominator.objects.filter(
        kind=DenominatorKind.TARGET, scheme__code="ucj", segment=None, year__in={year for _, year in keys}
    ).order_by("version", "pk")
    return {(region, year): persons for region, year, persons in rows.values_list("region", "year", "persons")}


def propose_targets(upload: Upload, by: User, at: datetime) -> int:
    """Propose the targets that an upload stated; return how many. Who grades himself only proposes."""
    rows = list(StagedTarget.objects.filter(upload=upload).order_by("region", "year"))
    if not rows:
        return 0
    regions, scheme = Region.objects.in_bulk({row.region for row in rows}), Scheme.objects.get(code="ucj")
    proposals = [
        Proposal(
            region=regions[row.region],
            year=row.year,
            scheme=scheme,
            kind=DenominatorKind.TARGET,
            issuer=f"Impor no. {upload.pk}",
            method=METHOD,
            as_of=access.day_of(at),
            persons=row.persons,
        )
        for row in rows
    ]
    propose_denominators(proposals=proposals, by=by, at=at)
    return len(proposals)
