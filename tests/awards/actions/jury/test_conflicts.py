"""Conflicts of interest are declared by jurors, found in records, and lifted by two people."""

import pytest

from accounts.abilities import Role
from accounts.errors import IdentityTyped, ReasonMissing, RightMissing
from accounts.models import Assignment, AuditEntry
from awards.actions.jury.conflicts import ask_lift, declare, find_conflicts, lift
from awards.enums import ConflictKind
from awards.jury_errors import ConflictRefused
from awards.models import Conflict, Seat
from awards.queries.jury.conflicts import recused
from tests.awards.rows import a_category, a_round, a_seat, an_entry
from tests.factories import A_MOMENT

WHY = "Suaminya sudah pindah dari kantor itu"


@pytest.fixture
def round_(edition, places, citra):
    return a_round(edition, places["64"], citra)


@pytest.fixture
def paser(round_, edition, places, citra):
    return an_entry(round_, a_category(edition), places["64.01"], citra)


@pytest.fixture
def seat(round_, ayu, citra):
    return a_seat(round_, ayu, citra, declared_at=None)


def declared(seat, by, *told, note="", is_all=True):
    declare(seat=seat, told=told, note=note, is_all=is_all, by=by, at=A_MOMENT)
    seat.refresh_from_db()


def held():
    return list(Conflict.objects.order_by("pk").values_list("kind", "source", "note"))


def test_a_juror_declares_of_all_entries_at_once(round_, seat, paser, ayu):
    declared(seat, ayu, (paser.pk, ConflictKind.FAMILY), note="Saudara bupati")

    assert held() == [("family", "declared", "Saudara bupati")]
    assert seat.declared_at == A_MOMENT
    assert recused(round_) == {(seat.pk, paser.pk)}
    entry = AuditEntry.objects.get(act="conflict_found")
    assert entry.new == {"source": "declared", "conflicts": [[seat.pk, paser.pk, "family"]]}
    assert entry.region_code == ""  # officials read the trail of their region, and the kind is private


def test_none_is_a_declaration_too(round_, seat, paser, ayu):
    declared(seat, ayu)

    assert (held(), seat.declared_at) == ([], A_MOMENT)
    assert AuditEntry.objects.get(act="conflict_found").new["conflicts"] == []


def test_more_can_be_added_later_and_nothing_is_withdrawn(seat, paser, ayu):
    declared(seat, ayu, (paser.pk, ConflictKind.FAMILY))
    declared(seat, ayu, (paser.pk, ConflictKind.SPONSOR))
    declared(seat, ayu)

    assert [kind for kind, *_ in held()] == ["family", "sponsor"]


def test_only_the_juror_declares_and_only_while_seated(seat, paser, bayu, ayu):
    with pytest.raises(ConflictRefused) as refused:
        declared(seat, bayu, (paser.pk, ConflictKind.FAMILY))
    seat.ended_at = A_MOMENT
    seat.save()
    with pytest.raises(ConflictRefused) as late:
        declared(seat, ayu)

    assert (refused.value.code, late.value.code, held()) == ("not_yours", "not_yours", [])


def test_without_the_sentence_that_there_is_no_other_nothing_is_stored(seat, paser, ayu):
    with pytest.raises(ConflictRefused) as refused:
        declared(seat, ayu, (paser.pk, ConflictKind.FAMILY), is_all=False)

    assert (refused.value.code, held()) == ("unsaid", [])


def test_an_entry_of_another_round_is_refused_whole(seat, paser, ayu, edition, places, citra):
    other = an_entry(a_round(edition, places["63"], citra), paser.category, places["63.01"], citra)

    with pytest.raises(ConflictRefused) as refused:
        declared(seat, ayu, (paser.pk, ConflictKind.FAMILY), (other.pk, ConflictKind.FAMILY))

    assert (refused.value.code, held()) == ("foreign", [])


@pytest.mark.parametrize(("note", "error"), [("x" * 501, ConflictRefused), ("NIK 6401010101010001", IdentityTyped)])
def test_a_note_is_short_and_names_no_person_by_number(seat, paser, ayu, note, error):
    with pytest.raises(error):
        declared(seat, ayu, (paser.pk, ConflictKind.FAMILY), note=note)

    assert held() == []


def test_what_records_tell_is_noted_once_and_with_the_declaration(round_, seat, paser, ayu, places):
    Assignment.objects.create(user=ayu, role=Role.HEAD, region=places["64.01"], since="2023-01-01", granted_at=A_MOMENT)

    declared(seat, ayu)
    again = find_conflicts(round_=round_, seats=[seat], at=A_MOMENT)

    assert (held(), again) == ([("same_region", "detected", "")], 0)
    assert [one.new["source"] for one in AuditEntry.objects.filter(act="conflict_found").order_by("sequence")] == [
        "declared", "detected",
    ]  # fmt: skip


@pytest.fixture
def conflict(seat, paser, ayu):
    declared(seat, ayu, (paser.pk, ConflictKind.FAMILY))
    return Conflict.objects.get()


def test_two_people_lift_a_conflict_the_secretariat_asking_and_an_administrator_agreeing(
    round_, conflict, citra, admin
):
    ask_lift(conflict=conflict, reason=WHY, by=citra, at=A_MOMENT)
    asked = recused(round_)
    lift(conflict=conflict, by=admin, at=A_MOMENT)

    conflict.refresh_from_db()
    assert (len(asked), recused(round_)) == (1, frozenset())
    assert (conflict.lift_asked_by, conflict.lifted_by, conflict.lift_why) == (citra, admin, WHY)
    acts = AuditEntry.objects.filter(act__startswith="conflict_lift").order_by("sequence")
    assert [(one.act, one.reason) for one in acts] == [("conflict_lift_asked", WHY), ("conflict_lifted", WHY)]


def test_the_secretariat_alone_lifts_nothing(round_, conflict, citra, eko):
    ask_lift(conflict=conflict, reason=WHY, by=citra, at=A_MOMENT)

    for other in (citra, eko):
        with pytest.raises(RightMissing):
            lift(conflict=conflict, by=other, at=A_MOMENT)

    assert len(recused(round_)) == 1


def test_an_administrator_alone_lifts_nothing(conflict, admin):
    with pytest.raises(RightMissing):
        ask_lift(conflict=conflict, reason=WHY, by=admin, at=A_MOMENT)
    with pytest.raises(ConflictRefused) as refused:
        lift(conflict=conflict, by=admin, at=A_MOMENT)

    assert refused.value.code == "not_asked"


def test_one_person_in_both_offices_is_still_one(conflict, admin, places):
    Assignment.objects.create(
        user=admin, role=Role.SECRETARY, region=places["64"], since="2024-01-01", granted_at=A_MOMENT
    )
    ask_lift(conflict=conflict, reason=WHY, by=admin, at=A_MOMENT)

    with pytest.raises(ConflictRefused) as refused:
        lift(conflict=conflict, by=admin, at=A_MOMENT)

    assert refused.value.code == "same_person"


@pytest.mark.parametrize(("act", "role"), [("ask", Role.SECRETARY), ("lift", Role.ADMINISTRATOR)])
def test_the_juror_is_neither_of_the_two(conflict, ayu, citra, places, act, role):
    Assignment.objects.create(user=ayu, role=role, region=places["64"], since="2024-01-01", granted_at=A_MOMENT)
    if act == "lift":
        ask_lift(conflict=conflict, reason=WHY, by=citra, at=A_MOMENT)

    told = {"conflict": conflict, "by": ayu, "at": A_MOMENT}

    with pytest.raises(RightMissing):  # a seat in the jury shuts out the office
        lift(**told) if act == "lift" else ask_lift(reason=WHY, **told)
    Seat.objects.update(ended_at=A_MOMENT)
    with pytest.raises(ConflictRefused) as refused:
        lift(**told) if act == "lift" else ask_lift(reason=WHY, **told)

    assert refused.value.code == "juror"


def test_lifting_is_asked_for_once_with_a_reason_and_done_once(conflict, citra, admin):
    with pytest.raises(ReasonMissing):
        ask_lift(conflict=conflict, reason="keliru", by=citra, at=A_MOMENT)
    ask_lift(conflict=conflict, reason=WHY, by=citra, at=A_MOMENT)
    with pytest.raises(ConflictRefused) as twice:
        ask_lift(conflict=conflict, reason=WHY, by=citra, at=A_MOMENT)
    lift(conflict=conflict, by=admin, at=A_MOMENT)
    with pytest.raises(ConflictRefused) as over:
        lift(conflict=conflict, by=admin, at=A_MOMENT)

    assert (twice.value.code, over.value.code) == ("asked", "lifted")


def test_what_was_lifted_is_not_found_again_and_stands_again_where_the_juror_says_so(
    round_, seat, paser, conflict, ayu, citra, admin
):
    ask_lift(conflict=conflict, reason=WHY, by=citra, at=A_MOMENT)
    lift(conflict=conflict, by=admin, at=A_MOMENT)
    Conflict.objects.update(kind="same_region")
    Assignment.objects.create(user=ayu, role=Role.HEAD, region=paser.region, since="2023-01-01", granted_at=A_MOMENT)

    found = find_conflicts(round_=round_, seats=[seat], at=A_MOMENT)
    lifted = recused(round_)
    declared(seat, ayu, (paser.pk, ConflictKind.SAME_REGION))

    assert (found, lifted) == (0, frozenset())
    assert recused(round_) == {(seat.pk, paser.pk)}
    conflict.refresh_from_db()
    assert (conflict.lifted_by, conflict.lift_asked_by, conflict.lift_why) == (None, None, "")
