"""Note who read the marks of others before they were published."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from accounts.actions import audit
from accounts.enums import Act
from accounts.models import User
from awards.models import MarkSheet, Round
from awards.queries.jury.visibility import Sight


@transaction.atomic
def note_reading(*, round_: Round, sight: Sight, sheets: Iterable[MarkSheet], by: User, at: datetime) -> int:
    """Leave one entry in the trail of all marks of others among these; return how many sheets those are."""
    others = [sheet for sheet in sheets if not sight.is_own(sheet)]
    if others:
        pairs = sorted({(sheet.entry_id, sheet.phase) for sheet in others})
        told = {"entries": [list(pair) for pair in pairs], "sheets": len(others)}
        audit.record(by=by, act=Act.MARKS_READ, at=at, subject=f"round:{round_.pk}", new=told)
    return len(others)
