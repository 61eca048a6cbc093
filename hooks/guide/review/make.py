"""Two guides with their prose -> all that a reviewer is shown of the change between them."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from guide.changes import Report, compare, make_report
from guide.messages.diagnostic import Diagnostic
from guide.model.guide import Guide
from guide.model.language import Language
from guide.prose.homes import find_homes
from guide.prose.sections import Section, cut_page, join_sections
from guide.review.paragraphs import ParagraphChange, compare_paragraphs
from guide.review.rows import Place, RowChange, Show, compare_rows, find_dying, show_rows
from guide.views.localized_guide import LocalizedGuide, localize

Prose = tuple[Section, ...]


@dataclass(frozen=True)
class Edition:
    """A guide with its prose, at one time."""

    guide: Guide
    prose: Prose


@dataclass(frozen=True)
class Review:
    """What changes for readers.

    `reports` and `rows` tell it by language, rows in the order of the pages; `dying` are places to which links break;
    `behind` are the texts that one language tells and another not yet.
    """

    reports: Mapping[Language, Report]
    rows: Mapping[Language, tuple[RowChange, ...]]
    paragraphs: tuple[ParagraphChange, ...]
    dying: tuple[str, ...]
    behind: tuple[Diagnostic, ...]

    @property
    def places(self) -> tuple[Place, ...]:
        """The places of all rows that change in any language."""
        return tuple(dict.fromkeys(row.place for rows in self.rows.values() for row in rows))

    def find_row(self, language: Language, place: Place) -> RowChange | None:
        """Return how a row changes in a language, None where it does not."""
        return next((row for row in self.rows[language] if row.place == place), None)


def make_review(
    old: Edition, new: Edition, day: datetime.date, show: Show, behind: Iterable[Diagnostic] = ()
) -> Review:
    """Return what changes from one edition to the other. `show` shows the shortcodes of a text, with today's theme.

    Both are told of one `day`, and in the words of the new interface.
    """
    languages = new.guide.subject.languages
    reports, rows, dying = {}, {}, list[str]()
    for language in languages:
        after = _localize(new, language, day)
        before = replace(_localize(old, language, day), labels=after.labels)
        reports[language] = make_report(compare(before, after), after)
        shown = show_rows(before, old.prose, show), show_rows(after, new.prose, show)
        rows[language] = tuple(compare_rows(*shown, old.guide, new.guide))
        gone = find_dying(*shown, new.guide)
        dying += [f"{language}/{page}#{anchor}" for page, anchor in gone]
        dying += _find_lost_headings(old, new, language)
    paragraphs = compare_paragraphs(_list_texts(old.prose), _list_texts(new.prose))
    return Review(reports, rows, tuple(paragraphs), tuple(dying), tuple(behind))


def make_plain_review(
    reports: Mapping[Language, Report], old: Prose, new: Prose, behind: Iterable[Diagnostic] = ()
) -> Review:
    """Return the review of a change from data that today's model cannot read: its reports, and the prose."""
    paragraphs = compare_paragraphs(_list_texts(old), _list_texts(new))
    return Review(reports, dict.fromkeys(reports, ()), tuple(paragraphs), (), tuple(behind))


def cut_pages(texts: Mapping[str, str]) -> Prose:
    """Return the prose of pages, by the path of each, such as docs/en/page.md."""
    found: list[Section] = []
    for path, text in texts.items():
        _, language, page = path.split("/", 2)
        found += cut_page(text, page, language)
    return tuple(found)


def _localize(edition: Edition, language: Language, day: datetime.date) -> LocalizedGuide:
    return localize(edition.guide, language, day).place_on(find_homes(edition.guide, edition.prose))


def _find_lost_headings(old: Edition, new: Edition, language: Language) -> list[str]:
    """Return the pages that went and do not lead on, and the headings that went from pages that stay."""
    moved = new.guide.subject.moved_pages
    headings = new.guide.subject.moved_headings
    pages = {one.page for one in new.prose if one.language == language}
    kept = {(one.page, one.anchor) for one in new.prose if one.language == language}
    gone = [(one.page, one.anchor) for one in old.prose if one.language == language]
    lost = [one for one in gone if one not in kept and one[0] not in moved and "#".join(one) not in headings]
    return [f"{language}/{page}#{anchor}" if page in pages else f"{language}/{page}" for page, anchor in lost]


def _list_texts(prose: Prose) -> dict[str, str]:
    return {page.path: page.text for page in join_sections(prose)}
