"""Three national rounds of regencies as large as they may become: `python -m bench.award_rounds` prints their numbers.

They are laid into the database of the demonstration at DATABASE_URL, a throwaway one: one that is judged through, to be
ranked; one of all regencies, to be closed; one whose papers are being marked. All twelve criteria are marked by
jurors, which is the most that a round of twelve criteria can ask of the arithmetic.
"""

import json
import random
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import django

django.setup()

from accounts.abilities import Role  # noqa: E402 - models can be imported only after the setup
from accounts.models import Assignment, User  # noqa: E402
from awards.arithmetic.schemes import Criterion, Kind, Phase, Scheme  # noqa: E402
from awards.enums import STAGES, EntrantKind, EntryOrigin, EntryState, RoundStage  # noqa: E402
from awards.models import (  # noqa: E402
    CriteriaSet,
    Edition,
    EntrantCategory,
    Entry,
    Mark,
    MarkSheet,
    Programme,
    Round,
    RoundCriteria,
    RoundWindow,
    Seat,
)
from awards.queries.settings.schemes import Criteria, content_of  # noqa: E402
from bench.awards import CLOSED, CRITERIA, JUROR, JURORS, MARKED, MARKING, RANKED, SECRETARY  # noqa: E402
from bench.entering import PASSWORD  # noqa: E402
from regions.enums import Level  # noqa: E402
from regions.models import Region  # noqa: E402

CATEGORY = "kabkota"
DAYS = timedelta(days=10)


def a_person(username: str, role: Role, nation: Region, at: datetime) -> User:
    """Return somebody with one role at the nation, who signs in with the password of the demonstration."""
    user = User.objects.create_user(username, password=PASSWORD, name=username.rpartition(".")[2].title())
    Assignment.objects.create(user=user, role=role, region=nation, since=date(2020, 1, 1), granted_at=at)
    return user


def a_round(year: int, stage: RoundStage, nation: Region, by: User, at: datetime) -> Round:
    """Store a round of an edition of its own, in which `stage` is open."""
    programme, _ = Programme.objects.get_or_create(code="bench", defaults={"name": "Bench"})
    edition = Edition.objects.create(programme=programme, data_year=year, label=f"Bench {year}", opens_on=at.date())
    made = Round.objects.create(
        edition=edition, region=nation, is_national=True, time_zone="Asia/Jakarta", opened_by=by, opened_at=at
    )
    begin = at - DAYS / 2 - STAGES.index(stage) * DAYS
    RoundWindow.objects.bulk_create(
        RoundWindow(
            round=made, stage=each, position=number, opens_at=begin + number * DAYS,
            closes_at=begin + (number + 1) * DAYS,
        )
        for number, each in enumerate(STAGES)
    )  # fmt: skip
    return made


def judged_by_all(round_: Round, by: User, at: datetime) -> EntrantCategory:
    """Give a round its one category, judged by twelve criteria that jurors mark."""
    category = EntrantCategory.objects.create(
        edition=round_.edition, code=CATEGORY, name="Kabupaten/kota", kind=EntrantKind.REGENCY, position=1
    )
    weights = [Decimal(8)] * (CRITERIA - 1) + [Decimal(12)]
    scheme = Scheme(
        tuple(
            Criterion(f"k{number:02}", f"Kriteria {number}", weight, Phase.DESK, Kind.JUDGED)
            for number, weight in enumerate(weights, start=1)
        ),
        {Phase.DESK: Decimal(100)},
        ladder=("k12", "k01"),
    )
    held = CriteriaSet.objects.create(
        category=category, is_national=True, version=1, content=content_of(Criteria(scheme)), made_by=by, made_at=at,
        frozen_at=at,
    )  # fmt: skip
    RoundCriteria.objects.create(round=round_, category=category, criteria_set=held, at=at)
    return category


def entries_of(round_: Round, category: EntrantCategory, count: int, by: User, at: datetime) -> list[Entry]:
    """Store so many regencies with complete papers."""
    regions = Region.objects.filter(level=Level.REGENCY)
    return Entry.objects.bulk_create(
        Entry(
            round=round_, category=category, region=region, origin=EntryOrigin.SECRETARIAT, state=EntryState.VERIFIED,
            proposed_by=by, proposed_at=at - DAYS,
        )
        for region in regions.order_by("code")[:count]
    )  # fmt: skip


def seats_of(round_: Round, jurors: list[User], by: User, at: datetime) -> list[Seat]:
    """Seat jurors who have declared."""
    return Seat.objects.bulk_create(
        Seat(
            round=round_, user=user, decree="SK 1", pseudonym=f"J{number:02}", shuffle=f"{number:032}",
            declared_at=at, appointed_by=by, appointed_at=at - DAYS,
        )
        for number, user in enumerate(jurors, start=1)
    )  # fmt: skip


def mark_all(seats: list[Seat], entries: list[Entry], at: datetime) -> None:
    """Let each juror mark each entry on all criteria, final; entries differ, and so do jurors."""
    chance = random.Random(5)
    sheets = MarkSheet.objects.bulk_create(
        (
            MarkSheet(seat=seat, entry=entry, phase=Phase.DESK, saved_at=at, final_at=at)
            for seat in seats
            for entry in entries
        ),
        batch_size=2000,
    )
    standing = {entry.pk: chance.randrange(30, 90) for entry in entries}
    Mark.objects.bulk_create(
        (
            Mark(
                sheet=sheet, criterion=f"k{number:02}",
                points=Decimal(min(200, max(0, standing[sheet.entry_id] * 2 + chance.randrange(-20, 21)))) / 2,
            )
            for sheet in sheets
            for number in range(1, CRITERIA + 1)
        ),
        batch_size=5000,
    )  # fmt: skip


def lay_rounds() -> dict[str, int]:
    """Lay the three rounds; return their numbers and that of an entry to mark."""
    at, nation = datetime.now(UTC), Region.objects.get(level=Level.NATION)
    by = a_person(SECRETARY, Role.SECRETARY, nation, at)
    jurors = [a_person(JUROR.format(number), Role.NATIONAL_JUROR, nation, at) for number in range(1, MARKING + 1)]
    found = {}
    for year, (name, stage, count, seated) in enumerate(
        (
            ("ranking", RoundStage.PLENARY, RANKED, JURORS),
            ("closing", RoundStage.WINNERS, CLOSED, JURORS),
            ("marking", RoundStage.VERIFICATION, MARKED, MARKING),
        ),
        start=2000,
    ):
        round_ = a_round(year, stage, nation, by, at)
        entries = entries_of(round_, judged_by_all(round_, by, at), count, by, at)
        seats = seats_of(round_, jurors[:seated], by, at)
        if name == "marking":
            found["entry"] = entries[0].pk
        else:
            mark_all(seats, entries, at)
        found[name] = round_.pk
    return found


if __name__ == "__main__":
    print(json.dumps(lay_rounds()))
