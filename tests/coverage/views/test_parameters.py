"""Parameters: an unknown value is refused with a sentence that says what was wrong and how to write it."""

import pytest
from django.http import QueryDict

from coverage.views.parameters import LEVELS, BadParameter, choice_in, echo, month_in, page_in, scheme_in


@pytest.mark.parametrize(("query", "month"), [("", None), ("periode=2023-12", 202312), ("periode=2100-01", 210001)])
def test_a_month_is_read_as_it_is_written(query, month):
    assert month_in(QueryDict(query)) == month


@pytest.mark.parametrize(
    "text",
    ["", "2023", "2023-13", "2023-1", "12-2023", "Desember 2023", "1999-12", "2101-01", "2023-12 ", "２０２３-12"],
)
def test_what_is_no_month_is_refused_with_an_example(text):
    query = QueryDict(mutable=True)
    query["periode"] = text

    with pytest.raises(BadParameter) as refusal:
        month_in(query)

    assert f"“{text}”" in str(refusal.value)
    assert "seperti 2023-12" in str(refusal.value)


def test_a_scheme_is_one_of_those_that_exist_and_ucj_unasked(db):
    assert [scheme_in(QueryDict(query)).code for query in ("", "skema=uhc")] == ["ucj", "uhc"]
    with pytest.raises(BadParameter) as refusal:
        scheme_in(QueryDict("skema=jkn"))
    assert str(refusal.value) == "Skema “jkn” tidak dikenal. Pilih salah satu: ucj, uhc."


def test_a_choice_is_refused_with_those_that_may_be_chosen():
    with pytest.raises(BadParameter) as refusal:
        choice_in({"tingkat": "rt"}, "tingkat", LEVELS, "kabkota")

    assert str(refusal.value) == (
        "Nilai “rt” untuk tingkat tidak dikenal. Pilih salah satu: provinsi, kabkota, kecamatan, desa."
    )


@pytest.mark.parametrize("text", ["0", "4", "-1", "1.0", "", "²", "1" * 400])
def test_a_page_that_does_not_exist_is_refused(text):
    with pytest.raises(BadParameter) as refusal:
        page_in({"halaman": text}, 3)

    assert "Daftar ini mempunyai 3 halaman." in str(refusal.value)


def test_an_echo_is_short_and_printable():
    assert echo("a\x00b\n" + "x" * 100) == "a b " + "x" * 36 + "…"
