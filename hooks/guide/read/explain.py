"""Pydantic's complaints in words that help the person who caused them: what is wrong, what is allowed, the remedy."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from guide.messages.diagnostic import Diagnostic, Said, shorten
from guide.model.language import LANGUAGES, Keyed
from guide.model.word import Vocabularies
from guide.read.lookalikes import explain_slip, find_slip
from guide.read.nodes import Document, Path
from guide.read.pydantic_messages import (
    COMPLAINTS,
    GOT,
    MISSING_TEXT,
    PATTERNS,
    SUGGESTION,
    TYPE_HALF_WIDTH,
    UNKNOWN_KEY,
    UNKNOWN_WORD,
)

_NOTHING = Said("", "", "")
# Complaints about what is no prose, where a character of Chinese typing is a slip wherever it stands.
_PRECISE = {"enum", "string_pattern_mismatch", "int_parsing", "bool_parsing", "duration", "percent", "money", "date"}
# A text where a group or a list should be, because of the character that the pattern finds.
_BROKEN = {
    "model_type": re.compile("^[a-z_]+ *(\uff1a)|^(\uff5b)"),
    "model_attributes_type": re.compile("^[a-z_]+ *(\uff1a)|^(\uff5b)"),
    "tuple_type": re.compile("^([\uff3b\u3010])"),
}


def explain_all(
    document: Document, record_class: type[BaseModel], error: ValidationError, start: Path, words: Vocabularies
) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each complaint about what stands at `start`; `words` are those of the subject.

    A list that is called too short because of a bad item is not one.
    """
    complaints = error.errors(include_url=False)
    around = {complaint["loc"][:length] for complaint in complaints for length in range(len(complaint["loc"]))}
    for complaint in complaints:
        if complaint["type"] != "too_short" or complaint["loc"] not in around:
            yield _explain(document, record_class, complaint, start, words)


def _explain(
    document: Document, record_class: type[BaseModel], complaint: Mapping[str, Any], start: Path, words: Vocabularies
) -> Diagnostic:
    path: Path = (*start, *complaint["loc"])
    name = ".".join(shorten(str(part)) for part in complaint["loc"])
    prefix = Said("", f"{name}: ", f"{name}：") if name else _NOTHING
    if complaint["type"] == "extra_forbidden":
        said = _explain_unknown(str(path[-1]), _find_fields(record_class, complaint["loc"][:-1], words))
        return Diagnostic(document.key_locations.get(path, document.locate(path)), said.wrap(prefix, _NOTHING))
    found = _find_slip(complaint)
    location = document.mark_character(path, found) if found else document.locate(path)
    said = _explain_slip(found, complaint, path, words) if found else _explain_value(complaint, path, words)
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


def _explain_slip(found: str, complaint: Mapping[str, Any], path: Path, words: Vocabularies) -> Said:
    said = explain_slip(found)
    if said.rule != TYPE_HALF_WIDTH.rule:
        return said
    hint = TYPE_HALF_WIDTH if complaint["type"] != "full_width" else _NOTHING
    return replace(_explain_value(complaint, path, words).wrap(_NOTHING, hint), rule=said.rule)


def _explain_value(complaint: Mapping[str, Any], path: Path, words: Vocabularies) -> Said:
    kind, context = complaint["type"], complaint.get("ctx", {})
    if kind == "missing" and path[-1] in words[LANGUAGES]:
        return MISSING_TEXT.format(languages=", ".join(words[LANGUAGES]))
    if kind == "enum":
        expected = str(context["expected"])
        known = re.findall("'(.*?)'", expected)
        hint = _suggest(shorten(str(complaint["input"])), known)
        return UNKNOWN_WORD.format(expected=expected, words="、".join(known), hint=hint)
    if kind == "string_pattern_mismatch":
        return next(said for start, said in PATTERNS.items() if context["pattern"].startswith(start))
    said = COMPLAINTS.get(kind, Said(kind.replace("_", "-"), "{msg}", "{msg}"))
    return said.format(**{**context, "msg": complaint["msg"]})


def _show_input(written: Any) -> Said:
    if not isinstance(written, str):
        return _NOTHING
    return GOT.format(written=shorten(written))


def _explain_unknown(key: str, known: Iterable[str]) -> Said:
    names = sorted(known)
    return UNKNOWN_KEY.format(hint=_suggest(key, names), keys=", ".join(names), words="、".join(names))


def _find_fields(annotation: Any, path: Path, words: Vocabularies) -> set[str]:
    """Return the names of the fields that stand at `path` inside a type."""
    names = tuple(part for part in path if isinstance(part, str))
    for model in _find_models(annotation):
        fields = {field.alias or name: field.annotation for name, field in model.model_fields.items()}
        if issubclass(model, Keyed):
            fields |= dict.fromkeys(words[model.vocabulary], model.item_type())
        if not names:
            return set(fields)
        if names[0] in fields:
            return _find_fields(fields[names[0]], names[1:], words)
    return set()


def _find_models(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _find_models(inner)


def _suggest(written: str, known: Iterable[str]) -> Said:
    close = difflib.get_close_matches(written, list(known), n=1)
    return SUGGESTION.format(word=close[0]) if close else _NOTHING
