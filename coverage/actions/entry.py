"""Save what the entry grid sends: all that can be, each cell answered for itself, once however often it is sent."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime

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
    Theirs,
    as_json,
    digest_of,
    from_json,
    with_echo,
    without_echo,
)
from coverage.actions.figures import save_figures
from coverage.actions.staging import Cell
from coverage.cautions import Where
from coverage.entry_errors import EntryRefused, cell_words, conflict_words
from coverage.enums import AskedPer, Via
from coverage.errors import CellLocked
from coverage.models import Figure, Payer, Report, Revision, Submission, WorkerCategory
from coverage.numbers import Count, Unreadable, grouped, parse_count
from coverage.queries.corrections import unlocked_in
from coverage.queries.locks import locked
from coverage.queries.plan import asked_in
from coverage.queries.quality import NOT_APPLICABLE, places_in
from regions.enums import Level
from regions.models import Placement
from regions.queries.tree import time_zone

MOST_CELLS = 10_000
BLANK = Count()


@dataclass(frozen=True)
class Held:
    """What a cell holds now: a count (perhaps blank), until when it is paid, its version; 0 where it never was."""

    count: Count = BLANK
    until: date | None = None
    version: int = 0
    figure: int = 0

    @property
    def text(self) -> str:
        return text_of(self.count)


@dataclass(frozen=True)
class Book:
    """What is needed to judge cells of one report, read at once: regions, categories and payers by code, the plan.

    `unlocked` are the cells that a correction names, None where the report is not being corrected.
    """

    report: Report
    places: Mapping[str, Placement]
    categories: Mapping[str, WorkerCategory]
    payers: Mapping[str, Payer]
    asked: Mapping[tuple[int, int], AskedPer]
    unlocked: Collection[Where] | None = None
    held: dict[Where, Held] = field(default_factory=dict)

    def where(self, sent: Sent) -> Where | None:
        """Return the cell that is meant, None where there is none such."""
        place = self.places.get(sent.region_code)
        category, payer = self.categories.get(sent.category_code), self.payers.get(sent.payer_code)
        return Where(place.region_id, category.pk, payer.pk) if place and category and payer else None

    def is_asked(self, where: Where, code: str) -> bool:
        """Tell whether the plan asks this pair of a region of that level."""
        per = self.asked.get((where.category_id or 0, where.payer_id or 0))
        if per == AskedPer.VILLAGE:
            return self.places[code].level == Level.VILLAGE
        return per == AskedPer.REPORTER and where.region_id == self.report.region_id


def text_of(count: Count) -> str:
    """Return a count as a cell shows it: "1.250", "tb", or "" for blank."""
    if count.is_not_applicable:
        return NOT_APPLICABLE
    return "" if count.heads is None else grouped(count.heads)


def save_entries(*, report: Report, sent: Sequence[Sent], key: str, by: User, at: datetime) -> SavedEntries:
    """Save the cells that can be; answer each. The same key again is answered the same and changes nothing.

    Where the report is locked each cell is answered so, and the key stays free. Raises RightMissing, and EntryRefused
    for a key that came with other content and for more than MOST_CELLS cells.
    """
    if len(sent) > MOST_CELLS:
        raise EntryRefused("too_many", most=grouped(MOST_CELLS))
    with once():
        return answered(taken(report, by, at), sent, key, digest_of(report.pk, sent), by, at)


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


def fill_blanks_with_zero(
    *, report: Report, cells: Collection[str] | None, by: User, at: datetime, key: str
) -> SavedEntries:
    """Set asked cells that are blank to 0: all of the report, or those of `cells` (ids as the grid names them).

    The answer tells versions, by which the sender can empty them again. Raises what `save_entries` raises.
    """
    with once():
        report = taken(report, by, at)
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


def answered(report: Report, sent: Sequence[Sent], key: str, digest: str, by: User, at: datetime) -> SavedEntries:
    """Answer a sending to a locked report by what was stored for its key, or save it and store the answer with it."""
    if stored := stored_answer(by, key, digest):
        return with_echo(stored, sent)
    if not report.is_open:
        message = locked(report).message
        return SavedEntries(key, tuple(EntryAnswer(one.id, EntryState.LOCKED, one.seen, "", message) for one in sent))
    book = book_of(report, {one.region_code for one in sent})
    read_held(book, sent)
    answers, cells = judged(book, sent)
    if cells:
        save_figures(cells=cells, by=by, at=at, via=Via.FORM)
    saved = SavedEntries(key, tuple(answers))
    answer = {"digest": digest, "cells": as_json(without_echo(saved, sent))}
    Submission.objects.create(user=by, key=key, at=at, answer=answer)
    return saved


def taken(report: Report, by: User, at: datetime) -> Report:
    """Lock and return the report; raise RightMissing. Who writes cells waits here, so versions read now still hold."""
    report = Report.objects.select_for_update(of=("self",), no_key=True).select_related("region").get(pk=report.pk)
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


def book_of(report: Report, codes: Collection[str] | None) -> Book:
    """Read what cells of the report are judged by; `codes` are the regions that are meant, None for all."""
    on = months.last_day(report.month)
    return Book(
        report=report,
        places={place.code: place for place in places_in(report, codes).values()},
        categories={category.code: category for category in WorkerCategory.objects.on(on)},
        payers={payer.code: payer for payer in Payer.objects.all()},
        asked={asked.pair: asked.per for asked in asked_in(report.region, report.month)},
        unlocked={Where(*key) for key in unlocked_in(report)} if report.is_correcting else None,
    )


def read_held(book: Book, sent: Sequence[Sent]) -> None:
    """Read what the sent cells hold, in one query."""
    wanted = {where for where in map(book.where, sent) if where}
    rows = Figure.objects.filter(
        month=book.report.month,
        region__in={where.region_id for where in wanted},
        category__in={where.category_id for where in wanted},
        payer__in={where.payer_id for where in wanted},
    )
    for row in rows:
        where = Where(row.region_id, row.category_id, row.payer_id)
        if where in wanted:
            count = Count(row.enrolled, row.not_applicable)
            book.held[where] = Held(count, row.funded_until, row.version, row.pk)


def judged(book: Book, sent: Sequence[Sent]) -> tuple[list[EntryAnswer], list[Cell]]:
    """Return the answer to each sent cell, and the cells that are to be written."""
    answers: list[EntryAnswer] = []
    cells: list[Cell] = []
    met: set[Where] = set()
    outdated: list[tuple[int, Sent, Held]] = []
    for one in sent:
        where, count = book.where(one), parse_count(one.text)
        held = book.held.get(where, Held()) if where else Held()
        refusal = refusal_of(book, one, where, count, held, met)
        if refusal or where is None or isinstance(count, Unreadable):
            state, message = refusal or (EntryState.REFUSED, "")
            answers.append(EntryAnswer(one.id, state, held.version, held.text, message))
            continue
        met.add(where)
        until = until_of(one, count, held)
        if (count, until) == (held.count, held.until):
            answers.append(EntryAnswer(one.id, EntryState.SAME, held.version, held.text))
        elif one.seen != held.version:
            outdated.append((len(answers), one, held))
            answers.append(EntryAnswer(one.id, EntryState.CONFLICT, held.version, held.text))
        else:
            answers.append(EntryAnswer(one.id, EntryState.SAVED, held.version + 1, text_of(count)))
            cells.append(cell_of(book, where, count, until, one.seen))
    tell_conflicts(book, answers, outdated)
    return answers, cells


def cell_of(book: Book, where: Where, count: Count, until: date | None, seen: int) -> Cell:
    return Cell(
        region=where.region_id,
        month=book.report.month,
        category=where.category_id or 0,
        payer=where.payer_id or 0,
        enrolled=count.heads,
        not_applicable=count.is_not_applicable,
        funded_until=until,
        seen=seen,
    )


def until_of(one: Sent, count: Count, held: Held) -> date | None:
    """Return until when the cell is paid: only a number is paid for."""
    if count.heads is None:
        return None
    return held.until if one.keeps_until else one.until


def refusal_of(
    book: Book, one: Sent, where: Where | None, count: Count | Unreadable, held: Held, met: set[Where]
) -> tuple[EntryState, str] | None:
    """Return why a cell cannot be stored; what the plan does not ask may still be emptied."""
    report = book.report
    told = {"report": report.region.name, "month": months.iso(report.month), "text": one.text.strip()}
    told |= {"region": one.region_code, "category": one.category_code, "payer": one.payer_code}
    if where is None:
        unknown = [("region", book.places), ("category", book.categories), ("payer", book.payers)]
        missing = next(word for word, known in unknown if told[word] not in known)
        return EntryState.REFUSED, cell_words(f"{missing}_unknown", **told)
    told["region"] = book.places[one.region_code].name
    told["category"], told["payer"] = book.categories[one.category_code].name, book.payers[one.payer_code].name
    if where in met:
        return EntryState.REFUSED, cell_words("twice")
    if isinstance(count, Unreadable):
        return EntryState.REFUSED, cell_words(count.code, count.likely, **told)
    is_unlocked = book.unlocked is not None and where in book.unlocked
    if not (is_unlocked or book.is_asked(where, one.region_code) or (count == BLANK and held.version)):
        return EntryState.REFUSED, cell_words("not_asked" if book.asked else "no_plan", **told)
    is_same = (count, until_of(one, count, held)) == (held.count, held.until)
    if book.unlocked is not None and not is_unlocked and not is_same:
        return EntryState.LOCKED, CellLocked(told["region"], report.month, told["category"], told["payer"]).message
    return None


def tell_conflicts(book: Book, answers: list[EntryAnswer], outdated: Sequence[tuple[int, Sent, Held]]) -> None:
    """Write into the answers who changed the cells that were shown in another version, and when."""
    if not outdated:
        return
    zone = time_zone(book.report.region)
    figures = {held.figure: held.version for _, _, held in outdated}
    rows = Revision.objects.filter(figure__in=figures).select_related("change__by")
    last = {row.figure_id: row.change for row in rows if row.version == figures[row.figure_id]}
    for position, one, held in outdated:
        change = last.get(held.figure)
        theirs = Theirs(held.text, held.version, str(change.by) if change else "", change.at if change else None)
        message = conflict_words(theirs.by, theirs.at, zone, held.text, one.text.strip())
        answers[position] = EntryAnswer(one.id, EntryState.CONFLICT, held.version, held.text, message, theirs)
