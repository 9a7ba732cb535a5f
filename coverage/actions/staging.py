"""Bring cells into temporary tables beside what is stored, so that checks and writes are a few set-wise statements.

All SQL here is constant text; what varies goes in as parameters or lies in the staged rows.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db import connection

from coverage import months


class Cell(NamedTuple):
    """What someone wants a cell to be: ids of region, category and payer, month yyyymm, heads.

    `enrolled` None and not `not_applicable` empties the cell. `seen` is the version it was shown with
    (0: there was no row), or None where the sender did not look.
    """

    region: int
    month: int
    category: int
    payer: int
    enrolled: int | None
    not_applicable: bool = False
    funded_until: date | None = None
    seen: int | None = None


TABLES = {
    "staged": """month integer, last_day date, region_id bigint, category_id bigint, payer_id bigint, enrolled integer,
      not_applicable boolean, funded_until date, seen integer""",
    "segment_of": "month integer, category_id bigint, province_id bigint, scheme_id bigint, segment_id bigint",
    "compared": """month integer, region_id bigint, category_id bigint, payer_id bigint, enrolled integer,
      not_applicable boolean, funded_until date, seen integer, figure_id bigint, version integer, old_enrolled integer,
      old_not_applicable boolean, old_funded_until date, level integer, district_id bigint, reporter_id bigint,
      scheme_id bigint, segment_id bigint, heads bigint, cells bigint""",
    "by_axis": """month integer, region_id bigint, scheme_id bigint, axis integer, member bigint, level integer,
      heads bigint, cells bigint""",
}
"""The temporary tables of a write and their columns. A connection keeps them, empty, from one write to the next: made
anew each time they would cost a small write more than all else, and fill the catalogue of PostgreSQL with the dead."""

STAGED_COLUMNS = "month, last_day, region_id, category_id, payer_id, enrolled, not_applicable, funded_until, seen"

# Each region is looked up by itself: a join with the few cells of a form, of whose number PostgreSQL knows nothing, it
# plans as one reading of all placements of the country.
REPORTERS = """
SELECT DISTINCT s.month, (
  SELECT COALESCE(p.regency_id, p.province_id) FROM regions_placement p
  WHERE p.region_id = s.region_id AND p.valid_from <= s.last_day AND p.valid_to > s.last_day
) FROM (SELECT DISTINCT month, last_day, region_id FROM staged) s
"""

UNPLACED = """
SELECT s.region_id, s.month FROM staged s LEFT JOIN regions_placement p
  ON p.region_id = s.region_id AND p.valid_from <= s.last_day AND p.valid_to > s.last_day
WHERE COALESCE(p.regency_id, p.province_id) IS NULL ORDER BY s.region_id, s.month LIMIT 1
"""

# The first cell whose category is not valid at its month, or whose payer is none.
UNKNOWN = """
SELECT s.month, s.region_id, s.category_id, s.payer_id, s.enrolled, CASE WHEN w.id IS NULL THEN 1 ELSE 0 END
FROM staged s LEFT JOIN coverage_workercategory w
  ON w.id = s.category_id AND w.valid_from <= s.last_day AND w.valid_to > s.last_day
LEFT JOIN coverage_payer p ON p.id = s.payer_id
WHERE w.id IS NULL OR p.id IS NULL ORDER BY s.month, s.region_id, s.category_id, s.payer_id LIMIT 1
"""

# One row for each staged cell that differs from what is stored, with that and with where the region lay at that month.
# A category's segment is the province's own where it has one, else the country's (province 0).
COMPARED = """
INSERT INTO compared
SELECT s.month, s.region_id, s.category_id, s.payer_id, s.enrolled, s.not_applicable, s.funded_until, s.seen,
  f.id AS figure_id, COALESCE(f.version, 0) AS version, f.enrolled AS old_enrolled,
  f.not_applicable AS old_not_applicable, f.funded_until AS old_funded_until,
  p.level, p.district_id, COALESCE(p.regency_id, p.province_id) AS reporter_id,
  w.scheme_id, CASE WHEN o.category_id IS NULL THEN d.segment_id ELSE o.segment_id END AS segment_id,
  COALESCE(s.enrolled, 0) - COALESCE(f.enrolled, 0) AS heads,
  (CASE WHEN s.enrolled IS NULL THEN 0 ELSE 1 END) - (CASE WHEN f.enrolled IS NULL THEN 0 ELSE 1 END) AS cells
FROM staged s
JOIN regions_placement p ON p.region_id = s.region_id AND p.valid_from <= s.last_day AND p.valid_to > s.last_day
JOIN coverage_workercategory w ON w.id = s.category_id
LEFT JOIN segment_of d ON d.month = s.month AND d.category_id = s.category_id AND d.province_id = 0
LEFT JOIN segment_of o ON o.month = s.month AND o.category_id = s.category_id AND o.province_id = p.province_id
LEFT JOIN coverage_figure f ON f.month = s.month AND f.region_id = s.region_id
  AND f.category_id = s.category_id AND f.payer_id = s.payer_id
WHERE COALESCE(s.enrolled, -1) <> COALESCE(f.enrolled, -1)
  OR s.not_applicable <> COALESCE(f.not_applicable, FALSE)
  OR COALESCE(CAST(s.funded_until AS text), '') <> COALESCE(CAST(f.funded_until AS text), '')
"""

# By report: how many of its cells are new, and how many were shown in another version.
CHANGED_REPORTS = """
SELECT month, reporter_id, COUNT(*) - COUNT(figure_id),
  SUM(CASE WHEN seen IS NOT NULL AND seen <> version THEN 1 ELSE 0 END)
FROM compared GROUP BY month, reporter_id
"""

CONFLICTS = """
SELECT c.region_id, c.category_id, c.month, c.enrolled, c.old_enrolled, c.version, c.figure_id FROM compared c
WHERE c.seen IS NOT NULL AND c.seen <> c.version ORDER BY c.month, c.region_id, c.category_id, c.payer_id LIMIT 1000
"""

# What would change in a report under correction without being named by its reopening.
LOCKED = """
SELECT c.region_id, c.category_id, c.payer_id FROM compared c
LEFT JOIN coverage_unlockedcell u ON u.opening_id = %s AND u.region_id = c.region_id
  AND u.category_id = c.category_id AND u.payer_id = c.payer_id
WHERE c.month = %s AND c.reporter_id = %s AND u.id IS NULL
ORDER BY c.region_id, c.category_id, c.payer_id LIMIT 1
"""

ALONE = """
SELECT c.figure_id, c.old_enrolled, c.old_not_applicable, c.old_funded_until, c.enrolled, c.not_applicable,
  c.funded_until, r.code, w.code, p.code
FROM compared c JOIN regions_region r ON r.id = c.region_id
JOIN coverage_workercategory w ON w.id = c.category_id JOIN coverage_payer p ON p.id = c.payer_id
"""

# An upsert finds each cell by its key, come what may; an UPDATE that joins the compared cells is planned by PostgreSQL
# as one reading of all figures of the country. WHERE TRUE tells SQLite's parser that no join condition follows.
STORE_FIGURES = """
INSERT INTO coverage_figure
  (month, region_id, category_id, payer_id, enrolled, not_applicable, funded_until, version)
SELECT month, region_id, category_id, payer_id, enrolled, not_applicable, funded_until, 1
FROM compared WHERE TRUE ORDER BY month, region_id, category_id, payer_id
ON CONFLICT (month, region_id, category_id, payer_id) DO UPDATE SET enrolled = excluded.enrolled,
  not_applicable = excluded.not_applicable, funded_until = excluded.funded_until, version = coverage_figure.version + 1
"""

REVISE = """
INSERT INTO coverage_revision (change_id, figure_id, version, enrolled, not_applicable, funded_until)
SELECT CAST(%s AS bigint), f.id, f.version, f.enrolled, f.not_applicable, f.funded_until FROM
"""

STORED = """
compared c JOIN coverage_figure f ON f.month = c.month AND f.region_id = c.region_id
  AND f.category_id = c.category_id AND f.payer_id = c.payer_id
"""

STORE_AND_REVISE = f"""
WITH f AS ({STORE_FIGURES} RETURNING id, version, enrolled, not_applicable, funded_until) {REVISE} f
"""

MANY = 1000
"""From so many rows on PostgreSQL looks at a temporary table before it plans with it."""


def begin() -> None:
    """Let this connection have the temporary tables, empty."""
    if connection.vendor == "postgresql":
        made = [
            f"CREATE TEMPORARY TABLE IF NOT EXISTS {name} ({TABLES[name]}) ON COMMIT DELETE ROWS" for name in TABLES
        ]
        with connection.cursor() as cursor:
            cursor.execute("; ".join(["SET LOCAL client_min_messages TO warning", *made, *EMPTYING]))
        return
    for name, columns in TABLES.items():
        run(f"CREATE TEMPORARY TABLE IF NOT EXISTS {name} ({columns})")
    clear()


EMPTYING = [f"DELETE FROM {name}" for name in TABLES]  # noqa: S608 - constants of this module


def clear() -> None:
    """Empty the temporary tables; PostgreSQL does so by itself at the end of the transaction, SQLite never does."""
    if connection.vendor == "sqlite":
        for statement in EMPTYING:
            run(statement)


def stage(cells: Sequence[Cell]) -> None:
    """Lay `cells` into the table `staged`."""
    days = {month: months.last_day(month).isoformat() for month in {cell.month for cell in cells}}
    rows = (
        (month, days[month], region, category, payer, enrolled, bool(not_applicable),
         funded_until.isoformat() if funded_until else None, seen)
        for region, month, category, payer, enrolled, not_applicable, funded_until, seen in cells
    )  # fmt: skip
    pour("staged", STAGED_COLUMNS, rows)
    look_at("staged", len(cells))


def stage_segments(rows: Iterable[tuple[int, int, int, int, int | None]]) -> None:
    """Lay (month, category, province or 0, scheme, segment or None) into the table `segment_of`."""
    pour("segment_of", "month, category_id, province_id, scheme_id, segment_id", rows)


def look_at(table: str, count: int) -> None:
    """Let PostgreSQL know how many rows a temporary table holds where there are many."""
    if connection.vendor == "postgresql" and count >= MANY:
        run(f"ANALYZE {table}")


def fill(create: str, table: str, columns: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """Create a temporary table and fill it on the fastest way of the database."""
    run(create)
    pour(table, columns, rows)
    if connection.vendor == "postgresql":
        run(f"ANALYZE {table}")


def pour(table: str, columns: str, rows: Iterable[tuple[Any, ...]]) -> None:
    """Add rows to a table by COPY or executemany; what yields `rows` must ask the database nothing."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["?"] * (columns.count(",") + 1))
            insert = f"INSERT INTO {table} ({columns}) VALUES ({marks})"  # noqa: S608 - constants of our modules
            cursor.connection.executemany(insert, rows)


def run(statement: str, *parameters: Any) -> int:
    """Run one statement; return the number of rows that it touched."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return int(cursor.rowcount)


def rows_of(statement: str, *parameters: Any) -> list[tuple[Any, ...]]:
    """Return the rows of one query."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return list(cursor.fetchall())


def compare() -> int:
    """Set the staged cells beside what is stored; return how many differ."""
    differing = run(COMPARED)
    look_at("compared", differing)
    return differing


def store(change_id: int) -> int:
    """Write figures and revisions of the compared cells; return how many."""
    if connection.vendor == "postgresql":
        return run(STORE_AND_REVISE, change_id)
    run(STORE_FIGURES)
    return run(REVISE + STORED, change_id)


def let_disk_follow() -> None:
    """Let the commit of this transaction not wait for the disk, on PostgreSQL, where another reading would repeat it.

    What is lost with the power is lost as a whole, and a later commit that waits (the job's end) makes it last too.
    """
    if connection.vendor == "postgresql":
        run("SET LOCAL synchronous_commit = off")
