"""Prose before and after, by paragraph: what a reviewer reads of a page that was edited."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class ParagraphChange:
    """Paragraphs of a file that read differently; empty where there were none, or are none any more."""

    path: str
    before: str
    after: str


def compare_paragraphs(before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[ParagraphChange]:
    """Yield what reads differently in the texts of files, by their path."""
    for path in dict.fromkeys((*after, *before)):
        old, new = _cut(before.get(path, "")), _cut(after.get(path, ""))
        matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
        for what, start, end, new_start, new_end in matcher.get_opcodes():
            if what != "equal":
                yield ParagraphChange(path, "\n\n".join(old[start:end]), "\n\n".join(new[new_start:new_end]))


def _cut(text: str) -> list[str]:
    return [one for one in (part.strip("\n") for part in re.split(r"\n[ \t]*\n", text)) if one]
