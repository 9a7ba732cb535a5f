"""Publish a signed report: write its numbers as immutable releases, from its villages up to the nation.

All in one transaction: a release for each region of the report that holds a number, the released totals set to what
was published, and the difference carried to the province and the nation, each with a new release of its own.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from accounts.abilities import Ability
from accounts.models import User
from coverage import months
from coverage.actions.release_writing import (
    TOTAL,
    Draft,
    Publication,
    Sums,
    lock_above,
    part_of,
    release_of,
    says_the_same,
    set_totals,
    store,
)
from coverage.actions.reports import moved, refuse_participants, taken
from coverage.enums import Axis, ReleaseCause, ReportState, ReportStep
from coverage.models import Change, LiveTotal, Release, ReleasedTotal, Report, ReportEvent, Scheme
from coverage.queries.denominators import NONE, POTENTIAL, TARGET, denominators_at
from coverage.queries.published_area import (
    Area,
    area_of,
    children_released,
    entries_of,
    released_totals,
    segments_in,
)
from coverage.queries.recount import counted_at_publication, places_of, segments_at_publication, summed
from coverage.queries.release_content import Counts, Facts, dimensions_of
from coverage.queries.remarks import remarks_of
from coverage.queries.withheld_counts import withheld_above, withheld_in
from regions.enums import Level
from regions.models import Placement, Region
from regions.queries.tree import counts


@transaction.atomic
def publish_report(*, report: Report, by: User, at: datetime, seen: int | None = None) -> list[Release]:
    """Accept and publish a signed report; return its new releases, that of the report's region first.

    A correction writes version n + 1 where a number changed and leaves version n reachable for ever.
    Raises RightMissing or StepRefused.
    """
    report = taken(report, ReportState.SIGNED, Ability.PUBLISH, by, at, seen)
    refuse_participants(report, by)
    above = lock_above(report)
    earlier = Report.objects.select_related("region").get(pk=report.pk)
    report.published_by, report.published_at = by, at
    report.publications += 1
    report.published_change = Change.objects.order_by("pk").last()
    releases: list[Release] = []
    for scheme in schemes_of(report):
        publication = Publication(
            report,
            scheme,
            dimensions_of(scheme),
            by,
            at,
            reason_of(report),
            entries_of(report),
            remarks_of(report, scheme),
        )
        area = area_of(report, scheme)
        if report.region.level == Level.PROVINCE:
            before = sums_published(earlier, scheme)
        else:
            drafts = drafts_of(area, publication)
            before = sums_of(drafts[report.region_id].before)
            releases += release_area(area, drafts, publication)
        gained = difference(area.sums(report.region_id), before)
        for region in above:
            releases.append(release_above(region, gained, publication))
    moved(report, ReportState.PUBLISHED, ReportStep.PUBLISHED, by, at)
    return releases


def schemes_of(report: Report) -> list[Scheme]:
    """Return the schemes in which the report holds a number, or did when it was last published."""
    this = {"month": report.month, "region": report.region, "axis": Axis.TOTAL}
    live = LiveTotal.objects.filter(filled__gt=0, **this).values_list("scheme", flat=True)
    released = ReleasedTotal.objects.filter(**this).values_list("scheme", flat=True)
    return list(Scheme.objects.filter(pk__in={*live, *released}).order_by("position"))


def reason_of(report: Report) -> str:
    """Return why the report was reopened since its last publication, each reason once; empty for a first one."""
    events = ReportEvent.objects.filter(report=report)
    last = events.filter(step=ReportStep.PUBLISHED).order_by("-pk").values_list("pk", flat=True).first() or 0
    notes = events.filter(step=ReportStep.REOPENED, pk__gt=last).order_by("pk").values_list("note", flat=True)
    return "; ".join(dict.fromkeys(notes))


def sums_of(rows: Iterable[ReleasedTotal]) -> Sums:
    return {(row.axis, row.member): (row.enrolled, row.filled) for row in rows}


def sums_published(report: Report, scheme: Scheme) -> Sums:
    """Return the sums of a province's own figures as last published, from their revisions; none before the first."""
    if not report.publications:
        return {}
    segment_of = segments_at_publication(report.month, [report])
    sums = summed(counted_at_publication(report), places_of(report.month), segment_of, None)
    mine = {key: told for key, told in sums.items() if (key.region, key.scheme) == (report.region_id, scheme.pk)}
    return {(key.axis, key.member): (told.enrolled, told.filled) for key, told in mine.items()}


def difference(now: Sums, before: Sums) -> Sums:
    """Return heads and cells gained, by (axis, member); negative where they were lost."""
    nothing = (0, 0)
    return {
        key: (
            now.get(key, nothing)[0] - before.get(key, nothing)[0],
            now.get(key, nothing)[1] - before.get(key, nothing)[1],
        )
        for key in {*now, *before}
    }


def drafts_of(area: Area, publication: Publication) -> dict[int, Draft]:
    """Return what is to be released of each region of the area that holds a number or did so before."""
    report, scheme = area.report, area.scheme
    before = released_totals(area.places, report.month, scheme)
    denominators = denominators_at(list(area.places), report.month, scheme)
    withheld = withheld_in(area)
    drafts = {}
    for region, place in area.places.items():
        counts = area.counts(region)
        if not counts.filled and region not in before and region != report.region_id:
            continue
        target = denominators.get((region, TARGET), NONE)
        facts = Facts(
            place=place,
            parent=area.code_above(place),
            month=report.month,
            counts=counts,
            target=target,
            potential=denominators.get((region, POTENTIAL), NONE),
            segment_of=area.segment_of,
            villages=area.villages(place),
            is_sample=report.is_sample or any(row.is_sample for row in target.used),
            signatures=publication.signatures,
            entries=publication.entries,
            reason=publication.reason,
            claims=publication.remarks.disputes.get(region, ()),
            reasons=publication.remarks.reasons if region == report.region_id else (),
        )
        drafts[region] = Draft(facts, area.sums(region), withheld, before.get(region, []))
    return drafts


def release_area(area: Area, drafts: Mapping[int, Draft], publication: Publication) -> list[Release]:
    """Release the report's region, its districts and villages where their number changed, from the leaves up."""
    current: dict[int, Release] = {}
    new: list[tuple[Draft, Release]] = []
    unchanged: list[tuple[Draft, Release]] = []
    for draft in sorted(drafts.values(), key=lambda draft: (-draft.facts.place.level, draft.facts.place.code)):
        below = [current[place.region_id] for place in area.children(draft.region) if place.region_id in current]
        draft = draft.adding_up(part_of(release) for release in below)
        release = release_of(draft, publication, publication.cause, area.report)
        if draft.earlier and draft.region != area.report.region_id and says_the_same(release, draft.earlier):
            release = draft.earlier
            unchanged.append((draft, release))
        else:
            new.append((draft, release))
        current[draft.region] = release
    store(new)
    # what the public reads is the same, and yet a cell may be filled with 0 or heads moved between withheld segments
    set_totals((draft, release) for draft, release in unchanged if draft.sums != sums_of(draft.before))
    return [release for _, release in reversed(new)]


def release_above(region: Region, gained: Sums, publication: Publication) -> Release:
    """Carry a difference to the province or the nation, and release it anew."""
    report, scheme = publication.report, publication.scheme
    before = released_totals([region.pk], report.month, scheme).get(region.pk, [])
    sums = difference(sums_of(before), {key: (-heads, -cells) for key, (heads, cells) in gained.items()})
    heads = {key: count for key, (count, cells) in sums.items() if cells}
    children = children_released(region, report.month, scheme)
    rows = [child.whole for child in children.values()]
    own = heads.get(TOTAL, 0) - sum(row.enrolled for row in rows)
    place = Placement.objects.on(months.last_day(report.month)).select_related("parent").get(region=region)
    denominators = denominators_at([region.pk], report.month, scheme)
    segment_of = segments_in(place, report.month)
    below = counts(region, months.last_day(report.month))
    target = denominators.get((region.pk, TARGET), NONE)
    facts = Facts(
        place=place,
        parent=place.parent.code if place.parent else None,
        month=report.month,
        counts=Counts(heads, own, sums.get(TOTAL, (0, 0))[1]),
        target=target,
        potential=denominators.get((region.pk, POTENTIAL), NONE),
        segment_of=segment_of,
        villages={"total": below.villages, "desa": below.desa, "adopted": sum(row.adopted for row in rows)},
        reported=sum(row.reported for row in rows),
        expected=below.regencies + below.cities,
        is_sample=any(row.release and row.release.is_sample for row in rows)
        or any(row.is_sample for row in target.used),
        parts=[part_of(row.release) for row in rows if row.release],
        reason=publication.reason,
    )
    seen = {pk: (child.heads, child.hidden) for pk, child in children.items()}
    draft = Draft(facts, sums, withheld_above(region.pk, heads, own, segment_of, seen), before)
    release = release_of(draft, publication, ReleaseCause.BELOW, None)
    store([(draft, release)])
    return release
