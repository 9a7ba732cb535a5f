"""What stands beside a report on its page: cells open for correction, differences to others, and the way to both."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from accounts import access
from accounts.abilities import Ability
from accounts.models import User
from coverage import months
from coverage.enums import ReportState
from coverage.models import Report
from coverage.queries.corrections import Choice, choices_named, unlocked_in
from coverage.queries.reconciliation import differences_of
from paritrana import formatting

MOST_LISTED = 40


@dataclass(frozen=True)
class Agreement:
    """The first cells that are open for correction and how many there are; how much others state, and what is open."""

    unlocked: tuple[Choice, ...]
    unlocked_count: int
    stated: int
    open: int
    may_reopen: bool

    @property
    def open_words(self) -> str:
        told = _("%(count)s selisih dengan sumber lain belum dijelaskan, jadi laporan belum dapat disahkan.")
        return told % {"count": formatting.number(self.open)}


def agreement_of(report: Report, user: User, at: datetime) -> Agreement:
    """Return what stands beside a report for a person; a constant number of queries."""
    keys = unlocked_in(report) if report.is_correcting else set()
    cells = choices_named(report, keys) if keys else []
    differences = differences_of(report)
    can_reopen = report.publications > 0 and report.state in (ReportState.PUBLISHED, ReportState.OPEN)
    return Agreement(
        unlocked=tuple(cells[:MOST_LISTED]),
        unlocked_count=len(cells),
        stated=len(differences),
        open=sum(one.is_open for one in differences),
        may_reopen=can_reopen and access.may(user, Ability.REOPEN, report.region, at, months.last_day(report.month)),
    )
