"""The journal as a file: JSON with a line for each change and each fact, the same bytes for the same content."""

from __future__ import annotations

import json
from collections.abc import Iterable

from pydantic import BaseModel, ValidationError

from guide.messages.diagnostic import DataError, Diagnostic, cut_short
from guide.messages.location import Location
from guide.messages.message import Message
from guide.model.journal import Journal
from guide.read.characters import find_characters


def parse_journal(content: str, path: str) -> Journal:
    """Read what write_journal wrote; `path` is what messages call the file. Raises DataError for anything else."""
    if odd := tuple(cut_short(find_characters(content, path))):
        raise DataError(odd)
    try:
        return Journal.model_validate_json(content)
    except ValidationError:
        raise DataError([Diagnostic(Location(path, 1, 1), Message("broken-journal"))]) from None


def write_journal(journal: Journal) -> str:
    """Return the content of the journal's file."""
    changes = _join(_write(change) for change in journal.changes)
    facts = _join(f"{json.dumps(name)}: {_write(known)}" for name, known in sorted(journal.facts.items()))
    return f'{{"changes": [{changes}],\n"facts": {{{facts}}}}}\n'


def _join(lines: Iterable[str]) -> str:
    told = ",\n".join(lines)
    return f"\n{told}\n" if told else ""


def _write(group: BaseModel) -> str:
    return json.dumps(group.model_dump(mode="json", exclude_defaults=True), ensure_ascii=False)
