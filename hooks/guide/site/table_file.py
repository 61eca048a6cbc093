"""Records as a table that spreadsheets read."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def write_csv(records: Sequence[Mapping[str, Any]]) -> str:
    """Return records as a table that spreadsheets read: a row for each, and no cell that they take for a formula."""
    rows = [dict(flatten(record)) for record in records]
    columns = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, restval="", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows({name: _guard(text) for name, text in row.items()} for row in rows)
    return out.getvalue()


def flatten(value: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Yield (dotted name, text) of every field; evidence is reduced to the ids of its sources."""
    for name, field in value.items():
        if name == "evidence":
            yield "sources", " ".join(evidence["source"] for evidence in field)
        elif isinstance(field, dict):
            yield from flatten(field, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", " | ".join(map(_write_item, field)) if isinstance(field, list) else str(field)


def _write_item(item: Any) -> str:
    """Return an item of a list as a cell has it; a group of fields as JSON, which other programs read."""
    return json.dumps(item, ensure_ascii=False) if isinstance(item, dict) else str(item)


def _guard(text: str) -> str:
    """Keep a spreadsheet from taking a text for a formula; some skip spaces, and some know full-width signs, too."""
    return f"'{text}" if text.lstrip().startswith(_FORMULA) else text
