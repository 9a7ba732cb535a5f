"""Whether numbers can be frozen now, of one category and of many at once, and how many nobody has frozen yet."""

from collections import Counter, defaultdict
from collections.abc import Collection

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from awards.arithmetic.schemes import Kind, leaves
from awards.enums import JUDGED
from awards.models import (
    CriteriaSet,
    EntrantCategory,
    Entry,
    Objection,
    Result,
    Round,
    RoundCriteria,
    Snapshot,
    SnapshotInput,
)
from awards.queries.results.closed import newest_result, waiting_objection
from awards.queries.settings.schemes import read
from awards.result_errors import SnapshotRefused


def why_not_frozen(round_: Round, category: EntrantCategory, criteria_set: CriteriaSet) -> SnapshotRefused | None:
    """Return why the numbers of a category cannot be frozen now, None where they can.

    No version could rest on others while a granted objection waits, in whose version one cell alone may differ, or
    where it is closed by these criteria.
    """
    waiting, last = waiting_objection(round_, category), newest_result(round_, category)
    if waiting is not None:
        return SnapshotRefused("waiting", category=category.name, number=waiting.number)
    if last is not None and last.criteria_set_id == criteria_set.pk:
        return SnapshotRefused("closed", category=category.name, version=last.version)
    return None


def awaited() -> QuerySet[RoundCriteria]:
    """Return the criteria that hold in rounds and by which numbers can be frozen now: `why_not_frozen` for many.

    Some entry is judged by them: `judged` is how many.
    """
    here = {"round": OuterRef("round"), "category": OuterRef("category")}
    later = RoundCriteria.objects.filter(Q(at__gt=OuterRef("at")) | Q(at=OuterRef("at"), pk__gt=OuterRef("pk")), **here)
    closed = Result.objects.filter(criteria_set=OuterRef("criteria_set"), **here)
    granted = Objection.objects.filter(
        round=OuterRef("round"), entry__category=OuterRef("category"), is_granted=True, results=None
    )
    judged = Entry.objects.filter(state__in=JUDGED, **here).order_by().values("category").annotate(many=Count("pk"))
    rows = RoundCriteria.objects.annotate(judged=Subquery(judged.values("many")))
    return rows.filter(~Exists(later), ~Exists(closed), ~Exists(granted), judged__gt=0)


def unfrozen(rows: Collection[RoundCriteria]) -> dict[int, int]:
    """Return how many numbers the newest snapshot lacks, by the criteria (id) of `awaited`; one query.

    What was frozen as unknown lacks too, unless it is waived.
    """
    newer = Snapshot.objects.filter(
        round=OuterRef("snapshot__round"), category=OuterRef("snapshot__category"),
        version__gt=OuterRef("snapshot__version"),
    )  # fmt: skip
    told = SnapshotInput.objects.filter(
        ~Exists(newer), Q(raw__isnull=False) | ~Q(level="") | ~Q(waiver=""), entry__state__in=JUDGED,
        snapshot__round__in={one.round_id for one in rows},
    )  # fmt: skip
    known: dict[tuple[int, int], Counter[str]] = defaultdict(Counter)
    for round_, category, criterion in told.values_list("snapshot__round", "snapshot__category", "criterion"):
        known[round_, category][criterion] += 1
    found = {}
    for one in rows:
        fed = [leaf.code for leaf in leaves(read(one.criteria_set).scheme) if leaf.kind != Kind.JUDGED]
        frozen = known[one.round_id, one.category_id]
        found[one.pk] = sum(getattr(one, "judged", 0) - frozen[code] for code in fed)
    return found
