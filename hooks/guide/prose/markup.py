"""What the prose may be written with: Markdown, and of HTML a shortcode, a comment and a box of the theme."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from guide.messages.diagnostic import Diagnostic
from guide.messages.message import Message, shorten
from guide.model.guide import Guide
from guide.prose.sections import FILLER, Section, join_sections

_CLASSES = ("doors",)
"""Boxes that the theme knows."""
_MARKS = frozenset({"{ .lead }", "{ .ask }", "{ .start }"})
"""What may stand below a paragraph: it is the page's answer, or where a reader asks or starts."""
"""Below the paragraph that a page begins with."""
_OPEN = tuple(f'<div class="{name}" markdown>' for name in _CLASSES)
_CLOSE = "</div>"
_HEAD = re.compile(r"---\n.*?^---\n", re.DOTALL | re.MULTILINE)
_CODE = re.compile(r"(?<![`\\])(`+)(?!`)[^\n]+?(?<!`)\1(?!`)")
_FENCE = re.compile(r"^(?:[ \t>*+-]|\d+\.)*(?:```|~~~).*$", re.MULTILINE)
_GOOD_FENCE = re.compile(r"```[a-z]*")
# A comment stands in one line and holds neither brackets nor what could end it; a shortcode is one.
_COMMENT = re.compile(r"<!--[ \t](?:(?!--)[^<>\n])*[ \t]-->")
_AUTOLINK = re.compile(r"<https://[^\s<>\"'`]+>")
_TAG = re.compile(r"<(?=[A-Za-z/!?])[^\s>]*>?")
_ENTITY = re.compile(r"&#?\w+;")
_HASHES = re.compile(r"^(?:[ \t>*+-]|\d+\.)*#.*$", re.MULTILINE)
_HEADING = re.compile(r"(#{1,6}) [^\s#{}\\][^{}\\]*?(?: \{#([^{}]*)\})?")
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_LONGEST_ID = 60
_UNDERLINED = re.compile(r"^[ \t>]*+[^\s|].*\n[ \t>]*(=+|-+)[ \t]*$", re.MULTILINE)
_DEFINITION = re.compile(r"^[ \t>]*\[[^\]\n]*\]:", re.MULTILINE)
_TARGET = re.compile(r"\]\([ \t]*<?([^)\s>]*)")
_IMAGE = re.compile(r"!\[[^\]\n]*\]\([ \t]*<?([^)\s>]*)")
_PICTURE = re.compile(r"(?:\.\./)*(?:[a-z0-9-]+/)*[a-z0-9-]+\.(?:png|jpg|webp|avif)")
_LOCAL = re.compile(r"(?!/)[a-z0-9./-]*(?:#[\w-]+)?")
_SECURE = re.compile(r"https://[A-Za-z0-9][^\s<>\\\"]*")
_ATTRIBUTES = re.compile(r"\{:?[ \t]*[#.\w][^}\n]*\}")


def check_markup(guide: Guide, sections: Iterable[Section]) -> Iterator[Diagnostic]:
    """A page holds no HTML but what is known, closes what it opens, and has headings of the one form."""
    for page in join_sections(sections):
        yield from _check_fences(page)
        text = _fill_code(page.text)
        yield from _check_backticks(page, text)
        yield from _check_tags(page, text)
        yield from _check_boxes(page, text)
        yield from _check_headings(page, text)
        yield from _check_links(page, text)


def _check_fences(page: Section) -> Iterator[Diagnostic]:
    opened = None
    for found in _FENCE.finditer(_fill_head(page.text)):
        if opened is None and not _GOOD_FENCE.fullmatch(found[0]):
            yield Diagnostic(page.locate(found.start()), Message("code-fence/fences"))
        elif opened is None:
            opened = found.start()
        elif found[0] == "```":
            opened = None
        else:
            yield Diagnostic(page.locate(found.start()), Message("code-fence/fences"))
    if opened is not None:
        yield Diagnostic(page.locate(opened), Message("code-fence/open-fence"))


def _check_backticks(page: Section, text: str) -> Iterator[Diagnostic]:
    """What is code to us has to be code to Markdown, which looks for the partner in other lines, too."""
    for found in re.finditer(r"(?<![`\\])`+", text):
        yield Diagnostic(page.locate(found.start()), Message("code-fence/lone-backtick"))


def _check_tags(page: Section, text: str) -> Iterator[Diagnostic]:
    left = _AUTOLINK.sub(_fill, _COMMENT.sub(_fill, text))
    for number, line in enumerate(left.split("\n")):
        if line in (*_OPEN, _CLOSE):
            continue
        start = _find_line(left, number)
        for found in _TAG.finditer(line):
            yield Diagnostic(
                page.locate(start + found.start()),
                Message("html-in-prose/tag", tag=shorten(found[0]), open=" ".join(_OPEN), close=_CLOSE),
            )


def _check_boxes(page: Section, text: str) -> Iterator[Diagnostic]:
    opened: int | None = None
    for number, line in enumerate(text.split("\n")):
        if line in _OPEN and opened is None:
            opened = _find_line(text, number)
        elif line in _OPEN or (line == _CLOSE and opened is None):
            message = Message("html-in-prose/open-box" if line in _OPEN else "html-in-prose/no-box")
            yield Diagnostic(page.locate(_find_line(text, number)), message)
        elif line == _CLOSE:
            opened = None
    if opened is not None:
        yield Diagnostic(page.locate(opened), Message("html-in-prose/open-box"))


def _check_headings(page: Section, text: str) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    firsts = 0
    for found in _HASHES.finditer(text):
        heading = _HEADING.fullmatch(page.text[found.start() : found.end()].rstrip())
        location = page.locate(found.start())
        if not heading or (heading[2] is not None and not _is_id(heading[2])):
            yield Diagnostic(location, Message("heading-form"))
            continue
        firsts += heading[1] == "#"
        if heading[1] == "#" and firsts > 1:
            yield Diagnostic(location, Message("first-heading/second"))
        if heading[2] in seen:
            yield Diagnostic(location, Message("repeated-anchor/heading", id=heading[2]))
        seen |= {heading[2]} if heading[2] else set()
    for found in _UNDERLINED.finditer(text):
        yield Diagnostic(page.locate(found.start(1)), Message("heading-form"))
    start = re.search(rf"[^\s{FILLER}]", text)
    if not start or not text.startswith("# ", start.start()):
        yield Diagnostic(page.locate(start.start() if start else 0), Message("first-heading/first"))


def _check_links(page: Section, text: str) -> Iterator[Diagnostic]:
    for found in _DEFINITION.finditer(text):
        yield Diagnostic(page.locate(found.start()), Message("link-form/no-definition"))
    for found in _TARGET.finditer(text):
        target = found[1]
        if not _LOCAL.fullmatch(target) and not _SECURE.fullmatch(target):
            yield Diagnostic(page.locate(found.start(1)), Message("link-form/link", target=shorten(target)))
    for found in _IMAGE.finditer(text):
        if not _PICTURE.fullmatch(found[1]):
            yield Diagnostic(page.locate(found.start()), Message("link-form/image", target=shorten(found[1])))
    for found in _ATTRIBUTES.finditer(text):
        line = page.text[page.text.rfind("\n", 0, found.start()) + 1 :].partition("\n")[0]
        if not line.startswith("#") and line not in _MARKS:
            yield Diagnostic(page.locate(found.start()), Message("html-in-prose/no-attributes", tag=shorten(found[0])))


def _is_id(written: str) -> bool:
    return len(written) <= _LONGEST_ID and bool(_ID.fullmatch(written))


def _fill_head(text: str) -> str:
    head = _HEAD.match(text)
    return _fill(head) + text[head.end() :] if head else text


def _fill_code(text: str) -> str:
    """Fill what is code, and the front matter, at the same length."""
    text = _fill_head(text)
    lines, fenced = text.split("\n"), False
    for number, line in enumerate(lines):
        is_fence = line == "```" if fenced else bool(_GOOD_FENCE.fullmatch(line))
        lines[number] = FILLER * len(line) if fenced or is_fence else line
        fenced ^= is_fence
    return _CODE.sub(_fill, "\n".join(lines))


def _fill(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", FILLER, found[0])


def _find_line(text: str, number: int) -> int:
    return sum(len(line) + 1 for line in text.split("\n")[:number])
