"""Pydantic's complaints in words that help the person who caused them: what is wrong, what is allowed, the remedy."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from guide.diagnostics import Diagnostic
from guide.model.language import Language
from guide.nodes import Document, Path

_MESSAGES: Mapping[str, str] = {
    "bool_parsing": "must be true or false",
    "int_parsing": "must be a whole number",
    "int_from_float": "must be a whole number",
    "greater_than_equal": "must be at least {ge}",
    "less_than_equal": "must be at most {le}",
    "missing": "is missing; add the key and its value",
    "model_attributes_type": "must be a group of 'key: value' lines; is the space after a colon missing?",
    "model_type": "must be a group of 'key: value' lines; is the space after a colon missing?",
    "string_too_long": "must be at most {max_length} characters long",
    "string_too_short": "must be at least {min_length} characters long",
    "string_type": "must be text, not a list or a group",
    "too_short": "must have at least one item",
    "tuple_type": "must be a list: one item a line, each after '- '",
}
PATTERNS: Mapping[str, str] = {
    "^[a-z0-9]+(-": "must be small Latin letters, digits and single hyphens, such as 'close-weixin-pay'",
    "^[a-z0-9_]+(": "must be small Latin letters, digits, '_' and '.', such as 'column.title'",
    "^[a-z0-9-]+/": "must name an answer as question/answer, such as product/wechat",
    "^[a-z-]+(/": "must be a page in docs/<language>/, such as failures/index.md",
    "^[a-z_]+/": "must name a record as kind/id, such as timeline/chat-72h",
    "^[0-9]+(": "must be a version such as 8.0.65",
    "^[0-9]\\.": "must be the article's section and number, such as 1.5",
    "^https://": "must be a whole address that begins with https://",
    "^https?://": "must be a whole address that begins with http:// or https://",
}
"""What a text must be, by how the pattern that holds it to that begins."""
_FULL_WIDTH = re.compile("[\uff01-\uff5e]")


def explain_all(document: Document, record_class: type[BaseModel], error: ValidationError) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each complaint; a list that is called too short because of a bad item is not one."""
    complaints = error.errors(include_url=False)
    places = [complaint["loc"] for complaint in complaints]
    for complaint, place in zip(complaints, places, strict=True):
        inner = any(other[: len(place)] == place and other != place for other in places)
        if complaint["type"] != "too_short" or not inner:
            yield _explain(document, record_class, complaint)


def _explain(document: Document, record_class: type[BaseModel], complaint: Mapping[str, Any]) -> Diagnostic:
    path: Path = tuple(complaint["loc"])
    name = ".".join(str(part) for part in path[1:])
    prefix = f"{name}: " if name else ""
    if complaint["type"] == "extra_forbidden":
        message = _explain_unknown(str(path[-1]), _find_fields(record_class, path[1:-1]))
        return Diagnostic(document.key_marks.get(path, document.mark(path)), prefix + message)
    return Diagnostic(document.mark(path), prefix + _explain_value(complaint, path) + _show_input(complaint["input"]))


def _explain_value(complaint: Mapping[str, Any], path: Path) -> str:
    kind, context = complaint["type"], complaint.get("ctx", {})
    if kind == "missing" and path[-1] in set(Language):
        return f"is missing; write the text in every language: {', '.join(Language)}"
    if kind == "enum":
        expected = str(context["expected"])
        suggestion = _suggest(str(complaint["input"]), re.findall("'(.*?)'", expected))
        return f"must be one of {expected}{suggestion}"
    if kind == "string_pattern_mismatch":
        return next(message for start, message in PATTERNS.items() if context["pattern"].startswith(start))
    message = _MESSAGES.get(kind)
    return message.format(**context) if message else str(complaint["msg"])


def _show_input(written: Any) -> str:
    if not isinstance(written, str):
        return ""
    hint = "; type full-width characters half-width" if _FULL_WIDTH.search(written) and len(written) < 20 else ""
    return f"{hint} (got '{written if len(written) < 80 else written[:77] + '...'}')"


def _explain_unknown(key: str, known: Iterable[str]) -> str:
    names = sorted(known)
    return f"unknown key{_suggest(key, names)}; the keys here are {', '.join(names)}"


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


def _suggest(written: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(written, list(known), n=1)
    return f"; did you mean '{close[0]}'?" if close else ""
