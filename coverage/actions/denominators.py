"""Targets and potentials: proposed by who is graded, approved by the head, accepted by the level above.

Accepting never edits a release: it makes a new version of the releases already published for that year, from the
effective month on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import Max, Q

from accounts import access
from accounts.abilities import Ability
from accounts.actions import audit
from accounts.enums import Act
from accounts.models import User
from coverage import months, ucj
from coverage.actions.re_release import release_again
from coverage.actions.release_writing import lock_regions
from coverage.actions.texts import refuse_identity
from coverage.enums import DenominatorKind, DenominatorState
from coverage.errors import DenominatorRefused
from coverage.models import Denominator, Scheme, Segment
from coverage.models.figure import LARGEST_COUNT
from regions.models import Region

WORDS = (
    "region_id", "year", "scheme_id", "kind", "segment_id", "effective_month", "persons", "percent_of_base", "base_id",
    "issuer", "legal_basis", "document", "method", "as_of", "is_sample",
)  # fmt: skip
"""What makes a proposal itself, whatever its version."""


@dataclass(frozen=True)
class Proposal:
    """A denominator as someone proposes it: `persons` workers, or `percent` of the potential `base`."""

    region: Region
    year: int
    scheme: Scheme
    kind: DenominatorKind
    issuer: str
    method: str
    as_of: date
    persons: int | None = None
    percent: Decimal | None = None
    base: Denominator | None = None
    segment: Segment | None = None
    effective_month: int | None = None  # yyyymm; January by default
    legal_basis: str = ""
    document: str = ""
    is_sample: bool = False


@transaction.atomic
def propose_denominators(*, proposals: Sequence[Proposal], by: User, at: datetime) -> list[Denominator]:
    """Store new versions of denominators as proposed; they count only once accepted.

    What the same person proposed in the same words and nobody has answered yet is not stored twice. Raises
    DenominatorRefused for impossible numbers or months, RightMissing out of scope.
    """
    regions = {proposal.region.pk for proposal in proposals}
    access.require_all(by, Ability.PROPOSE_TARGET, regions, at)
    lock_regions(Q(pk__in=regions))  # two such acts follow each other
    versions, waiting = last_versions(proposals), waiting_of(proposals, by)
    rows = []
    for proposal in proposals:
        key = key_of(proposal)
        row = row_of(proposal, versions.get(key, 0) + 1, by, at)
        if (standing := waiting.get(words_of(row))) is None:
            versions[key] = row.version
        rows.append(standing or row)
    stored = Denominator.objects.bulk_create([row for row in rows if row.pk is None], batch_size=500)
    if not stored:
        return rows
    audit.record(
        by=by,
        act=Act.DENOMINATOR_PROPOSED,
        at=at,
        region_code=proposals[0].region.code if len(proposals) == 1 else "",
        new={"count": len(stored), "denominators": [summary(row) for row in stored[:40]]},
    )
    return rows


@transaction.atomic
def approve_denominator(*, denominator: Denominator, by: User, at: datetime) -> Denominator:
    """Approve a proposed target as the head of the region's office; legal basis and document must be named."""
    row = taken(denominator, DenominatorState.PROPOSED, Ability.APPROVE_TARGET, by, at)
    if not (row.legal_basis.strip() and row.document.strip()):
        raise DenominatorRefused("no_document", row.region.name, row.year)
    if row.proposed_by_id == by.pk:
        raise DenominatorRefused("same_person", row.region.name, row.year)
    row.state, row.approved_by, row.approved_at = DenominatorState.APPROVED, by, at
    row.save(update_fields=["state", "approved_by", "approved_at"])
    record(row, Act.DENOMINATOR_APPROVED, by, at)
    return row


@transaction.atomic
def accept_denominator(*, denominator: Denominator, by: User, at: datetime) -> Denominator:
    """Accept an approved target as the level above; released months of its year get a new version."""
    row = taken(denominator, DenominatorState.APPROVED, Ability.ACCEPT_TARGET, by, at)
    if by.pk in (row.proposed_by_id, row.approved_by_id):
        raise DenominatorRefused("same_person", row.region.name, row.year)
    accept([row], by, at)
    record(row, Act.DENOMINATOR_ACCEPTED, by, at)
    return row


@transaction.atomic
def accept_statistics(*, denominators: Sequence[Denominator], by: User, at: datetime) -> None:
    """Accept potentials that an outside office has published, such as people employed (BPS), in one act.

    Nobody graded proposes these, so the administrator who loads them may accept them; targets are refused here.
    """
    access.require_all(by, Ability.MANAGE_REFERENCE, {row.region_id for row in denominators}, at)
    for row in denominators:
        if row.kind != DenominatorKind.POTENTIAL or row.state != DenominatorState.PROPOSED:
            label = str(DenominatorState(row.state).label)
            raise DenominatorRefused("wrong_state", row.region.name, row.year, state=label)
    accept(denominators, by, at)
    audit.record(
        by=by,
        act=Act.DENOMINATOR_ACCEPTED,
        at=at,
        new={"count": len(denominators), "denominators": [summary(row) for row in denominators[:40]]},
    )


def accept(rows: Sequence[Denominator], by: User, at: datetime) -> None:
    """Let denominators count, and release anew what was published on their predecessors."""
    for row in rows:
        row.state, row.accepted_by, row.accepted_at = DenominatorState.ACCEPTED, by, at
    Denominator.objects.bulk_update(rows, ["state", "accepted_by", "accepted_at"], batch_size=500)
    release_again(rows, by, at)


def taken(row: Denominator, state: DenominatorState, ability: Ability, by: User, at: datetime) -> Denominator:
    """Lock and return a denominator for a step; raise RightMissing or DenominatorRefused where it cannot be taken."""
    row = Denominator.objects.select_for_update(of=("self",)).select_related("region", "segment").get(pk=row.pk)
    access.require(by, ability, row.region, at)
    if row.state != state:
        label = str(DenominatorState(row.state).label)
        raise DenominatorRefused("wrong_state", row.region.name, row.year, state=label)
    return row


Key = tuple[int, int, int, str, int | None]


def key_of(proposal: Proposal) -> Key:
    segment = proposal.segment.pk if proposal.segment else None
    return (proposal.region.pk, proposal.year, proposal.scheme.pk, str(proposal.kind), segment)


def last_versions(proposals: Sequence[Proposal]) -> dict[Key, int]:
    """Return the newest version of each proposed denominator."""
    fields = ("region_id", "year", "scheme_id", "kind", "segment_id")
    rows = (
        Denominator.objects.filter(
            region__in={proposal.region.pk for proposal in proposals},
            year__in={proposal.year for proposal in proposals},
        )
        .values_list(*fields)
        .annotate(last=Max("version"))
        .order_by(*fields)
    )
    return {(row[0], row[1], row[2], row[3], row[4]): row[5] for row in rows}


def waiting_of(proposals: Sequence[Proposal], by: User) -> dict[tuple[object, ...], Denominator]:
    """Return what the person proposed of these regions and years and nobody has answered, by its words."""
    rows = Denominator.objects.select_related("region", "segment").filter(
        region__in={proposal.region.pk for proposal in proposals},
        year__in={proposal.year for proposal in proposals},
        state=DenominatorState.PROPOSED,
        proposed_by=by,
    )
    return {words_of(row): row for row in rows.order_by("version")}


def words_of(row: Denominator) -> tuple[object, ...]:
    """Return all that a proposal says."""
    return tuple(getattr(row, name) for name in WORDS)


def row_of(proposal: Proposal, version: int, by: User, at: datetime) -> Denominator:
    """Return the unsaved row of a proposal; raise DenominatorRefused where it is impossible, or RemarkRefused."""
    region, year = proposal.region.name, proposal.year
    effective = proposal.effective_month or year * 100 + 1
    if months.year_of(effective) != year or months.parse(months.iso(effective)) is None:
        raise DenominatorRefused("effective_month", region, year)
    refuse_identity(proposal.issuer, proposal.legal_basis, proposal.document, proposal.method)
    return Denominator(
        region=proposal.region,
        year=year,
        scheme=proposal.scheme,
        kind=proposal.kind,
        segment=proposal.segment,
        version=version,
        effective_month=effective,
        persons=persons_of(proposal),
        percent_of_base=proposal.percent,
        base=proposal.base if proposal.percent is not None else None,
        issuer=proposal.issuer,
        legal_basis=proposal.legal_basis,
        document=proposal.document,
        method=proposal.method,
        as_of=proposal.as_of,
        is_sample=proposal.is_sample,
        proposed_by=by,
        proposed_at=at,
    )


def persons_of(proposal: Proposal) -> int:
    """Return the workers of a proposal: as given, or its percent of the potential, rounded up."""
    region, year = proposal.region.name, proposal.year
    persons = proposal.persons
    if proposal.percent is not None:
        persons = ucj.persons_of(refuse_no_percent(proposal.percent, region, year), base_of(proposal).persons)
    if type(persons) is not int or not 0 <= persons <= LARGEST_COUNT:
        raise DenominatorRefused("not_whole", region, year)
    return persons


def refuse_no_percent(percent: Decimal, region: str, year: int) -> Decimal:
    """Return the percent; raise DenominatorRefused unless it is above 0, below 1,000, with at most four decimals."""
    if not 0 < percent < 1000 or percent != round(percent, 4):
        raise DenominatorRefused("not_percent", region, year)
    return percent


def base_of(proposal: Proposal) -> Denominator:
    """Return the potential that a percent is of; raise DenominatorRefused unless it counts for region and scheme."""
    base = proposal.base
    if (
        base is None
        or base.kind != DenominatorKind.POTENTIAL
        or base.state != DenominatorState.ACCEPTED
        or (base.region_id, base.scheme_id) != (proposal.region.pk, proposal.scheme.pk)
    ):
        raise DenominatorRefused("no_base", proposal.region.name, proposal.year)
    return base


def summary(row: Denominator) -> dict[str, object]:
    """Return what the audit trail tells of a denominator."""
    return {
        "id": row.pk,
        "region": row.region.code,
        "year": row.year,
        "kind": str(row.kind),
        "segment": row.segment.code if row.segment else None,
        "version": row.version,
        "persons": row.persons,
        "effective_month": row.effective_month,
    }


def record(row: Denominator, act: Act, by: User, at: datetime) -> None:
    audit.record(by=by, act=act, at=at, subject=f"denominator:{row.pk}", region_code=row.region.code, new=summary(row))
