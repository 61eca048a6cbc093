"""Open questions: what no source answers, and what to do meanwhile."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from guide.model.open_questions import Unknown
from guide.views.cells import Column
from guide.views.choices import choose
from guide.views.localized_guide import LocalizedGuide
from guide.views.table import Table, make_table


@dataclass(frozen=True)
class Unknowns:
    """Tables of open questions, each with the heading of its topic; without one where the page is about the topic."""

    name: str
    tables: tuple[tuple[str, Table], ...]


def show_unknowns(columns: Iterable[Column], localized: LocalizedGuide, argument: str) -> Unknowns:
    """Return the open questions of one topic, or with `all` of every topic that has any."""
    known = localized.guide.subject.vocabularies["topics"]
    topics = known if choose(argument, ["all", *known]) == "all" else (argument,)
    questions = localized.guide.of(Unknown)
    found = {topic: [question for question in questions if question.topic == topic] for topic in topics}
    tables = (_make_topic(topic, questions, columns, localized) for topic, questions in found.items() if questions)
    return Unknowns("unknowns", tuple((heading if argument == "all" else "", table) for heading, table in tables))


def _make_topic(
    topic: str, questions: Iterable[Unknown], columns: Iterable[Column], localized: LocalizedGuide
) -> tuple[str, Table]:
    heading = localized.label(f"topic.{topic}")
    table = make_table("unknowns", localized, columns, questions)
    caption = localized.tell("table.unknowns", topic=heading)
    return heading, replace(table, name=f"unknowns-{topic}", caption=caption)
