"""The evidence that is due for a new look, as Markdown for an issue: by file and line, in every language."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from guide.changes.markdown import escape_markdown
from guide.evidence.freshness import Recheck
from guide.messages.location import Location
from guide.messages.message import Message
from guide.messages.reporters import Reporter

LEFT = "<!-- evidence that is due: {} -->"
"""The first line, for the program that keeps the issue."""
_MOST = 300
"""Pieces of evidence in an issue, which holds 65,536 characters."""


@dataclass(frozen=True)
class Due:
    """A piece of evidence that is due, and where it stands."""

    recheck: Recheck
    location: Location

    def __str__(self) -> str:
        return f"{self.recheck.due}  {self.location}  {self.recheck.record}: {self.recheck.source}"


def write_due(found: Sequence[Due], until: datetime.date, reporter: Reporter) -> str:
    """Return what is due before the day `until`: the sources, the soonest first, each with all that rests on it."""
    lines = [
        LEFT.format(len(found)),
        "",
        *_write_sentence(Message("stale/told", count=len(found), day=until), reporter),
    ]
    by_source = sorted(found[:_MOST], key=lambda one: one.recheck.source)
    groups = [list(group) for _, group in groupby(by_source, key=lambda one: one.recheck.source)]
    for group in sorted(groups, key=lambda group: min(one.recheck for one in group)):
        lines += _write_source(group)
    if len(found) > _MOST:
        lines += ["", *_write_sentence(Message("stale/more", count=len(found) - _MOST), reporter)]
    return "\n".join(lines) + "\n"


def _write_source(group: Sequence[Due]) -> Iterator[str]:
    yield from ("", f"### {escape_markdown(group[0].recheck.source)}", "")
    for one in group:
        place = f"{one.location.path}:{one.location.line}"
        yield f"- {one.recheck.due} `{place}` {escape_markdown(str(one.recheck.record))}"


def _write_sentence(message: Message, reporter: Reporter) -> list[str]:
    return [line for text in reporter.list_texts(message) for line in (escape_markdown(text), "")][:-1]
