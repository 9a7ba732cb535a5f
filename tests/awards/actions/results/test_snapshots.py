"""Freezing numbers: computed ones from releases, levels as stated with a proof, unknown ones as unknown."""

from decimal import Decimal

import pytest

from accounts.abilities import Role
from accounts.enums import Act
from accounts.errors import RightMissing
from accounts.models import Assignment, AuditEntry
from awards.actions.jury.seats import appoint
from awards.actions.results.closing import close_round
from awards.actions.results.snapshots import Stated, freeze_snapshot
from awards.enums import RoundStage, SeatRole
from awards.models import MarkSheet, Objection, Result, Snapshot, SnapshotInput
from awards.result_errors import SnapshotRefused
from tests.accounts.people import signed_in
from tests.awards.closings import a_judged_round
from tests.awards.rows import a_category, a_round, a_seat, an_entry, an_evidence, criteria_for, moved_to
from tests.coverage.factories import a_published_month, a_target
from tests.factories import a_person


def frozen(round_, category, by, at, *stated):
    return freeze_snapshot(round_=round_, category=category, stated=stated, by=by, at=at)


def rows_of(snapshot):
    rows = SnapshotInput.objects.filter(snapshot=snapshot).order_by("entry__region__code", "criterion")
    return list(rows.values_list("entry__region__code", "criterion", "raw", "level", "figure_id"))


def test_a_snapshot_holds_released_numbers_stated_levels_and_what_is_unknown(
    round_, category, paser, bontang, places, citra, at
):
    a_target(places["64.01"], 90052, year=2023)
    a_published_month(places["64.01"], {(places["64.01"], "pu", "pemberi_kerja"): 81436}, month=202312)
    perda = an_evidence(paser, "regulasi", citra)

    snapshot = frozen(
        round_, category, citra, at,
        Stated(paser.pk, "regulasi", "perda", evidence=perda.pk), Stated(bontang.pk, "regulasi", "nihil"),
    )  # fmt: skip

    assert rows_of(snapshot) == [
        ("64.01", "cakupan", Decimal("90.4321947319"), "", "64.01_2023-12_ucj_1"),
        ("64.01", "regulasi", None, "perda", ""),
        ("64.74", "cakupan", None, "", ""),
        ("64.74", "regulasi", None, "nihil", ""),
    ]
    source = SnapshotInput.objects.get(entry=paser, criterion="regulasi").source
    assert source == f"bukti dukung no. {perda.pk}: Perda 3/2023 (SHA-256 dddddddddddd…)"
    told = {"inputs": 4, "known": 3, "waived": 0, "criteria": 1}
    assert AuditEntry.objects.get(act=Act.SNAPSHOT_FROZEN).new == told


def test_a_later_snapshot_is_a_new_version_and_the_old_stays(round_, category, paser, citra, at):
    first, second = frozen(round_, category, citra, at), frozen(round_, category, citra, at)

    assert list(Snapshot.objects.order_by("version")) == [first, second]
    assert (first.version, second.version) == (1, 2)


@pytest.mark.parametrize(
    ("stated", "code"),
    [
        (("regulasi", "perda"), "proof"),
        (("regulasi", "pergub"), "level"),
        (("cakupan", "perda"), "unknown"),
        (("inovasi", "perda"), "unknown"),
    ],
)
def test_a_statement_that_cannot_hold_is_refused_and_stores_nothing(round_, category, paser, citra, at, stated, code):
    with pytest.raises(SnapshotRefused) as refused:
        frozen(round_, category, citra, at, Stated(paser.pk, *stated))

    assert refused.value.code == code
    assert refused.value.message
    assert not Snapshot.objects.exists()


def test_the_proof_of_another_entry_and_a_withdrawn_one_prove_nothing(round_, category, paser, bontang, citra, at):
    foreign = an_evidence(bontang, "regulasi", citra)
    withdrawn = an_evidence(paser, "regulasi", citra, withdrawn_by=citra, withdrawn_at=at)

    for proof in (foreign, withdrawn):
        with pytest.raises(SnapshotRefused):
            frozen(round_, category, citra, at, Stated(paser.pk, "regulasi", "perda", evidence=proof.pk))


def test_the_entry_of_another_round_and_one_stated_twice_are_refused(
    round_, category, paser, edition, places, citra, at
):
    other = an_entry(a_round(edition, places["63"], citra), category, places["63.01"], citra)
    none = Stated(paser.pk, "regulasi", "nihil")

    for stated in ([Stated(other.pk, "regulasi", "nihil")], [none, none]):
        with pytest.raises(SnapshotRefused):
            frozen(round_, category, citra, at, *stated)


def test_nothing_is_frozen_without_criteria_entries_or_the_right(round_, category, edition, ayu, citra, at):
    with pytest.raises(SnapshotRefused):
        frozen(round_, category, citra, at)
    with pytest.raises(SnapshotRefused):
        frozen(round_, a_category(edition, "desa"), citra, at)
    with pytest.raises(RightMissing):
        frozen(round_, category, ayu, at)


def test_who_saw_an_older_version_is_told_and_undoes_nothing(round_, category, paser, citra, at):
    def seen(version):
        return freeze_snapshot(round_=round_, category=category, stated=(), by=citra, at=at, seen=version)

    assert seen(0).version == 1
    with pytest.raises(SnapshotRefused) as refused:
        seen(0)

    assert (refused.value.code, refused.value.more["version"]) == ("moved", 1)
    assert seen(1).version == 2


def test_who_sits_in_the_jury_freezes_nothing(round_, category, paser, citra, at):
    a_seat(round_, citra, citra)

    with pytest.raises(RightMissing):
        frozen(round_, category, citra, at)


def test_what_an_objection_has_corrected_stays_corrected(round_, category, paser, citra, at):
    first = frozen(round_, category, citra, at)
    result = Result.objects.create(
        round=round_, category=category, version=1, cause="first", criteria_set=first.criteria_set, formula="award-1",
        digest="d" * 64, bundle=b"PK", closed_by=citra, closed_at=at,
    )  # fmt: skip
    told = {"is_granted": True, "answered_by": citra, "answered_at": at, "filed_by": citra}
    for number, (code, correction) in enumerate((("cakupan", {"raw": Decimal(77)}), ("regulasi", {"level": "sk"}))):
        Objection.objects.create(
            round=round_, number=number + 1, result=result, entry=paser, criterion=code, text="Angka keliru",
            filed_at=at, **told, **correction,
        )  # fmt: skip

    for version, one in enumerate(Objection.objects.order_by("number"), start=2):
        Result.objects.create(
            round=round_, category=category, version=version, cause="objection", reason="x" * 10, objection=one,
            criteria_set=first.criteria_set, formula="award-1", digest="d" * 64, bundle=b"PK", closed_by=citra,
            closed_at=at,
        )  # fmt: skip
    criteria_for(round_, category, citra)

    again = frozen(round_, category, citra, at)

    assert [(row[1], row[2], row[3]) for row in rows_of(again)] == [
        ("cakupan", Decimal(77), ""), ("regulasi", None, "sk"),
    ]  # fmt: skip
    with pytest.raises(SnapshotRefused):
        frozen(round_, category, citra, at, Stated(paser.pk, "regulasi", "nihil"))


def refusal_of(*told) -> str:
    with pytest.raises(SnapshotRefused) as refused:
        frozen(*told)
    assert refused.value.message
    return refused.value.code


def test_once_marks_are_open_to_the_secretariat_only_an_administrator_freezes(
    round_, category, paser, citra, admin, at
):
    with pytest.raises(RightMissing):
        frozen(round_, category, admin, at)
    moved_to(round_, RoundStage.PLENARY)

    assert refusal_of(round_, category, citra, at) == "late"
    assert not Snapshot.objects.exists()
    assert frozen(round_, category, admin, at).frozen_by == admin


def test_marks_that_all_are_final_open_them_too(edition, places, citra, ayu, at):
    made = a_judged_round(edition, places, citra, [ayu])
    moved_to(made.round, RoundStage.VERIFICATION)

    assert refusal_of(made.round, made.category, citra, at) == "late"
    MarkSheet.objects.filter(entry=made.entries[0]).update(final_at=None)
    assert frozen(made.round, made.category, citra, at).version == 2


def test_who_has_read_marks_freezes_nothing_although_a_new_juror_closes_them_to_him_again(
    edition, places, citra, ayu, bayu, at, time_machine
):
    time_machine.move_to(at, tick=False)
    made = a_judged_round(edition, places, citra, [ayu])
    moved_to(made.round, RoundStage.VERIFICATION)
    other = a_person("sekretaris dua", Role.SECRETARY, places["64"])
    signed_in(citra).get(f"/penghargaan/putaran/{made.round.pk}/nilai.csv")

    appoint(round_=made.round, user=bayu, role=SeatRole.MEMBER, decree="SK 2/2024", by=citra, at=at)

    assert refusal_of(made.round, made.category, citra, at) == "known"
    assert frozen(made.round, made.category, other, at).version == 2


def test_who_is_of_the_secretariat_too_is_no_second_person(round_, category, paser, places, citra, at):
    Assignment.objects.create(user=citra, role=Role.ADMINISTRATOR, region=places["ID"], since=at.date(), granted_at=at)
    moved_to(round_, RoundStage.PLENARY)

    assert refusal_of(round_, category, citra, at) == "late"


def test_numbers_of_a_closed_category_and_beside_a_granted_objection_are_not_frozen_anew(
    edition, places, citra, admin, ayu, at
):
    made = a_judged_round(edition, places, citra, [ayu])
    result = close_round(round_=made.round, category=made.category, by=citra, at=at)
    about = (made.round, made.category, admin, at)

    assert refusal_of(*about) == "closed"
    criteria_for(made.round, made.category, citra)
    assert frozen(*about).version == 2
    Objection.objects.create(
        round=made.round, number=1, result=result, entry=made.entries[0], criterion="inovasi", text="Keliru",
        filed_by=citra, filed_at=at, is_granted=True, answered_by=admin, answered_at=at,
    )  # fmt: skip
    assert refusal_of(*about) == "waiting"
