"""Documents -> records: pydantic decides, and its complaints become diagnostics with a place and a remedy."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import TypeAdapter, ValidationError

from guide.diagnostics import DataError, Diagnostic, Mark, Said
from guide.explain import explain_all
from guide.model.evidence import Record
from guide.nodes import Document

_TAKEN = Said(
    "repeated-id",
    "the id '{id}' is taken in line {line}; choose another one",
    "{id} 这个 id 在第 {line} 行已经用过；请换一个",
)


def read_records(document: Document, record_class: type[Record]) -> tuple[Record, ...]:
    """Return the records of one data file, in its order. Raises DataError with every mistake in it."""
    adapter = TypeAdapter(tuple[record_class, ...])  # type: ignore[valid-type]
    try:
        records: tuple[Record, ...] = adapter.validate_python(document.value)
    except ValidationError as error:
        raise DataError(explain_all(document, record_class, error)) from None
    repeated = list(_find_repeated(document, records))
    if repeated:
        raise DataError(repeated)
    return records


def _find_repeated(document: Document, records: tuple[Record, ...]) -> Iterator[Diagnostic]:
    first: dict[str, Mark] = {}
    for index, record in enumerate(records):
        mark = document.mark((index, "id"))
        if record.id in first:
            yield Diagnostic(mark, _TAKEN.format(id=record.id, line=first[record.id].line))
        first.setdefault(record.id, mark)
