"""Change what figures are told apart by: kinds of workers and payers, row by row, each with its entry in the trail."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from accounts import access
from accounts.actions import audit
from accounts.enums import Act
from accounts.models import User
from coverage import months
from coverage.actions.mappings import Mapping, change_mapping
from coverage.actions.texts import refuse_identity
from coverage.models import Figure, Payer, Scheme, Segment, SegmentMapping, WorkerCategory
from coverage.models.dimensions import CODE
from coverage.reference_errors import ReferenceRefused
from regions.models import BEGINNING, FOREVER

LONGEST_NAME = 80
LAST_POSITION = 1_000


@dataclass(frozen=True)
class CategoryTold:
    """What is said of a kind of worker; `segment` is a code of its scheme or "", from `segment_since` where it changes.

    `valid_from` is its first day, `valid_to` the day after its last.
    """

    code: str
    name: str
    position: int
    scheme: str = "ucj"
    is_vulnerable: bool = False
    segment: str = ""
    segment_since: date | None = None
    valid_from: date = BEGINNING
    valid_to: date = FOREVER


@transaction.atomic
def save_category(*, told: CategoryTold, by: User, at: datetime) -> WorkerCategory:
    """Store a kind of worker, or change the one of that code; its scheme stays. What stands already changes nothing.

    Raise RightMissing, ReferenceRefused, RemarkRefused. A segment counts in the whole nation; those of provinces stay.
    """
    access.require_reference(by, at)
    refuse_unfit(told.code, told.name, told.position)
    if told.valid_to <= told.valid_from:
        raise ReferenceRefused("lasts", told.code)
    row = WorkerCategory.objects.select_for_update(of=("self",)).filter(code=told.code).first()
    scheme = row.scheme if row else Scheme.objects.filter(code=told.scheme).first()
    if scheme is None or scheme.code != told.scheme:
        raise ReferenceRefused("code", told.scheme)
    old = summary(row) if row else None
    category = row or WorkerCategory(code=told.code, scheme=scheme)
    category.name, category.position, category.is_vulnerable = told.name, told.position, told.is_vulnerable
    category.valid_from, category.valid_to = told.valid_from, told.valid_to
    if row:
        refuse_figures_outside(category)
    if old != summary(category):
        category.save()
        record("category", category.code, old, summary(category), by, at)
    save_segment(category, told, row is None, by, at)
    return category


def save_segment(category: WorkerCategory, told: CategoryTold, is_new: bool, by: User, at: datetime) -> None:
    """Let the category count in the segment told, where it does not yet; a change needs its day."""
    segment = Segment.objects.filter(scheme=category.scheme, code=told.segment).first()
    if told.segment and segment is None:
        raise ReferenceRefused("segment", told.segment)
    if segment == segment_now(category, access.day_of(at)):
        return
    since = told.segment_since or (told.valid_from if is_new else None)
    if since is None:
        raise ReferenceRefused("segment_since", category.name)
    change_mapping(mapping=Mapping(category, segment, since), by=by, at=at)


def segment_now(category: WorkerCategory, on: date) -> Segment | None:
    """Return the segment that the category counts in on that day, where no province says otherwise."""
    rows = SegmentMapping.objects.filter(
        category=category, province=None, superseded_at=None, valid_from__lte=on, valid_to__gt=on
    )
    mapping = rows.select_related("segment").order_by("-pk").first()
    return mapping.segment if mapping else None


def refuse_figures_outside(category: WorkerCategory) -> None:
    """Raise ReferenceRefused where the category has figures in months whose last day it would no longer hold on."""
    written = Figure.objects.filter(category=category).order_by("month").values_list("month", flat=True).distinct()
    if any(not category.valid_from <= months.last_day(month) < category.valid_to for month in written):
        raise ReferenceRefused("figures", category.code)


@transaction.atomic
def save_payer(*, code: str, name: str, position: int, by: User, at: datetime) -> Payer:
    """Store a payer, or change the one of that code. What stands already changes nothing.

    Raise RightMissing, ReferenceRefused, RemarkRefused.
    """
    access.require_reference(by, at)
    refuse_unfit(code, name, position)
    row = Payer.objects.select_for_update().filter(code=code).first()
    old = {"name": row.name, "position": row.position} if row else None
    new = {"name": name, "position": position}
    payer = row or Payer(code=code)
    if old != new:
        payer.name, payer.position = name, position
        payer.save()
        record("payer", code, old, new, by, at)
    return payer


def refuse_unfit(code: str, name: str, position: int) -> None:
    """Raise ReferenceRefused for a code, name or position that cannot be kept, RemarkRefused for one with a NIK."""
    if not CODE.fullmatch(code):
        raise ReferenceRefused("code", code)
    if not 0 < len(name.strip()) <= LONGEST_NAME or name != name.strip():
        raise ReferenceRefused("name", name)
    refuse_identity(name)
    if not 0 <= position <= LAST_POSITION:
        raise ReferenceRefused("number", str(position))


def summary(category: WorkerCategory) -> dict[str, object]:
    return {
        "name": category.name,
        "position": category.position,
        "is_vulnerable": category.is_vulnerable,
        "valid_from": category.valid_from.isoformat(),
        "valid_to": category.valid_to.isoformat(),
    }


def record(kind: str, code: str, old: dict[str, object] | None, new: dict[str, object], by: User, at: datetime) -> None:
    audit.record(by=by, act=Act.REFERENCE_CHANGED, at=at, subject=f"{kind}:{code}", old=old, new=new)
