"""Which facts answer the same question, and who thereby contradicts whom. Nobody types a contradiction twice."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from guide.model.evidence import ASIDE, AnswerTo, Evidence, Fact
from guide.model.guide import Guide
from guide.model.name import RecordName
from guide.model.open_questions import Disagreement, Statement
from guide.model.placeholders import parse_placeholder
from guide.model.records import WaitingPeriod
from guide.model.sources import Source
from guide.model.values import Value
from guide.model.vocabulary import Stance


@dataclass(frozen=True)
class Answer:
    """A fact as an answer. `says` is the word or the figure by which it differs; empty: it takes no side."""

    name: RecordName
    fact: Fact
    says: str


def list_answers(guide: Guide) -> Mapping[str, tuple[Answer, ...]]:
    """Return the answers to each question, by its id, in the order of the kinds and files."""
    facts = _list_perhaps(guide)
    return {
        question.id: tuple(_find_answers(question, facts.get(question.id, ()), guide))
        for question in guide.of(Disagreement)
    }


def _list_perhaps(guide: Guide) -> Mapping[str, list[Fact]]:
    """Return what may answer each question, by its id: facts that name it, and those of a kind that owns it."""
    owned: dict[str, list[str]] = {}
    for question in guide.of(Disagreement):
        owned.setdefault(question.answered_by or "", []).append(question.id)
    found: dict[str, list[Fact]] = {}
    for fact in guide.of(Fact):
        for name in dict.fromkeys((*(one.question for one in fact.answers), *owned.get(fact.kind, ()))):
            found.setdefault(name, []).append(fact)
    return found


def find_opposition(
    guide: Guide, answers: Mapping[str, tuple[Answer, ...]]
) -> Mapping[RecordName, tuple[Evidence, ...]]:
    """Return, by the name of each fact, what speaks against it because it answers the same question otherwise.

    That is every piece of evidence that bears another answer out, of a source that does not bear out this one as well.
    """
    sources = {source.id: source for source in guide.of(Source)}
    found: dict[RecordName, dict[tuple[str, str], Evidence]] = {}
    for group in answers.values():
        for one, other in itertools.permutations(group, 2):
            if _contradict(one, other):
                for evidence in _turn(other, one, sources):
                    found.setdefault(one.name, {}).setdefault(evidence.voice, evidence)
    return {name: tuple(evidence.values()) for name, evidence in found.items()}


def is_owned(question: Disagreement, fact: Fact) -> bool:
    """Say whether a fact answers a question because of its kind and products, without naming it."""
    return fact.kind == question.answered_by and bool(set(question.products) & set(fact.products))


def _find_answers(question: Disagreement, facts: Iterable[Fact], guide: Guide) -> Iterator[Answer]:
    for fact in facts:
        given = next((one for one in fact.answers if one.question == question.id), None)
        if given or is_owned(question, fact):
            yield Answer(fact.name, fact, _read_side(fact, given, guide))


def _read_side(fact: Fact, given: AnswerTo | None, guide: Guide) -> str:
    """Return by what an answer differs. What was so in the past, and what is no wait, takes no side."""
    if fact.past or (given and given.says == ASIDE) or (isinstance(fact, WaitingPeriod) and not fact.withdrawable):
        return ""
    return (given.says if given else None) or _write_figure(fact.value, guide)


def _write_figure(value: Value | None, guide: Guide) -> str:
    """Return a figure such that equal ones are written alike: 0.1 and 0.10 are one."""
    figure = resolve_figure(value, guide)
    if figure is None:
        return ""
    amounts = {
        "percent": figure.percent,
        "to_percent": figure.to_percent,
        "money": figure.money.amount if figure.money else None,
        "to_money": figure.to_money.amount if figure.to_money else None,
    }
    plain = {name: f"{amount.normalize():f}" for name, amount in amounts.items() if amount is not None}
    currency = figure.money.currency if figure.money else ""
    rest = figure.model_dump_json(exclude={"of", "unit", *amounts}, exclude_none=True)
    return f"{rest} {plain} {currency}"


def resolve_figure(value: Value | None, guide: Guide) -> Value | None:
    """Return the figure itself where `same_as` leads to another record; None where there is none."""
    if value is None or value.same_as is None:
        return value
    placeholder = parse_placeholder(value.same_as)
    record = guide.find(placeholder.record) if placeholder else None
    figure = getattr(record, placeholder.field, None) if placeholder else None
    return figure if isinstance(figure, Value) else None


def _contradict(one: Answer, other: Answer) -> bool:
    """Say whether two answers differ and speak of the same thing. An article's statement opposes nobody."""
    same_scope = bool(set(one.fact.products) & set(other.fact.products)) and _meet(
        one.fact.platforms, other.fact.platforms
    )
    return (
        bool(one.says and other.says)
        and one.says != other.says
        and same_scope
        and not isinstance(other.fact, Statement)
    )


def _meet(some: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Say whether two lists of platforms share one; an empty list means all."""
    return not some or not others or bool(set(some) & set(others))


def _turn(other: Answer, one: Answer, sources: Mapping[str, Source]) -> Iterator[Evidence]:
    """Yield the evidence against `one` that is what bears `other` out, but for sources that bear out both."""
    own = {evidence.voice for evidence in one.fact.evidence if evidence.stance is not Stance.MENTIONS}
    for evidence in other.fact.evidence:
        if evidence.stance is Stance.SUPPORTS and evidence.source in sources and evidence.voice not in own:
            spoken_of = evidence.products or sources[evidence.source].products
            products = tuple(product for product in spoken_of if product in other.fact.products)
            yield evidence.model_copy(
                update={"stance": Stance.CONTRADICTS, "value": _name_figure(other), "products": products, "note": None}
            )


def _name_figure(answer: Answer) -> Value | None:
    """Return the figure of an answer as another record gives it: by the name of the record where it stands."""
    value = answer.fact.value
    return value if value is None or value.same_as else Value(same_as=str(answer.name))
