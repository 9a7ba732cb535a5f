"""The minutes of the plenaries of a round: what the Berita Acara says, as it was frozen by each act upon it.

`content_of` writes what stands now, once, when an act is noted; all that is shown or printed is read from there. So
neither a juror who leaves nor a later version of a result changes what was signed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from awards.enums import SeatRole
from awards.models import EntrantCategory, Entry, Plenary, PlenaryDecision, PlenaryMinutes, Round, Seat
from awards.queries.results.closed import newest_result
from awards.queries.results.content import number, text


@dataclass(frozen=True)
class Seated:
    """A juror in the minutes, and whether he was there."""

    name: str
    role: str
    decree: str
    is_there: bool

    @property
    def role_words(self) -> str:
        return str(SeatRole(self.role).label)


@dataclass(frozen=True)
class Decided:
    """What stands decided of a category, or of the entry of that name."""

    entry: str
    text: str


@dataclass(frozen=True)
class Ordered:
    """One entry in the order of a closed category; `rank` is None where it has no place."""

    name: str
    rank: int | None
    total: Decimal | None


@dataclass(frozen=True)
class CategoryMinutes:
    """One category in the minutes: what was decided, and its version (0: not closed) and order at that time."""

    code: str
    name: str
    decided: tuple[Decided, ...]
    version: int
    digest: str
    rows: tuple[Ordered, ...]


@dataclass(frozen=True)
class Minutes:
    """One plenary as one act upon it left it: `version` of how many, noted at `at`."""

    plenary: Plenary
    version: int
    at: datetime
    edition: str
    region: str
    seats: tuple[Seated, ...]
    categories: tuple[CategoryMinutes, ...]

    @property
    def present(self) -> int:
        return sum(seat.is_there for seat in self.seats)


def plenaries_of(round_: Round) -> list[Plenary]:
    """Return the plenaries of a round, the newest first."""
    return list(Plenary.objects.filter(round=round_).select_related("noted_by").order_by("-number"))


def seats_of(round_: Round) -> list[Seat]:
    """Return the seats of a round that have not ended: the chair, the secretary, the members by name."""
    order = {"chair": 0, "secretary": 1, "member": 2}
    seats = Seat.objects.filter(round=round_, ended_at=None).select_related("user")
    return sorted(seats, key=lambda seat: (order[seat.role], seat.user.name, seat.pk))


def content_of(plenary: Plenary, categories: Sequence[EntrantCategory]) -> dict[str, Any]:
    """Return what the minutes say now, as JSON; of several decisions on the same, the last stands."""
    round_, there = plenary.round, set(plenary.attendances.values_list("seat", flat=True))
    rows = PlenaryDecision.objects.filter(plenary=plenary).select_related("entry__region", "entry__firm")
    standing = {(row.category_id, row.entry_id): row for row in rows.order_by("pk")}
    return {
        "edition": str(round_.edition),
        "region": round_.region.name,
        "seats": [
            {"name": str(seat.user), "role": seat.role, "decree": seat.decree, "is_there": seat.pk in there}
            for seat in seats_of(round_)
        ],
        "categories": [category_content(round_, category, list(standing.values())) for category in categories],
    }


def category_content(round_: Round, category: EntrantCategory, standing: Sequence[PlenaryDecision]) -> dict[str, Any]:
    own = [(row.entry.name if row.entry else "", row) for row in standing if row.category_id == category.pk]
    own.sort(key=lambda one: (bool(one[0]), one[0], one[1].pk))
    result = newest_result(round_, category)
    rows = result.rows.order_by("position") if result else ()
    return {
        "code": category.code,
        "name": category.name,
        "decided": [{"entry": name, "text": row.text} for name, row in own],
        "version": result.version if result else 0,
        "digest": result.digest if result else "",
        "rows": [{"name": row.name, "rank": row.rank, "total": text(row.total)} for row in rows],
    }


def minutes_of(plenary: Plenary, version: int | None = None) -> Minutes:
    """Return the minutes of a plenary as an act left them, by default the last; raise DoesNotExist for no such one."""
    rows = PlenaryMinutes.objects.filter(plenary=plenary)
    return read(plenary, rows.get(version=version) if version else rows.latest("version"))


def read(plenary: Plenary, kept: PlenaryMinutes) -> Minutes:
    """Return frozen minutes, the converse of `content_of`."""
    told = kept.content
    seats = tuple(Seated(**seat) for seat in told["seats"])
    categories = tuple(read_categories(told["categories"]))
    return Minutes(plenary, kept.version, kept.at, told["edition"], told["region"], seats, categories)


def read_categories(told: Sequence[Mapping[str, Any]]) -> Iterator[CategoryMinutes]:
    for one in told:
        yield CategoryMinutes(
            one["code"], one["name"], tuple(Decided(**each) for each in one["decided"]), one["version"], one["digest"],
            tuple(Ordered(row["name"], row["rank"], number(row["total"])) for row in one["rows"]),
        )  # fmt: skip


def entries_of(round_: Round, category: EntrantCategory) -> list[Entry]:
    """Return the judged entries of a category, for the choice of a decision."""
    rows = Entry.objects.filter(round=round_, category=category, state__in=("verified", "nominee"))
    return sorted(rows.select_related("region", "firm"), key=lambda entry: (entry.name, entry.pk))
