"""Pydantic's complaints in words that help the person who caused them: what is wrong, what is allowed, the remedy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from guide.messages.diagnostic import Diagnostic, Said, shorten
from guide.messages.nearest import NOTHING, suggest
from guide.model.language import Language
from guide.read.lookalikes import explain_slip, find_slip
from guide.read.nodes import Document, Path
from guide.read.pydantic_messages import (
    COMPLAINTS,
    GOT,
    MISSING_TEXT,
    PATTERNS,
    TYPE_HALF_WIDTH,
    UNKNOWN_KEY,
    UNKNOWN_WORD,
)

# Complaints about what is no prose, where a character of Chinese typing is a slip wherever it stands.
_PRECISE = {"enum", "string_pattern_mismatch", "int_parsing", "bool_parsing", "duration", "percent", "money", "date"}
# A text where a group or a list should be, because of the character that the pattern finds.
_BROKEN = {
    "model_type": re.compile("^[a-z_]+ *(\uff1a)|^(\uff5b)"),
    "model_attributes_type": re.compile("^[a-z_]+ *(\uff1a)|^(\uff5b)"),
    "tuple_type": re.compile("^([\uff3b\u3010])"),
}


def explain_all(
    document: Document, record_class: type[BaseModel], error: ValidationError, start: Path
) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each complaint about what stands at `start`.

    A list that is called too short because of a bad item is not one.
    """
    complaints = error.errors(include_url=False)
    around = {complaint["loc"][:length] for complaint in complaints for length in range(len(complaint["loc"]))}
    for complaint in complaints:
        if complaint["type"] != "too_short" or complaint["loc"] not in around:
            yield _explain(document, record_class, complaint, (*start, *complaint["loc"]))


def _explain(document: Document, record_class: type[BaseModel], complaint: Mapping[str, Any], path: Path) -> Diagnostic:
    name = ".".join(shorten(str(part)) for part in path[1:])
    prefix = Said("", f"{name}: ", f"{name}：") if name else NOTHING
    if complaint["type"] == "extra_forbidden":
        said = _explain_unknown(str(path[-1]), _find_fields(record_class, path[1:-1]))
        return Diagnostic(document.key_locations.get(path, document.locate(path)), said.wrap(prefix, NOTHING))
    found = _find_slip(complaint)
    location = document.mark_character(path, found) if found else document.locate(path)
    said = _explain_slip(found, complaint, path) if found else _explain_value(complaint, path)
    return Diagnostic(location, said.wrap(prefix, _show_input(complaint["input"])))


def _find_slip(complaint: Mapping[str, Any]) -> str | None:
    """Return the character of Chinese typing that a complaint comes from, or None."""
    kind, written = complaint["type"], complaint["input"]
    if kind == "full_width":
        return str(complaint["ctx"]["found"])
    if not isinstance(written, str):
        return None
    broken = _BROKEN[kind].search(written) if kind in _BROKEN else None
    return find_slip(written) if kind in _PRECISE else broken[broken.lastindex or 0] if broken else None


def _explain_slip(found: str, complaint: Mapping[str, Any], path: Path) -> Said:
    said = explain_slip(found)
    if said.rule != TYPE_HALF_WIDTH.rule:
        return said
    hint = TYPE_HALF_WIDTH if complaint["type"] != "full_width" else NOTHING
    return replace(_explain_value(complaint, path).wrap(NOTHING, hint), rule=said.rule)


def _explain_value(complaint: Mapping[str, Any], path: Path) -> Said:
    kind, context = complaint["type"], complaint.get("ctx", {})
    if kind == "missing" and path[-1] in set(Language):
        return MISSING_TEXT.format(languages=", ".join(Language))
    if kind == "enum":
        expected = str(context["expected"])
        words = re.findall("'(.*?)'", expected)
        hint = suggest(shorten(str(complaint["input"])), words)
        return UNKNOWN_WORD.format(expected=expected, words="、".join(words), hint=hint)
    if kind == "string_pattern_mismatch":
        return next(said for start, said in PATTERNS.items() if context["pattern"].startswith(start))
    said = COMPLAINTS.get(kind, Said(kind.replace("_", "-"), "{msg}", "{msg}"))
    return said.format(**{**context, "msg": complaint["msg"]})


def _show_input(written: Any) -> Said:
    if not isinstance(written, str):
        return NOTHING
    return GOT.format(written=shorten(written))


def _explain_unknown(key: str, known: Iterable[str]) -> Said:
    names = sorted(known)
    return UNKNOWN_KEY.format(hint=suggest(key, names), keys=", ".join(names), words="、".join(names))


def _find_fields(annotation: Any, path: Path) -> set[str]:
    """Return the names of the fields that stand at `path` inside a type."""
    for model in _find_models(annotation):
        fields = {field.alias or name: field for name, field in model.model_fields.items()}
        if not path:
            return set(fields)
        if path[0] in fields:
            return _find_fields(
                fields[str(path[0])].annotation, tuple(part for part in path[1:] if isinstance(part, str))
            )
    return set()


def _find_models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _find_models(inner)
