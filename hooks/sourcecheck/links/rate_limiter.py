"""Politeness: one request at a time to a host, and a pause before the next."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from sourcecheck.links.reply import Clock, Limits


@dataclass
class _Door:
    """Of one host: who is in, and when the next may enter."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    opens: float = 0


class RateLimiter:
    """Hands out turns, whichever thread asks, and whether a link or a redirect leads to the host.

    Nobody waits for a turn longer than `patience`, in seconds of the machine's own time: a slow host that many
    redirects lead to would else keep all threads at its door.
    """

    def __init__(self, pause: float, clock: Clock, patience: float = Limits.door) -> None:
        self.pause = pause
        self.clock = clock
        self.patience = patience
        self._doors: dict[str, _Door] = {}
        self._lock = threading.Lock()

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Wait until a request may go to `host`; keep others off until it is done, and for the pause after it.

        Raises TimeoutError where it never was our turn.
        """
        with self._lock:
            door = self._doors.setdefault(host.lower(), _Door())
        if not door.lock.acquire(timeout=self.patience):
            raise TimeoutError
        try:
            early = door.opens - self.clock.now()
            if early > 0:
                self.clock.sleep(early)
            try:
                yield
            finally:
                door.opens = self.clock.now() + self.pause
        finally:
            door.lock.release()
