"""The proofs of an entry as its page shows them: what is asked for, what was handed in, version after version."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from awards.enums import JUDGED, EntryState, RoundStage
from awards.models import Entry, Evidence, Round, RoundWindow, SnapshotInput
from awards.queries.entrants.proofs import OTHER, AskedProof, asked_proofs
from awards.queries.results.published import public_results


@dataclass(frozen=True)
class Kept:
    """One version of a proof. `is_shared`: another entry of the round handed in the very same file.

    `used_in` are the versions of the frozen numbers of its category that rest on it, as far as the reader may know.
    """

    row: Evidence
    is_valid_on_data_date: bool
    is_shared: bool
    used_in: tuple[int, ...] = ()


@dataclass(frozen=True)
class Shelf:
    """A proof and all its versions, newest first; without any it is still to be handed in.

    `is_brought`: the same proof stands in the dossier of the round that the entry won.
    """

    proof: AskedProof
    versions: tuple[Kept, ...]
    is_brought: bool = False

    @property
    def current(self) -> Kept | None:
        """The newest version that was not withdrawn."""
        return next((one for one in self.versions if one.row.withdrawn_at is None), None)

    @property
    def is_missing(self) -> bool:
        return self.proof.is_required and self.current is None and not self.is_brought


def kept_proofs(entry: Entry) -> QuerySet[Evidence]:
    """Return all versions of all proofs of an entry, without the files themselves, newest first."""
    rows = Evidence.objects.filter(entry=entry).defer("content", "redacted")
    return rows.select_related("filed_by", "withdrawn_by", "redacted_by").order_by("criterion", "proof", "-version")


def vault(entry: Entry, at: datetime, *, tells_shared: bool = False, tells_frozen: bool = False) -> tuple[Shelf, ...]:
    """Return what is asked of an entry, in the order of its criteria, then what it handed in besides.

    That a file is another entrant's too is told to who judges both and to no entrant: it is about the other's proofs.
    Which frozen numbers rest on it is told to who reads these (`tells_frozen`), and to all once a result with them is
    public: it says which proof was taken for good.
    """
    rows: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
    for row in kept_proofs(entry):
        rows[row.criterion, row.proof].append(row)
    digests, on = [row.digest for of in rows.values() for row in of], data_date(entry)
    shared = shared_digests(entry, digests) if tells_shared else set[str]()
    used = snapshots_naming(entry, None if tells_frozen else at)
    asked = asked_proofs(entry.round).get(entry.category_id, ())
    known = {(proof.criterion, proof.code) for proof in asked}
    beside = [AskedProof(key[1], of[0].title, False, key[0]) for key, of in rows.items() if key not in known]
    brought = brought_keys(entry)
    return tuple(
        Shelf(
            proof, tuple(kept(row, on, shared, used) for row in rows[proof.criterion, proof.code]),
            is_brought=(proof.criterion, proof.code) in brought,
        )
        for proof in (*asked, *beside)
    )  # fmt: skip


def brought_keys(entry: Entry) -> set[tuple[str, str]]:
    """Return the proofs, as (criterion, code), that stand in the dossier of the round that an entry won."""
    if entry.was_id is None:
        return set()
    return set(Evidence.objects.filter(entry=entry.was_id, withdrawn_at=None).values_list("criterion", "proof"))


def brought_by(entry: Entry, at: datetime) -> tuple[Shelf, ...]:
    """Return what an entry brings from the round that it won, as far as it handed anything in there."""
    if entry.was_id is None:
        return ()
    was = Entry.objects.select_related("round__edition", "category").get(pk=entry.was_id)
    return tuple(shelf for shelf in vault(was, at) if shelf.versions)


def kept(row: Evidence, on: date, shared: set[str], used: Mapping[int, set[int]]) -> Kept:
    return Kept(row, holds_on(row, on), row.digest in shared, tuple(sorted(used.get(row.pk, ()))))


def holds_on(row: Evidence, on: date) -> bool:
    """Tell whether a proof holds on a day."""
    return row.issued_on <= on and (row.valid_until is None or row.valid_until >= on)


def snapshots_naming(entry: Entry, public_at: datetime | None) -> Mapping[int, set[int]]:
    """Return by proof (id) the versions of frozen numbers that name it as what an entry's number rests on.

    With `public_at` only those on which a result rests that is public at that moment.
    """
    rows = SnapshotInput.objects.filter(entry=entry).exclude(proofs=[])
    if public_at is not None:
        rows = rows.filter(snapshot__in=public_results(public_at).values("snapshot"))
    found = defaultdict[int, set[int]](set)
    for proofs, version in rows.values_list("proofs", "snapshot__version"):
        for number in proofs:
            found[number].add(version)
    return found


def data_date(entry: Entry) -> date:
    """Return the day on which a proof must hold: the last of the data year."""
    return date(entry.round.edition.data_year, 12, 31)


def shared_digests(entry: Entry, digests: Sequence[str]) -> set[str]:
    """Return those of `digests` under which another entry of the round handed in a file."""
    rows = Evidence.objects.filter(entry__round=entry.round_id, digest__in=digests).exclude(entry=entry)
    return set(rows.values_list("digest", flat=True))


def wanted_first(shelves: Sequence[Shelf]) -> str | None:
    """Return the key of the first proof that lacks, required ones before others; None where each is there."""
    lacking = [one for one in shelves if one.current is None and not one.is_brought]
    return next((one.proof.key for one in sorted(lacking, key=lambda one: not one.is_missing)), None)


def held_keys(shelves: Sequence[Shelf]) -> frozenset[str]:
    """Return the keys of the proofs that are there: a file for one of them is its next version."""
    return frozenset(shelf.proof.key for shelf in shelves if shelf.current is not None)


def choices_of(shelves: Sequence[Shelf]) -> list[tuple[str, AskedProof]]:
    """Return what a file can be handed in for: each proof by its key, and at last something else."""
    return [*((shelf.proof.key, shelf.proof) for shelf in shelves), (f":{OTHER}", AskedProof(OTHER, "", False))]


def filing_stages(entry: Entry) -> tuple[RoundStage, ...]:
    """Return the stages in which proofs change: once the documents are complete only while they are looked at."""
    if entry.state in JUDGED:
        return (RoundStage.VERIFICATION,)
    return (RoundStage.NOMINATION, RoundStage.VERIFICATION)


def proofs_until(round_: Round) -> datetime | None:
    """Return when the documents of a round must be complete: the end of the last stage in which proofs are taken."""
    closing = RoundWindow.objects.filter(round=round_, stage=RoundStage.VERIFICATION)
    return closing.values_list("closes_at", flat=True).first()


def is_announced(entry: Entry, at: datetime) -> bool:
    """Tell whether the public may know of an entry: a nominee, once Pengumuman has opened or its result is public."""
    if entry.state != EntryState.NOMINEE:
        return False
    if public_results(at).filter(rows__entry=entry).exists():
        return True
    opened = RoundWindow.objects.filter(round=entry.round_id, stage=RoundStage.ANNOUNCEMENT, opens_at__lte=at)
    return opened.exists()


def public_proofs(entry: Entry, at: datetime) -> list[Evidence]:
    """Return the proofs of an announced entry that have a copy for the public, or had one that was taken down since.

    Of each only the newest version.
    """
    if not is_announced(entry, at):
        return []
    newest: dict[tuple[str, str], Evidence] = {}
    for row in kept_proofs(entry):
        if row.withdrawn_at is None:
            newest.setdefault((row.criterion, row.proof), row)
    return [row for row in newest.values() if row.redacted_digest or row.copy_changed_at]


def public_copies(entry: Entry, at: datetime) -> list[Evidence]:
    """Return the proofs of an entry of which the public may see the redacted copy."""
    return [row for row in public_proofs(entry, at) if row.redacted_digest]
