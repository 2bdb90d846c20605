"""A guestbook: entries in PostgreSQL, a visit counter in Redis, pages from the standard library's web server."""
