"""The year in which pages of an office open."""

import pytest

from coverage.queries.working_year import working_year
from tests.coverage.factories import a_cell, an_open_report, entered, signed


@pytest.mark.parametrize("code", ["64.01", "64.01.01.2001", "64", "ID"])
def test_the_newest_open_month_of_the_office_tells_the_year(places, code):
    for month in (202212, 202311, 202401):
        an_open_report(places["64.01"], month)
    late = an_open_report(places["64.01"], 202502)
    entered(late, [a_cell(places["64.01"], 5, "pu", "pemberi_kerja", month=202502)])
    signed(late)
    an_open_report(places["63.01"], 202112)

    assert working_year(places[code]) == 2024


def test_without_an_open_month_it_is_the_year_of_the_newest_and_without_any_none(places):
    report = an_open_report(places["64.01"], 202306)
    entered(report, [a_cell(places["64.01"], 5, "pu", "pemberi_kerja", month=202306)])
    signed(report)

    assert working_year(places["64.01"]) == 2023
    assert working_year(places["64.08"]) is None
