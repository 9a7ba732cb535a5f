"""Close a category: compute once, freeze all, and never change it; what changes it later is the next version.

The arithmetic runs before the transaction, which then only looks whether anything has changed since, and stores.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts.abilities import Ability
from accounts.actions import audit
from accounts.actions.reasons import SHORTEST_REASON, refuse_identity
from accounts.enums import Act
from accounts.models import User
from awards.access import require_in
from awards.actions.jury.conflicts import find_in_round
from awards.arithmetic.contests import Unsound, differences, missing
from awards.arithmetic.ranking import Placed, ranked
from awards.arithmetic.scoring import Outcome, outcome
from awards.bundles import bundle as bundles
from awards.bundles.parts import Bundle
from awards.enums import CONTEST_PARTS, ResultCause, RoundStage
from awards.jury_errors import listed
from awards.models import CriteriaSet, EntrantCategory, MarkSheet, Objection, Result, ResultRow, Round
from awards.queries.jury.conflicts import undecided
from awards.queries.results.closed import newest_result, waiting_objection
from awards.queries.results.content import content_of
from awards.queries.results.judging import Judged, Source, code_of, judged
from awards.queries.rounds.stages import timetable
from awards.queries.settings.schemes import criteria_of
from awards.result_errors import ClosingRefused, StillMissing

Ranking = tuple[Placed, ...]

SOFTWARE = "paritrana 0.1.0"
"""What computed a result, as its bundle names it; a test holds it to the version of the project."""


@dataclass(frozen=True)
class Cause:
    """Why there is to be another version: its number, cause, reason, and the granted objection, if that is why."""

    version: int
    cause: ResultCause
    reason: str = ""
    objection: Objection | None = None


def close_round(
    *,
    round_: Round,
    category: EntrantCategory,
    by: User,
    at: datetime,
    reason: str = "",
    objection: Objection | None = None,
) -> Result:
    """Compute the result of a category and freeze it as the next version; all at once or nothing.

    The first needs no reason. A later one rests on other criteria, or on a granted `objection`, and tells its `reason`.
    Raise RightMissing, ClosingRefused (StillMissing lists what lacks), IdentityTyped.
    """
    require_in(by, Ability.RUN_ROUNDS, round_, at)
    criteria_set = set_of(round_, category, objection)
    if criteria_set is None:
        raise ClosingRefused("no_criteria", category=category.name)
    if not is_time_to_close(round_, at):
        raise ClosingRefused("too_early", category=category.name)
    cause = cause_of(round_, category, criteria_set, reason.strip(), objection)
    refuse_undecided(round_, category, at)
    found = judged(round_, category, criteria_set)
    result, ranking = computed(found)
    refuse_strayed(found, cause)
    content = bundled(bundle_of(found, cause, at), category)
    return frozen(found, cause, result, ranking, content, by, at)


def is_time_to_close(round_: Round, at: datetime) -> bool:
    """Tell whether nothing is judged any more, so that categories of a round may be closed."""
    return timetable(round_, at).has_passed(RoundStage.INTERVIEW)


def set_of(round_: Round, category: EntrantCategory, objection: Objection | None) -> CriteriaSet | None:
    """Return the criteria by which the next version is computed: after an objection those of the last one."""
    last = newest_result(round_, category) if objection is not None else None
    return last.criteria_set if last else criteria_of(round_, category)


def refuse_strayed(found: Judged, cause: Cause) -> None:
    """Raise ClosingRefused where more than the contested criterion is not as in the bundle of the version before."""
    last = newest_result(found.round, found.category)
    if cause.objection is None or last is None:
        return
    stored = bytes(Result.objects.only("bundle").get(pk=last.pk).bundle)
    before = bundles.read(stored).contests[found.category.code]
    strayed = differences(before, found.contest, (code_of(cause.objection.entry), cause.objection.criterion))
    if strayed:
        what = listed([str(CONTEST_PARTS[part]) for part in strayed])
        raise ClosingRefused(
            "strayed", number=cause.objection.number, category=found.category.name, version=last.version, what=what
        )


def cause_of(
    round_: Round, category: EntrantCategory, criteria_set: CriteriaSet, reason: str, objection: Objection | None
) -> Cause:
    """Return why the next version is made; raise ClosingRefused where there is no reason for one."""
    last = newest_result(round_, category)
    if last is None:
        if objection is not None:
            raise ClosingRefused("not_granted", number=objection.number)
        return Cause(1, ResultCause.FIRST)
    refuse_waiting(round_, category, objection)
    if objection is not None:
        if waiting_objection(round_, category) != objection:
            raise ClosingRefused("not_granted", number=objection.number)
        cause = ResultCause.OBJECTION
    elif last.criteria_set_id == criteria_set.pk:
        raise ClosingRefused("closed", category=category.name, person=last.closed_by, version=last.version)
    else:
        cause = ResultCause.SCHEME
    if len(reason) < SHORTEST_REASON:
        raise ClosingRefused("reason")
    refuse_identity(reason)
    return Cause(last.version + 1, cause, reason, objection)


def refuse_waiting(round_: Round, category: EntrantCategory, objection: Objection | None) -> None:
    """Raise ClosingRefused where a granted objection waits for the next version and this one is not made for it.

    That version would hold the correction without its reason, and leave the objection waiting for one that differs in
    nothing.
    """
    waiting = waiting_objection(round_, category)
    if waiting is not None and waiting != objection:
        raise ClosingRefused("waiting", category=category.name, number=waiting.number)


def refuse_undecided(round_: Round, category: EntrantCategory, at: datetime) -> None:
    """Look once more for conflicts in the records; raise ClosingRefused while marks count under an undecided one."""
    find_in_round(round_, at)
    for one in undecided(round_, category):
        raise ClosingRefused("undecided", category=category.name, person=one.seat.user, entry=one.entry.name)


def computed(found: Judged) -> tuple[Outcome, Ranking]:
    """Return the outcome of a category and its order; raise ClosingRefused where something lacks or cannot hold."""
    lacking = missing(found.contest)
    if lacking:
        raise StillMissing(found.category.name, lacking)
    try:
        result = outcome(found.contest)
    except Unsound as unsound:
        raise unsound_in(found.category, unsound) from unsound
    ranking = ranked(found.contest.scheme, result)
    if all(placed.rank is None for placed in ranking):
        raise ClosingRefused("nobody", category=found.category.name)
    return result, ranking


def bundle_of(found: Judged, cause: Cause, at: datetime) -> Bundle:
    """Return all that the result is computed from; jurors are pseudonyms."""
    round_, edition = found.round, found.round.edition
    about = {
        "programme": edition.programme.name,
        "data_year": str(edition.data_year),
        "label": edition.label,
        "region": round_.region.code,
        "region_name": round_.region.name,
        "category": found.category.name,
        "result": f"{round_.pk}-{found.category.code}-{cause.version}",
        "cause": str(cause.cause),
        "reason": cause.reason,
        "criteria_version": str(found.criteria_set.version),
        "closed_at": at.isoformat(),
    }
    return Bundle(
        about=about,
        contests={found.category.code: found.contest},
        names=found.names,
        conflicts=found.conflicts,
        software=SOFTWARE,
    )


def bundled(bundle: Bundle, category: EntrantCategory) -> bytes:
    """Return a bundle as an archive; raise ClosingRefused for what a verifier would refuse to read."""
    try:
        return bundles.written(bundle)
    except Unsound as unsound:
        raise unsound_in(category, unsound) from unsound


def unsound_in(category: EntrantCategory, unsound: Unsound) -> ClosingRefused:
    what = ", ".join(sorted({fault.code for fault in unsound.faults}))
    return ClosingRefused("unsound", category=category.name, what=what)


@transaction.atomic
def frozen(
    found: Judged, cause: Cause, result: Outcome, ranking: Ranking, content: bytes, by: User, at: datetime
) -> Result:
    """Store a result, unless someone closed the category or changed what it rests on since it was read."""
    round_ = Round.objects.select_for_update().get(pk=found.round.pk)
    sheets = MarkSheet.objects.select_for_update().filter(entry__round=round_, entry__category=found.category)
    list(sheets.order_by("pk").values_list("pk"))
    refuse_changed(found, cause)
    row = Result.objects.create(
        round=round_, category=found.category, version=cause.version, cause=cause.cause, reason=cause.reason,
        criteria_set=found.criteria_set, snapshot_id=found.snapshot_id, objection=cause.objection,
        formula=found.contest.scheme.formula, digest=hashlib.sha256(content).hexdigest(), bundle=content,
        closed_by=by, closed_at=at,
    )  # fmt: skip
    ResultRow.objects.bulk_create(rows_of(row, found, result, ranking), batch_size=200)
    # officials read the trail of their region before anything is published: neither winners nor words stand in it
    audit.record(
        by=by, act=Act.RESULT_CLOSED, at=at, subject=f"result:{round_.pk}/{found.category.code}/{cause.version}",
        region_code=round_.region.code,
        new={"digest": row.digest, "cause": str(cause.cause), "entries": len(ranking)},
    )  # fmt: skip
    return row


def refuse_changed(found: Judged, cause: Cause) -> None:
    """Raise ClosingRefused where another has closed the category since, or a mark or a number is not as it was."""
    last = newest_result(found.round, found.category)
    if last is not None and last.version >= cause.version:
        raise ClosingRefused("closed", category=found.category.name, person=last.closed_by, version=last.version)
    refuse_waiting(found.round, found.category, cause.objection)
    holds = set_of(found.round, found.category, cause.objection) == found.criteria_set
    if (
        undecided(found.round, found.category)
        or not holds
        or judged(found.round, found.category, found.criteria_set).contest != found.contest
    ):
        raise ClosingRefused("moved_on", category=found.category.name)


def is_winner(placed: Placed, category: EntrantCategory) -> bool:
    """Tell whether an entry is among the juara; who shares the last of these places is."""
    return placed.rank is not None and placed.rank <= category.winners


def rows_of(row: Result, found: Judged, result: Outcome, ranking: Ranking) -> list[ResultRow]:
    """Return one row per entry, in its order, not stored yet."""
    by_entry = {standing.entry: standing for standing in result.standings}
    sources: dict[str, dict[str, Source]] = {code: {} for code in found.entries}
    for (entry, criterion), source in found.sources.items():
        sources[entry][criterion] = source
    return [
        ResultRow(
            result=row, entry=found.entries[placed.entry], position=position, name=found.names[placed.entry][:200],
            rank=placed.rank, total=placed.total, is_winner=is_winner(placed, found.category),
            content=content_of(by_entry[placed.entry], placed, sources[placed.entry]),
        )
        for position, placed in enumerate(ranking, start=1)
    ]  # fmt: skip
