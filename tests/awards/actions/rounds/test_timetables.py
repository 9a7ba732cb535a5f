"""Stages to come are set freely, the one that runs is extended with a reason, and what is past stays."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection

from accounts.enums import Act
from accounts.errors import IdentityTyped, ReasonMissing, RightMissing
from accounts.models import AuditEntry
from awards.actions.rounds import timetables
from awards.actions.rounds.timetables import extend_stage, set_stages
from awards.enums import STAGES, RoundStage
from awards.models import Round, RoundWindow, StageExtension
from awards.queries.rounds.timetables import Days, stored_days
from awards.round_errors import RoundRefused
from tests.awards.settings import a_ready_edition, an_open_round
from tests.threads import at_once, let_two_meet, take_lock_away

S = RoundStage
REASON = "Banjir di tiga kabupaten menunda pengiriman berkas"


@pytest.fixture
def kaltim(edition, admin, places, citra) -> Round:
    """Kaltim's round: Pengusulan from 1 to 21 August 2025 is open."""
    a_ready_edition(edition, admin)
    return an_open_round(edition, places["64"], citra)


def extend(round_, by, at, last=date(2025, 8, 25), stage=S.NOMINATION, **more) -> StageExtension:
    told = {"reason": REASON, "seen": 1, "move_later": True} | more
    return extend_stage(round_=round_, stage=stage, last=last, by=by, at=at, **told)


def test_an_extension_lasts_to_the_end_of_its_day_and_moves_what_follows(kaltim, citra, at):
    before = stored_days(kaltim)

    made = extend(kaltim, citra, at)

    after = stored_days(kaltim)
    assert made.until == datetime(2025, 8, 25, 16, tzinfo=UTC)
    assert after[S.NOMINATION] == Days(date(2025, 8, 1), date(2025, 8, 25))
    assert {stage: after[stage] for stage in STAGES[1:]} == {stage: before[stage].moved(4) for stage in STAGES[1:]}
    told = AuditEntry.objects.get(act=Act.STAGE_EXTENDED)
    assert (told.old["nomination"][1], told.new["nomination"][1], told.reason) == ("2025-08-21", "2025-08-25", REASON)
    assert Round.objects.get().version == 2


def test_an_extension_over_the_next_stage_is_refused_unless_it_moves_along(kaltim, citra, at):
    before = stored_days(kaltim)

    with pytest.raises(RoundRefused, match="Verifikasi berkas dimulai 22 Agustus 2025, sebelum tahap Pengusulan"):
        extend(kaltim, citra, at, move_later=False)

    assert (stored_days(kaltim), StageExtension.objects.count()) == (before, 0)


def test_where_there_is_room_nothing_else_moves(kaltim, citra, at):
    days = stored_days(kaltim)
    later = {stage: each.moved(10) for stage, each in days.items() if stage != S.NOMINATION}
    set_stages(round_=kaltim, days=days | later, seen=1, by=citra, at=at)

    extend(kaltim, citra, at, seen=2, move_later=False)

    assert stored_days(kaltim) == days | later | {S.NOMINATION: Days(date(2025, 8, 1), date(2025, 8, 25))}


@pytest.mark.parametrize("reason", ["", "banjir", " " * 12])
def test_an_extension_needs_a_reason(kaltim, citra, at, reason):
    with pytest.raises(ReasonMissing):
        extend(kaltim, citra, at, reason=reason)


def test_a_reason_holds_no_number_of_a_person(kaltim, citra, at):
    with pytest.raises(IdentityTyped):
        extend(kaltim, citra, at, reason="Berkas 6401010101900001 tertunda")


def test_what_is_past_is_not_extended_nor_shortened(kaltim, citra, at):
    later = at + timedelta(days=20)

    with pytest.raises(RoundRefused, match="Pengusulan sudah lewat"):
        extend(kaltim, citra, later)
    with pytest.raises(RoundRefused, match="harus sesudah 21 Agustus 2025"):
        extend(kaltim, citra, at, last=date(2025, 8, 21))
    with pytest.raises(RoundRefused, match="harus sesudah"):
        extend(kaltim, citra, at, last=date(2025, 8, 3))
    with pytest.raises(RoundRefused, match="2000 sampai 2099"):
        extend(kaltim, citra, at, last=date(2100, 1, 1))


def test_a_stage_that_the_round_lacks_is_not_extended(kaltim, citra, at):
    days = {stage: each for stage, each in stored_days(kaltim).items() if stage != S.OBJECTION}
    set_stages(round_=kaltim, days=days, seen=1, by=citra, at=at)

    with pytest.raises(RoundRefused, match="tidak mempunyai tahap Sanggahan"):
        extend(kaltim, citra, at, stage=S.OBJECTION, seen=2)


def test_stages_to_come_are_set_and_the_change_is_told_once(kaltim, citra, at):
    days = stored_days(kaltim)
    changed = days | {S.HANDOVER: days[S.HANDOVER].moved(30)}

    set_stages(round_=kaltim, days=changed, seen=1, by=citra, at=at)
    set_stages(round_=kaltim, days=changed, seen=2, by=citra, at=at)

    assert stored_days(kaltim) == changed
    told = AuditEntry.objects.get(act=Act.STAGES_SET)
    assert told.old["handover"] != told.new["handover"]
    assert Round.objects.get().version == 2


def test_sanggahan_is_taken_out_and_put_back(kaltim, citra, at):
    days = stored_days(kaltim)
    without = {stage: each for stage, each in days.items() if stage != S.OBJECTION}

    set_stages(round_=kaltim, days=without, seen=1, by=citra, at=at)
    assert S.OBJECTION not in stored_days(kaltim)
    set_stages(round_=kaltim, days=days, seen=2, by=citra, at=at)

    assert stored_days(kaltim) == days


def test_what_runs_or_is_past_cannot_be_set(kaltim, citra, at):
    days = stored_days(kaltim)
    shorter = days | {S.NOMINATION: Days(date(2025, 8, 1), date(2025, 8, 20))}

    with pytest.raises(RoundRefused, match="Pengusulan sedang berjalan"):
        set_stages(round_=kaltim, days=shorter, seen=1, by=citra, at=at)
    with pytest.raises(RoundRefused, match="Pengusulan sudah lewat"):
        set_stages(round_=kaltim, days=shorter, seen=1, by=citra, at=at + timedelta(days=20))

    assert stored_days(kaltim) == days


def test_a_stage_does_not_begin_before_today(kaltim, edition, places, admin, at):
    planned = an_open_round(edition, places["ID"], admin, first=date(2025, 9, 1))
    days = stored_days(planned)

    with pytest.raises(RoundRefused, match="tidak dapat dimulai sebelum hari ini"):
        set_stages(
            round_=planned,
            days=days | {S.NOMINATION: Days(date(2025, 8, 3), date(2025, 8, 9))},
            seen=1,
            by=admin,
            at=at,
        )
    today = days | {S.NOMINATION: Days(date(2025, 8, 4), date(2025, 8, 9))}
    set_stages(round_=planned, days=today, seen=1, by=admin, at=at)

    assert stored_days(planned) == today


def test_an_extended_stage_is_not_taken_out(kaltim, citra, at):
    last = stored_days(kaltim)[S.OBJECTION].last + timedelta(days=2)
    extend(kaltim, citra, at, stage=S.OBJECTION, last=last)
    without = {stage: each for stage, each in stored_days(kaltim).items() if stage != S.OBJECTION}

    with pytest.raises(RoundRefused, match="pernah diperpanjang"):
        set_stages(round_=kaltim, days=without, seen=2, by=citra, at=at)


@pytest.mark.parametrize("who", ["wati", "hana", "ayu", "stranger"])
def test_nobody_else_sets_the_dates(request, kaltim, at, who):
    user = request.getfixturevalue(who)

    with pytest.raises(RightMissing):
        extend(kaltim, user, at)
    with pytest.raises(RightMissing):
        set_stages(round_=kaltim, days=stored_days(kaltim), seen=1, by=user, at=at)


def two_extensions(kaltim, citra, at) -> list:
    acts = [lambda day=day: extend(kaltim, citra, at, last=date(2025, 8, day)) for day in (24, 25)]
    return at_once(acts)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_locked", [True, False])
def test_of_two_extensions_at_once_the_second_is_told(kaltim, citra, at, monkeypatch, is_locked):
    if not is_locked:
        take_lock_away(monkeypatch, Round)
    let_two_meet(monkeypatch, (timetables, "refuse_bad_days"))

    results = two_extensions(kaltim, citra, at)

    stored = 1 if is_locked or connection.vendor == "sqlite" else 2
    assert [result.code for result in results if isinstance(result, RoundRefused)] == ["changed"] * (2 - stored)
    assert StageExtension.objects.count() == stored
    assert RoundWindow.objects.get(stage=S.NOMINATION).closes_at in [
        each.until for each in StageExtension.objects.all()
    ]
