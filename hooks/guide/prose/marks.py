"""No mark of Markdown is left in the words: one of another Markdown, a full-width one, or a shortcode's near miss.

What Markdown does not know it leaves as it is, and readers would see it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from guide.messages.diagnostic import Diagnostic
from guide.messages.message import Message, shorten
from guide.messages.nearest import find_nearest
from guide.model.guide import Guide
from guide.prose.sections import Section, join_sections
from guide.prose.source import COMMENT, fill, fill_code

PLACEHOLDER = re.compile(r"\{(?:value|[a-z_]+/[\w.-]+)\}")
"""How a text of the data asks for a figure; a page does it by a shortcode."""
# Included files, templates, footnotes, links of a wiki, a list of contents, struck-out words, boxes of other programs.
_OTHER = re.compile(
    r"--8<--|;--8<--|\{[%!]|\{\{|\[\^[^\]\n]*\]|\[\[|(?<!~)~~(?!~)|^[ \t]*(?:\[TOC\]|:::|\+\+\+|\$\$|\.\. \w+::)",
    re.MULTILINE,
)
_WIDE = re.compile(
    "^[ \u3000]*\uff03+|^[ \u3000]*\uff1e |\uff0a\uff0a|\uff40|\uff5e\uff5e\uff5e|\uff1c!?--"
    "|[{\uff5b][#\uff03][\\w-]*[}\uff5d]",
    re.MULTILINE,
)
_LEFT_OVER = (
    (PLACEHOLDER, Message("left-over-mark/placeholder")),
    (_OTHER, Message("left-over-mark/other")),
    (_WIDE, Message("left-over-mark/wide")),
)
_ID = re.compile(r"\{#[\w-]*\}")
_KEYWORD = "guide"
_SAID = re.compile(r"([A-Za-z]{3,8})[ \t]*[:\uff1a]")
_UNSAID = re.compile(rf"{_KEYWORD}(?: [a-z_]+)(?: [\w/.-]+)*", re.IGNORECASE)


def check_marks(guide: Guide, sections: Iterable[Section]) -> Iterator[Diagnostic]:
    """Nothing that was meant as a mark, a figure or a shortcode is left in the words."""
    for page in join_sections(sections):
        text = fill_code(page.text)
        for comment in COMMENT.finditer(text):
            if _is_nearly(comment[1].strip()):
                message = Message("shortcode/nearly", written=shorten(comment[0]))
                yield Diagnostic(page.locate(comment.start()), message)
        bare = COMMENT.sub(fill, text)
        for pattern, message in _LEFT_OVER:
            for found in pattern.finditer(bare):
                if not _ID.fullmatch(found[0]):
                    yield Diagnostic(page.locate(found.start()), message.fill(mark=shorten(found[0].strip())))


def _is_nearly(words: str) -> bool:
    """Say whether a comment was meant to ask for data."""
    if words.startswith(f"{_KEYWORD}:"):
        return False
    said = _SAID.match(words)
    return bool(_UNSAID.fullmatch(words) or (said and find_nearest(said[1].lower(), [_KEYWORD])))
