"""Failure causes: the columns of the overview, and the page of each."""

from __future__ import annotations

from collections.abc import Mapping

from guide.model.record import Record
from guide.model.records import FailureCause, FailureShare
from guide.views.cells import ADVICE, DETAIL, SCOPE, VALUE, Column, field_column
from guide.views.choices import choose
from guide.views.evidence import make_badge
from guide.views.localized_guide import LocalizedGuide
from guide.views.parts import Cell, Figure, Link, Target, Words, read_plainly
from guide.views.table import RecordCard, make_card


def cause_page(cause_id: str, pages: Mapping[str, str]) -> str:
    """Return the file name of a cause's page: it stands in the folder of the page that shows all causes."""
    home = pages.get("failure_causes", "")
    return f"{home.removesuffix('index.md').removesuffix('.md').rstrip('/')}/{cause_id}.md".lstrip("/")


def show_cause(localized: LocalizedGuide, argument: str) -> RecordCard:
    """Return one cause by its id: what it looks like, why it blocks, how often it is said to."""
    columns: tuple[Column, ...] = (field_column("sign"), VALUE, DETAIL, OF_CAUSES["share"], ADVICE, SCOPE)
    return make_card(localized, columns, find_cause(localized, argument))


def find_cause(localized: LocalizedGuide, cause_id: str) -> FailureCause:
    """Return a cause by its id, which stands behind the name in a shortcode. Raises MessageError for another."""
    wanted = choose(cause_id, [cause.id for cause in localized.guide.of(FailureCause)])
    return next(cause for cause in localized.guide.of(FailureCause) if cause.id == wanted)


def _fill_link(localized: LocalizedGuide, record: Record) -> Cell:
    """Return the title, which leads to the cause's own page."""
    assert isinstance(record, FailureCause)
    return (Link(read_plainly(localized.say(record.title, record)), Target(cause_page(record.id, localized.pages))),)


def _fill_share(localized: LocalizedGuide, record: Record) -> Cell:
    """Return the shares that are stated for a cause, each with its own verdict, which is not the cause's."""
    cell: list[Words | Figure | Link] = []
    for share in localized.guide.of(FailureShare):
        if share.cause == record.id:
            verdict = make_badge(share, localized).text
            cell += [*localized.figure_with_whole(share.value, share)]
            cell.append(Words(localized.tell("share.verdict", verdict=verdict)))
    return tuple(cell)


OF_CAUSES: Mapping[str, Column] = {"cause": ("cause", _fill_link), "share": ("share", _fill_share)}
"""What the overview says of a cause beside its fields."""
