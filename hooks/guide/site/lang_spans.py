"""Marks words of another language on a page, so that a screen reader pronounces them and a browser picks the font."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
        tag = TAG.fullmatch(piece)
        if tag:
            _follow(tag, opened)
        yield piece


def _wrap(text: str, language: str) -> str:
    """Mark what a Chinese text has in Latin letters, and what any other has in Han characters."""
    if language == "zh":
        return _LATIN.sub(lambda found: f'<span lang="en">{found[0]}</span>' if found[1] else found[0], text)
    return text if text.isascii() or language in WITH_HAN else _HAN.sub(r'<span lang="zh-Hans">\g<0></span>', text)


def _follow(tag: re.Match[str], opened: list[str]) -> None:
    """Keep the language of each open element; what holds no prose has none."""
    closing, name, attributes, itself = tag.groups()
    if itself or name in VOID:
        return
    if closing:
        opened.pop()
        return
    given = _LANG.search(attributes) if attributes else None
    opened.append("" if name in PLAIN else given[1] if given else opened[-1])
