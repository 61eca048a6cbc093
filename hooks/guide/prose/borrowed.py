"""Pages that a language does not have yet, as it borrows them from the first one."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from guide.model.borrowed import borrow
from guide.model.guide import Guide
from guide.model.language import Language
from guide.prose.head import read_head
from guide.prose.sections import Section, join_sections, read_heading
from guide.prose.source import cut_head
from guide.read.closed_folders import PICTURES
from guide.read.scan import find_fences

_LINE = re.compile(r"^#{1,6} .*$", re.MULTILINE)


def borrow_pages(guide: Guide, sections: Iterable[Section]) -> tuple[Section, ...]:
    """Return each page that a language lacks which is only beginning: the first one's, in its place.

    Its headings are marked, since they stand in the contents of the page, too; the rest is marked where it is shown.
    """
    pages = tuple(join_sections(sections))
    known = {(page.language, page.page) for page in pages}
    first = [page for page in pages if page.language == guide.subject.languages[0]]
    lacking = ((one.id, page) for one in guide.subject.beginning_languages for page in first)
    return tuple(_borrow_page(page, language) for language, page in lacking if (language, page.page) not in known)


def borrow_head(page: Section, guide: Guide) -> Mapping[str, str]:
    """Return the front matter of a borrowed page, its words marked; `original` is the page that it is borrowed from."""
    head = {name: borrow(words) for name, words in read_head(page).items()}
    return {**head, "original": f"{guide.subject.languages[0]}/{page.page}"}


def _borrow_page(page: Section, language: Language) -> Section:
    text = page.text
    changes = [*_list_headings(text), *_list_pictures(page, language)]
    for start, end, written in sorted(changes, reverse=True):
        text = text[:start] + written + text[end:]
    return replace(page, language=language, text=text)


def _list_headings(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield where the words of each heading stand, and the words, marked."""
    head, fences = len(text) - len(cut_head(text)), list(find_fences(text))
    for line in _LINE.finditer(text, head):
        heading = read_heading(line[0])
        if heading and not any(start <= line.start() < end for start, end in fences):
            start = text.index(heading.title, line.start())
            yield start, start + len(heading.title), borrow(heading.title)


def _list_pictures(page: Section, language: Language) -> Iterator[tuple[int, int, str]]:
    """Yield where a page shows a picture that lies beside it, and the way to it from the borrowed page."""
    folder = posixpath.dirname(page.page)
    for start, target in page.links:
        if target.endswith(tuple(PICTURES)):
            picture = posixpath.join(page.language, folder, target)
            yield start, start + len(target), posixpath.relpath(picture, posixpath.join(language, folder))
