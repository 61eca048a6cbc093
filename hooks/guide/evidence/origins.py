"""What sources go back to: texts that copy one another count once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from guide.model.sources import Source

_SOURCES = "sources/"


def find_roots(source_id: str, sources: Mapping[str, Source]) -> frozenset[str]:
    """Return what a source goes back to in the end: origins/<id>, or sources/<id> of what copies nothing."""
    return frozenset(_climb(f"{_SOURCES}{source_id}", sources, frozenset()))


def _climb(name: str, sources: Mapping[str, Source], below: frozenset[str]) -> set[str]:
    """Follow `derived_from` upwards. A circle, which check_origins reports, ends where it closes."""
    source = sources.get(name.removeprefix(_SOURCES)) if name.startswith(_SOURCES) else None
    parents = [parent for parent in source.derived_from if parent not in below] if source else []
    found = [_climb(parent, sources, below | {name}) for parent in parents]
    return set().union(*found) if found else {name}


def count_origins(source_ids: Iterable[str], sources: Mapping[str, Source]) -> int:
    """Return how many independent origins some sources have: no two of them go back to the same text.

    Those that go back to least are taken first, so that a text made from two others adds nothing to them.
    """
    taken: set[str] = set()
    count = 0
    for roots in sorted(
        {find_roots(one, sources) for one in source_ids}, key=lambda roots: (len(roots), sorted(roots))
    ):
        if not roots & taken:
            taken |= roots
            count += 1
    return count
