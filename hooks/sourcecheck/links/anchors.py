"""Does a page have the place that an address asks for?"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import unquote

from lxml import etree

from sourcecheck.links.reply import Reply

_PIECE = 65536


def has_anchor(reply: Reply, fragment: str) -> bool:
    """Say whether an element of the page is called `fragment`; true as well where that cannot be known.

    It cannot for what is no HTML, for pages that were not read to their end, and for fragments that are no names:
    the top, or a piece of text (`:~:text=`).
    """
    name = unquote(fragment).partition(":~:")[0]
    if reply.page is None or not name or name.lower() == "top" or "html" not in reply.headers.get("content-type", ""):
        return True
    # The prefix is GitHub's, whose script knows both.
    return _holds(reply.page, {name, fragment, f"user-content-{name}"}) or not reply.whole


def _holds(page: bytes, names: set[str]) -> bool:
    """Say whether an element has one of these names. The parser is not Python's own, which trips over strange pages."""
    finder = _Finder(names)
    parser: etree.HTMLParser = etree.HTMLParser(target=finder, encoding="utf-8", huge_tree=True)  # type: ignore[arg-type]
    text = page.decode("utf-8", "replace").replace("\0", "\ufffd").encode("utf-8")
    try:
        for start in range(0, len(text), _PIECE):
            if finder.found:
                return True
            parser.feed(text[start : start + _PIECE])
        parser.close()
    except etree.LxmlError:  # where nothing of a page is an element, nothing is called anything
        pass
    return finder.found


class _Finder:
    """Looks for the element that has one of these names."""

    def __init__(self, names: set[str]) -> None:
        self.names = names
        self.found = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Look at one element."""
        self.found |= attributes.get("id") in self.names or (tag == "a" and attributes.get("name") in self.names)

    def end(self, tag: str) -> None:
        """Nothing is asked of an end."""

    def data(self, text: str) -> None:
        """Nothing is asked of text."""

    def close(self) -> None:
        """Nothing is left to do."""
