"""Take back what one act wrote, at any time later: cells untouched since go back, what someone wrote since stays."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts import access
from accounts.actions.reasons import refuse_bad_reason
from accounts.models import User
from coverage.actions import staging
from coverage.actions.figures import save_figures
from coverage.actions.staging import Cell
from coverage.enums import Via
from coverage.import_errors import UndoRefused
from coverage.models import Change
from coverage.queries.later_edits import LaterEdit, edits_of

# What each cell of an act held before it; a cell that it made new held nothing. Cells in a later version are spared.
BEFORE = """
SELECT f.region_id, f.month, f.category_id, f.payer_id, b.enrolled, COALESCE(b.not_applicable, %s), b.funded_until,
  f.version
FROM coverage_revision r JOIN coverage_figure f ON f.id = r.figure_id
LEFT JOIN coverage_revision b ON b.figure_id = r.figure_id AND b.version = r.version - 1
WHERE r.change_id = %s AND f.version = r.version
"""

SPARED = """
SELECT r.figure_id FROM coverage_revision r JOIN coverage_figure f ON f.id = r.figure_id
WHERE r.change_id = %s AND f.version > r.version ORDER BY f.month, f.region_id, f.category_id, f.payer_id
"""

MOST_NAMED = 1000


@dataclass(frozen=True)
class Undone:
    """What taking an act back did: the act that did it (None where no cell was left to it), how many cells went back.

    `spared` names the first 1,000 cells that were written since, `spared_count` counts all.
    """

    change: Change | None
    restored: int
    spared: tuple[LaterEdit, ...]
    spared_count: int


@transaction.atomic
def undo_change(*, change: Change, by: User, at: datetime, via: Via, reason: str) -> Undone:
    """Let the cells of `change` hold again what they held before it, except those that someone wrote since.

    What this did is itself an act that can be taken back. Raises ReasonMissing, UndoRefused (it was taken back before),
    and what `save_figures` raises: a month that is no longer open refuses and says who can open it.
    """
    refuse_bad_reason(reason)
    change = Change.objects.select_for_update(of=("self",), no_key=True).get(pk=change.pk)
    if earlier := Change.objects.filter(undoes=change).select_related("by").first():
        raise UndoRefused("undone", by=str(earlier.by), at=earlier.at, zone=access.clock_of(by, at))
    cells = [as_cell(row) for row in staging.rows_of(BEFORE, False, change.pk)]
    later = staging.rows_of(SPARED, change.pk)
    if not cells:
        raise UndoRefused("nothing_left", count=len(later))
    saved = save_figures(cells=cells, by=by, at=at, via=via, reason=reason, undoes=change)
    return Undone(saved.change, saved.new + saved.changed, edits_of([pk for (pk,) in later[:MOST_NAMED]]), len(later))


def as_cell(row: tuple[Any, ...]) -> Cell:
    """Return a cell as it was before the act, seen in the version that it holds now."""
    region, month, category, payer, enrolled, not_applicable, until, version = row
    until = date.fromisoformat(until) if isinstance(until, str) else until  # SQLite keeps days as text
    return Cell(region, month, category, payer, enrolled, bool(not_applicable), until, version)
