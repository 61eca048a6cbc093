"""All addresses: several hosts at once, the addresses of one host one after the other, and an end for all of it."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterable, Mapping

from guide.links.hosts import find_host
from guide.links.outcome import Cause, Outcome
from guide.links.reply import Limits

Visit = Callable[[str], Outcome]
_STOPS = (Cause.LIMITED, Cause.CLOSED)


def visit_all(addresses: Iterable[str], visit: Visit, limits: Limits) -> Mapping[str, Outcome]:
    """Return what became of each address, in their order. What has no turn within `limits.run` is told so.

    A host that asks to be left alone is: its other addresses share the outcome, and are not asked for. Raises what
    `visit` raises.
    """
    wanted = list(dict.fromkeys(addresses))
    waiting: queue.SimpleQueue[list[str]] = queue.SimpleQueue()
    for group in _group_by_host(wanted):
        waiting.put(group)
    seen: queue.SimpleQueue[tuple[str, Outcome | Exception]] = queue.SimpleQueue()
    over = threading.Event()
    for _ in range(min(limits.hosts_at_once, waiting.qsize())):
        # Daemons: a server that never ends its answer must not keep the program from ending.
        threading.Thread(target=_work, args=(waiting, seen, visit, over), daemon=True).start()
    found = _collect(len(wanted), seen, time.monotonic() + limits.run)
    over.set()
    return {address: found.get(address, Outcome(Cause.NO_TURN)) for address in wanted}


def _group_by_host(addresses: list[str]) -> list[list[str]]:
    groups: dict[str, list[str]] = {}
    for address in addresses:
        groups.setdefault(find_host(address), []).append(address)
    return list(groups.values())


def _work(
    waiting: queue.SimpleQueue[list[str]],
    seen: queue.SimpleQueue[tuple[str, Outcome | Exception]],
    visit: Visit,
    over: threading.Event,
) -> None:
    while not over.is_set():
        try:
            group = waiting.get_nowait()
        except queue.Empty:
            return
        _visit_host(group, seen, visit, over)


def _visit_host(
    group: list[str],
    seen: queue.SimpleQueue[tuple[str, Outcome | Exception]],
    visit: Visit,
    over: threading.Event,
) -> None:
    closed: Outcome | None = None
    for address in group:
        if over.is_set():
            return
        try:
            outcome = closed or visit(address)
        except Exception as error:  # it is raised again where the outcomes are collected
            seen.put((address, error))
            return
        closed = outcome if outcome.cause in _STOPS else None
        seen.put((address, outcome))


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
