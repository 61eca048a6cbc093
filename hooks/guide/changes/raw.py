"""Data that today's model cannot read, compared as it is written: how many records of each kind differ."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from guide.changes.reading import list_seen
from guide.model.guide import Guide


@dataclass(frozen=True)
class Count:
    """How many records of a kind are new, gone, or written differently."""

    kind: str
    added: int
    removed: int
    changed: int


def count_differences(old: Mapping[str, Any], new: Mapping[str, Any], guide: Guide) -> tuple[Count, ...]:
    """Return the counts of each kind that differs. `old` and `new` map a kind to what its file holds.

    `guide` is the new one. Of kinds that it does not have any more, all is told.
    """
    kinds = [*(kind.id for kind in list_seen(guide)), *(kind for kind in old if kind not in guide.kinds)]
    counts = (_count(kind, _by_id(old.get(kind)), _by_id(new.get(kind))) for kind in kinds)
    return tuple(count for count in counts if count.added or count.removed or count.changed)


def _count(kind: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> Count:
    changed = sum(before[name] != after[name] for name in before if name in after)
    return Count(kind, len(after.keys() - before.keys()), len(before.keys() - after.keys()), changed)


def _by_id(records: Any) -> Mapping[str, Any]:
    """Return records by their id; those that have none, by their place."""
    listed = records if isinstance(records, list) else [] if records is None else [records]
    return {_name(record, index): record for index, record in enumerate(listed)}


def _name(record: Any, index: int) -> str:
    return str(record.get("id", index)) if isinstance(record, dict) else str(index)
