"""How long reading a spreadsheet takes beside the bare reader, and how much memory; `python -m bench.workbooks [ROWS]`.

The bare reader is calamine alone, in a process of its own, which checks nothing and knows no limits. Ours are limits,
survey, values and the way back into this process. Memory is the peak of both processes together.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from statistics import median
from time import perf_counter
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook

from bench.measure import Row
from coverage.workbooks.reading import opened

ROOT = Path(__file__).resolve().parent.parent
HEADER = ("Kode Wilayah", "Nama Wilayah", "Periode", "Kategori", "Sumber Dana", "Peserta Aktif", "Target", "Catatan")
SMALL, LARGE = 100_000, 1_000_000
RUNS = {SMALL: 5}
MOST_TIMES_BARE, MOST_GROWTH, MOST_MEGABYTES = 4.0, 11.0, 800.0


def write(path: str, rows: int) -> dict[str, float]:
    """Write a workbook in the form of the portal's template, texts shared as Excel writes them."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Data")
    sheet.write_row(0, 0, HEADER)
    for number in range(1, rows + 1):
        village = f"64.{number % 10:02d}.{number % 90 + 10:02d}.{2000 + number // 90 % 1000}"
        words = (
            village,
            f"Desa {number % 9000}",
            "2025-07",
            ("PU", "BPU", "PMI")[number % 3],
            ("mandiri", "apbd")[number % 2],
        )
        sheet.write_row(number, 0, (*words, number % 5000, number * 7 % 90_000, f"baris {number % 500}"))
    book.close()
    return {"rows": rows}


def read(path: str) -> dict[str, float]:
    """Read a file as uploads are read; return seconds, megabytes of both processes, and the rows."""
    started, rows = perf_counter(), 0
    with open(path, "rb") as file, opened(file, path) as workbook:
        for lot in workbook.lots():
            rows += len(lot.numbers)
    seconds = perf_counter() - started
    peak = getrusage(RUSAGE_SELF).ru_maxrss + getrusage(RUSAGE_CHILDREN).ru_maxrss
    return {"seconds": seconds, "megabytes": peak / 1024, "rows": rows}


def read_bare(path: str) -> dict[str, float]:
    """Read a file with calamine alone."""
    started = perf_counter()
    with open(path, "rb") as file:
        rows = sum(1 for _ in CalamineWorkbook.from_filelike(file).get_sheet_by_index(0).iter_rows())
    peak = getrusage(RUSAGE_SELF).ru_maxrss
    return {"seconds": perf_counter() - started, "megabytes": peak / 1024, "rows": rows}


def in_a_process(how: str, path: Path, rows: int = 0) -> dict[str, float]:
    """Return what writing or reading a file took in a new process."""
    command = [sys.executable, "-m", "bench.workbooks", how, str(path), str(rows)]
    told = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    return dict(json.loads(told.stdout))


def side_by_side(path: Path, rows: int) -> tuple[list[dict[str, float]], list[dict[str, float]]]:
    """Return what our reading and the bare one took, the two taking turns; all rows must have come."""
    pairs = [(in_a_process("read", path), in_a_process("bare", path)) for _ in range(RUNS.get(rows, 1))]
    if any(taken["rows"] != rows + 1 for pair in pairs for taken in pair):
        raise RuntimeError(f"Not all of {rows} rows were read.")
    return [ours for ours, _ in pairs], [bare for _, bare in pairs]


def reading_rows(sizes: tuple[int, ...] = (SMALL, LARGE)) -> list[Row]:
    """Return the rows of the table: times the bare reader and peak memory for each size, and how time grows."""
    rows: list[Row] = []
    taken: dict[int, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            path = Path(folder) / f"{size}.xlsx"
            in_a_process("write", path, size)  # a process that starts another hands its own peak of memory down
            ours, bare = side_by_side(path, size)
            rows += rows_of(size, ours, bare)
            taken[size] = median(one["seconds"] for one in ours)
    if {SMALL, LARGE} <= {*taken}:
        growth = taken[LARGE] / taken[SMALL]
        rows.append(plain_row("growth, 1,000,000 to 100,000 rows", "×", [growth], MOST_GROWTH))
    return rows


def rows_of(size: int, ours: list[dict[str, float]], bare: list[dict[str, float]]) -> list[Row]:
    ratios = [one["seconds"] / other["seconds"] for one, other in zip(ours, bare, strict=True)]
    times = {
        "ours": median(one["seconds"] for one in ours) * 1000,
        "baseline": median(one["seconds"] for one in bare) * 1000,
        "against": "calamine alone",
    }
    return [
        plain_row(f"reading {size:,} rows", "× bare", ratios, MOST_TIMES_BARE, **times),
        plain_row(f"memory of {size:,} rows", "MB", [one["megabytes"] for one in ours], MOST_MEGABYTES),
    ]


def plain_row(name: str, unit: str, samples: list[float], most: float, **more: Any) -> Row:
    return Row("", name, unit, median(samples), min(samples), max(samples), len(samples), at_most=most, **more)


def main(arguments: list[str]) -> int:
    """Write or read one file for another process, or measure the sizes given; return 1 if a bound is missed."""
    match arguments:
        case ["write", path, rows]:
            print(json.dumps(write(path, int(rows))))
            return 0
        case ["read" | "bare" as how, path, _]:
            print(json.dumps((read if how == "read" else read_bare)(path)))
            return 0
    measured = reading_rows(tuple(map(int, arguments)) or (SMALL, LARGE))
    for row in measured:
        times = f"  {row.ours:,.0f} ms, {row.against} {row.baseline:,.0f} ms" if row.ours and row.baseline else ""
        kept = "" if row.is_kept else "  MISSED"
        print(f"{row.name:36} {row.figure:8.2f} {row.unit:7} at most {row.at_most:,.0f}{times}{kept}")
    return 0 if all(row.is_kept for row in measured) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
