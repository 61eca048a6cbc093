"""Tabs say what they are about by words of the subject, so that the tab of what a reader chose can be shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from guide.messages.diagnostic import Diagnostic
from guide.messages.message import Message, shorten
from guide.messages.nearest import suggest
from guide.model.guide import Guide
from guide.prose.sections import Section, Tab, join_sections

_FORM = re.compile(r'=== "([a-z_]+(?: [a-z_]+)*)"')
_INSIDE = re.compile(r"(?: {4}[^\n]*\n| {0,3}\n)*")
"""What stands below a tab and belongs to it: lines that begin with four spaces."""


def check_tabs(guide: Guide, sections: Iterable[Section]) -> Iterator[Diagnostic]:
    """A tab has the one form, is about known words, and stands in a set in which each reader finds one."""
    for page in join_sections(sections):
        for some in _list_sets(page):
            faults = [(tab, message) for tab in some for message in _judge_tab(tab, page, guide)]
            faults = faults or [(some[0], message) for message in _judge_set(some, guide)]
            yield from (Diagnostic(page.locate(tab.start), message) for tab, message in faults)


def check_same_tabs(guide: Guide, sections: Iterable[Section]) -> Iterator[Diagnostic]:
    """A section has the same tabs in every language."""
    known: dict[str, Section] = {}
    for section in sections:
        first = known.setdefault(section.name, section)
        wanted = [tab.written for tab in first.tabs]
        if wanted != [tab.written for tab in section.tabs]:
            message = Message("tabs/other", other=first.path, wanted=tuple(wanted) or ("-",))
            yield Diagnostic(section.locate(0), message)


def _list_sets(page: Section) -> Iterator[tuple[Tab, ...]]:
    """Yield the tabs that stand one behind the other."""
    some: list[Tab] = []
    for before, tab in pairwise((None, *page.tabs)):
        assert tab
        if before and not _INSIDE.fullmatch(page.text, before.end + 1, tab.start):
            yield tuple(some)
            some = []
        some.append(tab)
    if some:
        yield tuple(some)


def _judge_tab(tab: Tab, page: Section, guide: Guide) -> Iterator[Message]:
    inside = _INSIDE.match(page.text, tab.end + 1)
    if not _FORM.fullmatch(tab.written) or not inside or not inside[0].strip():
        yield Message("tabs/form")
        return
    known = _list_words(guide)
    for word in _read(tab):
        if word not in known:
            yield Message("tabs/word", word=shorten(word), hint=suggest(word, known), known=tuple(known))


def _judge_set(some: tuple[Tab, ...], guide: Guide) -> Iterator[Message]:
    words, known = [word for tab in some for word in _read(tab)], _list_words(guide)
    products = guide.subject.vocabularies["products"]
    if len(some) < 2 or len({*words}) < len(words) or len({known[word] for word in words}) > 1:
        yield Message("tabs/set")
    elif words[0] in products and {*words} != {*products}:
        yield Message("tabs/products", products=products)


def _read(tab: Tab) -> list[str]:
    found = _FORM.fullmatch(tab.written)
    return found[1].split() if found else []


def _list_words(guide: Guide) -> dict[str, str]:
    """Return the words that a tab may be about, with the name of their list."""
    words = guide.subject.vocabularies
    return {word: name for name in ("products", "platforms") for word in words[name]}
