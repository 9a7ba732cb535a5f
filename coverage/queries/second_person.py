"""Imports that one person alone may not apply or take back: why, who else may, and which wait for whom.

Apps above say which months are delicate (`SECOND_PERSON_MONTHS`), since this one may not ask them by name.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils.module_loading import import_string

from accounts import access
from accounts.abilities import ABILITIES, Ability, Role
from accounts.enums import ROLE_LABELS
from accounts.models import Assignment, User
from coverage.enums import EFFECTIVE_ROWS, WRITTEN_UPLOADS, SecondAct, SecondState, UploadState, UploadUse
from coverage.models import Revision, SecondRequest, StagedRow, Upload
from coverage.queries.uploads.chain import chain_of
from regions import names
from regions.enums import Level
from regions.models import Placement, Region

About = tuple[tuple[int, str], ...]
"""Months (yyyymm), each with what is judged by its figures in words: (202312, "Paritrana, data 2023")."""
IMPORTERS = [role for role, abilities in ABILITIES.items() if Ability.IMPORT in abilities]


@dataclass(frozen=True)
class Second:
    """Someone who may be the second person, by one of the roles that let him: "Rina (operator Kab. Paser)"."""

    user: User
    role: Role
    region: Region

    def __str__(self) -> str:
        return f"{self.user} ({ROLE_LABELS[self.role]} {names.short(self.region.name, self.region.kind)})"


def guarded_months(at: datetime) -> About:
    """Return the months whose figures no import may move by one person's act at `at`."""
    return tuple(pair for name in settings.SECOND_PERSON_MONTHS for pair in import_string(name)(at))


def touched_by(upload: Upload, at: datetime) -> About:
    """Return the guarded months of which an upload would change a cell; rows that change nothing touch nothing.

    What is only compared changes no cell.
    """
    guarded = guarded_months(at) if upload.use == UploadUse.FIGURES else ()
    rows = StagedRow.objects.filter(upload=upload, status__in=EFFECTIVE_ROWS)
    return among(guarded, rows.filter(month__in=months_of(guarded)).values_list("month", flat=True).distinct())


def touched_by_turning(upload: Upload, at: datetime) -> About:
    """Return the guarded months of which taking an upload back, or restoring it, would change a cell.

    Cells that someone wrote since stay as they are.
    """
    guarded = guarded_months(at) if upload.change else ()
    last = chain_of(upload.change)[-1] if guarded and upload.change else None
    rows = Revision.objects.filter(change=last, figure__version=F("version"))
    found = rows.filter(figure__month__in=months_of(guarded)).values_list("figure__month", flat=True).distinct()
    return among(guarded, found)


def months_of(about: About) -> set[int]:
    return {month for month, _ in about}


def among(guarded: About, found: QuerySet[StagedRow, int | None] | QuerySet[Revision, int]) -> About:
    """Return those of the guarded months that are found; asks nothing where none is guarded."""
    touched = set(found) if guarded else set()
    return tuple(pair for pair in guarded if pair[0] in touched)


def needing_second(upload: Upload, by: User, at: datetime) -> About:
    """Return the months for which `by` alone may not apply an upload; none for who did not send it: they are two."""
    return touched_by(upload, at) if by.pk == upload.by_id else ()


def reached_uploads(user: User, at: datetime) -> Q:
    """Match the uploads about reports for all of which `user` imports."""
    standing = Placement.objects.on(access.day_of(at)).filter(level__lte=Level.REGENCY)
    reached = standing.filter(access.reach(user, at, Ability.IMPORT)).values("region")
    about = Upload.reporters.through.objects.filter(upload=OuterRef("pk"))
    return Q(Exists(about) & ~Exists(about.exclude(region__in=reached)))


def open_request(upload: Upload) -> SecondRequest | None:
    """Return the request that waits for a second person, if there is one."""
    rows = SecondRequest.objects.filter(upload=upload, state=SecondState.ASKED)
    return rows.select_related("asked_by").first()


def ended_requests(upload: Upload) -> list[SecondRequest]:
    """Return the requests that were answered, withdrawn or lapsed, oldest first."""
    rows = SecondRequest.objects.filter(upload=upload).exclude(state=SecondState.ASKED)
    return list(rows.select_related("asked_by", "answered_by").order_by("pk"))


def requests_for(user: User, at: datetime) -> list[SecondRequest]:
    """Return the requests that `user` may answer as second person, oldest first; no query for who imports nowhere.

    Each knows the regions of whose reports its upload speaks.
    """
    if not any(Role(held.role) in IMPORTERS for held in access.assignments(user, at)):
        return []
    applying = Q(act=SecondAct.APPLY, upload__state=UploadState.WAITING) & ~Q(upload__by=user)
    rows = SecondRequest.objects.filter(applying | ~Q(act=SecondAct.APPLY), state=SecondState.ASKED)
    reached = Upload.objects.filter(reached_uploads(user, at)).values("pk")
    found = rows.exclude(asked_by=user).filter(upload__in=reached).select_related("asked_by", "upload__by")
    found = found.prefetch_related("upload__reporters")
    return list(found.defer("upload__original", "upload__counted").order_by("pk"))


def second_people(upload: Upload, without: Collection[int], at: datetime) -> list[Second]:
    """Return who may import for all reports of an upload at `at`, but for these users (ids), the nearest office first.

    Each person once, by the role at the smallest region.
    """
    day = access.day_of(at)
    nation = set(Region.objects.filter(level=Level.NATION).values_list("pk", flat=True))
    places = Placement.objects.on(day).filter(region__in=upload.reporters.values("pk"))
    above = [{regency, province, *nation} for regency, province in places.values_list("regency", "province")]
    rows = Assignment.objects.on(day).filter(
        user__is_active=True, role__in=IMPORTERS, region__in={pk for of in above for pk in of if pk}
    )
    held: dict[int, list[Assignment]] = defaultdict(list)
    for row in rows.exclude(user__in=without).select_related("user", "region").order_by("-region__level", "pk"):
        held[row.user_id].append(row)
    able = [of for of in held.values() if all(any(one.region_id in lineage for one in of) for lineage in above)]
    found = [Second(of[0].user, Role(of[0].role), of[0].region) for of in able] if above else []
    return sorted(found, key=lambda one: (-one.region.level, str(one.user), one.user.pk))


@dataclass(frozen=True)
class Seconding:
    """What the page of an upload tells of second people: why one is needed, who may be it, what was asked of them.

    `asked` is the request that waits, None where nothing was asked yet; `is_second` whether the reader may be it.
    """

    about: About
    people: tuple[Second, ...]
    asked: SecondRequest | None
    is_second: bool
    may_withdraw: bool


def seconding_of(upload: Upload, user: User, at: datetime) -> Seconding | None:
    """Return what `user` is told of second people for an upload as it stands; None where one person is enough."""
    asked = open_request(upload)
    if asked is not None:
        about: About = tuple((month, words) for month, words in asked.about)
    elif upload.state == UploadState.STAGED:
        about = touched_by(upload, at)
    else:
        about = touched_by_turning(upload, at) if upload.state in WRITTEN_UPLOADS else ()
    if not about:
        return None
    first = {asked.asked_by_id if asked else user.pk}
    if upload.state in (UploadState.STAGED, UploadState.WAITING):
        first = {upload.by_id}
    people = tuple(second_people(upload, first, at))
    return Seconding(
        about=about,
        people=people,
        asked=asked,
        is_second=any(one.user == user for one in people),
        may_withdraw=asked is not None and asked.asked_by_id == user.pk,
    )
