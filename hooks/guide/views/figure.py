"""A single figure inside a sentence."""

from __future__ import annotations

from dataclasses import dataclass

from guide.messages.message import Message, MessageError
from guide.model.evidence import Fact
from guide.model.open_questions import Disagreement
from guide.model.placeholders import COUNTS, EXTREMES, parse_placeholder
from guide.model.record import Record
from guide.model.values import Value
from guide.views.localized_guide import LocalizedGuide
from guide.views.parts import Figure, Words


@dataclass(frozen=True)
class InlineFigure:
    """A figure for prose."""

    figure: Figure | Words


def show_figure(localized: LocalizedGuide, argument: str) -> InlineFigure:
    """Return the figure or count that `kind/id` or `kind/id.field` names. Raises MessageError where there is none."""
    wanted = parse_placeholder(argument)
    record = localized.guide.find(wanted.record) if wanted else None
    if wanted is None or record is None or not _has(record, wanted.field):
        raise MessageError(Message("view/no-figure", argument=argument))
    return InlineFigure(localized.fill_field(record, wanted.field))


def _has(record: Record, field: str) -> bool:
    counted = isinstance(record, Fact) and field in COUNTS
    chosen = isinstance(record, Disagreement) and bool(record.answered_by) and field in EXTREMES
    return counted or chosen or isinstance(getattr(record, field, None), Value)
