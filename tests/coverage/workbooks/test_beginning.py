"""What is known of a file without reading all of its values: its first rows, that it names no person, its survey."""

import io
from typing import Any

import pytest
import xlsxwriter

from coverage.workbook_errors import WorkbookRefused
from coverage.workbooks.archive import Archive
from coverage.workbooks.beginning import Beginnings
from coverage.workbooks.limits import Limits, Spent
from coverage.workbooks.persons import census
from coverage.workbooks.reading import opened
from coverage.workbooks.survey import Survey
from coverage.workbooks.values import Values
from coverage.workbooks.xlsx import surveyed
from tests.coverage.workbooks.test_reading import unlinked
from tests.coverage.workbooks.test_sheet_scan import a_full_sheet

NIK = "6401015506900001"
HEADER = ["Kode Wilayah", "Nama Wilayah", "Periode", "Kategori", "Sumber Dana", "Peserta Aktif", "Catatan"]
WORDS = ([("petani", "Petani")], [("mandiri", "Mandiri")])
ROWS = 12_000


def a_long_sheet(cells: dict[int, Any], rows: int = ROWS, *, inline: bool = False) -> bytes:
    """Return a workbook of counts that is longer than one piece of XML, with these notes in its rows."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"constant_memory": inline})
    sheet = book.add_worksheet("Data")
    sheet.write_row(0, 0, HEADER)
    for row in range(1, rows):
        sheet.write_row(row, 0, [f"64.01.01.{row % 9000 + 1000}", "Busui", "2025-07", "petani", "mandiri", row])
        if row in cells:
            sheet.write(row, 6, cells[row])
    book.close()
    return out.getvalue()


def survey_of(content: bytes) -> Survey:
    return surveyed(Archive(io.BytesIO(content), Spent(Limits())))[0]


def identities(content: bytes) -> str:
    with unlinked(content) as file:
        [sheet] = census(file, "data.xlsx", WORDS, {}).sheets
        return sheet.identities


def test_the_first_rows_are_those_of_the_whole_sheet():
    content = a_long_sheet({5: "x", 7: 12.5})
    file = io.BytesIO(content)
    archive = Archive(file, Spent(Limits()))
    surveys = surveyed(archive)

    first = Beginnings(archive, surveys).rows(0, 180)

    whole = list(Values(file, surveys).rows(surveys[0], exact=True))
    assert first == whole[:180]
    assert len(whole) == ROWS


def test_a_short_sheet_and_more_rows_than_its_beginning_holds_are_left_to_the_whole_reading():
    file = io.BytesIO(a_long_sheet({}, rows=200))
    archive = Archive(file, Spent(Limits()))
    assert Beginnings(archive, surveyed(archive)).rows(0, 180) is None

    file = io.BytesIO(a_long_sheet({}))
    archive = Archive(file, Spent(Limits()))
    assert Beginnings(archive, surveyed(archive)).rows(0, 10_000) is None


@pytest.mark.parametrize(
    "told", [NIK, f" {NIK}", "6401 0155 0690 0001", f"'{NIK}", 6401015506900001, 6.401015506900001e15]
)
@pytest.mark.parametrize("inline", [False, True])
def test_a_number_of_a_person_far_down_is_found(told: Any, inline: bool):
    assert identities(a_long_sheet({ROWS - 2: told}, inline=inline)) == "G"


@pytest.mark.parametrize("told", ["640101550690000", "6401 0155 0690", 999_999_999_999, 12.5, "1E-5"])
def test_a_sheet_without_such_numbers_is_known_by_its_survey(told: Any):
    content = a_long_sheet({ROWS - 2: told})

    assert not survey_of(content).has_long_numbers
    assert identities(content) == ""


def test_a_survey_that_was_handed_on_tells_the_same_and_has_no_names():
    content = a_full_sheet(rows=300)
    with unlinked(content) as file:
        surveys = census(file, "data.xlsx", WORDS, {}).surveys
    assert surveys is not None
    assert "Kuaro" not in str(surveys)

    told = []
    for known in (None, surveys):
        with unlinked(content) as file, opened(file, "data.xlsx", surveys=known) as book:
            told.append((book.sheets, [(number, cells) for _, number, cells in book.rows()]))

    assert told[0] == told[1]


def test_a_survey_of_other_bytes_is_refused():
    with unlinked(a_full_sheet(rows=300)) as file:
        surveys = census(file, "data.xlsx", WORDS, {}).surveys

    with (
        unlinked(a_full_sheet(rows=200)) as file,
        pytest.raises(WorkbookRefused, match="terbaca berbeda oleh dua cara baca"),
        opened(file, "data.xlsx", surveys=surveys) as book,
    ):
        list(book.rows())


def test_long_surveys_are_not_handed_on():
    with unlinked(a_full_sheet(rows=3_000)) as file:
        assert census(file, "data.xlsx", WORDS, {}).surveys is None
