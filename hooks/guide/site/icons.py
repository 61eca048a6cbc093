"""Icons: drawings of the icon set that the theme below ours brings, and of our own, as they stand in a page."""

from __future__ import annotations

import re

FOLDER = ".icons"
"""The folder of a theme that holds icons: `material/menu.svg` is the icon `material/menu`."""
NAME = re.compile(r"[a-z0-9]+(?:[/-][a-z0-9]+)*")
"""What an icon is called."""
_HEAD = '<svg xmlns="http://www.w3.org/2000/svg"'
_ACTIVE = re.compile(
    r"<(?!/?(?:svg|g|path|circle|ellipse|rect|line|polygon|polyline)\b|!--)|\s(?:on\w+|style|href)\s*=", re.I
)


def dress_icon(drawing: str, size: int) -> str:
    """Return a drawing as it stands in a page: `size` pixels high, and as wide as it is drawn, and for eyes only.

    Raises ValueError for what does more than draw.
    """
    if not drawing.startswith(_HEAD) or _ACTIVE.search(drawing):
        raise ValueError
    return f'<svg height="{size}" aria-hidden="true"{drawing.strip().removeprefix(_HEAD)}'
