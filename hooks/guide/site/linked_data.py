"""What a page says of itself to search engines, in the words of schema.org: where it stands, and which data it offers.

Nothing is claimed that the page does not show. It is data in the page and no script: browsers do not run it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from guide.model.borrowed import drop_marks
from guide.site.page import Page
from guide.site.render import list_shown
from guide.views.localized_guide import LocalizedGuide

Node = dict[str, Any]
LICENSE = "https://creativecommons.org/licenses/by/4.0/"
_DATA = "downloads"
"""The view that offers the data."""
_FILES = ("api/v1/index.json", "api/v1/datapackage.json", "data/index.json")


def write_linked_data(page: Page, pages: Mapping[str, Page], localized: LocalizedGuide) -> str:
    """Return what a page says of itself, as JSON that can stand in HTML; nothing where it is a copy or has no address.

    `pages` are all pages by their name.
    """
    if not page.canonical or page.original:
        return ""
    told = [*_list_crumbs(page, pages, localized), *_list_data(page, localized)]
    graph = {"@context": "https://schema.org", "@graph": told}
    written = json.dumps(graph, ensure_ascii=False, separators=(",", ":"))
    return drop_marks(written).replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026") if told else ""


def _list_crumbs(page: Page, pages: Mapping[str, Page], localized: LocalizedGuide) -> list[Node]:
    """Return the way to a page from the first one; it needs none to itself."""
    home = pages[f"{page.language}/index.md"]
    parent = pages.get(f"{page.language}/{page.head.get('parent')}")
    steps = [(localized.label("site.title"), home), *([(parent.title, parent)] if parent else []), (page.title, page)]
    if page.name == home.name:
        return []
    items = [
        {"@type": "ListItem", "position": number, "name": name, "item": one.canonical}
        for number, (name, one) in enumerate(steps, 1)
    ]
    return [{"@type": "BreadcrumbList", "itemListElement": items}]


def _list_data(page: Page, localized: LocalizedGuide) -> list[Node]:
    """Return the data that a page offers for download; none where it does not."""
    if _DATA not in list_shown(page.markdown):
        return []
    root = page.canonical.removesuffix(page.address)
    day, version = localized.as_of.isoformat(), {"version": localized.version} if localized.version else {}
    files = [
        {"@type": "DataDownload", "encodingFormat": "application/json", "contentUrl": f"{root}{name}"}
        for name in _FILES
    ]
    return [
        {
            "@type": "Dataset",
            "name": localized.label("site.title"),
            "description": f"{page.head['description']} {localized.label('site.description')}",
            "url": page.canonical,
            "license": LICENSE,
            "isAccessibleForFree": True,
            "inLanguage": localized.label("language.tag"),
            "dateModified": day,
            **version,
            "distribution": files,
        }
    ]
