"""All addresses: several hosts at once, the addresses of one host one after the other, and an end for all of it."""

from __future__ import annotations

import heapq
import queue
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from sourcecheck.links.hosts import find_host
from sourcecheck.links.outcome import Cause, Outcome
from sourcecheck.links.reply import Limits

Visit = Callable[[str], Outcome]
_STOPS = (Cause.LIMITED, Cause.CLOSED)


@dataclass(order=True)
class _Host:
    """A host whose addresses wait: the seconds that it has taken so far, then its place among the hosts."""

    taken: float
    place: int
    addresses: list[str] = field(compare=False)
    """From the last to the first."""
    closed: Outcome | None = field(default=None, compare=False)
    """What its other addresses share, where it wants to be left alone."""


class _Line:
    """The hosts that wait. Next is whoever has taken the least time: slow ones keep nobody from a first turn."""

    def __init__(self, hosts: Iterable[_Host]) -> None:
        self._hosts = list(hosts)
        heapq.heapify(self._hosts)
        self._lock = threading.Lock()

    def take(self) -> _Host | None:
        """Return the next host, which nobody else gets until it is put back; None where none waits."""
        with self._lock:
            return heapq.heappop(self._hosts) if self._hosts else None

    def put(self, host: _Host) -> None:
        """Let a host wait again."""
        with self._lock:
            heapq.heappush(self._hosts, host)


def visit_all(addresses: Iterable[str], visit: Visit, limits: Limits) -> Mapping[str, Outcome]:
    """Return what became of each address, in their order. What has no turn within `limits.run` is told so.

    A host that asks to be left alone is: its other addresses share the outcome, and are not asked for. Raises what
    `visit` raises.
    """
    wanted = list(dict.fromkeys(addresses))
    hosts = _group_by_host(wanted)
    line = _Line(hosts)
    seen: queue.SimpleQueue[tuple[str, Outcome | Exception]] = queue.SimpleQueue()
    over = threading.Event()
    for _ in range(min(limits.hosts_at_once, len(hosts))):
        # Daemons: a server that never ends its answer must not keep the program from ending.
        threading.Thread(target=_work, args=(line, seen, visit, over), daemon=True).start()
    found = _collect(len(wanted), seen, time.monotonic() + limits.run)
    over.set()
    return {address: found.get(address, Outcome(Cause.NO_TURN)) for address in wanted}


def _group_by_host(addresses: list[str]) -> list[_Host]:
    groups: dict[str, list[str]] = {}
    for address in addresses:
        groups.setdefault(find_host(address), []).append(address)
    return [_Host(0, place, group[::-1]) for place, group in enumerate(groups.values())]


def _work(
    line: _Line, seen: queue.SimpleQueue[tuple[str, Outcome | Exception]], visit: Visit, over: threading.Event
) -> None:
    """Visit one address of the next host after the other. Whoever holds a host puts it back, so none is forgotten."""
    while not over.is_set() and (host := line.take()):
        address, start = host.addresses.pop(), time.monotonic()
        try:
            outcome = host.closed or visit(address)
        except Exception as error:  # it is raised again where the outcomes are collected
            seen.put((address, error))
            return
        seen.put((address, outcome))
        host.closed = outcome if outcome.cause in _STOPS else None
        host.taken += time.monotonic() - start
        if host.addresses:
            line.put(host)


def _collect(count: int, seen: queue.SimpleQueue[tuple[str, Outcome | Exception]], end: float) -> Mapping[str, Outcome]:
    found: dict[str, Outcome] = {}
    while len(found) < count:
        try:
            address, outcome = seen.get(timeout=max(0.0, end - time.monotonic()))
        except queue.Empty:
            break
        if isinstance(outcome, Exception):
            raise outcome
        found[address] = outcome
    return found
