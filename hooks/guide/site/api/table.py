"""The records of each kind as a table, and the data package that says what stands in its columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from guide.model.field_help import Field, list_names
from guide.model.guide import Guide
from guide.site.api.description import VERSION
from guide.site.table_file import flatten, write_csv

Node = dict[str, Any]
_TYPES: Mapping[str, str] = {
    "percent": "number",
    **dict.fromkeys(("count", "working_days", "to_working_days"), "integer"),
    **dict.fromkeys(("independent_sources", "independent_against"), "integer"),
    **dict.fromkeys(("duration", "to"), "duration"),
}
"""The types of columns by the last part of their name; all else is text."""
_UNITS: Mapping[str, str] = {
    "percent": "percent",
    **dict.fromkeys(("working_days", "to_working_days"), "working day"),
    **dict.fromkeys(("independent_sources", "independent_against"), "source"),
}
_COLUMNS: Mapping[str, tuple[str, ...]] = {"figure": ("value",), "sources": ("evidence",), "fields": ()}
"""How the data files call what a table calls otherwise."""


def write_table(records: Sequence[Node]) -> str:
    """Return exported records as CSV, a row for each; of the evidence it has the ids of the sources."""
    return write_csv([make_row(record) for record in records])


def make_row(record: Node) -> Node:
    """Return an exported record with what a table has a column for."""
    row: Node = {key: record[key] for key in ("id", "address", "title", "figure") if key in record}
    row |= record.get("scope", {})
    return {**row, **_make_proof(record), "fields": record["fields"]}


def _make_proof(record: Node) -> Node:
    """Return the columns that tell how sure a fact is and who says so; none for what is no fact."""
    if "verdict" not in record:
        return {}
    verdict = record["verdict"]
    return {
        "verdict": verdict["id"],
        "verdict_text": verdict["text"],
        "reported_by": verdict.get("reported_by", ""),
        "independent_sources": verdict["supporting"]["independent_sources"],
        "independent_against": verdict["opposing"]["independent_sources"],
        "sources": list(dict.fromkeys(one["source"]["id"] for one in record["evidence"])),
    }


def describe_package(tables: Mapping[str, Sequence[Node]], guide: Guide, titles: Mapping[str, str], day: str) -> Node:
    """Return the data package of the tables: a Frictionless descriptor. `day` is that on which the guide speaks."""
    return {
        "profile": "tabular-data-package",
        "name": guide.subject.name,
        "version": f"{VERSION}+{day}",
        "licenses": [
            {"name": "CC-BY-4.0", "title": "CC BY 4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}
        ],
        "languages": list(guide.subject.complete_languages),
        "resources": [
            {
                "profile": "tabular-data-resource",
                "name": kind.replace("_", "-"),
                "title": titles[kind],
                "path": f"tables/{kind}.csv",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "dialect": {"lineTerminator": "\r\n"},
                "schema": {"fields": list(_describe_columns(kind, records, guide)), "primaryKey": ["id"]},
            }
            for kind, records in tables.items()
        ],
    }


def _describe_columns(kind: str, records: Sequence[Node], guide: Guide) -> Iterator[Node]:
    rows = (make_row(record) for record in records)
    texts = {field.id: field.text for field in guide.of(Field)}
    for name in dict.fromkeys(column for row in rows for column, _ in flatten(row)):
        path = name.split(".")
        asked = (*_COLUMNS.get(path[0], (path[0],)), *path[1:])
        found = next((texts[one] for one in list_names(kind, asked) if one in texts), None) if asked else None
        unit = {"unit": _UNITS[path[-1]]} if path[-1] in _UNITS else {}
        told = {"description": " · ".join(words for _, words in found.items())} if found else {}
        language = {"language": path[-1]} if path[-1] in guide.subject.languages else {}
        must = {"constraints": {"required": True, "unique": True}} if name == "id" else {}
        yield {"name": name, "type": _TYPES.get(path[-1], "string"), **unit, **language, **told, **must}
