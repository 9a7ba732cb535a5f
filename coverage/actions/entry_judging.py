"""Judge cells that were sent against the plan, the register and what is stored: what becomes of each, and why."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from coverage import months
from coverage.actions.entry_answers import EntryAnswer, EntryState, Sent, Theirs
from coverage.actions.staging import Cell
from coverage.cautions import Where
from coverage.entry_errors import cell_words, conflict_words
from coverage.enums import AskedPer
from coverage.errors import CellLocked
from coverage.models import Figure, Payer, Report, Revision, WorkerCategory
from coverage.numbers import Count, Unreadable, grouped, parse_count
from coverage.queries.corrections import unlocked_in
from coverage.queries.plan import Asked, asked_in
from coverage.queries.quality import NOT_APPLICABLE, places_in
from regions.enums import Level
from regions.models import Placement
from regions.queries.tree import time_zone

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


def book_of(report: Report, sent: Sequence[Sent] | None) -> Book:
    """Read what the sent cells of the report are judged by; None for those that the plan asks, everywhere in it."""
    asked = asked_in(report.region, report.month)
    categories, payers = known_in(report, asked, sent or ())
    codes = None if sent is None else {one.region_code for one in sent}
    return Book(
        report=report,
        places={place.code: place for place in places_in(report, codes).values()},
        categories=categories,
        payers=payers,
        asked={each.pair: each.per for each in asked},
        unlocked={Where(*key) for key in unlocked_in(report)} if report.is_correcting else None,
    )


def known_in(
    report: Report, asked: Sequence[Asked], sent: Sequence[Sent]
) -> tuple[dict[str, WorkerCategory], dict[str, Payer]]:
    """Return categories and payers by code: those of the plan, and all others only where a cell names one of these."""
    categories = {each.category.code: each.category for each in asked}
    payers = {each.payer.code: each.payer for each in asked}
    if any(one.category_code not in categories or one.payer_code not in payers for one in sent):
        valid = WorkerCategory.objects.on(months.last_day(report.month))
        categories = {category.code: category for category in valid}
        payers = {payer.code: payer for payer in Payer.objects.all()}
    return categories, payers


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
