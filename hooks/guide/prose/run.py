"""All that is asked of the prose before it is built. Where its links lead is known only when all pages are made."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from guide.messages.diagnostic import Diagnostic
from guide.model.guide import Guide
from guide.prose import (
    blocks,
    contents,
    counts,
    figures,
    head,
    headings,
    hosts,
    link_forms,
    marks,
    markup,
    result,
    states,
    tabs,
    translated,
    warnings,
    wording,
)
from guide.prose.sections import Section

FORM: tuple[Callable[[Guide, tuple[Section, ...]], Iterator[Diagnostic]], ...] = (
    markup.check_markup,
    link_forms.check_link_forms,
    marks.check_marks,
    blocks.check_blocks,
    tabs.check_tabs,
)
"""What has to be right on a page, below its front matter, before anything else can be asked of it."""
CHECKS: tuple[Callable[[Guide, tuple[Section, ...]], Iterator[Diagnostic]], ...] = (
    translated.check_translations,
    translated.check_headings,
    headings.check_repeated_headings,
    contents.check_contents,
    contents.check_same_contents,
    tabs.check_same_tabs,
    figures.check_figures,
    states.check_misleading_words,
    warnings.check_warnings,
    hosts.check_hosts,
    wording.find_wording,
    counts.check_counts,
    result.check_result,
)


def find_mistakes_of_form(guide: Guide, sections: tuple[Section, ...]) -> Iterator[Diagnostic]:
    """Yield what is wrong with the form of the prose. Of the guide, its subject is enough.

    Of a page of which nobody can say where its front matter ends, that is all: the rest would be taken for it.
    """
    heads = list(head.check_heads(guide, sections))
    yield from heads
    unparted = {one.location.path for one in heads if one.message.id in head.UNPARTED}
    parted = tuple(section for section in sections if section.path not in unparted)
    for check in FORM:
        yield from check(guide, parted)


def find_mistakes(guide: Guide, sections: tuple[Section, ...]) -> Iterator[Diagnostic]:
    """Yield every mistake that a check finds in the prose; of a page whose form is wrong in a language, that alone."""
    broken = list(find_mistakes_of_form(guide, sections))
    yield from broken
    unread = {one.location.path for one in broken}
    pages = {section.page for section in sections if section.path in unread}
    sound = {section.path for section in sections if section.page not in pages}
    for check in CHECKS:
        yield from (one for one in check(guide, sections) if not broken or one.location.path in sound)
