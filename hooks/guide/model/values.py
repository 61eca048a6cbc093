"""Typed figures: durations, percentages, money, dates. Each is kept as it was written, never converted."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    GetCoreSchemaHandler,
    GetJsonSchemaHandler,
    ValidationInfo,
    WithJsonSchema,
    model_serializer,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema
from pydantic_core.core_schema import no_info_after_validator_function

from guide.model.language import Frozen, Text
from guide.model.refusal import refuse
from guide.model.vocabulary import Bound, Currency
from guide.model.word import find_words


class Unit(StrEnum):
    """A unit of time, by its ISO 8601 letter with the part it stands in."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


_MINUTES = {Unit.MINUTE: 1, Unit.HOUR: 60, Unit.DAY: 1440, Unit.MONTH: 43800, Unit.YEAR: 525600}
_ISO_UNITS = {"TM": Unit.MINUTE, "TH": Unit.HOUR, "D": Unit.DAY, "M": Unit.MONTH, "Y": Unit.YEAR}

_MOST_YEARS = 200  # so that a calendar can reckon with every duration
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_ISO_FORMS = {Unit.MINUTE: "PT{}M", Unit.HOUR: "PT{}H", Unit.DAY: "P{}D", Unit.MONTH: "P{}M", Unit.YEAR: "P{}Y"}


class Duration(Frozen):
    """A length of time in one unit. 72 hours stay 72 hours: a source that says so did not say 3 days."""

    number: int
    unit: Unit

    @property
    def minutes(self) -> int:
        """About how many minutes that is: months and years are means. Good enough to compare, not to reckon a date."""
        return self.number * _MINUTES[self.unit]

    @property
    def iso(self) -> str:
        """The duration as ISO 8601 writes it, such as PT72H."""
        return _ISO_FORMS[self.unit].format(self.number)

    @model_serializer
    def _serialize(self) -> str:
        return self.iso


def read_duration(written: Any) -> Duration:
    """Read an ISO 8601 duration in one unit. Anything else is an error that pydantic reports."""
    found = re.fullmatch(r"P(T?)([0-9]{1,4})([MHDY])", written) if isinstance(written, str) else None
    unit = _ISO_UNITS.get(found[1] + found[3]) if found else None
    if not found or not unit:
        raise refuse("duration/form")
    number = int(found[2])
    most = {Unit.YEAR: _MOST_YEARS, Unit.MONTH: 12 * _MOST_YEARS}.get(unit, number)
    if number > most:
        raise refuse("out-of-range/most", limit=_ISO_FORMS[unit].format(most))
    if not number:
        raise refuse("out-of-range/least", limit=_ISO_FORMS[unit].format(1))
    return Duration(number=number, unit=unit)


def _read_percent(written: Any) -> Any:
    found = re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,3})?", written) if isinstance(written, str) else None
    if not found or Decimal(found[0]) > 100:
        raise refuse("percentage")
    return Decimal(found[0])


class Money(Frozen):
    """An amount and its ISO 4217 currency."""

    amount: Decimal
    currency: Currency

    @model_serializer
    def _serialize(self) -> str:
        return f"{self.amount} {self.currency}"


def _read_money(written: Any, info: ValidationInfo) -> Any:
    found = re.fullmatch(r"([0-9]{1,12}(?:\.[0-9]{1,2})?) ([A-Z]{3})", written) if isinstance(written, str) else None
    if not found:
        raise refuse("money")
    currencies = find_words(info)[Currency.vocabulary]
    if found[2] not in currencies:
        raise refuse("unknown-word/currency", known=currencies)
    return {"amount": Decimal(found[1]), "currency": found[2]}


def _check_date(written: str) -> str:
    found = re.fullmatch(r"([0-9]{4})(?:-([0-9]{2}))?(?:-([0-9]{2}))?", written)
    year, month, day = (int(part or 1) for part in found.groups()) if found else (0, 0, 0)
    try:
        datetime.date(year, month, day)
    except ValueError:
        raise refuse("date") from None
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        limits = {"first": _FIRST_YEAR, "last": _LAST_YEAR}
        raise refuse("out-of-range/year", **limits)
    return written


def _check_full_date(written: str) -> str:
    if len(written) != 10:
        raise refuse("full-date")
    return written


PartialDate = Annotated[str, AfterValidator(_check_date), WithJsonSchema({"format": "date"})]
"""A date as exact as the source gives it: year, month or day."""

FullDate = Annotated[PartialDate, AfterValidator(_check_full_date), WithJsonSchema({"format": "full_date"})]
"""A date to the day."""

Slug = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
"""A name for links: small Latin letters, digits and single hyphens."""

VersionNumber = Annotated[str, Field(pattern=r"^[0-9]+(\.[0-9]+){1,3}$", max_length=30)]
"""The version of an app, such as 8.0.64."""

# A host as DNS writes it, so that no letter is taken for its look-alike; no number, for that is a machine at hand.
_HOST = r"([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]([A-Za-z0-9-]*[A-Za-z0-9])?(:[0-9]{1,5})?"
# What follows the host; what a page or a shell could take for the end of an address is written with % and two digits.
_REST = r"""[^\s"'<>\\^`{|}]"""  # as every engine reads it: with a backslash before a quotation mark, some refuse it

HttpsUrl = Annotated[str, Field(pattern=rf"^https://{_HOST}(/{_REST}*)?$", max_length=500)]
"""An address that readers may be sent to."""

WebAddress = Annotated[str, Field(pattern=rf"^https?://{_HOST}(/{_REST}*)?$", max_length=500)]
"""An address that is shown but never linked, because it is a copy or not encrypted."""

Percent = Annotated[Decimal, BeforeValidator(_read_percent), WithJsonSchema({"format": "percent"})]
WrittenDuration = Annotated[Duration, BeforeValidator(read_duration), WithJsonSchema({"format": "duration"})]
_Money = Annotated[Money, BeforeValidator(_read_money), WithJsonSchema({"format": "money"})]
# What each format looks like in a file stands in schema.py.
FIGURES = ("duration", "working_days", "percent", "money", "count", "date", "version", "same_as")

ENDS = {
    "duration": "to",
    "working_days": "to_working_days",
    "percent": "to_percent",
    "money": "to_money",
    "count": "to_count",
}
"""What the end of a range is called, by the measure that begins it."""


class Value(Frozen):
    """One figure: exactly one of the measures, perhaps a range (see ENDS), a bound, and what it counts.

    `same_as: kind/id` takes the figure of another record, so that a number stands once.
    """

    duration: WrittenDuration | None = None
    working_days: int | None = Field(default=None, ge=1, le=1000)
    percent: Percent | None = None
    money: _Money | None = None
    count: int | None = Field(default=None, ge=0, le=10**10)
    date: PartialDate | None = None
    version: VersionNumber | None = None
    same_as: str | None = Field(default=None, pattern=r"^[a-z_]+/[a-z0-9-]+(\.[a-z_]+)?$", max_length=120)
    to: WrittenDuration | None = None
    to_working_days: int | None = Field(default=None, ge=1, le=1000)
    to_percent: Percent | None = None
    to_money: _Money | None = None
    to_count: int | None = Field(default=None, ge=0, le=10**10)
    bound: Bound | None = None
    of: Text | None = None
    unit: Text | None = None

    @model_validator(mode="after")
    def _check_one_figure(self) -> Self:
        given = [name for name in FIGURES if getattr(self, name, None) is not None]
        if not given:
            raise refuse("one-figure/none", allowed=FIGURES)
        if len(given) > 1:
            raise refuse("one-figure/several", allowed=FIGURES, given=given)
        self._check_range()
        if (self.count is None) != (self.unit is None):
            raise refuse("count-and-unit")
        return self

    def _check_range(self) -> None:
        for measure, end in ENDS.items():
            start, stop = getattr(self, measure), getattr(self, end)
            if stop is None:
                continue
            if start is None:
                raise refuse("range/start", end=end, measure=measure)
            if isinstance(start, Money) and start.currency != stop.currency:
                raise refuse("range/currencies")
            if _reckon(start) >= _reckon(stop):
                raise refuse("range/reversed")


def _reckon(figure: Duration | Money | Decimal | int) -> Decimal:
    """Return a number by which figures of one measure can be told apart as smaller and larger."""
    if isinstance(figure, Duration):
        return Decimal(figure.minutes)
    return figure.amount if isinstance(figure, Money) else Decimal(figure)


@dataclass(frozen=True)
class Measures:
    """Marks a field whose figure is one of these measures, or the same as a figure that is.

    The model holds a figure of its own to that, checks.figures one that `same_as` names; schema.py offers no other.
    """

    names: tuple[str, ...]

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return no_info_after_validator_function(self._check, handler(source))

    def __get_pydantic_json_schema__(self, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(core_schema), "measures": [*self.names, "same_as"]}

    def allows(self, value: Value) -> bool:
        """Say whether a figure is one of the measures."""
        return any(getattr(value, name) is not None for name in self.names)

    def _check(self, value: Value) -> Value:
        if not self.allows(value) and value.same_as is None:
            raise refuse("measure-of-kind/here", measures=self.names)
        return value


TimeValue = Annotated[Value, Measures(("duration", "working_days"))]
"""A figure that is a length of time."""
