"""What only briefs say: where the reports of live numbers stand, a day on the region's clock, the level below."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django import template
from django.utils.translation import gettext as _

from coverage.enums import ReportState
from coverage.queries.brief import Live
from paritrana import formatting
from regions.enums import Level

register = template.Library()


@register.filter
def live_states(live: Live) -> str:
    """Return where the reports stand: "sedang diisi", of several "3 terbit, 5 sedang diisi"."""
    if sum(count for _state, count in live.states) == 1:
        return str(ReportState(live.states[0][0]).label)
    told = (f"{formatting.number(count)} {ReportState(state).label}" for state, count in live.states)
    return ", ".join(told) or _("belum dibuka")


@register.filter
def local_day(at: datetime, zone: ZoneInfo) -> str:
    """Return "10 Januari 2024", the day of a moment on the clock of `zone`."""
    return formatting.day(at.astimezone(zone).date())


@register.filter
def level_below(level: int) -> str:
    """Return what the regions directly below a level are called: "kecamatan" for a regency."""
    return str(Level(level + 1).label)
