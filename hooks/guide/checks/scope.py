"""A text about one product says nothing of the other."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.checks.problem import Problem
from guide.messages.diagnostic import Said
from guide.model.evidence import Evidence, Fact
from guide.model.guide import Guide
from guide.model.sources import Source
from guide.model.vocabulary import Product, SourceClass, Stance

_AUTHORITIES = (SourceClass.OFFICIAL, SourceClass.LAW)
_WECHAT = re.compile(r"WeChat|微信国际版")
_WEIXIN = re.compile(r"Weixin|微信(?!国际版)", re.IGNORECASE)

_OTHER_PRODUCT = Said(
    "names-other-product",
    "the words of {source} name only WeChat, not Weixin; write products: [wechat] here or at the source",
    "{source} 的这句话只提到 WeChat，对微信什么也没说；请在这里或在来源里写 products: [wechat]",
)
_NO_LOCATOR = Said(
    "no-locator",
    "parts of {source} hold for some people only; say with 'locator' where the quote stands, to tell readers",
    "{source} 有的部分只适用于一部分人；请用 locator 写明引文在哪里，页面才能告诉读者",
)


def check_scope(guide: Guide) -> Iterator[Problem]:
    """Official words that name only WeChat do not speak for Weixin; words of a source with limits have a place."""
    sources = {source.id: source for source in guide.of(Source)}
    for kind, record in guide.everything():
        for index, evidence in enumerate(record.evidence if isinstance(record, Fact) else ()):
            source = sources.get(evidence.source)
            if source and isinstance(record, Fact) and _oversteps(evidence, source, record):
                said = _OTHER_PRODUCT.format(source=source.id)
                yield Problem(kind, record.id, ("evidence", index, "quote"), said)
            if source and source.limits and evidence.quote and not evidence.locator:
                yield Problem(kind, record.id, ("evidence", index, "quote"), _NO_LOCATOR.format(source=source.id))


def _oversteps(evidence: Evidence, source: Source, fact: Fact) -> bool:
    claimed = Product.WEIXIN in (evidence.products or source.products) and Product.WEIXIN in fact.products
    decides = source.source_class in _AUTHORITIES and evidence.stance in (Stance.SUPPORTS, Stance.CONTRADICTS)
    words = evidence.quote or ""
    return claimed and decides and bool(_WECHAT.search(words)) and not _WEIXIN.search(words)
