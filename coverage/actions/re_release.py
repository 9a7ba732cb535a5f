"""Release published numbers anew on a new denominator: the same heads, other percentages, version n + 1."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q

from accounts.models import User
from coverage.actions.release_writing import carried, lock_regions
from coverage.enums import Axis, ReleaseCause
from coverage.models import Denominator, Release, ReleasedTotal, Scheme
from coverage.models.release import figure_id_of
from coverage.queries.denominators import NONE, POTENTIAL, TARGET, denominators_at, told
from coverage.queries.release_content import measured
from coverage.queries.released import WHOLE, known_months
from regions.models import Placement


def release_again(denominators: Sequence[Denominator], by: User, at: datetime) -> list[Release]:
    """Write new versions of the releases whose region, year and months the accepted denominators touch.

    A potential of a year in which nothing is published touches nothing.
    """
    touched = {row.region_id for row in denominators}
    reporters = Placement.objects.filter(region__in=touched, regency__isnull=False).values("regency")
    lock_regions(Q(pk__in=touched) | Q(pk__in=reporters))
    schemes = Scheme.objects.in_bulk({row.scheme_id for row in denominators})
    return [again(row, schemes[row.scheme_id], by, at) for row in touched_totals(denominators)]


def touched_totals(denominators: Sequence[Denominator]) -> list[ReleasedTotal]:
    """Return the released totals of the months in which the denominators hold, from below upwards, in one query.

    A table of statistics brings thousands of denominators at once, most of them of years without any release.
    """
    held = {
        (row.region_id, row.scheme_id, month)
        for row in denominators
        for month in range(row.effective_month, row.year * 100 + 13)
    }
    rows = ReleasedTotal.objects.filter(
        WHOLE,
        month__in=[month for month in known_months() if month in {of_month for _, _, of_month in held}],
        region__in={row.region_id for row in denominators},
        scheme__in={row.scheme_id for row in denominators},
    )
    ordered = rows.select_related("release").order_by("-level", "region", "month", "scheme")
    return [total for total in ordered if (total.region_id, total.scheme_id, total.month) in held]


def again(total: ReleasedTotal, scheme: Scheme, by: User, at: datetime) -> Release:
    """Write the next version of one release and set the released totals' denominators to it."""
    earlier = total.release
    if earlier is None:
        raise ValueError("A released total of a whole region has a release.")
    known = denominators_at([total.region_id], total.month, scheme)
    target, potential = known.get((total.region_id, TARGET), NONE), known.get((total.region_id, POTENTIAL), NONE)
    is_sample = earlier.is_sample or any(row.is_sample for row in target.used)
    content = {**earlier.content, "reason": "", "is_sample": is_sample}
    content["segments"] = [{**row, "target": None, "percent": None} for row in content["segments"]]
    content["target_denominators"] = [told(row) for row in target.used]
    content["potential_denominators"] = [told(row) for row in potential.used]
    release = Release.objects.create(
        figure_id=figure_id_of(content["code"], total.month, scheme.code, earlier.version + 1),
        region_id=total.region_id,
        month=total.month,
        scheme=scheme,
        version=earlier.version + 1,
        cause=ReleaseCause.DENOMINATOR,
        report=earlier.report,
        enrolled=earlier.enrolled,
        target=target.total,
        potential=potential.total,
        target_denominator=target.leading,
        potential_denominator=potential.leading,
        formula=earlier.formula,
        is_hidden=earlier.is_hidden,
        is_sample=is_sample,
        content=measured(content, target, potential),
        released_by=by,
        released_at=at,
    )
    same = ReleasedTotal.objects.filter(month=total.month, region=total.region_id, scheme=scheme)
    same.filter(axis=Axis.TOTAL).update(target=target.total, **carried(release))
    for segment in same.filter(axis=Axis.SEGMENT).order_by("member"):
        same.filter(axis=Axis.SEGMENT, member=segment.member).update(target=target.persons(segment.member))
    return release
