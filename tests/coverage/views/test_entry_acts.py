"""Acts on many fields of the grid without scripts: copies of last month, blanks filled with 0 and emptied again."""

import re

import pytest

from coverage.enums import AskedPer
from coverage.models import Figure, Report
from tests.coverage.factories import a_cell, an_open_report, entered, signed, staff_of
from tests.coverage.queries.test_grid import ask
from tests.coverage.views.test_entry import fields_of

PAGE = "/wilayah/64.01/isi/?periode=2025-07"
BUSUI, KASUNGAI = "64.01.01.2001|petani|apbd_kab", "64.01.01.2002|petani|apbd_kab"


@pytest.fixture
def report(places) -> Report:
    ask(places["64.01"], ("petani", "apbd_kab"), ("nelayan", "apbd_kab"), ("petani", "apbdes"))
    ask(places["64.01"], ("pu", "pemberi_kerja"), per=AskedPer.REPORTER)
    return an_open_report(places["64.01"])


@pytest.fixture
def enters(report, client):
    """The enterer of Paser, signed in."""
    user = staff_of(report.region)["enters"]
    client.force_login(user)
    return user


def press(client, act: str, path: str = PAGE, texts: dict[str, str] | None = None, page: str = "", **more: str):
    """Press a button of the form as it stands on the page, after typing `texts`."""
    shown = fields_of(page or client.get(path).content.decode())
    typed = {f"isi:{name}": text for name, text in (texts or {}).items()}
    return client.post(path, shown | typed | {"tindakan": act} | more)


def heads() -> dict[str, int | None]:
    rows = Figure.objects.filter(month=202507).select_related("region", "category", "payer")
    return {f"{row.region.code}|{row.category.code}|{row.payer.code}": row.enrolled for row in rows}


def test_copies_of_last_month_stand_in_blank_fields_and_are_stored_only_by_saving(client, enters, report, places):
    village = places["64.01.01.2001"]
    entered(an_open_report(places["64.01"], 202506), [a_cell(village, 1250, month=202506)])
    entered(report, [a_cell(village, 7, "nelayan")])

    page = press(client, "salin", texts={KASUNGAI: "3"}).content.decode()
    stored = heads()
    client.post(PAGE, fields_of(page))

    assert f'name="isi:{BUSUI}" value="1.250"' in page
    assert "1 isian bertanda “salinan” berasal dari bulan lalu dan belum disimpan" in page
    assert page.count('class="is-copied"') == 1
    assert stored == {"64.01.01.2001|nelayan|apbd_kab": 7}
    assert heads() == stored | {BUSUI: 1250, KASUNGAI: 3}


def test_a_copy_typed_over_is_no_copy_any_more_and_a_written_cell_is_never_one(client, enters, report, places):
    earlier = an_open_report(places["64.01"], 202506)
    entered(earlier, [a_cell(places[code], 5, month=202506) for code in ("64.01.01.2001", "64.01.01.2002")])
    entered(report, [a_cell(places["64.01.01.2002"], 0)])
    page = press(client, "salin").content.decode()

    again = press(client, "salin", page=page, texts={BUSUI: "6"}).content.decode()

    assert f'name="isi:{KASUNGAI}" value="0"' in page
    assert f'name="isi:{BUSUI}" value="6"' in again
    assert 'class="is-copied"' not in again


def test_a_page_without_copies_to_make_says_so(client, enters):
    assert "Tidak ada isian kosong yang mempunyai angka bulan lalu." in press(client, "salin").content.decode()


@pytest.mark.parametrize(
    ("path", "scope", "count"),
    [
        (PAGE, "semua", 7 * 3 + 1), (PAGE, "jenis:petani", 7), (PAGE, "jenis:pu", 1), (PAGE, "desa:64.01.01.2001", 2),
        (PAGE, "tampil", 7 * 2 + 1), (f"{PAGE}&kecamatan=64.01.01", "tampil", 3 * 2 + 1),
        ("/wilayah/64.01.01.2001/isi/?periode=2025-07", "semua", 3),
        ("/wilayah/64.01.01.2001/isi/?periode=2025-07", "jenis:petani", 2),
    ],
)  # fmt: skip
def test_blanks_of_a_choice_are_filled_with_zero_in_one_act_and_emptied_in_another(client, enters, path, scope, count):
    first = client.get(path).content.decode()
    answer = press(client, "nol", path, untuk=scope)
    filled = heads()
    page = client.get(answer["Location"]).content.decode()
    undone = press(client, "urungkan", answer["Location"])

    assert re.search(rf'<option value="{scope}">[^<]*: {count} isian kosong', first)
    assert (answer.status_code, list(filled.values())) == (302, [0] * count)
    assert f"Urungkan: kosongkan lagi {count} isian" in page
    assert (undone.status_code, undone["Location"]) == (302, path)
    assert set(heads().values()) == {None}
    assert "Urungkan" not in client.get(answer["Location"]).content.decode()


def test_what_is_filled_or_typed_is_not_made_zero_and_what_is_typed_stays_in_its_field(client, enters, report, places):
    entered(report, [a_cell(places["64.01.01.2002"], 12)])

    page = press(client, "nol", texts={BUSUI: "81"}, untuk="jenis:petani").content.decode()

    assert f'name="isi:{BUSUI}" value="81"' in page
    assert BUSUI not in heads()
    assert heads()[KASUNGAI] == 12
    assert list(heads().values()).count(0) == 5
    assert "Urungkan: kosongkan lagi 5 isian" in page


def test_what_was_changed_since_stays_when_a_filling_is_taken_back(client, enters):
    place = press(client, "nol", untuk="jenis:petani")["Location"]
    page = client.get(place).content.decode()
    client.post(place, fields_of(page) | {f"isi:{BUSUI}": "9"})

    press(client, "urungkan", place, page=page)

    told = client.get(PAGE).content.decode()
    assert "6 isian dikosongkan kembali." in told
    assert "1 isian sudah diubah sejak diisi 0" in told
    assert heads()[BUSUI] == 9
    assert list(heads().values()).count(None) == 6


def test_a_filling_sent_twice_is_done_once_and_can_still_be_taken_back(client, enters):
    page = client.get(PAGE).content.decode()

    places = [press(client, "nol", page=page, untuk="jenis:petani")["Location"] for _ in range(2)]

    assert places[0] == places[1]
    assert "Urungkan: kosongkan lagi 7 isian" in client.get(places[1]).content.decode()
    assert set(Figure.objects.values_list("version", flat=True)) == {1}


def test_without_a_choice_nothing_is_filled_and_what_is_typed_stays(client, enters):
    answer = press(client, "nol", texts={BUSUI: "81"}, untuk="")

    assert (answer.status_code, heads()) == (422, {})
    assert f'name="isi:{BUSUI}" value="81"' in answer.content.decode()
    assert "pilih dulu isian kosong yang dimaksud" in answer.content.decode()


@pytest.mark.parametrize("token", ["", "x", "0" * 32, "é" * 32, "0" * 5000])
def test_a_filling_that_was_never_made_takes_nothing_back(client, enters, report, places, token):
    entered(report, [a_cell(places["64.01.01.2001"], 0)])

    answer = press(client, "urungkan", nol=token)

    assert answer.status_code == 302
    assert heads() == {BUSUI: 0}
    assert "Urungkan" not in client.get(PAGE, {"periode": "2025-07", "nol": token}).content.decode()


def test_a_filling_of_one_month_means_nothing_in_another(client, enters, places):
    an_open_report(places["64.01"], 202508)
    token = press(client, "nol", untuk="jenis:petani")["Location"].partition("nol=")[2]
    press(client, "nol", "/wilayah/64.01/isi/?periode=2025-08", untuk="jenis:petani")

    press(client, "urungkan", "/wilayah/64.01/isi/?periode=2025-08", nol=token)

    assert Figure.objects.filter(enrolled=0).count() == 14


@pytest.mark.parametrize("act", ["nol", "urungkan", "salin"])
def test_in_a_locked_report_no_act_changes_anything(client, enters, report, places, act):
    place = press(client, "nol", untuk="jenis:petani")["Location"]
    page = client.get(place).content.decode()
    signed(report)
    before = heads()

    answer = press(client, act, place, page=page, untuk="jenis:nelayan")

    assert (answer.status_code, heads()) == (422, before)


def test_an_act_that_no_button_names_is_refused(client, enters):
    assert press(client, "hapus").status_code == 400


def test_what_another_wrote_meanwhile_is_not_overwritten_by_a_text_kept_over_an_act(client, enters, report, places):
    page = client.get(PAGE).content.decode()
    entered(report, [a_cell(places["64.01.01.2001"], 120)])

    kept = press(client, "nol", page=page, texts={BUSUI: "125"}, untuk="jenis:nelayan").content.decode()
    answer = client.post(PAGE, fields_of(kept))

    assert answer.status_code == 409
    assert heads()[BUSUI] == 120
