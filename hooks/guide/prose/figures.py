"""No figure that is data is typed into the prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from guide.checks.figures import FIGURE
from guide.messages.diagnostic import Diagnostic
from guide.messages.message import Message
from guide.model.guide import Guide
from guide.prose.sections import Section

_ARTICLE = re.compile(r"第\s*[\d一二三四五六七八九十百]+\s*条|\bart(?:icle|\.)s?\s*\d+", re.IGNORECASE)
_TYPED = (
    (FIGURE, Message("figure-in-prose")),
    (_ARTICLE, Message("article-in-prose")),
)


def check_figures(guide: Guide, sections: Iterable[Section]) -> Iterator[Diagnostic]:
    """A percentage, a length of time, an amount or an article's number is asked for, not typed."""
    for section in sections:
        for pattern, message in _TYPED:
            for found in pattern.finditer(section.words):
                yield Diagnostic(section.locate(found.start()), message.fill(figure=found[0]))
