"""What the database knows of the spread of its rows, without which it reads whole tables where an index would do."""

from django.db import connection


def refresh_statistics(*tables: str) -> None:
    """Let the database look anew at `tables` (all without a name), after many rows came at once.

    PostgreSQL does so by itself a minute later, SQLite never does.
    """
    with connection.cursor() as cursor:
        for table in tables or ("",):
            cursor.execute(f"ANALYZE {table}")
