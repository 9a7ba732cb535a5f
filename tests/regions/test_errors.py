import re
from datetime import date
from pathlib import Path

import pytest

from regions import changes, register
from regions.errors import DAMAGES, RegisterDamaged, RegisterNeedsDate, RegisterOutdated


def test_a_damaged_register_is_told_with_file_line_and_what_to_do():
    error = RegisterDamaged("daftar.csv", "twice", 7, {"found": "64.01", "first": 3})

    assert error.message == (
        "daftar.csv, baris 7: Kode 64.01 sudah ada di baris 3. Tidak ada yang disimpan. "
        "Perbaiki berkas itu, lalu muat lagi."
    )


def test_a_register_that_is_wrong_as_a_whole_is_told_without_a_line():
    assert RegisterDamaged("daftar.csv.gz", "gzip", 0, {}).message.startswith("daftar.csv.gz: Berkas rusak")


def test_a_late_register_is_told_the_day_in_words():
    assert "1 Januari 2027" in RegisterOutdated(date(2027, 1, 1)).message


def test_a_register_without_a_day_is_told_whom_it_would_move():
    assert "64.12 Kabupaten Paser Selatan" in RegisterNeedsDate("64.12", "Kabupaten Paser Selatan").message


@pytest.mark.parametrize("module", [register, changes])
def test_each_damage_has_its_sentence(module):
    raised = set(re.findall(r'Damage\(\s*"(\w+)"', Path(module.__file__).read_text()))

    assert raised
    assert raised <= DAMAGES.keys()
