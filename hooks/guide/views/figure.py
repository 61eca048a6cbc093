"""A single figure inside a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from guide.model.placeholders import parse_placeholder
from guide.model.values import Value
from guide.views.edition import Edition
from guide.views.parts import Figure


@dataclass(frozen=True)
class InlineFigure:
    """A figure for prose."""

    figure: Figure


def show_figure(edition: Edition, argument: str) -> InlineFigure:
    """Return the figure that `kind/id` or `kind/id.field` names. Raises LookupError where there is none."""
    wanted = parse_placeholder(argument)
    record = edition.records.get((wanted.kind or "", wanted.record_id or "")) if wanted else None
    value = getattr(record, wanted.field, None) if wanted and record else None
    if record is None or not isinstance(value, Value):
        raise LookupError(f"no record of the data has a figure by the name '{argument}'; write kind/id")
    return InlineFigure(edition.figure(value, record))
