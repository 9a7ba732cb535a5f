"""Files about an upload: its rows as a table, the workbook with what must be put right, the file as it was sent."""

from io import BytesIO

import openpyxl
import pytest
from django.test import Client

from accounts.abilities import Role
from coverage.models import Upload
from coverage.queries.uploads import told
from tests.accounts.people import give_second_factor
from tests.coverage.factories import an_open_report
from tests.coverage.uploads import BUSUI, KASUNGAI, a_row, a_template, sent
from tests.factories import a_person

CONTENT = a_template(a_row(BUSUI, 12), a_row(KASUNGAI, "81,5"), a_row(BUSUI, 3, category="nelayan"))


@pytest.fixture
def upload(places, sari) -> Upload:
    an_open_report(places["64.01"])
    return sent(CONTENT, sari)


def asked(user, upload: Upload, file: str):
    client = Client()
    client.force_login(user)
    return client.get(f"/impor/{upload.pk}/{file}")


def test_the_rows_are_a_table_with_what_became_of_each(upload, sari):
    answer = asked(sari, upload, "baris.csv")

    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert len(lines) == 1 + 3
    assert [line.split(",")[1:4] for line in lines[1:]] == [
        ["2", "baru", BUSUI], ["3", "ditolak", ""], ["4", "baru", BUSUI],
    ]  # fmt: skip
    assert "Maksud Anda 815 atau 81?" in lines[2]
    workbook = openpyxl.load_workbook(BytesIO(asked(sari, upload, "baris.xlsx").content))
    assert workbook.worksheets[0].max_row == 4


def test_ones_own_workbook_comes_back_with_as_many_marks_as_the_page_shows(upload, sari):
    answer = asked(sari, upload, "perbaikan.xlsx")

    book = openpyxl.load_workbook(BytesIO(answer.content))
    coloured = [cell.coordinate for row in book["Data"].iter_rows() for cell in row if cell.fill.fill_type]
    assert coloured == ["F3"]
    assert "815" in book["Data"]["F3"].comment.text
    assert answer["Content-Disposition"] == f'attachment; filename="impor-{upload.pk}-perbaikan.xlsx"'


def test_the_file_as_sent_goes_to_its_sender_and_administrators_under_a_name_of_ours(upload, sari, places, admin):
    give_second_factor(admin)
    rekan = a_person("rekan", Role.ENTERER, places["64.01"])

    own, other, office = (asked(user, upload, "berkas/") for user in (sari, rekan, admin))

    assert (own.content, other.status_code, office.content) == (CONTENT, 404, CONTENT)
    assert own["Content-Disposition"] == f'attachment; filename="impor-{upload.pk}.xlsx"'
    assert own["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("file", ["berkas/", "perbaikan.xlsx"])
def test_what_is_no_longer_kept_is_not_there(upload, sari, file):
    Upload.objects.update(original=None)

    assert asked(sari, upload, file).status_code == 404


def test_without_bad_rows_there_is_nothing_to_correct(upload, sari):
    assert asked(sari, sent(a_template(a_row(BUSUI, 12)), sari), "perbaikan.xlsx").status_code == 404


def test_all_rows_of_an_upload_of_very_many_are_given_as_csv_alone(upload, sari, monkeypatch):
    monkeypatch.setattr(told, "MOST_IN_A_WORKBOOK", 2)

    assert asked(sari, upload, "baris.xlsx").status_code == 404
    assert len(b"".join(asked(sari, upload, "baris.csv").streaming_content).splitlines()) == 1 + 3
    page = asked(sari, upload, "").content.decode()
    assert [file in page for file in ("baris.xlsx", "baris.csv")] == [False, True]
