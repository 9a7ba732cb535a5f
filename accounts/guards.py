"""Triggers that refuse to change or delete rows of tables that may only grow, on both databases."""

from collections.abc import Iterable

from django.db.backends.base.base import BaseDatabaseWrapper

APPEND_ONLY_TABLES = (
    "accounts_auditentry",
    "coverage_change",
    "coverage_revision",
    "coverage_release",
    "coverage_reportevent",
    "coverage_explanation",
    "coverage_reconciliation",
    "coverage_unlockedcell",
    "awards_stageextension",
    "awards_markrevision",
    "awards_plenarydecision",
    "awards_result",
    "awards_resultrow",
)
"""Tables with a guard. A guard is laid by the migration of its table and again after each `migrate`,
because altering a table on SQLite builds it anew and drops its triggers without a word."""

POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'append-only: % refuses %', TG_TABLE_NAME, TG_OP; END $$
"""


ACTS = {"sqlite": ("UPDATE", "DELETE"), "postgresql": ("UPDATE", "DELETE", "TRUNCATE")}
"""What is refused on each database: only PostgreSQL has TRUNCATE, which asks no trigger of single rows. That SQLite's
REPLACE asks the trigger of DELETE is set for each connection in the settings (recursive_triggers)."""


def guard_names(table: str, vendor: str) -> tuple[str, ...]:
    """Return the names of the triggers of `table` on a database."""
    return tuple(f"{table}_no_{act.lower()}" for act in ACTS[vendor])


def keep_append_only(connection: BaseDatabaseWrapper, tables: Iterable[str] = APPEND_ONLY_TABLES) -> None:
    """Lay the guards of those of `tables` that exist; laying them twice changes nothing."""
    with connection.cursor() as cursor:
        present = set(connection.introspection.table_names(cursor))
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRES_FUNCTION)
        for table in tables:
            if table not in present:
                continue
            names = guard_names(table, connection.vendor)
            for name, act in zip(names, ACTS[connection.vendor], strict=True):
                if connection.vendor == "postgresql":
                    each = "STATEMENT" if act == "TRUNCATE" else "ROW"
                    cursor.execute(
                        f"CREATE OR REPLACE TRIGGER {name} BEFORE {act} ON {table}"
                        f" FOR EACH {each} EXECUTE FUNCTION refuse_change()"
                    )
                else:
                    cursor.execute(
                        f"CREATE TRIGGER IF NOT EXISTS {name} BEFORE {act} ON {table}"
                        f" BEGIN SELECT RAISE(ABORT, 'append-only: {table} refuses {act}'); END"
                    )


def lift_guards(connection: BaseDatabaseWrapper) -> None:
    """Take the guards away, for the flush between tests and for a restore into an empty place."""
    with connection.cursor() as cursor:
        present = set(connection.introspection.table_names(cursor))
        for table in APPEND_ONLY_TABLES:
            if table in present:
                for name in guard_names(table, connection.vendor):
                    on = f" ON {table}" if connection.vendor == "postgresql" else ""
                    cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
