"""Bring many rows into tables fast: without indexes while they load, by COPY where there is one."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection

LOADED = (
    "coverage_figure",
    "coverage_revision",
    "coverage_release",
    "coverage_livetotal",
    "coverage_releasedtotal",
)
"""The tables of millions of rows; primary keys stay, since rows come in their order."""

POSTGRES_CONSTRAINTS = """
SELECT 'ALTER TABLE ' || conrelid::regclass || ' DROP CONSTRAINT ' || quote_ident(conname),
  'ALTER TABLE ' || conrelid::regclass || ' ADD CONSTRAINT ' || quote_ident(conname) || ' ' || pg_get_constraintdef(oid)
FROM pg_constraint WHERE conrelid::regclass::text = ANY(%s) AND contype IN ('f', 'u')
ORDER BY contype DESC, conname
"""

POSTGRES_INDEXES = """
SELECT 'DROP INDEX ' || quote_ident(indexname), indexdef FROM pg_indexes i WHERE tablename = ANY(%s)
  AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conname = i.indexname) ORDER BY indexname
"""

SQLITE_INDEXES = """
SELECT 'DROP INDEX ' || name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ({marks})
"""


def run(statement: str, parameters: Sequence[Any] | None = None) -> list[tuple[Any, ...]]:
    """Run one statement and return its rows, if it has any; without parameters a percent sign means itself."""
    with connection.cursor() as cursor:
        cursor.execute(statement, parameters)
        return list(cursor.fetchall()) if cursor.description else []


@contextmanager
def bare_tables() -> Iterator[None]:
    """Take indexes, unique and foreign keys off the large tables and build them anew at the end, which checks them."""
    if connection.vendor == "postgresql":
        run("SET maintenance_work_mem = '1GB'")
        run("SET work_mem = '256MB'")
        undone = [row for query in (POSTGRES_CONSTRAINTS, POSTGRES_INDEXES) for row in run(query, [list(LOADED)])]
    else:
        run("PRAGMA foreign_keys = OFF")
        marks = ", ".join(["%s"] * len(LOADED))
        undone = run(SQLITE_INDEXES.format(marks=marks), LOADED)
    foreign_first = sorted(undone, key=lambda row: "FOREIGN KEY" not in row[1])
    for undo, _ in foreign_first:
        run(undo)
    yield
    for _, redo in reversed(foreign_first):
        run(redo)
    if connection.vendor == "postgresql":
        run("RESET work_mem")
    else:
        run("PRAGMA foreign_keys = ON")


def poured(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Add `rows` to `table`; dicts in them become JSON."""
    plain = ([json.dumps(cell) if isinstance(cell, dict) else cell for cell in row] for row in rows)
    names = ", ".join(columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as copy:
                for row in plain:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", plain)


def settle() -> None:
    """Leave the tables as a quiet night does: free space known, statistics fresh, nothing waiting to be written."""
    if connection.vendor == "postgresql":
        run("VACUUM (ANALYZE)")
        run("CHECKPOINT")
    else:
        run("ANALYZE")
        run("PRAGMA wal_checkpoint(TRUNCATE)")
