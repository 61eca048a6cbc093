"""Pages have the same parts in all languages."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from guide.messages.diagnostic import Diagnostic
from guide.messages.location import Location
from guide.messages.message import Message
from guide.model.guide import Guide
from guide.model.language import Language
from guide.prose.sections import Section
from guide.views import list_views

_NAME = re.compile(r"<!-- guide:\s*([^\s>]+)")


def check_translations(guide: Guide, sections: Iterable[Section]) -> Iterator[Diagnostic]:
    """A section stands in every language, and asks for the same data there.

    A language that is only beginning need not have the page; where it does, it has all of it.
    """
    found, views = list(sections), list_views(guide)
    known = {(section.name, section.language): section for section in found}
    pages = {(section.page, section.language) for section in found}
    pages |= {(section.page, language) for section in found for language in guide.subject.complete_languages}
    for section in found:
        for language in guide.subject.languages:
            translation = known.get((section.name, language))
            words = {"name": section.name, "other": section.path}
            if (section.page, language) not in pages:
                continue
            if translation is None:
                message = Message("missing-passage", language=language, **words)
                yield Diagnostic(_find_place(section, language, found), message)
            elif _ask_for_other_data(translation, section, views):
                wanted = " ".join(section.shortcodes) or "-"
                yield Diagnostic(translation.locate(0), Message("other-shortcodes", **words, wanted=wanted))


def check_headings(guide: Guide, sections: Iterable[Section]) -> Iterator[Diagnostic]:
    """Every heading but the first has an id: Chinese ones would be numbered, and links to them break."""
    for section in sections:
        for offset, heading in section.bare_headings:
            yield Diagnostic(section.locate(offset), Message("heading-without-id", heading=heading))


def _ask_for_other_data(one: Section, other: Section, views: Collection[str]) -> bool:
    """Compare what two sections ask for; a name that no view has is reported where it is rendered, as just that."""
    asked = {*one.shortcodes, *other.shortcodes}
    names = {found[1] for found in map(_NAME.match, asked) if found}
    return names.issubset(views) and sorted(one.shortcodes) != sorted(other.shortcodes)


def _find_place(section: Section, language: Language, found: Iterable[Section]) -> Location:
    """Return where the translation of a section is missed: at the end of its page, or of the file that is not there."""
    page = [one for one in found if (one.page, one.language) == (section.page, language)]
    return page[-1].locate(len(page[-1].text)) if page else Location(f"docs/{language}/{section.page}", 1, 1)
