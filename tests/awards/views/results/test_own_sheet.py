"""An entrant's own sheet: its points, the range without names, what would have gained a place; for its officials."""

import pytest
from django.test import Client

from accounts.abilities import Role
from awards.actions.results.closing import close_round
from awards.enums import EntryState
from awards.models import Publication
from tests.awards.closings import a_judged_round
from tests.awards.rows import a_heard_scheme, a_sheet, a_snapshot, criteria_for
from tests.factories import a_person


@pytest.fixture
def judged_round(edition, places, citra, ayu, bayu, time_machine, at):
    time_machine.move_to(at, tick=False)
    return a_judged_round(edition, places, citra, [ayu, bayu])


@pytest.fixture
def result(judged_round, citra, at):
    return close_round(round_=judged_round.round, category=judged_round.category, by=citra, at=at)


@pytest.fixture
def published(result, citra, admin, at):
    return Publication.objects.create(
        result=result, sk_number="1", sk_on=at.date(), asked_by=citra, asked_at=at, approved_by=admin, approved_at=at
    )


def opened(user, result, entry) -> tuple[int, str]:
    client = Client()
    if user:
        client.force_login(user)
    answer = client.get(f"/penghargaan/hasil/{result.pk}/lembar/{entry.pk}/")
    return answer.status_code, answer.content.decode()


def test_officials_of_the_region_read_points_range_and_what_would_have_gained_a_place(
    judged_round, result, published, places
):
    head = a_person("kepala", Role.HEAD, places["64.08"])

    status, text = opened(head, result, judged_round.entries[1])

    assert status == 200
    assert "Peringkat 2 dari 3 peserta yang diperingkat, nilai akhir 70,00 dari 100." in text
    assert "nilai 2 penilai, 80 sampai 100" in text
    assert "60,00\N{NO-BREAK SPACE}%" in text
    gains = text[text.index('id="naik-peringkat"') :]
    assert "Cakupan: 100,00, bukan 60,00" not in gains  # alone it would not have been enough
    assert "Tidak ada satu kriteria pun" in gains
    assert "Ayu" not in text


def test_the_third_is_told_which_way_led_to_the_second_place(judged_round, citra, at):
    bontang = judged_round.entries[2]
    inputs = judged_round.inputs | {(bontang, "regulasi"): "sk"}  # 58 points in all, 12 behind
    a_snapshot(judged_round.round, judged_round.category, citra, inputs)
    result = close_round(round_=judged_round.round, category=judged_round.category, by=citra, at=at)

    _status, text = opened(citra, result, bontang)

    gains = text[text.index('id="naik-peringkat"') :]
    assert "Inovasi: 80,01, bukan 50,00" in gains  # level at 80, where the ladder prefers the other's 90
    assert "Cakupan: " not in gains


def test_before_publication_only_who_publishes_reads_it(judged_round, result, hana, sari, wati, citra):
    paser = judged_round.entries[0]

    assert [opened(user, result, paser)[0] for user in (hana, sari, wati, citra)] == [404, 404, 404, 200]


def test_others_do_not_reach_it(judged_round, result, published, hana, ayu, dewi, stranger, places):
    kutim = judged_round.entries[1]
    neighbour = a_person("tetangga", Role.HEAD, places["64.02"])

    assert [opened(user, result, kutim)[0] for user in (hana, neighbour, stranger, dewi, ayu, None)] == [
        404, 404, 404, 404, 403, 302,
    ]  # fmt: skip


def test_an_entry_that_is_not_in_the_result_has_no_sheet(judged_round, result, published, citra):
    other = judged_round.fourth(citra)

    assert opened(citra, result, other)[0] == 404


def test_the_sheet_tells_how_the_phases_make_the_total(judged_round, result, published, hana):
    text = opened(hana, result, judged_round.entries[0])[1]

    head, table = text.index("Penilaian berkas: 92,00, dihitung 100 % dari nilai akhir"), text.index('id="kriteria-')
    assert head < table
    assert "Sumbangan: nilai (0 sampai 100) dikali bobot, dibagi 100" in text


def test_the_sheet_of_an_old_version_leads_to_the_one_that_holds(
    judged_round, result, published, hana, citra, admin, at
):
    paser = judged_round.entries[0]
    assert 'id="versi-lama"' not in opened(hana, result, paser)[1]
    criteria_for(judged_round.round, judged_round.category, citra)
    later = close_round(
        round_=judged_round.round, category=judged_round.category, by=citra, at=at, reason="Nilai keliru dicatat"
    )
    assert 'id="versi-lama"' not in opened(hana, result, paser)[1]  # nobody is told of it before it is published
    Publication.objects.create(
        result=later, sk_number="2", sk_on=at.date(), asked_by=citra, asked_at=at, approved_by=admin, approved_at=at
    )

    text = opened(hana, result, paser)[1]

    assert "Ini versi lama. Yang berlaku versi ke-2" in text
    assert f'<a href="/penghargaan/hasil/{later.pk}/lembar/{paser.pk}/">Buka nilai yang berlaku</a>' in text
    assert 'id="versi-lama"' not in opened(hana, later, paser)[1]


def test_who_is_no_nominee_is_told_that_only_nominees_are_ranked(judged_round, citra, at):
    held = judged_round.round, judged_round.category
    criteria_for(*held, citra, a_heard_scheme())
    a_snapshot(*held, citra, judged_round.inputs)
    paser, *nominees = judged_round.entries
    for entry in nominees:
        entry.state = EntryState.NOMINEE
        entry.save()
        for seat in judged_round.seats:
            a_sheet(seat, entry, {"wawancara": 70}, phase="interview")
    result = close_round(round_=held[0], category=held[1], by=citra, at=at)

    text = opened(citra, result, paser)[1]

    assert "Tidak diberi peringkat karena bukan nomine." in text
    assert "Penilaian berkas: 92,00, dihitung 50 % dari nilai akhir" in text
    assert "Wawancara: tidak dinilai" in text
    assert "belum ada" not in text[text.index('id="per-kriteria"') :]
    assert "Hanya nomine yang diperingkat." in text[text.index('id="naik-peringkat"') :]
