"""Freeze the numbers by which a category is judged: a version for each time, the earlier ones stay."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.abilities import Ability
from accounts.actions import audit
from accounts.enums import Act
from accounts.models import User
from awards.access import may_freeze, require_in
from awards.actions.results.statements import Statement, read_statements
from awards.arithmetic.schemes import Criterion, Kind, leaves
from awards.models import CriteriaSet, EntrantCategory, Entry, Evidence, Round, Snapshot, SnapshotInput
from awards.queries.jury.visibility import told_phases
from awards.queries.results.measures import Measured, stored
from awards.queries.results.numbers import Found, Key, found_of, judged_entries
from awards.queries.results.numbers import Stated as Stated
from awards.queries.results.unfrozen import why_not_frozen
from awards.queries.rounds.stages import timetable
from awards.queries.settings import schemes
from awards.result_errors import SnapshotRefused


@transaction.atomic
def freeze_snapshot(
    *,
    round_: Round,
    category: EntrantCategory,
    stated: Sequence[Stated],
    by: User,
    at: datetime,
    seen: int | None = None,
) -> Snapshot:
    """Store the raw measures of all verified entries of a category as the next version; `stated` for the others.

    `seen` is the newest version that the person saw, 0 for none: who saw an older one is told, so that nobody undoes
    another's statements unawares. Raise RightMissing, SnapshotRefused, IdentityTyped.
    """
    refuse_knowing(by, round_, at)
    round_ = Round.objects.select_for_update(of=("self",)).select_related("edition", "region").get(pk=round_.pk)
    refuse_unseen(round_, category, seen)
    criteria_set = schemes.criteria_of(round_, category)
    if criteria_set is None:
        raise SnapshotRefused("no_criteria", category=category.name)
    refusal = why_not_frozen(round_, category, criteria_set)
    if refusal is not None:
        raise refusal
    entries = judged_entries(round_, category)
    if not entries:
        raise SnapshotRefused("no_entries", category=category.name)
    scheme = schemes.read(criteria_set).scheme
    criteria = [leaf for leaf in leaves(scheme) if leaf.kind != Kind.JUDGED]
    found = found_of(round_, category, entries, criteria)
    told = read_statements(stated, entries, scheme, found)
    return store(round_, category, criteria_set, inputs_of(entries, criteria, found, told), by, at)


def refuse_knowing(by: User, round_: Round, at: datetime) -> None:
    """Raise SnapshotRefused for a secretariat that reads or has read marks, RightMissing for who has no say in it."""
    if not may_freeze(by, round_, at):
        require_in(by, Ability.RUN_ROUNDS, round_, at)
        raise SnapshotRefused("late" if told_phases(round_, timetable(round_, at)) else "known")


def refuse_unseen(round_: Round, category: EntrantCategory, seen: int | None) -> None:
    """Raise SnapshotRefused where another has frozen the category since; the round is locked."""
    rows = Snapshot.objects.filter(round=round_, category=category).select_related("frozen_by")
    newest = rows.order_by("-version").first()
    if seen is not None and newest is not None and newest.version != seen:
        raise SnapshotRefused("moved", category=category.name, person=newest.frozen_by, version=newest.version)


def inputs_of(
    entries: Collection[Entry],
    criteria: Collection[Criterion],
    found: Mapping[Key, Found],
    told: Mapping[Key, Statement],
) -> list[SnapshotInput]:
    """Return one input per entry and criterion, not stored yet; unknown ones too."""
    return [
        input_of(entry, criterion, found.get((entry.pk, criterion.code)), told.get((entry.pk, criterion.code)))
        for entry in entries
        for criterion in criteria
    ]


def input_of(entry: Entry, criterion: Criterion, found: Found | None, one: Statement | None) -> SnapshotInput:
    """Return what one entry has on one criterion: as measured or corrected, else as stated."""
    level, waiver = "", one.said.waiver.strip() if one else ""
    if found is not None:
        measured, level = found.measured, found.level
    elif one is not None and not waiver:
        proof, level = one.proof, one.said.level
        measured = Measured(stored(one.said.raw), source=source_of(proof), proofs=(proof.pk,) if proof else ())
    else:
        measured = Measured()
    return SnapshotInput(
        entry=entry, criterion=criterion.code, raw=measured.raw, level=level, figure_id=measured.figure_id,
        source=measured.source[:200], proofs=list(measured.proofs), waiver=waiver,
    )  # fmt: skip


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
    waived = sum(bool(one.waiver) for one in inputs)
    told = {"inputs": len(inputs), "known": known, "waived": waived, "criteria": criteria_set.version}
    subject = f"snapshot:{round_.pk}/{category.code}/{version}"
    audit.record(by=by, act=Act.SNAPSHOT_FROZEN, at=at, subject=subject, region_code=round_.region.code, new=told)
    return snapshot
