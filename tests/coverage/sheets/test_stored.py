"""What was found about a sheet is kept as plain values and read back as it was."""

import json

from hypothesis import given
from hypothesis import strategies as some

from coverage.sheets.findings import Choice, Finding, Status
from coverage.sheets.layouts import Meaning
from coverage.sheets.roles import Role
from coverage.sheets.stored import (
    MOST_ROWS,
    finding_from,
    finding_stored,
    layout_from,
    layout_stored,
    meaning_from,
    meaning_stored,
    name_of,
)
from tests.coverage.sheets.sheets import table_of


def kept(told):
    """Return what comes back from a database."""
    return json.loads(json.dumps(told))


@given(
    some.builds(
        Finding,
        code=some.text(),
        status=some.sampled_from(Status),
        rows=some.lists(some.integers(1), max_size=MOST_ROWS).map(tuple),
        more=some.dictionaries(some.text(), some.text() | some.integers()),
        choices=some.lists(some.builds(Choice, some.text(), some.text())).map(tuple),
        count=some.integers(MOST_ROWS, 10**6),
    )
)
def test_a_finding_comes_back_as_it_was(finding):
    assert finding_from(kept(finding_stored(finding))) == finding


def test_of_many_rows_the_first_are_kept_and_all_are_counted():
    stored = finding_stored(Finding("dash", Status.HELD, tuple(range(1, 101))))

    assert (stored["rows"], stored["count"]) == (list(range(1, 21)), 100)


def test_a_layout_comes_back_as_it_was_and_columns_alike_are_told_apart():
    layout = table_of(
        [["Desa", "Peserta Aktif Des 2023", "Peserta Aktif Des 2023", ""], ["Rangan", 1, 2, 3]]
    ).head.layout

    assert layout_from(kept(layout_stored(layout))) == layout
    assert [name_of(column, layout) for column in layout.columns] == [
        "desa", "peserta aktif {bulan}@1", "peserta aktif {bulan}@2", "@3",
    ]  # fmt: skip


def test_a_meaning_tells_only_what_is_given():
    meaning = Meaning(Role.COUNT, ("petani",), ("csr",), 12, 2023)

    assert meaning_from(kept(meaning_stored(meaning))) == meaning
    assert meaning_from({"role": "village"}) == Meaning(Role.VILLAGE)
