"""Open questions: what no source answers, and what to do meanwhile."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from guide.model.open_questions import Unknown
from guide.model.record import Record
from guide.views.cells import Column
from guide.views.choices import choose
from guide.views.localized_guide import LocalizedGuide
from guide.views.parts import Link
from guide.views.table import Table, make_table

MOST_OF_TOPIC = 8
"""How many questions the page about a topic shows; all stand in their register."""


@dataclass(frozen=True)
class Unknowns:
    """Tables of open questions, each with the heading of its topic; without one where the page is about the topic.

    `level` is that of the headings, `rest` leads to what has no room there.
    """

    name: str
    tables: tuple[tuple[str, Table], ...]
    level: int = 3
    rest: Link | None = None


def show_unknowns(columns: Iterable[Column], localized: LocalizedGuide, argument: str) -> Unknowns:
    """Return the open questions of one topic, or with `all` of every topic that has any."""
    known = localized.guide.subject.vocabularies["topics"]
    if choose(argument, ["all", *known]) == "all":
        return list_unknowns(localized.list_on_page("unknowns"), columns, localized)
    questions = [one for one in localized.guide.of(Unknown) if one.topic == argument]
    _, table = _make_topic(argument, questions[:MOST_OF_TOPIC], columns, localized)
    rest = _lead_to_rest(questions[MOST_OF_TOPIC:], localized)
    return Unknowns("unknowns", (("", table),) if questions else (), rest=rest)


def list_unknowns(
    chosen: Iterable[Record], columns: Iterable[Column], localized: LocalizedGuide, level: int = 3
) -> Unknowns:
    """Return some open questions, by their topics in the order of the subject."""
    questions = [one for one in chosen if isinstance(one, Unknown)]
    by_topic = {
        topic: [one for one in questions if one.topic == topic]
        for topic in localized.guide.subject.vocabularies["topics"]
    }
    some = ((topic, asked) for topic, asked in by_topic.items() if asked)
    return Unknowns("unknowns", tuple(_make_topic(topic, asked, columns, localized) for topic, asked in some), level)


def _lead_to_rest(questions: Sequence[Unknown], localized: LocalizedGuide) -> Link | None:
    """Return what leads to the first of the questions that the page of their topic does not show."""
    if not questions:
        return None
    return Link(localized.count("unknowns.rest", len(questions)), localized.target(questions[0]))


def _make_topic(
    topic: str, questions: Iterable[Unknown], columns: Iterable[Column], localized: LocalizedGuide
) -> tuple[str, Table]:
    heading = localized.label(f"topic.{topic}")
    table = make_table("unknowns", localized, columns, questions)
    caption = localized.tell("table.unknowns", topic=heading)
    return heading, replace(table, name=f"unknowns-{topic}", caption=caption)
