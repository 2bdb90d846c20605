"""Settings, read from the environment once."""

import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    database_url: str
    redis_url: str
    title: str
    port: int

    @classmethod
    def from_environment(cls) -> "Settings":
        return cls(
            database_url=os.environ["DATABASE_URL"],
            redis_url=os.environ["REDIS_URL"],
            title=os.environ.get("GUESTBOOK_TITLE") or "Guestbook",
            port=int(os.environ.get("PORT") or "8080"),
        )
