"""The finished edition of the demonstration: two provinces judged from proposal to publication, then their winners."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from accounts.actions.demonstration import cast
from accounts.models import User
from awards.actions.demonstration.categories import KALSEL, KALTIM, lay_categories
from awards.actions.demonstration.courses import Course, opened, stages_on
from awards.actions.demonstration.edition import FINISHED, PARITRANA, PREPARED
from awards.actions.demonstration.entrants import (
    FIRMS,
    NOMINEES,
    REGENCIES,
    VILLAGES,
    entries_of,
    hand_in,
    nominate,
    propose_firms,
    propose_regions,
    verify,
)
from awards.actions.demonstration.judging import declare_all, hear, mark_all, seat_jury
from awards.actions.demonstration.results import close, decide, freeze, object_to, publish
from awards.actions.settings.zones import ZoneTold, save_zones
from awards.arithmetic.schemes import Phase
from awards.enums import EntryState, RoundStage
from awards.models import Edition, EntrantCategory, Entry, Round, Seat
from awards.queries.entrants.nominees import papers_of
from awards.queries.settings.codes import code_from
from awards.queries.settings.zones import members, proposed_zones

IN_THE_PROVINCES = stages_on(
    "2024-01-08 2024-01-26", "2024-01-29 2024-02-16", "2024-02-19 2024-02-21", "2024-02-22 2024-02-23",
    "2024-02-26 2024-02-27", "2024-02-28 2024-03-01", "2024-03-04 2024-03-06", "2024-03-07 2024-03-13",
    "2024-08-09 2024-08-09",
)  # fmt: skip
JURORS_OF_KALTIM = tuple(f"juri{number}.kaltim" for number in range(1, 10))
OF_KALSEL = ("63.09", "63.11")
RELATED = "juri5.kaltim"
"""A juror who declares to be related to the head of an entrant."""


@transaction.atomic
def lay_rounds(*, at: datetime, tell: Callable[[str], None]) -> None:
    """Run the rounds of Paritrana, data 2023, from stage to stage on the days of 2024, unless one of them stands."""
    edition = Edition.objects.select_related("programme").get(programme__code=PARITRANA, data_year=FINISHED)
    if Round.objects.filter(edition=edition).exists():
        return
    people = people_of()
    lay_categories(edition, people["admin"], PREPARED)
    zones = [ZoneTold(code_from(name), name, codes) for name, codes in members(proposed_zones()).items()]
    save_zones(edition=edition, zones=zones, by=people["admin"], at=PREPARED)
    tell("Putaran Paritrana, data 2023: Kalimantan Timur, dari pengusulan sampai sanggahan")
    lay_kaltim(edition, people)
    tell("Putaran Paritrana, data 2023: Kalimantan Selatan")
    lay_kalsel(edition, people)


def people_of() -> dict[str, User]:
    """Return the administrator and the cast of the demonstration by username."""
    names = ["admin", *(actor.username for actor in cast())]
    return {row.username: row for row in User.objects.filter(username__in=names)}


def lay_kaltim(edition: Edition, people: Mapping[str, User]) -> None:
    """Run Kalimantan Timur: eight categories, nine jurors, a juror aside by record and one by word, two objections."""
    office = ("sekretaris.kaltim", "sekretaris2.kaltim")
    course = opened(edition, KALTIM, IN_THE_PROVINCES, people, JURORS_OF_KALTIM, office, PREPARED)
    propose_regions(course, "pemda", REGENCIES)
    propose_regions(course, "desa", VILLAGES)
    propose_firms(course, FIRMS)
    related = Entry.objects.get(round=course.round, category__code="keuangan", firm__region__code="64.72")
    hand_in(course, entries_of(course), course.moment(RoundStage.VERIFICATION, 9))
    judge(course, {RELATED: related})
    objecting = {entry.region.code: entry for entry in entries_of(course) if entry.firm is None}
    object_to(course, objecting["64.03"], "kepala.berau")
    object_to(course, objecting["64.08"], "kepala.kutim", grant="perda")


def lay_kalsel(edition: Edition, people: Mapping[str, User]) -> None:
    """Run Kalimantan Selatan: two regencies and three jurors."""
    jurors = [f"juri{number}.kalsel" for number in range(1, 4)]
    office = ("sekretaris.kalsel", "admin")
    course = opened(edition, KALSEL, IN_THE_PROVINCES, people, jurors, office, PREPARED)
    propose_regions(course, "pemda_kalsel", OF_KALSEL)
    hand_in(course, entries_of(course), course.moment(RoundStage.VERIFICATION, 9))
    judge(course)


def judge(course: Course, related: Mapping[str, Entry] | None = None) -> None:
    """Take a round with its entries from Verifikasi berkas to Pengumuman."""
    verify(course, entries_of(course), course.moment(RoundStage.VERIFICATION, 15))
    seats = seat_jury(course, course.moment(RoundStage.VERIFICATION, 16))
    declare_all(course, seats, course.moment(RoundStage.VERIFICATION, 17), related)
    entries = entries_of(course)
    by_category = defaultdict[str, list[Entry]](list)
    for entry in entries:
        by_category[entry.category.code].append(entry)
    for code, found in by_category.items():
        freeze(course, course.categories[code], found)
    mark_all(course, seats, entries, Phase.DESK, course.moment(RoundStage.VERIFICATION, 10, last=True))
    nominate(course, {code: best(course, found) for code, found in by_category.items()})
    finish(course, seats, [course.categories[code] for code in by_category])


def finish(course: Course, seats: list[Seat], categories: Collection[EntrantCategory]) -> None:
    """Take a round whose nominees are named from the interviews to Pengumuman."""
    nominees = entries_of(course, EntryState.NOMINEE)
    hear(course, nominees, seats)
    mark_all(course, seats, nominees, Phase.INTERVIEW, course.moment(RoundStage.INTERVIEW, 16, last=True))
    decide(course, seats, categories)
    publish(course, close(course, categories))


def best(course: Course, entries: Sequence[Entry]) -> list[Entry]:
    """Return those entries of a category whose papers stand first."""
    papers = papers_of(course.round, entries[0].category)
    return sorted(entries, key=lambda one: (papers[one.pk].rank, one.pk))[:NOMINEES]
