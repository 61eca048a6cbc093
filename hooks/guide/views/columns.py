"""Which columns the table of a kind has. The row of the kind names them; most are fields, which their type shows."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, get_args, get_origin

from pydantic.fields import FieldInfo

from guide.model.guide import Guide
from guide.model.kinds import Kind
from guide.model.open_questions import Contradiction, Statement
from guide.model.record import Record, find_reference
from guide.model.records import (
    Condition,
    DataFate,
    FailureCause,
    Fix,
    Label,
    Place,
    PlatformDifference,
    Term,
    TimelineEntry,
)
from guide.model.sources import Source
from guide.model.subject import Subject
from guide.model.vocabulary import COMPARED, SourceClass
from guide.views.causes import OF_CAUSES, find_cause
from guide.views.cells import (
    CLAIM,
    FIXES,
    SCOPE,
    TITLE,
    Column,
    field_column,
    is_shown,
    place_column,
    platform_column,
    word_column,
)
from guide.views.choices import choose
from guide.views.localized_guide import LocalizedGuide
from guide.views.parts import Cell, Link, MenuPath, Words
from guide.views.sources import OF_SOURCES
from guide.views.table import Table, make_facts, make_table
from guide.views.terms import OF_TERMS


def _fill_path(localized: LocalizedGuide, record: Record) -> Cell:
    assert isinstance(record, Place)
    return (MenuPath(record.path[localized.language]),)


def _fill_quote(localized: LocalizedGuide, record: Record) -> Cell:
    assert isinstance(record, Statement)
    return (Words(record.quote, _find_language(record, localized)),)


def _find_language(statement: Statement, localized: LocalizedGuide) -> str:
    """Return the language of the article that a statement is of: the source among its evidence that has no weight."""
    sources = [(one, localized.find("sources", one.source, Source)) for one in statement.evidence]
    found = (one.language or source.language for one, source in sources if source.source_class is SourceClass.NONE)
    return str(next(found, localized.guide.subject.languages[0]))


def _fill_statements(localized: LocalizedGuide, record: Record) -> Cell:
    """Return links to the statements of the article that contradict each other, by their numbers."""
    assert isinstance(record, Contradiction)
    cell: list[Words | Link] = []
    for name in record.statements:
        statement = localized.find("statements", name, Statement)
        cell += [Words(localized.label("word.separator"))] if cell else []
        cell.append(Link(statement.number, localized.target(statement)))
    return tuple(cell)


_COUNTED_FROM = word_column("counted_from", "moment")
_OF_CLASS: Mapping[type[Record], Mapping[str, Column]] = {
    Contradiction: {"statements": ("statements", _fill_statements)},
    DataFate: {"fate": word_column("fate", "fate"), "counted_from": _COUNTED_FROM},
    FailureCause: OF_CAUSES,
    TimelineEntry: {"counted_from": _COUNTED_FROM},
    Place: {"path": ("path", _fill_path)},
    Source: OF_SOURCES,
    Statement: {"quote": ("quote", _fill_quote)},
    Term: OF_TERMS,
}
"""Columns of a class that say more than a field, or a field in a way of its own."""
_OF_FIELDS: Mapping[str, Mapping[str, Column]] = {
    "title": {"title": TITLE, "claim": CLAIM},
    "products": {"scope": SCOPE},
    "fixes": {"fixes": FIXES},
}
"""Columns of whatever class has a field."""


def list_columns(name: str, guide: Guide) -> tuple[Column, ...]:
    """Return the columns that the row of a kind names. Raises KeyError for a name that find_odd_columns yields."""
    kind = guide.kinds[name]
    known = _know_columns(kind.record_class, guide.subject)
    return tuple(known[name] for name in kind.columns)


def find_odd_columns(guide: Guide) -> Iterator[tuple[Kind, int, tuple[str, ...]]]:
    """Yield each kind with the place of a column that it does not have, and the names of those that it has."""
    for kind in guide.kinds.values():
        known = _know_columns(kind.record_class, guide.subject)
        yield from ((kind, index, tuple(sorted(known))) for index, name in enumerate(kind.columns) if name not in known)


def find_bare_columns(guide: Guide) -> Iterator[tuple[Kind, int, str]]:
    """Yield each kind with the place of a column that nobody has a heading for, and the heading's name."""
    labels = {label.id for label in guide.of(Label)}
    for kind in guide.kinds.values():
        known = _know_columns(kind.record_class, guide.subject)
        titled = {field.id for field in kind.fields if field.title}
        names = ((index, known[name][0]) for index, name in enumerate(kind.columns) if name in known)
        yield from ((kind, at, name) for at, name in names if name not in titled and f"column.{name}" not in labels)


def show_table(kind: str, localized: LocalizedGuide, argument: str) -> Table:
    """Return the table of `kind`; an argument that is a standing shows only the conditions of that standing."""
    known = localized.guide.records(kind)
    standings = dict.fromkeys(str(record.standing) for record in known if isinstance(record, Condition))
    wanted = choose(argument, ["", *standings])
    chosen = tuple(record for record in known if getattr(record, "standing", None) == wanted)
    records = chosen if wanted else localized.list_on_page(kind)
    return make_facts(kind, localized, list_columns(kind, localized.guide), records, argument)


def show_cause_condition(localized: LocalizedGuide, argument: str) -> Table:
    """Return the condition that a cause breaks, as a table of one row."""
    condition = localized.find("conditions", find_cause(localized, argument).condition or "", Condition)
    return make_table("conditions", localized, list_columns("conditions", localized.guide), [condition], "one")


def show_cause_fixes(localized: LocalizedGuide, argument: str) -> Table:
    """Return what to do about a cause."""
    fixes = [localized.find("fixes", fix, Fix) for fix in find_cause(localized, argument).fixes]
    return make_table("fixes", localized, list_columns("fixes", localized.guide), fixes, "one")


def _know_columns(record_class: type[Record], subject: Subject) -> Mapping[str, Column]:
    """Return every column that records of a class can have."""
    if issubclass(record_class, PlatformDifference):
        platforms = {name: platform_column(name) for name in subject.vocabularies[COMPARED]}
        return {**_know_fields(record_class), **platforms}
    return _know_fields(record_class)


@cache
def _know_fields(record_class: type[Record]) -> Mapping[str, Column]:
    fields = record_class.model_fields
    shown = {name: column for name, field in fields.items() if (column := _make_column(name, field))}
    common = [columns for name, columns in _OF_FIELDS.items() if name in fields]
    own = [columns for base, columns in _OF_CLASS.items() if issubclass(record_class, base)]
    return dict(ChainMap(*map(dict, own), *map(dict, common), shown))


def _make_column(name: str, field: FieldInfo) -> Column | None:
    """Return the column that shows a field by itself, or None."""
    if find_reference(field) == "places":
        return place_column(name)
    plain = name != "id" and find_reference(field) is None and _is_shown(field.annotation)
    return field_column(name) if plain else None


def _is_shown(annotation: Any) -> bool:
    """Say whether a column can show what stands in a field, which may be left out."""
    if isinstance(annotation, type):
        return is_shown(annotation)
    inner = [part for part in get_args(annotation) if part is not type(None)]
    return get_origin(annotation) is not tuple and bool(inner) and _is_shown(inner[0])
