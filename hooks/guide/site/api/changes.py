"""What has changed in what is known, for programs: a list of the days, and a file for each of them.

So a program asks for what is new since a day without a server that reckons: it takes the days that are later.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from guide.model.evidence import Fact
from guide.model.journal import Change, Journal, Known
from guide.model.name import RecordName
from guide.site.api.record import RecordWriter
from guide.views.journal import tell_change

Node = dict[str, Any]
INDEX = "api/v1/changes.json"
"""The list of the days, with where the changes of each stand."""
_FOLDER = INDEX.removesuffix(".json")


def name_change_files(journal: Journal) -> Iterator[str]:
    """Yield the addresses of all files."""
    yield INDEX
    yield from (_name_day(day) for day in dict.fromkeys(change.on for change in journal.changes))


def write_changes(writer: RecordWriter) -> Iterator[tuple[str, Node]]:
    """Yield (address, content) of the list of days, the newest first, and of the changes of each day."""
    changes = writer.first.guide.journal.changes
    days = {day: tuple(some) for day, some in groupby(changes, key=lambda change: change.on)}
    listed = [{"date": day, "changes": len(some), "file": f"changes/{day}.json"} for day, some in days.items()]
    yield INDEX, {"as_of": writer.first.as_of.isoformat(), "days": listed}
    for day, some in days.items():
        yield _name_day(day), {"date": day, "changes": [_write_change(change, writer) for change in some]}


def _name_day(day: str) -> str:
    return f"{_FOLDER}/{day}.json"


def _write_change(change: Change, writer: RecordWriter) -> Node:
    told = {language: tell_change(change, localized) for language, localized in writer.guides.items()}
    sides = {"before": change.before, "after": change.after}
    return {
        "fact": change.record,
        "change": "removed" if change.after is None else "changed" if change.before else "added",
        "title": {language: one.title.text for language, one in told.items()},
        "text": {language: one.text for language, one in told.items()},
        **{name: _write_known(known) for name, known in sides.items() if known},
        "sources": [{"id": source.id, "title": source.title} for source in change.sources],
        **_locate(change, writer),
    }


def _write_known(known: Known) -> Node:
    return known.model_dump(mode="json", exclude_defaults=True)


def _locate(change: Change, writer: RecordWriter) -> Node:
    """Return where the fact stands, for readers and for programs; nothing where the guide does not hold it any more."""
    fact = writer.first.guide.find(RecordName.parse(change.record))
    if not isinstance(fact, Fact):
        return {}
    return {"address": writer.locate(fact), "record": f"records/{fact.kind}/{fact.id}.json"}
