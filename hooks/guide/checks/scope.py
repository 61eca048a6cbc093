"""A text about one product says nothing of the other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.checks.problem import Problem
from guide.messages.message import Message
from guide.model.evidence import Evidence, Fact
from guide.model.guide import Guide
from guide.model.sources import Source
from guide.model.vocabulary import Product, SourceClass, Stance

_AUTHORITIES = (SourceClass.OFFICIAL, SourceClass.LAW)
_WECHAT = re.compile(r"WeChat|微信国际版")
_WEIXIN = re.compile(r"Weixin|微信(?!国际版)", re.IGNORECASE)


def check_scope(guide: Guide) -> Iterator[Problem]:
    """Official words that name only WeChat do not speak for Weixin; words of a source with limits have a place."""
    sources = {source.id: source for source in guide.sources}
    for kind, record in guide.everything():
        for index, evidence in enumerate(record.evidence if isinstance(record, Fact) else ()):
            source = sources.get(evidence.source)
            if source and isinstance(record, Fact) and _oversteps(evidence, source, record):
                message = Message("names-other-product", source=source.id)
                yield Problem(kind, record.id, ("evidence", index, "quote"), message)
            if source and source.limits and evidence.quote and not evidence.locator:
                yield Problem(kind, record.id, ("evidence", index, "quote"), Message("no-locator", source=source.id))


def _oversteps(evidence: Evidence, source: Source, fact: Fact) -> bool:
    claimed = Product.WEIXIN in (evidence.products or source.products) and Product.WEIXIN in fact.products
    decides = source.source_class in _AUTHORITIES and evidence.stance in (Stance.SUPPORTS, Stance.CONTRADICTS)
    words = evidence.quote or ""
    return claimed and decides and bool(_WECHAT.search(words)) and not _WEIXIN.search(words)
