"""Entries of a round as lists show them: with their conditions, what they lack, and how far they are."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, Q, QuerySet, Value
from django.db.models.functions import Concat

from accounts import access
from awards.enums import EntryState
from awards.models import EntrantCategory, Entry, Firm, Round
from awards.queries.entrants.eligibility import Candidate, Condition, conditions_of
from awards.queries.entrants.promotion import fallen, still_first
from awards.queries.entrants.proofs import AskedProof, asked_proofs, missing_proofs
from awards.queries.settings.schemes import categories_of
from awards.queries.settings.zones import provinces, zones_of
from regions.models import Placement, Region, subtree

ABOUT = ("category", "region", "firm", "round__edition", "round__region", "proposed_by", "decided_by")


@dataclass(frozen=True)
class EntryRow:
    """One entry in a list. `proofs` counts what stands of its evidence, each proof once, `changes` what was filed or
    taken back after its documents had been declared complete. `zone` and `province` are set in national rounds, by
    name.
    """

    entry: Entry
    conditions: tuple[Condition, ...]
    missing: tuple[AskedProof, ...]
    proofs: int
    changes: int = 0
    zone: str = ""
    province: str = ""

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
    zones: tuple[str, ...] = ()

    @property
    def lacking(self) -> int:
        """How many of the rows lack a required proof."""
        return sum(bool(row.missing) for row in self.rows)

    @property
    def total(self) -> int:
        return sum(many for _state, many in self.counts)


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


def entrants(
    round_: Round, at: datetime, *, category: str = "", state: str = "", zone: str = "", lacking: bool = False
) -> Entrants:
    """Return the entries of a round that a filter leaves: by category code, state, zone (name), or lack of a proof."""
    found = list(entries_of(round_))
    kept = [one for one in found if category in ("", one.category.code) and state in ("", one.state)]
    rows = [row for row in rows_of(round_, kept, at) if zone in ("", row.zone) and (not lacking or row.missing)]
    states = Counter(one.state for one in found)
    return Entrants(
        rows=tuple(rows),
        counts=tuple((each, states[each]) for each in EntryState if states[each]),
        categories=tuple(categories_of(round_)),
        zones=zone_names(round_),
    )


def rows_of(round_: Round, entries: Sequence[Entry], at: datetime) -> list[EntryRow]:
    """Return the rows of these entries; as many queries for one as for many.

    Who was brought from a province must still stand first there.
    """
    told = conditions_of(round_, [Candidate.of(one) for one in entries], access.day_of(at))
    lacking, gone = missing_proofs(entries, asked_proofs(round_)), fallen(entries, at)
    zones = zones_of(round_.edition) if round_.is_national else {}
    provinces = province_names() if round_.is_national else {}
    rows = []
    for one, conditions in zip(entries, told, strict=True):
        code = province_of(one)
        held = (still_first(gone.get(one.pk, "")),) if one.was_id else ()
        proofs, changes = getattr(one, "proofs", 0), getattr(one, "changes", 0)
        where = zones.get(code, ""), provinces.get(code, "")
        rows.append(EntryRow(one, (*held, *conditions), lacking[one.pk], proofs, changes, *where))
    return rows


def province_of(entry: Entry) -> str:
    """Return the code of the province in which the region of an entry lies."""
    return entry.region.code.partition(".")[0]


def province_names() -> dict[str, str]:
    """Return the names of the provinces by code."""
    return {one.code: one.name for one in provinces()}


def zone_names(round_: Round) -> tuple[str, ...]:
    """Return the names of the zones by which a national round is divided; none of a provincial one."""
    return tuple(sorted(set(zones_of(round_.edition).values()))) if round_.is_national else ()


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
            row.zone or None, row.province or None,
            str(one.get_state_display()), str(one.get_origin_display()), row.proofs, row.changes,
            "; ".join(proof.name for proof in row.missing), "; ".join(each.why for each in row.unmet), one.why,
        ]  # fmt: skip


HEADER = (
    "kategori", "nama", "kode_wilayah", "wilayah", "npp", "zona", "provinsi", "status", "asal_usulan",
    "jumlah_bukti", "bukti_berubah_setelah_lengkap", "bukti_belum_ada", "syarat_belum_terpenuhi", "alasan_keputusan",
)  # fmt: skip
