"""The menu of mkdocs.yml in each language: sections are labels, pages are files in the language's folder."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from guide.views.localized_guide import LocalizedGuide

Outline: TypeAlias = "str | Mapping[str, Outline] | Sequence[Outline]"
"""A page, a section by its name, or a list of them."""


def write_menu(outline: Outline, localized: LocalizedGuide) -> Outline:
    """Return the menu in one language. Raises MessageError for a section whose name is no label."""
    if isinstance(outline, str):
        return f"{localized.language}/{outline}"
    if isinstance(outline, Mapping):
        return {localized.label(f"nav.{name}"): write_menu(item, localized) for name, item in outline.items()}
    return [write_menu(item, localized) for item in outline]


def list_pages(outline: Outline) -> Iterator[str]:
    """Yield the pages of a menu, in their order."""
    if isinstance(outline, str):
        yield outline
        return
    for item in outline.values() if isinstance(outline, Mapping) else outline:
        yield from list_pages(item)
