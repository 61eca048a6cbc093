"""Where the article contradicts itself."""

from __future__ import annotations

from guide.model.open_questions import Contradiction, Statement
from guide.model.record import Record
from guide.views.localized_guide import LocalizedGuide
from guide.views.parts import Cell, Link, Words
from guide.views.table import DETAIL, TITLE, Table, make_table


def show_contradictions(localized: LocalizedGuide, argument: str) -> Table:
    """Return the contradictions, with links to the statements that they are between."""
    return make_table("contradictions", localized, (TITLE, DETAIL, ("statements", _fill_statements)))


def _fill_statements(localized: LocalizedGuide, record: Record) -> Cell:
    assert isinstance(record, Contradiction)
    cell: list[Words | Link] = []
    for statement_id in record.statements:
        statement = localized.records[("statements", statement_id)]
        assert isinstance(statement, Statement)
        cell += [Words(localized.label("word.separator"))] if cell else []
        cell.append(Link(statement.number, localized.target(statement)))
    return tuple(cell)
