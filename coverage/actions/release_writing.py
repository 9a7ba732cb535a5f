"""Store releases and set the released totals to them."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cached_property
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from accounts.abilities import Role
from accounts.enums import ROLE_LABELS
from accounts.models import User
from coverage import months, ucj
from coverage.enums import Axis, ReleaseCause
from coverage.models import Basis, Denominator, Release, ReleasedTotal, Report, Scheme
from coverage.models.release import figure_id_of
from coverage.queries.release_content import AXIS_WORD, CellKey, Dimensions, Facts, content_of
from coverage.queries.remarks import Remarks
from coverage.small_cells import Withheld
from regions.enums import Level
from regions.models import Placement, Region

TOTAL = (Axis.TOTAL, 0)

VOLATILE = ("signatures", "entries", "reason")
"""Parts of a content that do not make a number another one."""

Sums = Mapping[tuple[int, int], tuple[int, int]]
"""Heads and cells by (axis, member)."""


@dataclass(frozen=True)
class Publication:
    """One scheme of one report as it is being published: by whom, when, why."""

    report: Report
    scheme: Scheme
    dimensions: Dimensions
    by: User
    at: datetime
    reason: str
    entries: Sequence[Mapping[str, Any]]
    remarks: Remarks

    @property
    def cause(self) -> ReleaseCause:
        return ReleaseCause.CORRECTION if self.report.publications > 1 else ReleaseCause.PUBLICATION

    @cached_property
    def signatures(self) -> list[dict[str, str]]:
        """Steps of sign-off with office and time; people are not named in public."""
        report = self.report
        head = str(ROLE_LABELS[Role.HEAD])
        if report.paper_approvals.filter(confirmed_at=report.signed_at, confirmed_by=report.signed_by).exists():
            head = _("%(office)s, di atas kertas") % {"office": head}
        steps = (
            ("submitted", str(ROLE_LABELS[Role.ENTERER]), report.submitted_at),
            ("checked", str(ROLE_LABELS[Role.CHECKER]), report.checked_at),
            ("signed", head, report.signed_at),
            ("published", str(ROLE_LABELS[Role.PROVINCE]), report.published_at),
        )
        return [{"step": step, "role": office, "at": at.isoformat()} for step, office, at in steps if at]


@dataclass(frozen=True)
class Draft:
    """What is about to be released of one region: its facts and sums, what is withheld, and what stood before."""

    facts: Facts
    sums: Sums
    withheld: Withheld[CellKey]
    before: Sequence[ReleasedTotal]

    @property
    def region(self) -> int:
        return self.facts.place.region_id

    @property
    def earlier(self) -> Release | None:
        """The newest release of the region, month and scheme so far."""
        return next((row.release for row in self.before if row.axis == Axis.TOTAL), None)

    def adding_up(self, parts: Iterable[Mapping[str, Any]]) -> "Draft":
        """Return the draft with the releases that its number was added up from."""
        return replace(self, facts=replace(self.facts, parts=list(parts)))

    def is_hidden(self, axis: int, member: int) -> bool:
        return (AXIS_WORD[Axis(axis)], self.region, member) in self.withheld.every


def lock_above(report: Report) -> list[Region]:
    """Lock a report's region, its province and the nation, and return the two above, so that publications queue up."""
    place = Placement.objects.on(months.last_day(report.month)).get(region=report.region)
    wanted = Q(pk__in=[report.region_id, place.province_id]) | Q(level=Level.NATION)
    return [region for region in lock_regions(wanted) if region.level <= Level.PROVINCE]


def lock_regions(wanted: Q) -> list[Region]:
    """Lock and return regions for releasing, always from below upwards, so that two who release never deadlock.

    Rows that merely point to these regions may be written meanwhile: hence no key is locked.
    """
    return list(Region.objects.select_for_update(no_key=True).filter(wanted).order_by("-level", "pk"))


def release_of(draft: Draft, publication: Publication, cause: ReleaseCause, report: Report | None) -> Release:
    """Return the unsaved next release of a draft."""
    facts, scheme = draft.facts, publication.scheme
    version = draft.earlier.version + 1 if draft.earlier else 1
    return Release(
        figure_id=figure_id_of(facts.place.code, facts.month, scheme.code, version),
        region_id=draft.region,
        month=facts.month,
        scheme=scheme,
        version=version,
        cause=cause,
        report=report,
        enrolled=facts.counts.enrolled,
        target=facts.target.total,
        potential=facts.potential.total,
        target_denominator=facts.target.leading,
        potential_denominator=facts.potential.leading,
        formula=ucj.FORMULA,
        is_hidden=draft.is_hidden(*TOTAL),
        is_sample=facts.is_sample,
        content=content_of(facts, publication.dimensions, draft.withheld),
        released_by=publication.by,
        released_at=publication.at,
    )


def says_the_same(release: Release, earlier: Release) -> bool:
    """Tell whether two releases say the same number with the same explanation, whoever signed it."""
    told, told_before = ({**found.content, **dict.fromkeys(VOLATILE)} for found in (release, earlier))
    return (release.enrolled, told) == (earlier.enrolled, told_before)


def part_of(release: Release) -> dict[str, Any]:
    """Return how the release of a parent names this one among its parts."""
    content = release.content
    return {
        "figure_id": release.figure_id,
        "code": content["code"],
        "name": content["name"],
        "enrolled": content["enrolled"],
    }


def store(drafts: Iterable[tuple[Draft, Release]]) -> None:
    """Store new releases and set the released totals of their regions to them."""
    pairs = list(drafts)
    stored = Release.objects.bulk_create([release for _, release in pairs], batch_size=200)
    set_totals((draft, release) for (draft, _), release in zip(pairs, stored, strict=True))


def set_totals(drafts: Iterable[tuple[Draft, Release]]) -> None:
    """Set the released totals of regions to the sums of their drafts."""
    rows: list[ReleasedTotal] = []
    for draft, release in drafts:
        mine = totals_of(draft, release)
        rows += mine
        gone = {(row.axis, row.member) for row in draft.before} - {(row.axis, row.member) for row in mine}
        for axis, member in sorted(gone):
            ReleasedTotal.objects.filter(
                month=release.month, region=release.region_id, scheme=release.scheme, axis=axis, member=member
            ).delete()
    ReleasedTotal.objects.bulk_create(
        rows,
        batch_size=500,
        update_conflicts=True,
        unique_fields=["month", "region", "scheme", "axis", "member"],
        update_fields=[
            "enrolled", "filled", "target", "adopted", "reported", "expected", "is_hidden", *CARRIED,
        ],
    )  # fmt: skip


CARRIED = ("release", "version", "is_sample", "potential", "target_basis", "potential_basis")
"""What the released total of a whole region carries of its release, so that a ranking need not open it."""


def carried(release: Release) -> dict[str, Any]:
    """Return the values of CARRIED."""
    return {
        "release": release,
        "version": release.version,
        "is_sample": release.is_sample,
        "potential": release.potential,
        "target_basis": basis_of(release.target_denominator),
        "potential_basis": basis_of(release.potential_denominator),
    }


def basis_of(denominator: Denominator | None) -> Basis | None:
    """Return who issued a denominator and how, one row for all that share both."""
    if denominator is None:
        return None
    return Basis.objects.get_or_create(issuer=denominator.issuer, method=denominator.method)[0]


def totals_of(draft: Draft, release: Release) -> list[ReleasedTotal]:
    """Return the released totals of one region: one for each sum, the whole with its release and denominators."""
    facts = draft.facts
    rows = []
    for (axis, member), (heads, cells) in {TOTAL: (0, 0), **draft.sums}.items():
        if not cells and (axis, member) != TOTAL:
            continue
        row = ReleasedTotal(
            month=facts.month, region_id=draft.region, scheme=release.scheme, axis=axis, member=member,
            level=facts.place.level, enrolled=heads, filled=cells, is_hidden=draft.is_hidden(axis, member),
        )  # fmt: skip
        if axis == Axis.TOTAL:
            for name, told in carried(release).items():
                setattr(row, name, told)
            row.target, row.adopted = release.target, facts.villages["adopted"]
            row.reported, row.expected = facts.reported, facts.expected
        elif axis == Axis.SEGMENT:
            row.target = facts.target.persons(member)
        rows.append(row)
    return rows
