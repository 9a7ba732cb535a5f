"""Save what the entry grid sends: all that can be, each cell answered for itself, once however often it is sent."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from django.db import IntegrityError, transaction

from accounts import access
from accounts.abilities import Ability
from accounts.models import User
from coverage import months
from coverage.actions.entry_answers import (
    EntryAnswer,
    EntryState,
    SavedEntries,
    Sent,
    as_json,
    digest_of,
    from_json,
    with_echo,
    without_echo,
)
from coverage.actions.entry_judging import book_of, judged, read_held
from coverage.actions.figures import save_figures
from coverage.actions.reports import locked_report
from coverage.entry_errors import EntryRefused
from coverage.enums import Via
from coverage.models import Report, Submission
from coverage.numbers import grouped
from coverage.queries.locks import why_locked

MOST_CELLS = 10_000


def save_entries(*, report: Report, sent: Sequence[Sent], key: str, by: User, at: datetime) -> SavedEntries:
    """Save the cells that can be; answer each. The same key again is answered the same and changes nothing.

    Where the report is locked each cell is answered so, and the key stays free. Raises RightMissing, and EntryRefused
    for a key that came with other content and for more than MOST_CELLS cells.
    """
    if len(sent) > MOST_CELLS:
        raise EntryRefused("too_many", most=grouped(MOST_CELLS))
    with once():
        return answered(writable(report, by, at), sent, key, digest_of(report.pk, sent), by, at)


@contextmanager
def once() -> Iterator[None]:
    """Do all or nothing; raise EntryRefused where the same key was answered for another report in the same moment."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        if "submission" not in str(error):
            raise
        raise EntryRefused("key_reused") from error


def answered(report: Report, sent: Sequence[Sent], key: str, digest: str, by: User, at: datetime) -> SavedEntries:
    """Answer a sending to a locked report by what was stored for its key, or save it and store the answer with it."""
    if stored := stored_answer(by, key, digest):
        return with_echo(stored, sent)
    if not report.is_open:
        message = why_locked(report).message
        return SavedEntries(key, tuple(EntryAnswer(one.id, EntryState.LOCKED, one.seen, "", message) for one in sent))
    book = book_of(report, sent)
    read_held(book, sent)
    answers, cells = judged(book, sent)
    if cells:
        save_figures(cells=cells, by=by, at=at, via=Via.FORM)
    saved = SavedEntries(key, tuple(answers))
    answer = {"digest": digest, "cells": as_json(without_echo(saved, sent))}
    Submission.objects.create(user=by, key=key, at=at, answer=answer)
    return saved


def writable(report: Report, by: User, at: datetime) -> Report:
    """Lock and return the report; raise RightMissing. Who writes cells waits here, so versions read now still hold."""
    report = locked_report(report)
    access.require(by, Ability.EDIT_FIGURES, report.region, at, months.last_day(report.month))
    return report


def stored_answer(by: User, key: str, digest: str) -> SavedEntries | None:
    """Return what was answered to this key before; raise EntryRefused where it came with other content."""
    earlier = Submission.objects.filter(user=by, key=key).first()
    if earlier is None:
        return None
    if earlier.answer.get("digest") != digest:
        raise EntryRefused("key_reused")
    return from_json(key, earlier.answer["cells"])
