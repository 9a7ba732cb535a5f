"""Lists cut into pages."""

import pytest

from paritrana.paging import number_in, page_of, pages_for


@pytest.mark.parametrize(("rows", "pages"), [(0, 1), (1, 1), (50, 1), (51, 2), (100, 2), (101, 3)])
def test_pages_hold_every_row_once(rows: int, pages: int):
    found = [page_of(range(rows), number) for number in range(1, pages + 1)]

    assert pages_for(rows) == pages
    assert [row for page in found for row in page.rows] == list(range(rows))
    assert {(page.pages, page.total) for page in found} == {(pages, rows)}


@pytest.mark.parametrize("text", ["0", "4", "-1", "+1", "1.0", "", "²", "٢", "9" * 30])
def test_a_page_that_is_not_there_is_none(text: str):
    assert number_in(text, 3) is None


def test_a_page_is_named_by_its_number():
    assert [number_in(text, 3) for text in ("1", "03", "3")] == [1, 3, 3]
