"""No figure that is data is typed into the prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from guide.checks.figures import FIGURE
from guide.messages.diagnostic import Diagnostic, Said
from guide.model.guide import Guide
from guide.prose.sections import Section

# In numerals of either language, too. One is left out: "one day" is rarely a figure.
_SPELLED = re.compile(
    r"(?<![二两三四五六七八九十百])[二两三四五六七八九十百]+\s*(?:个?(?:百分点|工作日|小时|分钟)|个月|天|日内|元)|百分之"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|fifteen|thirty|sixty|ninety)"
    r"[ -](?:percent|minutes?|hours?|days?|working days?|months?|years?|yuan)\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"第\s*[\d一二三四五六七八九十百]+\s*条|\bart(?:icle|\.)s?\s*\d+", re.IGNORECASE)
_TYPED = Said(
    "figure-in-prose",
    "'{figure}' is data; ask for it, so that it stands once: <!-- guide:value kind/id -->",
    "“{figure}”是数据；请用占位写法引用，只写一处：<!-- guide:value 种类/id -->",
)
_TYPED_ARTICLE = Said(
    "article-in-prose",
    "'{figure}' is data; name the law, and let the name lead to its row, where the article stands: [PIPL](#laws-…)",
    "“{figure}”是数据；只写法律的名字，链接到写明条文的那一行：[《个人信息保护法》](#laws-…)",
)


def check_figures(guide: Guide, sections: Iterable[Section]) -> Iterator[Diagnostic]:
    """A percentage, a length of time, an amount or an article's number is asked for, not typed."""
    for section in sections:
        for pattern, said in ((FIGURE, _TYPED), (_SPELLED, _TYPED), (_ARTICLE, _TYPED_ARTICLE)):
            for found in pattern.finditer(section.words):
                yield Diagnostic(section.locate(found.start()), said.format(figure=found[0]))
