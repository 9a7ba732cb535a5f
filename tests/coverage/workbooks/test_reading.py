"""Files are read whole or refused with a sentence; what reading them takes is bounded, and nothing is left behind."""

import io
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO

import openpyxl
import pytest

from coverage.workbook_errors import WorkbookRefused
from coverage.workbooks.limits import Limits
from coverage.workbooks.reading import PYTHON, READER, ROOT, Workbook, opened, received
from coverage.workbooks.survey import Survey
from tests.coverage.workbooks.bundle_cases import BUNDLES, CSV, zip_of
from tests.coverage.workbooks.cases import Case
from tests.coverage.workbooks.cell_cases import CELLS
from tests.coverage.workbooks.container_cases import CONTAINERS
from tests.coverage.workbooks.factory import READ, row, xlsx
from tests.coverage.workbooks.markup_cases import MARKUP
from tests.coverage.workbooks.text_cases import LIBRE, TEXTS

MEGABYTE = 1 << 20
CASES = [*CONTAINERS, *MARKUP, *CELLS, *LIBRE, *TEXTS, *BUNDLES]


def unlinked(content: bytes) -> BinaryIO:
    """Return a file without a name, as uploads are kept."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the test closes it
    file.write(content)
    file.flush()
    return file


def outcome(content: bytes, name: str, limits: Limits | None = None) -> tuple[str, str, list | None]:
    """Return the code and sentence of the refusal, or the rows that were read."""
    with unlinked(content) as file:
        try:
            with opened(file, name, limits) as workbook:
                return "", "", [(number, cells) for _, number, cells in workbook.rows()]
        except WorkbookRefused as refused:
            return refused.code, refused.message, None


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_odd_file_is_read_as_it_is_or_refused_with_a_sentence(case: Case):
    code, message, rows = outcome(case.make(), case.file)

    assert (code, rows) == (case.code, case.rows), message
    assert case.told in message


MEASURED = """
import json, os, subprocess, sys
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, env={})
usage = os.wait4(process.pid, 0)[2]
print(json.dumps([usage.ru_maxrss, usage.ru_utime + usage.ru_stime]))
"""  # in a small process of its own: a process hands the peak of its memory down to those that it starts
HEAVY = [case for case in CASES if case.code and ("bomb" in case.name or "flood" in case.name)] + [
    case
    for case in CASES
    if case.name in ("100,000 levels", "stray cell in the last row", "50,000 merges", "ods with a cell for a million")
    or case.name in ("a directory larger than the file is worth", "csv with one line of 20 MB", "300 sheets")
    or case.name in ("zip of 490 files with 250 sheets each", "zip of forty files with texts that no cell shows")
]


@pytest.mark.parametrize("case", HEAVY, ids=lambda case: case.name)
def test_a_hostile_file_takes_neither_time_nor_memory(case: Case):
    with unlinked(case.make()) as file:
        command = [*PYTHON, READER, Path(case.file).suffix, json.dumps(asdict(Limits()))]
        told = subprocess.run(
            [sys.executable, "-c", MEASURED, *command], stdin=file, capture_output=True, cwd=ROOT, check=True
        )

    kilobytes, seconds = json.loads(told.stdout)
    assert kilobytes / 1024 < 300
    assert seconds < 10


def test_files_in_a_zip_are_bounded_together():
    content = zip_of(a_csv=CSV * 60, b_csv=CSV * 60)
    size = len(CSV) * 60

    assert outcome(content, "desa.zip", Limits(file=2 * size))[0] == ""
    assert outcome(content, "desa.zip", Limits(file=2 * size - 1))[0] == "file_too_large"


def test_what_is_written_element_by_element_has_an_end():
    content = xlsx("<row>" + "<c/>" * 500 + "</row>")

    assert outcome(content, "data.xlsx", Limits(elements=400))[0] == "too_involved"
    assert outcome(content, "data.xlsx", Limits(elements=2000))[0] == ""


@pytest.mark.parametrize(
    "limits",
    [Limits(address_space=60 * MEGABYTE), Limits(processor=1), Limits(silence=0)],
    ids=["memory", "time", "silent"],
)
def test_a_reading_process_that_dies_is_a_sentence(limits: Limits):
    rows = "".join(row(number, "Desa", number, "x" * 400) for number in range(1, 120_000))
    content = xlsx(rows.replace("<c r=", "<c  r=") if limits.processor == 1 else rows)  # else it is not slow enough

    code, message, read = outcome(content, "data.xlsx", limits)

    assert (code, read) == ("takes_too_much", None)
    assert "Tidak ada yang disimpan." in message


def children() -> list[int]:
    return [int(child) for child in Path(f"/proc/self/task/{os.getpid()}/children").read_text().split()]


def test_the_reading_process_knows_no_secret_and_can_open_nothing(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SECRET_KEY", "rahasia")
    before = children()
    rows = "".join(row(number, f"Desa {number}", "y" * 300) for number in range(1, 20_000))

    with unlinked(xlsx(rows)) as file, opened(file, "data.xlsx") as workbook:
        next(workbook.lots())
        [child] = {*children()} - {*before}
        of = Path(f"/proc/{child}")
        environment, open_files = (of / "environ").read_bytes(), {path.name for path in (of / "fd").iterdir()}
        bounds = dict(re.findall(r"^(Max [a-z ]+?) {2,}(\d+)", (of / "limits").read_text(), re.MULTILINE))

    assert environment == b""
    assert open_files == {"0", "1", "2"}
    assert bounds["Max open files"] == "3"
    assert bounds["Max file size"] == bounds["Max core file size"] == "0"
    assert bounds["Max address space"] == str(2048 * MEGABYTE)
    assert children() == before


def test_nothing_is_left_in_any_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)

    for case in (CASES[0], CASES[3], *CELLS[-3:], TEXTS[0]):
        outcome(case.make(), case.file)

    assert list(tmp_path.iterdir()) == []


def test_sheets_tell_what_is_hidden_merged_and_noted():
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Kuaro"
    for number in range(1, 9):
        sheet.append([number, number, f"=A{number}"])
    sheet.row_dimensions[3].hidden = sheet.row_dimensions[4].hidden = sheet.column_dimensions["B"].hidden = True
    sheet.merge_cells("E2:F3")
    sheet["B7"].comment = openpyxl.comments.Comment("catatan", "Sari")
    sheet["A8"] = "#N/A"
    book.create_sheet("Diam").sheet_state = "veryHidden"
    out = io.BytesIO()
    book.save(out)

    with unlinked(out.getvalue()) as file, opened(file, "data.xlsx") as workbook:
        first, second = workbook.sheets

    assert (first.name, first.visibility, first.last_row, first.last_column) == ("Kuaro", "visible", 8, 3)
    assert (first.hidden_rows, first.hidden_columns, first.merges) == (((3, 4),), ((2, 2),), ((2, 5, 3, 6),))
    assert (first.notes, first.formulas, first.uncalculated, first.errors) == (("B7",), ((3, 8),), 8, 1)
    assert (second.name, second.visibility, second.filled) == ("Diam", "very_hidden", 0)


@pytest.mark.parametrize(
    "sent",
    [
        b"", b"[]", b"1", b'{"ended":true}', b'{"kind":"xlsx","sheets":[]}', b'{"kind":"xlsx","sheets":[{"name":1}]}',
        b'{"kind":"xlsx","sheets":[' + b"[" * 100_000, b'{"refused":"no such code","where":{}}',
        b'{"refused":[],"where":1}',
        b'{"refused":"lonely_cell","where":{}}', b"NaN", b"\x80\x04N.",
    ],
)  # fmt: skip
def test_nonsense_of_the_reading_process_is_a_sentence(sent: bytes):
    with told_by(sent) as workbook, pytest.raises(WorkbookRefused) as refused:
        workbook()

    assert refused.value.code == "reader_failed"


@pytest.mark.parametrize(
    "sent",
    [
        b'{"sheet":1,"numbers":[1],"rows":[[1]]}', b'{"sheet":0,"numbers":[2,1],"rows":[[1],[1]]}',
        b'{"sheet":0,"numbers":[1],"rows":[[[]]]}', b'{"sheet":0,"numbers":[1],"rows":[[{"a":1}]]}',
        b'{"sheet":0,"numbers":[true],"rows":[[1]]}', b'{"sheet":0,"numbers":[1],"rows":[[' + b"1," * 300 + b"1]]}",
        b'{"sheet":0,"numbers":[1],"rows":[[{"error":"' + b"x" * 5000 + b'"}]]}', b'{"sheet":0,"numbers":[1]}',
    ],
)  # fmt: skip
def test_rows_that_are_none_are_not_taken(sent: bytes):
    head = json.dumps({"kind": "xlsx", "sheets": [Survey("Data").told()]}).encode()

    with told_by(head, sent) as workbook, pytest.raises(WorkbookRefused, match="terhenti"):
        list(workbook().lots())


@pytest.mark.parametrize("name", ["a\0b.xlsx", "x" * 300_000 + ".xlsx", "../../DATA.XLSX", "-c.xlsx"])
def test_no_name_of_a_file_disturbs_its_reading(name: str):
    assert outcome(xlsx(), name) == ("", "", READ)


@contextmanager
def told_by(*sent: bytes) -> Iterator[Callable[[], Workbook]]:
    """Yield what opens the workbook told by a process that sends these messages, whatever they are."""
    script = "import sys; sys.stdout.buffer.write(sys.stdin.buffer.read())"
    stream = b"".join(len(message).to_bytes(4, "big") + message for message in sent)
    with (
        unlinked(stream) as source,
        subprocess.Popen([sys.executable, "-c", script], stdin=rewound(source), stdout=subprocess.PIPE) as process,
    ):
        yield lambda: Workbook(received(process, Limits()), Limits())
        process.kill()


def rewound(file: BinaryIO) -> BinaryIO:
    file.seek(0)
    return file
