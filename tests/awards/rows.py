"""Rounds, entries and seats laid down as rows, for tests of what comes after the acts that make them."""

from datetime import datetime, timedelta
from decimal import Decimal

from accounts.models import User
from awards.arithmetic.schemes import Criterion, Kind, Level, Measure, Phase, Scheme, Step
from awards.enums import STAGES, EntrantKind, EntryOrigin, EntryState, RoundStage
from awards.models import (
    CriteriaSet,
    Edition,
    EntrantCategory,
    Entry,
    Evidence,
    Firm,
    Mark,
    MarkSheet,
    Round,
    RoundCriteria,
    RoundWindow,
    Seat,
    Snapshot,
    SnapshotInput,
)
from awards.queries.settings.schemes import Criteria, content_of
from regions.enums import Level as RegionLevel
from regions.models import Region
from tests.factories import A_MOMENT

A_DAY = timedelta(days=1)


def a_category(edition: Edition, code: str = "kabkota", **more) -> EntrantCategory:
    """Store a category of entrants: regencies and cities unless told otherwise."""
    told = {"name": "Pemerintah kabupaten/kota", "kind": EntrantKind.REGENCY, "position": 1} | more
    return EntrantCategory.objects.create(edition=edition, code=code, **told)


def a_round(edition: Edition, region: Region, by: User, stage: RoundStage = RoundStage.NOMINATION, **more) -> Round:
    """Store a round, `stage` of which is open at A_MOMENT; each stage lasts ten days."""
    is_national = region.level == RegionLevel.NATION
    told = {"time_zone": "Asia/Jakarta" if is_national else "Asia/Makassar"} | more
    made = Round.objects.create(
        edition=edition, region=region, is_national=is_national, opened_by=by, opened_at=A_MOMENT, **told
    )
    begin = A_MOMENT - A_DAY - STAGES.index(stage) * 10 * A_DAY
    RoundWindow.objects.bulk_create(
        RoundWindow(
            round=made, stage=each, position=number, opens_at=begin + number * 10 * A_DAY,
            closes_at=begin + (number + 1) * 10 * A_DAY,
        )
        for number, each in enumerate(STAGES)
    )  # fmt: skip
    return made


def moved_to(round_: Round, stage: RoundStage) -> Round:
    """Move all windows of a round so that `stage` is open at A_MOMENT."""
    window = RoundWindow.objects.get(round=round_, stage=stage)
    by = A_MOMENT - A_DAY - window.opens_at
    for each in RoundWindow.objects.filter(round=round_):
        RoundWindow.objects.filter(pk=each.pk).update(opens_at=each.opens_at + by, closes_at=each.closes_at + by)
    return round_


def an_entry(round_: Round, category: EntrantCategory, region: Region, by: User, **more) -> Entry:
    """Store an entry whose documents are complete."""
    told = {"origin": EntryOrigin.SECRETARIAT, "state": EntryState.VERIFIED} | more
    return Entry.objects.create(
        round=round_, category=category, region=region, proposed_by=by, proposed_at=A_MOMENT, **told
    )


def a_firm(region: Region, npp: str = "NN123456", **more) -> Firm:
    """Store a large mining firm."""
    told = {"name": "PT Contoh Tambang", "size": "large", "sector": "Pertambangan"} | more
    return Firm.objects.create(region=region, npp=npp, **told)


def a_seat(round_: Round, user: User, by: User, at: datetime = A_MOMENT, **more) -> Seat:
    """Store the seat of a juror, who has declared all conflicts unless told otherwise."""
    told = {"decree": "SK 1/2024", "declared_at": at} | more
    number = Seat.objects.filter(round=round_).count() + 1
    return Seat.objects.create(
        round=round_, user=user, pseudonym=f"J{number:02}", shuffle=f"{number:032}", appointed_by=by, appointed_at=at,
        **told,
    )  # fmt: skip


def a_scheme(**more) -> Scheme:
    """Return a scheme of the papers alone: coverage 40, a regulation 20, and innovation 40, which jurors mark."""
    desk = {"phase": Phase.DESK}
    told = {
        "criteria": (
            Criterion("cakupan", "Cakupan", Decimal(40), kind=Kind.COMPUTED, measure=Measure.COVERAGE, **desk),
            Criterion(
                "regulasi", "Regulasi", Decimal(20), kind=Kind.LEVELLED, **desk,
                levels=(
                    Level("perda", "Perda", Decimal(100)), Level("sk", "SK", Decimal(50)),
                    Level("nihil", "Tidak ada", Decimal(0)),
                ),
            ),
            Criterion("inovasi", "Inovasi", Decimal(40), kind=Kind.JUDGED, **desk),
        ),
        "shares": {Phase.DESK: Decimal(100)},
        "ladder": ("inovasi", "measure:coverage"),
    }  # fmt: skip
    return Scheme(**(told | more))


def a_heard_scheme() -> Scheme:
    """Return the scheme of `a_scheme` with an interview that is worth as much as the papers."""
    heard = Criterion("wawancara", "Wawancara", Decimal(100), phase=Phase.INTERVIEW, kind=Kind.JUDGED)
    half = Decimal(50)
    return a_scheme(criteria=(*a_scheme().criteria, heard), shares={Phase.DESK: half, Phase.INTERVIEW: half})


def criteria_for(round_: Round, category: EntrantCategory, by: User, scheme: Scheme | None = None) -> CriteriaSet:
    """Store the next version of the criteria of a category, and let it hold in a round."""
    version = CriteriaSet.objects.filter(category=category, is_national=round_.is_national).count() + 1
    held = CriteriaSet.objects.create(
        category=category, is_national=round_.is_national, version=version, made_by=by, made_at=A_MOMENT,
        content=content_of(Criteria(scheme or a_scheme())),
    )  # fmt: skip
    RoundCriteria.objects.create(
        round=round_, category=category, criteria_set=held, at=A_MOMENT + version * timedelta(minutes=1)
    )
    return held


def a_snapshot(round_: Round, category: EntrantCategory, by: User, inputs: dict[tuple[Entry, str], object]) -> Snapshot:
    """Store the next snapshot of a category: a number, a level, or None by entry and criterion."""
    made = Snapshot.objects.create(
        round=round_, category=category, criteria_set=CriteriaSet.objects.filter(category=category).latest("version"),
        version=Snapshot.objects.filter(round=round_, category=category).count() + 1, frozen_by=by, frozen_at=A_MOMENT,
    )  # fmt: skip
    SnapshotInput.objects.bulk_create(
        SnapshotInput(
            snapshot=made, entry=entry, criterion=criterion,
            **({"level": told} if isinstance(told, str) else {"raw": told}),
        )
        for (entry, criterion), told in inputs.items()
    )  # fmt: skip
    return made


def a_sheet(seat: Seat, entry: Entry, marks: dict[str, object], phase: str = "desk", **more) -> MarkSheet:
    """Store the final marks of a juror for an entry: points by criterion."""
    told = {"final_at": A_MOMENT} | more
    sheet = MarkSheet.objects.create(seat=seat, entry=entry, phase=phase, saved_at=A_MOMENT, **told)
    Mark.objects.bulk_create(Mark(sheet=sheet, criterion=code, points=points) for code, points in marks.items())
    return sheet


def an_evidence(entry: Entry, criterion: str, by: User, **more) -> Evidence:
    """Store a proof of an entry."""
    number = Evidence.objects.filter(entry=entry).count() + 1
    told = {
        "proof": f"p{number}", "version": 1, "title": "Perda 3/2023", "issuer": "Pemerintah Kabupaten Paser",
        "issued_on": A_MOMENT.date(), "file_name": "perda.pdf", "media_type": "application/pdf", "size": 4,
        "digest": "d" * 64, "content": b"%PDF",
    } | more  # fmt: skip
    return Evidence.objects.create(entry=entry, criterion=criterion, filed_by=by, filed_at=A_MOMENT, **told)


def a_scale(
    code: str = "inovasi", name: str = "Inovasi", weight: int = 60, phase: Phase = Phase.DESK, **more
) -> Criterion:
    """Return a judged criterion of four steps from 0 to 100."""
    steps = tuple(
        Step(Decimal(mark), label, f"Ciri tingkat {label}")
        for mark, label in ((0, "belum ada"), (40, "dirintis"), (70, "berjalan"), (100, "menjadi contoh"))
    )
    told = {"kind": Kind.JUDGED, "steps": steps, "guidance": "Baca bukti dukungnya dulu."} | more
    return Criterion(code, name, Decimal(weight), phase, **told)


JUDGED_BY = (
    a_scale(only_steps=True),
    a_scale("regulasi", "Kualitas regulasi", 40, needs_note=True),
    a_scale("wawancara", "Wawancara", 100, Phase.INTERVIEW),
)
SHARES = {Phase.DESK: Decimal(70), Phase.INTERVIEW: Decimal(30)}


def judged_by(
    round_: Round, category: EntrantCategory, by: User, criteria: tuple[Criterion, ...] = JUDGED_BY
) -> CriteriaSet:
    """Let a category be judged by criteria: two at the desk and one in the interview unless told otherwise."""
    made = CriteriaSet.objects.create(
        category=category, is_national=round_.is_national, version=1, made_by=by, made_at=A_MOMENT,
        content=content_of(Criteria(Scheme(criteria, SHARES))),
    )  # fmt: skip
    RoundCriteria.objects.create(round=round_, category=category, criteria_set=made, at=A_MOMENT)
    return made


def judged_at(round_: Round, category: EntrantCategory) -> EntrantCategory:
    """Let a round judge a category by its newest criteria, or by some that ask for no proof; return the category."""
    kind = {"category": category, "is_national": round_.is_national}
    held = CriteriaSet.objects.filter(**kind).order_by("-version").first() or CriteriaSet.objects.create(
        **kind, version=1, content=content_of(Criteria(a_scheme())), made_by=round_.opened_by, made_at=A_MOMENT
    )
    RoundCriteria.objects.create(round=round_, category=category, criteria_set=held, at=A_MOMENT)
    return category
