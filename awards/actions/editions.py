"""Keep programmes and editions: the administrator alone, row by row, each change with its entry in the trail."""

import re
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from accounts import access
from accounts.abilities import Ability
from accounts.actions import audit
from accounts.actions.reasons import refuse_identity
from accounts.enums import Act
from accounts.models import User
from awards.errors import EditionRefused
from awards.models import Edition, Programme
from awards.models.edition import FIRST_YEAR, LAST_YEAR, LONGEST_NAME
from regions.enums import Level
from regions.models import Region

CODE = re.compile(r"[a-z][a-z0-9_]{0,19}")


@dataclass(frozen=True)
class EditionTold:
    """What is said of an edition: `programme` is a code, `closes_on` the day from which it is closed, if known."""

    programme: str
    data_year: int
    label: str
    opens_on: date
    closes_on: date | None = None


@transaction.atomic
def save_programme(*, code: str, name: str, by: User, at: datetime) -> Programme:
    """Store a programme, or rename the one of that code. What stands already changes nothing.

    Raise RightMissing, EditionRefused, IdentityTyped.
    """
    require_reference(by, at)
    if not CODE.fullmatch(code):
        raise EditionRefused("code", code)
    refuse_bad_name(name)
    row = Programme.objects.select_for_update().filter(code=code).first()
    old: dict[str, object] | None = {"name": row.name} if row else None
    programme = row or Programme(code=code)
    if old != {"name": name}:
        programme.name = name
        programme.save()
        record(f"programme:{code}", old, {"name": name}, by, at)
    return programme


@transaction.atomic
def save_edition(*, told: EditionTold, by: User, at: datetime) -> Edition:
    """Store the edition of a programme and data year, or change it. What stands already changes nothing.

    Raise RightMissing, EditionRefused, IdentityTyped.
    """
    require_reference(by, at)
    refuse_bad_name(told.label)
    if not FIRST_YEAR <= told.data_year <= LAST_YEAR:
        raise EditionRefused("year", str(told.data_year))
    programme = Programme.objects.select_for_update().filter(code=told.programme).first()
    if programme is None:
        raise EditionRefused("programme", told.programme)
    row = Edition.objects.select_for_update().filter(programme=programme, data_year=told.data_year).first()
    old = summary(row) if row else None
    edition = row or Edition(programme=programme, data_year=told.data_year)
    edition.label, edition.opens_on, edition.closes_on = told.label, told.opens_on, told.closes_on
    if told.closes_on is not None and told.closes_on <= told.opens_on:
        raise EditionRefused("lasts", str(edition))
    if old != summary(edition):
        edition.save()
        record(f"edition:{programme.code}/{edition.data_year}", old, summary(edition), by, at)
    return edition


def require_reference(by: User, at: datetime) -> None:
    """Raise RightMissing for who may not change reference data of the whole nation."""
    access.require(by, Ability.MANAGE_REFERENCE, Region.objects.get(level=Level.NATION), at)


def refuse_bad_name(name: str) -> None:
    if not 0 < len(name) <= LONGEST_NAME or name != name.strip():
        raise EditionRefused("name", name)
    refuse_identity(name)


def summary(edition: Edition) -> dict[str, object]:
    return {
        "label": edition.label,
        "opens_on": edition.opens_on.isoformat(),
        "closes_on": edition.closes_on.isoformat() if edition.closes_on else None,
    }


def record(subject: str, old: dict[str, object] | None, new: dict[str, object], by: User, at: datetime) -> None:
    audit.record(by=by, act=Act.REFERENCE_CHANGED, at=at, subject=subject, old=old, new=new)
