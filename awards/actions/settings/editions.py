"""Keep programmes and editions: the administrator alone, row by row, each change with its entry in the trail."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from accounts import access
from accounts.actions import audit
from accounts.actions.reasons import refuse_identity
from accounts.enums import Act
from accounts.models import User
from awards.errors import EditionRefused
from awards.models import Edition, Programme
from awards.models.edition import FIRST_YEAR, LAST_YEAR, LONGEST_NAME
from coverage.models.dimensions import CODE


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
    access.require_reference(by, at)
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
    access.require_reference(by, at)
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


@transaction.atomic
def set_ceremony(*, edition: Edition, ceremony_on: date | None, by: User, at: datetime) -> None:
    """Set the day on which an edition's awards are handed over, None while it is not known.

    Raise RightMissing, EditionRefused for a day before the data year is over.
    """
    access.require_reference(by, at)
    held = Edition.objects.select_for_update(of=["self"]).select_related("programme").get(pk=edition.pk)
    if ceremony_on and ceremony_on.year <= held.data_year:
        raise EditionRefused("ceremony", str(held))
    old, held.ceremony_on = held.ceremony_on, ceremony_on
    if old != ceremony_on:
        held.save(update_fields=["ceremony_on"])
        days = [{"ceremony_on": each.isoformat() if each else None} for each in (old, ceremony_on)]
        record(f"edition:{held.programme.code}/{held.data_year}", dict(days[0]), dict(days[1]), by, at)


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
