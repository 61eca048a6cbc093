"""The settings of an export, in the form of the builder that takes it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import yaml

from guide.model.language import Language
from guide.site.addresses import root_first
from guide.site.navigation import Outline

THEME = "theme"
"""The folder of the frame that an export brings, for builders whose own theme may not be there."""
FRAME = "main.html"


class Engine(StrEnum):
    """For which builder an export is: MkDocs 1.x and what continues it, Zensical, or MkDocs 2."""

    PLAIN = "plain"
    ZENSICAL = "zensical"
    MKDOCS2 = "mkdocs2"


_TOC = {"toc": {"permalink": False, "toc_depth": 3}}
_EXTENSIONS: list[Any] = ["admonition", "attr_list", "md_in_html", "tables", _TOC]
_VALIDATION = {"links": {"not_found": "warn", "anchors": "warn"}, "nav": {"omitted_files": "ignore"}}


def write_settings(
    engine: Engine, names: Mapping[Language, str], menus: Mapping[Language, Outline], styles: list[str], address: str
) -> tuple[str, str] | None:
    """Return the name and content of the settings file; None for a builder that has none.

    `names` are the site's name and `menus` its menu in each language, `styles` its style sheets, `address` where it
    will stand, if that is known.
    """
    if engine is Engine.MKDOCS2:
        return None
    first = next(iter(names))
    own: dict[str, Any] = {"theme": {"name": None, "custom_dir": THEME}, "plugins": []}
    theme = own if engine is Engine.PLAIN else {"theme": {"language": first}}
    settings: dict[str, Any] = {
        "site_name": names[first],
        **({"site_url": address} if address else {}),
        "strict": True,
        "use_directory_urls": True,
        **theme,
        "extra": {"languages": list(names)},
        "extra_css": styles,
        "markdown_extensions": _EXTENSIONS,
        "validation": _VALIDATION,
        "nav": [{names[language]: _place(menu, first)} for language, menu in menus.items()],
    }
    return "mkdocs.yml", yaml.safe_dump(settings, allow_unicode=True, sort_keys=False, width=120)


def _place(menu: Outline, first: Language) -> Any:
    """Return a menu with its pages where they stand in the export: those of the first language at the root."""
    if isinstance(menu, str):
        return root_first(menu, first)
    if isinstance(menu, Mapping):
        return {name: _place(item, first) for name, item in menu.items()}
    return [_place(item, first) for item in menu]
