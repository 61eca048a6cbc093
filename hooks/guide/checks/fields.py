"""Whoever edits a data file is told what to write in each field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from guide.checks.problem import Problem
from guide.messages.message import Message
from guide.messages.nearest import suggest
from guide.model.field_help import Field, list_fields, list_names
from guide.model.guide import Guide
from guide.model.kinds import list_declared
from guide.model.language import BEGINNING
from guide.model.subject import SUBJECT, Subject


def check_explanations(guide: Guide) -> Iterator[Problem]:
    """Every field, and every word of a closed list, is explained in fields.yml, and nothing else is.

    A language that is only beginning may be explained, like any other, and need not be.
    """
    known = {*list_declared(guide.kinds.values()), *(field.id for field in guide.of(Field))}
    used: set[str] = set()
    missing: dict[str, str] = {}
    words = guide.subject.vocabularies
    classes = {kind.id: kind.record_class for kind in guide.kinds.values()}
    models: Mapping[str, type[BaseModel]] = {SUBJECT: Subject, **classes}
    for kind, record_class in models.items():
        for path, word in list_fields(record_class, words):
            names = list(list_names(kind, path, word))
            found = next((name for name in names if name in known), None)
            if found:
                used.add(found)
            elif (word or path[-1]) not in words[BEGINNING]:
                missing.setdefault(names[-1], names[0])
    explained = [kind.id for kind in guide.kinds.values() if issubclass(kind.record_class, Field)]
    for name, place in missing.items() if explained else ():
        yield Problem(explained[0], "", (), Message("field-not-explained", name=name, place=place))
    for field in guide.of(Field):
        if field.id not in used:
            remedy = suggest(field.id, missing, Message("hint/correct-name"))
            yield Problem(*field.name, ("id",), Message("unused-explanation", name=field.id, remedy=remedy))
