"""A server on loopback that plays what other people's servers do to a link checker."""

from __future__ import annotations

import http.server
import ssl
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import format_datetime
from urllib.parse import unquote

from patience import PATIENCE

PAGE = (
    "<!doctype html><title>Page</title><h1 id='top-heading'>Heading</h1><a name=old>Old</a>"
    "<h2 id='终止'>End</h2><h2 id='user-content-readme'>Read me</h2><p id=a&amp;b>x</p>"
)
START = 1_800_000_000.0
"""The time at which the tests' own clock starts: 2027-01-15 08:00 UTC."""
Play = Callable[["Handler"], None]


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers by the first part of the path; the rest is an argument."""

    server: LinkServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Play the case that the path names."""
        self.close_connection = True
        with self.server.arrival:
            self.server.seen.append((self.command, self.path))
            self.server.arrival.notify_all()
        self.server.agents.add(self.headers.get("User-Agent", ""))
        self.server.languages.add(self.headers.get("Accept-Language", ""))
        self.server.hosts.add(self.headers.get("Host", ""))
        name = self.path.split("/")[1]
        if name in self.server.pages:
            self.send(200, *self.server.pages[name])
        else:
            CASES.get(name, _missing)(self)

    do_HEAD = do_GET  # noqa: N815

    @property
    def argument(self) -> str:
        """What stands behind the name of the case."""
        return unquote("/".join(self.path.split("/")[2:]))

    @property
    def times(self) -> int:
        """How often this path has been asked for, this time included."""
        return sum(path == self.path for _, path in self.server.seen)

    def answer(self, status: int, page: str = PAGE, kind: str = "text/html; charset=utf-8", **headers: str) -> None:
        """Send a whole answer."""
        self.send(status, page.encode("utf-8"), kind, **headers)

    def send(self, status: int, body: bytes, kind: str, **headers: str) -> None:
        """Send a whole answer of these bytes."""
        self.send_response(status)
        for key, value in {"Content-Type": kind, "Content-Length": str(len(body)), **headers}.items():
            self.send_header(key.replace("_", "-"), value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class LinkServer(http.server.ThreadingHTTPServer):
    """The server, what it was asked for, and `over`: what never answers does so once the test is over."""

    daemon_threads = True
    block_on_close = True

    def __init__(self, trust: ssl.SSLContext | None = None) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.scheme = "https" if trust else "http"
        self.seen: list[tuple[str, str]] = []
        self.agents: set[str] = set()
        self.languages: set[str] = set()
        self.hosts: set[str] = set()
        self.pages: dict[str, tuple[bytes, str]] = {}  # what tests put there, by name: the bytes and their type
        self.over = threading.Event()
        self.arrival = threading.Condition()
        if trust:
            self.socket = trust.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        """Return the address of a path."""
        return f"{self.scheme}://{host}:{self.server_port}/{path}"

    def count(self, least: int = 0) -> Mapping[str, int]:
        """Return how often each method was used, once there are so many requests: a client may leave before we look."""
        with self.arrival:
            self.arrival.wait_for(lambda: len(self.seen) >= least, timeout=PATIENCE)
            return Counter(method for method, _ in self.seen)

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: clients break off, that is what some cases are for."""


@contextmanager
def serve(trust: ssl.SSLContext | None = None) -> Iterator[LinkServer]:
    """Run the server; at the end it lets go of everybody who still waits."""
    server = LinkServer(trust)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        server.shutdown()
        server.server_close()
        thread.join(timeout=PATIENCE)


def _missing(handler: Handler) -> None:
    handler.answer(404)


def _redirect(status: int, target: str = "fine") -> Play:
    return lambda handler: handler.answer(status, "", Location=f"/{handler.argument or target}")


def _leave(handler: Handler) -> None:
    """Redirect to the address that is the argument, as it is."""
    handler.answer(302, "", Location=handler.argument)


def _endless(handler: Handler) -> None:
    handler.answer(302, "", Location=f"/endless/{int(handler.argument or 0) + 1}")


def _limited(handler: Handler) -> None:
    """Ask for the wait that is the argument; the second time it is over."""
    if handler.times > 1:
        handler.answer(200)
    else:
        handler.answer(429, "", Retry_After=handler.argument)


def _limited_until(handler: Handler) -> None:
    date = format_datetime(datetime.fromtimestamp(START + int(handler.argument), UTC), usegmt=True)
    handler.answer(200) if handler.times > 1 else handler.answer(429, "", Retry_After=date)


def _wait(handler: Handler) -> None:
    handler.server.over.wait()


def _drip(handler: Handler) -> None:
    """Send one header after the other, and never the last."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while not handler.server.over.wait(0.01):
        handler.wfile.write(b"X-More: and more\r\n")


def _cut(handler: Handler) -> None:
    handler.connection.close()


def _cut_page(handler: Handler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    if handler.command != "HEAD":
        handler.wfile.write(PAGE.encode("utf-8"))


def _big(handler: Handler) -> None:
    """Send a page without end, a piece at a time."""
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.end_headers()
    while handler.command != "HEAD" and not handler.server.over.wait(0.001):
        handler.wfile.write(b"<p>more</p>" * 1000)


def _on_get(status: int, head: Play) -> Play:
    return lambda handler: head(handler) if handler.command == "HEAD" else handler.answer(status)


CASES: Mapping[str, Play] = {
    "": lambda handler: handler.answer(200),
    "fine": lambda handler: handler.answer(200),
    "page": lambda handler: handler.answer(200),
    "paper": lambda handler: handler.answer(200, "%PDF", kind="application/pdf"),
    "status": lambda handler: handler.answer(int(handler.argument)),
    "moved": _redirect(301),
    "moved308": _redirect(308),
    "moved-home": lambda handler: handler.answer(301, "", Location="/"),
    "found": _redirect(302),
    "other": _redirect(303),
    "same": _redirect(307),
    "leave": _leave,
    "circle": _redirect(302, "circle-back"),
    "circle-back": _redirect(302, "circle"),
    "endless": _endless,
    "nowhere": lambda handler: handler.answer(302, ""),
    "limited": _limited,
    "limited-until": _limited_until,
    "limited-always": lambda handler: handler.answer(429, "", Retry_After=handler.argument or "1"),
    "limited-without": lambda handler: handler.answer(429, ""),
    "closed": lambda handler: handler.answer(503, "", Retry_After=handler.argument),
    "error-once": lambda handler: handler.answer(500 if handler.times <= 2 else 200),
    "slow": _wait,
    "drip": _drip,
    "cut": _cut,
    "cut-page": _cut_page,
    "big": _big,
    "no-head": _on_get(200, lambda handler: handler.answer(405, "")),
    "head-missing": _on_get(200, lambda handler: handler.answer(404, "")),
    "head-cut": _on_get(200, _cut),
    "head-sent-off": _on_get(200, lambda handler: handler.answer(302, "", Location="/status/404")),
}
