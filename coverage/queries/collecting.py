"""Who of the villages has sent the month's numbers to the regency, and who has not."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from coverage.enums import StatedBy
from coverage.models import Observation
from coverage.queries.grid import Grid, grid_of
from coverage.queries.plan import Asked
from regions.models import Region
from regions.queries.tree import Place


@dataclass(frozen=True)
class Sender:
    """A village with how many of its asked cells are filled, and whether its own word was recorded."""

    village: Place
    district: Place
    filled: int
    asked: int
    has_stated: bool

    @property
    def has_sent(self) -> bool:
        """Whether its word is there, or all that is asked of it."""
        return self.has_stated or self.filled >= self.asked > 0

    @property
    def has_begun(self) -> bool:
        return self.filled > 0


@dataclass(frozen=True)
class VillageForm:
    """A sheet of paper for one village: what it is asked, each with the heads of the month before."""

    sender: Sender
    lines: tuple[tuple[Asked, int | None], ...]


@dataclass(frozen=True)
class Collection:
    """The month of a regency, district or village, seen from those who send it."""

    grid: Grid
    senders: tuple[Sender, ...]

    @property
    def missing(self) -> tuple[Sender, ...]:
        return tuple(sender for sender in self.senders if not sender.has_sent)

    @property
    def received(self) -> int:
        return len(self.senders) - len(self.missing)

    @property
    def missing_by_district(self) -> Iterator[tuple[Place, list[Sender]]]:
        """Yield each district with its villages that have not sent, in the order of codes."""
        for district, senders in groupby(self.missing, key=lambda sender: sender.district):
            yield district, list(senders)

    @property
    def forms(self) -> Iterator[VillageForm]:
        for sender in self.senders:
            before = [(pair, self.grid.spot(sender.village.id, pair).before) for pair in self.grid.pairs]
            yield VillageForm(sender, tuple(before))


def collection_of(region: Region, month: int) -> Collection | None:
    """Return who has sent, or None where the region lay in no regency at the month. A fixed number of queries."""
    grid = grid_of(region, month)
    if grid is None:
        return None
    stated = set(
        Observation.objects.filter(
            region__in=[village.id for village in grid.villages], month=month, stated_by=StatedBy.VILLAGE
        ).values_list("region", flat=True)
    )
    return Collection(grid, tuple(sender_of(grid, village, village.id in stated) for village in grid.villages))


def sender_of(grid: Grid, village: Place, has_stated: bool) -> Sender:
    """Return how far the cells of one village are filled; 0 and "tidak berlaku" are filled, blank is not."""
    spots = [grid.spot(village.id, pair) for pair in grid.pairs]
    filled = sum(spot.heads is not None or spot.not_applicable for spot in spots)
    district = next(place for place in grid.districts if place.id == village.parent)
    return Sender(village, district, filled, len(spots), has_stated)
