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

Check = Callable[[Guide, tuple[Section, ...]], Iterator[Diagnostic]]
"""Asks something of the prose."""
FORM: tuple[Check, ...] = (
    markup.check_markup,
    link_forms.check_link_forms,
    marks.check_marks,
    blocks.check_blocks,
    tabs.check_tabs,
)
"""What has to be right on a page, below its front matter, before anything else can be asked of it."""
CHECKS: tuple[Check, ...] = (
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


OF_WORDS_ALONE = frozenset(
    {
        *(markup.check_markup, link_forms.check_link_forms, marks.check_marks, blocks.check_blocks),
        *(headings.check_repeated_headings, figures.check_figures, result.check_result),
    }
)
"""What asks the guide nothing: what it finds hangs on what is written in the pages, and on nothing else."""


def find_mistakes_of_form(
    guide: Guide, sections: tuple[Section, ...], is_settled: bool = False
) -> Iterator[Diagnostic]:
    """Yield what is wrong with the form of the prose. Of the guide, its subject is enough.

    If it `is_settled` what the words alone are asked, these are not asked again.
    Of a page of which nobody can say where its front matter ends, that is all: the rest would be taken for it.
    """
    heads = list(head.check_heads(guide, sections))
    yield from heads
    unparted = {one.location.path for one in heads if one.message.id in head.UNPARTED}
    parted = tuple(section for section in sections if section.path not in unparted)
    for check in _choose(FORM, is_settled):
        yield from check(guide, parted)


def find_mistakes(guide: Guide, sections: tuple[Section, ...], is_settled: bool = False) -> Iterator[Diagnostic]:
    """Yield every mistake that a check finds in the prose; of a page whose form is wrong in a language, that alone.

    If it `is_settled` what the words alone are asked, these are not asked again.
    """
    broken = list(find_mistakes_of_form(guide, sections, is_settled))
    yield from broken
    unread = {one.location.path for one in broken}
    pages = {section.page for section in sections if section.path in unread}
    sound = {section.path for section in sections if section.page not in pages}
    for check in _choose(CHECKS, is_settled):
        yield from (one for one in check(guide, sections) if not broken or one.location.path in sound)


def _choose(checks: tuple[Check, ...], is_settled: bool) -> tuple[Check, ...]:
    return tuple(check for check in checks if not is_settled or check not in OF_WORDS_ALONE)
