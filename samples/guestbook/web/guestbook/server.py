"""The web server: GET / shows the book, POST / signs it, GET /healthz tells whether all is well."""

import signal
import sys
import threading
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs

import psycopg2
import redis

from .page import render
from .settings import Settings
from .store import AUTHOR_LIMIT, MESSAGE_LIMIT, Entries, Visits

BODY_LIMIT_BYTES = 64 * 1024


class Guestbook(ThreadingHTTPServer):
    daemon_threads = True  # an open request does not hold up a stop

    def __init__(self, settings: Settings) -> None:
        super().__init__(("", settings.port), Handler)
        self.title = settings.title
        self.entries = Entries(settings.database_url)
        self.visits = Visits(settings.redis_url)


class Handler(BaseHTTPRequestHandler):
    server: Guestbook
    server_version = "guestbook"
    timeout = 30

    def do_GET(self) -> None:
        if self.path == "/healthz":
            self._health()
        elif self.path == "/":
            self._book()
        else:
            self._send(HTTPStatus.NOT_FOUND, "Not found\n", "text/plain")

    def do_POST(self) -> None:
        if self.path != "/":
            self._send(HTTPStatus.NOT_FOUND, "Not found\n", "text/plain")
            return
        length = self.headers.get("Content-Length", "")
        if not length.isdecimal() or int(length) > BODY_LIMIT_BYTES:
            self._send(HTTPStatus.BAD_REQUEST, f"A body of at most {BODY_LIMIT_BYTES} bytes is expected\n", "text/plain")
            return
        fields = parse_qs(self.rfile.read(int(length)).decode("utf-8", "replace"))
        author = fields.get("author", [""])[0].replace("\0", "").strip()
        message = fields.get("message", [""])[0].replace("\0", "").replace("\r\n", "\n").strip()
        if not (0 < len(author) <= AUTHOR_LIMIT and 0 < len(message) <= MESSAGE_LIMIT):
            self._book("Please give a name and a message.", HTTPStatus.BAD_REQUEST)
            return
        self.server.entries.add(author, message)
        self.send_response(HTTPStatus.SEE_OTHER)  # a reload of the page must not sign twice
        self.send_header("Location", "/")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _book(self, problem: str = "", status: HTTPStatus = HTTPStatus.OK) -> None:
        try:
            visits = self.server.visits.count_one()
        except redis.RedisError as error:
            self.log_message("visit not counted: %s", error)
            visits = None
        page = render(self.server.title, visits, self.server.entries.newest(), problem)
        self._send(status, page, "text/html; charset=utf-8")

    def _health(self) -> None:
        try:
            self.server.entries.check()
            self.server.visits.check()
        except (psycopg2.Error, redis.RedisError) as error:
            self._send(HTTPStatus.SERVICE_UNAVAILABLE, f"{error}\n", "text/plain; charset=utf-8")
        else:
            self._send(HTTPStatus.OK, "ok\n", "text/plain")

    def _send(self, status: HTTPStatus, text: str, content_type: str) -> None:
        body = text.encode("utf-8")
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        if getattr(self, "path", "") != "/healthz":  # no path yet when the request line is not HTTP
            print(f"{self.address_string()} {format % args}", file=sys.stderr)


def serve(settings: Settings) -> None:
    server = Guestbook(settings)

    def stop(*_: object) -> None:
        # From another thread: shutdown() waits for the loop that this handler interrupts.
        threading.Thread(target=server.shutdown).start()

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    print(f"listening on port {settings.port}", file=sys.stderr)
    server.serve_forever(poll_interval=0.1)
    server.server_close()
