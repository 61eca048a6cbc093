"""What the page of a review shows: the reports, then what they come from, each before and after."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from guide.messages.message import Message
from guide.messages.reporters import Reporter
from guide.model.language import Language
from guide.review.make import Review
from guide.review.rows import SITE, RowChange, name_page
from guide.review.told import MOST, tell_behind
from guide.site.addresses import root_first


@dataclass(frozen=True)
class ShownRow:
    """A record that changes on a page: its name, the page and where that is, and how it changes in each language."""

    name: str
    page: str
    address: str
    sides: tuple[tuple[str, RowChange], ...]


def show_review(review: Review, reporter: Reporter) -> Mapping[str, object]:
    """Return what the template of a review asks for."""
    places = review.places
    languages = tuple(review.reports)
    rows = tuple(_show_row(review, place, languages) for place in places[:MOST])
    return {
        "site": SITE,
        "reports": [(str(language), report) for language, report in review.reports.items()],
        "dying": review.dying,
        "behind": tell_behind(review, reporter),
        "paragraphs": review.paragraphs,
        "rows": rows,
        "left_out": len(places) > MOST,
        "rows_title": Message("review/rows", count=len(places)),
        "prose_title": Message("review/prose", count=len(review.paragraphs)),
        "dying_title": Message("review/dying", count=len(review.dying)),
        "behind_title": Message("review/behind", count=len(review.behind)),
    }


def _show_row(review: Review, place: tuple[str, str], languages: tuple[Language, ...]) -> ShownRow:
    found = [(language, review.find_row(language, place)) for language in languages]
    sides = tuple((str(language), row) for language, row in found if row)
    page, anchor = place
    address = f"{SITE}/{root_first(name_page(f'{languages[0]}/{page}'), languages[0])}#{anchor}"
    return ShownRow(str(sides[0][1].record.name), page, address, sides)
