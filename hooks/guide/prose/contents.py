"""What holds of each text of the data, holds of the prose: nobody's data, usual letters, clean addresses, and the same
numbers, links and addresses in every language, each in its own script.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from guide.checks.addresses import find_extras
from guide.checks.languages import IN_HAN, compare, explain_traditional, find_traditional, is_in_other_script
from guide.checks.letters import find_odd_letter
from guide.checks.persons import explain, find_personal
from guide.messages.diagnostic import Diagnostic
from guide.messages.message import Message
from guide.model.guide import Guide
from guide.model.language import Language
from guide.prose.sections import FILLER, Section

_Place = tuple[Language, str, str]
"""A language, a page and an anchor on it."""
_ADDRESS = re.compile(r"https?://[^\s<>)\"'\]]+")


def check_contents(guide: Guide, sections: Iterable[Section]) -> Iterator[Diagnostic]:
    """Yield what no text may have, wherever it stands on a page."""
    for section in sections:
        words = section.words.replace(FILLER, " ")
        if personal := find_personal(section.text, guide.subject):
            yield Diagnostic(section.locate(personal.start), explain(personal))
        if found := find_odd_letter(words):
            yield Diagnostic(section.locate(found[0]), found[1])
        if is_in_other_script(words, section.language):
            yield Diagnostic(section.locate(0), Message("other-script/script", language=section.language))
        if section.language in IN_HAN and (letter := find_traditional(words)):
            yield Diagnostic(section.locate(letter.start()), explain_traditional(letter))
        for address in _ADDRESS.finditer(section.text):
            if message := find_extras(address[0]):
                yield Diagnostic(section.locate(address.start()), message)


def check_same_contents(guide: Guide, sections: Iterable[Section]) -> Iterator[Diagnostic]:
    """Yield what a section lacks of what its translations have: a number, an address, a link within the site."""
    known = tuple(sections)
    places = _list_places(guide, known)
    for translations in _pair(known).values():
        words = {language: one.words.replace(FILLER, " ") for language, one in translations.items()}
        for language, message in compare(words):
            yield Diagnostic(translations[language].locate(0), message)
        targets = {language: set(_list_targets(one, places)) for language, one in translations.items()}
        everywhere = frozenset().union(*targets.values())
        for language, found in targets.items():
            if missing := sorted(everywhere - found):
                message = Message("other-links/missing", missing=", ".join(missing))
                yield Diagnostic(translations[language].locate(0), message)


def _list_places(guide: Guide, sections: Collection[Section]) -> Collection[_Place]:
    """Return every place that the prose has in a language, those of borrowed pages among them."""
    own = {(one.language, one.page, one.anchor) for one in sections}
    first = [(page, anchor) for language, page, anchor in own if language == guide.subject.languages[0]]
    beginning = [one.id for one in guide.subject.beginning_languages]
    return own | {(code, *place) for code in beginning for place in first if (code, place[0], "top") not in own}


def _list_targets(section: Section, places: Collection[_Place]) -> Iterator[str]:
    """Yield the links of a section to pages that are there; of one that is not, it is told where it leads.

    So it is of an anchor that no heading has: a row may have it.
    """
    for _, target in section.links:
        written, _, anchor = target.partition("#")
        page = posixpath.join(posixpath.dirname(section.page), written or posixpath.basename(section.page))
        place = (section.language, posixpath.normpath(page))
        if (*place, "top") in places:
            yield target if (*place, anchor) in places else written


def _pair(sections: Iterable[Section]) -> Mapping[str, Mapping[Language, Section]]:
    pairs: dict[str, dict[Language, Section]] = {}
    for section in sections:
        pairs.setdefault(section.name, {})[section.language] = section
    return pairs
