"""The review as plain text, in every language, for a comment that shows it and obeys nothing in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from guide.changes import write_text
from guide.changes.text import make_visible
from guide.messages.catalogue import FALLBACK
from guide.messages.message import Message
from guide.messages.reporters import Reporter
from guide.review.make import Review
from guide.review.paragraphs import ParagraphChange

MOST = 100
"""Of one sort. A change of more wants to be read where it is shown whole."""


def write_comment(review: Review, reporter: Reporter) -> str:
    """Return what readers will see, what becomes of the prose, which links break, and what falls behind."""
    prose = [list(_write_change(one)) for one in review.paragraphs]
    dying = [[make_visible(place)] for place in review.dying]
    behind = [
        [make_visible(line) for line in lines] for lines in zip(*tell_behind(review, reporter).values(), strict=True)
    ]
    return "\n".join(
        [
            *(write_text(report) for report in review.reports.values()),
            *_write_part(Message("review/prose", count=len(prose)), prose, reporter),
            *_write_part(Message("review/dying", count=len(dying)), dying, reporter),
            *_write_part(Message("review/behind", count=len(behind)), behind, reporter),
        ]
    )


def tell_behind(review: Review, reporter: Reporter) -> Mapping[str, list[str]]:
    """Return the texts that are behind, told in each of the guide's languages that messages have words in.

    Where they have words in none of them, that is English. What a shell speaks is nobody's business here.
    """
    spoken = [str(one) for one in review.reports if str(one) in reporter.catalogue.languages] or [FALLBACK]
    told = {language: replace(reporter, language=language) for language in spoken}
    return {language: list(map(own.write_line, review.behind)) for language, own in told.items()}


def _write_part(heading: Message, told: list[list[str]], reporter: Reporter) -> list[str]:
    """Return a part under its heading, none where there is nothing to tell; each thing told is one or more lines."""
    if not told:
        return []
    title = " · ".join(reporter.list_texts(heading))
    lines = [f"  {line}" for one in told[:MOST] for line in one]
    more = [f"  … +{len(told) - MOST}"] if len(told) > MOST else []
    return ["\n".join([title, *lines, *more, ""])]


def _write_change(change: ParagraphChange) -> Iterator[str]:
    yield change.path
    yield from (f"- {make_visible(line)}" for line in change.before.splitlines())
    yield from (f"+ {make_visible(line)}" for line in change.after.splitlines())
