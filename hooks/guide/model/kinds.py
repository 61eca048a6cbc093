"""What kinds of record there are: one row of data/kinds.yml for each, and the class that the row makes.

A class with logic of its own stands in this package, once in CLASSES. A kind that has none needs no Python: its row
says which fields it has beyond those of the class that it is made from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    Field,
    GetJsonSchemaHandler,
    ValidationError,
    create_model,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, InitErrorDetails, PydanticKnownError

from guide.model import field_help
from guide.model.evidence import Fact
from guide.model.language import Frozen, Lines, Text
from guide.model.open_questions import Contradiction, Disagreement, Statement, Unknown
from guide.model.reader_flow import Asked, Milestone, PageName, Question, Stage, State
from guide.model.record import Record
from guide.model.records import (
    BarredHost,
    Change,
    Condition,
    DataFate,
    FailureCause,
    FailureShare,
    Fix,
    Label,
    Law,
    LinkException,
    Place,
    PlaceRef,
    PlatformDifference,
    Step,
    Term,
    TimelineEntry,
    WaitingPeriod,
)
from guide.model.refusal import refuse
from guide.model.sources import Origin, Source
from guide.model.values import Duration, PartialDate, TimeValue, Unit, Value, WrittenDuration
from guide.model.wording import CountException, WordingException

ROWS = 24
"""How many rows a page of one kind shows, unless told: a phone lays them out without a pause."""
KINDS = "kinds"
"""The kind whose records are the kinds."""


class Group(StrEnum):
    """Whom the records of a kind are for: readers, who find them on a page, or those who edit the guide.

    A register is for readers who want to know all: it is as long as it has to be, and no choice of theirs shortens it.
    """

    READERS = "readers"
    REGISTER = "register"
    EDITORS = "editors"


class FieldType(StrEnum):
    """What is written into a field that a row declares."""

    TEXT = "text"
    LINES = "lines"
    VALUE = "value"
    TIME = "time"
    DATE = "date"
    FLAG = "flag"
    PLACE = "place"


_TYPES: Mapping[FieldType, Any] = {
    FieldType.TEXT: Text,
    FieldType.LINES: Lines,
    FieldType.VALUE: Value,
    FieldType.TIME: TimeValue,
    FieldType.DATE: PartialDate,
    FieldType.PLACE: PlaceRef,
}

FieldName = Annotated[str, Field(pattern=r"^[a-z]+(_[a-z]+)*$", max_length=40)]
"""A key of a data file."""


class KindField(Frozen):
    """A field that only this kind has. `title` is its column's heading, `text` what to write there.

    Both may be left out where another kind has a field of that name: then they stand in labels.yml and fields.yml.
    """

    id: FieldName
    type: FieldType
    optional: bool = False
    title: Text | None = None
    text: Text | None = None


@dataclass(frozen=True)
class _NamesClass:
    """Marks a field whose value is the name of a class, so that schemas offer the names."""

    def __get_pydantic_json_schema__(self, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"type": "string", "enum": sorted(CLASSES)}


def _check_class(written: str) -> str:
    if written not in CLASSES:
        known = ", ".join(f"'{name}'" for name in sorted(CLASSES))
        raise PydanticKnownError("enum", {"expected": known})
    return written


def _check_days(written: Duration) -> Duration:
    if written.unit in (Unit.MINUTE, Unit.HOUR):
        raise refuse("duration/days")
    return written


class Kind(Record):
    """A kind of record: what readers call it, what its table shows, and what may stand in its file.

    `record` names the class with the logic that the kind needs. `line` are the columns that stand in a record's line,
    the first one unless told; what the others hold opens. `page` is only needed where several pages show the kind.
    `volume`: with more records, that page leads to pages of so many at most, the volumes of the kind. Without it, the
    page shows so many `rows`, and leads on to volumes of the rest. `ages` says for how long evidence can be relied on.
    `ordered`: readers go through the records one by one.
    """

    id: FieldName
    title: Text
    record: Annotated[str, AfterValidator(_check_class), _NamesClass()] = "fact"
    fields: tuple[KindField, ...] = ()
    columns: tuple[FieldName, ...] = ()
    line: tuple[FieldName, ...] = ()
    page: PageName | None = None
    volume: Annotated[int, Field(ge=2, le=100)] | None = None
    rows: Annotated[int, Field(ge=2, le=100)] | None = None
    ages: Annotated[WrittenDuration, AfterValidator(_check_days)] = Duration(number=1, unit=Unit.YEAR)
    ordered: bool = False
    group: Group = Group.READERS

    @cached_property
    def record_class(self) -> type[Record]:
        """The class of the kind's records. The same row always gives the same class."""
        return make_class(self.id, self.record, self.fields)

    @property
    def rows_on_page(self) -> int | None:
        """How many records its page shows before it leads on to volumes; None where it shows all of them, or none."""
        return None if self.volume else self.rows or (ROWS if self.columns else None)

    @property
    def is_table(self) -> bool:
        """Whether readers see its records as rows of a table, in no order that they have to follow."""
        return bool(self.columns) and self.group is Group.READERS and not self.ordered

    @cached_property
    def days(self) -> int:
        """For how many days evidence is fresh."""
        return self.ages.minutes // (24 * 60)

    @model_validator(mode="after")
    def _check_fields(self) -> Self:
        mistakes = list(_find_taken(self))
        if mistakes:
            raise ValidationError.from_exception_data(type(self).__name__, mistakes)
        return self


class _FieldSketch(BaseModel):
    id: FieldName
    type: FieldType
    optional: bool = False


class _KindSketch(BaseModel):
    """What the class of a kind is made of: a row of which all else may be wrong."""

    id: FieldName
    record: Annotated[str, AfterValidator(_check_class)] = "fact"
    fields: tuple[_FieldSketch, ...] = ()


def sketch_classes(rows: Any) -> dict[str, type[Record] | None]:
    """Return the class of each kind, as far as rows tell that something else is wrong with; None where they do not.

    So the records can be read, and their mistakes told together with those of the rows.
    """
    named = [row for row in rows if isinstance(row, dict)] if isinstance(rows, list) else []
    return {row["id"]: _sketch_class(row) for row in named if isinstance(row.get("id"), str)}


def _sketch_class(row: Any) -> type[Record] | None:
    try:
        sketch = _KindSketch.model_validate(row)
    except ValidationError:
        return None
    fields = tuple(KindField(id=one.id, type=one.type, optional=one.optional) for one in sketch.fields)
    taken = any(field.id in CLASSES[sketch.record].model_fields for field in fields)
    return None if taken else make_class(sketch.id, sketch.record, fields)


def _find_taken(kind: Kind) -> Iterator[InitErrorDetails]:
    """Yield each field whose name the class has already, or another field of the row."""
    seen: set[str] = set()
    for index, field in enumerate(kind.fields):
        if field.id in seen or hasattr(CLASSES[kind.record], field.id) or field.id in CLASSES[kind.record].model_fields:
            taken = refuse("taken-field")
            yield InitErrorDetails(type=taken, loc=("fields", index, "id"), input=field.id)
        seen.add(field.id)


CLASSES: Mapping[str, type[Record]] = {
    "asked": Asked,
    "barred_host": BarredHost,
    "change": Change,
    "condition": Condition,
    "contradiction": Contradiction,
    "count_exception": CountException,
    "data_fate": DataFate,
    "disagreement": Disagreement,
    "fact": Fact,
    "failure_cause": FailureCause,
    "failure_share": FailureShare,
    "field": field_help.Field,
    "fix": Fix,
    "kind": Kind,
    "label": Label,
    "law": Law,
    "link_exception": LinkException,
    "milestone": Milestone,
    "origin": Origin,
    "place": Place,
    "platform_difference": PlatformDifference,
    "question": Question,
    "record": Record,
    "source": Source,
    "stage": Stage,
    "state": State,
    "statement": Statement,
    "step": Step,
    "term": Term,
    "timeline_entry": TimelineEntry,
    "unknown": Unknown,
    "waiting_period": WaitingPeriod,
    "wording_exception": WordingException,
}
"""The classes that a kind can be made from, as its row calls them."""


def list_declared(kinds: Iterable[Kind]) -> Mapping[str, Text]:
    """Return what to write into each field that a row declares and explains, by the name kind.field."""
    return {f"{kind.id}.{field.id}": field.text for kind in kinds for field in kind.fields if field.text}


_create: Callable[..., type[Record]] = create_model


@lru_cache(256)
def make_class(kind: str, record: str, fields: tuple[KindField, ...] = ()) -> type[Record]:
    """Return the class of a kind's records: `record`, as CLASSES calls it, with some fields more."""
    base = CLASSES[record]
    own: dict[str, Any] = {field.id: _write_type(field) for field in fields}
    made = _create(base.__name__, __base__=base, __doc__=base.__doc__, **own)
    made.kind = kind
    return made


def _write_type(field: KindField) -> tuple[Any, Any]:
    """Return a field as pydantic knows it: its type, and what stands there if nothing is written."""
    if field.type is FieldType.FLAG:
        return bool, False
    written = _TYPES[field.type]
    return (written | None, None) if field.optional else (written, ...)
