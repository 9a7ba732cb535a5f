"""Which questions a file asks, and what an answer to each of them means."""

import pytest

from coverage.sheets.answers import (
    answered,
    chosen_of,
    confirmed_of,
    given_of,
    is_answer,
    questions_of,
    remembered,
    said_of,
    with_remembered,
)
from coverage.sheets.codes import System
from coverage.sheets.counts import Dash, Style
from coverage.sheets.findings import Choice, Finding, Status
from coverage.sheets.layouts import Meaning
from coverage.sheets.roles import Role
from coverage.sheets.said import Given
from tests.coverage.sheets.sheets import table_of

HELD = Status.HELD


@pytest.mark.parametrize(
    ("finding", "name"),
    [
        (Finding("system_unclear", HELD), "system:"),
        (Finding("dash_asked", HELD, more={"shown": "-, nihil"}), "dash:-, nihil"),
        (Finding("style_asked", HELD, more={"key": "peserta"}), "style:peserta"),
        (Finding("unit_asked", HELD), "unit:"),
        (Finding("category_unknown", HELD, more={"shown": "Tani  Padi"}), "category:tani padi"),
        (Finding("payer_doubtful", HELD, more={"shown": "APBD"}), "payer:apbd"),
        (Finding("category_missing", HELD), "given_category:Data"),
        (Finding("period_missing", HELD), "given_month:Data"),
        (Finding("period_only_year", HELD, more={"shown": "2023"}), "month:2023"),
        (Finding("name_unknown", HELD, more={"key": "64.01|rangan"}), "place:64.01|rangan"),
        (Finding("upper_differs", HELD, more={"key": "64"}), "upper:64"),
        (Finding("columns_alike", HELD, more={"key": "1,2"}), "alike:Data|1,2"),
        (Finding("region_column_missing", HELD), "columns:Data"),
    ],
    ids=lambda part: part.code if isinstance(part, Finding) else "",
)
def test_what_is_held_asks_by_a_name(finding, name):
    assert [question.id for question in questions_of([finding], "Data")] == [name]


def test_what_is_not_held_or_has_no_answer_asks_nothing():
    findings = [Finding("dash_asked", Status.WARNED), Finding("dash", HELD, more={"shown": "-"})]

    assert questions_of(findings, "Data") == []


def test_one_question_is_about_all_rows_of_which_it_is_true():
    first = Finding("category_unknown", HELD, (2,), more={"shown": "Tani"}, choices=(Choice("petani"),), count=1)
    other = Finding("category_unknown", HELD, (5,), more={"shown": "TANI"}, choices=(Choice("pekebun"),), count=1)

    [question] = questions_of([first, other], "Data")

    found = question.finding
    assert (found.rows, found.count, [each.answer for each in found.choices]) == ((2, 5), 2, ["petani", "pekebun"])


@pytest.mark.parametrize(
    ("slot", "good", "bad"),
    [
        ("system", "bps", "bpjs"), ("style", "commas", "dots"), ("dash", "zero", "0"), ("unit", "heads", ""),
        ("upper", "own", "x"), ("residents", "reject", "yes"), ("category", "petani", "tani"), ("payer", "csr", "x"),
        ("given_category", "petani", "tani"), ("given_payer", "csr", "x"), ("place", "64.01", "64"),
        ("month", "202312", "202313"), ("given_month", "202312", "2023-12"), ("alike", "3", "x"),
        ("columns", {"role": "count", "month": 12, "year": 2023}, {"role": "count", "month": 13}),
        ("columns", {"role": "village"}, {"role": "personal"}), ("columns", {"role": "count"}, "count"),
        ("columns", {"role": "count", "categories": ["petani"]}, {"role": "count", "categories": "petani"}),
    ],
)  # fmt: skip
def test_an_answer_is_one_that_its_question_can_have(slot, good, bad):
    known = (["petani"], ["csr"], ["64.01"])

    assert is_answer(slot, good, *known)
    assert not is_answer(slot, bad, *known)
    assert not is_answer("rows", good, *known)


def test_answers_come_back_as_what_the_reading_takes():
    answers = {
        "system": {"": "bps"}, "dash": {"-, nihil": "zero"}, "style": {"peserta": "commas"}, "unit": {"": "heads"},
        "month": {"2023": "202312"}, "category": {"tani": "petani"}, "payer": {"apbd": "apbd_kab"},
        "upper": {"64": "own"},
    }  # fmt: skip

    said = said_of(answers)

    assert (said.system, said.in_thousands, said.months) == (System.STATISTICS, False, {"2023": 202312})
    assert said.dashes == {"-": Dash.ZERO, "nihil": Dash.ZERO}
    assert said.styles == {"peserta": Style.COMMAS}
    assert (said.categories, said.payers, said.uppers) == ({"tani": "petani"}, {"apbd": "apbd_kab"}, {"64": "own"})
    assert said_of({}).in_thousands is None


def test_of_columns_alike_the_others_are_passed_over_in_that_sheet_alone():
    layout = table_of([["Desa", "Peserta Aktif", "Peserta Aktif"], ["Rangan", 1, 2]]).head.layout
    answers = {"alike": {"Data|1,2": "2"}, "columns": {"desa": {"role": "village"}}}

    assert chosen_of(answers, "Data", layout) == {
        "desa": Meaning(Role.VILLAGE), "peserta aktif@1": Meaning(Role.IGNORED),
    }  # fmt: skip
    assert chosen_of(answers, "Lain", layout) == {"desa": Meaning(Role.VILLAGE)}


def test_places_are_confirmed_below_the_region_or_beside_the_code_where_they_stood():
    answers = {"place": {"64.01|rangan lama": "64.01.05.2005", "#64.1|paser": "64.01", "|kaltim": "64"}}

    assert confirmed_of(answers) == {
        ("64.01", "rangan lama"): "64.01.05.2005", ("#64.1", "paser"): "64.01", ("", "kaltim"): "64",
    }  # fmt: skip


def test_what_holds_for_a_sheet_is_its_answer_before_what_the_upload_says():
    answers = {"given_month": {"A": "202312"}, "given_category": {"A": "petani"}}
    given = Given(202311, "pu", "csr")

    assert given_of(answers, "A", given) == Given(202312, "petani", "csr")
    assert given_of(answers, "B", given) == given


def test_an_empty_answer_takes_the_earlier_one_back():
    answers = answered({}, "dash", "-", "zero")

    assert answers == {"dash": {"-": "zero"}}
    assert answered(answers, "dash", "-", "") == {}


def test_months_totals_and_rows_are_not_remembered_and_own_answers_come_first():
    answers = {"dash": {"-": "zero"}, "month": {"2023": "202312"}, "upper": {"64": "own"}, "rows": {"0:2:5": {}}}

    assert remembered(answers) == {"dash": {"-": "zero"}}
    assert with_remembered({"dash": {"-": "blank", "x": "zero"}}, answers)["dash"] == {"-": "zero", "x": "zero"}
