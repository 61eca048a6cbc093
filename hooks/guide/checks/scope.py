"""A text about one product says nothing of the others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guide.checks.problem import Problem
from guide.checks.product_names import ProductNames, read_names
from guide.messages.message import Message
from guide.model.evidence import Evidence, Fact
from guide.model.guide import Guide
from guide.model.sources import Source
from guide.model.vocabulary import SourceClass, Stance

_AUTHORITIES = (SourceClass.OFFICIAL, SourceClass.LAW)


def check_scope(guide: Guide) -> Iterator[Problem]:
    """Official words that name a product speak for no other; words of a source with limits have a place."""
    sources = {source.id: source for source in guide.of(Source)}
    names = read_names(guide.subject)
    for kind, fact in guide.everything():
        for index, evidence in enumerate(fact.evidence) if isinstance(fact, Fact) else ():
            source = sources.get(evidence.source)
            for message in _judge(evidence, source, fact, names) if source and isinstance(fact, Fact) else ():
                yield Problem(kind, fact.id, ("evidence", index, "quote"), message)


def _judge(evidence: Evidence, source: Source, fact: Fact, names: ProductNames) -> Iterator[Message]:
    """Yield what is wrong with the words of a piece of evidence."""
    message = _judge_words(evidence, source, fact, names)
    if message:
        yield message
    if source.limits and evidence.quote and not evidence.locator:
        yield Message("no-locator", source=source.id)


def _judge_words(evidence: Evidence, source: Source, fact: Fact, names: ProductNames) -> Message | None:
    """Return what is wrong with words that name products, but not each of those that they are taken to speak of."""
    decides = source.source_class in _AUTHORITIES and evidence.stance in (Stance.SUPPORTS, Stance.CONTRADICTS)
    named = names.find(evidence.quote or "") if decides else frozenset()
    lacking = {*(evidence.products or source.products)} & {*fact.products} - named
    if not named or not lacking:
        return None
    return Message("names-other-product", source=source.id, named=_join(named), lacking=_join(lacking))


def _join(products: Iterable[str]) -> str:
    return ", ".join(sorted(products))
