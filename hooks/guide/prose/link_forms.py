"""A link is written in one form, `[words](target)`, and its target can neither run a script nor ask another host."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from guide.messages.diagnostic import Diagnostic
from guide.messages.message import Message, shorten
from guide.model.guide import Guide
from guide.prose.sections import Section, join_sections
from guide.prose.source import fill_code

LOCAL = re.compile(r"(?!/)[a-z0-9./-]*(?:#[\w-]+)?")
"""A page or a picture of this site, and perhaps a place on it."""
SECURE = re.compile(r"https://[A-Za-z0-9.-]+(?::\d+)?(?:[/?#][^\s<>\\\"]*)?")
"""An encrypted address, without the name of a user."""
_PICTURE = re.compile(r"(?:\.\./)*(?:[a-z0-9-]+/)*[a-z0-9-]+\.(?:png|jpg|webp|avif)")
_START = re.compile(r"(?<!\\)\]\(")
_TITLED = re.compile(r"\S+[ \t]+(?:\"[^\"]*\"|'[^']*')[ \t]*")
_DEFINITION = re.compile(r"^(?:[ \t>*+-]|\d+\.)*\[[^\[\]]*\]:", re.MULTILINE)
_WORDLESS = re.compile(r"!?\[[ \t]*\]\(")
_IN_PICTURE = re.compile(r"!\[[^\[\]\n]*<!--")
# What somebody meant for a link: brackets of any width, a space between them, and a target that can only be one.
_SLIP = re.compile(
    "[\\[\uff3b\u3010][^\\[\\]\uff3b\uff3d\u3010\u3011\n]*(?P<join>[\\]\uff3d\u3011][ \u3000]?[(\uff08])"
    "[ \u3000]*(?P<target>[^()\uff08\uff09\\s]*)[ \u3000]*(?P<end>[)\uff09])"
)
_MEANT = re.compile(r"https?://.*|[\w./-]*\.(?:md|png|jpe?g|webp|avif|svg)(?:#[\w-]*)?|#[a-z][\w-]*")


def check_link_forms(guide: Guide, sections: Iterable[Section]) -> Iterator[Diagnostic]:
    """Each link has words and a target beside them, which is a page, a picture, or an encrypted address."""
    for page in join_sections(sections):
        text = fill_code(page.text)
        slips = [found for found in _SLIP.finditer(text) if _is_slip(found)]
        for found in slips:
            yield Diagnostic(page.locate(found.start("join")), Message("link-form/brackets"))
        for found in _DEFINITION.finditer(text):
            yield Diagnostic(page.locate(found.start()), Message("link-form/no-definition"))
        for found in _WORDLESS.finditer(text):
            yield Diagnostic(page.locate(found.start()), Message("link-form/no-words"))
        for found in _IN_PICTURE.finditer(text):
            yield Diagnostic(page.locate(found.end() - 4), Message("link-form/plain-picture"))
        told = {found.start("join") for found in slips}
        for found in _START.finditer(text):
            message = None if found.start() in told else _judge(text, found)
            if message:
                yield Diagnostic(page.locate(found.end()), message)


def _is_slip(found: re.Match[str]) -> bool:
    return (found["join"], found["end"]) != ("](", ")") and bool(_MEANT.fullmatch(found["target"]))


def _judge(text: str, found: re.Match[str]) -> Message | None:
    """Return what is wrong with the target of a link, or of a picture."""
    written = _read_target(text, found.end())
    if written is None:
        return Message("link-form/open")
    if _TITLED.fullmatch(written):
        return Message("link-form/title")
    start = text.rfind("[", 0, found.start())
    if start > 0 and text[start - 1] == "!" and not _PICTURE.fullmatch(written):
        return Message("link-form/image", target=shorten(written))
    if not written or not (LOCAL.fullmatch(written) or SECURE.fullmatch(written)):
        return Message("link-form/link", target=shorten(written))
    return None


def _read_target(text: str, start: int) -> str | None:
    """Return what stands in the brackets behind a link's words; None where they are not closed in the same line."""
    depth = 1
    for end in range(start, len(text)):
        if text[end] == "\n":
            return None
        depth += (text[end] == "(") - (text[end] == ")")
        if not depth:
            return text[start:end]
    return None
