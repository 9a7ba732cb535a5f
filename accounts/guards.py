"""Triggers that refuse to change or delete rows of tables that may only grow, on both databases."""

from collections.abc import Iterable

from django.db.backends.base.base import BaseDatabaseWrapper

APPEND_ONLY_TABLES = (
    "accounts_auditentry",
    "coverage_change",
    "coverage_revision",
    "coverage_release",
    "coverage_reportevent",
)
"""Tables with a guard. A guard is laid by the migration of its table and again after each `migrate`,
because altering a table on SQLite builds it anew and drops its triggers without a word."""

POSTGRES_FUNCTION = """
CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'append-only: % refuses %', TG_TABLE_NAME, TG_OP; END $$
"""


def guard_names(table: str) -> tuple[str, str]:
    """Return the names of the two triggers of `table`."""
    return f"{table}_no_update", f"{table}_no_delete"


def keep_append_only(connection: BaseDatabaseWrapper, tables: Iterable[str] = APPEND_ONLY_TABLES) -> None:
    """Lay the guards of those of `tables` that exist; laying them twice changes nothing."""
    with connection.cursor() as cursor:
        present = set(connection.introspection.table_names(cursor))
        if connection.vendor == "postgresql":
            cursor.execute(POSTGRES_FUNCTION)
        for table in tables:
            if table not in present:
                continue
            for name, act in zip(guard_names(table), ("UPDATE", "DELETE"), strict=True):
                if connection.vendor == "postgresql":
                    cursor.execute(
                        f"CREATE OR REPLACE TRIGGER {name} BEFORE {act} ON {table}"
                        " FOR EACH ROW EXECUTE FUNCTION refuse_change()"
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
                for name in guard_names(table):
                    on = f" ON {table}" if connection.vendor == "postgresql" else ""
                    cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on}")
