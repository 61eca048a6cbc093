"""What earlier runs saw, so that nobody is asked again without need."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping

from pydantic import TypeAdapter, ValidationError

from guide.model.language import Frozen
from guide.model.vocabulary import Trouble
from sourcecheck.links.outcome import Cause, Outcome

_DAY = 86400
LASTS: Mapping[Trouble | None, int] = {None: 3 * _DAY, Trouble.MOVED: 3 * _DAY, Trouble.ROBOTS: _DAY}
"""For how many seconds an outcome is believed. What may have passed, or stops a change, is looked at anew."""


class CacheEntry(Frozen):
    """What was seen of one address: when (seconds since 1970), and since which day the same trouble is seen."""

    cause: Cause
    detail: str = ""
    at: int
    since: datetime.date

    @property
    def outcome(self) -> Outcome:
        """What was seen."""
        return Outcome(self.cause, self.detail)


_ADAPTER = TypeAdapter(dict[str, CacheEntry])


def parse_cache(content: str) -> Mapping[str, CacheEntry]:
    """Read what write_cache wrote. Anything else is forgotten: the worst that follows is another request."""
    try:
        return _ADAPTER.validate_json(content)
    except ValidationError:
        return {}


def write_cache(entries: Mapping[str, CacheEntry]) -> str:
    """Return the content of the file: JSON, an address a line, in their order."""
    lines = _ADAPTER.dump_json(dict(sorted(entries.items())), indent=1)
    return lines.decode("utf-8") + "\n"


def find_fresh(entries: Mapping[str, CacheEntry], addresses: Iterable[str], now: float) -> Mapping[str, Outcome]:
    """Return what need not be asked for again at `now`."""
    known = ((address, entries[address]) for address in addresses if address in entries)
    return {
        address: memory.outcome
        for address, memory in known
        if 0 <= now - memory.at < LASTS.get(memory.outcome.trouble, 0)
    }


def remember(entries: Mapping[str, CacheEntry], seen: Mapping[str, Outcome], now: float) -> Mapping[str, CacheEntry]:
    """Return the entries with what was seen at `now` among them."""
    day = datetime.datetime.fromtimestamp(now, datetime.UTC).date()
    fresh = {
        address: CacheEntry(
            cause=outcome.cause,
            detail=outcome.detail,
            at=int(now),
            since=_find_since(entries.get(address), outcome, day),
        )
        for address, outcome in seen.items()
    }
    return {**entries, **fresh}


def forget(entries: Mapping[str, CacheEntry], addresses: Iterable[str]) -> Mapping[str, CacheEntry]:
    """Return only what is known of these addresses."""
    kept = set(addresses)
    return {address: memory for address, memory in entries.items() if address in kept}


def _find_since(old: CacheEntry | None, outcome: Outcome, day: datetime.date) -> datetime.date:
    return old.since if old and old.outcome.trouble is outcome.trouble else day
