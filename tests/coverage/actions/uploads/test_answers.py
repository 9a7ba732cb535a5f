"""Questions of a file answered, rows put right in place, and what is remembered for the sender's next file."""

from contextlib import nullcontext

import pytest

from coverage.actions.uploads.answers import RowFix, answer_upload, correct_rows
from coverage.actions.uploads.applying import apply_upload
from coverage.actions.uploads.reading import read_upload
from coverage.enums import UploadState, Via
from coverage.import_errors import UploadRefused
from coverage.models import Figure, RememberedLayout
from coverage.sheet_errors import RowRefused
from tests.coverage.uploads import (
    BATU_KAJANG,
    BUSUI,
    GIVEN,
    KASUNGAI,
    a_row,
    a_template,
    a_workbook,
    answered,
    asked,
    counts,
    sent,
    staged,
)
from tests.factories import A_MOMENT


def corrected(upload, *fixes):
    return read_upload(upload=correct_rows(upload=upload, fixes=fixes, by=upload.by, at=A_MOMENT), at=A_MOMENT)


@pytest.mark.parametrize(("answer", "status"), [("zero", "new"), ("not_applicable", "new"), ("blank", "ignored")])
def test_a_dash_is_asked_once_for_the_file_and_means_what_was_answered(paser, sari, answer, status):
    upload = sent(a_template(a_row(BUSUI, 12), a_row(KASUNGAI, "-"), a_row(BATU_KAJANG, "-")), sari)

    assert (asked(upload), upload.state) == (["dash:-"], UploadState.STAGED)
    upload = answered(upload, {"dash:-": answer})

    assert asked(upload) == []
    assert {number: told[0] for number, told in staged(upload).items()} == {2: "new", 3: status, 4: status}


def test_an_answer_is_remembered_for_the_next_file_of_that_sender_with_these_headings(paser, sari, places):
    answered(sent(a_template(a_row(BUSUI, "-")), sari), {"dash:-": "zero"})

    assert asked(sent(a_template(a_row(KASUNGAI, "-")), sari)) == []
    other = [["Kecamatan", "Desa", "Peserta"], ["Batu Sopang", "Busui", "-"]]
    assert "dash:-" in asked(sent(a_workbook({"A": other}), sari, **GIVEN))


def test_names_of_places_are_asked_with_the_likely_ones_and_remembered(paser, sari):
    rows = [["Kecamatan", "Desa", "Peserta Aktif"], ["Batu Sopang", "Busui Lama", 5], ["Batu Sopang", "Kasungai", 6]]
    upload = sent(a_workbook({"A": rows}), sari, **GIVEN)

    [question] = upload.found["questions"]
    assert (question["id"], question["finding"]["choices"]) == ("place:64.01.01|busui lama", [[BUSUI, "Busui"]])
    upload = answered(upload, {question["id"]: BUSUI})

    assert counts(upload) == {"A": {"read": 2, "new": 2}}
    assert asked(sent(a_workbook({"A": rows}), sari, **GIVEN)) == []


def test_a_code_that_is_doubtful_itself_is_asked_about_and_taken_as_answered(paser, sari):
    upload = sent(a_template(a_row("64.01.01.2999", 5, "Busui"), a_row(KASUNGAI, 6, "Batu Kajang")), sari)

    keys = asked(upload)
    assert keys == ["place:#64.01.01.2999|busui", "place:#64.01.01.2002|batu kajang"]
    upload = answered(upload, dict.fromkeys(keys[:1], BUSUI) | {keys[1]: KASUNGAI})

    assert counts(upload) == {"Data": {"read": 2, "new": 2}}


def test_columns_that_nobody_knows_are_mapped_by_a_person_and_known_next_month(paser, sari):
    def rows(month: str) -> list[list[object]]:
        return [["Lokasi", f"Banyaknya {month}"], ["Busui", 5], ["Kasungai", 6]]

    upload = sent(a_workbook({"A": rows("Juli 2025")}), sari, **GIVEN)
    assert upload.state == UploadState.ASKING
    keys = [column["key"] for column in upload.found["sheets"][0]["columns"]]

    upload = answered(upload, {f"columns:{keys[0]}": {"role": "village"}, f"columns:{keys[1]}": {"role": "count"}})

    assert counts(upload) == {"A": {"read": 2, "new": 2}}
    again = sent(a_workbook({"A": rows("Agustus 2025")}), sari, **GIVEN)
    assert counts(again) == {"A": {"read": 2, "new": 2}}


def test_an_answer_to_a_changed_layout_keeps_the_columns_that_it_was_read_by(paser, sari):
    rows = [["Lokasi", "Banyaknya", "Petugas"], ["Busui", 5, "Ani"], ["Kasungai", 6, "Ani"]]
    upload = sent(a_workbook({"A": rows}), sari, **GIVEN)
    keys = [column["key"] for column in upload.found["sheets"][0]["columns"]]
    answered(upload, {f"columns:{keys[0]}": {"role": "village"}, f"columns:{keys[1]}": {"role": "count"}})
    changed = sent(a_workbook({"A": [["Lokasi", "Banyaknya"], ["Busui", 5], ["Kasungai", "-"]]}), sari, **GIVEN)

    changed = answered(changed, {"dash:-": "zero"})

    assert counts(changed) == {"A": {"read": 2, "new": 2}}
    assert asked(sent(a_workbook({"A": [["Lokasi", "Banyaknya"], ["Busui", 7]]}), sari, **GIVEN)) == []


def test_of_two_columns_alike_a_person_chooses_one(paser, sari):
    rows = [["Desa", "Peserta Aktif", "Peserta Aktif"], ["Busui", 5, 50], ["Kasungai", 6, 60]]
    upload = sent(a_workbook({"A": rows}), sari, **GIVEN)
    [question] = upload.found["questions"]

    answered(upload, {question["id"]: "2"})
    upload.refresh_from_db()
    apply_upload(upload=upload, partly=False, by=sari, at=A_MOMENT)

    assert sorted(Figure.objects.values_list("enrolled", flat=True)) == [50, 60]


def test_what_a_file_does_not_say_of_its_rows_is_asked_for_each_sheet(paser, sari):
    rows = [["Desa", "Peserta Aktif"], ["Busui", 5]]
    upload = sent(a_workbook({"A": rows, "B": [rows[0], ["Kasungai", 6]]}), sari, month=202507, payer="apbd_kab")

    assert asked(upload) == ["given_category:A", "given_category:B"]
    upload = answered(upload, {"given_category:A": "petani"})
    assert counts(upload) == {"A": {"read": 1, "new": 1}, "B": {"read": 1, "held": 1}}


def test_a_changed_header_is_told_and_what_was_decided_of_the_rest_still_holds(paser, sari):
    first = [["Desa", "Jumlah orang aktif", "Peserta Aktif"], ["Busui", "x", "-"]]
    answered(sent(a_workbook({"A": first}), sari, **GIVEN), {"dash:-": "zero"})
    now = [["Desa", "Jumlah orang giat", "Peserta Aktif"], ["Busui", "x", "-"]]

    upload = sent(a_workbook({"A": now}), sari, **GIVEN)

    [sheet] = upload.found["sheets"]
    assert "column_renamed" in [one["code"] for one in sheet["findings"]]
    assert (asked(upload), counts(upload)) == ([], {"A": {"read": 1, "new": 1}})


def test_what_is_decided_otherwise_is_a_new_version(paser, sari):
    upload = sent(a_template(a_row(BUSUI, "-")), sari)
    for answer in ("zero", "zero", "blank"):
        upload = answered(upload, {"dash:-": answer})

    versions = RememberedLayout.objects.order_by("version").values_list("version", "answers__dash")
    assert list(versions) == [(1, {"-": "zero"}), (2, {"-": "blank"})]


ODD = {"A": [["Desa", "Kategori", "Peserta Aktif"], ["Busui Lama", "montir", "-"]]}


@pytest.mark.parametrize(
    ("slot", "answer"),
    [
        ("dash", "maybe"), ("place", "64.99"), ("category", "petani_x"), ("given_month", "202513"), ("dash", ["zero"]),
        ("columns", {"role": "nik"}), ("columns", {"role": "count", "categories": ["x"]}),
        ("columns", {"role": "count", "x": 1}),
    ],
)  # fmt: skip
def test_what_is_no_answer_is_refused_and_nothing_changes(paser, sari, slot, answer):
    upload = sent(a_workbook(ODD), sari)
    name = next(name for name in [*asked(upload), "columns:desa"] if name.startswith(f"{slot}:"))

    with pytest.raises(UploadRefused) as refused:
        answer_upload(upload=upload, answers={name: answer}, by=sari, at=A_MOMENT)

    upload.refresh_from_db()
    assert (refused.value.code, upload.answers, upload.state) == ("no_answer", {}, UploadState.ASKING)


@pytest.mark.parametrize(
    "name",
    ["dash:n/a", "place:64.01|lain", "category:nelayan", "given_month:B", "columns:x", "rows:0:2:5", "unknown:x", "x",
     "columns:A", "system:"],
)  # fmt: skip
@pytest.mark.parametrize("answer", ["zero", ""])
def test_what_nobody_asked_is_not_answered_and_what_was_asked_neither(paser, sari, name, answer):
    upload = sent(a_workbook(ODD), sari)

    with pytest.raises(UploadRefused, match="yang tidak ditanyakan oleh impor") as refused:
        answer_upload(upload=upload, answers={"dash:-": "zero", name: answer}, by=sari, at=A_MOMENT)

    upload.refresh_from_db()
    assert (refused.value.code, upload.answers, upload.state) == ("no_question", {}, UploadState.ASKING)
    assert not RememberedLayout.objects.exists()


def test_another_person_decides_nothing_about_a_file(paser, sari, admin):
    upload = sent(a_template(a_row(BUSUI, "-"), a_row(KASUNGAI, "81,5")), sari)

    with pytest.raises(UploadRefused, match="dikirim orang lain"):
        answer_upload(upload=upload, answers={"dash:-": "zero"}, by=admin, at=A_MOMENT)
    with pytest.raises(UploadRefused, match="dikirim orang lain"):
        correct_rows(upload=upload, fixes=[RowFix(0, 3, 5, enrolled="81")], by=admin, at=A_MOMENT)


def test_rejected_and_held_rows_are_put_right_in_place_and_judged_with_all_others(paser, sari):
    upload = sent(
        a_template(a_row(BUSUI, 12), a_row(KASUNGAI, "81,5"), a_row(KASUNGAI, "-", "", "nelayan"), a_row("64.77", 4)),
        sari,
    )

    upload = corrected(
        upload, RowFix(0, 3, 5, enrolled="1.250"), RowFix(0, 4, 5, skip=True), RowFix(0, 5, 5, region=BUSUI)
    )

    assert staged(upload) == {
        2: ("rejected", "doubled"), 3: ("new", ""), 4: ("ignored", "row_left_out"), 5: ("rejected", "doubled"),
    }  # fmt: skip
    upload = corrected(upload, RowFix(0, 5, 5, category="kader"), RowFix(0, 2, 5, enrolled="tb"))
    assert counts(upload) == {"Data": {"read": 4, "new": 3, "ignored": 1}}
    apply_upload(upload=upload, partly=False, by=sari, at=A_MOMENT)
    held = Figure.objects.order_by("region__code", "category__code")
    assert list(held.values_list("region__code", "category__code", "enrolled", "not_applicable")) == [
        (BUSUI, "kader", 4, False), (BUSUI, "petani", None, True), (KASUNGAI, "petani", 1250, False),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("fix", "code"),
    [
        ({"enrolled": "81,5"}, "not_whole"), ({"enrolled": ""}, "count_blank"), ({"region": "64.99"}, "code_unknown"),
        ({"category": "tani"}, "category_unknown"), ({"month": 202513}, "no_period"),
    ],
)  # fmt: skip
def test_what_cannot_be_put_right_so_is_refused_with_its_sentence(paser, sari, fix, code):
    upload = sent(a_template(a_row(BUSUI, "81,5"), a_row(KASUNGAI, 3)), sari)

    with pytest.raises(RowRefused) as refused:
        correct_rows(upload=upload, fixes=[RowFix(0, 2, 5, **fix)], by=sari, at=A_MOMENT)

    assert refused.value.code == code
    assert refused.value.message.startswith("Baris 2: ")


def test_a_row_that_is_good_or_not_there_cannot_be_put_right(paser, sari):
    upload = sent(a_template(a_row(BUSUI, "81,5"), a_row(KASUNGAI, 3)), sari)

    for row in (3, 9):
        with pytest.raises(UploadRefused) as refused:
            correct_rows(upload=upload, fixes=[RowFix(0, row, 5, enrolled="4")], by=sari, at=A_MOMENT)
        assert refused.value.code == "no_such_row"


def test_a_file_whose_rows_were_all_refused_can_be_put_right_if_it_came_over_the_page(paser, sari):
    content = a_template(a_row(BUSUI, "81,5"))
    for via, outcome in ((Via.IMPORT, UploadState.STAGED), (Via.API, UploadState.REJECTED)):
        upload = sent(content, sari, via=via)
        assert upload.state == UploadState.REJECTED
        with (
            nullcontext() if via == Via.IMPORT else pytest.raises(UploadRefused, match="sudah diterapkan atau ditutup")
        ):
            corrected(upload, RowFix(0, 2, 5, enrolled="815"))
        upload.refresh_from_db()
        assert upload.state == outcome
