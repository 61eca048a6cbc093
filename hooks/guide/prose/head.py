"""The front matter of a page: a title and a description, and nothing that MkDocs would obey.

It is read as the data are: no tags, no aliases, no key twice, and every value is the text that was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from guide.messages.diagnostic import DataError, Diagnostic
from guide.messages.message import Message, shorten
from guide.messages.nearest import find_nearest, suggest
from guide.model.guide import Guide
from guide.prose.sections import Section
from guide.read.nodes import Document, parse_document

_KEYS = ("title", "description")
UNPARTED = ("front-matter/no-head", "front-matter/not-closed")
"""The messages about a page of which nobody can say where its front matter ends."""
_START = len("---\n")
_BLANK = re.compile(r"^[ ]*\n", re.MULTILINE)
_SLIP = re.compile(
    r"^ +(?P<indented>title|description):|^(?P<glued>(?:title|description):[^\s:][^\n]{0,20})"
    r"|^(?P<empty>title|description):[ ]*\n(?! )",
    re.MULTILINE,
)
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
    elif slips := tuple(_find_slips(section, head[1])):
        yield from slips
    else:
        yield from _read_head(section, head[1])


def _find_slips(section: Section, head: str) -> Iterator[Diagnostic]:
    """Yield what YAML would complain of at another line, or in words that do not help."""
    if blank := _BLANK.search(head):
        yield Diagnostic(section.locate(_START + blank.start()), Message("front-matter/not-closed"))
        return
    for found in _SLIP.finditer(head):
        yield Diagnostic(section.locate(_START + found.start()), _explain_slip(found))


def _explain_slip(found: re.Match[str]) -> Message:
    if found["indented"]:
        return Message("front-matter/indented", key=found["indented"])
    if found["glued"]:
        return Message("missing-space", key=found["glued"])
    return Message("front-matter/empty", key=found["empty"])


def _read_head(section: Section, head: str) -> Iterator[Diagnostic]:
    try:
        document = parse_document(f"\n{head}", section.path)
    except DataError as error:
        yield from error.diagnostics
        return
    if isinstance(document.value, dict):
        yield from _check_keys(document, section)
    else:
        yield Diagnostic(section.locate(0), Message("front-matter/no-head"))


def _check_keys(document: Document, section: Section) -> Iterator[Diagnostic]:
    meant = set()
    for key, value in document.value.items():
        if key not in _KEYS:
            nearest = find_nearest(key.lower(), _KEYS)
            meant.add(nearest)
            message = Message("front-matter/odd-key", key=shorten(key), hint=suggest(key.lower(), _KEYS))
            yield Diagnostic(document.key_locations[(key,)], message)
        elif not isinstance(value, str) or not value.strip() or "\n" in value or len(value) > _LONGEST:
            yield Diagnostic(document.locate((key,)), Message("front-matter/no-text", key=key, limit=_LONGEST))
        elif marked := _MARKED.search(value):
            yield Diagnostic(document.locate((key,)), Message("front-matter/marked", key=key, mark=marked[0]))
    for key in _KEYS:
        if key not in document.value and key not in meant:
            yield Diagnostic(section.locate(0), Message("front-matter/missing", key=key))
