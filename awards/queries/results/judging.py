"""A category of a round as the pure arithmetic takes it: its scheme, what was put in, marks and recusals.

Five queries, however many entries, criteria and jurors there are. Only marks of final sheets count: a draft is nobody's
but its juror's, and lacks like a mark that was not given.
"""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Aggregate, OuterRef, Subquery, TextField
from django.db.models.functions import Cast
from django.db.models.sql.compiler import SQLCompiler

from awards.arithmetic import contests
from awards.arithmetic.contests import Contest
from awards.arithmetic.schemes import Criterion, Kind, Phase, Scheme, leaves
from awards.bundles import parts as bundle_parts
from awards.enums import JUDGED, EntryState
from awards.models import (
    Conflict,
    CriteriaSet,
    EntrantCategory,
    Entry,
    Mark,
    MarkSheet,
    Round,
    Seat,
    Snapshot,
    SnapshotInput,
)
from awards.queries.jury.conflicts import TAKES_EFFECT
from awards.queries.jury.seats import counting
from awards.queries.settings.schemes import read


class Packed(Aggregate):
    """Names and texts as the text of one JSON object."""

    function = "JSON_GROUP_OBJECT"
    output_field = TextField()

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **more: Any) -> tuple[str, Any]:
        template = "JSON_OBJECT_AGG(%(expressions)s)::text"
        return self.as_sql(compiler, connection, template=template, **more)


@dataclass(frozen=True)
class Source:
    """Where an input is from: the release that it cites, and in words what else it rests on."""

    figure_id: str = ""
    words: str = ""


@dataclass(frozen=True)
class Judged:
    """One category of a round, and who stands behind the codes of its contest.

    `entries` and `seats` are by code; a juror's is the pseudonym, which was drawn and tells nothing of the decree.
    `snapshot_id` is the one whose inputs are in the contest, None where there is none; `sources` are by entry and
    criterion.
    """

    round: Round
    category: EntrantCategory
    criteria_set: CriteriaSet
    contest: Contest
    entries: Mapping[str, Entry]
    seats: Mapping[str, Seat]
    conflicts: tuple[bundle_parts.Conflict, ...]
    snapshot_id: int | None
    sources: Mapping[tuple[str, str], Source]

    @property
    def criteria(self) -> dict[str, Criterion]:
        return {criterion.code: criterion for criterion in self.contest.scheme.criteria}

    @property
    def names(self) -> dict[str, str]:
        return {code: entry.name for code, entry in self.entries.items()}


def code_of(entry: Entry) -> str:
    """Return the code of an entry in contests and bundles: of the region that competes, or the number of the firm."""
    return f"BU-{entry.firm_id}" if entry.firm_id else entry.region.code


def judged(round_: Round, category: EntrantCategory, criteria_set: CriteriaSet) -> Judged:
    """Return a category of a round as it stands, by a criteria set."""
    rows = Entry.objects.filter(round=round_, category=category, state__in=JUDGED)
    entries = {code_of(entry): entry for entry in rows.select_related("region", "firm").order_by("pk")}
    seats = jurors_of(round_)
    codes = {entry.pk: code for code, entry in entries.items()}
    jurors = {seat.pk: code for code, seat in seats.items()}
    scheme = read(criteria_set).scheme
    nominees = nominees_of(scheme, entries)
    conflicts = conflicts_of(codes, jurors)
    inputs, snapshot_id, sources = inputs_of(round_, category, scheme, codes)
    contest = Contest(
        scheme=scheme,
        entries=tuple(sorted(entries)),
        jurors=tuple(sorted(seats)),
        inputs=inputs,
        marks=marks_of(round_, category, scheme, codes, jurors, nominees),
        recusals=frozenset((one.juror, one.entry) for one in conflicts if one.is_recused),
        nominees=nominees,
        left=frozenset(code for code, seat in seats.items() if seat.ended_at is not None),
    )
    return Judged(round_, category, criteria_set, contest, entries, seats, conflicts, snapshot_id, sources)


def jurors_of(round_: Round) -> dict[str, Seat]:
    """Return the seats of a round by pseudonym: those that have not ended, and those that left final marks."""
    seats = counting().filter(round=round_).select_related("user")
    return {seat.pseudonym: seat for seat in sorted(seats, key=lambda seat: seat.pseudonym)}


def nominees_of(scheme: Scheme, entries: Mapping[str, Entry]) -> frozenset[str] | None:
    """Return who is heard in the interview; None where there is none, so that all have a total."""
    if all(leaf.phase != Phase.INTERVIEW for leaf in leaves(scheme)):
        return None
    return frozenset(code for code, entry in entries.items() if entry.state == EntryState.NOMINEE)


def conflicts_of(codes: Mapping[int, str], jurors: Mapping[int, str]) -> tuple[bundle_parts.Conflict, ...]:
    """Return the conflicts of jurors with entries, one a pair; a recusal stands while one of its kinds takes effect."""
    rows = Conflict.objects.filter(seat__in=jurors, entry__in=codes).annotate(takes_effect=TAKES_EFFECT)
    found: dict[tuple[str, str], bool] = {}
    for seat, entry, takes_effect in rows.values_list("seat_id", "entry_id", "takes_effect"):
        pair = jurors[seat], codes[entry]
        found[pair] = found.get(pair, False) or takes_effect
    return tuple(bundle_parts.Conflict(*pair, is_recused=found[pair]) for pair in sorted(found))


def inputs_of(
    round_: Round, category: EntrantCategory, scheme: Scheme, codes: Mapping[int, str]
) -> tuple[tuple[contests.Input, ...], int | None, dict[tuple[str, str], Source]]:
    """Return what the newest snapshot holds of these entries on the criteria of a scheme, its id, and the sources."""
    newest = Snapshot.objects.filter(round=round_, category=category).order_by("-version").values("pk")[:1]
    fed = {leaf.code for leaf in leaves(scheme) if leaf.kind != Kind.JUDGED}
    rows = SnapshotInput.objects.filter(snapshot=newest).order_by("entry_id", "criterion")
    snapshot_id, found, sources = None, [], {}
    for row in rows:
        snapshot_id = row.snapshot_id
        code = codes.get(row.entry_id)
        if code is not None and row.criterion in fed:
            found.append(contests.Input(code, row.criterion, row.raw, row.level, row.waiver))
            sources[code, row.criterion] = Source(row.figure_id, row.waiver or row.source)
    return tuple(found), snapshot_id, sources


def marks_of(
    round_: Round,
    category: EntrantCategory,
    scheme: Scheme,
    codes: Mapping[int, str],
    jurors: Mapping[int, str],
    nominees: frozenset[str] | None,
) -> contests.Marks:
    """Return the final marks of the jury on the judged criteria of a scheme, of who is heard on each.

    The database hands them over by sheet: of ten times fewer rows half the time goes, and all of it is of one round.
    """
    of_all = {leaf.code: leaf.phase for leaf in leaves(scheme) if leaf.kind == Kind.JUDGED}
    of_papers = {code: phase for code, phase in of_all.items() if phase != Phase.INTERVIEW}
    given = Mark.objects.filter(sheet=OuterRef("pk"), points__isnull=False)
    packed = given.values("sheet").annotate(packed=Packed("criterion", Cast("points", TextField()))).values("packed")
    sheets = MarkSheet.objects.filter(entry__round=round_, entry__category=category, final_at__isnull=False)
    worth = cache(Decimal)  # a scale has few marks, a round has many
    found: dict[contests.Cell, dict[str, Decimal]] = defaultdict(dict)
    for entry, seat, marks in sheets.values_list("entry_id", "seat_id", Subquery(packed)):
        if marks is None or entry not in codes or seat not in jurors:
            continue
        code, juror = codes[entry], jurors[seat]
        judged_here = of_all if nominees is None or code in nominees else of_papers
        for criterion, points in json.loads(marks).items():
            if criterion in judged_here:
                found[code, criterion][juror] = worth(points)
    return found
