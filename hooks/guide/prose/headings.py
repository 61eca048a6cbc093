"""No two headings of a page say the same: whoever goes by the contents would not know which is meant."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator

from guide.checks.repeats import spell
from guide.messages.diagnostic import Diagnostic
from guide.messages.message import Message, shorten
from guide.model.guide import Guide
from guide.prose.sections import Section, join_sections, read_heading
from guide.prose.source import fill_code, list_lines

_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")


def check_repeated_headings(guide: Guide, sections: Iterable[Section]) -> Iterator[Diagnostic]:
    """The words of a heading stand on its page once, however they are spelled, marked or written in entities."""
    for page in join_sections(sections):
        first: dict[str, int] = {}
        for start, title in _list_headings(page):
            location = page.locate(start)
            line = first.setdefault(spell(_read_plainly(title)), location.line)
            if line != location.line:
                yield Diagnostic(location, Message("repeated-heading", heading=shorten(title, 60), line=line))


def _list_headings(page: Section) -> Iterator[tuple[int, str]]:
    for start, line in list_lines(fill_code(page.text)):
        if read_heading(line) and (heading := read_heading(page.text[start : start + len(line)])):
            yield start, heading.title


def _read_plainly(title: str) -> str:
    return html.unescape(_LINK.sub(lambda link: link[1], title))
