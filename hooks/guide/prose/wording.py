"""The prose uses the words of the glossary, and is set by the rules of its language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from guide.checks.figures import find_value
from guide.checks.glossary import read_glossary
from guide.checks.terms import PROSE, judge_exception, list_exceptions
from guide.checks.typography import fill_figure, find_slips
from guide.messages.diagnostic import Diagnostic
from guide.messages.location import Location
from guide.model.guide import Guide
from guide.model.language import Language
from guide.model.placeholders import parse_placeholder
from guide.model.wording import WordingException
from guide.prose.sections import FILLER, Section

_FIGURE = re.compile(r"<!--\s*guide:value\s+(\S+)\s*-->")
# What begins a line of Markdown: a list, a heading, a quotation, a table; and a rule. A notice has marks around its
# title, too.
_LEAD = re.compile(
    r"^[ \t]*(?:[-*+>]|\d+\.|#{1,6})[ \t]+|^[ \t]*\|[ \t|:-]+$|(?<![ \t])[ \t]*\|[ \t]*|^---+$", re.MULTILINE
)
_NOTICE = re.compile(r"^([ \t]*(?:!!!|\?\?\?\+?)[ \t]*\w+[ \t]*\"?)(.*)$", re.MULTILINE)


def find_wording(guide: Guide, sections: Iterable[Section]) -> Iterator[Diagnostic]:
    """Yield each slip of typography, each term that a section has in one language only, each idle exception."""
    found = tuple(sections)
    for section in found:
        for offset, message in find_slips(_set_figures(section, guide), section.language):
            yield Diagnostic(section.locate(offset), message)
    yield from _compare_terms(guide, found)


def _set_figures(section: Section, guide: Guide) -> str:
    """Return the words of a section, at the same length, with figures for the shortcodes that ask for them."""
    words = section.words
    for found in _FIGURE.finditer(section.text):
        figure = fill_figure(find_value(guide, parse_placeholder(found[1])), len(found[0]))
        words = words[: found.start()] + figure + words[found.end() :]
    return _LEAD.sub(lambda lead: _fill(lead[0]), _NOTICE.sub(_strip_notice, words))


def _strip_notice(notice: re.Match[str]) -> str:
    title = notice[2].rstrip().removesuffix('"')
    return _fill(notice[1]) + title + _fill(notice[2][len(title) :])


def _fill(marks: str) -> str:
    return FILLER * len(marks)


def _pair(sections: Iterable[Section]) -> Mapping[str, Mapping[Language, Section]]:
    pairs: dict[str, dict[Language, Section]] = {}
    for section in sections:
        pairs.setdefault(section.name, {})[section.language] = section
    return pairs


def _compare_terms(guide: Guide, sections: Iterable[Section]) -> Iterator[Diagnostic]:
    glossary, exceptions = read_glossary(guide), list_exceptions(guide)
    needed: set[tuple[str, str]] = set()
    pairs = _pair(sections)
    for name, translations in pairs.items():
        words = {language: section.words for language, section in translations.items()}
        for lack in glossary.find_lacks(words):
            if (lack.used.term, name) in exceptions:
                needed.add((lack.used.term, name))
            else:
                yield Diagnostic(translations[lack.lacking].locate(0), lack.explain(name))
    for exception in guide.of(WordingException):
        if exception.text.startswith(PROSE):
            location = Location(guide.find_file(exception.name), guide.lines[exception.name], 3)
            yield from (Diagnostic(location, problem.message) for problem in judge_exception(exception, pairs, needed))
