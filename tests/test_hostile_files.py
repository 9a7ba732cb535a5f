"""The table of odd and hostile files in the docs is what the portal says of them.

`python -m pytest tests/test_hostile_files.py --write-docs` writes it anew.
"""

import pytest

from coverage.enums import RowStatus
from coverage.models import StagedRow, Upload
from coverage.queries.uploads.lines import said_of_rows
from coverage.sheet_errors import sentence
from coverage.sheets.findings import Status
from coverage.sheets.stored import finding_from
from coverage.workbook_errors import WorkbookRefused
from tests.coverage.factories import an_open_report
from tests.coverage.odd_tables import ODD_TABLES, SPELLINGS, OddTable
from tests.coverage.uploads import BUSUI, a_row, a_template, sent
from tests.coverage.workbooks.test_reading import CASES, outcome
from tests.house import ROOT

DOCS = ROOT / "docs/hostile_files.md"
HEAD = """# Odd and hostile files

What comes of files that are broken, hostile or easily misread. Each is made by the tests, which hold this table to what
the portal says: `tests/test_hostile_files.py`, with `--write-docs` to write it anew.
"""
READ, NOT_READ = "read as it is", "refused"


def cut(text: str) -> str:
    """Return a text as it stands in a cell of the table."""
    plain = " ".join(text.replace("|", "\\|").replace("<", "&lt;").split())
    return "".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in plain)


def lines_of_containers() -> list[str]:
    """Return a line for each file that is made byte by byte."""
    lines = []
    for case in CASES:
        code, message, _ = outcome(case.make(), case.file)
        assert code == case.code
        lines.append(f"| {cut(case.name)} | {case.file} | {NOT_READ if code else READ} | {cut(message)} |")
    return lines


def became(upload: Upload) -> str:
    """Return in words what became of the rows of an upload, and the first sentence that tells why."""
    rows = StagedRow.objects.filter(upload=upload).order_by("sheet", "row_number", "pk")
    counts = {status.value: rows.filter(status=status).count() for status in RowStatus}
    told = ", ".join(f"{count} {RowStatus(status).value}" for status, count in counts.items() if count) or "nothing"
    odd = rows.exclude(status__in=("new", "changed", "unchanged")).first()
    why = said_of_rows(upload)(odd) if odd else ""
    findings = [finding_from(one) for sheet in upload.found["sheets"] for one in sheet["findings"]]
    warned = [sentence(one) for one in findings if one.status in (Status.WARNED, Status.REJECTED, Status.HELD)]
    return f"{told} | {cut(why or (warned[0] if warned else ''))}"


def line_of(odd: OddTable, by) -> str:
    try:
        upload = sent(odd.make(), by, name=odd.file)
    except WorkbookRefused as refused:
        return f"| {odd.name} | {NOT_READ} | {cut(refused.message)} |"
    staged = {row.row_number: (row.status, row.code) for row in StagedRow.objects.filter(upload=upload)}
    assert {row: staged[row] for row in odd.rows} == odd.rows, odd.name
    return f"| {odd.name} | {became(upload)} |"


def line_of_spelling(spelling: str, by) -> str:
    """Return what becomes of a number as text: its file holds nothing else that could settle how it is meant."""
    upload = sent(a_template(a_row(BUSUI, spelling)), by)
    row = StagedRow.objects.filter(upload=upload).exclude(code="skipped_total").first()
    taken = f"new: {row.enrolled}" if row and row.status == "new" else row.status if row else "nothing"
    why = said_of_rows(upload)(row) if row and row.status != "new" else ""
    return f"| `{cut(spelling).replace('&lt;', '<')}` | {taken} | {cut(why)} |"


def titled(title: str, columns: str, lines: list[str]) -> list[str]:
    rule = "|---" * (columns.count("|") + 1) + "|"
    return [f"## {title} ({len(lines)})\n", f"| {columns} |", rule, *lines, ""]


def written(by) -> str:
    """Return the whole page."""
    tables = [line_of(odd, by) for odd in ODD_TABLES]
    numbers = [line_of_spelling(spelling, by) for spelling in SPELLINGS]
    parts = (
        titled("Files", "What is odd | Sent as | Outcome | What the portal says", lines_of_containers()),
        titled("Tables in sound files", "What is odd | Rows | What the portal says", tables),
        titled("Numbers as text", "Written | Outcome | What the portal says", numbers),
    )
    return "\n".join([HEAD, *(line for part in parts for line in part)])


@pytest.mark.slow
def test_the_table_in_the_docs_is_what_the_portal_says(places, sari, request):
    an_open_report(places["64.01"])

    page = written(sari)

    if request.config.getoption("--write-docs"):
        DOCS.write_text(page)
    assert DOCS.read_text() == page
