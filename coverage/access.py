"""Which reports and uploads a person may read: each is found through the right to it."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet

from accounts import access
from accounts.abilities import ABILITIES, Ability, Role
from accounts.models import User
from coverage import months
from coverage.enums import ReportState
from coverage.models import Report, Upload
from coverage.queries.live_brief import reporters_of
from coverage.queries.second_person import reached_uploads
from regions.enums import Level
from regions.models import Placement, Region

IMPORTING = frozenset({Ability.IMPORT, Ability.RECORD_OBSERVATIONS})
"""Either lets a person send files: for the cells of a report, or beside them."""


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


def live_reports_for(user: User, place: Placement, month: int, at: datetime) -> list[Report]:
    """Return the reports of a month that live numbers of a place are made of, as far as the person may read them.

    Raise OutOfReach (404) where the place is out of reach by the tree of that month, and PermissionDenied where it lies
    in a single report that the person may not read before it is submitted.
    """
    on = months.last_day(month)
    roles = access.roles_at(user, place.region, at, on)
    if not roles:
        raise access.OutOfReach(place.code)
    abilities = frozenset[Ability]().union(*(ABILITIES[role] for role in roles))
    if not abilities & {Ability.READ_DRAFT, Ability.READ_SUBMITTED}:
        raise PermissionDenied
    reporters = [row.region_id for row in reporters_of(place, on)]
    found = list(Report.objects.filter(region__in=reporters, month=month).order_by("region"))
    if Ability.READ_DRAFT in abilities:
        return found
    if place.level >= Level.REGENCY and any(report.is_open for report in found):
        raise PermissionDenied
    return [report for report in found if not report.is_open]


def refuse_who_imports_nowhere(user: User, at: datetime) -> None:
    """Raise OutOfReach, answered as 404, for who holds no role, and PermissionDenied for whose roles import nothing."""
    roles = {Role(held.role) for held in access.assignments(user, at)}
    if not roles:
        raise access.OutOfReach("")
    if not any(ABILITIES[role] & IMPORTING for role in roles):
        raise PermissionDenied


def uploads_for(user: User, at: datetime) -> QuerySet[Upload]:
    """Return the uploads that a person sent or applied, and those about reports all of which the person imports for.

    What was sent and what was counted of it stay in the database until they are asked for.
    """
    refuse_who_imports_nowhere(user, at)
    known = Q(by=user) | Q(applied_by=user) | reached_uploads(user, at)
    return Upload.objects.filter(known).defer("original", "counted")


def upload_for(user: User, number: int, at: datetime) -> Upload:
    """Return an upload by its number; raise OutOfReach (404) where it is none of the person's, PermissionDenied.

    It tells as `original_is_kept` whether the file as sent is still there.
    """
    known = uploads_for(user, at).annotate(original_is_kept=Q(original__isnull=False))
    found = known.select_related("by", "applied_by", "wanted_by", "change").filter(pk=number).first()
    if found is None:
        raise access.OutOfReach("")
    return found
