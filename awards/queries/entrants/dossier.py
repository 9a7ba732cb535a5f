"""The dossier of an entry (berkas peserta): what its region has published, what it handed in, what it still lacks."""

from dataclasses import dataclass
from datetime import date, datetime

from accounts import access
from awards.models import Entry
from awards.queries.entrants.eligibility import Condition
from awards.queries.entrants.evidence import Kept, Shelf, brought_by, data_date, proofs_until, vault
from awards.queries.entrants.listing import rows_of
from awards.queries.entrants.timeliness import Timeliness, timeliness_of
from coverage import months
from coverage.models import Scheme
from coverage.queries.region_page import RegionPage, region_page
from regions.queries.tree import standing_at


@dataclass(frozen=True)
class Dossier:
    """All that an entry is judged by. `page` and `timeliness` are None where a firm competes.

    `brought` are the proofs of the provincial round that it won; they are read here and changed nowhere.

    `until` is when its documents must be complete: the end of the last stage in which proofs are taken.
    """

    entry: Entry
    conditions: tuple[Condition, ...]
    shelves: tuple[Shelf, ...]
    brought: tuple[Shelf, ...]
    data_date: date
    until: datetime | None
    page: RegionPage | None
    timeliness: Timeliness | None

    @property
    def name(self) -> str:
        return self.entry.name

    @property
    def changes(self) -> tuple[tuple[Shelf, Kept], ...]:
        """The proofs that were filed or taken back after the documents had been declared complete."""
        kept = [(shelf, one) for shelf in self.shelves for one in shelf.versions]
        return tuple((shelf, one) for shelf, one in kept if one.row.after_complete or one.row.withdrawn_after_complete)

    @property
    def required(self) -> int:
        """How many proofs must be handed in."""
        return sum(shelf.proof.is_required for shelf in self.shelves)

    @property
    def ready(self) -> int:
        """How many of them are there."""
        return self.required - len(self.missing)

    @property
    def missing(self) -> tuple[Shelf, ...]:
        return tuple(shelf for shelf in self.shelves if shelf.is_missing)


def dossier(entry: Entry, at: datetime, *, tells_shared: bool = False, tells_frozen: bool = False) -> Dossier:
    """Return the dossier of an entry, its numbers those of the data month; what else is told, as in the vault."""
    on, month = access.day_of(at), entry.round.edition.data_month
    place = None if entry.firm_id else standing_at(entry.region.code, months.last_day(month))
    place = place or (None if entry.firm_id else standing_at(entry.region.code, on))
    scheme = Scheme.objects.order_by("position", "code").first()
    [row] = rows_of(entry.round, [entry], at)
    return Dossier(
        entry=entry,
        conditions=row.conditions,
        shelves=vault(entry, at, tells_shared=tells_shared, tells_frozen=tells_frozen),
        brought=brought_by(entry, at),
        data_date=data_date(entry),
        until=proofs_until(entry.round),
        page=region_page(place, scheme=scheme, month=month, today=on) if place and scheme else None,
        timeliness=None if entry.firm_id else timeliness_of([entry.region_id], month // 100)[entry.region_id],
    )
