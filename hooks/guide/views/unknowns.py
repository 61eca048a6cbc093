"""Open questions: what no source answers, and what to do meanwhile."""

from __future__ import annotations

from dataclasses import dataclass

from guide.model.vocabulary import Topic
from guide.views.edition import Edition
from guide.views.table import Table, make_table, text_column

_COLUMNS = (text_column("question"), text_column("searched"), text_column("meanwhile"))


@dataclass(frozen=True)
class Unknowns:
    """Tables of open questions, one for each topic."""

    name: str
    tables: tuple[Table, ...]


def show_unknowns(edition: Edition, argument: str) -> Unknowns:
    """Return the open questions of one topic, or with `all` of every topic that has any."""
    topics = tuple(Topic) if argument == "all" else (Topic(argument),)
    found = {topic: [question for question in edition.guide.unknowns if question.topic is topic] for topic in topics}
    tables = (
        make_table("unknowns", edition, _COLUMNS, questions, topic) for topic, questions in found.items() if questions
    )
    return Unknowns("unknowns", tuple(tables))
