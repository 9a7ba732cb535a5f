"""A category of a round as the pure arithmetic takes it: its scheme, what was put in, marks and recusals.

Five queries, however many entries, criteria and jurors there are. Only marks of final sheets count: a draft is nobody's
but its juror's, and lacks like a mark that was not given.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from django.db.models import BigIntegerField, F
from django.db.models.functions import Cast
from django.db.models.functions import Round as Round_

from awards.arithmetic import contests
from awards.arithmetic.contests import Contest
from awards.arithmetic.schemes import Criterion, Kind, Phase, Scheme, leaves
from awards.bundles import parts as bundle_parts
from awards.enums import JUDGED, EntryState
from awards.models import Conflict, CriteriaSet, EntrantCategory, Entry, Mark, Round, Seat, Snapshot, SnapshotInput
from awards.queries.settings.schemes import read


@dataclass(frozen=True)
class Source:
    """Where an input is from: the release that it cites, and in words what else it rests on."""

    figure_id: str = ""
    words: str = ""


@dataclass(frozen=True)
class Judged:
    """One category of a round, and who stands behind the codes of its contest.

    `entries` and `seats` are by code; a juror is J01, J02 … in an order of chance, so that a code tells nothing of the
    decree. `snapshot_id` is the one whose inputs are in the contest, None where there is none; `sources` are by entry
    and criterion.
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
        return {code: name_of(entry) for code, entry in self.entries.items()}


def name_of(entry: Entry) -> str:
    """Return the name by which an entry is called: that of the firm, else of the region."""
    return entry.firm.name if entry.firm else entry.region.name


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
    )
    return Judged(round_, category, criteria_set, contest, entries, seats, conflicts, snapshot_id, sources)


def jurors_of(round_: Round) -> dict[str, Seat]:
    """Return the seats of a round that have not ended, by code."""
    seats = Seat.objects.filter(round=round_, ended_at=None).select_related("user").order_by("shuffle", "pk")
    return {f"J{number:02}": seat for number, seat in enumerate(seats, start=1)}


def nominees_of(scheme: Scheme, entries: Mapping[str, Entry]) -> frozenset[str] | None:
    """Return who is heard in the interview; None where there is none, so that all have a total."""
    if all(leaf.phase != Phase.INTERVIEW for leaf in leaves(scheme)):
        return None
    return frozenset(code for code, entry in entries.items() if entry.state == EntryState.NOMINEE)


def conflicts_of(codes: Mapping[int, str], jurors: Mapping[int, str]) -> tuple[bundle_parts.Conflict, ...]:
    """Return the conflicts of jurors with entries, one of each kind; a recusal stands until it is lifted."""
    rows = Conflict.objects.filter(seat__in=jurors, entry__in=codes).order_by("seat_id", "entry_id", "kind")
    found = [
        bundle_parts.Conflict(jurors[seat], codes[entry], kind, is_recused=lifted_at is None)
        for seat, entry, kind, lifted_at in rows.values_list("seat_id", "entry_id", "kind", "lifted_at")
    ]
    return tuple(sorted(found, key=lambda one: (one.juror, one.entry, one.kind)))


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
            found.append(contests.Input(code, row.criterion, row.raw, row.level))
            sources[code, row.criterion] = Source(row.figure_id, row.source)
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
    rows = Mark.objects.filter(
        sheet__entry__round=round_, sheet__entry__category=category, sheet__seat__ended_at=None,
        sheet__final_at__isnull=False, points__isnull=False, criterion__in=by_code,
    )  # fmt: skip
    thousandths = Cast(Round_(F("points") * 1000), BigIntegerField())  # whole numbers are read twice as fast
    given = rows.values_list("sheet__entry_id", "criterion", "sheet__seat_id", thousandths)
    worth = cache(lambda mark: Decimal(mark) / 1000)  # a scale has few marks, a round has many
    unheard = {code for code in codes.values() if nominees is not None and code not in nominees}
    found = []
    for entry, criterion, seat, points in sorted(given):
        code = codes.get(entry)
        is_unheard = code in unheard and by_code[criterion].phase == Phase.INTERVIEW
        if code is not None and seat in jurors and not is_unheard:
            found.append(contests.Mark(jurors[seat], code, criterion, worth(points)))
    return tuple(found)
