"""A long view shows its beginning at first: the page in whole stands beside the page, for whoever has no scripts, and
for the script that fetches the rest.

A page is made in whole: so the one-file editions have it, the twin in Markdown, and the second skin. What is cut from
it at the very end is what its views have marked.
"""

from __future__ import annotations

import re

from guide.site.evidence_page import name_beside

_MARK = "data-rest"
_REST = re.compile(rf"<(?P<tag>\w+)[^<>]*\s{_MARK}(?=[\s>])[^<>]*>")
_HEAD = '<meta charset="utf-8">'
_ROBOTS = '<meta name="robots" content="noindex">'


def name_whole_page(address: str) -> str:
    """Return where a page stands in whole: beside it, `plan/` does in `plan/whole.html`."""
    return name_beside(address, "whole")


def has_rest(html: str) -> bool:
    """Say whether there is something on a page that its beginning goes without."""
    return _MARK in html and bool(_REST.search(html))  # few pages have any, and the pattern looks at each tag


def cut_rest(html: str, lead: str) -> str:
    """Return a page without what its views have marked; `lead` stands in the place of the last of it."""
    pieces, done = [], 0
    while found := _REST.search(html, done):
        pieces.append(html[done : found.start()])
        done = _find_end(html, found.end(), found["tag"])
    return "".join([*pieces, lead, html[done:]])


def make_whole(html: str, here: str) -> str:
    """Return a page as it stands beside itself; its own links, which lead to `here`, lead to places on the same page.

    Search engines are led to the page that begins it.
    """
    head = _HEAD if _ROBOTS in html else f"{_HEAD}\n{_ROBOTS}"
    return html.replace(_HEAD, head, 1).replace(f'href="{here}#', 'href="#')


def _find_end(html: str, start: int, tag: str) -> int:
    """Return where the element ends whose first tag ends at `start`."""
    depth = 1
    for found in re.compile(rf"<(/?){tag}\b").finditer(html, start):
        depth += -1 if found[1] else 1
        if not depth:
            return html.index(">", found.end()) + 1
    return len(html)
