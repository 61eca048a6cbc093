"""A page as it is published, whatever builds it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from guide.model.language import Language

_FIRST = re.compile(r'<h1 id="([^"]*)">')
_TITLE = "_title"
"""The id of a first heading that was written without one. No other id begins with such a sign."""


@dataclass(frozen=True)
class Page:
    """What is known of a page once its text is HTML.

    `name` is its file in docs/ (`en/money.md`), `address` where it stands in the site (`en/money/`), `canonical` its
    whole address or nothing, `head` its front matter, `anchors` the ids in it.
    """

    name: str
    address: str
    canonical: str
    title: str
    head: Mapping[str, str]
    markdown: str
    html: str
    anchors: Collection[str] = ()

    @property
    def language(self) -> Language:
        """The language whose folder the file stands in."""
        return find_language(self.name)

    @property
    def original(self) -> str:
        """The page that this one is borrowed from, by its name; nothing for one that its own language has."""
        return self.head.get("original", "")

    @property
    def is_prose(self) -> bool:
        """Whether somebody wrote the page, rather than that it is made of records."""
        return not {"record", "volume", "journal"} & self.head.keys()

    @property
    def is_volume(self) -> bool:
        """Whether the page holds what the page above it has no room for."""
        return bool({"volume", "journal"} & self.head.keys())


def find_language(name: str) -> Language:
    """Return the language of a file in docs/, such as `en/money.md`."""
    return name.partition("/")[0]


def find_first_id(html: str) -> str | None:
    """Return the id of the first heading in the HTML of a page, which name_first_heading may have given."""
    found = _FIRST.search(html)
    return found[1] if found else None


def name_first_heading(html: str, markdown: str) -> str:
    """Return the HTML of a page with another id for its first heading, if `markdown` gives none.

    Markdown makes one of its words: that of "Steps" may be the id of something that is shown on the page, or in its
    frame.
    """
    found = _FIRST.search(html)
    if not found or f"{{#{found[1]}}}" in markdown:
        return html
    return f'{html[: found.start()]}<h1 id="{_TITLE}">{html[found.end() :]}'
