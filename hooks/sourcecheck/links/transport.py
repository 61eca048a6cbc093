"""One request to one address. The only module that touches the network.

The host is looked up here, held to the rule that it is public, and then that very machine is asked: between the look
and the request nobody can put another one in its place. Redirects are not followed; whoever follows them asks again.
"""

from __future__ import annotations

import itertools
import math
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    LocationParseError,
    NewConnectionError,
    ReadTimeoutError,
    SSLError,
)
from urllib3.util import Url, parse_url

from sourcecheck.links.hosts import is_public
from sourcecheck.links.reply import Answer, Failure, Limits, NoReply, Reply

Resolve = Callable[[str, int], list[str]]
"""The network addresses of a host, as text. Raises OSError as socket.getaddrinfo does, or UnicodeError."""

_KNOWN_HOST = "example.com"  # kept alive by IANA: without it, it is our own look-up that fails
_CHUNK = 65536
_LEAST = 0.001  # seconds: a time-out of none at all is a mistake to urllib3
_PORTS = {"http": 80, "https": 443}


def resolve_host(host: str, port: int) -> list[str]:
    """Return the network addresses of a host, in the order in which the machine would try them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True)
class Transport:
    """Sends requests. `agent` is who we say we are, `trust` whose certificates count.

    `languages` are the ones that pages are wanted in, by their codes, the best first; without any, none is asked for.

    `allow_loopback` is for tests: no other machine that is not public can be allowed. `end`, by time.monotonic(), is
    when the run is over: nothing is waited for any longer.
    """

    limits: Limits
    agent: str
    allow_loopback: bool = False
    trust: ssl.SSLContext = field(default_factory=ssl.create_default_context)
    resolve: Resolve = resolve_host
    end: float = math.inf
    languages: tuple[str, ...] = ()

    def ask(self, method: str, address: str, wants_page: bool) -> Answer:
        """Send one request, within the limits; see reply.Ask. Whatever goes wrong is an answer, too."""
        deadline = Deadline(min(self.end, time.monotonic() + self.limits.page))
        try:
            return self._ask(method, address, wants_page, deadline)
        except Exception as error:  # a stranger chose the address and what came: no surprise of theirs ends a run
            return _explain(error, deadline)

    def _ask(self, method: str, address: str, wants_page: bool, deadline: Deadline) -> Answer:
        url = _parse(address)
        if url is None:
            return NoReply(Failure.MALFORMED)
        machines = _look_up(url, self.resolve, self.allow_loopback)
        if isinstance(machines, NoReply):
            return machines
        answer: Answer = NoReply(Failure.REFUSED)
        for machine in machines[:2]:
            try:
                return self._send(method, url, machine, wants_page, deadline)
            except (NewConnectionError, ConnectTimeoutError) as error:
                answer = _explain(error, deadline)
        return answer

    def _send(self, method: str, url: Url, machine: str, wants_page: bool, deadline: Deadline) -> Reply:
        with deadline, self._connect(url, machine, deadline) as pool:
            response = pool.urlopen(
                method, url.request_uri, headers=self._make_headers(url), redirect=False, preload_content=False
            )
            try:
                known = {name.lower(): value for name, value in response.headers.items()}
                page, whole = _read_page(response, self.limits) if wants_page else (None, True)
                deadline.check()  # what was cut off looks like a page that has ended
                return Reply(response.status, known, page, whole)
            finally:
                response.close()

    def _connect(self, url: Url, machine: str, deadline: Deadline) -> urllib3.HTTPConnectionPool:
        """Return a pool of one connection to a machine, which is held to the name that the address gives."""
        left = max(deadline.left, _LEAST)
        timeout = urllib3.Timeout(connect=min(self.limits.connect, left), read=min(self.limits.read, left))
        port, name = _find_port(url), _find_name(url)
        if url.scheme == "http":
            plain = urllib3.HTTPConnectionPool(machine, port, timeout=timeout, retries=False, deadline=deadline)
            plain.ConnectionCls = _Plain
            return plain
        secure = urllib3.HTTPSConnectionPool(
            machine,
            port,
            timeout=timeout,
            retries=False,
            ssl_context=self.trust,
            server_hostname=name,
            assert_hostname=name,
            deadline=deadline,
        )
        secure.ConnectionCls = _Secure
        return secure

    def _make_headers(self, url: Url) -> dict[str, str]:
        return {
            "Host": url.netloc or "",
            "User-Agent": self.agent,
            "Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8",
            "Accept-Encoding": "identity",
            **({"Accept-Language": rank_languages(self.languages)} if self.languages else {}),
        }


def rank_languages(languages: Iterable[str]) -> str:
    """Return languages as a header asks for them: `zh,en;q=0.9`. From the tenth on, all are wanted as little."""
    ranks = (max(10 - rank, 1) for rank in itertools.count())
    return ",".join(code if rank == 10 else f"{code};q=0.{rank}" for code, rank in zip(languages, ranks, strict=False))


class Deadline:
    """The moment at which a request is over, whatever its server still sends.

    A limit on each wait bounds no server that sends a byte before each is over. So at the deadline the connection is
    shut, and whoever waits for it wakes up.
    """

    def __init__(self, end: float) -> None:
        self.end = end
        self._sockets: list[socket.socket] = []
        self._timer: threading.Timer | None = None

    @property
    def opened(self) -> bool:
        """Whether there was a connection."""
        return bool(self._sockets)

    @property
    def left(self) -> float:
        """The seconds until then; none are left where it has passed."""
        return max(0.0, self.end - time.monotonic())

    def check(self) -> None:
        """Raise TimeoutError where the deadline has passed."""
        if not self.left:
            raise TimeoutError

    def guard(self, connection: socket.socket | None) -> None:
        """Shut a connection when the deadline has come, at once where it has passed."""
        self._sockets += [connection] if connection else []
        if not self.left:
            self._shut()

    def __enter__(self) -> None:
        self.check()
        self._timer = threading.Timer(min(self.left, threading.TIMEOUT_MAX), self._shut)
        self._timer.daemon = True
        self._timer.start()

    def __exit__(self, *_: object) -> None:
        if self._timer:
            self._timer.cancel()

    def _shut(self) -> None:
        for connection in self._sockets:
            with suppress(OSError):  # it is closed already
                # Not what a TLS connection calls by this name: that takes its state from under the reader.
                socket.socket.shutdown(connection, socket.SHUT_RDWR)


class _Plain(HTTPConnection):
    """A connection that a deadline guards as soon as it is open, so that headers without end are cut off, too."""

    def __init__(self, *arguments: Any, deadline: Deadline, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.deadline = deadline

    def _new_conn(self) -> socket.socket:
        opened = super()._new_conn()
        self.deadline.guard(opened)
        return opened


class _Secure(HTTPSConnection):
    """The same with a certificate. The handshake, too, is over at the deadline."""

    def __init__(self, *arguments: Any, deadline: Deadline, **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.deadline = deadline

    def connect(self) -> None:
        """Connect, and have the deadline guard the connection."""
        super().connect()
        self.deadline.guard(self.sock)


def _parse(address: str) -> Url | None:
    try:
        url = parse_url(address)
    except LocationParseError:
        return None
    return url if url.scheme in _PORTS and url.host and not url.auth else None


def _look_up(url: Url, resolve: Resolve, allow_loopback: bool) -> list[str] | NoReply:
    """Return the machines behind a host, all of them public, or why there are none."""
    host = _find_name(url)
    try:
        machines = resolve(host, _find_port(url))
    except socket.gaierror as error:
        gone = error.errno == socket.EAI_NONAME and _knows(_KNOWN_HOST, resolve)
        return NoReply(Failure.NO_DOMAIN if gone else Failure.NO_LOOKUP, host)
    except OSError:
        return NoReply(Failure.NO_LOOKUP, host)
    except UnicodeError:
        return NoReply(Failure.MALFORMED, host)
    private = [machine for machine in machines if not is_public(machine, allow_loopback)]
    return NoReply(Failure.PRIVATE, f"{host} = {private[0]}") if private else machines


def _knows(host: str, resolve: Resolve) -> bool:
    try:
        return bool(resolve(host, 443))
    except OSError:
        return False


def _find_port(url: Url) -> int:
    return url.port or _PORTS[url.scheme or "https"]


def _find_name(url: Url) -> str:
    return (url.host or "").strip("[]")


def _read_page(response: urllib3.BaseHTTPResponse, limits: Limits) -> tuple[bytes, bool]:
    """Return the page as far as the limits allow, and whether that is all of it."""
    page = bytearray()
    while len(page) < limits.page_bytes:
        chunk = response.read(min(_CHUNK, limits.page_bytes - len(page)))
        if not chunk:
            return bytes(page), True
        page += chunk
    return bytes(page), False


def _explain(error: Exception, deadline: Deadline) -> NoReply:
    """Return what an error means. The words of the machine are kept where they help: a bad certificate has reasons."""
    if not deadline.left:
        return NoReply(Failure.SLOW)
    if isinstance(error, SSLError | ssl.SSLError):
        return NoReply(Failure.TLS, _find_reason(error))
    if isinstance(error, NewConnectionError):
        return NoReply(Failure.REFUSED)
    if isinstance(error, ConnectTimeoutError | ReadTimeoutError | TimeoutError):
        return NoReply(Failure.SLOW)
    if isinstance(error, ValueError) and not isinstance(error, HTTPError) and not deadline.opened:
        return NoReply(Failure.MALFORMED)
    known = isinstance(error, HTTPError | OSError)
    return NoReply(Failure.CUT_OFF if known else Failure.GARBLED, type(error).__name__)


def _find_reason(error: Exception) -> str:
    inner = next((one for one in (error, *error.args) if isinstance(one, ssl.SSLError)), None)
    if isinstance(inner, ssl.SSLCertVerificationError):
        return str(inner.verify_message)
    return str(getattr(inner, "reason", "") or type(error).__name__).lower().replace("_", " ")
