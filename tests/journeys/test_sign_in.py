"""Signing in and out with a real browser."""

import pytest

from accounts.models import User
from tests.journeys.browsing import PHONE, reads
from tests.journeys.conftest import Visit

pytestmark = pytest.mark.browser
PASSWORD = "tiga belas perahu di teluk"


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_sari_signs_in_sees_her_name_and_signs_out(visit: Visit, sari: User, scripts: bool):
    sari.set_password(PASSWORD)
    sari.save()
    visitor = visit(PHONE, scripts=scripts)

    page = visitor.open("/masuk/?next=/akun/")
    page.get_by_label("Nama pengguna").fill("sari")
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Masuk").click()
    reads(page, "Sari")
    page.get_by_role("button", name="Keluar").first.click()
    page.get_by_role("link", name="Masuk").first.wait_for()
    page.goto(f"{visitor.address}/akun/")

    assert "/masuk/" in page.url
    assert page.get_by_role("button", name="Keluar").count() == 0


def test_a_wrong_password_is_answered_in_words_and_keeps_the_name(visit: Visit, sari: User):
    visitor = visit()

    page = visitor.open("/masuk/")
    page.get_by_label("Nama pengguna").fill("sari")
    page.get_by_label("Kata sandi").fill("bukan kata sandinya")
    page.get_by_role("main").get_by_role("button", name="Masuk").click()

    page.get_by_role("alert").first.wait_for()
    assert page.get_by_label("Nama pengguna").input_value() == "sari"
    assert visitor.barriers() == []
