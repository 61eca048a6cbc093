"""Pages have the same parts in all languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from guide.messages.diagnostic import Diagnostic, Location, Said
from guide.model.guide import Guide
from guide.model.language import Language
from guide.prose.sections import Section
from guide.views import VIEWS

_NAME = re.compile(r"<!-- guide:\s*([^\s>]+)")
_NO_TWIN = Said(
    "missing-passage",
    "{name} stands in {other}, but not here; write it in {language} too, or delete it in both",
    "{name} 在 {other} 里有，这里没有；请用 {language} 也写上，或者两边都删掉",
)
_OTHER_DATA = Said(
    "other-shortcodes",
    "{name} asks for other data in {other}; the same shortcodes belong in all languages (there: {wanted})",
    "{name} 在 {other} 里引用的数据不同；各语言要用同样的占位写法（那边是：{wanted}）",
)
_NO_ANCHOR = Said(
    "heading-without-id",
    "'{heading}' has no id; write a short English one behind it, the same in all languages: {{#what-to-do}}",
    "标题“{heading}”后面没有 id；请加一个简短的英文 id，各语言相同：{{#what-to-do}}",
)


def check_twins(guide: Guide, sections: Iterable[Section]) -> Iterator[Diagnostic]:
    """A section stands in every language, and asks for the same data there."""
    found = list(sections)
    known = {(section.name, section.language): section for section in found}
    for section in found:
        for language in Language:
            twin = known.get((section.name, language))
            words = {"name": section.name, "other": section.path, "language": language}
            if twin is None:
                yield Diagnostic(_find_place(section, language, found), _NO_TWIN.format(**words))
            elif _ask_for_other_data(twin, section):
                wanted = " ".join(section.shortcodes) or "-"
                yield Diagnostic(twin.locate(0), _OTHER_DATA.format(**words, wanted=wanted))


def check_headings(guide: Guide, sections: Iterable[Section]) -> Iterator[Diagnostic]:
    """Every heading but the first has an id: Chinese ones would be numbered, and links to them break."""
    for section in sections:
        for offset, heading in section.bare_headings:
            yield Diagnostic(section.locate(offset), _NO_ANCHOR.format(heading=heading))


def _ask_for_other_data(one: Section, other: Section) -> bool:
    """Compare what two sections ask for; a name that no view has is reported where it is rendered, as just that."""
    asked = {*one.shortcodes, *other.shortcodes}
    names = {found[1] for found in map(_NAME.match, asked) if found}
    return names <= VIEWS.keys() and sorted(one.shortcodes) != sorted(other.shortcodes)


def _find_place(section: Section, language: Language, found: Iterable[Section]) -> Location:
    """Return where the twin of a section is missed: at the end of its page, or of the file that is not there."""
    page = [one for one in found if (one.page, one.language) == (section.page, language)]
    return page[-1].locate(len(page[-1].text)) if page else Location(f"docs/{language}/{section.page}", 1, 1)
