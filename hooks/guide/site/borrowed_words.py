"""Borrowed words, which stand between marks, get the `lang` of their own language in what is finished.

A text gets a span, and an element that begins among them, or has some in an attribute, gets it itself. Where no element
can stand, among other words in a title, the marks only go.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from guide.model.borrowed import BORROWED, END, MARKS, OWN, drop_marks
from guide.site.lang_spans import PLAIN, TAG, VOID
from guide.views.localized_guide import LocalizedGuide

_MARK = re.compile(f"([{MARKS}])")
_LANG = re.compile(r' lang="([^"]+)"')
_TOKEN = re.compile(r"(<(?:script|style)\b[^<>]*>.*?</(?:script|style)>|<[^<>]*>)", re.DOTALL)
_BARE = PLAIN | {"option", "title"}
"""Elements that hold text and nothing else, or what is no prose."""
_NONE = ""
"""The language of what needs none."""
_ALONE = re.compile(rf"<((?:option|pre|textarea|title)\b[^<>{MARKS}]*)>([^<]*{BORROWED}[^<]*)(?=</)")
"""An element that holds text and nothing else, some of it borrowed."""
_RUN = re.compile(rf"{BORROWED}[^{MARKS}]*{END}|{OWN}[^\w{MARKS}]*{END}")
"""Borrowed words, or own ones that are none."""
_SAYS = r" (?:lang|alt|aria-label|data-label|placeholder|title)="
_ONLY = re.compile(rf'<([a-z][a-z0-9]*)((?:(?!{_SAYS})[^<>])*)><span lang="([^"]+)">([^<>]*)</span></\1>')
"""A span that fills the element around it, where that says nothing by itself."""


def show_borrowed(html: str, localized: LocalizedGuide) -> str:
    """Return `html`, a page or a part of one, with borrowed words called by their language.

    It is what our own templates and Markdown made: well-formed, with `<` and `>` escaped in text and attributes.
    """
    if localized.original is None:
        return html
    original = localized.original.label("language.tag")
    walk = _Walk(localized.label("language.tag"), original)
    told = "".join(piece for token in _TOKEN.split(_name_whole(html, original)) for piece in walk.take(token))
    return _ONLY.sub(r'<\1\2 lang="\3">\4</\1>', told)


def _name_whole(html: str, language: str) -> str:
    """Give its language to what can hold no element, where all words in it are borrowed."""

    def name(found: re.Match[str]) -> str:
        rest, inside = _RUN.subn("", found[2])
        while inside:
            rest, inside = _RUN.subn("", rest)
        return found[0] if any(map(str.isalpha, rest)) else f'<{found[1]} lang="{language}">{found[2]}'

    return _ALONE.sub(name, html)


@dataclass
class _Walk:
    """Goes through a page once.

    `open` has, for each open element, the language that it is told to be in, the one that its words are in, and those
    of the marks that are open in it.
    """

    own: str
    original: str
    open: list[list[str]] = field(init=False)

    def __post_init__(self) -> None:
        self.open = [[self.own, self.own]]

    def take(self, token: str) -> Iterator[str]:
        """Yield what a tag, or a text between two tags, becomes."""
        tag = TAG.fullmatch(token)
        if tag:
            yield drop_marks(self._take_tag(tag))
        elif token[:1] == "<":
            yield drop_marks(token)
        else:
            yield from map(self._take_text, _MARK.split(token))

    def _take_text(self, text: str) -> str:
        languages = self.open[-1]
        if text == END:
            del languages[max(2, len(languages) - 1) :]
        elif text and text in MARKS:
            languages.append(self.original if text == BORROWED else self.own)
        elif not _are_one(languages[-1], languages[0]) and any(map(str.isalpha, text)):
            return f'<span lang="{languages[-1]}">{text}</span>'
        return drop_marks(text)

    def _take_tag(self, tag: re.Match[str]) -> str:
        closing, name, attributes, itself = tag.groups()
        if closing:
            del self.open[len(self.open) - (name not in VOID) :]
            return tag[0]
        (told, *_, around), marked = self.open[-1], len(self.open[-1]) > 2
        given = _LANG.search(attributes)
        inside = given[1] if given else around
        spoken = self.original if BORROWED in attributes else inside if given or marked else told
        if not itself and name not in VOID:
            self.open.append([_NONE, _NONE] if name in _BARE else [spoken, inside])
        return tag[0] if given or _are_one(spoken, told) else f'<{name}{attributes} lang="{spoken}"{itself}>'


def _are_one(tag: str, other: str) -> bool:
    """Say whether two tags are of one language, or nobody asks of which."""
    return _NONE in (tag, other) or tag.partition("-")[0] == other.partition("-")[0]
