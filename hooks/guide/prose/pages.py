"""A page that the data name is there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from guide.checks import Problem
from guide.checks.walk import walk
from guide.diagnostics import Said
from guide.model.guide import Guide
from guide.model.journey import NamesPage
from guide.prose.passages import Passage
from guide.views.causes import cause_page

_NO_PAGE = Said(
    "no-such-page",
    "there is no page '{page}'; write the name of a file in docs/en/, such as money.md",
    "没有“{page}”这一页；请写 docs/zh/ 里的文件名，例如 money.md",
)
_NOTHING = Said("", "", "")
_HINT = Said("", " (did you mean '{word}'?)", "（是不是“{word}”？）")


def find_lost_pages(guide: Guide, passages: Iterable[Passage]) -> Iterator[Problem]:
    """Yield each name of a page, in the data, that neither the prose nor the data make a page of."""
    known = {passage.page for passage in passages} | {cause_page(cause.id) for cause in guide.failure_causes}
    for kind, record in guide.everything():
        for path, value, field in walk(record):
            if field and NamesPage() in field.metadata and value not in known:
                close = get_close_matches(value, known, n=1)
                hint = _HINT.format(word=close[0]) if close else _NOTHING
                yield Problem(kind, record.id, path, _NO_PAGE.format(page=value).wrap(_NOTHING, hint))
