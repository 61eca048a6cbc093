"""Documents -> records: pydantic decides, and its complaints become diagnostics with a place and a remedy."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pydantic import TypeAdapter, ValidationError

from guide.messages.diagnostic import DataError, Diagnostic, cut_short
from guide.messages.location import Location
from guide.messages.message import Message
from guide.model.record import Record
from guide.model.subject import Subject
from guide.model.word import Vocabularies
from guide.read.explain import explain_all
from guide.read.nodes import Document
from guide.read.places import Path

_LIST = TypeAdapter(tuple[Any, ...])
_MOST_IN_RECORD = 100_000


def read_subject(document: Document, known: Subject | None = None) -> Subject:
    """Return the subject that its data file tells of. Raises DataError with every mistake in it.

    Its texts may be in any languages, unless it is `known` already which ones it has.
    """
    words: Vocabularies = known.vocabularies if known else {}
    if document.size > _MOST_IN_RECORD:
        raise DataError([_refuse_overfull(document, ())])
    try:
        return Subject.model_validate(document.value, context=words)
    except ValidationError as error:
        raise DataError(cut_short(explain_all(document, Subject, error, (), words))) from None


def read_records(document: Document, record_class: type[Record], subject: Subject) -> tuple[Record, ...]:
    """Return the records of one data file, in its order. Raises DataError with every mistake in it."""
    records: list[Record] = []
    mistakes = list(cut_short(_find_overfull(document)))
    mistakes = mistakes or list(cut_short(_read_all(document, record_class, subject.vocabularies, records)))
    mistakes = mistakes or list(cut_short(_find_repeated(document, records)))
    if mistakes:
        raise DataError(mistakes)
    return tuple(records)


def _find_overfull(document: Document) -> Iterator[Diagnostic]:
    """Yield each record that holds so much that nobody could list what is wrong in it."""
    records = document.value if document.size > _MOST_IN_RECORD and isinstance(document.value, list) else ()
    for index, record in enumerate(records):
        if _count(record) > _MOST_IN_RECORD:
            yield _refuse_overfull(document, (index,))


def _refuse_overfull(document: Document, path: Path) -> Diagnostic:
    return Diagnostic(document.locate(path), Message("file-too-large/values-in-one", limit=_MOST_IN_RECORD))


def _count(value: Any) -> int:
    """Return how many values there are in one, itself among them."""
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return 1 + sum(map(_count, inside))


def _read_all(
    document: Document, record_class: type[Record], words: Vocabularies, records: list[Record]
) -> Iterator[Diagnostic]:
    """Fill `records`; yield the mistakes of one record after the other, so that nobody waits for a million of them."""
    try:
        written = _LIST.validate_python(document.value)
    except ValidationError as error:
        yield from explain_all(document, record_class, error, (), words)
        return
    for index, record in enumerate(written):
        try:
            records.append(record_class.model_validate(record, context=words))
        except ValidationError as error:
            yield from explain_all(document, record_class, error, (index,), words)


def _find_repeated(document: Document, records: Iterable[Record]) -> Iterator[Diagnostic]:
    first: dict[str, Location] = {}
    for index, record in enumerate(records):
        location = document.locate((index, "id"))
        if record.id in first:
            place = f"{first[record.id].path}:{first[record.id].line}"
            yield Diagnostic(location, Message("repeated-id/record", id=record.id, place=place))
        first.setdefault(record.id, location)
