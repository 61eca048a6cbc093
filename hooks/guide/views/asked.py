"""Questions that readers ask, each leading to where it is answered."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from guide.model.evidence import Fact
from guide.model.reader_flow import Asked
from guide.model.record import Record
from guide.views.localized_guide import LocalizedGuide
from guide.views.parts import Link, Target, read_plainly


@dataclass(frozen=True)
class Asking:
    """One question: its anchor, and the link to its answer."""

    anchor: str
    link: Link


@dataclass(frozen=True)
class AskedQuestions:
    """Questions, by what they are about; `level` is that of the headings that say so."""

    name: str
    groups: tuple[tuple[str, tuple[Asking, ...]], ...]
    level: int = 3


def show_asked(localized: LocalizedGuide, argument: str) -> AskedQuestions:
    """Return the questions that stand on the page of all."""
    return list_asked(localized.list_on_page("asked"), localized)


def list_asked(chosen: Iterable[Record], localized: LocalizedGuide, level: int = 3) -> AskedQuestions:
    """Return some questions by their topics, in the order of the subject."""
    questions = [one for one in chosen if isinstance(one, Asked)]
    by_topic = {
        topic: [one for one in questions if one.topic == topic]
        for topic in localized.guide.subject.vocabularies["topics"]
    }
    return AskedQuestions(
        "asked",
        tuple(
            (localized.label(f"topic.{topic}"), tuple(_make_asking(one, localized) for one in asked))
            for topic, asked in by_topic.items()
            if asked
        ),
        level,
    )


def find_answer(asked: Asked, localized: LocalizedGuide) -> Target:
    """Return where a question is answered: at the fact that it names, or on the page."""
    return localized.target(localized.read(asked.fact, Fact)) if asked.fact else Target(asked.page or "")


def _make_asking(asked: Asked, localized: LocalizedGuide) -> Asking:
    question = read_plainly(localized.say(asked.title, asked))
    return Asking(asked.anchor, Link(question, find_answer(asked, localized)))
