"""Marks words of another language on a page, so that a screen reader pronounces them and a browser picks the font."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from guide.model.language import Language

_HAN = re.compile("[\u3400-\u9fff]+(?:[\u3000-\u303f\uff01-\uff5e\u2026]*[\u3400-\u9fff]+)*")
# Single Latin words on a Chinese page are names (WeChat, iOS), read as names; two or more in a row are English.
_WORD = r"[A-Za-z](?:[\w'’-]|&amp;|&#39;)*"
_LATIN = re.compile(rf"(?<![\w&#]){_WORD}(?:,? (?:&amp; )?{_WORD})+", re.ASCII)
_FOREIGN: Mapping[Language, tuple[re.Pattern[str], str]] = {
    Language.ZH: (_LATIN, "en"),
    Language.EN: (_HAN, "zh-Hans"),
}
_TOKEN = re.compile(r"(<[^>]*>)")
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)([^>]*?)(/?)>")
_VOID = {"br", "hr", "img", "input", "link", "meta", "rect", "circle", "line", "path"}
_PLAIN = {"code", "pre", "svg", "textarea"}


def mark_foreign(html: str, language: Language) -> str:
    """Return `html` with runs of the other language's script in `<span lang>`, unless they are marked already.

    `html` is what our own templates and Markdown made: well-formed, with `<` and `>` escaped in text and attributes.
    """
    if language not in _FOREIGN:
        return html
    pattern, tag = _FOREIGN[language]
    return "".join(_mark(html, lambda text: pattern.sub(lambda run: f'<span lang="{tag}">{run[0]}</span>', text)))


def _mark(html: str, mark: Callable[[str], str]) -> Iterator[str]:
    """Yield the pieces of `html`, text marked where no element around it is marked or holds no prose."""
    opened: list[bool] = []
    for piece in _TOKEN.split(html):
        found = _TAG.fullmatch(piece)
        if found:
            _follow(found, opened)
            yield piece
        else:
            yield piece if any(opened) or piece.startswith("<") else mark(piece)


def _follow(found: re.Match[str], opened: list[bool]) -> None:
    closing, name, attributes, itself = found.groups()
    if itself or name in _VOID:
        return
    if closing:
        opened.pop()
    else:
        opened.append(name in _PLAIN or " lang=" in attributes)
