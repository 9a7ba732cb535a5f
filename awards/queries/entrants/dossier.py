"""The dossier of an entry (berkas peserta): what its region has published, what it handed in, what it still lacks."""

from dataclasses import dataclass
from datetime import date, datetime

from awards.enums import RoundStage
from awards.models import Entry, RoundWindow
from awards.queries.entrants.eligibility import Candidate, Condition, conditions_of
from awards.queries.entrants.evidence import Shelf, data_date, vault
from awards.queries.entrants.timeliness import Timeliness, timeliness_of
from coverage import months
from coverage.models import Scheme
from coverage.queries.region_page import RegionPage, region_page
from regions.queries.tree import standing_at


@dataclass(frozen=True)
class Dossier:
    """All that an entry is judged by. `page` and `timeliness` are None where a firm competes.

    `until` is when its documents must be complete: the end of the last stage in which proofs are taken.
    """

    entry: Entry
    conditions: tuple[Condition, ...]
    shelves: tuple[Shelf, ...]
    data_date: date
    until: datetime | None
    page: RegionPage | None
    timeliness: Timeliness | None

    @property
    def name(self) -> str:
        return Candidate.of(self.entry).name

    @property
    def missing(self) -> tuple[Shelf, ...]:
        return tuple(shelf for shelf in self.shelves if shelf.is_missing)


def dossier(entry: Entry, on: date, *, tells_shared: bool = False) -> Dossier:
    """Return the dossier of an entry, its numbers those of the data month; `tells_shared` as in the vault."""
    month = entry.round.edition.data_month
    place = None if entry.firm_id else standing_at(entry.region.code, months.last_day(month))
    place = place or (None if entry.firm_id else standing_at(entry.region.code, on))
    scheme = Scheme.objects.order_by("position", "code").first()
    closing = RoundWindow.objects.filter(round=entry.round_id, stage=RoundStage.VERIFICATION)
    [conditions] = conditions_of(entry.round, [Candidate.of(entry)], on)
    return Dossier(
        entry=entry,
        conditions=conditions,
        shelves=vault(entry, tells_shared=tells_shared),
        data_date=data_date(entry),
        until=closing.values_list("closes_at", flat=True).first(),
        page=region_page(place, scheme=scheme, month=month, today=on) if place and scheme else None,
        timeliness=None if entry.firm_id else timeliness_of(entry.region, month // 100),
    )
