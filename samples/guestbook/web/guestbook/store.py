"""Where entries and visits are kept."""

from contextlib import closing
from dataclasses import dataclass
from datetime import datetime

import psycopg2
import redis

AUTHOR_LIMIT = 60
MESSAGE_LIMIT = 1000


@dataclass(frozen=True)
class Entry:
    author: str
    message: str
    written_at: datetime


class Entries:
    """The entries, in PostgreSQL. A connection per call keeps threads apart and survives a restart of the server."""

    def __init__(self, database_url: str) -> None:
        self._database_url = database_url

    def newest(self, limit: int = 50) -> list[Entry]:
        with closing(self._connect()) as connection, connection, connection.cursor() as cursor:
            cursor.execute(
                "SELECT author, message, written_at FROM entries ORDER BY written_at DESC, id DESC LIMIT %s", (limit,)
            )
            return [Entry(*row) for row in cursor.fetchall()]

    def add(self, author: str, message: str) -> None:
        with closing(self._connect()) as connection, connection, connection.cursor() as cursor:
            cursor.execute("INSERT INTO entries (author, message) VALUES (%s, %s)", (author, message))

    def check(self) -> None:
        """Raises when the table cannot be read."""
        with closing(self._connect()) as connection, connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM entries LIMIT 1")

    def _connect(self):
        return psycopg2.connect(self._database_url, connect_timeout=3)


class Visits:
    """How often the page was read, in Redis."""

    def __init__(self, redis_url: str) -> None:
        self._redis = redis.Redis.from_url(redis_url, socket_timeout=3, socket_connect_timeout=3)

    def count_one(self) -> int:
        return self._redis.incr("visits")

    def check(self) -> None:
        """Raises when Redis does not answer."""
        self._redis.ping()
