"""The interviews of a round in their order: when each was held, who came, and the jury's questions."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from awards.enums import EntryState
from awards.models import Entry, Interview, Question, Round, Seat
from awards.queries.jury.conflicts import recused


@dataclass(frozen=True)
class Talk:
    """The interview of one nominee. `questions` are those of the jury, shown to jurors who judge the entry."""

    entry: Entry
    interview: Interview | None
    questions: tuple[Question, ...]
    is_judged: bool

    @property
    def until(self) -> datetime | None:
        """When the time that was planned is over, once it has begun."""
        held = self.interview
        return held.began_at + timedelta(minutes=held.minutes) if held and held.began_at else None

    @property
    def is_running(self) -> bool:
        return bool(self.interview and self.interview.began_at and not self.interview.ended_at)

    @property
    def lasted(self) -> int | None:
        """Whole minutes that it took."""
        held = self.interview
        if held is None or held.began_at is None or held.ended_at is None:
            return None
        return int((held.ended_at - held.began_at).total_seconds()) // 60


def talks_of(round_: Round, seat: Seat | None) -> tuple[Talk, ...]:
    """Return the interviews of the nominees by their place; who has none yet comes last, by name.

    `seat` is the juror who reads: to nobody else are questions shown, nor to him those of an entry he does not judge.
    """
    rows = Entry.objects.filter(round=round_, state=EntryState.NOMINEE).select_related("category", "region", "firm")
    held = {one.entry_id: one for one in Interview.objects.filter(entry__round=round_).select_related("noted_by")}
    out = {entry for juror, entry in recused(round_) if seat and juror == seat.pk}
    questions: dict[int, list[Question]] = {}
    for one in Question.objects.filter(entry__round=round_).order_by("asked_at", "pk") if seat else ():
        questions.setdefault(one.entry_id, []).append(one)
    talks = [
        Talk(
            each, held.get(each.pk), () if each.pk in out else tuple(questions.get(each.pk, ())),
            is_judged=seat is not None and each.pk not in out,
        )
        for each in rows
    ]  # fmt: skip
    return tuple(sorted(talks, key=place_of))


def place_of(talk: Talk) -> tuple[bool, int, str, int]:
    held = talk.interview
    return (held is None, held.position if held else 0, talk.entry.name, talk.entry.pk)
