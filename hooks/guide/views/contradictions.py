"""Where the article contradicts itself."""

from __future__ import annotations

from guide.model.open_questions import Contradiction, Statement
from guide.model.record import Record
from guide.views.edition import Edition
from guide.views.parts import Cell, Link, Words
from guide.views.table import DETAIL, TITLE, Table, make_table


def show_contradictions(edition: Edition, argument: str) -> Table:
    """Return the contradictions, with links to the statements that they are between."""
    return make_table("contradictions", edition, (TITLE, DETAIL, ("statements", _fill_statements)))


def _fill_statements(edition: Edition, record: Record) -> Cell:
    assert isinstance(record, Contradiction)
    cell: list[Words | Link] = []
    for statement_id in record.statements:
        statement = edition.records[("statements", statement_id)]
        assert isinstance(statement, Statement)
        cell += [Words(edition.label("word.separator"))] if cell else []
        cell.append(Link(statement.number, edition.target(statement)))
    return tuple(cell)
