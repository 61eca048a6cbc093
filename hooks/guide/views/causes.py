"""Failure causes: the overview, and the page of each."""

from __future__ import annotations

from guide.model.record import Record
from guide.model.records import FailureCause
from guide.views.choices import choose
from guide.views.evidence import make_mark
from guide.views.localized_guide import LocalizedGuide
from guide.views.parts import Cell, Figure, Link, Target, Words, read_plainly
from guide.views.table import (
    ADVICE,
    DETAIL,
    FIXES,
    SCOPE,
    VALUE,
    Column,
    RecordCard,
    Table,
    make_sheet,
    make_table,
    text_column,
)
from guide.views.tables import COLUMNS


def cause_page(cause_id: str) -> str:
    """Return the file name of a cause's page."""
    return f"failures/{cause_id}.md"


def show_causes(localized: LocalizedGuide, argument: str) -> Table:
    """Return all causes; each name leads to the cause's page."""
    return make_table(
        "failure_causes", localized, (("cause", _fill_link), text_column("sign"), ("share", _fill_share), FIXES, SCOPE)
    )


def show_cause(localized: LocalizedGuide, argument: str) -> RecordCard:
    """Return one cause by its id: what it looks like, why it blocks, how often it is said to."""
    columns: tuple[Column, ...] = (text_column("sign"), VALUE, DETAIL, ("share", _fill_share), ADVICE, SCOPE)
    return make_sheet("failure_causes", localized, columns, _find(localized, argument))


def show_cause_condition(localized: LocalizedGuide, argument: str) -> Table:
    """Return the condition that a cause breaks, as a table of one row."""
    condition = localized.records[("conditions", _find(localized, argument).condition or "")]
    return make_table("conditions", localized, COLUMNS["conditions"], [condition], "one")


def show_cause_fixes(localized: LocalizedGuide, argument: str) -> Table:
    """Return what to do about a cause."""
    fixes = [localized.records[("fixes", fix)] for fix in _find(localized, argument).fixes]
    return make_table("fixes", localized, COLUMNS["fixes"], fixes, "one")


def _find(localized: LocalizedGuide, cause_id: str) -> FailureCause:
    wanted = choose(cause_id, [cause.id for cause in localized.guide.failure_causes])
    record = localized.records[("failure_causes", wanted)]
    assert isinstance(record, FailureCause)
    return record


def _fill_link(localized: LocalizedGuide, record: Record) -> Cell:
    cause = _find(localized, record.id)
    return (Link(read_plainly(localized.say(cause.title, cause)), Target(cause_page(cause.id))),)


def _fill_share(localized: LocalizedGuide, record: Record) -> Cell:
    """Return the shares that are stated for a cause, each with its own verdict, which is not the cause's."""
    cell: list[Words | Figure | Link] = []
    for share in localized.guide.failure_shares:
        if share.cause == record.id:
            verdict = make_mark(share, localized).text
            cell += [*localized.figure_with_whole(share.value, share)]
            cell.append(Words(localized.tell("share.verdict", verdict=verdict)))
    return tuple(cell)
