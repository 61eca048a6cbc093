"""What a program has to know to read the guide's data: an OpenAPI description, and the schemas that it holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from guide.model.subject import Subject
from guide.model.values import FIGURES
from guide.model.vocabulary import Verdict

Node = dict[str, Any]
VERSION = "1.0.0"
"""The first number changes when a program that reads the data has to change, and is the `v1` of every address."""
POLICY = (
    "Within v1, keys are added and never taken away or given another meaning, and no address goes away. "
    "What would break a program appears under a new number; the old one is then kept for a year at least."
)
_NUMBERS = {"percent": "number", "count": "integer", "working_days": "integer", "to_working_days": "integer"}


def describe_api(subject: Subject, kinds: Sequence[str], root: str) -> Node:
    """Return the OpenAPI description of the data of `kinds`. `root` is the address of the site, if it is known."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": subject.name,
            "version": VERSION,
            "description": f"Static files, asked for by GET, without a key. {POLICY}",
            "license": {"name": "CC BY 4.0", "identifier": "CC-BY-4.0"},
        },
        "servers": [{"url": f"{root}api/v1" if root else "."}],
        "paths": {
            "/index.json": _describe_path("listKinds", "All kinds of records, with what they hold", "Index"),
            "/kinds/{kind}.json": _describe_path("listRecords", "The records of a kind", "Kind", kind=kinds),
            "/records/{kind}/{id}.json": _describe_path(
                "readRecord", "A record: what is said, by whom, and how sure that is", "Record", kind=kinds, id=()
            ),
        },
        "components": {"schemas": make_schemas(subject, kinds)},
    }


def make_schemas(subject: Subject, kinds: Sequence[str]) -> dict[str, Node]:
    """Return the schema of each thing that the files hold, by its name."""
    return {
        "Words": _describe("The same text in every language of the guide", _by_language(subject)),
        "Addresses": _describe("Where readers find it, by language", _by_language(subject)),
        "Figure": _describe_figure(),
        "Scope": _describe_scope(subject),
        "Side": _object(
            "The sources that say one thing; those that copy one another count once",
            {"independent_sources": {"type": "integer", "minimum": 0}, "sources": _list({"type": "string"})},
        ),
        "Verdict": _describe_verdict(),
        "Source": _describe_source(),
        "Evidence": _describe_evidence(),
        "Record": _describe_record(kinds),
        "Entry": _describe_entry(),
        "Kind": _object(
            "The records of a kind, shortly",
            {"kind": {"type": "string", "enum": [*kinds]}, "title": _ref("Words"), "records": _list(_ref("Entry"))},
        ),
        "Index": _describe_index(),
    }


def _describe_path(operation: str, summary: str, schema: str, **parameters: Sequence[str]) -> Node:
    given = [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": {"type": "string", **({"enum": [*words]} if words else {})},
        }
        for name, words in parameters.items()
    ]
    content = {"application/json": {"schema": _ref(schema)}}
    responses = {"200": {"description": summary, "content": content}, "404": {"description": "There is no such file"}}
    asked = {"parameters": given} if given else {}
    return {"get": {"operationId": operation, "summary": summary, **asked, "responses": responses}}


def _describe_figure() -> Node:
    measures: Node = {
        name: {"type": _NUMBERS.get(name, "string")} for name in FIGURES if name not in ("money", "same_as")
    }
    money = _object("An amount, as text so that nothing is rounded", {"amount": _TEXT, "currency": _TEXT})
    told = "A figure: in words, and as exactly one measure; durations are ISO 8601, `from` is the record it stands in"
    rest = {"money": money, "to": _TEXT, "to_working_days": {"type": "integer"}, "bound": _TEXT, "from": _TEXT}
    return _object(told, {"text": _ref("Words")}, {**measures, **rest, "of": _ref("Words"), "unit": _ref("Words")})


def _describe_scope(subject: Subject) -> Node:
    words = subject.vocabularies
    products = _list({"type": "string", "enum": [*words["products"]]})
    platforms = _list({"type": "string", **({"enum": [*words["platforms"]]} if words["platforms"] else {})})
    told = "What a record is about; no platform is named where it holds for all, `past` is until when it was so"
    return _object(told, {"products": products, "platforms": platforms}, {"past": _TEXT})


def _describe_verdict() -> Node:
    return _object(
        "How sure the guide is, computed from the evidence",
        {
            "id": {"type": "string", "enum": [one.value for one in Verdict]},
            **{name: _ref("Words") for name in ("text", "why")},
            **{name: _ref("Side") for name in ("supporting", "opposing")},
        },
        {"reported_by": _TEXT},
    )


def _describe_source() -> Node:
    must = dict.fromkeys(("id", "title", "class", "language"), _TEXT)
    may = dict.fromkeys(("url", "date", "record"), _TEXT)
    return _object("Who says so", {**must, "publisher": _ref("Words")}, may)


def _describe_evidence() -> Node:
    checked = _object("When and how somebody last looked", {"date": _TEXT, "how": _TEXT})
    must = {"source": _ref("Source"), "stance": _TEXT, "checked": checked}
    found = _object("Whether a machine found the quote at its source", {"id": _TEXT}, {"date": _TEXT})
    may = dict.fromkeys(("quote", "no_quote", "language", "locator"), _TEXT)
    more = {"figure": _ref("Figure"), "translation": _ref("Words"), "note": _ref("Words"), "quote_state": found}
    rest = {"counted": {"type": "boolean"}, "products": _list(_TEXT)}
    return _object("What one source says of a record", must, {**may, **more, **rest})


def _describe_record(kinds: Sequence[str]) -> Node:
    must = {"kind": {"type": "string", "enum": [*kinds]}, "id": _TEXT, "address": _ref("Addresses")}
    told = "A record. `fields` holds what only its kind has, every text with its figures filled in"
    may = {"figure": _ref("Figure"), "scope": _ref("Scope"), "verdict": _ref("Verdict")}
    title = {"anyOf": [_ref("Words"), _TEXT]}
    return _object(
        told, {**must, "fields": {"type": "object"}}, {**may, "title": title, "evidence": _list(_ref("Evidence"))}
    )


def _describe_entry() -> Node:
    must = {"id": _TEXT, "address": _ref("Addresses"), "record": _TEXT}
    title = {"anyOf": [_ref("Words"), _TEXT]}
    may = {"title": title, "figure": _ref("Figure"), "scope": _ref("Scope"), "verdict": _TEXT}
    return _object("What a list says of a record; `record` is its file, seen from the index", must, may)


def _describe_index() -> Node:
    listed = _object(
        "A kind and how many records it has",
        {"kind": _TEXT, "title": _ref("Words"), "records": {"type": "integer"}, "file": _TEXT},
    )
    must = dict.fromkeys(("name", "version", "policy", "license", "as_of", "description", "tables"), _TEXT)
    return _object("What there is", {**must, "languages": _list(_TEXT), "kinds": _list(listed)})


_TEXT: Node = {"type": "string"}


def _ref(name: str) -> Node:
    return {"$ref": f"#/components/schemas/{name}"}


def _list(items: Node) -> Node:
    return {"type": "array", "items": items}


def _object(told: str, must: Node, may: Node | None = None) -> Node:
    """Return the schema of a group; programs have to bear keys that are added later."""
    return _describe(told, {"type": "object", "required": [*must], "properties": {**must, **(may or {})}})


def _describe(told: str, schema: Node) -> Node:
    return {"description": told, **schema}


def _by_language(subject: Subject) -> Node:
    words = dict.fromkeys(subject.complete_languages, _TEXT)
    return {"type": "object", "required": [*words], "properties": words}
