"""Does a page have the place that an address asks for?"""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import unquote

from guide.links.reply import Reply


def has_anchor(reply: Reply, fragment: str) -> bool:
    """Say whether an element of the page is called `fragment`; true as well where that cannot be known.

    It cannot for what is no HTML, for pages that were not read to their end, and for fragments that are no names:
    the top, or a piece of text (`:~:text=`).
    """
    name = unquote(fragment).partition(":~:")[0]
    if reply.page is None or not name or name.lower() == "top" or "html" not in reply.headers.get("content-type", ""):
        return True
    finder = _Finder({name, fragment, f"user-content-{name}"})  # the prefix is GitHub's, whose script knows both
    finder.feed(reply.page.decode("utf-8", "replace"))
    return finder.found or not reply.whole


class _Finder(HTMLParser):
    """Looks for the element that has one of these names."""

    def __init__(self, names: set[str]) -> None:
        super().__init__()
        self.names = names
        self.found = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one element."""
        given = dict(attrs)
        self.found |= given.get("id") in self.names or (tag == "a" and given.get("name") in self.names)
