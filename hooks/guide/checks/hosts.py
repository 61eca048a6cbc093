"""No reader is led to a host of spam, by a link or by an address to copy out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from guide.checks.problem import Problem
from guide.checks.walk import walk
from guide.messages.message import Message
from guide.model.guide import Guide
from guide.model.records import BarredHost


def check_hosts(guide: Guide) -> Iterator[Problem]:
    """No text and no address of the data names a barred host."""
    for kind, record in guide.everything():
        for path, value, _ in () if isinstance(record, BarredHost) else walk(record):
            barred = find_barred(value, guide.of(BarredHost)) if isinstance(value, str) else None
            if barred:
                found, _ = barred
                yield Problem(
                    kind, record.id, path, Message("barred-host", host=found.host, reason=found.reason.model_dump())
                )


def find_barred(text: str, hosts: Iterable[BarredHost]) -> tuple[BarredHost, int] | None:
    """Return the first barred host that a text names, by itself or as the end of a longer name, and where; or None.

    A letter that browsers take for one of the name, such as the long s, is one.
    """
    known = tuple(hosts) if "." in text else ()  # which every host has, and nearly no Chinese text
    if known and _write_pattern(tuple(one.host for one in known)).search(text):
        places = ((one, _write_pattern((one.host,)).search(text)) for one in known)
        return next((one, found.start()) for one, found in places if found)
    return None


@cache
def _write_pattern(hosts: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?i)(?<![a-z0-9-])(?:{'|'.join(map(re.escape, hosts))})(?![a-z0-9-])")
