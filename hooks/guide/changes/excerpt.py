"""The part of two long texts in which they differ, with some words around it."""

from __future__ import annotations

import difflib
import re

_LONG = 80
"""Characters. Shorter texts are shown whole."""
_AROUND = 12
"""How many pieces stand around a change: Chinese characters, or words and the spaces between them."""
# Chinese has no spaces: there each character is a piece, elsewhere each word and each space.
_PIECE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]|[^\\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+|\\s+")
_CUT = "…"


def cut_excerpts(before: str, after: str) -> tuple[str, str]:
    """Return what is around the differences of two texts, `…` for what is left out; short texts are left whole."""
    if max(len(before), len(after)) <= _LONG:
        return before, after
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    groups = list(difflib.SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(_AROUND))
    return (
        _join(old, [(group[0][1], group[-1][2]) for group in groups]),
        _join(new, [(group[0][3], group[-1][4]) for group in groups]),
    )


def _join(pieces: list[str], spans: list[tuple[int, int]]) -> str:
    shown = _CUT.join("".join(pieces[start:end]).strip() for start, end in spans)
    head = _CUT if spans and spans[0][0] > 0 else ""
    tail = _CUT if spans and spans[-1][1] < len(pieces) else ""
    return f"{head}{shown}{tail}"
