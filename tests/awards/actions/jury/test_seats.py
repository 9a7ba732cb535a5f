"""Jurors are appointed by the secretariat, by decree, and never to two offices of one round."""

import pytest

from accounts.abilities import Role
from accounts.errors import ReasonMissing, RightMissing
from accounts.models import Assignment, AuditEntry
from awards.actions.jury.seats import appoint, end_seat
from awards.actions.results.closing import close_round
from awards.bundles import bundle as bundles
from awards.enums import RoundStage, SeatRole
from awards.jury_errors import SeatRefused
from awards.models import Conflict, Seat
from awards.queries.results.judging import judged
from tests.awards.closings import a_judged_round
from tests.awards.rows import a_category, a_round, an_entry, moved_to
from tests.factories import A_MOMENT, a_person

DECREE = "SK Gubernur 100.3.3.1/K.12/2024"


@pytest.fixture
def round_(edition, places, citra):
    return a_round(edition, places["64"], citra)


def appointed(round_, user, by, **more):
    told = {"role": SeatRole.MEMBER, "decree": DECREE} | more
    return appoint(round_=round_, user=user, by=by, at=A_MOMENT, **told)


def test_a_juror_gets_a_seat_with_a_pseudonym_that_no_record_tells(round_, ayu, citra):
    seat = appointed(round_, ayu, citra)

    assert (seat.user, seat.decree, seat.declared_at) == (ayu, DECREE, None)
    assert seat.pseudonym.startswith("J")
    assert len(seat.shuffle) == 32
    entry = AuditEntry.objects.get(act="juror_appointed")
    assert entry.new == {"user": "ayu", "role": "member", "decree": DECREE}
    assert (entry.subject, entry.region_code) == (f"seat:{seat.pk}", "64")


def test_pseudonyms_are_drawn_and_none_is_given_twice(round_, citra, places):
    people = [a_person(f"j{number}", Role.PROVINCIAL_JUROR, places["64"]) for number in range(12)]

    drawn = [appointed(round_, each, citra).pseudonym for each in people]

    assert len(set(drawn)) == 12
    assert drawn != sorted(drawn)  # by chance this fails once in 479,001,600 times


@pytest.mark.parametrize(
    ("who", "code"), [("sari", "not_a_juror"), ("dewi", "not_a_juror"), ("stranger", "not_a_juror")]
)
def test_who_is_no_juror_of_this_level_is_refused(round_, citra, who, code, request):
    with pytest.raises(SeatRefused) as refused:
        appointed(round_, request.getfixturevalue(who), citra)

    assert refused.value.code == code
    assert list(Seat.objects.all()) == []


def test_who_runs_the_round_does_not_judge_in_it(round_, ayu, citra, places):
    Assignment.objects.create(
        user=ayu, role=Role.SECRETARY, region=places["64"], since="2024-01-01", granted_at=A_MOMENT
    )

    with pytest.raises(SeatRefused, match="sekretariat") as refused:
        appointed(round_, ayu, citra)

    assert refused.value.code == "two_offices"


@pytest.mark.parametrize("who", ["admin", "ayu", "wati", "sari", "eko"])
def test_nobody_but_the_secretariat_of_the_round_appoints(round_, bayu, who, request):
    with pytest.raises(RightMissing):
        appointed(round_, bayu, request.getfixturevalue(who))


def test_a_round_has_one_chair(round_, ayu, bayu, citra):
    appointed(round_, ayu, citra, role=SeatRole.CHAIR)

    with pytest.raises(SeatRefused, match="Ayu"):
        appointed(round_, bayu, citra, role=SeatRole.CHAIR)


@pytest.mark.parametrize("decree", ["", "   ", "x" * 81])
def test_a_seat_needs_its_decree(round_, ayu, citra, decree):
    with pytest.raises(SeatRefused) as refused:
        appointed(round_, ayu, citra, decree=decree)

    assert refused.value.code == "decree"


def test_nobody_is_seated_twice_and_who_had_gone_gets_the_same_seat_and_declares_anew(round_, ayu, citra):
    seat = appointed(round_, ayu, citra)
    Seat.objects.update(declared_at=A_MOMENT)
    with pytest.raises(SeatRefused) as refused:
        appointed(round_, ayu, citra)
    end_seat(seat=seat, reason="Pindah tugas ke Jakarta", by=citra, at=A_MOMENT)

    again = appointed(round_, ayu, citra)

    assert refused.value.code == "seated"
    assert (again.pk, again.pseudonym, again.shuffle) == (seat.pk, seat.pseudonym, seat.shuffle)
    assert (again.ended_at, again.ended_why, again.declared_at) == (None, "", None)


def test_a_seat_ends_once_with_a_reason(round_, ayu, citra):
    seat = appointed(round_, ayu, citra)
    with pytest.raises(ReasonMissing):
        end_seat(seat=seat, reason="pindah", by=citra, at=A_MOMENT)
    end_seat(seat=seat, reason="Pindah tugas ke Jakarta", by=citra, at=A_MOMENT)

    with pytest.raises(SeatRefused) as refused:
        end_seat(seat=seat, reason="Pindah tugas ke Jakarta", by=citra, at=A_MOMENT)

    assert refused.value.code == "ended"
    assert AuditEntry.objects.get(act="juror_ended").reason == "Pindah tugas ke Jakarta"


def test_conflicts_that_records_tell_of_are_noted_with_the_appointment(round_, edition, ayu, citra, places):
    Assignment.objects.create(user=ayu, role=Role.HEAD, region=places["64.01"], since="2023-01-01", granted_at=A_MOMENT)
    paser = an_entry(round_, a_category(edition), places["64.01"], citra)

    seat = appointed(round_, ayu, citra)

    assert list(Conflict.objects.values_list("seat", "entry", "kind", "source")) == [
        (seat.pk, paser.pk, "same_region", "detected")
    ]


@pytest.mark.parametrize("role", [Role.HEAD, Role.PROVINCE])
def test_who_would_judge_nobody_gets_no_seat(round_, ayu, citra, places, role):
    Assignment.objects.create(user=ayu, role=role, region=places["64"], since="2024-01-01", granted_at=A_MOMENT)

    with pytest.raises(SeatRefused, match="seluruh Kalimantan Timur") as refused:
        appointed(round_, ayu, citra)

    assert refused.value.code == "whole_area"


def test_nobody_joins_once_the_interviews_are_over(round_, ayu, bayu, citra):
    moved_to(round_, RoundStage.INTERVIEW)
    appointed(round_, ayu, citra)
    moved_to(round_, RoundStage.PLENARY)

    with pytest.raises(SeatRefused, match="Wawancara putaran ini sudah selesai") as refused:
        appointed(round_, bayu, citra)

    assert refused.value.code == "too_late"


@pytest.fixture
def closed_round(edition, places, citra, ayu):
    made = a_judged_round(edition, places, citra, [ayu])
    close_round(round_=made.round, category=made.category, by=citra, at=A_MOMENT)
    return made


def test_nobody_joins_once_a_category_is_closed(closed_round, bayu, citra):
    with pytest.raises(SeatRefused) as refused:
        appointed(closed_round.round, bayu, citra)

    assert refused.value.code == "closed"


def test_the_secretariat_drops_no_final_marks_with_a_seat(edition, places, citra, ayu, bayu):
    made = a_judged_round(edition, places, citra, [ayu, bayu])
    before = judged(made.round, made.category, made.criteria_set).contest.marks

    end_seat(seat=made.seats[0], reason="Pindah tugas ke Jakarta", by=citra, at=A_MOMENT)

    assert [len(given) for given in before.values()] == [2, 2, 2]
    assert judged(made.round, made.category, made.criteria_set).contest.marks == before
    result = close_round(round_=made.round, category=made.category, by=citra, at=A_MOMENT)
    assert bundles.verified(bytes(result.bundle)).is_sound
