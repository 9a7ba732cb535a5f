"""The one number of a share card: the release of a region at a month, or its newest."""

from dataclasses import dataclass
from datetime import date

from coverage import months
from coverage.models import ReleasedTotal, Scheme
from coverage.queries.published import Published
from coverage.queries.region_page import standing
from coverage.queries.released import WHOLE
from regions.models import Placement
from regions.queries.tree import Place, path_to


@dataclass(frozen=True)
class ShareCard:
    """A region with one published number, None where there is none; then `month` is the one that was asked for."""

    place: Placement
    path: tuple[Place, ...]
    scheme: Scheme
    month: int | None
    published: Published | None


def share_card(place: Placement, *, scheme: Scheme, month: int | None, today: date) -> ShareCard:
    """Return the card of the region at `place`; without a month, of its latest release."""
    found = ReleasedTotal.objects.filter(WHOLE, region=place.region_id, scheme=scheme, release__isnull=False)
    if month:
        found = found.filter(month=month)
    total = found.select_related("release").order_by("-month").first()
    published = Published.of(total.release) if total and total.release else None
    at = published.month if published else month
    on = months.last_day(at) if at else today
    there = standing(place, on)
    return ShareCard(there, path_to(there, on), scheme, at, published)
