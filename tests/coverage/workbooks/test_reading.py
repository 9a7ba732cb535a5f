"""Files are read whole or refused with a sentence; what reading them takes is bounded, and nothing is left behind."""

import tempfile
from typing import BinaryIO

import pytest

from coverage.workbook_errors import WorkbookRefused
from coverage.workbooks.limits import Limits
from coverage.workbooks.reading import opened
from tests.coverage.workbooks.cases import Case
from tests.coverage.workbooks.cell_cases import CELLS
from tests.coverage.workbooks.container_cases import CONTAINERS
from tests.coverage.workbooks.markup_cases import MARKUP
from tests.coverage.workbooks.text_cases import LIBRE, TEXTS

MEGABYTE = 1 << 20
CASES = [*CONTAINERS, *MARKUP, *CELLS, *LIBRE, *TEXTS]


def unlinked(content: bytes) -> BinaryIO:
    """Return a file without a name, as uploads are kept."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the test closes it
    file.write(content)
    file.flush()
    return file


def outcome(content: bytes, name: str, limits: Limits | None = None) -> tuple[str, str, list | None]:
    """Return the code and sentence of the refusal, or the rows that were read."""
    with unlinked(content) as file:
        try:
            with opened(file, name, limits) as workbook:
                return "", "", [(number, cells) for _, number, cells in workbook.rows()]
        except WorkbookRefused as refused:
            return refused.code, refused.message, None


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_odd_file_is_read_as_it_is_or_refused_with_a_sentence(case: Case):
    code, message, rows = outcome(case.make(), case.file)

    assert (code, rows) == (case.code, case.rows), message
    assert case.told in message
