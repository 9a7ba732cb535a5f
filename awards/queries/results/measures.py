"""What entries bring to the computed criteria: read from releases of coverage, from reports, and from proved amounts.

What is not known is None, never 0: no release, a small cell that is withheld, no December of the year before.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal

from django.utils.translation import gettext as _

from awards.arithmetic.schemes import Criterion, Kind, Measure
from awards.models import Edition, Entry, Evidence
from awards.queries.entrants.timeliness import Timeliness, timeliness_of
from coverage.models import ReleasedTotal
from coverage.queries.reconciliation import UCJ
from coverage.queries.released import WHOLE
from coverage.ucj import percent

PLACES = Decimal("1e-10")
"""Measures are stored to ten places, as all that is ranked."""


@dataclass(frozen=True)
class Measured:
    """A raw measure of an entry, the release that it cites, and in words what else it rests on; its proofs by id."""

    raw: Decimal | None = None
    figure_id: str = ""
    source: str = ""
    proofs: tuple[int, ...] = ()


@dataclass(frozen=True)
class Released:
    """The newest release of a region and month, as far as it is judged by: `enrolled` is None where it is withheld."""

    figure_id: str
    enrolled: int | None
    target: int | None
    adopted: int | None
    desa: int | None


Numbers = Mapping[tuple[int, int], Released]


def measures_of(entries: Collection[Entry], edition: Edition) -> dict[tuple[int, Measure], Measured]:
    """Return what each entry (id) has in each measure that is read from the portal's own numbers; two queries.

    A firm has no releases of its own: those of the region where it sits are not its. Budget per worker is told by
    criterion (`budgets_of`), since each names its own proof.
    """
    regions = {entry.region_id for entry in entries if entry.firm_id is None}
    released = releases_of(regions, (edition.data_month, edition.data_month - 100))
    in_time = timeliness_of(regions, edition.data_year)
    found = {}
    for entry in entries:
        now = released.get((entry.region_id, edition.data_month)) if entry.firm_id is None else None
        before = released.get((entry.region_id, edition.data_month - 100)) if entry.firm_id is None else None
        found[entry.pk, Measure.COVERAGE] = coverage(now)
        found[entry.pk, Measure.GROWTH] = growth(now, before)
        found[entry.pk, Measure.ADOPTION] = adoption(now)
        found[entry.pk, Measure.TIMELINESS] = timeliness(
            in_time.get(entry.region_id) if entry.firm_id is None else None
        )
    return found


def measured_of(
    entries: Collection[Entry], edition: Edition, criteria: Collection[Criterion]
) -> dict[tuple[int, str], Measured]:
    """Return what each entry (id) has now on each computed criterion (code) that is not stated by the secretariat."""
    measures = measures_of(entries, edition)
    budgeted = [one.code for one in criteria if one.measure == Measure.BUDGET_PER_WORKER]
    budgets = budgets_of(entries, edition, budgeted) if budgeted else {}
    found = {}
    for one in criteria:
        if is_stated(one):
            continue
        for entry in entries:
            here = (entry.pk, one.code)
            found[here] = budgets[here] if one.code in budgeted else measures[entry.pk, one.measure]
    return found


def is_stated(criterion: Criterion) -> bool:
    """Tell whether the secretariat says what an entry has here; all else is computed."""
    return criterion.kind == Kind.LEVELLED or criterion.measure == Measure.OTHER


def releases_of(regions: Collection[int], months: Collection[int]) -> Numbers:
    """Return the newest releases by region and month (yyyymm)."""
    rows = ReleasedTotal.objects.filter(
        WHOLE, region__in=regions, month__in=months, scheme__code=UCJ, release__isnull=False
    ).values_list(
        "region_id", "month", "release__figure_id", "release__enrolled", "release__target", "release__content",
        "adopted", "is_hidden", "filled",
    )  # fmt: skip
    return {
        (region, month): Released(
            figure_id,
            enrolled if filled and not is_hidden else None,
            target,
            adopted,
            content.get("villages", {}).get("desa"),
        )
        for region, month, figure_id, enrolled, target, content, adopted, is_hidden, filled in rows
    }


def stored(number: Decimal | None) -> Decimal | None:
    """Return a number to ten places, half even."""
    return None if number is None else number.quantize(PLACES, ROUND_HALF_EVEN)


def coverage(now: Released | None) -> Measured:
    """Return the percent of target of the data month, as far as ten places; it may exceed 100."""
    if now is None:
        return Measured()
    return Measured(stored(percent(now.enrolled, now.target)), now.figure_id)


def growth(now: Released | None, before: Released | None) -> Measured:
    """Return by how many percent the enrolled have grown since December of the year before."""
    if now is None or before is None or now.enrolled is None or not before.enrolled:
        return Measured(figure_id=now.figure_id if now else "")
    grown = Decimal(now.enrolled - before.enrolled) * 100 / before.enrolled
    return Measured(stored(grown), now.figure_id, _("dibandingkan dengan %(figure)s") % {"figure": before.figure_id})


def adoption(now: Released | None) -> Measured:
    """Return the percent of the desa that have joined; None where a region has none, as a city of kelurahan."""
    if now is None:
        return Measured()
    told = _("%(adopted)s dari %(desa)s desa") % {"adopted": now.adopted, "desa": now.desa} if now.desa else ""
    return Measured(stored(percent(now.adopted, now.desa)), now.figure_id, told)


def timeliness(told: Timeliness | None) -> Measured:
    """Return the percent of the twelve reports of a year that came in time; None where none was ever published."""
    if told is None or told.percent is None:
        return Measured()
    words = _("%(count)s dari 12 laporan %(year)s tepat waktu") % {"count": told.in_time, "year": told.year}
    return Measured(stored(told.percent), source=words)


def budgets_of(
    entries: Collection[Entry], edition: Edition, criteria: Collection[str]
) -> dict[tuple[int, str], Measured]:
    """Return per entry (id) and criterion (code) the rupiah that its proofs show, per enrolled worker.

    Of each proof the newest version counts that was not withdrawn; several proofs of one criterion are added.
    """
    released = releases_of({entry.region_id for entry in entries if entry.firm_id is None}, (edition.data_month,))
    newest = dict[tuple[int, str, str], tuple[int, Decimal]]()
    rows = Evidence.objects.filter(
        entry__in=[pk for entry in entries for pk in entry.dossiers], criterion__in=criteria, amount__isnull=False,
        withdrawn_at=None,
    ).order_by("entry_id", "criterion", "proof", "version")  # fmt: skip
    for pk, entry_id, criterion, proof, amount in rows.values_list("pk", "entry_id", "criterion", "proof", "amount"):
        newest[entry_id, criterion, proof] = (pk, amount or Decimal(0))
    found = dict[tuple[int, str], Measured]()
    for entry in entries:
        now = released.get((entry.region_id, edition.data_month)) if entry.firm_id is None else None
        for criterion in criteria:
            proved = {  # a proof that was handed in anew stands in place of the one of the round before
                key[2]: told
                for pk in reversed(entry.dossiers)
                for key, told in newest.items()
                if key[:2] == (pk, criterion)
            }
            found[entry.pk, criterion] = budget(proved.values(), now)
    return found


def budget(proved: Collection[tuple[int, Decimal]], now: Released | None) -> Measured:
    if not proved or now is None or not now.enrolled:
        return Measured(figure_id=now.figure_id if now else "")
    whole = sum((amount for _pk, amount in proved), Decimal(0))
    numbers = tuple(sorted(pk for pk, _amount in proved))
    told = _("bukti dukung no. %(numbers)s") % {"numbers": ", ".join(map(str, numbers))}
    return Measured(stored(whole / now.enrolled), now.figure_id, told, numbers)
