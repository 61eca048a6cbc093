"""Whatever a record refers to exists."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from typing import Any, get_args

from pydantic.fields import FieldInfo

from guide.checks.problem import Problem
from guide.checks.walk import walk
from guide.model.evidence import Fact, Refers
from guide.model.guide import KINDS, Guide


def check_references(guide: Guide) -> Iterator[Problem]:
    """A source, place, fix, condition, statement or fact that a record names is a record of that kind."""
    known = {kind: {record.id for record in guide.records(kind)} for kind in KINDS}
    facts = {f"{kind}/{record.id}" for kind, record in guide.everything() if isinstance(record, Fact)}
    for kind, record in guide.everything():
        for path, value, field in walk(record):
            target = _find_target(field)
            allowed = known[target] if target else facts
            if target is not None and isinstance(value, str) and value not in allowed:
                yield Problem(kind, record.id, path, _explain(value, target, allowed))


def _find_target(field: FieldInfo | None) -> str | None:
    if field is None:
        return None
    return next((item.kind for item in [*field.metadata, *_nested(field.annotation)] if isinstance(item, Refers)), None)


def _nested(annotation: Any) -> Iterator[Any]:
    yield from getattr(annotation, "__metadata__", ())
    for inner in get_args(annotation):
        yield from _nested(inner)


def _explain(value: str, target: str, known: set[str]) -> str:
    close = difflib.get_close_matches(value, known, n=1)
    place = f"data/{target}.yml" if target else "the data"
    remedy = f"did you mean '{close[0]}'?" if close else f"add it to {place} or correct the name"
    return f"there is no '{value}' in {place}; {remedy}"
