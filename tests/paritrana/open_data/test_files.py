"""The bytes of dated releases on any machine, and workbooks as LibreOffice reads them."""

import csv
import io
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from coverage.enums import ReleaseCause
from coverage.queries.dated_releases import DatedRelease
from coverage.queries.open_data import PUBLISHED_COLUMNS, PublishedRow
from paritrana.open_data.datasets import BY_CODE
from paritrana.open_data.files import dated_file, workbook
from tests.house import ROOT

FORMS = ("xlsx", "csv", "json")
PASER = PublishedRow(
    code="64.01", name="Kabupaten Paser", level="regency", period="2023-12", scheme="ucj", enrolled=81_436,
    withheld=False, target=90_052, percent=Decimal("90.43"), potential=None, potential_percent=None, reported=1,
    expected=1, figure_id="64.01_2023-12_ucj_1", version=1, released_at="2024-01-10T00:00:00+00:00", is_sample=False,
    formula="ucj-1",
)  # fmt: skip
ODD = PublishedRow(
    code="64.10", name="Ra'as; =1+1", level="regency", period="2023-12", scheme="ucj", enrolled=None,
    withheld=True, target=None, percent=None, potential=815, potential_percent=Decimal("-0.55"), reported=1,
    expected=1, figure_id="64.01.01.2001_2023-12_ucj_1", version=1, released_at="2024-01-10T00:00:00+00:00",
    is_sample=True, formula="ucj-1",
)  # fmt: skip
RELEASE = DatedRelease(
    figure_id="64.01_2023-12_ucj_1", code="64.01", name="Kabupaten Paser", month=202312, scheme="ucj", version=1,
    cause=ReleaseCause.PUBLICATION, reason="", released_at=datetime(2024, 1, 10, tzinfo=UTC), is_sample=False,
    newest="64.01_2023-12_ucj_2", rows=(PASER, ODD),
)  # fmt: skip
DIGESTS = {
    "xlsx": "cdc8046d6277b7068c0c4ab531c1e0b639b32d8b6fdd8ab9d5c42cc027f9adf6",
    "csv": "bcce8184c5ada5479a225daa8f655564966a4567de93c073c449e828f59237c4",
    "json": "2057d41ff441de010a225eaa3c5d3cc879a6324738a9c23d1bdb19cf49acca93",
}
"""What was published must never read otherwise: where this test fails, the files of all dated releases have changed."""

ELSEWHERE = """
import django
django.setup()
from django.utils import translation
translation.activate("en")
from paritrana.open_data.files import dated_file
from tests.paritrana.open_data.test_files import RELEASE, FORMS
print(*(dated_file(RELEASE, form).sha256 for form in FORMS))
"""


@pytest.mark.parametrize("form", FORMS)
def test_the_bytes_of_a_dated_release_are_those_that_were_once_published(form):
    assert dated_file(RELEASE, form).sha256 == DIGESTS[form]


def test_another_process_in_another_zone_and_language_writes_the_same_bytes():
    settings = {"DJANGO_SETTINGS_MODULE": "paritrana.settings", "TZ": "Asia/Jayapura", "PYTHONHASHSEED": "7"}
    asked = [sys.executable, "-c", ELSEWHERE]

    found = subprocess.run(asked, cwd=ROOT, env={**os.environ, **settings}, capture_output=True, text=True, check=True)

    assert found.stdout.split() == [dated_file(RELEASE, form).sha256 for form in FORMS]


def test_what_replaced_a_release_is_in_none_of_its_files():
    assert [form for form in ("csv", "json") if b"_ucj_2" in dated_file(RELEASE, form).body] == []


@pytest.mark.slow
def test_libreoffice_reads_from_the_workbook_what_stands_in_the_csv(tmp_path):
    if not shutil.which("soffice"):
        pytest.skip("LibreOffice (soffice) is not installed: nobody has looked at the workbook as Excel would")
    dataset = BY_CODE["cakupan"]
    rows = [PASER.cells(), ODD.cells()]
    (tmp_path / "cakupan.xlsx").write_bytes(workbook(dataset, rows))
    (tmp_path / "terbitan.xlsx").write_bytes(dated_file(RELEASE, "xlsx").body)

    converted = [converted_to_csv(tmp_path, name) for name in ("cakupan", "terbitan")]

    text = dated_file(RELEASE, "csv").body.decode("utf-8-sig")
    in_csv = [[cell.removeprefix("'") for cell in row] for row in csv.reader(io.StringIO(text, newline=""))]
    assert [found[1:] for found in converted] == [in_csv[1:], in_csv[1:]]
    assert converted[1][0] == list(PUBLISHED_COLUMNS)
    assert converted[0][0][:3] == ["Kode", "Nama", "Tingkat"]


def converted_to_csv(folder, name: str) -> list[list[str]]:
    """Return the first sheet of a workbook as LibreOffice reads it: comma, UTF-8, cells as they are, not as shown."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    kind = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"
    asked = ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(folder), f"{folder}/{name}.xlsx"]
    subprocess.run(asked, check=True, capture_output=True, timeout=120)
    return list(csv.reader(io.StringIO((folder / f"{name}.csv").read_text(), newline="")))
