"""Take back that blanks of the entry grid were filled with 0: those cells alone, where nobody has written since."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from coverage.actions.entry import MOST_CELLS, save_entries
from coverage.actions.entry_answers import SavedEntries, Sent
from coverage.models import Report
from coverage.queries.entry_zeros import zeros_of


@transaction.atomic
def empty_again(*, report: Report, key: str, by: User, at: datetime) -> SavedEntries:
    """Empty what `by` filled with 0 by a sending of that key; a cell that was written since keeps what it holds.

    Sent twice it is done once. Raises RightMissing.
    """
    sent = [emptied(name, version) for name, version in zeros_of(by, key).items()]
    lots = [sent[start : start + MOST_CELLS] for start in range(0, len(sent), MOST_CELLS)]
    saved = [
        save_entries(report=report, sent=lot, key=f"{key}-{number}", by=by, at=at) for number, lot in enumerate(lots)
    ]
    return SavedEntries(key, tuple(cell for one in saved for cell in one.cells))


def emptied(name: str, version: int) -> Sent:
    region, category, payer = name.split("|")
    return Sent(region, category, payer, "", version)
