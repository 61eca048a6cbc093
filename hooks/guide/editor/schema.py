"""JSON Schemas for editors: what may stand in a data file, and what each field means, in every language.

The guide reads every scalar as text, an editor reads `43` as a number and `true` as a boolean. So a schema accepts
whatever YAML may make of a text that the model accepts. The dialect is draft-07, which all editors know.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from guide.model.evidence import Fact
from guide.model.field_help import Field, FieldPath, list_models, list_names
from guide.model.guide import Guide
from guide.model.kinds import Kind, list_declared
from guide.model.language import list_asked
from guide.model.reader_flow import Question
from guide.model.record import Record, Refers, list_marks
from guide.model.sources import Source
from guide.model.subject import SUBJECT, Subject
from guide.model.values import ENDS, FIGURES, Value
from guide.model.vocabulary import Effect
from guide.model.word import Vocabularies

Node = dict[str, Any]

IDS = "ids.json"
"""The file with the ids that records may name: the only one that changes when a record is added."""

_DIALECT = "http://json-schema.org/draft-07/schema#"
_SAMPLES = {"integer": ("43", "2026"), "number": ("4.3",), "boolean": ("true",)}
_KEPT = ("pattern", "minLength", "maxLength", "minimum", "maximum")
# How the formats that the model names, and the types that are no text, are written.
_FORMS: Mapping[str, Node] = {
    "words": {"pattern": r"^(?!.*[\uff10-\uff19\uff05\uff21-\uff3a\uff41-\uff5a])\S(.*\S)?$"},
    "date": {"pattern": r"^[0-9]{4}(-[0-9]{2}){0,2}$"},
    "full_date": {"pattern": r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"},
    "percent": {"pattern": r"^[0-9]{1,3}(\.[0-9]{1,3})?$", "minimum": 0, "maximum": 100},
    "duration": {"pattern": r"^P(T[0-9]{1,4}[MH]|[0-9]{1,4}[DMY])$"},
    "money": {"pattern": r"^[0-9]{1,12}(\.[0-9]{1,2})? [A-Z]{3}$"},
    "integer": {"pattern": r"^-?[0-9]+$"},
    "boolean": {"pattern": r"^(true|false)$"},
}
# What the model asks of several keys together.
_RULES: Mapping[str, Node] = {
    "Value": {
        "oneOf": [{"required": [name]} for name in FIGURES],
        "dependencies": {**{end: [name] for name, end in ENDS.items()}, "count": ["unit"], "unit": ["count"]},
    },
    "Answer": {
        "if": {"required": ["effect"], "properties": {"effect": {"not": {"const": Effect.FINE.value}}}},
        "then": {"anyOf": [{"required": ["fixes"]}, {"required": ["no_remedy"]}, {"required": ["ends"]}]},
    },
}
# Fields that name something smaller than a record.
_PARTS = {"same_as": "figures", "asked_if": "answers"}


def make_schemas(guide: Guide, remedy: str) -> dict[str, str]:
    """Return every schema file: its name, and its content as JSON text. The same guide gives the same bytes.

    `remedy` is what an editor says of a name that is not there.
    """
    schemas = {f"{kind.id}.json": make_schema(kind, guide) for kind in guide.kinds.values()}
    return {IDS: make_ids(guide, remedy), f"{SUBJECT}.json": make_subject_schema(guide), **schemas}


def make_ids(guide: Guide, remedy: str = "") -> str:
    """Return the names that records may have in the fields that ask for one, as JSON text.

    Without a `remedy`, editors say in their own words that a name is not there.
    """
    told = {"errorMessage": remedy} if remedy else {}
    definitions = {name: {**_make_list(guide, name), **told} for name in sorted(_list_asked(guide))}
    return _write_json({"$schema": _DIALECT, "title": "ids", "definitions": definitions})


def _list_asked(guide: Guide) -> frozenset[str]:
    """Return the lists of names that fields of the model ask for, as ids.json calls them."""
    models = list_models(kind.record_class for kind in guide.kinds.values())
    marks = (mark for model in models for field in model.model_fields.values() for mark in list_marks(field))
    return frozenset((*(_name_list(mark.kind) for mark in marks if isinstance(mark, Refers)), *_PARTS.values()))


def make_schema(kind: Kind, guide: Guide) -> str:
    """Return the schema of the data file of a kind, as JSON text. It refers to the ids in `ids.json` beside it."""
    told = " · ".join(words for _, words in kind.title.items())
    return _make_schema(kind.id, told, kind.record_class, guide)


def make_subject_schema(guide: Guide) -> str:
    """Return the schema of the subject's data file, as JSON text."""
    return _make_schema(SUBJECT, SUBJECT, Subject, guide)


def _make_schema(name: str, title: str, model_class: type[BaseModel], guide: Guide) -> str:
    """Return the schema of the data file `name`: a list of records, or else one group."""
    model = model_class.model_json_schema()
    explained = {**{field.id: field.text for field in guide.of(Field)}, **list_declared(guide.kinds.values())}
    texts = {name: dict(text.items()) for name, text in explained.items()}
    writer = _Writer(name, model.get("$defs", {}), texts, guide.subject.vocabularies)
    written = writer.write(model, ())
    head = {"$schema": _DIALECT, "title": title, "description": model["description"]}
    body = {"type": "array", "items": written} if issubclass(model_class, Record) else written
    return _write_json({**head, **body, "definitions": dict(sorted(writer.shared.items()))})


class _Writer:
    """Writes the schema of one kind; classes that look the same wherever they stand are written once, in `shared`."""

    def __init__(
        self, kind: str, given: Mapping[str, Node], texts: Mapping[str, Mapping[str, str]], words: Vocabularies
    ) -> None:
        self.kind = kind
        self.words = words
        self.given = given
        self.texts = texts
        self.shared: dict[str, Node] = {}

    def write(self, node: Node, path: FieldPath) -> Node:
        """Return what an editor has to know of `node`, pydantic's schema of the value at `path`."""
        if "measures" in node:
            bare = {key: value for key, value in node.items() if key != "measures"}
            return {"allOf": [self.write(bare, path), {"anyOf": [{"required": [one]} for one in node["measures"]]}]}
        if "$ref" in node:
            return self._share(node["$ref"].rpartition("/")[2], path)
        if "anyOf" in node:  # an optional value: nobody writes null, the key is left out
            return self.write(node["anyOf"][0], path)
        target = _name_list(node["refers"]) if "refers" in node else _PARTS.get(path[-1]) if path else None
        if target and node.get("type") != "array":
            return {"$ref": f"{IDS}#/definitions/{target}"}
        words = self.words[node["vocabulary"]] if "vocabulary" in node else node.get("enum")
        if words is not None:
            told = [self._explain(path, word, " · ") for word in words]
            return {"type": "string", "enum": [*words], **({"enumDescriptions": told} if any(told) else {})}
        return self._write_plain(node, path)

    def _write_plain(self, node: Node, path: FieldPath) -> Node:
        if node.get("type") == "array":
            least = {"minItems": node["minItems"]} if "minItems" in node else {}
            return {"type": "array", **least, "items": self.write(node["items"], path)}
        if node.get("type") == "object":
            return self._write_object(node, path)
        form = {key: node[key] for key in _KEPT if key in node} | _FORMS.get(node.get("format") or node["type"], {})
        told = {"patternErrorMessage": self._explain(path, between=" ")} if "pattern" in form else {}
        return {"type": _list_types(form.get("pattern", "")), **form, **told}

    def _write_object(self, node: Node, path: FieldPath) -> Node:
        keys, asked = (self.words[node["keys"]], list_asked(node["keys"], self.words)) if "keys" in node else ((), ())
        inside = {**dict.fromkeys(keys, node.get("additionalProperties")), **node["properties"]}
        fields = {name: self._write_field(inner, (*path, name)) for name, inner in inside.items()}
        required = [*asked, *node.get("required", ())]
        must = {"required": required} if required else {}
        return {"type": "object", "additionalProperties": False, **must, "properties": fields}

    def _write_field(self, node: Node, path: FieldPath) -> Node:
        return {"description": self._explain(path), **self.write(node, path)}

    def _share(self, name: str, path: FieldPath) -> Node:
        written = {**self.write(self.given[name], path), **_RULES.get(name, {})}
        same = self.shared.setdefault(name, written) == written
        return {"$ref": f"#/definitions/{name}"} if same else written

    def _explain(self, path: FieldPath, word: str = "", between: str = "\n\n") -> str:
        found = (self.texts[name] for name in list_names(self.kind, path, word) if name in self.texts)
        return between.join(next(found, {}).values())


def _list_types(pattern: str) -> list[str]:
    """Return what YAML may make of a text of this form."""
    found = [name for name, samples in _SAMPLES.items() if any(re.search(pattern, sample) for sample in samples)]
    return ["string", *found]


def _make_list(guide: Guide, name: str) -> Node:
    ids = list(_list_ids(guide, name))
    told = {"enumDescriptions": [source.title for source in guide.of(Source)]} if name == "sources" else {}
    # An editor reads an id of digits as a number.
    enum = ids + [int(one) for one in ids if one.isdigit()]
    return {"type": ["string", "integer"], "enum": enum, **told}


def _name_list(refers: str) -> str:
    """Return what the list of the records that a field may name is called in ids.json."""
    return refers.replace("|", "_or_") or "facts"


def _list_ids(guide: Guide, name: str) -> Iterator[str]:
    if "_or_" in name:
        yield from (str(record.name) for kind in name.split("_or_") for record in guide.records(kind))
    elif name == "facts":
        yield from (str(fact.name) for fact in guide.of(Fact))
    elif name == "figures":
        yield from _list_figures(guide)
    elif name == "answers":
        yield from (f"{question.id}/{answer.id}" for question in guide.of(Question) for answer in question.answers)
    else:
        yield from (record.id for record in guide.records(name))


def _list_figures(guide: Guide) -> Iterator[str]:
    """Yield every figure that stands in its own record, as `same_as` names it."""
    for _, record in guide.everything():
        for field in type(record).model_fields:
            value = getattr(record, field)
            if isinstance(value, Value) and not value.same_as:
                yield str(record.name) + ("" if field == "value" else f".{field}")


def _write_json(content: Node) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
