"""The review as plain text, in every language, for a comment that shows it and obeys nothing in it."""

from __future__ import annotations

from collections.abc import Iterator

from guide.changes import write_text
from guide.changes.text import make_visible
from guide.messages.message import Message
from guide.messages.reporters import Reporter
from guide.review.make import Review
from guide.review.paragraphs import ParagraphChange

MOST = 100
"""Of one sort. A change of more wants to be read where it is shown whole."""


def write_comment(review: Review, reporter: Reporter) -> str:
    """Return what readers will see, what becomes of the prose, which links break, and what falls behind."""
    parts = [write_text(report) for report in review.reports.values()]
    parts += _write_part("review/prose", [line for one in review.paragraphs for line in _write_change(one)], reporter)
    parts += _write_part("review/dying", [make_visible(place) for place in review.dying], reporter)
    parts += _write_part("review/behind", list(_list_behind(review, reporter)), reporter)
    return "\n".join(parts)


def _write_part(heading: str, lines: list[str], reporter: Reporter) -> list[str]:
    if not lines:
        return []
    title = " · ".join(reporter.list_texts(Message(heading, count=len(lines))))
    more = [f"  … +{len(lines) - MOST}"] if len(lines) > MOST else []
    return ["\n".join([title, *(f"  {line}" for line in lines[:MOST]), *more, ""])]


def _write_change(change: ParagraphChange) -> Iterator[str]:
    yield change.path
    yield from (f"- {make_visible(line)}" for line in change.before.splitlines())
    yield from (f"+ {make_visible(line)}" for line in change.after.splitlines())


def _list_behind(review: Review, reporter: Reporter) -> Iterator[str]:
    for one in review.behind:
        yield f"{make_visible(reporter.write_line(one))}"
