"""Applies the SQL files of migrations/ that the database has not seen, in name order. Safe to run again."""

from contextlib import closing
from pathlib import Path

import psycopg2

from .settings import Settings

FOLDER = Path("migrations")
LOCK = 7_240_115  # any number; keeps two migrations from running at once


def migrate(database_url: str) -> list[str]:
    """Returns the names of the migrations applied, all in one transaction."""
    with closing(psycopg2.connect(database_url, connect_timeout=10)) as connection:
        with connection, connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
            cursor.execute("CREATE TABLE IF NOT EXISTS migrations (name text PRIMARY KEY, applied_at timestamptz DEFAULT now())")
            cursor.execute("SELECT name FROM migrations")
            known = {name for (name,) in cursor.fetchall()}
            pending = [path for path in sorted(FOLDER.glob("*.sql")) if path.name not in known]
            for path in pending:
                cursor.execute(path.read_text(encoding="utf-8"))
                cursor.execute("INSERT INTO migrations (name) VALUES (%s)", (path.name,))
    return [path.name for path in pending]


if __name__ == "__main__":
    applied = migrate(Settings.from_environment().database_url)
    print("\n".join(f"applied {name}" for name in applied) or "nothing to apply")
