"""Entries of a round as lists show them: with their conditions, what they lack, and how far they are."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet, Value
from django.db.models.functions import Concat

from awards.enums import EntryState
from awards.models import EntrantCategory, Entry, Firm, Round
from awards.queries.entrants.eligibility import Candidate, Condition, conditions_of
from awards.queries.entrants.proofs import AskedProof, asked_proofs, missing_proofs
from regions.models import Placement, Region, subtree

ABOUT = ("category", "region", "firm", "round__edition", "round__region", "proposed_by", "decided_by")


@dataclass(frozen=True)
class EntryRow:
    """One entry in a list. `proofs` counts what stands of its evidence, each proof once, `changes` what was filed or
    taken back after its documents had been declared complete.
    """

    entry: Entry
    conditions: tuple[Condition, ...]
    missing: tuple[AskedProof, ...]
    proofs: int
    changes: int = 0

    @property
    def name(self) -> str:
        return self.entry.name

    @property
    def unmet(self) -> tuple[Condition, ...]:
        return tuple(one for one in self.conditions if not one.is_met)


@dataclass(frozen=True)
class Entrants:
    """The entries of a round: those that a filter leaves, and how many there are of each state in all."""

    rows: tuple[EntryRow, ...]
    counts: tuple[tuple[EntryState, int], ...]
    categories: tuple[EntrantCategory, ...]

    @property
    def lacking(self) -> int:
        """How many of the rows lack a required proof."""
        return sum(bool(row.missing) for row in self.rows)

    @property
    def total(self) -> int:
        return sum(many for _state, many in self.counts)


def categories_of(round_: Round) -> list[EntrantCategory]:
    """Return the categories that are judged in a round, in the order of the edition."""
    judged = Q(at_nation=True) if round_.is_national else Q(at_province=True)
    rows = EntrantCategory.objects.filter(judged, edition=round_.edition_id)
    return list(rows.order_by("position", "code"))


def entries_of(round_: Round) -> QuerySet[Entry]:
    """Return the entries of a round by category and name, with how many of their proofs stand."""
    standing = Q(evidence__withdrawn_at=None, evidence__isnull=False)
    pairs = Count(Concat("evidence__criterion", Value(":"), "evidence__proof"), filter=standing, distinct=True)
    late = Q(evidence__after_complete=True) | Q(evidence__withdrawn_after_complete=True)
    changes = Count("evidence", filter=late, distinct=True)
    rows = Entry.objects.filter(round=round_).select_related(*ABOUT).annotate(proofs=pairs, changes=changes)
    return rows.order_by(
        "category__position", "category__code", "region__code", F("firm__name").asc(nulls_first=True), "pk"
    )


def entrants(round_: Round, on: date, *, category: str = "", state: str = "", lacking: bool = False) -> Entrants:
    """Return the entries of a round that a filter leaves: by category code, state, or what lacks a proof."""
    found = list(entries_of(round_))
    kept = [one for one in found if category in ("", one.category.code) and state in ("", one.state)]
    rows = [row for row in rows_of(round_, kept, on) if not lacking or row.missing]
    states = Counter(one.state for one in found)
    return Entrants(
        rows=tuple(rows),
        counts=tuple((each, states[each]) for each in EntryState if states[each]),
        categories=tuple(categories_of(round_)),
    )


def rows_of(round_: Round, entries: Sequence[Entry], on: date) -> list[EntryRow]:
    """Return the rows of these entries; as many queries for one as for many."""
    told = conditions_of(round_, [Candidate.of(one) for one in entries], on)
    lacking = missing_proofs(entries, asked_proofs(round_))
    return [
        EntryRow(one, conditions, lacking[one.pk], getattr(one, "proofs", 0), getattr(one, "changes", 0))
        for one, conditions in zip(entries, told, strict=True)
    ]


def nominees_by_category(round_: Round) -> list[tuple[EntrantCategory, list[Entry]]]:
    """Return for each category of a round the entries from which nominees are named, or were."""
    found = [one for one in entries_of(round_) if one.state in (EntryState.VERIFIED, EntryState.NOMINEE)]
    return [(each, [one for one in found if one.category_id == each.pk]) for each in categories_of(round_)]


def proposed_of(round_: Round, regions: Collection[Region], on: date) -> list[Entry]:
    """Return the entries of a round by which one of `regions`, or a village in it, competes."""
    below = Q(pk__in=[])
    for region in regions:
        below |= subtree(region)
    inside = Placement.objects.on(on).filter(below).values("region")
    return list(entries_of(round_).filter(firm=None, region__in=inside))


def firms_of(round_: Round, on: date) -> list[Firm]:
    """Return the firms that sit in the round's area, by name."""
    below = Placement.objects.on(on).below(round_.region).values("region")
    return list(Firm.objects.filter(region__in=below).select_related("region").order_by("name", "npp"))


def table_rows(found: Entrants) -> Iterator[list[object]]:
    """Yield the list as rows of a table, by HEADER."""
    for row in found.rows:
        one = row.entry
        yield [
            one.category.name, row.name, one.region.code, one.region.name, one.firm.npp if one.firm else None,
            str(one.get_state_display()), str(one.get_origin_display()), row.proofs, row.changes,
            "; ".join(proof.name for proof in row.missing), "; ".join(each.why for each in row.unmet), one.why,
        ]  # fmt: skip


HEADER = (
    "kategori", "nama", "kode_wilayah", "wilayah", "npp", "status", "asal_usulan", "jumlah_bukti",
    "bukti_berubah_setelah_lengkap", "bukti_belum_ada",
    "syarat_belum_terpenuhi", "alasan_keputusan",
)  # fmt: skip
