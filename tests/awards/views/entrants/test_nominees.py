"""Naming nominees through the browser."""

import pytest

from awards.enums import RoundStage
from awards.models import Entry
from tests.accounts.people import signed_in
from tests.awards.entrants import WHY
from tests.awards.rows import a_category, a_round, an_entry, judged_at, moved_to

pytestmark = pytest.mark.usefixtures("at_that_moment")


@pytest.fixture
def kaltim(edition, places, citra):
    return a_round(edition, places["64"], citra, RoundStage.NOMINEES)


@pytest.fixture
def entries(kaltim, edition, places, citra):
    regencies = judged_at(kaltim, a_category(edition))
    return [an_entry(kaltim, regencies, places[code], citra) for code in ("64.01", "64.02", "64.08")]


@pytest.fixture
def page(kaltim):
    return f"/penghargaan/putaran/{kaltim.pk}/peserta/nomine/"


def test_those_that_are_ticked_are_nominees(citra, page, entries):
    sent = {"category": "kabkota", "entry": [f"{one.pk}:1" for one in entries[:2]], "reason": WHY}
    secretariat = signed_in(citra)

    assert secretariat.post(page, sent).status_code == 302

    assert "2 nomine ditetapkan untuk kategori Pemerintah kabupaten/kota." in secretariat.get(page).content.decode()
    assert list(Entry.objects.order_by("pk").values_list("state", flat=True)) == ["nominee", "nominee", "verified"]


@pytest.mark.parametrize(
    "sent",
    [{"entry": []}, {"entry": ["x"]}, {"entry": ["1:"]}, {"entry": ["99999:1"]}, {"entry": ["1:²"]}, {"reason": "ya"}],
)
def test_what_cannot_be_is_told_and_the_reason_stays_typed(citra, page, entries, sent):
    told = {"category": "kabkota", "entry": [f"{entries[0].pk}:1"], "reason": WHY} | sent

    answer = signed_in(citra).post(page, told)

    assert answer.status_code == 422
    assert told["reason"] in answer.content.decode()
    assert not Entry.objects.filter(state="nominee").exists()


def test_a_category_of_another_edition_is_not_found(citra, page, entries):
    assert signed_in(citra).post(page, {"category": "lomba"}).status_code == 404


def test_outside_the_stage_nothing_can_be_ticked(citra, page, kaltim, entries):
    moved_to(kaltim, RoundStage.INTERVIEW)

    told = signed_in(citra).get(page).content.decode()

    assert "Tetapkan nomine kategori ini" not in told
    assert "disabled" in told


def test_what_was_ticked_stays_ticked_when_it_is_refused(citra, page, entries):
    boxes = [f"{one.pk}:1" for one in entries[1:]]

    told = signed_in(citra).post(page, {"category": "kabkota", "entry": boxes, "reason": ""}).content.decode()

    assert [f'value="{one.pk}:1" checked' in told for one in entries] == [False, True, True]
