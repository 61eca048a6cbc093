"""What pages say of themselves to programs: data in a script element, of which a browser runs nothing."""

from __future__ import annotations

import json

from lxml import html


def is_data(element: html.HtmlElement) -> bool:
    """Say whether an element is data that a page says of itself, and neither a script nor with anything beside."""
    return element.tag == "script" and dict(element.attrib) == {"type": "application/ld+json"}


def list_data(block: str) -> list[tuple[str, object]]:
    """Return every key of such data with its value. No character in them can end the block or begin anything."""
    assert not {*"<>&"} & {*block}
    found: list[tuple[str, object]] = []
    json.loads(block, object_pairs_hook=found.extend)
    return found
