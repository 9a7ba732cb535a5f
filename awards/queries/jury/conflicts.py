"""Conflicts of interest (benturan kepentingan): who does not judge what, and what the portal's own records tell of it.

A recusal is per entry and lasts while a conflict stands: all that asks who may judge what asks `recused`. A conflict
that came up when the juror's marks were final is late: he judges no further, and what he gave counts until two people
have decided. All that asks which marks count asks `TAKES_EFFECT`.
"""

from collections.abc import Collection, Iterable
from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db.models import Q

from accounts import access
from accounts.abilities import Role
from accounts.models import Assignment
from awards.enums import GONE, JUDGED, ConflictKind
from awards.models import Conflict, EntrantCategory, Entry, MarkSheet, Round, Seat
from awards.queries.results.closed import is_closed_for
from coverage.models import Report, ReportWriter, Upload
from regions.enums import Level
from regions.models import Placement, Region

OFFICES = {
    Role.ENTERER: ConflictKind.SAME_REGION,
    Role.CHECKER: ConflictKind.SAME_REGION,
    Role.HEAD: ConflictKind.SAME_REGION,
    Role.PROVINCE: ConflictKind.SAME_REGION,
    Role.IMPORTER: ConflictKind.SUPPLIES_DATA,
    Role.SECRETARY: ConflictKind.SAME_REGION,
}
"""What an office at the entry's region, above it, or below it where the region competes itself, makes of a juror."""
TAKES_EFFECT = Q(lifted_at=None) & (Q(is_late=False) | Q(upheld_at__isnull=False))
"""Conflicts for which a juror's marks do not count."""
UNDECIDED = Q(lifted_at=None, is_late=True, upheld_at=None)
"""Conflicts that came late and wait for two people."""
REPORT_STEPS = ("submitted_by", "checked_by", "signed_by", "published_by")


SENDERS = ("by", "applied_by")


class Found(NamedTuple):
    """A conflict that records tell of: ids of the seat and the entry."""

    seat: int
    entry: int
    kind: ConflictKind


def standing(round_: Round) -> Q:
    """Match the conflicts of a round that are not lifted."""
    return Q(seat__round=round_, lifted_at=None)


def recused(round_: Round) -> frozenset[tuple[int, int]]:
    """Return (seat, entry) of each pair in which the juror does not judge the entry."""
    return frozenset(Conflict.objects.filter(standing(round_)).values_list("seat", "entry"))


def is_recused(seat: Seat, entry: Entry) -> bool:
    """Tell whether the holder of a seat judges an entry no further."""
    return Conflict.objects.filter(seat=seat, entry=entry, lifted_at=None).exists()


def undecided_pairs(round_: Round) -> frozenset[tuple[int, int]]:
    """Return (seat, entry) of each pair whose marks count though a conflict waits to be decided."""
    here = Conflict.objects.filter(seat__round=round_)
    decided = frozenset(here.filter(TAKES_EFFECT).values_list("seat", "entry"))
    return frozenset(here.filter(UNDECIDED).values_list("seat", "entry")) - decided


def undecided(round_: Round, category: EntrantCategory) -> list[Conflict]:
    """Return the conflicts that must be decided before a category is closed, by entry and when they were found.

    Where it is closed already, only those count whose entry's marks may change again.
    """
    rows = Conflict.objects.filter(UNDECIDED, seat__round=round_, entry__category=category, entry__state__in=JUDGED)
    about = ("seat__user", "entry__region", "entry__firm")
    found = rows.select_related(*about).order_by("entry_id", "found_at", "pk")
    return [one for one in found if not is_closed_for(one.entry)]


def with_counted_marks(seats: Collection[int]) -> frozenset[tuple[int, int]]:
    """Return (seat, entry) of each pair of these seats (ids) in which final marks count."""
    final = MarkSheet.objects.filter(seat__in=seats, final_at__isnull=False).values_list("seat", "entry")
    out = Conflict.objects.filter(TAKES_EFFECT, seat__in=seats).values_list("seat", "entry")
    return frozenset(final) - frozenset(out)


def detected(round_: Round, seats: Collection[Seat], at: datetime) -> frozenset[Found]:
    """Return the conflicts of jurors that the portal's own records tell of, whatever was said before of them.

    An office held since the data year began, at the entry's region or above it, or below it where the region itself
    competes: who served a regency does not judge its province. A report in the data year that the juror wrote or took
    a step with, and a file that he sent or applied, about any of these regions. A firm has no report.
    """
    entries = Entry.objects.filter(round=round_).exclude(state__in=GONE).values_list("pk", "region", "firm")
    upper = lineages({region for _, region, _ in entries}, access.day_of(at))
    by_user = {seat.user_id: seat.pk for seat in seats}
    year = round_.edition.data_year
    offices = offices_of(by_user, date(year, 1, 1), access.day_of(at))
    suppliers = suppliers_of(by_user, year)
    above = lineages({place for _, place, _ in (*offices, *suppliers)}, access.day_of(at))
    return frozenset(
        Found(by_user[user], entry, kind)
        for entry, region, firm in entries
        for user, place, kind in (*offices, *(suppliers if firm is None else ()))
        if place in upper[region] or (firm is None and region in above[place])
    )


def lineages(regions: Collection[int], on: date) -> dict[int, set[int]]:
    """Return each region with the ids of itself and all above it on that day; two queries for many."""
    nation = set(Region.objects.filter(level=Level.NATION).values_list("pk", flat=True))
    found = {region: {region, *nation} for region in regions}
    rows = Placement.objects.filter(region__in=regions).on(on)
    for region, *above in rows.values_list("region", "district", "regency", "province"):
        found[region].update(pk for pk in above if pk is not None)
    return found


def offices_of(users: Iterable[int], since: date, until: date) -> list[tuple[int, int, ConflictKind]]:
    """Return (user, region, kind) of each office that was held at some time from one day to another."""
    held = Assignment.objects.filter(user__in=users, role__in=OFFICES, since__lte=until)
    held = held.exclude(role=Role.SECRETARY, region__level=Level.NATION)  # of no region among the others
    rows = held.filter(Q(until=None) | Q(until__gte=since)).values_list("user", "region", "role")
    return [(user, region, OFFICES[Role(role)]) for user, region, role in rows]


def suppliers_of(users: Collection[int], year: int) -> list[tuple[int, int, ConflictKind]]:
    """Return (user, region, kind) of each region whose figures a user helped to make."""
    months = (year * 100 + 1, year * 100 + 12)
    reports = Report.objects.filter(month__range=months)
    written = ReportWriter.objects.filter(report__in=reports, user__in=users).values_list("user", "report__region")
    found = set(written)
    took_part = reports.filter(any_of(REPORT_STEPS, users)).values_list("region", *REPORT_STEPS)
    sent = Upload.objects.filter(any_of(SENDERS, users), applied_at__isnull=False, reporters__isnull=False)
    for region, *people in (*took_part, *sent.values_list("reporters", *SENDERS)):
        found.update((user, region) for user in people if user in users)
    return [(user, region, ConflictKind.SUPPLIES_DATA) for user, region in found]


def any_of(names: Collection[str], users: Collection[int]) -> Q:
    """Match where one of the people in these fields is among `users`."""
    return reduce(or_, (Q(**{f"{name}__in": users}) for name in names))


class Declarable(NamedTuple):
    """An entry on the form of a juror. Of each kind: how it is sent, its words, whether it stands, is ticked."""

    entry: Entry
    kinds: tuple[tuple[str, str, bool, bool], ...]


def conflicts_of(round_: Round, seat: Seat | None) -> list[Conflict]:
    """Return the conflicts of a round, or those of one juror: what waits, what stands, what was lifted; by juror."""
    rows = Conflict.objects.filter(seat=seat) if seat else Conflict.objects.filter(seat__round=round_)
    about = (
        "seat__user",
        "entry__region",
        "entry__firm",
        "entry__category",
        "lift_asked_by",
        "lifted_by",
        "backed_by",
        "upheld_by",
    )
    found = rows.select_related(*about).defer("seat__pseudonym", "seat__shuffle")
    return sorted(
        found,
        key=lambda one: (
            not one.is_undecided,
            one.lifted_at is not None,
            one.seat.user.name,
            one.entry.name,
            one.kind,
            one.pk,
        ),
    )


def declarations(round_: Round, seat: Seat, ticked: Collection[str]) -> tuple[Declarable, ...]:
    """Return the entries of which a juror declares, by category and name; `ticked` are those that came back."""
    entries = Entry.objects.filter(round=round_).exclude(state__in=GONE).select_related("category", "region", "firm")
    held = set(Conflict.objects.filter(seat=seat, lifted_at=None).values_list("entry", "kind"))
    return tuple(
        Declarable(
            one,
            tuple(
                (f"{one.pk}-{kind}", str(kind.label), (one.pk, kind) in held, f"{one.pk}-{kind}" in ticked)
                for kind in ConflictKind
            ),
        )
        for one in sorted(entries, key=lambda one: (one.category.position, one.category.code, one.name, one.pk))
    )
