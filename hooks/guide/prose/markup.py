"""What the prose may be written with: Markdown, and of HTML a shortcode, a comment and a box of the theme."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from guide.messages.diagnostic import Diagnostic, Said, shorten
from guide.model.guide import Guide
from guide.prose.sections import FILLER, Section, join_sections

_CLASSES = ("doors",)
"""Boxes that the theme knows."""
_LEAD = "{ .lead }"
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

_HTML = Said(
    "html-in-prose",
    "'{tag}' is not for a page; write Markdown. Of HTML there is {open}, alone in its line, and {close}",
    "页面里不能写 {tag}；请用 Markdown。HTML 只有单独成行的 {open} 和 {close}",
).format(tag="{tag}", open=" ".join(_OPEN), close=_CLOSE)
_OPEN_BOX = Said("html-in-prose", "this box is never closed; write </div>", "这个框没有结束；请写上 </div>")
_NO_BOX = Said("html-in-prose", "this closes a box that was never opened; delete it", "没有开头的框；请删掉这一行")
_FENCES = Said(
    "code-fence",
    "code stands between lines of three backticks at the start of the line, the first with a word at most: ```yaml",
    "代码放在两行 ``` 之间，都从行首写起；第一行后面最多写一个词：```yaml",
)
_OPEN_FENCE = Said(
    "code-fence",
    "this is never closed, and would swallow the rest of the page; end the code with a line ```",
    "没有结束，会吞掉后面整页；请在代码后面写一行 ```",
)
_LONE_BACKTICK = Said(
    "code-fence",
    "this backtick has no partner in its line; write one, or a backslash before it",
    "这个反引号在同一行里没有配对；请补上，或者在前面加反斜杠",
)
_HEADING_FORM = Said(
    "heading-form",
    "a heading is '## Words {{#an-id}}' at the start of the line, with an id of small letters, digits and hyphens",
    "标题写成“## 文字 {{#an-id}}”，从行首写起；id 只用小写字母、数字和连字符",
)
_FIRST = Said(
    "first-heading",
    "below the front matter a page begins with its one heading of the first level: # Words",
    "页面开头下面先写全页唯一的一级标题：# 文字",
)
_SECOND = Said(
    "first-heading",
    "a page has one heading of the first level, and this is another; write '## Words {{#an-id}}'",
    "一页只有一个一级标题，这是第二个；请写成“## 文字 {{#an-id}}”",
)
_TWICE = Said(
    "repeated-anchor",
    "the id '{id}' stands on this page twice; choose another one",
    "{id} 这个 id 在这一页用了两次；请换一个",
)
_LINK_FORM = Said(
    "link-form",
    "'{target}': a link leads to a page, such as money.md, or to an encrypted address, https://…",
    "“{target}”：链接只能通到页面（例如 money.md）或加密的网址（https://…）",
)
_IMAGE_FORM = Said(
    "link-form",
    "'{target}': a picture is a file beside the page, such as menu.png",
    "“{target}”：图片是页面旁边的文件，例如 menu.png",
)
_NO_DEFINITION = Said(
    "link-form",
    "a link's address stands beside its words: [words](money.md)",
    "链接的地址写在文字旁边：[文字](money.md)",
)
_NO_ATTRIBUTES = Said(
    "html-in-prose",
    "'{tag}' sets attributes, which only a heading's id is for; delete it",
    "“{tag}”会设置属性；只有标题后面可以写 id，请删掉",
)


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
            yield Diagnostic(page.locate(found.start()), _FENCES)
        elif opened is None:
            opened = found.start()
        elif found[0] == "```":
            opened = None
        else:
            yield Diagnostic(page.locate(found.start()), _FENCES)
    if opened is not None:
        yield Diagnostic(page.locate(opened), _OPEN_FENCE)


def _check_backticks(page: Section, text: str) -> Iterator[Diagnostic]:
    """What is code to us has to be code to Markdown, which looks for the partner in other lines, too."""
    for found in re.finditer(r"(?<![`\\])`+", text):
        yield Diagnostic(page.locate(found.start()), _LONE_BACKTICK)


def _check_tags(page: Section, text: str) -> Iterator[Diagnostic]:
    left = _AUTOLINK.sub(_fill, _COMMENT.sub(_fill, text))
    for number, line in enumerate(left.split("\n")):
        if line in (*_OPEN, _CLOSE):
            continue
        start = _find_line(left, number)
        for found in _TAG.finditer(line):
            yield Diagnostic(page.locate(start + found.start()), _HTML.format(tag=shorten(found[0])))


def _check_boxes(page: Section, text: str) -> Iterator[Diagnostic]:
    opened: int | None = None
    for number, line in enumerate(text.split("\n")):
        if line in _OPEN and opened is None:
            opened = _find_line(text, number)
        elif line in _OPEN or (line == _CLOSE and opened is None):
            yield Diagnostic(page.locate(_find_line(text, number)), _OPEN_BOX if line in _OPEN else _NO_BOX)
        elif line == _CLOSE:
            opened = None
    if opened is not None:
        yield Diagnostic(page.locate(opened), _OPEN_BOX)


def _check_headings(page: Section, text: str) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    firsts = 0
    for found in _HASHES.finditer(text):
        heading = _HEADING.fullmatch(page.text[found.start() : found.end()].rstrip())
        location = page.locate(found.start())
        if not heading or (heading[2] is not None and not _is_id(heading[2])):
            yield Diagnostic(location, _HEADING_FORM)
            continue
        firsts += heading[1] == "#"
        if heading[1] == "#" and firsts > 1:
            yield Diagnostic(location, _SECOND)
        if heading[2] in seen:
            yield Diagnostic(location, _TWICE.format(id=heading[2]))
        seen |= {heading[2]} if heading[2] else set()
    for found in _UNDERLINED.finditer(text):
        yield Diagnostic(page.locate(found.start(1)), _HEADING_FORM)
    start = re.search(rf"[^\s{FILLER}]", text)
    if not start or not text.startswith("# ", start.start()):
        yield Diagnostic(page.locate(start.start() if start else 0), _FIRST)


def _check_links(page: Section, text: str) -> Iterator[Diagnostic]:
    for found in _DEFINITION.finditer(text):
        yield Diagnostic(page.locate(found.start()), _NO_DEFINITION)
    for found in _TARGET.finditer(text):
        target = found[1]
        if not _LOCAL.fullmatch(target) and not _SECURE.fullmatch(target):
            yield Diagnostic(page.locate(found.start(1)), _LINK_FORM.format(target=shorten(target)))
    for found in _IMAGE.finditer(text):
        if not _PICTURE.fullmatch(found[1]):
            yield Diagnostic(page.locate(found.start()), _IMAGE_FORM.format(target=shorten(found[1])))
    for found in _ATTRIBUTES.finditer(text):
        line = page.text[page.text.rfind("\n", 0, found.start()) + 1 :].partition("\n")[0]
        if not line.startswith("#") and line != _LEAD:
            yield Diagnostic(page.locate(found.start()), _NO_ATTRIBUTES.format(tag=shorten(found[0])))


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
