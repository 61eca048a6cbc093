"""What is to be looked up: the quotes of each source, where they stand in the data, and where its text may be."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urldefrag

from guide.checks import Pointer
from guide.model.evidence import Fact
from guide.model.guide import Guide
from guide.model.repository import is_repository, write_raw_address
from guide.model.sources import Source

Pair = tuple[str, str]
"""A source's id and a quote of it."""


@dataclass(frozen=True)
class Quest:
    """One source and all that is quoted of it. `told` are the quotes that a report speaks of: all, or the new ones."""

    source: Source
    quotes: Mapping[str, tuple[Pointer, ...]]
    told: frozenset[str]

    @property
    def address(self) -> str:
        """Where the source's text stands first of all; empty where it has no address of its own."""
        return next(iter(self.addresses), "")

    @property
    def addresses(self) -> tuple[str, ...]:
        """Where the source's text may stand, the best place first."""
        source = self.source
        archive = source.archive
        if archive:
            found = (write_raw_address(archive.repository, archive.commit, path) for path in archive.paths)
            return tuple(address for address in found if address)
        written = (*((source.url,) if source.url else ()), *source.addresses)
        return tuple(dict.fromkeys(urldefrag(one).url for one in written if not is_repository(one)))


def list_quests(guide: Guide, old: Container[Pair] = ()) -> tuple[Quest, ...]:
    """Return what is to be looked up, a quest for each source with quotes that are not among the `old` ones."""
    found: dict[str, dict[str, list[Pointer]]] = {}
    for name, quote, place in _find_quotes(guide):
        found.setdefault(name, {}).setdefault(quote, []).append(place)
    quests = []
    for source in guide.of(Source):
        quotes = {quote: tuple(places) for quote, places in found.get(source.id, {}).items()}
        told = frozenset(quote for quote in quotes if (source.id, quote) not in old)
        if told:
            quests.append(Quest(source, quotes, told))
    return tuple(quests)


def list_old_pairs(raw: Mapping[str, Any]) -> frozenset[Pair]:
    """Return every quote of what data files held at another time, whether that can be read today or not."""
    return frozenset(_find_pairs(list(raw.values())))


def _find_quotes(guide: Guide) -> Iterator[tuple[str, str, Pointer]]:
    for kind, record in guide.everything():
        if isinstance(record, Fact):
            for index, evidence in enumerate(record.evidence):
                if evidence.quote:
                    yield evidence.source, evidence.quote, (kind, record.id, ("evidence", index, "quote"))


def _find_pairs(todo: list[Any]) -> Iterator[Pair]:
    while todo:
        value = todo.pop()
        if isinstance(value, dict):
            source, quote = value.get("source"), value.get("quote")
            if isinstance(source, str) and isinstance(quote, str):
                yield source, quote
            todo += value.values()
        elif isinstance(value, list):
            todo += value
