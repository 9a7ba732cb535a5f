"""The files of the import rows: a month of a province as its template has it, and a list of persons."""

import random
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter

HEADER = ("Kode Wilayah", "Nama Wilayah", "Periode", "Kategori", "Sumber Dana", "Peserta Aktif", "Target", "Catatan")
PERSON_HEADER = ("No", "NIK", "Nama", "Tanggal Lahir", "Desa", "Kecamatan", "Kategori", "Sumber Dana", "Periode")
MONTH = "2025-01"
TEXTS = "xl/sharedStrings.xml"
TWICE = 1000
"""Each so many-th row of the list of persons names somebody again."""


def write(path: Path, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write a workbook of one sheet, texts shared as Excel writes them."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Data")
    sheet.write_row(0, 0, header)
    for number, row in enumerate(rows, 1):
        sheet.write_row(number, 0, row)
    book.close()


def counts(
    villages: Sequence[tuple[str, str]], pairs: Sequence[tuple[str, str]], most: int
) -> Iterator[tuple[Any, ...]]:
    """Yield `most` rows: villages (code, name), each with its pairs of payer and category."""
    per_village = -(-most // len(villages))
    if per_village > len(pairs):
        raise RuntimeError(f"{len(villages)} villages have no {most} cells.")
    number = 0
    for code, name in villages:
        for payer, category in pairs[:per_village]:
            if number == most:
                return
            yield (code, name, MONTH, category, payer, number * 31 % 5000, None, f"baris {number % 500}")
            number += 1


def in_month(source: Path, target: Path, month: str) -> None:
    """Copy a workbook of counts to another month: it names its month in one shared text."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as new:
        for part in old.infolist():
            held = old.read(part)
            new.writestr(
                part.filename, held.replace(MONTH.encode(), month.encode()) if part.filename == TEXTS else held
            )


def persons(villages: Sequence[tuple[str, str]], most: int) -> Iterator[tuple[Any, ...]]:
    """Yield `most` rows of invented workers in villages (name, district); some come twice."""
    chosen = random.Random(33)
    niks: list[str] = []
    for number in range(1, most + 1):
        village, district = villages[number * 7919 % len(villages)]
        if number % TWICE:
            day, month, year = chosen.randint(1, 28), chosen.randint(1, 12), chosen.randint(60, 99)
            niks.append(
                f"33{number % 35 + 1:02d}{number // 10_000 % 100:02d}{day:02d}{month:02d}{year}{number % 10_000:04d}"
            )
        else:
            niks.append(niks[number // 2])
        category, payer = ("petani", "nelayan", "pu")[number % 3], ("mandiri", "apbd_kab")[number % 2]
        yield (number, niks[-1], f"Orang {number}", "1990-01-01", village, district, category, payer, "Juli 2025")
