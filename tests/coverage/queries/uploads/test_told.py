"""What is told of an upload: the same by page, command and API, and nothing of what lies out of reach."""

import pytest

from accounts.abilities import Role
from coverage.actions.uploads.applying import apply_upload, cancel_upload, undo_upload
from coverage.queries.uploads.told import earlier_of, import_told, outcome_of, place_words, rows_of, total_of
from tests.coverage.uploads import BATU_KAJANG, BUSUI, KASUNGAI, TEMPLATE, a_row, a_template, a_workbook, sent
from tests.factories import A_MOMENT, a_person

GOOD = a_template(a_row(BUSUI, 12))


@pytest.mark.parametrize(
    ("rows", "outcome"),
    [
        ([a_row(BUSUI, 12)], "applied"), ([a_row(BUSUI, 12), a_row(KASUNGAI, "-")], "partial"),
        ([a_row(BUSUI, 12), a_row(KASUNGAI, "1,5")], "partial"), ([a_row(BUSUI, "-")], "rejected"),
        ([a_row(BUSUI, "1,5")], "rejected"), ([a_row(BUSUI, None)], "rejected"),
    ],
)  # fmt: skip
def test_the_outcome_is_what_applying_the_good_rows_would_be(paser, sari, rows, outcome):
    assert outcome_of(sent(a_template(*rows), sari)) == outcome


def test_a_closed_upload_is_told_as_rejected(paser, sari):
    upload = sent(GOOD, sari)

    assert outcome_of(cancel_upload(upload=upload, by=sari, at=A_MOMENT)) == "rejected"


def test_every_bad_row_is_told_with_column_and_remedy_and_then_what_is_worth_telling(paser, sari):
    rows = [
        a_row(BUSUI, 12, "Busuy"), a_row(KASUNGAI, "1,5"), a_row("64.99.01.2001", 3), a_row(BATU_KAJANG, 2, "", "x"),
    ]  # fmt: skip
    head = [*TEMPLATE, "Entah"]
    told = list(rows_of(sent(a_workbook({"Data": [head, *rows]}), sari)))

    assert [(one.row, one.column, one.code, one.status) for one in told] == [
        (3, "Peserta Aktif", "not_whole", "rejected"), (4, "Kode Wilayah", "code_unknown", "rejected"),
        (5, "Kategori", "category_unknown", "held"), (None, "Entah", "column_unknown", "warned"),
        (2, "", "misspelt", "warned"),
    ]  # fmt: skip
    assert told[1].message.startswith("Baris 4, Kode Wilayah: Kode wilayah 64.99.01.2001 tidak ada")


def test_what_is_read_is_always_the_sum_of_what_became_of_it(paser, sari):
    rows = [a_row(BUSUI, 12), a_row(KASUNGAI, "-"), a_row(BATU_KAJANG, None), a_row("63.01", 4)]
    upload = sent(a_workbook({"Data": [TEMPLATE, *rows], "Surat": [["Dengan hormat"], ["x"]]}), sari)

    for counts in (*(sheet["counts"] for sheet in upload.found["sheets"]), total_of(upload)):
        assert counts["read"] == sum(count for kind, count in counts.items() if kind != "read")
    assert import_told(upload, sari, A_MOMENT)["batch"] == upload.pk


def test_the_same_file_tells_by_whom_and_when_it_was_applied_until_that_is_undone(paser, sari):
    first = sent(GOOD, sari)
    apply_upload(upload=first, partly=False, by=sari, at=A_MOMENT)
    again = sent(GOOD, sari)

    assert earlier_of(again, sari, A_MOMENT) == first
    told = import_told(again, sari, A_MOMENT)["message"]
    assert told.startswith("Berkas ini sudah diterapkan oleh Sari pada ")
    assert "4 Agustus 2025" in told
    assert told.endswith("0 baru, 0 berubah, 1 tetap, 0 ditolak, 0 perlu dipastikan, 0 dilewati.")
    undo_upload(upload=first, by=sari, at=A_MOMENT, reason="Berkas bulan lalu terunggah")
    assert earlier_of(again, sari, A_MOMENT) is None


def test_who_may_not_import_there_does_not_learn_that_another_did(paser, sari, places):
    apply_upload(upload=sent(GOOD, sari), partly=False, by=sari, at=A_MOMENT)
    colleague = a_person("rekan", Role.ENTERER, places["64.01"])
    stranger = a_person("jauh", Role.ENTERER, places["64.02"])

    assert earlier_of(sent(GOOD, colleague), colleague, A_MOMENT) is not None
    assert earlier_of(sent(GOOD, stranger), stranger, A_MOMENT) is None


def test_of_a_cell_that_comes_ever_so_often_five_other_rows_are_named_and_no_more_looked_at():
    places = iter([(0, 3), (1, 8), (0, 4), (0, 5), (0, 6), (0, 7)])

    told = place_words(places, 0, ["Kuaro", "Grogot"])

    assert told == "baris 3, lembar Grogot baris 8, baris 4, baris 5, baris 6"
    assert next(places) == (0, 7)


def test_when_the_same_file_was_applied_is_told_on_the_clock_of_who_asks(paser, sari):
    apply_upload(upload=sent(GOOD, sari), partly=False, by=sari, at=A_MOMENT)

    told = import_told(sent(GOOD, sari), sari, A_MOMENT)["message"]

    assert "pada 4 Agustus 2025 pukul 10.00 WITA (impor no." in told
