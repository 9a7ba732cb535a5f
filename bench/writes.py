"""What the one write gate costs over a bare upsert: rights, checks, revisions, totals and audit, on 100,000 cells."""

from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median

from django.db import connection, transaction

from accounts.guards import keep_append_only, lift_guards
from accounts.models import User
from bench.dataset import AT, IMPORTER, LAST
from bench.loading import run, settle
from bench.measure import Row, row_of, seconds_of
from bench.statements import LIVE_TOTALS, WRONG_TOTALS
from coverage import months
from coverage.actions.figures import save_figures
from coverage.actions.staging import Cell
from coverage.enums import Via

CELLS = 100_000
ROUNDS = 6  # an even number, so that all cells end as they began
MOST = {"postgresql": 4.0, "sqlite": 6.0}

# All cells of every 13th village: each of the open reports of the month is touched.
CHOSEN = """
SELECT f.region_id, f.category_id, f.payer_id, f.enrolled FROM coverage_figure f JOIN regions_placement p
  ON p.region_id = f.region_id AND p.valid_from <= '{day}' AND p.valid_to > '{day}'
WHERE f.month = {month} AND p.region_id % 13 = 0 ORDER BY p.code, f.category_id LIMIT {cells}
"""

COLUMNS = "month, region_id, category_id, payer_id, enrolled, not_applicable, version"
ON_CONFLICT = "ON CONFLICT (month, region_id, category_id, payer_id) DO UPDATE SET enrolled = excluded.enrolled"


def bare_upsert(cells: list[Cell]) -> None:
    """Write the cells into the table of figures and nothing else, on the fastest way of the database, and commit."""
    rows = ((cell.month, cell.region, cell.category, cell.payer, cell.enrolled, False, 1) for cell in cells)
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "CREATE TEMPORARY TABLE bare (month integer, region_id bigint, category_id bigint, payer_id bigint, "
                "enrolled integer, not_applicable boolean, version integer) ON COMMIT DROP"
            )
            with cursor.copy(f"COPY bare ({COLUMNS}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
            cursor.execute(f"INSERT INTO coverage_figure ({COLUMNS}) SELECT {COLUMNS} FROM bare {ON_CONFLICT}")
        else:
            marks = ", ".join("?" * 7)
            upsert = f"INSERT INTO coverage_figure ({COLUMNS}) VALUES ({marks}) {ON_CONFLICT}"
            cursor.connection.executemany(upsert, rows)


@contextmanager
def traces_removed() -> Iterator[None]:
    """Take away the revisions and changes of the runs at the end, so that the next run finds the tables as large."""
    [(last,)] = run("SELECT MAX(id) FROM coverage_change")
    try:
        yield
    finally:
        lift_guards(connection)
        run("DELETE FROM coverage_revision WHERE change_id > %s", [last])
        run("DELETE FROM coverage_change WHERE id > %s", [last])
        keep_append_only(connection)
        settle()


def sets_of_cells() -> tuple[list[Cell], list[Cell]]:
    """Return the chosen cells as they stand, and each with one worker more."""
    chosen = CHOSEN.format(month=LAST, day=months.last_day(LAST).isoformat(), cells=CELLS)
    now = [Cell(region, LAST, category, payer, enrolled) for region, category, payer, enrolled in run(chosen)]
    return now, [cell._replace(enrolled=(cell.enrolled or 0) + 1) for cell in now]


def write_rows() -> list[Row]:
    """Measure the write gate against the bare upsert, then hold all totals of the month against a recount."""
    mend_totals()
    now, more = sets_of_cells()
    by = User.objects.get(username=IMPORTER)
    with traces_removed():
        pairs = [one_round(*order, by) for order in [(now, more), (more, now)] * (ROUNDS // 2)]
        wrong = wrong_totals()
    database = connection.vendor
    write = row_of(
        database, f"write {len(now):,} changed figures", "× bare upsert", [ours / bare for ours, bare in pairs],
        at_most=MOST[database], ours=median(ours for ours, _ in pairs) * 1000,
        baseline=median(bare for _, bare in pairs) * 1000, against="upsert of the same rows into the same table",
    )  # fmt: skip
    checked = row_of(database, "wrong totals after these writes", "rows", [wrong], at_most=0, against="a recount")
    return [write, checked]


def one_round(now: list[Cell], more: list[Cell], by: User) -> tuple[float, float]:
    """Return the seconds that the gate takes from `now` to `more`, and those of the bare upsert, there and back."""
    there = seconds_of(lambda: bare_upsert(more))
    back = seconds_of(lambda: bare_upsert(now))
    return seconds_of(lambda: saved(more, by)), (there + back) / 2


def saved(cells: list[Cell], by: User) -> None:
    told = save_figures(cells=cells, by=by, at=AT, via=Via.IMPORT, reason="Pengukuran")
    if told.changed != len(cells):
        raise RuntimeError(f"{told.changed} of {len(cells)} figures were changed, the others were not measured.")


def mend_totals() -> None:
    """Set the totals of the month to its cells where a run was broken off between two bare upserts."""
    if wrong_totals():
        run("DELETE FROM coverage_livetotal WHERE month = %s", [LAST])
        run(LIVE_TOTALS.format(month=LAST, day=months.last_day(LAST).isoformat()))


def wrong_totals() -> int:
    """Return how many live totals of the month differ from a recount of its cells, at all levels."""
    [(count,)] = run(WRONG_TOTALS.format(month=LAST, day=months.last_day(LAST).isoformat()))
    return int(count)
