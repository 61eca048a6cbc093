"""Tabs in prose: Markdown names what each is about by a word of the subject, and readers see what that is called."""

from __future__ import annotations

import html
import re

from lxml import html as tree

from guide.site.choice import list_choices
from guide.views.localized_guide import LocalizedGuide

_TAB = re.compile(r'(<input [^<>]*)/>(<label for="[^"]*">)([a-z_ ]+)</label>')
_WRITTEN = re.compile(r'^=== "([a-z_ ]+)"\n((?: {4}[^\n]*\n| {0,3}\n)*)', re.MULTILINE)
_SET = re.compile(r'<div class="tabbed-set"')


def name_tabs(made: str, localized: LocalizedGuide) -> str:
    """Return the HTML that Markdown made of a page, its tabs called as readers know them.

    `data-for` keeps the words, by which the tab of what the reader chose is found.
    """
    title = html.escape(localized.label("choice.title"))

    def name(tab: re.Match[str]) -> str:
        told = html.escape(_name(tab[3], localized))
        return f'{tab[1]}data-for="{tab[3]}">{tab[2]}{told}</label>'

    return _TAB.sub(name, _SET.sub(rf'\g<0> role="radiogroup" aria-label="{title}"', made))


def unfold_tabs(markdown: str, localized: LocalizedGuide) -> str:
    """Return Markdown whose tabs stand one below the other, each under its name, for who knows no tabs."""

    def unfold(tab: re.Match[str]) -> str:
        inside = re.sub(r"^ {4}", "", tab[2], flags=re.MULTILINE).strip("\n")
        return f"**{_name(tab[1], localized)}**\n\n{inside}\n\n"

    return _WRITTEN.sub(unfold, markdown)


def link_tabs(page: str) -> str:
    """Return the HTML of a page, its tabs in the form that the theme below can link: names first, then what they name.

    In our own form each name stands before its text, as paper shows it and as the one-file edition needs it.
    """
    if not _SET.search(page):
        return page
    root = tree.fragment_fromstring(page, create_parent="div")
    for tabs in root.find_class("tabbed-set"):
        tabs.set("class", "tabbed-set tabbed-alternate")
        names, texts = (tree.Element("div", {"class": name}) for name in ("tabbed-labels", "tabbed-content"))
        for part in [*tabs.iterchildren()]:
            if part.tag == "label":
                names.append(part)
            elif part.tag == "div":
                part.set("class", "tabbed-block")
                texts.append(part)
        tabs.extend((names, texts))
    return "".join([root.text or "", *(tree.tostring(part, encoding="unicode") for part in root)])


def _name(words: str, localized: LocalizedGuide) -> str:
    names = {word: text for _, some in list_choices(localized) for word, text in some}
    return " / ".join(names[word] for word in words.split())
