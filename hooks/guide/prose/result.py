"""What Markdown makes of a page: only elements and attributes that the prose is written with, and links that were seen.

markup.py and link_forms.py look at what is written, and know the place; this looks at what comes of it, should the two
ever differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import markdown  # type: ignore[import-untyped]
from lxml import html

from guide.messages.diagnostic import Diagnostic
from guide.messages.location import Location
from guide.messages.message import Message, shorten
from guide.model.guide import Guide
from guide.prose.link_forms import LOCAL, SECURE
from guide.prose.sections import Section, join_sections
from guide.prose.source import cut_head

EXTENSIONS = (
    *("admonition", "attr_list", "fenced_code", "md_in_html", "pymdownx.details", "pymdownx.highlight"),
    *("pymdownx.superfences", "pymdownx.tabbed", "tables", "toc"),
)
"""What mkdocs.yml, and MkDocs itself, switch on."""
_SETTINGS = {"pymdownx.highlight": {"use_pygments": False}, "tables": {"use_align_attribute": True}}
_SHOWN = frozenset(
    {"p", "em", "strong", "code", "pre", "ul", "ol", "li", "blockquote", "table", "thead", "tbody", "tr", "th", "td"}
    | {"hr", "br", "div", "a", "img", "input", "label", "details", "summary"}
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_ATTRIBUTES: Mapping[str, re.Pattern[str]] = {
    "a href": re.compile(f"{SECURE.pattern}|{LOCAL.pattern}"),
    "img src": re.compile(r"[a-z0-9./-]+"),
    "img alt": re.compile(r"[^<]*"),
    "ol start": re.compile(r"\d+"),
    "code class": re.compile(r"language-[a-z]+"),
    "details class": re.compile(r"[a-z]+"),
    "details open": re.compile("open"),
    "div class": re.compile(r"admonition [a-z]+|doors|tabbed-(?:set|content)"),
    "div data-tabs": re.compile(r"\d+:\d+"),
    "input checked": re.compile("checked"),
    "input id": re.compile(r"__tabbed_\d+_\d+"),
    "input name": re.compile(r"__tabbed_\d+"),
    "input type": re.compile("radio"),
    "label for": re.compile(r"__tabbed_\d+_\d+"),
    "pre class": re.compile("highlight"),
    "p class": re.compile(r"admonition-title|lead|ask|start"),
    "th align": re.compile(r"left|right|center"),
    "td align": re.compile(r"left|right|center"),
    **{f"{name} id": re.compile(r"[\w-]+") for name in _HEADINGS},
}
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)\b[^<>]*>")
_DECLARED = re.compile(r"<(?:\?|!(?!--))")
_VOID = frozenset({"hr", "br", "img", "input"})
_LEFT = re.compile(r"\*\*|\]\(|<!--|!!!")
"""What is a mark in Markdown, and words where nothing closes it."""
_ESCAPED = re.compile(r"\\[*\](!]")
_MEANT = "\ue000"  # no page holds such a letter
_CONTEXT = 8
_UNREADABLE = "\0"


def check_result(guide: Guide, sections: Iterable[Section]) -> Iterator[Diagnostic]:
    """Of a page come only the elements and attributes that are known, the links that were seen, and no marks."""
    converter = markdown.Markdown(extensions=EXTENSIONS, extension_configs=_SETTINGS)
    for page in join_sections(sections):
        made = _render(page, converter)
        root = _parse(made)
        if root is None:
            yield Diagnostic(_find(page), Message("html-in-prose/unreadable"))
            continue
        if not _is_closed(made):
            yield Diagnostic(_find(page), Message("html-in-prose/unbalanced"))
        yield from dict.fromkeys([*_check_elements(page, root), *_check_targets(page, root), *_check_words(page, root)])


def _render(page: Section, converter: markdown.Markdown) -> str:
    try:
        text = _ESCAPED.sub(_MEANT, cut_head(page.text))
        return str(converter.reset().convert(text))
    except ImportError:  # an extension is not installed, and no page can help it
        raise
    except Exception:  # whatever it is, MkDocs would meet it, too
        return _UNREADABLE


def _parse(made: str) -> html.HtmlElement | None:
    try:
        return html.fragment_fromstring(made, create_parent="div")
    except Exception:  # lxml knows several sorts of text that it cannot read
        return None


def _is_closed(made: str) -> bool:
    """Say whether each element is closed where it should be; a browser, and lxml, would mend it in silence."""
    if _DECLARED.search(made):
        return False
    opened: list[str] = []
    for closing, name in _TAG.findall(made):
        if closing and (not opened or opened.pop() != name):
            return False
        if not closing and name not in _VOID:
            opened.append(name)
    return not opened


def _check_elements(page: Section, root: html.HtmlElement) -> Iterator[Diagnostic]:
    for what, words in dict.fromkeys(_find_odd(root)):
        yield Diagnostic(_find(page, *words), Message("html-in-prose/element", what=shorten(what)))


def _find_odd(root: html.HtmlElement) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each element, and each `element attribute`, that the prose has no use for, and words to find it by."""
    for element in root.iterdescendants():
        if not isinstance(element.tag, str):
            continue
        words = element.text_content().strip()[:_CONTEXT]
        if element.tag not in _SHOWN | _HEADINGS:
            yield element.tag, (f"<{element.tag}", words)
        for name, value in element.items():
            form = _ATTRIBUTES.get(f"{element.tag} {name}")
            if not form or not form.fullmatch(value):
                yield f"{element.tag} {name}", (value, name, value.partition(" ")[2], words)


def _check_targets(page: Section, root: html.HtmlElement) -> Iterator[Diagnostic]:
    """Yield each link that the checks of links have not seen, for Markdown found it where they do not look."""
    seen = {target for _, target in page.links}
    for element in root.iter("a", "img"):
        target = element.get("href") or element.get("src") or ""
        if target not in seen and LOCAL.fullmatch(target):
            yield Diagnostic(_find(page, target), Message("link-form/unseen", target=shorten(target)))


def _check_words(page: Section, root: html.HtmlElement) -> Iterator[Diagnostic]:
    for words in _list_words(root):
        for found in _LEFT.finditer(words):
            behind = words[found.start() : found.end() + _CONTEXT].partition("\n")[0]
            yield Diagnostic(_find(page, behind, found[0]), Message("left-over-mark/open", mark=found[0]))


def _list_words(root: html.HtmlElement) -> Iterator[str]:
    for element in root.iter():
        if isinstance(element.tag, str) and element.tag not in ("code", "pre"):
            yield element.text or ""
        if element is not root:
            yield element.tail or ""


def _find(page: Section, *words: str) -> Location:
    """Return where the first of some words stands on a page, below its front matter; else where that begins."""
    start = len(page.text) - len(cut_head(page.text))
    places = (page.text.find(word, start) for word in words if word)
    return page.locate(next((place for place in places if place >= 0), start))
