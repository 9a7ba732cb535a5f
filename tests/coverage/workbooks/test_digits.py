"""Whether bytes may hold the number of a person: never no where a search of each cell says yes."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from coverage.sheets.identities import holds_number
from coverage.workbooks.digits import are_in_text, may_be_in_markup

NUMBER = "6401010101900001"


@pytest.mark.parametrize(
    "text",
    [NUMBER, f"No {NUMBER}", "6401 0101 0190 0001", "6401-0101-0190-0001", "640101.010190.0001", "640101-010190-0001",
     "６４０１０１０１０１９００００１", "6.401010101900001E15", "6.401010101900001e+15"],
)  # fmt: skip
def test_a_number_of_a_person_is_seen_in_text_and_in_markup(text):
    assert are_in_text(text)
    assert may_be_in_markup(f"<row><c><v>{text}</v></c></row>".encode())


@pytest.mark.parametrize(
    "markup",
    [
        b'<row r="2"><c r="A2" t="s"><v>14</v></c><c r="F2"><v>90432</v></c></row>',
        b"<c><is><t>64.01.08.2001</t></is></c><c><v>12345678.90123</v></c>",
        b"<c><v>2023-10-05 12:00:00</v></c><c><v>1.5E-7</v></c>",
        "<c><t>Kabupaten Kapuas Hulu – Désa</t></c>".encode(),
    ],
)
def test_counts_codes_days_and_names_are_none(markup):
    assert not may_be_in_markup(markup)


@given(st.text("0123456789 .-+eE６", max_size=40))
@example("640101 010190 0001")
def test_what_a_search_of_the_cells_finds_is_never_passed_over(text):
    if holds_number(text):
        assert may_be_in_markup(text.encode())
