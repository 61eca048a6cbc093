"""What the prose may be written with: Markdown, and of HTML a shortcode, a comment and a box of the theme."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from guide.messages.diagnostic import Diagnostic
from guide.messages.message import Message, shorten
from guide.model.guide import Guide
from guide.prose.marks import PLACEHOLDER
from guide.prose.sections import FILLER, Section, join_sections
from guide.prose.source import COMMENT, GOOD_FENCE, fill, fill_code, fill_head, list_lines

_CLASSES = ("doors",)
"""Boxes that the theme knows."""
_MARKS = frozenset({"{ .lead }", "{ .ask }", "{ .start }"})
"""What may stand below a paragraph: it is the page's answer, or where a reader asks or starts."""
_OPEN = tuple(f'<div class="{name}" markdown>' for name in _CLASSES)
_CLOSE = "</div>"
_FENCE = re.compile(r"^(?:[ \t>*+-]|\d+\.)*(?:```|~~~).*$", re.MULTILINE)
_HOLDER = re.compile(r' *(?:!!! |\?\?\?\+? |=== ").*')
"""What code may stand in: a box, a fold or a tab, each of whose lines begins with four more spaces."""
_AUTOLINK = re.compile(r"<https://[A-Za-z0-9.-]+(?::\d+)?(?:[/?#][^\s<>\"'`]*)?>")
_TAG = re.compile(r"<(?=[A-Za-z/!?])[^\s>]*>?")
_HASHES = re.compile(r"^(?:[ \t>*+-]|\d+\.)*#.*$", re.MULTILINE)
_HEADING = re.compile(r"(#{1,6}) (?!.* #+(?: |$))[^\s#{}\\][^{}\\]*?(?: \{#([^{}]*)\})?")
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")
_LONGEST_ID = 60
_UNDERLINED = re.compile(r"^[ \t>]*+[^\s|].*\n[ \t>]*(=+|-+)[ \t]*$", re.MULTILINE)
_ATTRIBUTES = re.compile(r"\{:?[ \t]*[^\s{}][^{}\n]*\}")


def check_markup(guide: Guide, sections: Iterable[Section]) -> Iterator[Diagnostic]:
    """A page holds no HTML but what is known, closes what it opens, and has headings of the one form."""
    for page in join_sections(sections):
        yield from _check_fences(page)
        text = fill_code(page.text)
        yield from _check_backticks(page, text)
        yield from _check_tags(page, text)
        yield from _check_boxes(page, text)
        yield from _check_headings(page, text)
        yield from _check_first_heading(page, text)
        yield from _check_attributes(page, text)


def _check_fences(page: Section) -> Iterator[Diagnostic]:
    text = fill_head(page.text)
    opened: re.Match[str] | None = None
    for found in _FENCE.finditer(text):
        if opened and found[0] == f"{opened[1]}```":
            if not _stands_in(opened[1], text[opened.start() : found.start()]):
                yield Diagnostic(page.locate(opened.start()), Message("code-fence/fences"))
            opened = None
        elif opened or not _is_fence(found[0], text[: found.start()]):
            yield Diagnostic(page.locate(found.start()), Message("code-fence/fences"))
        else:
            opened = GOOD_FENCE.match(text, found.start())
    if opened:
        yield Diagnostic(page.locate(opened.start()), Message("code-fence/open-fence"))


def _stands_in(room: str, code: str) -> bool:
    """Say whether each line of code stands as far in as its fences."""
    return all(line.startswith(room) for line in code.splitlines() if line.strip())


def _is_fence(line: str, above: str) -> bool:
    """Say whether code begins with a line: at its start, or as far in as the boxes and tabs that it stands in."""
    good = GOOD_FENCE.fullmatch(line)
    room = len(good[1]) if good else 0
    for other in reversed(above.splitlines() if room else ()):
        if other.strip() and _indent(other) < room:
            room -= 4
            if _indent(other) != room or not _HOLDER.fullmatch(other):
                return False
        if not room:
            break
    return bool(good) and not room


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _check_backticks(page: Section, text: str) -> Iterator[Diagnostic]:
    """What is code to us has to be code to Markdown, which looks for the partner in other lines, too."""
    for found in re.finditer(r"(?<![`\\])`+", text):
        yield Diagnostic(page.locate(found.start()), Message("code-fence/lone-backtick"))


def _check_tags(page: Section, text: str) -> Iterator[Diagnostic]:
    for start, line in list_lines(_AUTOLINK.sub(fill, COMMENT.sub(fill, text))):
        for found in _TAG.finditer("" if line in (*_OPEN, _CLOSE) else line):
            yield Diagnostic(page.locate(start + found.start()), _refuse_tag(found[0]))


def _refuse_tag(tag: str) -> Message:
    if tag.startswith("<!--"):
        return Message("html-in-prose/open-comment", tag=shorten(tag))
    return Message("html-in-prose/tag", tag=shorten(tag), open=" ".join(_OPEN), close=_CLOSE)


def _check_boxes(page: Section, text: str) -> Iterator[Diagnostic]:
    opened: int | None = None
    for start, line in list_lines(text):
        if line in _OPEN and opened is None:
            opened = start
        elif line in _OPEN or (line == _CLOSE and opened is None):
            message = Message("html-in-prose/open-box" if line in _OPEN else "html-in-prose/no-box")
            yield Diagnostic(page.locate(start), message)
        elif line == _CLOSE:
            opened = None
        elif opened is not None and FILLER in line and "<" in (written := page.text[start : start + len(line)]):
            # Who looks for the end of a box looks into code, too.
            yield Diagnostic(page.locate(start + written.index("<")), Message("html-in-prose/code-in-box"))
    if opened is not None:
        yield Diagnostic(page.locate(opened), Message("html-in-prose/open-box"))


def _check_headings(page: Section, text: str) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    level = 1
    for found in _HASHES.finditer(text):
        heading = _HEADING.fullmatch(page.text[found.start() : found.end()].rstrip())
        location = page.locate(found.start())
        if not heading or (heading[2] is not None and not _is_id(heading[2])):
            yield Diagnostic(location, Message("heading-form/form"))
            continue
        if "<!--" in found[0]:
            yield Diagnostic(location, Message("heading-form/shortcode"))
        if len(heading[1]) > level + 1:
            yield Diagnostic(location, Message("heading-form/level", most="#" * (level + 1)))
        level = len(heading[1])
        if heading[2] in seen:
            yield Diagnostic(location, Message("repeated-anchor/heading", id=heading[2]))
        seen |= {heading[2]} if heading[2] else set()
    for found in _UNDERLINED.finditer(text):
        yield Diagnostic(page.locate(found.start(1)), Message("heading-form/form"))


def _check_first_heading(page: Section, text: str) -> Iterator[Diagnostic]:
    firsts = [found.start() for found in re.finditer(r"^# ", text, re.MULTILINE)]
    yield from (Diagnostic(page.locate(start), Message("first-heading/second")) for start in firsts[1:])
    start = re.search(rf"[^\s{FILLER}]", text)
    if not start or not text.startswith("# ", start.start()):
        yield Diagnostic(page.locate(start.start() if start else 0), Message("first-heading/first"))
    elif not re.sub(r"^#.*$", "", page.text[start.start() :], flags=re.MULTILINE).strip():
        yield Diagnostic(page.locate(start.start()), Message("first-heading/empty"))


def _check_attributes(page: Section, text: str) -> Iterator[Diagnostic]:
    for found in _ATTRIBUTES.finditer(text):
        line = page.text[page.text.rfind("\n", 0, found.start()) + 1 :].partition("\n")[0]
        if not line.startswith("#") and line not in _MARKS and not PLACEHOLDER.fullmatch(found[0]):
            yield Diagnostic(page.locate(found.start()), Message("html-in-prose/no-attributes", tag=shorten(found[0])))


def _is_id(written: str) -> bool:
    return len(written) <= _LONGEST_ID and bool(_ID.fullmatch(written))
