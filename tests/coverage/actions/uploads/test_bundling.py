"""Several files sent as one upload: the forms of all districts, chosen together or as the ZIP that the portal gives."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from coverage.actions.uploads.reading import read_upload
from coverage.enums import UploadState
from coverage.models import StagedRow, Upload
from tests.coverage.factories import an_open_report
from tests.coverage.plans import a_plan
from tests.coverage.uploads import BUSUI, KASUNGAI, TEMPLATE, a_row, a_template, counts
from tests.factories import A_MOMENT, plant_region

DISTRICTS = {f"64.01.{number}": f"Kecamatan Coba {number}" for number in range(31, 41)}


@pytest.fixture
def paser(places):
    """Paser with ten more districts, of two villages each."""
    an_open_report(places["64.01"])
    for code, name in DISTRICTS.items():
        plant_region(code, name)
        for village in ("2001", "2002"):
            plant_region(f"{code}.{village}", f"Hulu {code[-2:]} {village}")
    return places["64.01"]


def sent(client, *files: tuple[str, bytes]):
    return client.post("/impor/", {"berkas": [SimpleUploadedFile(*file) for file in files], "sebagai": "figures"})


def ten_files() -> list[tuple[str, bytes]]:
    return [(f"{code}.xlsx", a_template(a_row(f"{code}.2001", 5), a_row(f"{code}.2002", 7))) for code in DISTRICTS]


def test_ten_files_of_districts_are_one_upload_and_the_villages_that_are_missing_are_named(paser, sari, client):
    client.force_login(sari)

    answer = sent(client, *ten_files()[1:], ("31.xlsx", a_template(a_row("64.01.31.2001", 5))))

    upload = read_upload(upload=Upload.objects.get(), at=A_MOMENT)
    assert (answer.status_code, upload.file_name) == (302, "64.01.32.xlsx dan 9 berkas lain.zip")
    assert upload.state == UploadState.STAGED
    assert counts(upload)["64.01.32 › Data"] == {"read": 2, "new": 2}
    assert sum(StagedRow.objects.filter(upload=upload, status="new").values_list("enrolled", flat=True)) == 9 * 12 + 5
    page = client.get(answer["Location"]).content.decode()
    assert "<strong>Kecamatan Coba 31</strong>: Desa Hulu 31 2002</li>" in page
    assert "64.01.32 › Data" in page


def test_the_zip_of_forms_that_the_portal_gives_out_is_taken_and_changes_nothing(paser, sari, client):
    a_plan(paser)
    client.force_login(sari)
    given = client.get("/wilayah/64.01/kumpulkan/format-isian.zip?periode=2025-07")
    content = given.content if not given.streaming else b"".join(given.streaming_content)

    answer = sent(client, ("format.zip", content))

    upload = read_upload(upload=Upload.objects.get(), at=A_MOMENT)
    assert answer.status_code == 302
    assert "refused" not in upload.found
    assert not StagedRow.objects.filter(upload=upload).exclude(status="ignored").exists()
    assert len(upload.found["sheets"]) == 3 * len(zipfile.ZipFile(io.BytesIO(content)).namelist())


def test_the_same_files_in_the_same_order_are_the_same_upload(paser, sari, client):
    client.force_login(sari)
    files = ten_files()[:3]
    for _ in range(2):
        sent(client, *files)

    assert len({*Upload.objects.values_list("digest", flat=True)}) == 1


def test_one_bad_file_of_several_is_named_and_nothing_is_kept(paser, sari, client):
    client.force_login(sari)

    answer = sent(client, *ten_files()[:2], ("surat.pdf", b"%PDF-1.7"))
    empty = sent(client, ten_files()[0], ("kosong.xlsx", b""))

    assert (answer.status_code, empty.status_code) == (422, 422)
    assert "surat.pdf" in answer.content.decode()
    assert list(Upload.objects.all()) == []


def test_files_that_are_too_large_together_are_refused(paser, sari, client, monkeypatch):
    monkeypatch.setattr("coverage.actions.uploads.bundling.Limits", lambda: type("Small", (), {"file": 2 << 20})())
    client.force_login(sari)

    answer = sent(client, ("a.csv", bytes(1 << 20)), ("b.csv", bytes(1 << 21)))

    assert "bersama-sama lebih besar dari 2 MB" in answer.content.decode()


def test_names_that_hold_a_nik_or_come_twice_are_given_anew(paser, sari, client):
    client.force_login(sari)
    rows = [a_template(a_row(BUSUI, 1)), a_template(a_row(KASUNGAI, 2))]

    sent(client, ("6401992505900001.xlsx", rows[0]), ("a/berkas.xlsx", rows[1]))

    upload = read_upload(upload=Upload.objects.get(), at=A_MOMENT)
    assert [sheet["name"] for sheet in upload.found["sheets"]] == ["berkas › Data", "berkas (2) › Data"]
    assert b"6401992505900001" not in bytes(upload.original)


def test_a_file_whose_name_begins_with_a_point_is_read_too(paser, sari, client):
    client.force_login(sari)
    table = "\n".join(";".join(map(str, one)) for one in (TEMPLATE, a_row(BUSUI, 1))).encode()

    sent(client, (".csv", table), (".rekap.xlsx", a_template(a_row(KASUNGAI, 2))))

    upload = read_upload(upload=Upload.objects.get(), at=A_MOMENT)
    assert [sheet["name"] for sheet in upload.found["sheets"]] == ["berkas › CSV", "rekap › Data"]


def test_the_marked_workbook_of_several_files_comes_back_and_takes_the_marked_rows(paser, sari, client):
    client.force_login(sari)
    sent(client, ("kuaro.xlsx", a_template(a_row(BUSUI, "81,5"))), ("sopang.xlsx", a_template(a_row(KASUNGAI, 2))))
    first = read_upload(upload=Upload.objects.get(), at=A_MOMENT)
    marked = client.get(f"/impor/{first.pk}/perbaikan.xlsx").content

    sent(client, ("perbaikan.xlsx", marked))

    second = read_upload(upload=Upload.objects.latest("pk"), at=A_MOMENT)
    assert second.corrects == first
    assert {name: found for name, found in counts(second).items() if "Data" in name} == {
        "kuaro › Data": {"read": 1, "rejected": 1}, "sopang › Data": {"read": 1, "ignored": 1},
    }  # fmt: skip
