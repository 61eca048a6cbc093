"""Icons before the titles of notices and folds, where the settings name some."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

_TITLE = re.compile(
    r'(<div class="admonition (?P<notice>\w+)">\s*<p class="admonition-title">'
    r'|<details class="(?P<fold>\w+)"[^<>]*>\s*<summary>)'
)
_SIZE = 20


def mark_notices(html: str, icons: Mapping[str, str], draw: Callable[[str, int], str]) -> str:
    """Return HTML that Markdown made, with an icon before the title of each notice whose sort has one in `icons`."""

    def mark(title: re.Match[str]) -> str:
        name = icons.get(title["notice"] or title["fold"], "")
        return f"{title[0]}{draw(name, _SIZE)} " if name else title[0]

    return _TITLE.sub(mark, html) if icons else html
