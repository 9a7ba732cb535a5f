"""The minutes of the plenaries of a round, as the page and the Berita Acara Pleno show them."""

from collections.abc import Sequence
from dataclasses import dataclass

from awards.models import EntrantCategory, Entry, Plenary, PlenaryDecision, Result, ResultRow, Round, Seat
from awards.queries.results.closed import newest_result


@dataclass(frozen=True)
class Decided:
    """What stands decided of a category, or of the entry of that name."""

    entry: str
    decision: PlenaryDecision


@dataclass(frozen=True)
class CategoryMinutes:
    """One category in the minutes: what was decided, and its order if it is closed."""

    category: EntrantCategory
    decided: tuple[Decided, ...]
    result: Result | None
    rows: tuple[ResultRow, ...]


@dataclass(frozen=True)
class Minutes:
    """One plenary: all seats of the round with whether they were there, and each category."""

    plenary: Plenary
    seats: tuple[tuple[Seat, bool], ...]
    categories: tuple[CategoryMinutes, ...]

    @property
    def present(self) -> int:
        return sum(is_there for _seat, is_there in self.seats)


def plenaries_of(round_: Round) -> list[Plenary]:
    """Return the plenaries of a round, the newest first."""
    return list(Plenary.objects.filter(round=round_).select_related("noted_by").order_by("-number"))


def seats_of(round_: Round) -> list[Seat]:
    """Return the seats of a round that have not ended: the chair, the secretary, the members by name."""
    order = {"chair": 0, "secretary": 1, "member": 2}
    seats = Seat.objects.filter(round=round_, ended_at=None).select_related("user")
    return sorted(seats, key=lambda seat: (order[seat.role], seat.user.name, seat.pk))


def minutes_of(plenary: Plenary, categories: Sequence[EntrantCategory]) -> Minutes:
    """Return the minutes of one plenary; of several decisions on the same, the last stands."""
    there = set(plenary.attendances.values_list("seat", flat=True))
    rows = PlenaryDecision.objects.filter(plenary=plenary).select_related("entry__region", "entry__firm", "by")
    standing = {(row.category_id, row.entry_id): row for row in rows.order_by("pk")}
    return Minutes(
        plenary,
        tuple((seat, seat.pk in there) for seat in seats_of(plenary.round)),
        tuple(category_minutes(plenary.round, category, list(standing.values())) for category in categories),
    )


def category_minutes(round_: Round, category: EntrantCategory, standing: Sequence[PlenaryDecision]) -> CategoryMinutes:
    own = [row for row in standing if row.category_id == category.pk]
    decided = [Decided(row.entry.name if row.entry else "", row) for row in own]
    result = newest_result(round_, category)
    rows = tuple(result.rows.order_by("position")) if result else ()
    decided.sort(key=lambda one: (bool(one.entry), one.entry, one.decision.pk))
    return CategoryMinutes(category, tuple(decided), result, rows)


def entries_of(round_: Round, category: EntrantCategory) -> list[Entry]:
    """Return the judged entries of a category, for the choice of a decision."""
    rows = Entry.objects.filter(round=round_, category=category, state__in=("verified", "nominee"))
    return sorted(rows.select_related("region", "firm"), key=lambda entry: (entry.name, entry.pk))
