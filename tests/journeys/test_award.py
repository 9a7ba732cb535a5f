"""What anyone reads of an award, in a browser: each page whole on desk and phone, by day and night, open to all."""

import pytest
from django.utils import timezone
from playwright.sync_api import Locator

from accounts.abilities import Role
from accounts.models import User
from awards.actions.results.closing import close_round
from awards.enums import RoundStage
from awards.models import Publication, Result, RoundWindow
from tests.awards.closings import a_judged_round
from tests.awards.evidence_rows import a_proof, with_copy
from tests.awards.factories import an_edition
from tests.awards.rows import moved_to
from tests.factories import A_MOMENT, a_person
from tests.journeys.browsing import DESK, PHONE
from tests.journeys.conftest import Visit
from tests.journeys.entering import sign_in

pytestmark = pytest.mark.browser

TOUCH = 44  # pixels: the least height of a button


@pytest.fixture
def result(places, admin) -> Result:
    """The public result of a round of the demonstration, in its announcement, with a nominee's redacted proof."""
    jurors = [a_person(name, Role.PROVINCIAL_JUROR, places["64"]) for name in ("ayu", "bayu")]
    citra = a_person("citra", Role.SECRETARY, places["64"])
    judged = a_judged_round(an_edition(admin), places, citra, jurors)
    made = close_round(round_=judged.round, category=judged.category, by=citra, at=A_MOMENT)
    Publication.objects.create(
        result=made, sk_number="100.3/K.5/2025", sk_on=A_MOMENT.date(), asked_by=citra, asked_at=A_MOMENT,
        approved_by=admin, approved_at=A_MOMENT,
    )  # fmt: skip
    moved_to(judged.round, RoundStage.ANNOUNCEMENT)
    by = timezone.now() - A_MOMENT
    for each in RoundWindow.objects.filter(round=judged.round):
        RoundWindow.objects.filter(pk=each.pk).update(opens_at=each.opens_at + by, closes_at=each.closes_at + by)
    judged.entries[0].state = "nominee"
    judged.entries[0].save()
    with_copy(a_proof(judged.entries[0], citra), citra)
    return made


@pytest.mark.parametrize(("width", "dark"), [(DESK, False), (PHONE, True)], ids=["desk, light", "telephone, dark"])
def test_no_page_of_an_award_has_a_barrier_or_scrolls_sideways(visit: Visit, result: Result, width: int, dark: bool):
    visitor = visit(width, dark=dark)
    round_ = f"/penghargaan/putaran/{result.round_id}/"
    pages = [
        "/penghargaan/", "/penghargaan/putaran/", "/penghargaan/riwayat/", "/penghargaan/paritrana/", round_,
        f"{round_}nomine/", f"{round_}hasil/", f"/penghargaan/hasil/{result.pk}/",
        f"/penghargaan/hasil/{result.pk}/penyetaraan/",
    ]  # fmt: skip

    found = {}
    for path in pages:
        visitor.open(path)
        found[path] = (visitor.sideways(), visitor.barriers())

    assert found == {path: (0, []) for path in pages}


@pytest.mark.parametrize("width", [DESK, PHONE], ids=["desk", "telephone"])
def test_who_was_at_the_plenary_is_ticked_beside_and_not_under_the_button(visit: Visit, result: Result, width: int):
    visitor = sign_in(visit(width), User.objects.get(username="citra"))

    page = visitor.open(f"/penghargaan/putaran/{result.round_id}/pleno/")

    boxes = page.locator("input[name=hadir]")
    lowest = max(bottom_of(boxes.nth(index)) for index in range(boxes.count()))
    assert lowest <= bottom_of(page.get_by_role("button", name="Catat rapat pleno")) - TOUCH
    assert (visitor.sideways(), visitor.barriers()) == (0, [])


@pytest.mark.parametrize(("width", "dark"), [(DESK, True), (PHONE, False)], ids=["desk, dark", "telephone, light"])
def test_what_the_secretariat_reads_before_the_result_is_whole_too(
    visit: Visit, result: Result, width: int, dark: bool
):
    visitor = sign_in(visit(width, dark=dark), User.objects.get(username="citra"))
    round_ = f"/penghargaan/putaran/{result.round_id}/"
    pages = [
        f"{round_}{path}" for path in ("peringkat/", "peringkat/analisis/", "penutupan/", "angka/", "angka/kabkota/")
    ]

    found = {}
    for path in pages:
        visitor.open(path)
        found[path] = (visitor.sideways(), visitor.barriers())

    assert found == {path: (0, []) for path in pages}


def test_a_result_of_many_criteria_scrolls_within_its_table_and_not_with_the_page(visit: Visit, result: Result):
    visitor = visit(DESK)
    page = visitor.open(f"/penghargaan/hasil/{result.pk}/")

    page.evaluate(
        """() => document.querySelectorAll('#semua-peringkat tr').forEach((row) => {
            for (let column = 0; column < 20; column += 1) row.append(row.lastElementChild.cloneNode(true))
        })"""
    )

    assert visitor.sideways() == 0


def bottom_of(found: Locator) -> float:
    box = found.bounding_box()
    assert box is not None
    return box["y"] + box["height"]
