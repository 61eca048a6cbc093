"""Whoever edits a data file is told what to write in each field."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from guide.checks.problem import Problem
from guide.messages.message import Message
from guide.model.field_help import list_fields, list_names
from guide.model.guide import KINDS, Guide
from guide.model.subject import SUBJECT, Subject


def check_explanations(guide: Guide) -> Iterator[Problem]:
    """Every field, and every word of a closed list, is explained in fields.yml, and nothing else is."""
    known = {field.id for field in guide.fields}
    used: set[str] = set()
    missing: dict[str, str] = {}
    models: Mapping[str, type[BaseModel]] = {SUBJECT: Subject, **KINDS}
    for kind, record_class in models.items():
        for path, word in list_fields(record_class, guide.subject.vocabularies):
            names = list(list_names(kind, path, word))
            found = next((name for name in names if name in known), None)
            if found:
                used.add(found)
            else:
                missing.setdefault(names[-1], names[0])
    for name, place in missing.items():
        yield Problem("fields", "", (), Message("field-not-explained", name=name, place=place))
    for field in guide.fields:
        if field.id not in used:
            yield Problem("fields", field.id, ("id",), _explain_unused(field.id, missing))


def _explain_unused(name: str, missing: dict[str, str]) -> Message:
    close = difflib.get_close_matches(name, missing, n=1)
    remedy = Message("hint/nearest", word=close[0]) if close else Message("hint/correct-name")
    return Message("unused-explanation", name=name, remedy=remedy)
