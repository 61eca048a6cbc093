"""Tabs in prose: Markdown names what each is about by a word of the subject, and readers see what that is called."""

from __future__ import annotations

import html
import re

from guide.site.choice import list_choices
from guide.views.localized_guide import LocalizedGuide

_TAB = re.compile(r'(<input [^<>]*)/>(<label for="[^"]*">)([a-z_ ]+)</label>')
_SET = re.compile(r'<div class="tabbed-set"')


def name_tabs(made: str, localized: LocalizedGuide) -> str:
    """Return the HTML that Markdown made of a page, its tabs called as readers know them.

    `data-for` keeps the words, by which the tab of what the reader chose is found.
    """
    names = {word: text for _, words in list_choices(localized) for word, text in words}
    title = html.escape(localized.label("choice.title"))

    def name(tab: re.Match[str]) -> str:
        told = " / ".join(names[word] for word in tab[3].split())
        return f'{tab[1]}data-for="{tab[3]}">{tab[2]}{html.escape(told)}</label>'

    return _TAB.sub(name, _SET.sub(rf'\g<0> role="radiogroup" aria-label="{title}"', made))
