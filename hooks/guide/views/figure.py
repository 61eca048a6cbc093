"""A single figure inside a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from guide.diagnostics import Said, SaidError
from guide.model.placeholders import parse_placeholder
from guide.model.values import Value
from guide.views.edition import Edition
from guide.views.parts import Figure

_NO_FIGURE = Said(
    "",
    "no record of the data has a figure by the name '{argument}'; write kind/id",
    "数据里没有叫 {argument} 的数字；请写成 kind/id",
)


@dataclass(frozen=True)
class InlineFigure:
    """A figure for prose."""

    figure: Figure


def show_figure(edition: Edition, argument: str) -> InlineFigure:
    """Return the figure that `kind/id` or `kind/id.field` names. Raises SaidError where there is none."""
    wanted = parse_placeholder(argument)
    record = edition.records.get((wanted.kind or "", wanted.record_id or "")) if wanted else None
    value = getattr(record, wanted.field, None) if wanted and record else None
    if record is None or not isinstance(value, Value):
        raise SaidError(_NO_FIGURE.format(argument=argument))
    return InlineFigure(edition.figure(value, record))
