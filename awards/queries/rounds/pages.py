"""What the public reads of awards: programmes, editions, rounds with their dates, and what is open now."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from awards.enums import RoundStage
from awards.models import (
    CriteriaSet,
    Edition,
    EntrantCategory,
    Programme,
    Round,
    RoundWindow,
    StageExtension,
    Zone,
    ZoneProvince,
)
from awards.queries.rounds.stages import Timetable
from awards.queries.rounds.timetables import days_of
from regions.models import Region


@dataclass(frozen=True)
class Extended:
    """More time that a stage was given: until when before, until when now, and why."""

    was_last: date
    last: date
    reason: str
    at: datetime


@dataclass(frozen=True)
class StageRow:
    """A stage with its first and last day; `state` is past, open or later."""

    stage: RoundStage
    first: date
    last: date
    closes_at: datetime
    state: str
    extended: tuple[Extended, ...] = ()

    @property
    def until(self) -> datetime:
        """The last minute of the stage, as deadlines are told: 23.59 of its last day."""
        return self.closes_at - timedelta(minutes=1)


@dataclass(frozen=True)
class RoundRow:
    """A round with its stages as they stand at a moment."""

    round: Round
    stages: tuple[StageRow, ...]

    @property
    def open(self) -> StageRow | None:
        return next((row for row in self.stages if row.state == "open"), None)

    @property
    def next(self) -> StageRow | None:
        """The stage that opens next."""
        return next((row for row in self.stages if row.state == "later"), None)

    @property
    def first_day(self) -> date:
        return self.stages[0].first

    @property
    def last_day(self) -> date:
        return self.stages[-1].last

    @property
    def has_objection(self) -> bool:
        return any(row.stage == RoundStage.OBJECTION for row in self.stages)


@dataclass(frozen=True)
class EditionRow:
    """An edition with its rounds, the national one first."""

    edition: Edition
    rounds: tuple[RoundRow, ...]

    @property
    def has_national(self) -> bool:
        return any(row.round.is_national for row in self.rounds)

    @property
    def has_sample(self) -> bool:
        return any(row.round.is_sample for row in self.rounds)


@dataclass(frozen=True)
class ProgrammeRow:
    """A programme with its editions, the newest year first."""

    programme: Programme
    editions: tuple[EditionRow, ...]


@dataclass(frozen=True)
class CategoryRow:
    """A category with the kinds of rounds for which its criteria stand."""

    category: EntrantCategory
    kinds: tuple[str, ...]


@dataclass(frozen=True)
class EditionPage:
    """An edition as its page shows it."""

    row: EditionRow
    categories: tuple[CategoryRow, ...]
    zones: tuple[tuple[Zone, tuple[Region, ...]], ...]


PROVINCIAL, NATIONAL = "provinsi", "nasional"
"""Words of addresses for the two kinds of rounds."""


def programmes(at: datetime) -> list[ProgrammeRow]:
    """Return all programmes by name with their editions and rounds; few queries for any number of them."""
    by_programme = defaultdict(list)
    for row in edition_rows(Edition.objects.select_related("programme").order_by("-data_year", "pk"), at):
        by_programme[row.edition.programme_id].append(row)
    return [ProgrammeRow(one, tuple(by_programme[one.pk])) for one in Programme.objects.order_by("name", "code")]


def edition_rows(editions: Iterable[Edition], at: datetime) -> list[EditionRow]:
    """Return editions with their rounds."""
    wanted = list(editions)
    rounds = Round.objects.filter(edition__in=wanted).select_related("region", "edition__programme")
    by_edition = defaultdict(list)
    for row in round_rows(rounds.order_by("-is_national", "region__code"), at):
        by_edition[row.round.edition_id].append(row)
    return [EditionRow(one, tuple(by_edition[one.pk])) for one in wanted]


def round_rows(rounds: Iterable[Round], at: datetime) -> list[RoundRow]:
    """Return rounds with their stages as they stand at `at`."""
    wanted = list(rounds)
    windows, extensions = defaultdict(list), defaultdict(list)
    for window in RoundWindow.objects.filter(round__in=wanted).order_by("position"):
        windows[window.round_id].append(window)
    for each in StageExtension.objects.filter(window__round__in=wanted).order_by("at", "pk"):
        extensions[each.window_id].append(each)
    return [
        RoundRow(one, tuple(stage_rows(Timetable(tuple(windows[one.pk]), at), one.time_zone, extensions)))
        for one in wanted
    ]


def stage_rows(table: Timetable, zone: str, extensions: dict[int, list[StageExtension]]) -> Iterable[StageRow]:
    """Yield the stages of a timetable with their days on the clock of `zone`."""
    for window in table.windows:
        state = "open" if window == table.open else "past" if window.closes_at <= table.at else "later"
        days = days_of(window, zone)
        told = tuple(
            Extended(
                days_of(RoundWindow(opens_at=window.opens_at, closes_at=each.was_until), zone).last,
                days_of(RoundWindow(opens_at=window.opens_at, closes_at=each.until), zone).last,
                each.reason,
                each.at,
            )
            for each in extensions.get(window.pk, ())
        )
        yield StageRow(RoundStage(window.stage), days.first, days.last, window.closes_at, state, told)


def round_row(round_: Round, at: datetime) -> RoundRow:
    """Return one round with its stages."""
    return round_rows([round_], at)[0]


def edition_of(programme: str, year: int) -> Edition | None:
    """Return the edition of a programme (code) on the figures of a year."""
    found = Edition.objects.select_related("programme").filter(programme__code=programme, data_year=year)
    return found.first()


def edition_page(edition: Edition, at: datetime) -> EditionPage:
    """Return an edition with its categories, zones and rounds."""
    standing = set(CriteriaSet.objects.filter(category__edition=edition).values_list("category", "is_national"))
    rows = EntrantCategory.objects.filter(edition=edition).select_related("province").order_by("position", "code")
    categories = tuple(
        CategoryRow(one, tuple(word for word, kind in KINDS.items() if (one.pk, kind) in standing)) for one in rows
    )
    members = defaultdict(list)
    for each in ZoneProvince.objects.filter(edition=edition).select_related("province").order_by("province__code"):
        members[each.zone_id].append(each.province)
    zones = Zone.objects.filter(edition=edition).order_by("name", "code")
    return EditionPage(
        edition_rows([edition], at)[0], categories, tuple((zone, tuple(members[zone.pk])) for zone in zones)
    )


KINDS = {PROVINCIAL: False, NATIONAL: True}
"""Whether a kind of rounds is national, by its word."""
