"""Asks the server that plays hosts as the check of links does, with time that only passes when somebody sleeps."""

from __future__ import annotations

import re
import socket
import ssl
from typing import Any

from link_server import START
from sourcecheck.links.client import Client
from sourcecheck.links.outcome import Outcome
from sourcecheck.links.rate_limiter import RateLimiter
from sourcecheck.links.reply import Limits
from sourcecheck.links.transport import Transport

PATIENT = Limits(connect=30, read=30, pause=0)


class Clock:
    """Time that only passes when somebody sleeps."""

    def __init__(self) -> None:
        self.time = START
        self.slept: list[float] = []

    def now(self) -> float:
        return self.time

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.time += seconds


def find_itself(host: str, port: int) -> list[str]:
    """Every host is this machine."""
    return ["127.0.0.1"]


def make_client(limits: Limits, clock: Clock, trust: ssl.SSLContext | None = None) -> Client:
    transport = Transport(
        limits, "tests", allow_loopback=True, resolve=find_itself, trust=trust or ssl.create_default_context()
    )
    return Client(transport.ask, limits, RateLimiter(limits.pause, clock))


def look(address: str, limits: Limits = PATIENT, clock: Clock | None = None) -> Outcome:
    """Return what becomes of an address."""
    return make_client(limits, clock or Clock()).visit(address)


_find = socket.getaddrinfo


def find_here(host: str, *arguments: Any, **more: Any) -> Any:
    """Find every host on this machine; a number is one already."""
    here = host if re.fullmatch(r"[0-9.]+", host) else "127.0.0.1"
    return _find(here, *arguments, **more)
