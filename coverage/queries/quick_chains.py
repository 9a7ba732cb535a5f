"""Reports that one hand may have led through three accounts: a question to who publishes, never a refusal."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from django.utils.translation import gettext as _

from accounts.models import Assignment, User
from coverage.enums import ReportState
from coverage.models import Report
from paritrana import formatting

QUICK = timedelta(minutes=15)
"""From handing in to signature: less than three people usually take to read a month, one after the other."""


@dataclass(frozen=True)
class QuickChain:
    """A signed month that went in `minutes`, begun ones included, through accounts of which the signer let in some.

    `let_in` are the names of who submitted or checked it by a role that the signer gave them.
    """

    minutes: int
    signer: str
    let_in: tuple[str, ...]

    @property
    def sentence(self) -> str:
        told = _(
            "Diajukan, diperiksa, dan disahkan dalam %(minutes)s menit; akun %(people)s diberi peran oleh %(signer)s "
            "yang mengesahkan. Pastikan ketiganya orang yang berbeda sebelum menerbitkan."
        )
        return told % {
            "minutes": formatting.number(self.minutes),
            "people": _(" dan ").join(self.let_in),
            "signer": self.signer,
        }


def quick_chains(reports: Sequence[Report]) -> dict[int, QuickChain]:
    """Return those of the reports, by id, that wait for publication after such a chain; two queries at most."""
    waiting = [report for report in reports if report.state == ReportState.SIGNED and time_of(report) < QUICK]
    if not waiting:
        return {}
    people = {pk for report in waiting for pk in (report.submitted_by_id, report.checked_by_id)}
    given = Assignment.objects.filter(user__in=people, granted_by__in={report.signed_by_id for report in waiting})
    let_in: dict[int | None, dict[int, User]] = defaultdict(dict)
    for held in given.select_related("user").order_by("pk"):
        let_in[held.granted_by_id][held.user_id] = held.user
    signers = User.objects.in_bulk([pk for pk in let_in if pk is not None])
    found = {}
    for report in waiting:
        mine = let_in.get(report.signed_by_id, {})
        names = [str(mine[pk]) for pk in (report.submitted_by_id, report.checked_by_id) if pk in mine]
        if names:
            minutes = -(-time_of(report) // timedelta(minutes=1))
            found[report.pk] = QuickChain(max(1, minutes), str(signers[report.signed_by_id]), tuple(names))
    return found


def time_of(report: Report) -> timedelta:
    """Return how long a signed report took from handing in to signature."""
    if report.signed_at is None or report.submitted_at is None:
        return timedelta.max
    return report.signed_at - report.submitted_at
