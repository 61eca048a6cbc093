"""The front matter of a page: a title and a description, and nothing that MkDocs would obey.

It is read as the data are: no tags, no aliases, no key twice, and every value is the text that was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from guide.messages.diagnostic import DataError, Diagnostic
from guide.messages.message import Message, shorten
from guide.model.guide import Guide
from guide.prose.sections import Section
from guide.read.nodes import Document, parse_document

_KEYS = ("title", "description")
_LONGEST = 300
_HEAD = re.compile(r"---\n(.*?)^---\n", re.DOTALL | re.MULTILINE)
_MARKED = re.compile(r"<[A-Za-z/!]|\]\(|\*\*|`|\{|\}")
_END = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)


def check_heads(guide: Guide, sections: Iterable[Section]) -> Iterator[Diagnostic]:
    """A page begins with its title and its description, and with nothing else."""
    for section in sections:
        if section.line == 1:
            yield from _check_head(section)


def read_head(section: Section) -> Mapping[str, str]:
    """Return the front matter of a page, by its first section, as it was written. Raises DataError."""
    head = _HEAD.match(section.text)
    # A line for the marks before it, so that places are those of the file.
    value = parse_document(f"\n{head[1]}", section.path).value if head else {}
    return value if isinstance(value, dict) else {}


def _check_head(section: Section) -> Iterator[Diagnostic]:
    head = _HEAD.match(section.text)
    if not head or _END.search(head[1]):
        yield Diagnostic(section.locate(0), Message("front-matter/no-head"))
        return
    try:
        document = parse_document(f"\n{head[1]}", section.path)
    except DataError as error:
        yield from error.diagnostics
        return
    if not isinstance(document.value, dict):
        yield Diagnostic(section.locate(0), Message("front-matter/no-head"))
        return
    yield from _check_keys(document, section)


def _check_keys(document: Document, section: Section) -> Iterator[Diagnostic]:
    for key, value in document.value.items():
        if key not in _KEYS:
            yield Diagnostic(document.key_locations[(key,)], Message("front-matter/odd-key", key=shorten(key)))
        elif not isinstance(value, str) or not value.strip() or "\n" in value or len(value) > _LONGEST:
            yield Diagnostic(document.locate((key,)), Message("front-matter/no-text", key=key, limit=_LONGEST))
        elif marked := _MARKED.search(value):
            yield Diagnostic(document.locate((key,)), Message("front-matter/marked", key=key, mark=marked[0]))
    for key in _KEYS:
        if key not in document.value:
            yield Diagnostic(section.locate(0), Message("front-matter/missing", key=key))
