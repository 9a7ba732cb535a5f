"""The page of reconciliation: settle several at once, record a statement, take a village's number; and its record."""

import re
from io import BytesIO

import openpyxl
import pytest
from django.test import Client

from coverage.models import Figure, Observation, Reconciliation, Report, WorkerCategory
from tests.coverage.factories import a_cell, an_observation, an_open_report, entered, staff_of

PAGE = "/laporan/64.01/2025-07/pencocokan/"


@pytest.fixture
def report(places) -> Report:
    """An open July with 120 farmers in Busui and 900 wage earners; BPJS and Busui state other numbers."""
    report = an_open_report(places["64.01"])
    entered(report, [a_cell(places["64.01.01.2001"], 120), a_cell(places["64.01"], 900, "pu", "pemberi_kerja")])
    an_observation(places["64.01"], 1000)
    an_observation(places["64.01"], 880, category="pu")
    an_observation(places["64.01.01.2001"], 125, category="petani", stated_by="village")
    return report


@pytest.fixture
def enterer(client, places, report):
    client.force_login(staff_of(places["64.01"])["enters"])
    return client


def sent(answer) -> list[str]:
    return re.findall(r'name="difference" value="([^"]+)"', answer.content.decode())


def test_several_differences_are_settled_at_once_each_with_its_agreed_number(enterer):
    shown = sent(enterer.get(PAGE))
    assert len(shown) == 3
    agreed = {f"agreed:{shown[0].partition(':')[0]}": "1.010"}

    answer = enterer.post(PAGE, {"difference": shown, "state": "explained", "reason": "late_data", **agreed})

    assert answer.status_code == 302
    assert list(Reconciliation.objects.order_by("pk").values_list("agreed", flat=True)) == [1010, None, None]
    text = enterer.get(PAGE).content.decode()
    assert "data BPJS terlambat" in text
    assert "belum-dijelaskan" not in text


def test_the_table_holds_every_difference_with_what_became_of_it(enterer):
    shown = sent(enterer.get(PAGE))
    agreed = {f"agreed:{shown[0].partition(':')[0]}": "1010"}
    enterer.post(PAGE, {"difference": shown[:1], "state": "explained", "reason": "late_data", **agreed})

    sheet = openpyxl.load_workbook(BytesIO(enterer.get(f"{PAGE[:-1]}.xlsx").content))["Data"]

    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert [[row[0], *row[6:]] for row in rows] == [
        ["64.01", 1020, 1000, 20, "sudah dijelaskan", "data BPJS terlambat", 1010],
        ["64.01", 900, 880, 20, "belum dijelaskan", None, None],
        ["64.01.01.2001", 120, 125, -5, "belum dijelaskan", None, None],
    ]
    assert (rows[0][3], rows[2][4]) == ("Seluruh pekerja", "menurut desa")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"difference": []}, "Centang paling sedikit satu"),
        ({"difference": ["x"]}, "tidak utuh terkirim"),
        ({"difference": ["1-0-bpjs:1:2"]}, "berubah setelah Anda membuka"),
        ({"reason": ""}, "Pilih alasan"),
        ({"agreed": "81,5"}, "bilangan bulat"),
    ],
)
def test_what_cannot_be_settled_is_told_and_stores_nothing(enterer, more, said):
    shown = sent(enterer.get(PAGE))[:1]
    form = {"difference": shown, "state": "explained", "reason": "moved"} | more
    if "agreed" in form:
        form[f"agreed:{shown[0].partition(':')[0]}"] = form.pop("agreed")

    answer = enterer.post(PAGE, form)

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Reconciliation.objects.count() == 0


def test_a_villages_number_is_taken_over_by_its_button(enterer, places):
    [button] = re.findall(r'name="take" value="([^"]+)"', enterer.get(PAGE).content.decode())

    answer = enterer.post(f"{PAGE}ambil/", {"take": button})

    assert answer.status_code == 302
    assert Figure.objects.get(region=places["64.01.01.2001"]).enrolled == 125
    assert enterer.post(f"{PAGE}ambil/", {"take": "x"}).status_code == 422


def test_a_statement_is_recorded_beside_the_figures_and_changes_none(enterer, places):
    form = {"wilayah": "64.01.02.2001", "kategori": "", "menurut": "village", "angka": "1.250", "sumber": "Telepon"}

    answer = enterer.post(f"{PAGE}angka/", form)

    assert answer.status_code == 302
    row = Observation.objects.get(source="Telepon")
    assert (row.region.code, row.enrolled, row.stated_by, row.month) == ("64.01.02.2001", 1250, "village", 202507)
    assert Figure.objects.count() == 2


@pytest.mark.parametrize(
    ("more", "status"),
    [({"angka": "12,5"}, 422), ({"angka": ""}, 422), ({"sumber": ""}, 422), ({"menurut": "press"}, 422),
     ({"wilayah": "64.02"}, 404), ({"wilayah": "64"}, 404), ({"wilayah": "ID"}, 404), ({"kategori": "sihir"}, 404)],
)  # fmt: skip
def test_a_statement_of_another_region_or_without_number_or_source_is_refused(enterer, more, status):
    form = {"wilayah": "64.01", "kategori": "", "menurut": "bpjs", "angka": "5", "sumber": "Surat"} | more

    assert enterer.post(f"{PAGE}angka/", form).status_code == status
    assert not Observation.objects.filter(source="Surat").exists()


def test_whoever_typed_a_number_finds_no_address_that_settles_the_difference_to_it(enterer, places):
    form = {"wilayah": "64.01", "kategori": "", "menurut": "bpjs", "angka": "990", "sumber": "Telepon"}
    assert enterer.post(f"{PAGE}angka/", form).status_code == 302
    text = enterer.get(PAGE).content.decode()
    this = f"{places['64.01'].pk}-0-bpjs:1020:990"
    assert this not in sent(enterer.get(PAGE))
    assert "dicatat dengan tangan oleh" in text
    assert "menggantikan 1.000" in text
    assert "Diselesaikan orang kedua" in text
    finding = {"difference": [this], "state": "disputed", "reason": "late_data"}

    answers = [
        enterer.post(PAGE, finding),
        enterer.post(PAGE, finding, headers={"Accept": "application/json"}),
        enterer.post(PAGE, finding, content_type="application/json"),
        enterer.post(f"{PAGE}angka/", form | {"angka": "1.020"}),
        enterer.post(f"{PAGE}ambil/", {"take": this}),
    ]

    assert [answer.status_code for answer in answers] == [422] * 5
    assert "Anda sendiri" in answers[0].content.decode()
    assert "hilang tanpa alasan" in answers[3].content.decode()
    assert Reconciliation.objects.count() == 0
    assert Observation.objects.get(source="Telepon").enrolled == 990


@pytest.mark.parametrize("office", ["checks", "signs"])
def test_who_checks_or_signs_settles_on_the_page_what_another_typed(enterer, places, office):
    form = {"wilayah": "64.01", "kategori": "", "menurut": "bpjs", "angka": "990", "sumber": "Telepon"}
    enterer.post(f"{PAGE}angka/", form)
    enterer.force_login(staff_of(places["64.01"])[office])
    [this] = [one for one in sent(enterer.get(PAGE)) if one.endswith("-0-bpjs:1020:990")]

    answer = enterer.post(PAGE, {"difference": [this], "state": "explained", "reason": "late_data"})

    assert answer.status_code == 302
    assert Reconciliation.objects.get().by == staff_of(places["64.01"])[office]


def test_the_record_prints_as_page_and_as_pdf(enterer):
    page, pdf = enterer.get(f"{PAGE}berita-acara/"), enterer.get(f"{PAGE}berita-acara.pdf")

    text = " ".join(page.content.decode().split())
    assert "Berita Acara Rekonsiliasi" in text
    assert "3 selisih belum dijelaskan" in text
    assert "SEMENTARA" not in re.sub(r"<[^>]+>", "", text)  # a mark behind the numbers, no text to be read
    assert 'data-mark="SEMENTARA"' in text
    assert pdf.status_code == 302 or pdf.content.startswith(b"%PDF-")


def test_an_official_of_another_regency_finds_nothing(client, places, report):
    client.force_login(staff_of(places["64.02"])["enters"])

    for path in (PAGE, f"{PAGE}berita-acara/", f"{PAGE}berita-acara.pdf"):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/data/angka-dari-sumber-lain.json", "/wilayah/64.01.json", "/wilayah/64.01/",
                                  "/wilayah/64.01.01.2001.json", "/wilayah/64.01.01.2001/"])  # fmt: skip
def test_what_someone_types_to_compare_is_no_number_of_the_public(enterer, path):
    for code, speaker, category in (("64.01", "bpjs", ""), ("64.01.01.2001", "village", "petani")):
        form = {"wilayah": code, "kategori": category, "menurut": speaker, "angka": "9.777", "sumber": "Karangan"}
        assert enterer.post(f"{PAGE}angka/", form).status_code == 302

    answer = Client().get(path)

    assert answer.status_code == 200
    assert [word for word in ("9.777", "9777", "Karangan") if word in answer.content.decode()] == []


def test_what_was_ticked_and_typed_stands_there_again_after_a_refusal(enterer):
    shown = sent(enterer.get(PAGE))[0]
    word = shown.partition(":")[0]

    page = enterer.post(PAGE, {"difference": shown, "state": "explained", "reason": "", f"agreed:{word}": "1.010"})

    text = page.content.decode()
    assert re.search(rf'value="{shown}" id="centang-{word}" checked', text)
    assert f'name="agreed:{word}" value="1.010"' in text
    assert text.count(" checked>") == 2  # that one, and the state


def test_a_long_list_is_read_in_pages_with_the_open_differences_first(enterer, places, report):
    for category in WorkerCategory.objects.filter(scheme__code="ucj").exclude(code__in=("pu", "petani")):
        for village in ("64.01.01.2001", "64.01.01.2002", "64.01.02.2001", "64.01.02.2002"):
            an_observation(places[village], 900, category=category.code, stated_by="village")
    an_observation(places["64.01.01.2001"], 120, category="petani", stated_by="village")  # agrees: comes last

    first, last = (enterer.get(f"{PAGE}?halaman={number}") for number in (1, 2))
    words = [re.findall(r'<tr id="selisih-([^"]+)"', page.content.decode()) for page in (first, last)]

    agreeing = f"{places['64.01.01.2001'].pk}-{WorkerCategory.objects.get(code='petani').pk}-village"
    assert (len(words[0]), words[1][-1]) == (50, agreeing)
    assert len(set(words[0] + words[1])) == len(words[0]) + len(words[1])
    assert "Halaman 1 dari 2" in first.content.decode()
    assert 'rel="next" href="?halaman=2"' in first.content.decode()
    assert enterer.get(f"{PAGE}?halaman=3").status_code == 400


def test_a_difference_of_a_later_page_is_settled_there(enterer, places, report):
    for category in WorkerCategory.objects.filter(scheme__code="ucj").exclude(code__in=("pu", "petani")):
        for village in ("64.01.01.2001", "64.01.01.2002", "64.01.02.2001", "64.01.02.2002"):
            an_observation(places[village], 900, category=category.code, stated_by="village")
    shown = sent(enterer.get(f"{PAGE}?halaman=2"))

    answer = enterer.post(f"{PAGE}?halaman=2", {"difference": shown, "state": "explained", "reason": "late_data"})

    assert answer.status_code == 302
    assert Reconciliation.objects.count() == len(shown)
