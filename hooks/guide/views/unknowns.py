"""Open questions: what no source answers, and what to do meanwhile."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from guide.model.open_questions import Unknown
from guide.views.choices import choose
from guide.views.localized_guide import LocalizedGuide
from guide.views.table import Column, Table, make_table


@dataclass(frozen=True)
class Unknowns:
    """Tables of open questions, each with the heading of its topic; without one where the page is about the topic."""

    name: str
    tables: tuple[tuple[str, Table], ...]


def show_unknowns(columns: Iterable[Column], localized: LocalizedGuide, argument: str) -> Unknowns:
    """Return the open questions of one topic, or with `all` of every topic that has any."""
    known = localized.guide.subject.topics
    topics = known if choose(argument, ["all", *known]) == "all" else (argument,)
    questions = localized.guide.of(Unknown)
    found = {topic: [question for question in questions if question.topic == topic] for topic in topics}
    tables = tuple(
        (
            localized.label(f"topic.{topic}") if argument == "all" else "",
            make_table("unknowns", localized, columns, questions, topic),
        )
        for topic, questions in found.items()
        if questions
    )
    return Unknowns("unknowns", tables)
