"""What Markdown makes of a page: only elements and attributes that the prose is written with.

markup.py looks at what is written, and knows the place; this looks at what comes of it, should the two ever differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import markdown  # type: ignore[import-untyped]
from lxml import html

from guide.messages.diagnostic import Diagnostic
from guide.messages.message import Message, shorten
from guide.model.guide import Guide
from guide.prose.sections import Section, join_sections

EXTENSIONS = ("admonition", "attr_list", "fenced_code", "md_in_html", "pymdownx.tabbed", "tables", "toc")
"""What mkdocs.yml, and MkDocs itself, switch on."""
_SETTINGS = {"tables": {"use_align_attribute": True}}
_HEAD = re.compile(r"---\n.*?^---\n", re.DOTALL | re.MULTILINE)
_SHOWN = frozenset(
    {"p", "em", "strong", "code", "pre", "ul", "ol", "li", "blockquote", "table", "thead", "tbody", "tr", "th", "td"}
    | {"hr", "br", "div", "a", "img", "input", "label"}
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ATTRIBUTES: Mapping[str, re.Pattern[str]] = {
    "a href": re.compile(r"https://[A-Za-z0-9][^\s<>\\\"]*|(?!/)[a-z0-9./-]*(?:#[\w-]+)?"),
    "img src": re.compile(r"[a-z0-9./-]+"),
    "img alt": re.compile(r".*"),
    "ol start": re.compile(r"\d+"),
    "code class": re.compile(r"language-[a-z]+"),
    "div class": re.compile(r"admonition [a-z]+|doors|tabbed-(?:set|content)"),
    "div data-tabs": re.compile(r"\d+:\d+"),
    "input checked": re.compile("checked"),
    "input id": re.compile(r"__tabbed_\d+_\d+"),
    "input name": re.compile(r"__tabbed_\d+"),
    "input type": re.compile("radio"),
    "label for": re.compile(r"__tabbed_\d+_\d+"),
    "p class": re.compile(r"admonition-title|lead|ask|start"),
    "th align": re.compile(r"left|right|center"),
    "td align": re.compile(r"left|right|center"),
    **{f"{name} id": re.compile(r"[\w-]+") for name in _HEADINGS},
}


def check_result(guide: Guide, sections: Iterable[Section]) -> Iterator[Diagnostic]:
    """Of a page come only the elements and attributes that are known."""
    for page in join_sections(sections):
        root = _render(page)
        if root is None:
            yield Diagnostic(page.locate(0), Message("html-in-prose/unreadable"))
            continue
        for what in dict.fromkeys(_find_odd(root)):
            start = page.text.find(what.partition(" ")[2] or f"<{what}")
            yield Diagnostic(page.locate(max(start, 0)), Message("html-in-prose/element", what=shorten(what)))


def _render(page: Section) -> html.HtmlElement | None:
    try:
        made = markdown.markdown(_HEAD.sub("", page.text, count=1), extensions=EXTENSIONS, extension_configs=_SETTINGS)
        return html.fragment_fromstring(made, create_parent="div")
    except Exception:  # whatever it is, MkDocs would meet it, too
        return None


def _find_odd(root: html.HtmlElement) -> Iterator[str]:
    """Yield each element, and each `element attribute`, that the prose has no use for."""
    for element in root.iterdescendants():
        if not isinstance(element.tag, str):
            continue
        if element.tag not in _SHOWN | _HEADINGS:
            yield element.tag
        for name, value in element.items():
            form = _ATTRIBUTES.get(f"{element.tag} {name}")
            if not form or not form.fullmatch(value):
                yield f"{element.tag} {name}"
