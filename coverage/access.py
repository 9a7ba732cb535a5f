"""Which reports a person may read: the month of a region, found through the right to it."""

from datetime import datetime

from django.core.exceptions import PermissionDenied

from accounts import access
from accounts.abilities import ABILITIES, Ability
from accounts.models import User
from coverage import months
from coverage.enums import ReportState
from coverage.models import Report
from regions.models import Region


def report_for(user: User, code: str, month: int, at: datetime) -> Report:
    """Return the report of a region (by code) and month (yyyymm), with the people of its steps.

    Raise OutOfReach, answered as 404, where the region is out of reach by the tree of that month or has no such
    report, and PermissionDenied where the person may not read it, or not before it is submitted.
    """
    region = Region.objects.filter(code=code).first()
    roles = access.roles_at(user, region, at, months.last_day(month)) if region else set()
    if region is None or not roles:
        raise access.OutOfReach(code[:13])
    abilities = frozenset[Ability]().union(*(ABILITIES[role] for role in roles))
    if not abilities & {Ability.READ_DRAFT, Ability.READ_SUBMITTED}:
        raise PermissionDenied
    report = (
        Report.objects.select_related("region", "submitted_by", "checked_by", "signed_by", "published_by")
        .filter(region=region, month=month)
        .first()
    )
    if report is None:
        raise access.OutOfReach(code[:13])
    if report.state == ReportState.OPEN and Ability.READ_DRAFT not in abilities:
        raise PermissionDenied
    return report
