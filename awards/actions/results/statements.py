"""What the secretariat may state of entries when it freezes their numbers: a level, a number, or that none applies."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from accounts.actions.reasons import SHORTEST_REASON, refuse_identity
from awards.arithmetic.contests import can_be_waived, nothing_left
from awards.arithmetic.schemes import Criterion, Kind, Scheme, leaves
from awards.enums import PHASES
from awards.models import Entry, Evidence
from awards.queries.results.measures import is_stated
from awards.queries.results.numbers import Found, Key, Stated
from awards.result_errors import SnapshotRefused

LONGEST_WAIVER = 300
MOST_NUMBER, PLACES = Decimal(10**12), 6
"""A number that is stated lies below this, and has so many places at most: what can be typed on the page."""


@dataclass(frozen=True)
class Statement:
    """A statement that may be made, with the proof that it names."""

    said: Stated
    proof: Evidence | None


def read_statements(
    stated: Sequence[Stated], entries: Collection[Entry], scheme: Scheme, found: Mapping[Key, Found]
) -> dict[Key, Statement]:
    """Return what is stated by cell; raise SnapshotRefused, IdentityTyped for what cannot hold."""
    by_entry = {entry.pk: entry for entry in entries}
    by_code = {leaf.code: leaf for leaf in leaves(scheme) if leaf.kind != Kind.JUDGED}
    named = {one.evidence for one in stated if one.evidence is not None}
    proofs = {
        row.pk: row for row in Evidence.objects.filter(pk__in=named, withdrawn_at=None).defer("content", "redacted")
    }
    told: dict[Key, Statement] = {}
    for one in stated:
        entry, criterion = by_entry.get(one.entry), by_code.get(one.criterion)
        if entry is None or criterion is None or (one.entry, one.criterion) in told:
            raise SnapshotRefused("unknown")
        proof = proofs.get(one.evidence or 0)
        if one.evidence is not None and (proof is None or proof.entry_id not in entry.dossiers):
            raise SnapshotRefused("unknown")
        if one.waiver.strip():
            refuse_waiver(entry, criterion, one, found.get((one.entry, one.criterion)))
        elif not is_stated(criterion) or (one.entry, one.criterion) in found:
            raise SnapshotRefused("unknown")
        else:
            refuse_number(one.raw, entry, criterion)
            if needs_proof(criterion, one) and proof is None:
                raise SnapshotRefused("proof", entry=entry.name, criterion=criterion.name)
        told[one.entry, one.criterion] = Statement(one, proof)
    refuse_nothing_left(told, by_entry, scheme)
    return told


def refuse_number(raw: Decimal | None, entry: Entry, criterion: Criterion) -> None:
    """Raise SnapshotRefused for a number that nobody may state, whoever does: an objection grants no other."""
    if raw is None:
        return
    exponent = raw.as_tuple().exponent
    if not isinstance(exponent, int) or exponent < -PLACES or abs(raw) >= MOST_NUMBER:
        raise SnapshotRefused("number", entry=entry.name, criterion=criterion.name, text=str(raw)[:20])


def refuse_waiver(entry: Entry, criterion: Criterion, one: Stated, found: Found | None) -> None:
    """Raise SnapshotRefused where a criterion applies to an entry, or no reason is told why it should not."""
    named = {"entry": entry.name, "criterion": criterion.name}
    if one.raw is not None or one.level or (found is not None and found.is_known):
        raise SnapshotRefused("waiver_known", **named)
    if not can_be_waived(criterion):
        raise SnapshotRefused("waiver_level", **named)
    if not SHORTEST_REASON <= len(one.waiver.strip()) <= LONGEST_WAIVER:
        raise SnapshotRefused("waiver_reason", **named)
    refuse_identity(one.waiver)


def refuse_nothing_left(told: Mapping[Key, Statement], by_entry: Mapping[int, Entry], scheme: Scheme) -> None:
    """Raise SnapshotRefused where nothing of a phase would apply to an entry."""
    waived: dict[str, set[str]] = {}
    for (entry, criterion), one in told.items():
        if one.said.waiver.strip():
            waived.setdefault(str(entry), set()).add(criterion)
    for number, phase in nothing_left(scheme, waived):
        raise SnapshotRefused("waiver_all", entry=by_entry[int(number)].name, phase=PHASES[phase])


def needs_proof(criterion: Criterion, one: Stated) -> bool:
    """Tell whether a statement rests on a proof: each that gives points. Raise SnapshotRefused for no such level."""
    if criterion.kind != Kind.LEVELLED:
        return one.raw is not None
    level = next((level for level in criterion.levels if level.code == one.level), None)
    if level is None and one.level:
        raise SnapshotRefused("level", level=one.level[:20], criterion=criterion.name)
    return level is not None and level.points > 0
