import hashlib
import tempfile

import pytest

from awards.actions.entrants.evidence_checks import LARGEST, Checked, checked, sent_name, told_name
from awards.evidence_errors import EvidenceRefused
from coverage.workbook_errors import WorkbookRefused
from tests.awards.entrants import a_jpeg, a_pdf, a_png, an_xlsx


def looked_at(content: bytes) -> Checked:
    with tempfile.TemporaryFile() as file:
        file.write(content)
        return checked(file)


@pytest.mark.parametrize(
    ("content", "media"),
    [(a_pdf(), "application/pdf"), (a_jpeg(), "image/jpeg"), (a_png(), "image/png"),
     (an_xlsx(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")],
)  # fmt: skip
def test_a_sound_file_comes_back_whole_with_its_digest(db, content, media):
    assert looked_at(content) == Checked(content, media, hashlib.sha256(content).hexdigest())


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "empty"), (b"MZ", "unknown"), (a_pdf(trailer=b"/Encrypt 1 0 R"), "encrypted"),
     (a_pdf(b"<</S/JavaScript>>"), "active"), (a_png(0, 5), "dimensions"), (a_jpeg()[:-2], "damaged"),
     (a_jpeg(after=a_pdf()), "two_in_one"), (a_pdf(b"\n" * LARGEST), "too_large")],
)  # fmt: skip
def test_what_is_wrong_is_told_in_a_sentence(db, content, code):
    with pytest.raises(EvidenceRefused) as refused:
        looked_at(content)

    assert refused.value.code == code
    assert refused.value.message.endswith(".")


def test_a_workbook_that_is_none_is_refused_by_the_process_that_opens_it(db):
    with pytest.raises(WorkbookRefused):
        looked_at(b"PK\x03\x04 bukan buku kerja PK\x05\x06" + b"\0" * 18)


@pytest.mark.parametrize(
    "rows",
    [[["Keterangan"], ["6401991501900001"]],
     [["NIK", "Nama", "Desa"], ["6401991501900001", "Budi", "Busui"], ["6401991501900002", "Ani", "Busui"]]],
)  # fmt: skip
def test_a_workbook_that_names_persons_is_refused(db, rows):
    with pytest.raises(EvidenceRefused) as refused:
        looked_at(an_xlsx(*rows))

    assert refused.value.code == "persons"


@pytest.mark.parametrize(
    ("name", "kept"),
    [("Perbup 12.pdf", "Perbup 12.pdf"), ("C:\\surat\\sk.pdf", "sk.pdf"), ("../../etc/passwd", "passwd"),
     (".htaccess", "htaccess"), ("a\u202efdp.exe", "afdp.exe"), ("6401991501900001.pdf", "bukti"), ("", "bukti"),
     ("x" * 200 + ".pdf", "x" * 108 + "…" + "x" * 7 + ".pdf")],
)  # fmt: skip
def test_the_name_of_a_file_is_cleaned(name, kept):
    assert told_name(name) == kept


def test_a_file_goes_out_under_our_name_and_its_own_kind():
    assert sent_name(7, 2, "image/jpeg") == "bukti-7-v2.jpg"
