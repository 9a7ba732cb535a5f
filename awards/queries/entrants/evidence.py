"""The proofs of an entry as its page shows them: what is asked for, what was handed in, version after version."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet

from awards.enums import EntryState, RoundStage
from awards.models import Entry, Evidence, RoundWindow
from awards.queries.entrants.proofs import OTHER, Proof, asked_proofs


@dataclass(frozen=True)
class Kept:
    """One version of a proof. `is_shared`: another entry of the round handed in the very same file."""

    row: Evidence
    is_valid_on_data_date: bool
    is_shared: bool


@dataclass(frozen=True)
class Shelf:
    """A proof and all its versions, newest first; without any it is still to be handed in."""

    proof: Proof
    versions: tuple[Kept, ...]

    @property
    def current(self) -> Kept | None:
        """The newest version that was not withdrawn."""
        return next((one for one in self.versions if one.row.withdrawn_at is None), None)

    @property
    def is_missing(self) -> bool:
        return self.proof.is_required and self.current is None


def kept_proofs(entry: Entry) -> QuerySet[Evidence]:
    """Return all versions of all proofs of an entry, without the files themselves, newest first."""
    rows = Evidence.objects.filter(entry=entry).defer("content", "redacted")
    return rows.select_related("filed_by", "withdrawn_by", "redacted_by").order_by("criterion", "proof", "-version")


def vault(entry: Entry, *, tells_shared: bool = False) -> tuple[Shelf, ...]:
    """Return what is asked of an entry, in the order of its criteria, then what it handed in besides.

    That a file is another entrant's too is told to who judges both and to no entrant: it is about the other's proofs.
    """
    rows: dict[tuple[str, str], list[Evidence]] = defaultdict(list)
    for row in kept_proofs(entry):
        rows[row.criterion, row.proof].append(row)
    digests, on = [row.digest for of in rows.values() for row in of], data_date(entry)
    shared = shared_digests(entry, digests) if tells_shared else set[str]()
    asked = asked_proofs(entry.round).get(entry.category_id, ())
    known = {(proof.criterion, proof.code) for proof in asked}
    beside = [Proof(key[0], "", key[1], of[0].title, False) for key, of in rows.items() if key not in known]
    return tuple(
        Shelf(proof, tuple(kept(row, on, shared) for row in rows[proof.criterion, proof.code]))
        for proof in (*asked, *beside)
    )


def kept(row: Evidence, on: date, shared: set[str]) -> Kept:
    return Kept(row, row.issued_on <= on and (row.valid_until is None or row.valid_until >= on), row.digest in shared)


def data_date(entry: Entry) -> date:
    """Return the day on which a proof must hold: the last of the data year."""
    return date(entry.round.edition.data_year, 12, 31)


def shared_digests(entry: Entry, digests: Sequence[str]) -> set[str]:
    """Return those of `digests` under which another entry of the round handed in a file."""
    rows = Evidence.objects.filter(entry__round=entry.round_id, digest__in=digests).exclude(entry=entry)
    return set(rows.values_list("digest", flat=True))


def choices_of(shelves: Sequence[Shelf]) -> list[tuple[str, Proof]]:
    """Return what a file can be handed in for: each proof by its key, and at last something else."""
    return [*((shelf.proof.key, shelf.proof) for shelf in shelves), (f":{OTHER}", Proof("", "", OTHER, "", False))]


def is_announced(entry: Entry, at: datetime) -> bool:
    """Tell whether the public may know of an entry: a nominee, once Pengumuman has opened."""
    if entry.state != EntryState.NOMINEE:
        return False
    opened = RoundWindow.objects.filter(round=entry.round_id, stage=RoundStage.ANNOUNCEMENT, opens_at__lte=at)
    return opened.exists()


def public_copies(entry: Entry, at: datetime) -> list[Evidence]:
    """Return the proofs of an entry of which the public may see the redacted copy; the newest version of each."""
    if not is_announced(entry, at):
        return []
    newest: dict[tuple[str, str], Evidence] = {}
    for row in kept_proofs(entry):
        if row.withdrawn_at is None:
            newest.setdefault((row.criterion, row.proof), row)
    return [row for row in newest.values() if row.redacted_digest]
