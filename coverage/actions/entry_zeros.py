"""Fill blanks of the entry grid with 0 in one act, and take that back where nobody has written since."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from accounts.models import User
from coverage.actions.entry import MOST_CELLS, answered, once, save_entries, stored_answer, writable
from coverage.actions.entry_answers import SavedEntries, Sent, digest_of
from coverage.actions.entry_judging import BLANK, Held, book_of, read_held
from coverage.cautions import Where
from coverage.models import Report
from coverage.queries.entry_zeros import zeros_of
from coverage.queries.plan import asked_in


def fill_blanks_with_zero(
    *, report: Report, cells: Collection[str] | None, by: User, at: datetime, key: str
) -> SavedEntries:
    """Set asked cells that are blank to 0: all of the report, or those of `cells` (ids as the grid names them).

    The answer tells versions, by which the sender can empty them again. Raises what `save_entries` raises.
    """
    with once():
        report = writable(report, by, at)
        digest = digest_of(report.pk, [Sent("", "", "", name, 0) for name in sorted(cells or ())])
        if stored := stored_answer(by, key, digest):
            return stored
        return answered(report, blank_cells(report, cells), key, digest, by, at)


def blank_cells(report: Report, cells: Collection[str] | None) -> list[Sent]:
    """Return the asked cells that are blank, each with a 0 to send: all of the report, or those of `cells`."""
    book = book_of(report, None)
    zeros = [
        Sent(place.code, asked.category.code, asked.payer.code, "0", 0)
        for place in book.places.values()
        for asked in asked_in(report.region, report.month)
        if book.is_asked(Where(place.region_id, *asked.pair), place.code)
    ]
    chosen = [one for one in zeros if cells is None or one.id in cells]
    read_held(book, chosen)
    held = [(one, book.held.get(book.where(one) or Where(0), Held())) for one in chosen]
    return [replace(one, seen=cell.version) for one, cell in held if cell.count == BLANK]


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
