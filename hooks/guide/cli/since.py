"""What a change takes away or brings since a revision: addresses that are lost, quotes that nobody has looked up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from guide.changes.history import load_raw_at, load_texts_at
from guide.changes.lost import find_lost_addresses, holds_addresses
from guide.checks.captures import find_unread_quotes
from guide.load import locate_problems
from guide.load_all import Findings
from guide.messages.diagnostic import Diagnostic
from guide.model.guide import Guide
from guide.model.sources import Source
from sourcecheck.quotes.quests import list_old_pairs


def look_since(folder: Path, found: Findings, revision: str) -> Iterator[Diagnostic]:
    """Yield what is to be said of the change from `revision` to the data in `folder`, of which this was `found`.

    Raises RevisionError where git knows no such revision.
    """
    if found.guide:
        before = load_texts_at(folder.parent, revision, holds_addresses)
        yield from find_lost_addresses(before, found.guide, found.prose)
        if _have_changed(before, folder.parent):
            raw = load_raw_at(folder.parent, revision)
            renewed = _list_renewed(raw, found.guide)
            old = {pair for pair in list_old_pairs(raw) if pair[0] not in renewed}
            yield from locate_problems(find_unread_quotes(found.guide, old), folder, found.guide)


def _have_changed(before: Mapping[str, str], root: Path) -> bool:
    """Say whether a data file is not as it was: to read them all as they were takes its time."""
    now = {path.relative_to(root).as_posix(): path for path in (root / "data").rglob("*.yml")}
    then = {name: text for name, text in before.items() if name.startswith("data/")}
    return {*now} != {*then} or any(path.read_text(encoding="utf-8") != then[name] for name, path in now.items())


def _list_renewed(raw: Mapping[str, Any], guide: Guide) -> frozenset[str]:
    """Return the sources that stand elsewhere now, or are of another class: all that is quoted of them is new."""
    rows = raw.get("sources") or []
    then = {row.get("id"): (row.get("class"), row.get("url")) for row in rows if isinstance(row, dict)}
    now = {source.id: (str(source.source_class), source.url) for source in guide.of(Source)}
    return frozenset(name for name, told in now.items() if then.get(name) != told)
