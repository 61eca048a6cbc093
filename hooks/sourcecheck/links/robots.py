"""What a host asks programs to leave alone: its robots.txt, read once in a run before a page of it is taken."""

from __future__ import annotations

import threading
from contextlib import suppress
from urllib.parse import urlsplit, urlunsplit
from urllib.robotparser import RobotFileParser

from sourcecheck.links.hosts import find_host
from sourcecheck.links.rate_limiter import RateLimiter
from sourcecheck.links.reply import Answer, Ask, Failure, NoReply, Reply

_FIRST = 500_000  # bytes of a robots.txt that count, as RFC 9309 has it


class Robots:
    """Knows whether a page may be taken by `agent`, the name that a robots.txt calls us by."""

    def __init__(self, ask: Ask, limiter: RateLimiter, agent: str) -> None:
        self.ask = ask
        self.limiter = limiter
        self.agent = agent
        self._known: dict[str, RobotFileParser | None] = {}
        self._lock = threading.Lock()

    def allow(self, address: str) -> bool:
        """Say whether the host lets programs have a page. A host without a robots.txt that can be read does."""
        parts = urlsplit(address)
        origin = urlunsplit((parts.scheme, parts.netloc, "", "", ""))
        with self._lock:
            known = origin in self._known
        if not known:
            found = self._read(f"{origin}/robots.txt")
            with self._lock:
                self._known[origin] = found
        rules = self._known[origin]
        return rules is None or rules.can_fetch(self.agent, address)

    def _read(self, address: str) -> RobotFileParser | None:
        answer: Answer = NoReply(Failure.SLOW)
        with suppress(TimeoutError), self.limiter.turn(find_host(address)):
            answer = self.ask("GET", address, True)
        if not isinstance(answer, Reply) or answer.status != 200 or answer.page is None:
            return None
        rules = RobotFileParser()
        with suppress(Exception):  # what a stranger wrote: what cannot be read forbids nothing
            rules.parse(answer.page[:_FIRST].decode("utf-8", "replace").splitlines())
            return rules
        return None
