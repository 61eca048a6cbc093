"""Prose that was right, and is asked again after some of its pages changed: most rules look at one page at a time."""

from __future__ import annotations

from collections.abc import Iterator, Set

from guide.checks.again import cut_out, list_affected
from guide.messages.diagnostic import Diagnostic
from guide.model.guide import Guide
from guide.model.name import RecordName
from guide.model.reader_flow import State
from guide.model.record import Record
from guide.model.records import BarredHost, Term
from guide.model.wording import CountException, WordingException
from guide.prose.contents import check_same_contents
from guide.prose.run import CHECKS, find_mistakes_of_form
from guide.prose.sections import Section
from guide.prose.translated import check_translations

HELD_TO: tuple[type[Record], ...] = (BarredHost, CountException, State, Term, WordingException)
"""The records that every page is held to. Others a page knows only where it names them, as kind/id."""
ACROSS = frozenset({check_translations, check_same_contents})
"""The rules that look at pages together."""


def find_mistakes_again(
    guide: Guide, sections: tuple[Section, ...], known: Guide, before: tuple[Section, ...]
) -> Iterator[Diagnostic]:
    """Yield what rules find in the prose, which was right `before`, as was the guide as it was `known`.

    It may name less than find_mistakes, but finds something where that does, and nothing where that finds nothing.
    """
    changed = list_affected(guide, known)
    pages = _list_pages(sections, before, changed)
    if any(issubclass(guide.kinds[name.kind].record_class, HELD_TO) for name in changed):
        pages = {one.page for one in sections}
    some = tuple(one for one in sections if one.page in pages)
    part = cut_out(guide, changed, [f"docs/{page}" for page in pages])
    yield from find_mistakes_of_form(part, some)
    for check in CHECKS:
        yield from check(guide, sections) if check in ACROSS else check(part, some)


def _list_pages(sections: tuple[Section, ...], before: tuple[Section, ...], changed: Set[RecordName]) -> set[str]:
    """Return the pages that have another text, in whatever language, and those that name a changed record."""
    names = tuple(str(name) for name in changed)
    differing = {*sections} ^ {*before}
    named = {one.page for one in sections if any(name in one.text for name in names)}
    return {one.page for one in differing} | named
