"""A workbook on its way back: what was sent, with each bad row marked, told and known again."""

import time
from datetime import date, datetime
from io import BytesIO

import openpyxl
import pytest

from coverage.models import Upload
from coverage.queries.uploads.corrections import corrected_upload
from coverage.tables.marked_workbooks import MOST_NOTES, Copied, Mark, copied_sheets, marked_workbook, sheet_names
from coverage.workbooks.cells import Marked
from coverage.workbooks.reading import opened
from paritrana.spreadsheets import Book, Shown
from tests.coverage.reading_back import an_upload, read_back, understood
from tests.coverage.workbooks.test_reading import unlinked
from tests.factories import a_person

PINK, YELLOW = "FFFFC7CE", "FFFFEB9C"
WHOLE = "Tulis bilangan bulat, misalnya 815."
HEAD = ["Kode Wilayah", "Nama Wilayah", "Periode", "Kategori", "Sumber Dana", "Peserta Aktif"]
ROWS = [
    (1, ["Rekap Desember"]),
    (3, HEAD),
    (4, ["64.01.01.2001", "Busui", "2025-07", "Petani", "APBD kabupaten/kota", "81,5"]),
    (5, ["0012", "Kasungai", "2025-07", "Petani", "APBD kabupaten/kota", 7]),
    (7, ["64.01.01.2003", "Legai", "2025-07", "Petani", "APBD kabupaten/kota"]),
]
MARKS = [
    Mark(0, 4, "rejected", WHOLE, 5, "Peserta Aktif", "81,5"),
    Mark(0, 5, "held", "Kode 0012 kehilangan angka nol. Pilih kode yang benar.", 0, "Kode Wilayah", "0012"),
    Mark(0, 7, "rejected", "Laporan bulan ini sudah diajukan."),
]


@pytest.fixture
def upload(db) -> Upload:
    return an_upload(a_person("impor"), file_name="bpjs-juli.xlsx")


def marked(upload, rows=ROWS, marks=MARKS, name="Kuaro") -> bytes:
    return marked_workbook(upload, [Copied(name, rows)], marks)


def back(content: bytes, name: str = "Kuaro") -> list[tuple[int, list]]:
    """Return the rows of a sheet as they are read, without the blanks at their end."""
    rows = [(number, list(cells)) for number, cells in read_back(content)[name]]
    for _, cells in rows:
        while cells and cells[-1] is None:
            cells.pop()
    return rows


def colours(sheet) -> dict[str, str]:
    return {
        cell.coordinate: cell.fill.start_color.rgb for row in sheet.iter_rows() for cell in row if cell.fill.fill_type
    }


def listed(content: bytes) -> list[str]:
    """Return the lines of the first sheet that are about a mark."""
    return [cells[1] for _, cells in read_back(content)["Baca dulu"] if isinstance(cells[0], int)]


def test_the_senders_rows_come_back_as_they_were_sent(upload):
    assert back(marked(upload)) == ROWS


def test_marked_cells_are_coloured_by_what_became_of_them_and_noted(upload):
    sheet = openpyxl.load_workbook(BytesIO(marked(upload)))["Kuaro"]

    assert colours(sheet) == {"F4": PINK, "A5": YELLOW, **{f"{column}7": PINK for column in "ABCDE"}}
    assert {cell.coordinate: cell.comment.text for row in sheet.iter_rows() for cell in row if cell.comment} == {
        "F4": WHOLE, "A5": MARKS[1].message, "A7": MARKS[2].message,
    }  # fmt: skip


def test_the_first_sheet_tells_what_to_do_and_each_row_with_its_place(upload):
    content = marked(upload)

    texts = [cells[0] for _, cells in read_back(content)["Baca dulu"]]
    assert list(read_back(content)) == ["Baca dulu", "Kuaro"]
    assert texts[0] == "Perbaikan berkas bpjs-juli.xlsx"
    assert "2 baris ditolak, selnya merah muda. 1 baris perlu dipastikan, selnya kuning." in texts
    assert listed(content) == [
        f"Lembar Kuaro, baris 4, Peserta Aktif (tertulis “81,5”): {WHOLE}",
        "Lembar Kuaro, baris 5, Kode Wilayah (tertulis “0012”): Kode 0012 kehilangan angka nol. Pilih kode yang benar.",
        "Lembar Kuaro, baris 7: Laporan bulan ini sudah diajukan.",
    ]


def test_as_many_rows_are_listed_as_are_rejected_or_held_and_all_are_coloured(upload):
    rows = [(number, [f"Desa {number}", "-"]) for number in range(1, MOST_NOTES + 51)]
    marks = [Mark(0, number, "held", "Pilih arti tanda ini.", 1) for number, _ in rows]
    marks += [
        Mark(0, 3, "rejected", "Isian yang sama tertulis juga di baris 4."),
        Mark(0, 0, "held", "Pilih bulannya."),
    ]

    content = marked(upload, rows, marks)

    sheet = openpyxl.load_workbook(BytesIO(content))["Kuaro"]
    assert len(listed(content)) == len(marks)
    assert {place[1:] for place in colours(sheet)} == {str(number) for number, _ in rows}
    assert sum(cell.comment is not None for row in sheet.iter_rows() for cell in row) == MOST_NOTES


def test_two_marks_of_one_cell_stand_in_one_note_and_a_blank_cell_can_be_marked(upload):
    marks = [Mark(0, 7, "rejected", "Isi jumlahnya.", 5), Mark(0, 7, "rejected", "Pilih sumber dana.", 5)]
    marks.append(Mark(0, 9, "held", "Baris ini kosong."))

    sheet = openpyxl.load_workbook(BytesIO(marked(upload, marks=marks)))["Kuaro"]

    assert colours(sheet) == {"F7": PINK, "A9": YELLOW}
    assert sheet["F7"].comment.text == "Isi jumlahnya.\nPilih sumber dana."


DAY = datetime(2023, 12, 31, 8, 30)  # noqa: DTZ001 - as a sheet says it: without a zone
ODD = [
    (1, ["=1+1", 81.5, True, date(2023, 12, 31), DAY, -3]),
    (2, [Marked("percent", "0.9043"), "tb", "\N{NO-BREAK SPACE}5", "a\nb", None, 0]),
]


@pytest.mark.parametrize("marks", [[], [Mark(0, row, "held", "Periksa.", None) for row in (1, 2)]])
def test_odd_cells_come_back_as_what_they_are_marked_or_not(upload, marks):
    assert back(marked(upload, ODD, marks)) == ODD


def test_an_error_comes_back_as_the_text_that_it_shows(upload):
    assert back(marked(upload, [(1, [Marked("error", "#REF!"), 5])], [])) == [(1, ["#REF!", 5])]


def test_what_cannot_be_written_again_is_told_as_it_was_shown(upload):
    rows = [(1, ["a", Marked("uncalculated", ""), Marked("time", "08:30:00"), Marked("unreadable", "a\ufffd")])]

    assert back(marked(upload, rows, [])) == [(1, ["a", None, "08:30:00", "a\ufffd"])]


def test_joined_cells_stay_joined_and_odd_joins_do_not_stop_the_file(upload):
    merges = [(1, 2, 1, 3), (1, 3, 2, 3), (4, 1, 4, 1)]

    content = marked_workbook(upload, [Copied("Kuaro", [(1, ["a", "Peserta"])], merges)], [])

    assert [str(one) for one in openpyxl.load_workbook(BytesIO(content))["Kuaro"].merged_cells.ranges] == ["B1:C1"]


def test_a_file_that_comes_back_is_known_as_the_correction_of_its_upload(upload):
    other = an_upload(upload.by, digest="f" * 64)
    sheets, others = read_back(marked(upload)), read_back(marked(other))

    assert corrected_upload("Baca dulu", sheets["Baca dulu"]) == upload
    assert corrected_upload("Baca dulu", others["Baca dulu"]) == other
    assert corrected_upload("Kuaro", sheets["Baca dulu"]) is None
    assert corrected_upload("Baca dulu", sheets["Kuaro"]) is None


@pytest.mark.parametrize(
    "line", ["Impor no. {}, tanda 000000000000", "Impor no. 99, tanda 012345678901", "Impor no. {}"]
)
def test_a_line_that_names_no_upload_of_ours_is_none(upload, line):
    assert corrected_upload("Baca dulu", [(1, [line.format(upload.pk)])]) is None


def test_the_first_sheet_of_an_earlier_round_is_replaced_and_never_read_as_a_table(upload, places):
    again = read_back(marked(upload))

    second = marked_workbook(
        upload, [Copied(name, rows) for name, rows in again.items()], [Mark(1, 4, "rejected", WHOLE, 5)]
    )

    found = understood(second, places["64.01"], date(2025, 7, 31))
    assert (list(found), len(listed(second))) == (["Baca dulu", "Kuaro"], 1)
    assert [one.code for one in found["Baca dulu"].findings] == ["no_table"]
    assert listed(second)[0].startswith("Lembar Kuaro, baris 4: ")


def test_sheets_are_copied_from_the_file_while_it_is_read_the_blank_ones_too(upload):
    book = Book({"day": {"num_format": "yyyy-mm-dd"}})
    book.add("Baca dulu", [(1, ["lama"])])
    book.add("Kuaro", [(number, [f"Desa {number}", number]) for number in range(1, 12_000)]).merge_range("D1:E1", "")
    book.add("Kosong", [])
    book.add("Akhir", [(2, ["#N/A", Shown(date(2023, 12, 31), "day")])])
    sent = book.written()

    with unlinked(sent) as file, opened(file, "a.xlsx") as workbook:
        content = marked_workbook(upload, copied_sheets(workbook), [Mark(3, 2, "rejected", "Perbaiki rumusnya.", 0)])

    before, after = read_back(sent), read_back(content)
    assert {name: after[name] for name in ("Kuaro", "Kosong", "Akhir")} == {
        name: before[name] for name in ("Kuaro", "Kosong", "Akhir")
    }
    assert listed(content) == ["Lembar Akhir, baris 2: Perbaiki rumusnya."]


def test_names_of_sheets_become_such_as_excel_takes():
    names = ["Kec. A/B", "kec. a-b", "", "x" * 40, "x" * 39, "'Data'", "baca dulu"]

    found = sheet_names(names)

    assert found[:3] == ["Kec. A-B", "kec. a-b (2)", "Lembar"]
    assert found[-2:] == ["Data", "baca dulu (2)"]
    assert max(map(len, found)) <= 31
    assert len({name.casefold() for name in found}) == len(names)


def test_a_hundred_thousand_rows_come_back_in_seconds(upload):
    rows = [(number, ["64.01.01.2001", "Busui", "2025-07", "Petani", number]) for number in range(1, 100_001)]
    marks = [Mark(0, number, "rejected", WHOLE, 4) for number in range(1, 100_001, 10)]

    began = time.process_time()
    content = marked(upload, rows, marks)

    assert time.process_time() - began < 10
    assert len(content) < 10_000_000
