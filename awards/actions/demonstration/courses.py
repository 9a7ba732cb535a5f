"""What the steps of the demonstration's rounds share: the round that is run, its people, and when they act."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from accounts import access
from accounts.models import User
from awards.actions.rounds.opening import open_round
from awards.enums import RoundStage
from awards.models import Edition, EntrantCategory, Round
from awards.queries.rounds.timetables import Days
from regions.models import Region

SAMPLE = "Contoh untuk peragaan"


@dataclass(frozen=True)
class Course:
    """A round that is run from stage to stage. `secretary` and `second` are the two who publish."""

    round: Round
    people: Mapping[str, User]
    categories: Mapping[str, EntrantCategory]
    days: Mapping[RoundStage, Days]
    secretary: str
    second: str
    jurors: Sequence[str]

    def moment(self, stage: RoundStage, hour: int = 10, *, last: bool = False) -> datetime:
        """Return an hour of the first or last day of a stage, on the clock of the round."""
        day = self.days[stage].last if last else self.days[stage].first
        return instant(day, hour, self.round.time_zone)

    def person(self, name: str, at: datetime) -> User:
        """Return someone who acts at `at`; the roles of that day are asked for once."""
        user = self.people[name]
        access.know_assignments(user, at)
        return user


def opened(
    edition: Edition, code: str, days: Mapping[RoundStage, Days], people: Mapping[str, User], jurors: Sequence[str],
    office: tuple[str, str], at: datetime,
) -> Course:  # fmt: skip
    """Open a round with these days, marked as an example; `office` are the two of it who publish."""
    secretary, second = office
    region = Region.objects.get(code=code)
    round_ = open_round(edition=edition, region=region, days=days, by=people[secretary], at=at, is_sample=True)
    categories = {row.code: row for row in EntrantCategory.objects.filter(edition=edition).select_related("edition")}
    return Course(round_, people, categories, days, secretary, second, jurors)


def instant(day: date, hour: int, zone: str) -> datetime:
    return datetime.combine(day, time(hour), ZoneInfo(zone))


def stages_on(*told: str) -> dict[RoundStage, Days]:
    """Return the days of all stages, each told as "2024-01-08 2024-01-26", in their order."""
    spans = [each.split() for each in told]
    return {
        stage: Days(date.fromisoformat(first), date.fromisoformat(last))
        for stage, (first, last) in zip(RoundStage, spans, strict=True)
    }
