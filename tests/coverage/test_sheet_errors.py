"""The words for what is found about a sheet: where, what, and what to do."""

import ast
import re
from pathlib import Path

import pytest

from coverage.entry_errors import CELL_SENTENCES, cell_words
from coverage.person_list_errors import PERSONS
from coverage.sheet_errors import SENTENCES, sentence
from coverage.sheets.findings import Choice, Finding, Status
from coverage.sheets.layouts import Moved
from coverage.sheets.sifting import Why

HELD, REJECTED, WARNED = Status.HELD, Status.REJECTED, Status.WARNED
SHEETS = Path("coverage/sheets")


NAMES = {"bpu_mandiri": "Pekerja mandiri", "petani": "Petani"}


@pytest.mark.parametrize(
    ("finding", "words"),
    [
        (
            Finding(
                "not_whole",
                REJECTED,
                (3,),
                "Peserta Aktif",
                {"shown": "81,5"},
                (Choice("815", "815"), Choice("81", "81")),
            ),
            "baris 3, Peserta Aktif: 81,5 tidak dapat disimpan karena jumlah pekerja harus bilangan bulat. "
            "Maksud Anda 815 atau 81?",
        ),
        (
            Finding(
                "name_unknown_near",
                HELD,
                (18,),
                more={"shown": "Rangan Baru", "where": "Kuaro"},
                choices=(Choice("64.01.05.2005", "Rangan"),),
            ),
            "baris 18: “Rangan Baru” tidak ditemukan di Kuaro. Pilih wilayahnya atau lewati baris ini. "
            "Maksud Anda Rangan (64.01.05.2005)?",
        ),
        (
            Finding(
                "lost_zero",
                HELD,
                (2,),
                more={"shown": "11.1", "likely": "11.10"},
                choices=(Choice("11.10", "Kabupaten Aceh Singkil"),),
            ),
            "baris 2: Kode 11.1 kehilangan angka nol, mungkin 11.10. Pilih kode yang benar. "
            "Maksud Anda Kabupaten Aceh Singkil (11.10)?",
        ),
        (
            Finding("period_short_year", HELD, (2,), "Periode", {"shown": "Des 23"}, (Choice("202312"),)),
            "baris 2, Periode: Tahun pada “Des 23” tidak lengkap. Pilih bulannya. Maksud Anda Desember 2023?",
        ),
        (
            Finding(
                "category_doubtful", HELD, (2,), "Kategori", {"shown": "BPU"}, (Choice("bpu_mandiri"), Choice("petani"))
            ),
            "baris 2, Kategori: “BPU” dapat berarti lebih dari satu jenis pekerja. Pilih yang dimaksud. "
            "Maksud Anda Pekerja mandiri atau Petani?",
        ),
        (
            Finding("dash", HELD, tuple(range(2, 1010)), "Peserta Aktif", {"shown": "-"}),
            "baris 2, 3, 4, 5, 6 dan 1.003 lainnya, Peserta Aktif: “-” dapat berarti 0, belum ada data, atau "
            "tidak berlaku. Pilih artinya sekali untuk berkas ini.",
        ),
        (
            Finding(
                "person_twice",
                Status.IGNORED,
                (9,),
                "NIK",
                {"shown": "6401********0001", "first_row": 2, "first_sheet": ""},
            ),
            "baris 9, NIK: NIK 6401********0001 sudah ada di baris 2, jadi hanya dihitung sekali.",
        ),
        (
            Finding(
                "person_twice",
                Status.IGNORED,
                (9,),
                "NIK",
                {"shown": "6401********0001", "first_row": 2, "first_sheet": "Kuaro"},
            ),
            "baris 9, NIK: NIK 6401********0001 sudah ada di baris 2, lembar Kuaro, jadi hanya dihitung sekali.",
        ),
        (
            Finding("more_of_these", REJECTED, more={"of": "nik_length"}, count=1200),
            ": 1.200 baris lain juga tidak dihitung karena sebab yang sama: NIK tidak terdiri dari 16 angka, "
            "jadi orang ini tidak dihitung. Perbaiki lalu kirim lagi.",
        ),
    ],
    ids=lambda part: part.code if isinstance(part, Finding) else None,
)
def test_a_finding_is_told_with_where_it_is_and_what_to_do(finding, words):
    assert sentence(finding, "Data", NAMES) == f"Lembar Data{'' if words[0] == ':' else ', '}{words}"


def test_without_a_sheet_the_row_stands_first():
    finding = Finding("negative", REJECTED, (3,), "Peserta Aktif", {"shown": "-5"})

    assert sentence(finding).startswith("Baris 3, Peserta Aktif: -5 tidak dapat disimpan")


@pytest.mark.parametrize("code", ["not_whole", "comma_groups", "negative", "too_large", "not_a_number"])
def test_a_count_is_refused_in_the_words_of_the_form(code):
    assert sentence(Finding(code, REJECTED, (3,), more={"shown": "x"})) == f"Baris 3: {cell_words(code, text='x')}"


MAKERS = ("Finding", "Unreadable", "refused", "Outcome", "self.leave", "self.finding")


def codes_in_code():
    """Return all texts of the pure modules that look like codes of findings: what is given to a finding, or refused."""
    found = set()
    for path in sorted(SHEETS.glob("*.py")):
        calls = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
        making = [node for node in calls if ast.unparse(node.func) in MAKERS]
        found |= {each.value for node in making for each in ast.walk(node) if isinstance(each, ast.Constant)}
    return {text for text in found if isinstance(text, str) and re.fullmatch(r"[a-z]+(_[a-z]+)+", text)}


TOLD_APART = {"more_of_these", "first_row", "first_sheet"}  # made of another sentence; no codes
MADE = {
    *(f"{axis}_{end}" for axis in ("category", "payer") for end in ("missing", "doubtful", "unknown")),
    *(f"period_{why}" for why in ("missing", "day_or_month", "short_year", "first_day", "lost_zero", "only_year")),
    *(f"skipped_{why}" for why in Why if why is not Why.BLANK),
    *(f"column_{how}" for how in Moved),
    *("period_part_of_year", "region_column_missing", "count_column_missing"),
    *("nik_blank", "nik_is_number", "nik_wrong", "nik_impossible", "nik_length", "not_living", "not_active"),
    *("status_unknown", "person_twice", "person_twice_elsewhere", "word_holds_number", "person_code_unreadable"),
    *("person_no_period", "job_without_category"),
}


def test_every_code_has_its_words():
    assert (codes_in_code() | MADE) - TOLD_APART - SENTENCES.keys() - CELL_SENTENCES.keys() == set()


def test_no_words_are_left_over():
    uploads = SHEETS.parent / "actions/uploads"
    source = "".join(path.read_text() for path in [*sorted(SHEETS.glob("*.py")), *sorted(uploads.glob("*.py"))])

    said = set(re.findall(r"""["']([a-z_]+)["']""", source))  # in SQL between single quotes
    assert SENTENCES.keys() - said - MADE == set()


MORE = {
    **dict.fromkeys(
        ("shown", "likely", "code", "name", "where", "names", "above", "label", "summed", "first", "last", "region"),
        "…",
    ),
    **dict.fromkeys(("children", "before", "now", "others", "hidden"), "…"),
}


@pytest.mark.parametrize("code", sorted(SENTENCES.keys() - {"more_of_these"}))
def test_every_sentence_is_whole_and_says_what_to_do(code):
    words = sentence(Finding(code, WARNED, (2,), more=MORE))

    assert "%" not in words
    assert words.endswith(".")
    assert not re.search(r"silakan|mohon|sistem|!|error|format salah|user|baris_", words, re.IGNORECASE)


@pytest.mark.parametrize("code", sorted(PERSONS))
def test_words_about_persons_show_at_most_a_masked_number(code):
    found = re.findall(r"%\((\w+)\)s", PERSONS[code]())

    assert set(found) <= {"shown", "first"}
