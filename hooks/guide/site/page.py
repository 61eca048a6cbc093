"""A page as it is published, whatever builds it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from guide.model.language import Language


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


def find_language(name: str) -> Language:
    """Return the language of a file in docs/, such as `en/money.md`."""
    return name.partition("/")[0]
