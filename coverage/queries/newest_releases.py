"""What was released last: publications, corrections and new targets of regencies and provinces, for the feed."""

from dataclasses import dataclass
from datetime import datetime

from coverage.enums import ReleaseCause
from coverage.models import Release
from coverage.queries.published import Published
from regions.enums import Level
from regions.models import Region


@dataclass(frozen=True)
class News:
    """One release that its own region brought about, and what it says."""

    published: Published
    scheme: str

    @property
    def cause(self) -> ReleaseCause:
        return ReleaseCause(self.published.cause)

    @property
    def at(self) -> datetime:
        return self.published.released_at


def newest_releases(count: int) -> tuple[News, ...]:
    """Return the newest releases of regencies and above, newest first. Three queries.

    Sums that merely follow a region below them are left out: each publication would bring its province and the nation
    with it. The regions are named to the database, so that it looks them up instead of reading every release.
    """
    upper = list(Region.objects.filter(level__lte=Level.REGENCY).order_by("pk").values_list("pk", flat=True))
    found = Release.objects.filter(region__in=upper).exclude(cause=ReleaseCause.BELOW)
    newest = list(found.order_by("-released_at", "-pk").values_list("pk", flat=True)[:count])
    rows = Release.objects.filter(pk__in=newest).select_related("scheme").order_by("-released_at", "-pk")
    return tuple(News(Published.of(row), row.scheme.code) for row in rows)
