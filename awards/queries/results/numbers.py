"""The numbers of a category as they were frozen, beside what is measured now: what is known, and what has changed."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from django.utils.translation import gettext as _

from awards.arithmetic.contests import can_be_waived
from awards.arithmetic.schemes import Criterion, Kind, leaves, listed
from awards.enums import JUDGED
from awards.models import CriteriaSet, EntrantCategory, Entry, Evidence, Objection, Round, Snapshot, SnapshotInput
from awards.queries.results.measures import Measured, is_stated, measured_of
from awards.queries.settings.schemes import criteria_of, read

Key = tuple[int, str]
"""An entry (id) and a criterion (code)."""


@dataclass(frozen=True)
class Stated:
    """What the secretariat states of an entry on one criterion: a level or a number, and by what proof; or a waiver.

    A waiver is why the criterion does not apply to the entry.
    """

    entry: int
    criterion: str
    level: str = ""
    raw: Decimal | None = None
    evidence: int | None = None
    waiver: str = ""


@dataclass(frozen=True)
class Found:
    """What holds of an entry on a criterion without anybody's statement: measured, or corrected after an objection."""

    measured: Measured
    level: str = ""
    is_corrected: bool = False

    @property
    def is_known(self) -> bool:
        return self.measured.raw is not None or bool(self.level)


@dataclass(frozen=True)
class Cell:
    """One entry on one criterion: what is measured now (None where the secretariat states it), what was frozen last.

    `proofs` are those of the entry that a statement may rest on, the ones of this criterion first. `is_proof_gone`:
    a proof by which it was frozen was withdrawn since.
    """

    entry: Entry
    criterion: Criterion
    found: Found | None
    frozen: SnapshotInput | None
    proofs: tuple[Evidence, ...]
    is_proof_gone: bool

    @property
    def key(self) -> str:
        """By what a form names it."""
        return f"{self.entry.pk}-{self.criterion.code}"

    @property
    def name(self) -> str:
        return self.entry.name

    @property
    def takes_level(self) -> bool:
        return self.found is None and self.criterion.kind == Kind.LEVELLED

    @property
    def takes_number(self) -> bool:
        return self.found is None and self.criterion.kind == Kind.COMPUTED

    @property
    def takes_waiver(self) -> bool:
        """Whether it may be stated that the criterion does not apply: nothing is known, and no level says so."""
        return can_be_waived(self.criterion) and (self.found is None or not self.found.is_known)

    @property
    def own_proofs(self) -> int:
        """How many proofs were handed in for this very criterion."""
        return sum(proof.criterion == self.criterion.code for proof in self.proofs)

    @property
    def has_changed(self) -> bool:
        """Whether it is no longer as it was frozen: another number now, or the proof was withdrawn."""
        if self.frozen is None:
            return False
        if self.found is not None:
            return self.frozen.level != self.found.level or differ(self.frozen.raw, self.found.measured.raw)
        return self.is_proof_gone


CLOSE = Decimal("1e-14")
"""As a part of a number, what two that are the same may differ by: SQLite keeps fifteen digits, PostgreSQL all."""


def differ(one: Decimal | None, other: Decimal | None) -> bool:
    """Tell whether a stored number is another than a computed one."""
    if one is None or other is None:
        return one is not other
    return abs(one - other) > abs(other) * CLOSE


@dataclass(frozen=True)
class Numbers:
    """The numbers of a category: entries and the criteria that they feed, and the newest snapshot, if there is one."""

    category: EntrantCategory
    criteria_set: CriteriaSet | None
    criteria: tuple[Criterion, ...]
    rows: tuple[tuple[Entry, tuple[Cell, ...]], ...]
    snapshot: Snapshot | None

    @property
    def newest(self) -> int:
        """The newest version, 0 where nothing was frozen yet."""
        return self.snapshot.version if self.snapshot else 0

    @property
    def cells(self) -> tuple[Cell, ...]:
        return tuple(cell for _entry, cells in self.rows for cell in cells)

    @property
    def frozen(self) -> tuple[SnapshotInput, ...]:
        return tuple(cell.frozen for cell in self.cells if cell.frozen is not None)

    @property
    def known(self) -> int:
        return sum(one.raw is not None or bool(one.level) for one in self.frozen)

    @property
    def waived(self) -> int:
        return sum(bool(one.waiver) for one in self.frozen)

    @property
    def unknown(self) -> int:
        """How many are unknown and not waived, those that were never frozen included."""
        return len(self.cells) - self.known - self.waived

    @property
    def changed(self) -> int:
        """How many are no longer as they were frozen."""
        return sum(cell.has_changed for cell in self.cells)


def judged_entries(round_: Round, category: EntrantCategory) -> list[Entry]:
    """Return the entries of a category that are judged, by id."""
    rows = Entry.objects.filter(round=round_, category=category, state__in=JUDGED)
    return list(rows.select_related("region", "firm").order_by("pk"))


def found_of(
    round_: Round, category: EntrantCategory, entries: Collection[Entry], criteria: Collection[Criterion]
) -> dict[Key, Found]:
    """Return what is measured now; what a granted objection corrected stays corrected."""
    measured = measured_of(entries, round_.edition, criteria)
    found = {key: Found(one) for key, one in measured.items()}
    granted = Objection.objects.filter(round=round_, entry__category=category, is_granted=True).order_by("number")
    for one in granted.defer("proof"):
        if one.raw is not None or one.level:
            words = _("sanggahan no. %(number)s") % {"number": one.number}
            found[one.entry_id, one.criterion] = Found(Measured(one.raw, source=words), one.level, is_corrected=True)
    return found


def numbers_of(round_: Round, category: EntrantCategory) -> Numbers:
    """Return the numbers of a category; as many queries for one entry as for all."""
    criteria_set = criteria_of(round_, category)
    snapshots = Snapshot.objects.filter(round=round_, category=category).select_related("frozen_by", "criteria_set")
    snapshot = snapshots.order_by("-version").first()
    entries = sorted(judged_entries(round_, category), key=lambda entry: (entry.name, entry.pk))
    scheme = read(criteria_set).scheme if criteria_set else None
    criteria = tuple(leaf for leaf in listed(scheme) if leaf.kind != Kind.JUDGED) if scheme else ()
    found = found_of(round_, category, entries, criteria)
    frozen = {(row.entry_id, row.criterion): row for row in SnapshotInput.objects.filter(snapshot=snapshot)}
    filed = filed_by(entries)
    proofs, gone = proofs_of(entries, filed), {row.pk for row in filed if row.withdrawn_at is not None}
    return Numbers(
        category,
        criteria_set,
        criteria,
        tuple((entry, cells_of(entry, criteria, found, frozen, proofs[entry.pk], gone)) for entry in entries),
        snapshot,
    )


def cells_of(
    entry: Entry,
    criteria: Collection[Criterion],
    found: Mapping[Key, Found],
    frozen: Mapping[Key, SnapshotInput],
    proofs: Collection[Evidence],
    gone: Collection[int],
) -> tuple[Cell, ...]:
    made = []
    for one in criteria:
        key = (entry.pk, one.code)
        own_first = sorted(proofs, key=lambda proof: (proof.criterion != one.code, proof.pk)) if is_stated(one) else ()
        was = frozen.get(key)
        is_proof_gone = was is not None and any(number in gone for number in was.proofs)
        made.append(Cell(entry, one, found.get(key), was, tuple(own_first), is_proof_gone))
    return tuple(made)


def filed_by(entries: Collection[Entry]) -> list[Evidence]:
    """Return all versions of all proofs in the dossiers of entries, without the files, the oldest first."""
    dossiers = {pk for entry in entries for pk in entry.dossiers}
    rows = Evidence.objects.filter(entry__in=dossiers).defer("content", "redacted")
    return list(rows.order_by("version", "pk"))


def proofs_of(entries: Collection[Entry], filed: Collection[Evidence]) -> Mapping[int, tuple[Evidence, ...]]:
    """Return the newest version of each proof of each entry (id) that was not withdrawn, without the files.

    What an entry handed in for the round which it won counts too, unless it handed in the same proof anew.
    """
    newest: dict[int, dict[tuple[str, str], Evidence]] = defaultdict(dict)
    for row in filed:
        if row.withdrawn_at is None:
            newest[row.entry_id][row.criterion, row.proof] = row
    return {
        entry.pk: tuple({key: row for pk in reversed(entry.dossiers) for key, row in newest[pk].items()}.values())
        for entry in entries
    }


@dataclass(frozen=True)
class Difference:
    """What one entry had on one criterion in the version before, and has in this; None where it was not in it."""

    name: str
    criterion: Criterion
    was: SnapshotInput | None
    now: SnapshotInput | None


@dataclass(frozen=True)
class Version:
    """A snapshot and what it changed on the one before it: the first differences, and how many there are."""

    snapshot: Snapshot
    differences: tuple[Difference, ...]
    count: int


MOST = 100
"""How many differences of a version are listed; all are counted."""


def versions_of(round_: Round, category: EntrantCategory) -> list[Version]:
    """Return all snapshots of a category, the newest first, with what changed from one to the next."""
    snapshots = Snapshot.objects.filter(round=round_, category=category).select_related("frozen_by", "criteria_set")
    rows = SnapshotInput.objects.filter(snapshot__in=snapshots).select_related("entry__region", "entry__firm")
    inputs: dict[int, dict[Key, SnapshotInput]] = defaultdict(dict)
    for row in rows.order_by("entry_id", "criterion"):
        inputs[row.snapshot_id][row.entry_id, row.criterion] = row
    found, before = list[Version](), cast(Snapshot | None, None)
    for snapshot in snapshots.order_by("version"):
        names = {leaf.code: leaf for leaf in leaves(read(snapshot.criteria_set).scheme)}
        if before is not None:
            names = {leaf.code: leaf for leaf in leaves(read(before.criteria_set).scheme)} | names
        changed = differences(inputs[before.pk], inputs[snapshot.pk], names) if before is not None else []
        found.append(Version(snapshot, tuple(changed[:MOST]), len(changed)))
        before = snapshot
    return found[::-1]


def differences(
    was: Mapping[Key, SnapshotInput], now: Mapping[Key, SnapshotInput], names: Mapping[str, Criterion]
) -> list[Difference]:
    """Return what differs between the inputs of two snapshots, by entry and criterion."""
    found = []
    for key in sorted(was.keys() | now.keys()):
        one, other = was.get(key), now.get(key)
        either = other or one
        if either is not None and key[1] in names and (one is None or other is None or told(one) != told(other)):
            found.append(Difference(either.entry.name, names[key[1]], one, other))
    return found


def told(one: SnapshotInput) -> tuple[object, ...]:
    return one.raw, one.level, one.waiver, one.source
