"""Words of the first language where one that is only beginning has none yet.

They are put together with others in many ways before they stand on a page. So that they can still be told apart there,
and called by their own language, they go between marks that no file may hold. Whatever makes HTML turns the marks into
`lang`, and whatever makes anything else takes them away.
"""

from __future__ import annotations

import re

BORROWED, OWN, END = "\ue010", "\ue011", "\ue012"
"""What comes is the first language's; what comes is the page's own, among borrowed words; and here it ends."""
MARKS = f"{BORROWED}{OWN}{END}"
_MARK = re.compile(f"[{MARKS}]")


def borrow(words: str) -> str:
    """Return words of the first language, marked; what has no letters is of no language."""
    return _put_between(BORROWED, words)


def keep_own(words: str) -> str:
    """Return words of the page's own language, marked, to be put among borrowed ones."""
    return _put_between(OWN, words)


def is_borrowed(words: str) -> bool:
    """Say whether a text begins with borrowed words."""
    return words.startswith(BORROWED)


def drop_marks(text: str) -> str:
    """Return a text without the marks."""
    return _MARK.sub("", text)


def _put_between(mark: str, words: str) -> str:
    return f"{mark}{words}{END}" if any(map(str.isalpha, words)) else words
