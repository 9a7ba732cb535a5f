"""A secretariat opens its round by the proposed dates, changes those to come, and extends the stage that runs."""

from datetime import date

import pytest

from awards.enums import RoundStage
from awards.models import Round, StageExtension
from awards.queries.rounds.timetables import stored_days
from tests.awards.settings import a_ready_edition, a_told_category, an_open_round

OPEN = "/penghargaan/paritrana/2023/buka/64/"


@pytest.fixture
def desk(client, edition, admin, citra, at, time_machine):
    """The browser of Citra, who runs Kaltim's rounds."""
    time_machine.move_to(at, tick=False)
    client.force_login(citra)
    return client


def typed_of(form) -> dict[str, str]:
    return {field.html_name: str(field.value()) for field in form if field.value() not in (None, "")}


def test_the_proposed_round_is_opened_by_one_button(desk, edition, admin):
    a_ready_edition(edition, admin)
    form = desk.get(OPEN).context["form"]

    answer = desk.post(OPEN, typed_of(form))

    round_ = Round.objects.get()
    assert answer["Location"] == f"/penghargaan/putaran/{round_.pk}/"
    assert stored_days(round_)[RoundStage.NOMINATION].first == date(2025, 8, 5)
    assert "Atur jadwal" in desk.get(answer["Location"]).content.decode()


def test_what_is_missing_is_told_and_the_dates_stay(desk, edition, admin):
    a_told_category(edition, admin)
    told = typed_of(desk.get(OPEN).context["form"]) | {"handover-last": "2026-01-31"}

    answer = desk.post(OPEN, told)

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Bobot kriteria baru berjumlah 0. Tambahkan 100" in page
    assert "Kalimantan Timur" in page
    assert 'value="2026-01-31"' in page
    assert Round.objects.count() == 0


def test_half_a_stage_is_told_at_its_place(desk, edition, admin):
    a_ready_edition(edition, admin)
    told = typed_of(desk.get(OPEN).context["form"]) | {"plenary-last": ""}

    page = desk.post(OPEN, told).content.decode()

    assert "Isi hari pertama dan terakhirnya" in page


def test_stages_to_come_are_changed_and_the_one_that_runs_extended(desk, edition, admin, places, citra):
    a_ready_edition(edition, admin)
    round_ = an_open_round(edition, places["64"], citra)
    path = f"/penghargaan/putaran/{round_.pk}/jadwal/"
    told = typed_of(desk.get(path).context["form"])

    saved = desk.post(path, told | {"seen": "1", "handover-first": "2026-01-30", "handover-last": "2026-01-31"})
    stale = desk.post(path, told | {"seen": "1", "handover-first": "2026-02-01", "handover-last": "2026-02-01"})
    more = {"stage": "nomination", "last": "2025-08-25", "reason": "Banjir di tiga kabupaten", "seen": "2"}
    over = desk.post(f"{path}perpanjang/", more)
    along = desk.post(f"{path}perpanjang/", more | {"move_later": "on"})

    assert (saved.status_code, stale.status_code, over.status_code, along.status_code) == (302, 422, 422, 302)
    assert "baru saja diubah orang lain" in stale.content.decode()
    assert "sebelum tahap Pengusulan berakhir" in over.content.decode()
    assert stored_days(round_)[RoundStage.HANDOVER].last == date(2026, 2, 4)
    assert StageExtension.objects.get().reason == "Banjir di tiga kabupaten"


def test_a_reason_of_nine_letters_is_none(desk, edition, admin, places, citra):
    a_ready_edition(edition, admin)
    round_ = an_open_round(edition, places["64"], citra)
    told = {"stage": "nomination", "last": "2025-08-25", "reason": "terlambat", "seen": "1"}

    answer = desk.post(f"/penghargaan/putaran/{round_.pk}/jadwal/perpanjang/", told)

    assert answer.status_code == 422
    assert StageExtension.objects.count() == 0


def test_what_has_begun_is_not_offered_for_change(desk, edition, admin, places, citra):
    a_ready_edition(edition, admin)
    round_ = an_open_round(edition, places["64"], citra)

    form = desk.get(f"/penghargaan/putaran/{round_.pk}/jadwal/").context["form"]

    assert next(iter(form.rows()))[0] == RoundStage.VERIFICATION


def test_the_edition_leads_a_secretariat_to_its_round(desk, edition, admin, places, citra):
    a_ready_edition(edition, admin)
    before = desk.get("/penghargaan/paritrana/2023/").content.decode()
    an_open_round(edition, places["64"], citra)
    after = desk.get("/penghargaan/paritrana/2023/").content.decode()

    assert "Buka putaran Kalimantan Timur" in before
    assert "Buka putaran Kalimantan Timur" not in after
