"""A juror at the scoring desk with a real browser: by keyboard, without a line, in two windows, without scripts."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from accounts.abilities import Role
from awards.actions.jury.marks import save_sheet
from awards.arithmetic.schemes import Phase
from awards.enums import RoundStage
from awards.models import Conflict, Mark, MarkSheet, RoundWindow
from tests.awards.desks import WHOLE, Desk, a_desk
from tests.awards.factories import an_edition
from tests.factories import A_MOMENT, a_person
from tests.journeys.browsing import DESK, PHONE, Visitor
from tests.journeys.conftest import Visit
from tests.journeys.entering import sign_in

pytestmark = pytest.mark.browser


@pytest.fixture
def desk(places, admin) -> Desk:
    """A round whose papers are verified now, by the clock that the browser's pages run on."""
    jurors = [a_person(name, Role.PROVINCIAL_JUROR, places["64"]) for name in ("ayu", "bayu")]
    citra = a_person("citra", Role.SECRETARY, places["64"])
    found = a_desk(an_edition(admin), places, citra, (jurors[0], jurors[1]))
    opened_now(found, RoundStage.VERIFICATION)
    return found


def opened_now(desk: Desk, stage: RoundStage) -> None:
    """Move the windows of the round so that `stage` is open by the real clock."""
    by = timezone.now() - timedelta(days=1) - RoundWindow.objects.get(round=desk.round, stage=stage).opens_at
    for each in RoundWindow.objects.filter(round=desk.round):
        RoundWindow.objects.filter(pk=each.pk).update(opens_at=each.opens_at + by, closes_at=each.closes_at + by)


def sheet(desk: Desk, entry=None) -> str:
    return f"/penghargaan/putaran/{desk.round.pk}/nilai/{(entry or desk.paser).pk}/"


def points() -> dict[tuple[int, str], Decimal | None]:
    return {(one.sheet.entry_id, one.criterion): one.points for one in Mark.objects.select_related("sheet")}


def told(visitor: Visitor, words: str) -> None:
    expect(visitor.page.locator("[data-state]")).to_contain_text(words)


def test_digits_choose_arrows_move_and_enter_saves_and_goes_on(visit: Visit, desk: Desk):
    visitor = sign_in(visit(DESK), desk.one.user)
    page = visitor.open(sheet(desk))

    page.locator("#kriteria-inovasi input[data-key='0']").focus()
    page.keyboard.press("3")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("2")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{sheet(desk, desk.kutim)}")

    paser = desk.paser.pk
    assert points() == {(paser, "inovasi"): Decimal(70), (paser, "regulasi"): Decimal(40)}


def test_what_is_typed_without_a_line_is_kept_and_sent_once_it_is_back(visit: Visit, desk: Desk):
    visitor = sign_in(visit(DESK), desk.one.user)
    page = visitor.open(sheet(desk))
    page.context.set_offline(True)

    page.get_by_label("Catatan", exact=True).fill("Gelombang kedua sudah berjalan")
    page.locator("#kriteria-inovasi input[data-key='4']").check()
    told(visitor, "Nilai aman di perangkat ini")
    page.get_by_role("button", name="Simpan dan lanjut").last.click()
    told(visitor, "Nilai aman di perangkat ini")  # nobody is led away from what is not stored
    before = points()
    page.context.set_offline(False)
    told(visitor, "Tersimpan, belum final.")

    assert before == {}
    assert points()[desk.paser.pk, "inovasi"] == Decimal(100)
    assert Mark.objects.get(criterion="inovasi").note == "Gelombang kedua sudah berjalan"


def test_a_closed_window_loses_no_draft(visit: Visit, desk: Desk):
    visitor = sign_in(visit(DESK), desk.one.user)
    page = visitor.open(sheet(desk))
    page.route(
        re.compile(r"/nilai/\d+/$"), lambda route: route.abort() if route.request.method == "POST" else route.fallback()
    )
    page.locator("#kriteria-inovasi input[data-key='2']").check()
    told(visitor, "Nilai aman di perangkat ini")

    other = page.context.new_page()
    other.goto(visitor.address + f"/penghargaan/putaran/{desk.round.pk}/nilai/")
    expect(other.locator("[data-state]")).to_contain_text("Tersimpan, belum final.")

    assert points() == {(desk.paser.pk, "inovasi"): Decimal(40)}


def test_of_two_windows_the_second_is_shown_both_and_chooses(visit: Visit, desk: Desk):
    visitor = sign_in(visit(DESK), desk.one.user)
    page = visitor.open(sheet(desk))
    by = desk.one.user
    save_sheet(
        seat=desk.one, entry=desk.paser, phase=Phase.DESK, given=WHOLE[Phase.DESK], seen=0, by=by, at=timezone.now()
    )
    visitor.expected = {409}

    page.locator("#kriteria-inovasi input[data-key='4']").check()
    told(visitor, "dari jendela lain")
    before = points()[desk.paser.pk, "inovasi"]
    page.get_by_role("button", name="Simpan", exact=True).click()
    page.get_by_text("Yang tersimpan dari jendela lain: 70").wait_for()
    barriers, sideways = visitor.barriers(), visitor.sideways()
    page.get_by_role("button", name="Pakai isian saya").click()
    page.get_by_text("tersimpan, belum final").first.wait_for()

    assert (before, points()[desk.paser.pk, "inovasi"]) == (Decimal(70), Decimal(100))
    assert (barriers, sideways) == ([], 0)


@pytest.mark.parametrize(("width", "dark"), [(DESK, False), (PHONE, True)], ids=["desk, light", "telephone, dark"])
def test_pages_of_the_jury_are_read_by_all(visit: Visit, desk: Desk, width: int, dark: bool):
    Conflict.objects.create(seat=desk.one, entry=desk.kutim, kind="family", source="declared", found_at=A_MOMENT)
    juror, office = visit(width, dark=dark), visit(width, dark=dark)
    sign_in(juror, desk.one.user)
    sign_in(office, desk.round.opened_by)
    base, found = f"/penghargaan/putaran/{desk.round.pk}", {}

    for visitor, who in ((juror, "juror"), (office, "office")):
        for page in ("tim/", "benturan/", "nilai/", "nilai/semua/", "wawancara/"):
            visitor.open(f"{base}/{page}")
            found[f"{who} {page}"] = (visitor.sideways(), visitor.barriers())
    juror.open(sheet(desk))
    found["sheet"] = (juror.sideways(), juror.barriers())

    assert found == dict.fromkeys(found, (0, []))


def test_without_scripts_the_buttons_do_all_of_it(visit: Visit, desk: Desk):
    visitor = sign_in(visit(DESK, scripts=False), desk.one.user)
    page = visitor.open(sheet(desk))

    page.locator("#kriteria-inovasi input[value='70']").check()
    page.locator("#angka-regulasi").fill("82,5")
    page.locator("#catatan-regulasi").fill("Perda 3/2023")
    page.get_by_role("button", name="Nyatakan nilai Kabupaten Paser final").click()
    page.wait_for_url(f"**{sheet(desk, desk.kutim)}")

    assert MarkSheet.objects.get().final_at is not None
    assert MarkSheet.objects.get().phase == Phase.DESK
