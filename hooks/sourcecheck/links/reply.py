"""What comes back when an address is asked for, and how long and how much is waited for."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol


@dataclass(frozen=True)
class Limits:
    """The bounds of every request. Times are in seconds."""

    connect: float = 10
    read: float = 20
    page: float = 60
    """For all of one request: connection, headers, and the page that is read in search of an anchor."""
    address: float = 180
    """For all tries of one address, but for the waits that its server asks for; the request at hand may end."""
    door: float = 120
    """For the turn at a host that others are at."""
    page_bytes: int = 3_000_000
    redirects: int = 8
    tries: int = 3
    backoff: tuple[float, ...] = (5, 20)
    """Between two tries, where the server does not ask for another wait."""
    longest_wait: float = 120
    """What Retry-After may ask for, all tries of one address together. Whoever asks for more is not asked again."""
    pause: float = 2
    """Between two requests to a host."""
    hosts_at_once: int = 24
    """Hosts that keep us waiting cost nothing but their turn."""
    run: float = 1200
    """For all addresses together. What had no turn by then is reported as not looked at."""


class Clock(Protocol):
    """Time, as far as it is needed: tests bring their own."""

    def now(self) -> float:
        """Return the seconds since 1970."""

    def sleep(self, seconds: float) -> None:
        """Wait."""


class WallClock:
    """The machine's own time."""

    def now(self) -> float:
        """Return the seconds since 1970."""
        return time.time()

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


class Failure(StrEnum):
    """Why there is no reply."""

    NO_DOMAIN = "no_domain"
    NO_LOOKUP = "no_lookup"
    PRIVATE = "private"
    MALFORMED = "malformed"
    REFUSED = "refused"
    CUT_OFF = "cut_off"
    GARBLED = "garbled"
    SLOW = "slow"
    TLS = "tls"


@dataclass(frozen=True)
class Reply:
    """What a server answered. Names of headers are in small letters; `page` is None where no page was asked for."""

    status: int
    headers: Mapping[str, str] = field(default_factory=dict)
    page: bytes | None = None
    whole: bool = True
    """False where the page is longer than the limit, and the rest was not read."""


@dataclass(frozen=True)
class NoReply:
    """There was none; `detail` is what the machine says of it."""

    failure: Failure
    detail: str = ""


Answer = Reply | NoReply
Ask = Callable[[str, str, bool], Answer]
"""ask(method, address, wants_page): one request, without redirects."""
