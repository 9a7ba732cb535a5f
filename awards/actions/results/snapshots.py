"""Freeze the numbers by which a category is judged: a version for each time, the earlier ones stay."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.abilities import Ability
from accounts.actions import audit
from accounts.enums import Act
from accounts.models import User
from awards.access import require_in
from awards.arithmetic.schemes import Criterion, Kind, Measure, leaves
from awards.enums import JUDGED
from awards.models import CriteriaSet, EntrantCategory, Entry, Evidence, Round, Snapshot, SnapshotInput
from awards.queries.results.judging import name_of
from awards.queries.results.measures import Measured, budgets_of, measures_of, stored
from awards.queries.settings import schemes
from awards.result_errors import SnapshotRefused

Cell = tuple[int, str]
"""An entry (id) and a criterion (code)."""


@dataclass(frozen=True)
class Stated:
    """What the secretariat states of an entry on one criterion: the level that is proved, or a number; and by what."""

    entry: int
    criterion: str
    level: str = ""
    raw: Decimal | None = None
    evidence: int | None = None


@transaction.atomic
def freeze_snapshot(
    *, round_: Round, category: EntrantCategory, stated: Sequence[Stated], by: User, at: datetime
) -> Snapshot:
    """Store the raw measures of all verified entries of a category as the next version; `stated` for the others.

    Raise RightMissing, SnapshotRefused.
    """
    require_in(by, Ability.RUN_ROUNDS, round_, at)
    round_ = Round.objects.select_for_update().select_related("edition", "region").get(pk=round_.pk)
    criteria_set = schemes.criteria_of(round_, category)
    if criteria_set is None:
        raise SnapshotRefused("no_criteria", category=category.name)
    entries = judged_entries(round_, category)
    if not entries:
        raise SnapshotRefused("no_entries", category=category.name)
    criteria = [leaf for leaf in leaves(schemes.read(criteria_set).scheme) if leaf.kind != Kind.JUDGED]
    told = read_statements(stated, entries, criteria)
    found = inputs_of(round_, entries, criteria, told)
    return store(round_, category, criteria_set, found, by, at)


def judged_entries(round_: Round, category: EntrantCategory) -> list[Entry]:
    """Return the entries of a category that are judged, by id."""
    rows = Entry.objects.filter(round=round_, category=category, state__in=JUDGED)
    return list(rows.select_related("region", "firm").order_by("pk"))


def read_statements(
    stated: Sequence[Stated], entries: Collection[Entry], criteria: Collection[Criterion]
) -> dict[Cell, tuple[Stated, Evidence | None]]:
    """Return what is stated by cell, with the proof that it names; raise SnapshotRefused for what cannot hold."""
    by_entry = {entry.pk: entry for entry in entries}
    by_code = {criterion.code: criterion for criterion in criteria if is_stated(criterion)}
    named = {one.evidence for one in stated if one.evidence is not None}
    proofs = {
        row.pk: row for row in Evidence.objects.filter(pk__in=named, withdrawn_at=None).defer("content", "redacted")
    }
    found: dict[Cell, tuple[Stated, Evidence | None]] = {}
    for one in stated:
        entry, criterion = by_entry.get(one.entry), by_code.get(one.criterion)
        if entry is None or criterion is None or (one.entry, one.criterion) in found:
            raise SnapshotRefused("unknown")
        proof = proofs.get(one.evidence or 0)
        if one.evidence is not None and (proof is None or proof.entry_id != entry.pk):
            raise SnapshotRefused("unknown")
        if needs_proof(criterion, one) and proof is None:
            raise SnapshotRefused("proof", entry=name_of(entry), criterion=criterion.name)
        found[one.entry, one.criterion] = (one, proof)
    return found


def is_stated(criterion: Criterion) -> bool:
    """Tell whether the secretariat says what an entry has here; all else is computed."""
    return criterion.kind == Kind.LEVELLED or criterion.measure == Measure.OTHER


def needs_proof(criterion: Criterion, one: Stated) -> bool:
    """Tell whether a statement rests on a proof: each that gives points. Raise SnapshotRefused for no such level."""
    if criterion.kind != Kind.LEVELLED:
        return one.raw is not None
    level = next((level for level in criterion.levels if level.code == one.level), None)
    if level is None and one.level:
        raise SnapshotRefused("level", level=one.level[:20], criterion=criterion.name)
    return level is not None and level.points > 0


def inputs_of(
    round_: Round,
    entries: Collection[Entry],
    criteria: Collection[Criterion],
    told: Mapping[Cell, tuple[Stated, Evidence | None]],
) -> list[SnapshotInput]:
    """Return one input per entry and criterion, not stored yet; unknown ones too."""
    measures = measures_of(entries, round_.edition)
    by_budget = [each.code for each in criteria if each.measure == Measure.BUDGET_PER_WORKER]
    budgets = budgets_of(entries, round_.edition, by_budget) if by_budget else {}
    found = []
    for entry in entries:
        for criterion in criteria:
            level = ""
            if is_stated(criterion):
                one, proof = told.get((entry.pk, criterion.code), (None, None))
                measured = Measured(stored(one.raw) if one else None, source=source_of(proof))
                level = one.level if one else ""
            elif criterion.measure == Measure.BUDGET_PER_WORKER:
                measured = budgets[entry.pk, criterion.code]
            else:
                measured = measures[entry.pk, criterion.measure]
            found.append(
                SnapshotInput(
                    entry=entry, criterion=criterion.code, raw=measured.raw, level=level,
                    figure_id=measured.figure_id, source=measured.source[:200],
                )
            )  # fmt: skip
    return found


def source_of(proof: Evidence | None) -> str:
    """Return the words by which a proof is found again: its number, its title, the head of its digest."""
    if proof is None:
        return ""
    told = {"number": proof.pk, "title": proof.title[:120], "digest": proof.digest[:12]}
    return _("bukti dukung no. %(number)s: %(title)s (SHA-256 %(digest)s…)") % told


def store(
    round_: Round,
    category: EntrantCategory,
    criteria_set: CriteriaSet,
    inputs: Sequence[SnapshotInput],
    by: User,
    at: datetime,
) -> Snapshot:
    """Store inputs as the next version; the round is locked."""
    version = Snapshot.objects.filter(round=round_, category=category).count() + 1
    snapshot = Snapshot.objects.create(
        round=round_, category=category, criteria_set=criteria_set, version=version, frozen_by=by, frozen_at=at
    )
    for one in inputs:
        one.snapshot = snapshot
    SnapshotInput.objects.bulk_create(inputs, batch_size=1000)
    known = sum(one.raw is not None or bool(one.level) for one in inputs)
    audit.record(
        by=by, act=Act.SNAPSHOT_FROZEN, at=at, subject=f"snapshot:{round_.pk}/{category.code}/{version}",
        region_code=round_.region.code, new={"inputs": len(inputs), "known": known, "criteria": criteria_set.version},
    )  # fmt: skip
    return snapshot
