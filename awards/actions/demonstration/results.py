"""How the rounds of the demonstration end: numbers frozen, a plenary, results closed and published by two."""

from collections.abc import Iterable
from random import Random

from awards.actions.demonstration.courses import SAMPLE, Course
from awards.actions.results.closing import close_round
from awards.actions.results.objections import answer_objection, file_objection
from awards.actions.results.plenary import hold_plenary, minute_decision
from awards.actions.results.publishing import approve_publication, ask_publication
from awards.actions.results.snapshots import Stated, freeze_snapshot
from awards.arithmetic.schemes import Criterion, Kind, Measure
from awards.enums import RoundStage
from awards.models import EntrantCategory, Entry, Evidence, Result, Seat
from awards.queries.settings.schemes import criteria_of, read

RULES = {
    "64.01": "perda", "64.02": "perkada", "64.03": "sk", "64.08": "sk", "64.09": "perkada", "63.09": "sk",
    "64.74": "sk", "63.11": "perda",
}  # fmt: skip
"""Invented levels of the rules of regencies."""
NO_DESA = {"64.74": "Kota Bontang tidak punya desa, semua wilayahnya kelurahan."}
"""Where nobody can say how many desa have joined, and why."""
FEWEST_POINTS = 50
TEXTS = {
    True: "Contoh: peraturan pelaksana sudah berlaku sejak Maret tahun data dan ada dalam bukti dukung.",
    False: "Contoh: menurut kami peraturan daerah yang sedang dibahas sudah dapat dihitung.",
}
ANSWERS = {
    True: "Contoh: benar, peraturan pelaksana berlaku pada tanggal data. Tingkatnya diperbaiki.",
    False: "Contoh: peraturan yang masih dibahas belum berlaku pada tanggal data.",
}


def freeze(course: Course, category: EntrantCategory, entries: Iterable[Entry]) -> None:
    """Freeze the numbers of a category before anything is marked, with the levels that proofs show the secretariat.

    For a city without desa the criterion about desa does not apply, for the reason that is stated.
    """
    at = course.moment(RoundStage.VERIFICATION, 9, last=True)
    criteria_set = criteria_of(course.round, category)
    criteria = read(criteria_set).scheme.criteria if criteria_set else ()
    stated = []
    for entry in entries:
        proofs = dict(Evidence.objects.filter(entry__in=entry.dossiers).order_by("pk").values_list("criterion", "pk"))
        for one in criteria:
            if one.kind == Kind.LEVELLED:
                stated.append(Stated(entry.pk, one.code, level_of(entry, one), evidence=proofs[one.code]))
            elif one.measure == Measure.ADOPTION and entry.region.code in NO_DESA:
                stated.append(Stated(entry.pk, one.code, waiver=NO_DESA[entry.region.code]))
    by = course.person(course.secretary, at)
    freeze_snapshot(round_=course.round, category=category, stated=stated, by=by, at=at)


def level_of(entry: Entry, criterion: Criterion) -> str:
    """Return the invented level of an entrant: that of its rule, or one by chance, always the same."""
    if entry.firm is None and entry.region.code in RULES:
        return RULES[entry.region.code]
    chance = Random(f"{entry.name}/{criterion.code}")  # noqa: S311 - invented levels
    return chance.choice([each.code for each in criterion.levels if each.points >= FEWEST_POINTS])


def decide(course: Course, seats: list[Seat], categories: Iterable[EntrantCategory]) -> None:
    """Hold the plenary with all jurors but the last, and minute what it decides of each category."""
    at = course.moment(RoundStage.PLENARY, 14)
    by = course.person(course.secretary, at)
    plenary = hold_plenary(
        round_=course.round, held_at=course.moment(RoundStage.PLENARY, 9), place="Ruang rapat (contoh)",
        guests="BPJS Ketenagakerjaan (contoh)", present=[seat.pk for seat in seats[:-1]], by=by, at=at,
    )  # fmt: skip
    for category in categories:
        text = f"{SAMPLE}: urutan menurut nilai akhir disetujui tanpa perubahan."
        minute_decision(plenary=plenary, category=category, entry=None, text=text, by=by, at=at)


def close(course: Course, categories: Iterable[EntrantCategory]) -> list[Result]:
    """Close each category after the plenary."""
    at = course.moment(RoundStage.PLENARY, 16, last=True)
    by = course.person(course.secretary, at)
    return [close_round(round_=course.round, category=category, by=by, at=at) for category in categories]


def publish(course: Course, results: Iterable[Result], stage: RoundStage = RoundStage.ANNOUNCEMENT) -> None:
    """Publish results: one asks with the decree of the winners, another approves on the day of `stage`."""
    asked = RoundStage.WINNERS if stage == RoundStage.ANNOUNCEMENT else stage
    on, at = course.moment(asked, 11, last=True), course.moment(stage, 13, last=stage == RoundStage.OBJECTION)
    number = f"SK contoh {course.round.region.code}/{course.round.edition.data_year}"
    for result in results:
        publication = ask_publication(
            result=result, sk_number=number, sk_on=on.date(), embargo_until=None,
            by=course.person(course.secretary, on), at=on,
        )  # fmt: skip
        approve_publication(publication=publication, digest=result.digest, by=course.person(course.second, at), at=at)


def object_to(course: Course, entry: Entry, head: str, *, grant: str = "") -> None:
    """Let a head contest the level of a rule; `grant` is the level that the secretariat grants, none to reject.

    A granted objection leads to the next version, which is published too.
    """
    at, answered = course.moment(RoundStage.OBJECTION), course.moment(RoundStage.OBJECTION, 9, last=True)
    made = file_objection(
        entry=entry, criterion="regulasi", text=TEXTS[bool(grant)], proof=None, by=course.person(head, at), at=at
    )
    by = course.person(course.secretary, answered)
    answer_objection(
        objection=made, is_granted=bool(grant), answer=ANSWERS[bool(grant)], level=grant, by=by, at=answered
    )
    if grant:
        made.refresh_from_db()
        result = close_round(
            round_=course.round, category=entry.category, reason=ANSWERS[True], objection=made, by=by, at=answered
        )
        publish(course, [result], RoundStage.OBJECTION)
