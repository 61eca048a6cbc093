"""Questions that sources answer differently: every answer knows what it says, and nothing is said twice."""

from __future__ import annotations

from collections.abc import Iterator

from guide.checks.problem import Problem
from guide.evidence.answers import Answer, list_answers
from guide.evidence.standing import assess
from guide.messages.message import Message
from guide.model.evidence import Fact
from guide.model.guide import Guide
from guide.model.open_questions import Disagreement, Statement
from guide.model.vocabulary import Stance, Verdict


def check_disagreements(guide: Guide) -> Iterator[Problem]:
    """A disputed fact answers a question. The article's statements have their own page."""
    assessment = assess(guide)
    answering = {answer.name for group in assessment.answers.values() for answer in group}
    for name, standing in assessment.standings.items():
        own = not isinstance(guide.find(name), Statement)
        if standing.verdict is Verdict.DISPUTED and own and name not in answering:
            yield Problem(*name, ("evidence",), Message("hidden-disagreement"))


def check_answers(guide: Guide) -> Iterator[Problem]:
    """A fact that answers a question says something, by a figure or in a word, and every question is answered."""
    answered = {question: group for question, group in list_answers(guide).items() if group}
    for question in guide.of(Disagreement):
        if question.id not in answered:
            yield Problem(*question.name, ("question",), Message("question-without-answer", question=question.id))
    for fact in guide.of(Fact):
        for index, answer in enumerate(fact.answers):
            if not answer.says and not fact.value:
                message = Message("answer-says-nothing", question=answer.question)
                yield Problem(*fact.name, ("answers", index), message)


def check_said_once(guide: Guide) -> Iterator[Problem]:
    """A source that bears out one answer is not typed as speaking against another: that follows."""
    for question, group in list_answers(guide).items():
        for one in group:
            for index, evidence in enumerate(one.fact.evidence):
                other = _find_rival(evidence.voice, one, group) if evidence.stance is Stance.CONTRADICTS else None
                if other:
                    message = Message(
                        "contradiction-said-twice", source=evidence.source, other=other.name, question=question
                    )
                    yield Problem(*one.name, ("evidence", index), message)


def _find_rival(voice: tuple[str, str], one: Answer, group: tuple[Answer, ...]) -> Answer | None:
    """Return an answer that differs from `one`, and that the same voice bears out, or None."""
    return next(
        (
            other
            for other in group
            if other.says
            and one.says
            and other.says != one.says
            and set(one.fact.products) & set(other.fact.products)
            and not isinstance(other.fact, Statement)
            and any(evidence.voice == voice and evidence.stance is Stance.SUPPORTS for evidence in other.fact.evidence)
        ),
        None,
    )
