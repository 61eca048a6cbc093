"""Marks words of another language on a page, so that a screen reader pronounces them and a browser picks the font."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from guide.model.language import WITH_HAN, Language

# What is found is never looked at again, also where it is not marked (`++`, `*+`): a text of nothing but letters and
# quotation marks would else be read once for each of them.
_HAN = re.compile("[\u3400-\u9fff]++(?:[\u3000-\u303f\uff01-\uff5e\u2026]*+[\u3400-\u9fff]++)*+")
# Single Latin words on a Chinese page are names (iOS), read as names; two or more in a row are English.
_WORD = r"[A-Za-z](?:[\w'’-]|&amp;|&#39;)*+"
_LATIN = re.compile(rf"(?<![\w&#]){_WORD}((?:,? (?:&amp; )?{_WORD})*+)", re.ASCII)
_TOKEN = re.compile(r"(<[^<>]*>)")
TAG = re.compile(r"<(/?)([a-z][a-z0-9]*+)([^<>]*?)(/?)>")
_LANG = re.compile(r' lang="([a-z]+)')
VOID = {"br", "hr", "img", "input", "link", "meta", "rect", "circle", "line", "path"}
"""Elements that have no end."""
PLAIN = {"code", "pre", "svg", "textarea"}
_CLOSES, _INHERITS = "/", "*"
"""What a tag does that gives its element no language: it closes one, or the language stays as it is."""


def mark_foreign(html: str, language: Language) -> str:
    """Return `html` with runs of the other language's script in `<span lang>`, also inside what has a `lang` itself.

    `html` is what our own templates and Markdown made: well-formed, with `<` and `>` escaped in text and attributes.
    """
    return "".join(_locate(html, str(language)))


def _locate(html: str, language: str) -> Iterator[str]:
    """Yield the pieces of `html`, text marked by the language of the element around it."""
    opened = [language]
    for piece in _TOKEN.split(html):
        if piece[:1] != "<":
            yield _wrap(piece, opened[-1]) if piece and opened[-1] else piece
            continue
        step = _read_tag(piece)
        if step is _CLOSES:
            opened.pop()
        elif step is not None:
            opened.append(opened[-1] if step is _INHERITS else step)
        yield piece


def _wrap(text: str, language: str) -> str:
    """Mark what a Chinese text has in Latin letters, and what any other has in Han characters."""
    if language == "zh":
        if " " not in text:  # so there are no two words in a row
            return text
        return _LATIN.sub(lambda found: f'<span lang="en">{found[0]}</span>' if found[1] else found[0], text)
    return text if text.isascii() or language in WITH_HAN else _HAN.sub(r'<span lang="zh-Hans">\g<0></span>', text)


@lru_cache(4096)  # a page has few different tags, and thousands of each
def _read_tag(tag: str) -> str | None:
    """Return the language of an element that a tag opens, none where it holds no prose, or what else the tag does.

    None is for what neither opens nor closes an element.
    """
    found = TAG.fullmatch(tag)
    if not found or found[4] or found[2] in VOID:
        return None
    if found[1]:
        return _CLOSES
    given = _LANG.search(found[3])
    return "" if found[2] in PLAIN else given[1] if given else _INHERITS
