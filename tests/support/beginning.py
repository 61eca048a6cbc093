"""The second guide with a fourth language that is only beginning: what is written in it, and what its pages say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import html

from project_copy import copy_second_guide

CODE = "it"
MARK = "ƒ"
"""Stands in all that is written in the language, so that it can be told from what is borrowed."""
PAGE = "timeline.md"
"""The one page that it has. It shows records as well as prose."""
_TEXTS = {
    "fees.yml": ("fr: 'La clôture coûte {value}'", "it: 'La chiusura ƒ costa {value}'"),
    "failure_causes.yml": ("fr: Le compte est à découvert", "it: Il conto ƒ è scoperto"),
    "labels.yml": ("fr: 'Que cherchez-vous ?'", "it: 'Che cosa ƒ cerca?'"),
}
"""A text of some files, by its French, and the words that come behind it."""


def begin_language(folder: Path, shown_from: str, *, texts: bool = True) -> Path:
    """Make at `folder` the second guide with a row for the language and one page, and some `texts` in the data."""
    project = copy_second_guide(folder)
    row = f"beginning_languages: [{{id: {CODE}, title: Italiano {MARK}, shown_from: {shown_from}}}]\n"
    put_behind(project / "data/subject.yml", "languages: [en, de, fr]\n", row)
    for name, (french, words) in _TEXTS.items() if texts else ():
        put_behind(project / "data" / name, french, f", {words}")
    (project / f"docs/{CODE}").mkdir()
    (project / f"docs/{CODE}/{PAGE}").write_text(translate((project / f"docs/en/{PAGE}").read_text("utf-8")), "utf-8")
    return project


def put_behind(path: Path, written: str, new: str) -> None:
    """Put `new` behind something that is written once in a file."""
    text = path.read_text(encoding="utf-8")
    assert text.count(written) == 1, f"{path}: {written}"
    path.write_text(text.replace(written, written + new), encoding="utf-8")


def translate(page: str) -> str:
    """Return a page whose every line of words has the mark."""
    words = re.compile(r"^((?:#+ |title: |description: )?[A-Z][^{]*?)(\.?(?: \{.*)?)$", re.M)
    return words.sub(rf"\1 {MARK}\2", page)


def list_words(page: html.HtmlElement) -> Iterator[tuple[str, str]]:
    """Yield (language, text) for each text of a page that has letters: those between tags, then those in attributes."""
    for element in page.iter():
        if isinstance(element.tag, str) and element.tag not in {"script", "style"}:
            yield from _list_lettered(_find_language(element), element.text)
        if element is not page:
            yield from _list_lettered(_find_language(element.getparent()), element.tail)
    for name in ("aria-label", "title", "alt", "placeholder", "data-label"):
        for element in page.xpath(f"//*[@{name}]"):
            yield from _list_lettered(_find_language(element), element.get(name))


def _list_lettered(language: str, text: str | None) -> Iterator[tuple[str, str]]:
    if text and "://" not in text and any(map(str.isalpha, text)):
        yield language, text


def _find_language(element: html.HtmlElement) -> str:
    """Return the language that an element is told to be in, by itself or by what is around it."""
    told = element.xpath("ancestor-or-self::*[@lang][1]/@lang")
    return str(told[0]) if told else ""
