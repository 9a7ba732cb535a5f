"""The year of a province through the browser."""

import pytest

from coverage.models import Deadline, Holiday, Report
from tests.accounts.people import sign_in, with_password

PATH = "/wilayah/64/batas-waktu/"


@pytest.fixture
def typed(client, wati):
    """What the page proposes for 2025, as the browser would send it back unchanged."""
    client.force_login(wati)
    form = client.get(f"{PATH}?tahun=2025").context["form"]
    days = {name: form[name].value() for name in form.fields}
    told = {
        name: value.isoformat()[:10] if name.startswith("day") else value.strftime("%H:%M")
        for name, value in days.items()
    }
    return told | {"tahun": "2025"}


def test_the_proposed_year_is_opened_by_one_button(client, typed, places):
    before = client.get(f"{PATH}?tahun=2025").content.decode()
    answer = client.post(PATH, typed)
    after = client.get(answer["Location"]).content.decode()

    assert "Buka tahun pelaporan 2025" in before
    assert "Jumat, 15 Agustus 2025 pukul 16.00 WITA" in before
    assert "Simpan batas waktu 2025" in after
    assert "60 laporan dibuka" in after
    assert (Report.objects.count(), Deadline.objects.count()) == (60, 12)


def test_a_date_that_cannot_be_is_told_at_its_month_and_nothing_is_stored(client, typed):
    page = client.post(PATH, typed | {"day-202507": "2025-02-30", "clock-202508": "25:00"}).content.decode()
    early = client.post(PATH, typed | {"day-202507": "2025-07-30"}).content.decode()

    assert "Tanggal ini tidak ada" in page
    assert "Jam ini tidak ada" in page
    assert "jatuh sebelum bulan itu berakhir" in early
    assert Report.objects.count() == 0


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_of_another_age_is_no_date(client, typed, day):
    page = client.post(PATH, typed | {"day-202507": day})
    holiday = client.post(f"{PATH}hari-libur/", {"day": day, "name": "Hari Jadi"})

    assert "Tanggal ini tidak ada" in page.content.decode()
    assert "Tanggal ini tidak ada" in holiday.content.decode()
    assert (Deadline.objects.count(), Holiday.objects.filter(name="Hari Jadi").count()) == (0, 0)


def test_a_holiday_of_the_province_moves_the_proposal(client, typed):
    client.post(f"{PATH}hari-libur/", {"day": "2025-08-15", "name": "Hari Jadi", "tahun": "2025"})
    page = client.get(f"{PATH}?tahun=2025").content.decode()
    twice = client.post(f"{PATH}hari-libur/", {"day": "2025-12-25", "name": "Natal", "tahun": "2025"}).content.decode()

    assert "Senin, 18 Agustus 2025 pukul 16.00 WITA" in page
    assert "sudah tercatat" in twice
    own = Holiday.objects.get(name="Hari Jadi")
    client.post(f"{PATH}hari-libur/{own.pk}/hapus/")
    assert "Jumat, 15 Agustus 2025" in client.get(f"{PATH}?tahun=2025").content.decode()


def test_national_holidays_are_nobodys_to_remove(client, typed):
    national = Holiday.objects.filter(province=None).first()

    assert client.post(f"{PATH}hari-libur/{national.pk}/hapus/").status_code == 404


def test_a_regency_is_led_to_its_province_and_reads_alone(client, places, sari):
    with_password(sari)
    sign_in(client, "sari")

    page = client.get("/wilayah/64.01/batas-waktu/?tahun=2025", follow=True)

    assert page.redirect_chain == [("/wilayah/64/batas-waktu/?tahun=2025", 302)]
    assert "belum ditetapkan verifikator provinsi" in page.content.decode()
    assert "Buka tahun pelaporan" not in page.content.decode()
    assert client.get("/wilayah/63/batas-waktu/").status_code == 404


def test_who_sits_at_a_regency_goes_on_to_the_pages_of_his_own_office(client, places, sari):
    client.force_login(sari)

    shown = client.get("/wilayah/64.01/batas-waktu/?tahun=2025", follow=True).content.decode()

    assert 'href="/wilayah/64.01/susunan/"' in shown
    assert 'href="/wilayah/64/susunan/"' not in shown
