"""Pydantic's complaints in words that help the person who caused them: what is wrong, what is allowed, the remedy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from guide.messages.diagnostic import Diagnostic
from guide.messages.message import Message, shorten
from guide.messages.nearest import suggest
from guide.model.language import LANGUAGES, Keyed, list_asked
from guide.model.word import Vocabularies
from guide.read.lookalikes import explain_slip, find_slip
from guide.read.nodes import Document
from guide.read.places import Path

_COMPLAINTS: Mapping[str, Message] = {
    "bool_parsing": Message("true-or-false"),
    "int_parsing": Message("whole-number"),
    "int_from_float": Message("whole-number"),
    "int_parsing_size": Message("out-of-range/size"),
    "missing": Message("missing-key"),
    "model_attributes_type": Message("not-a-group"),
    "model_type": Message("not-a-group"),
    "string_type": Message("not-a-text"),
    "too_short": Message("empty-list"),
    "tuple_type": Message("not-a-list"),
}
_LIMITS: Mapping[str, tuple[str, str]] = {
    "greater_than_equal": ("out-of-range/least", "ge"),
    "less_than_equal": ("out-of-range/most", "le"),
    "too_long": ("list-too-long", "max_length"),
    "string_too_long": ("text-length/most", "max_length"),
    "string_too_short": ("text-length/least", "min_length"),
}
"""The message about a limit, and what pydantic calls the limit."""
PATTERNS: Mapping[str, Message] = {
    "^[a-z]+$": Message("wrong-form/typed"),
    "^[a-z]+(_": Message("wrong-form/word"),
    "^[a-z]{2,3}$": Message("wrong-form/language"),
    "^[a-z]{2,3}(-": Message("wrong-form/language-tag"),
    "^[A-Z]{3}$": Message("wrong-form/currency"),
    "^[a-z0-9]+(-": Message("wrong-form/id"),
    "^[a-z0-9_]+(": Message("wrong-form/label"),
    "^[a-z_]+(": Message("wrong-form/field"),
    "^[a-z0-9-]+(\\.": Message("wrong-form/host"),
    "^[a-z0-9-]+/": Message("wrong-form/answer"),
    "^[a-z-]+(/": Message("wrong-form/page"),
    "^[a-z0-9-]+(/": Message("wrong-form/place"),
    "^(sources|origins)/": Message("wrong-form/origin"),
    "^[0-9a-f]{40}": Message("wrong-form/commit"),
    "^[a-z0-9]{6}$": Message("wrong-form/device"),
    "^[a-z_]+/": Message("wrong-form/record"),
    "^([a-z_]+/": Message("wrong-form/text"),
    "^[0-9]+(": Message("wrong-form/version"),
    "^[0-9]\\.": Message("wrong-form/statement"),
    "^@?[A-Za-z0-9]+(": Message("wrong-form/owner"),
    "^https://": Message("web-address/https"),
    "^https?://": Message("web-address/any"),
}
"""What a text must be, by how the pattern that holds it to that begins."""
_LOGIN = re.compile(r"(https?://)([^/\\\s@]*)@")
"""An address with somebody's name, and perhaps the password, before the host."""
# Complaints about what is no prose, where a character of Chinese typing is a slip wherever it stands.
_PRECISE = {
    "enum",
    "string_pattern_mismatch",
    "int_parsing",
    "bool_parsing",
    "duration/form",
    "percentage",
    "money",
    "date",
}
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
    inside: Path = complaint["loc"]
    path = (*start, *inside)
    if complaint["type"] == "extra_forbidden":
        message = _explain_unknown(str(path[-1]), _find_fields(record_class, inside[:-1], words))
        return Diagnostic(document.locate_key(path), _place(message, inside))
    found = _find_slip(complaint)
    location = document.mark_character(path, found) if found else document.locate(path)
    message = _explain_slip(found, complaint, path, words) if found else _explain_value(complaint, path, words)
    return Diagnostic(location, _place(message, inside, complaint["input"]))


def _place(message: Message, inside: Path, written: Any = None) -> Message:
    """Return a message with the name of the field before it, and what is written there behind it."""
    name = ".".join(shorten(str(part)) for part in inside)
    field = Message("value/field", name=name) if name else ""
    got = Message("value/got", written=shorten(written)) if isinstance(written, str) else ""
    return message.within(Message("value/frame", field=field, got=got))


def _find_slip(complaint: Mapping[str, Any]) -> str | None:
    """Return the character of Chinese typing that a complaint comes from, or None."""
    kind, written = complaint["type"], complaint["input"]
    if kind == "full-width-character/character":
        return str(complaint["ctx"]["found"])
    if not isinstance(written, str):
        return None
    broken = _BROKEN[kind].search(written) if kind in _BROKEN else None
    return find_slip(written) if kind in _PRECISE else broken[broken.lastindex or 0] if broken else None


def _explain_slip(found: str, complaint: Mapping[str, Any], path: Path, words: Vocabularies) -> Message:
    message = explain_slip(found)
    if message.id != "full-width-character/character":
        return message
    value = _explain_value(complaint, path, words)
    return value if value.id == message.id else Message("full-width-character/value", value=value)


def _explain_value(complaint: Mapping[str, Any], path: Path, words: Vocabularies) -> Message:
    kind, context = complaint["type"], complaint.get("ctx", {})
    if kind == complaint["msg"]:  # the model's own, see model.refusal
        return Message(kind, **context)
    languages = list_asked(LANGUAGES, words)
    if kind == "missing" and path[-1] in languages:
        return Message("missing-text", languages=languages)
    if kind == "enum":
        known = re.findall("'(.*?)'", str(context["expected"]))
        quoted = tuple(Message("list/quoted", word=word) for word in known)
        return Message("unknown-word/list", known=quoted, hint=suggest(shorten(str(complaint["input"])), known))
    if kind == "string_pattern_mismatch":
        return _explain_form(str(complaint["input"]), context["pattern"])
    if kind in _LIMITS:
        id, name = _LIMITS[kind]
        return Message(id, limit=context[name])
    return _COMPLAINTS.get(kind) or Message("wrong-form/other", reason=complaint["msg"])


def _explain_form(written: str, pattern: str) -> Message:
    if login := _LOGIN.match(written):
        return Message("address-extras/secret", found=f"{login[2][:3]}…@", clean=login[1] + written[login.end() :])
    return next(message for start, message in PATTERNS.items() if pattern.startswith(start))


def _explain_unknown(key: str, known: Iterable[str]) -> Message:
    names = tuple(sorted(known))
    return Message("unknown-key", hint=suggest(key, names), keys=names)


def _find_fields(annotation: Any, path: Path, words: Vocabularies) -> set[str]:
    """Return the names of the fields that stand at `path` inside a type."""
    names = tuple(part for part in path if isinstance(part, str))
    for model in _find_models(annotation):
        fields = {field.alias or name: field.annotation for name, field in model.model_fields.items()}
        if issubclass(model, Keyed):
            fields |= dict.fromkeys(words.get(model.vocabulary, ()), model.item_type())
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
