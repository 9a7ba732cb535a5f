"""A category of a round as the pure arithmetic takes it: its scheme, what was put in, marks and recusals.

Five queries, however many entries, criteria and jurors there are. Only marks of final sheets count: a draft is nobody's
but its juror's, and lacks like a mark that was not given.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from django.db.models import TextField
from django.db.models.functions import Cast

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
    Round,
    Seat,
    Snapshot,
    SnapshotInput,
)
from awards.queries.jury.conflicts import TAKES_EFFECT
from awards.queries.jury.seats import counting
from awards.queries.settings.schemes import read


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
) -> tuple[contests.Mark, ...]:
    """Return the final marks of the jury on the judged criteria of a scheme, of who is heard on each."""
    by_code = {leaf.code: leaf for leaf in leaves(scheme) if leaf.kind == Kind.JUDGED}
    unheard = {
        (code, leaf.code)
        for code in codes.values()
        if nominees is not None and code not in nominees
        for leaf in by_code.values()
        if leaf.phase == Phase.INTERVIEW
    }
    rows = Mark.objects.filter(
        sheet__entry__round=round_, sheet__entry__category=category,
        sheet__final_at__isnull=False, points__isnull=False, criterion__in=by_code,
    )  # fmt: skip
    points = Cast("points", TextField())  # which is read as it is, where a number is converted one by one
    given = rows.values_list("sheet__entry_id", "criterion", "sheet__seat_id", points)
    worth = cache(Decimal)  # a scale has few marks, a round has many
    return tuple(
        contests.Mark(jurors[seat], codes[entry], criterion, worth(told))
        for entry, criterion, seat, told in given
        if entry in codes and seat in jurors and (codes[entry], criterion) not in unheard
    )
