import pytest
from django.core.exceptions import PermissionDenied

from accounts.abilities import Ability, Role
from accounts.access import OutOfReach
from accounts.errors import RightMissing
from accounts.models import Assignment, User
from awards.access import (
    dossier_for,
    entry_for,
    evidence_for,
    keeps_awards,
    may_in,
    nominating_for,
    require_in,
    require_running,
    round_for,
    rounds_to_open,
    runs_rounds,
    seat_for,
    sets_dates,
    timetable_for,
)
from awards.enums import RoundStage
from awards.models import Conflict, Entry
from regions.models import Region
from tests.awards.evidence_rows import a_proof
from tests.awards.rows import a_category, a_firm, a_round, a_seat, a_sheet, an_entry
from tests.factories import A_MOMENT, a_person


def grant(user: User, role: Role, region: Region) -> None:
    Assignment.objects.create(user=user, role=role, region=region, since="2024-01-01", granted_at=A_MOMENT)


@pytest.fixture
def kaltim(edition, places, citra):
    return a_round(edition, places["64"], citra, RoundStage.VERIFICATION)


@pytest.fixture
def paser(kaltim, edition, places, citra):
    return an_entry(kaltim, a_category(edition), places["64.01"], citra)


def test_the_secretariat_of_the_province_runs_its_round(kaltim, citra):
    assert round_for(citra, Ability.RUN_ROUNDS, kaltim.pk, A_MOMENT) == kaltim


def test_the_secretariat_of_another_province_does_not_see_it(kaltim, places):
    stranger = a_person("sekretaris.kalsel", Role.SECRETARY, places["63"])

    with pytest.raises(OutOfReach):
        round_for(stranger, Ability.RUN_ROUNDS, kaltim.pk, A_MOMENT)


def test_a_juror_counts_only_with_a_seat(kaltim, paser, ayu, citra):
    with pytest.raises(OutOfReach):
        round_for(ayu, Ability.MARK_ENTRIES, kaltim.pk, A_MOMENT)
    with pytest.raises(OutOfReach):
        entry_for(ayu, Ability.READ_EVIDENCE, paser.pk, A_MOMENT)

    seat = a_seat(kaltim, ayu, citra)

    assert seat_for(ayu, kaltim.pk, A_MOMENT) == seat
    assert entry_for(ayu, Ability.READ_EVIDENCE, paser.pk, A_MOMENT) == paser


def test_a_seat_that_ended_counts_no_more(kaltim, ayu, citra):
    a_seat(kaltim, ayu, citra, ended_at=A_MOMENT)

    with pytest.raises(OutOfReach):
        seat_for(ayu, kaltim.pk, A_MOMENT)


def test_the_secretariat_marks_nothing(kaltim, citra):
    with pytest.raises(PermissionDenied):
        seat_for(citra, kaltim.pk, A_MOMENT)


def test_a_region_reaches_its_own_entry_and_no_other(kaltim, paser, edition, places, hana, citra):
    kutim = an_entry(kaltim, paser.category, places["64.08"], citra)

    assert entry_for(hana, Ability.FILE_EVIDENCE, paser.pk, A_MOMENT) == paser
    with pytest.raises(OutOfReach):
        entry_for(hana, Ability.FILE_EVIDENCE, kutim.pk, A_MOMENT)


def test_officials_where_a_firm_sits_do_not_reach_its_entry(kaltim, edition, places, hana, citra):
    firms = a_category(edition, "tambang", kind="firm", name="Pertambangan", position=2)
    entry = an_entry(kaltim, firms, places["64.01"], citra, firm=a_firm(places["64.01"]))

    with pytest.raises(OutOfReach):
        entry_for(hana, Ability.FILE_EVIDENCE, entry.pk, A_MOMENT)


def test_a_national_round_is_run_by_the_nation_alone(edition, places, citra, eko):
    national = a_round(edition, places["ID"], eko)

    assert round_for(eko, Ability.RUN_ROUNDS, national.pk, A_MOMENT) == national
    with pytest.raises(OutOfReach):
        round_for(citra, Ability.RUN_ROUNDS, national.pk, A_MOMENT)


def test_the_nations_secretariat_reads_a_provinces_round_and_does_nothing_in_it(kaltim, paser, eko, places):
    assert round_for(eko, Ability.READ_ROUNDS, kaltim.pk, A_MOMENT) == kaltim
    assert dossier_for(eko, paser.pk, A_MOMENT) == (paser, True)
    for ability in (Ability.RUN_ROUNDS, Ability.PUBLISH_RESULTS, Ability.FILE_EVIDENCE):
        with pytest.raises(RightMissing):
            require_in(eko, ability, kaltim, A_MOMENT)
        with pytest.raises(PermissionDenied):
            entry_for(eko, ability, paser.pk, A_MOMENT)
    with pytest.raises(PermissionDenied):
        timetable_for(eko, kaltim.pk, A_MOMENT)
    assert not may_in(eko, Ability.PUBLISH_RESULTS, kaltim, A_MOMENT)
    assert not runs_rounds(eko, places["64"], A_MOMENT)


@pytest.mark.parametrize("office", [Role.SECRETARY, Role.ADMINISTRATOR])
@pytest.mark.parametrize("is_ended", [False, True])
def test_whose_marks_count_holds_no_other_office_in_that_round(kaltim, paser, ayu, citra, places, office, is_ended):
    """A seat that ended without marks that count is as none."""
    grant(ayu, office, places["ID" if office == Role.ADMINISTRATOR else "64"])
    seat = a_seat(kaltim, ayu, citra, ended_at=A_MOMENT if is_ended else None)
    ability = Ability.RUN_ROUNDS if office == Role.SECRETARY else Ability.LIFT_CONFLICTS
    assert may_in(ayu, ability, kaltim, A_MOMENT) == is_ended

    a_sheet(seat, paser, {"inovasi": 70})

    with pytest.raises(RightMissing):
        require_in(ayu, ability, kaltim, A_MOMENT)
    assert not sets_dates(ayu, kaltim, A_MOMENT)
    assert not may_in(ayu, Ability.PUBLISH_RESULTS, kaltim, A_MOMENT)


def test_an_administrator_in_the_jury_does_not_read_what_he_does_not_judge(kaltim, paser, ayu, citra, places):
    grant(ayu, Role.ADMINISTRATOR, places["ID"])
    seat = a_seat(kaltim, ayu, citra)
    Conflict.objects.create(seat=seat, entry=paser, kind="family", source="declared", found_at=A_MOMENT)

    assert dossier_for(ayu, paser.pk, A_MOMENT) == (paser, False)


def test_the_second_who_publishes_is_of_the_secretariat_or_an_administrator(kaltim, citra, admin, wati):
    assert may_in(citra, Ability.PUBLISH_RESULTS, kaltim, A_MOMENT)
    assert may_in(admin, Ability.PUBLISH_RESULTS, kaltim, A_MOMENT)
    assert not may_in(wati, Ability.PUBLISH_RESULTS, kaltim, A_MOMENT)


def test_a_juror_reads_a_dossier_once_its_documents_are_complete(kaltim, paser, ayu, citra):
    a_seat(kaltim, ayu, citra)

    assert dossier_for(ayu, paser.pk, A_MOMENT) == (paser, True)
    Entry.objects.update(state="proposed")
    with pytest.raises(PermissionDenied):
        dossier_for(ayu, paser.pk, A_MOMENT)


def test_a_juror_who_steps_aside_opens_no_proof(kaltim, paser, ayu, citra, sari, admin):
    proof, seat = a_proof(paser, sari), a_seat(kaltim, ayu, citra)
    conflict = Conflict.objects.create(seat=seat, entry=paser, kind="family", source="declared", found_at=A_MOMENT)

    assert dossier_for(ayu, paser.pk, A_MOMENT) == (paser, False)
    with pytest.raises(PermissionDenied):
        evidence_for(ayu, paser.pk, proof.pk, A_MOMENT)

    conflict.lift_asked_by, conflict.lifted_by, conflict.lifted_at = citra, admin, A_MOMENT
    conflict.save()
    assert evidence_for(ayu, paser.pk, proof.pk, A_MOMENT) == proof


def test_a_proof_of_another_entry_is_as_none(kaltim, paser, places, hana, citra, sari):
    kutim = an_entry(kaltim, paser.category, places["64.08"], citra)
    proof = a_proof(kutim, sari)

    with pytest.raises(OutOfReach):
        evidence_for(hana, paser.pk, proof.pk, A_MOMENT)


def test_a_head_proposes_in_rounds_of_his_area_alone(kaltim, edition, places, hana, sari):
    kalsel = a_round(edition, places["63"], hana)

    assert nominating_for(hana, kaltim.pk, A_MOMENT) == (kaltim, [places["64.01"]])
    for person, round_ in ((hana, kalsel), (sari, kaltim)):
        with pytest.raises(OutOfReach):
            nominating_for(person, round_.pk, A_MOMENT)


def test_dates_are_set_by_the_secretariat_and_by_administrators(kaltim, citra, admin, wati, places):
    stranger = a_person("sekretaris.kalsel", Role.SECRETARY, places["63"])

    assert timetable_for(citra, kaltim.pk, A_MOMENT) == kaltim
    assert timetable_for(admin, kaltim.pk, A_MOMENT) == kaltim
    with pytest.raises(PermissionDenied):
        timetable_for(wati, kaltim.pk, A_MOMENT)
    with pytest.raises(OutOfReach):
        timetable_for(stranger, kaltim.pk, A_MOMENT)
    with pytest.raises(OutOfReach):
        timetable_for(admin, 0, A_MOMENT)


def test_rounds_are_run_where_the_office_is(places, citra, admin):
    assert runs_rounds(citra, places["64"], A_MOMENT)
    assert not runs_rounds(citra, places["ID"], A_MOMENT)
    require_running(admin, places["ID"], A_MOMENT)
    with pytest.raises(RightMissing):
        require_running(citra, places["63"], A_MOMENT)


def test_a_secretariat_is_led_to_the_rounds_that_are_not_open_yet(edition, places, citra, eko, admin, kaltim):
    assert rounds_to_open(eko, edition, A_MOMENT) == [places["ID"]]
    assert rounds_to_open(citra, edition, A_MOMENT) == []
    assert rounds_to_open(admin, edition, A_MOMENT) == []
    assert (keeps_awards(admin, A_MOMENT), keeps_awards(citra, A_MOMENT)) == (True, False)
