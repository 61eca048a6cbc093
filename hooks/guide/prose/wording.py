"""The prose uses the words of the glossary, and is set by the rules of its language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from guide.checks.figures import find_value
from guide.checks.glossary import read_glossary
from guide.checks.terms import PROSE, judge_exception, list_exceptions
from guide.checks.typography import fill_figure, find_slips
from guide.messages.diagnostic import Diagnostic, Mark
from guide.model.guide import Guide
from guide.model.language import Language
from guide.model.placeholders import parse_placeholder
from guide.prose.sections import FILLER, Passage

_FIGURE = re.compile(r"<!--\s*guide:value\s+(\S+)\s*-->")
# What begins a line of Markdown: a list, a heading, a quotation, a table. A notice has marks around its title, too.
_LEAD = re.compile(r"^[ \t]*(?:[-*+>]|\d+\.|#{1,6})[ \t]+|^[ \t]*\|[ \t|:-]+$|(?<![ \t])[ \t]*\|[ \t]*", re.MULTILINE)
_NOTICE = re.compile(r"^([ \t]*(?:!!!|\?\?\?\+?)[ \t]*\w+[ \t]*\"?)(.*)$", re.MULTILINE)


def find_wording(guide: Guide, passages: Iterable[Passage]) -> Iterator[Diagnostic]:
    """Yield each slip of typography, each term that a passage has in one language only, each idle exception."""
    found = tuple(passages)
    for passage in found:
        for offset, said in find_slips(_set_figures(passage, guide), passage.language):
            yield Diagnostic(passage.mark(offset), said)
    yield from _compare_terms(guide, found)


def _set_figures(passage: Passage, guide: Guide) -> str:
    """Return the words of a passage, at the same length, with figures for the shortcodes that ask for them."""
    words = passage.words
    for found in _FIGURE.finditer(passage.text):
        figure = fill_figure(find_value(guide, parse_placeholder(found[1])), len(found[0]))
        words = words[: found.start()] + figure + words[found.end() :]
    return _LEAD.sub(lambda lead: _fill(lead[0]), _NOTICE.sub(_strip_notice, words))


def _strip_notice(notice: re.Match[str]) -> str:
    title = notice[2].rstrip().removesuffix('"')
    return _fill(notice[1]) + title + _fill(notice[2][len(title) :])


def _fill(marks: str) -> str:
    return FILLER * len(marks)


def _pair(passages: Iterable[Passage]) -> Mapping[str, Mapping[Language, Passage]]:
    pairs: dict[str, dict[Language, Passage]] = {}
    for passage in passages:
        pairs.setdefault(passage.name, {})[passage.language] = passage
    return pairs


def _compare_terms(guide: Guide, passages: Iterable[Passage]) -> Iterator[Diagnostic]:
    glossary, exceptions = read_glossary(guide), list_exceptions(guide)
    needed: set[tuple[str, str]] = set()
    pairs = _pair(passages)
    for name, twins in pairs.items():
        words = {language: passage.words for language, passage in twins.items()}
        for lack in glossary.find_lacks(words):
            if (lack.used.term, name) in exceptions:
                needed.add((lack.used.term, name))
            else:
                yield Diagnostic(twins[lack.lacking].mark(0), lack.tell(name))
    for exception in guide.wording_exceptions:
        if exception.text.startswith(PROSE):
            mark = Mark("data/wording_exceptions.yml", guide.lines[("wording_exceptions", exception.id)], 3)
            yield from (Diagnostic(mark, problem.message) for problem in judge_exception(exception, pairs, needed))
