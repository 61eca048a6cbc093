"""All that is asked of the prose before it is built. Where its links lead is known only when all pages are made."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from guide.messages.diagnostic import Diagnostic
from guide.model.guide import Guide
from guide.prose import (
    contents,
    counts,
    figures,
    head,
    hosts,
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
    head.check_heads,
    markup.check_markup,
    tabs.check_tabs,
)
"""What has to be right before anything else can be asked."""
CHECKS: tuple[Callable[[Guide, tuple[Section, ...]], Iterator[Diagnostic]], ...] = (
    translated.check_translations,
    translated.check_headings,
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
    """Yield what is wrong with the form of the prose. Of the guide, its subject is enough."""
    for check in FORM:
        yield from check(guide, sections)


def find_mistakes(guide: Guide, sections: tuple[Section, ...]) -> Iterator[Diagnostic]:
    """Yield every mistake that a check finds in the prose. Where its form is wrong, that alone."""
    broken = list(find_mistakes_of_form(guide, sections))
    yield from broken
    for check in CHECKS if not broken else ():
        yield from check(guide, sections)
