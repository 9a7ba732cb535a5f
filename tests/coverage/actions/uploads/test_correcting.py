"""A workbook that was given back marked and comes again corrected: only the marked rows of it are taken."""

import pytest

from accounts.abilities import Role
from coverage.actions.uploads.applying import apply_upload, cancel_upload
from coverage.actions.uploads.reading import read_upload
from coverage.enums import UploadUse
from coverage.models import Figure
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
    given_back,
    sent,
    staged,
)
from tests.factories import A_MOMENT, a_person

CONTENT = a_template(a_row(BUSUI, 12), a_row(KASUNGAI, "81,5"), a_row(BATU_KAJANG, 9))


def test_only_the_rows_that_were_marked_are_taken_whatever_else_was_changed(paser, sari):
    first = sent(CONTENT, sari)
    apply_upload(upload=first, partly=True, by=sari, at=A_MOMENT)

    upload = sent(given_back(first, {"F3": 815, "F4": 999}), sari)

    assert upload.corrects == first
    assert counts(upload)["Data"] == {"read": 3, "new": 1, "ignored": 2}
    assert {row: told for row, told in staged(upload).items() if told[0] != "ignored"} == {3: ("new", "")}
    apply_upload(upload=upload, partly=False, by=sari, at=A_MOMENT)
    assert dict(Figure.objects.values_list("region__code", "enrolled")) == {BUSUI: 12, KASUNGAI: 815, BATU_KAJANG: 9}


def test_what_is_still_wrong_is_marked_again_and_corrected_in_a_second_round(paser, sari):
    first = sent(CONTENT, sari)
    second = sent(given_back(first, {"F3": "82,5"}), sari)
    assert {told for row, told in staged(second).items() if row == 3 and told[0] != "ignored"} == {
        ("rejected", "not_whole")
    }

    third = sent(given_back(second, {"F3": 825}), sari)

    assert (third.corrects, counts(third)["Data"]) == (second, {"read": 3, "new": 1, "ignored": 2})


def test_what_was_said_and_answered_then_holds_and_outlasts_the_first_upload(paser, sari):
    head = ["Kode Wilayah", "Peserta Aktif"]
    first = sent(a_workbook({"Data": [head, [BUSUI, "-"], [KASUNGAI, "81,5"]]}), sari, **GIVEN)
    first = answered(first, {"dash:-": "zero"})

    upload = sent(given_back(first, {"B3": "-"}), sari)
    cancel_upload(upload=first, by=sari, at=A_MOMENT)
    upload = read_upload(upload=upload, at=A_MOMENT)

    assert (asked(upload), counts(upload)["Data"]) == ([], {"read": 2, "new": 1, "ignored": 1})


@pytest.mark.parametrize("how", ["another sender", "another use", "nothing bad any more"])
def test_any_other_file_is_read_as_a_whole(paser, sari, how):
    first = sent(CONTENT, sari)
    content, by, more = given_back(first, {"F3": 815}), sari, {}

    if how == "another sender":
        by = a_person("rekan", Role.ENTERER, paser)
    elif how == "another use":
        more = {"use": UploadUse.COMPARISON, "stated_by": "bpjs"}
    else:
        cancel_upload(upload=first, by=sari, at=A_MOMENT)

    upload = sent(content, by, **more)

    assert (upload.corrects, counts(upload)["Data"]) == (None, {"read": 3, "new": 3})
