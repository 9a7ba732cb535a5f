"""The nominees of a round as anyone reads them: nothing before Penetapan nomine is over, and proofs as their entrant
redacted them, from Pengumuman on.

The same rule says how far an entry is for the offices of its own region, and what the trail tells of a region.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from awards.enums import JUDGED, STAGES, EntryState, RoundStage
from awards.models import EntrantCategory, Entry, Evidence, Round
from awards.queries.rounds.stages import Timetable, timetable


@dataclass(frozen=True)
class Nominee:
    """An entry that is a nominee, with the proofs of which anyone may open the redacted copy."""

    entry: Entry
    copies: tuple[Evidence, ...]


@dataclass(frozen=True)
class Nominees:
    """The nominees of a round by category; `is_told` is False as long as the stage in which they are named lasts."""

    is_told: bool
    categories: tuple[tuple[EntrantCategory, tuple[Nominee, ...]], ...]

    @property
    def total(self) -> int:
        return sum(len(of) for _category, of in self.categories)


def are_told(table: Timetable) -> bool:
    """Tell whether nominees are told to more than those who name and judge them: the stage that names them is over."""
    return table.has_passed(RoundStage.NOMINEES)


def as_told(entry: Entry, table: Timetable) -> Entry:
    """Return an entry as those know it who neither name nor judge nominees: to be shown, and never to be stored.

    Before nominees are told, all whose documents are complete are no further than that, whatever was decided since.
    """
    if are_told(table) or entry.state not in JUDGED:
        return entry
    shown = copy(entry)
    shown.state, shown.why = EntryState.VERIFIED, ""
    return shown


def region_in_trail(entry: Entry, at: datetime) -> str:
    """Return the code under which the trail keeps an act on an entry; none while nominees are named.

    Officials read the trail of their region, and what was done about a nominee would tell that it is one.
    """
    return "" if timetable(entry.round, at).is_open(RoundStage.NOMINEES) else entry.region.code


def public_nominees(round_: Round, at: datetime) -> Nominees:
    """Return whom the public may know as nominees at a moment; three queries, however many there are."""
    table = timetable(round_, at)
    if not are_told(table):
        return Nominees(False, ())
    rows = Entry.objects.filter(round=round_, state=EntryState.NOMINEE).select_related("category", "region", "firm")
    entries = list(
        rows.order_by("category__position", "category__code", F("firm__name").asc(nulls_first=True), "region__code")
    )
    copies = copies_of(entries) if has_opened(table, RoundStage.ANNOUNCEMENT) else {}
    by_category: dict[int, list[Nominee]] = defaultdict(list)
    for entry in entries:
        by_category[entry.category_id].append(Nominee(entry, tuple(copies.get(entry.pk, ()))))
    categories = {entry.category_id: entry.category for entry in entries}
    return Nominees(True, tuple((categories[pk], tuple(of)) for pk, of in by_category.items()))


def has_opened(table: Timetable, stage: RoundStage) -> bool:
    """Tell whether a stage is open or was."""
    order = STAGES.index(stage)
    return any(each.opens_at <= table.at for each in table.windows if STAGES.index(RoundStage(each.stage)) == order)


def copies_of(entries: Sequence[Entry]) -> dict[int, list[Evidence]]:
    """Return the newest version of each proof that stands, where it has a redacted copy, by entry (id)."""
    rows = Evidence.objects.filter(entry__in=entries, withdrawn_at=None).defer("content", "redacted")
    newest: dict[tuple[int, str, str], Evidence] = {}
    for row in rows.order_by("criterion", "proof", "version"):
        newest[row.entry_id, row.criterion, row.proof] = row
    found: dict[int, list[Evidence]] = defaultdict(list)
    for row in newest.values():
        if row.redacted_digest:
            found[row.entry_id].append(row)
    return found


HEADER = ("category", "name", "region_code", "region", "is_firm", "public_copies")


def table_rows(found: Nominees) -> Iterator[list[object]]:
    """Yield the nominees as rows of a table, by HEADER."""
    for category, nominees in found.categories:
        for one in nominees:
            entry = one.entry
            is_firm = entry.firm_id is not None
            yield [category.name, entry.name, entry.region.code, entry.region.name, is_firm, len(one.copies)]
