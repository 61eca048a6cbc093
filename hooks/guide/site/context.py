"""What templates are told of a page beside its text: language, translations, the page above, scripts, ways to edit."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable, Mapping

from guide.model.language import Language
from guide.model.reader_flow import Asked
from guide.model.record import Record
from guide.model.repository import write_edit_address, write_report_address
from guide.site.assets import name_script
from guide.site.linked_data import write_linked_data
from guide.site.page import Page
from guide.site.pocket.edition import name_pocket
from guide.site.render import list_scripts, make_relative
from guide.site.sitemap import map_site
from guide.site.twins.page import name_twin
from guide.views.checked import tell_checked
from guide.views.citation import show_edition
from guide.views.localized_guide import LocalizedGuide
from guide.views.outdated import note_outdated_page
from guide.views.volumes import find_volume

_NOTHING: Mapping[str, object] = {
    **{"parent": None, "script": name_script(()), "questions": "", "original": ""},
    **{"twin": "", "card": None, "styles": []},
}
"""What a page has that is made from no file."""


def make_page_context(
    page: Page,
    pages: Mapping[str, Page],
    localized_guides: Mapping[Language, LocalizedGuide],
    shown: Collection[Language],
) -> dict[str, object]:
    """Return what the templates may ask for beside what the builder tells them; `pages` are all pages by their name.

    `shown` are the languages that the menus show.
    """
    language, name = page.language, page.name.partition("/")[2]
    localized = localized_guides[language]
    others = {other: pages[f"{other}/{name}"] for other in localized_guides if other in {*shown, language}}
    return {
        **_tell_languages(language, localized_guides),
        **_tell_robots(page, pages, [one for one in others.values() if one.language in shown]),
        "translations": [(other, make_relative(one.address or "./", page.address)) for other, one in others.items()],
        "twin": posixpath.basename(name_twin(page.address)),
        "parent": pages.get(f"{language}/{page.head['parent']}") if "parent" in page.head else None,
        "edit": _find_origin(page, localized),
        "report": write_report_address(localized.repository, page.canonical or page.title),
        "lag": note_outdated_page(localized, name),
        "checked": tell_checked(localized, page.html, page.anchors, page.head.get("record", "")),
        "edition": show_edition(localized),
        "linked_data": write_linked_data(page, pages, localized),
        "script": name_script(list_scripts(page.markdown)),
        "questions": _find_questions(localized, pages),
    }


def make_other_context(
    pages: Mapping[str, Page], localized_guides: Mapping[Language, LocalizedGuide]
) -> dict[str, object]:
    """Return the same for what is made from no file: the page for a wrong address, and the map of all `pages`."""
    first = next(iter(localized_guides))
    entries = map_site(pages, localized_guides)  # each is made when the map asks for it, which the other page does not
    return {**_tell_languages(first, localized_guides), "translations": [], **_NOTHING, "entries": entries}


def _tell_languages(language: Language, localized_guides: Mapping[Language, LocalizedGuide]) -> dict[str, object]:
    labels = {other: localized.label for other, localized in localized_guides.items()}
    localized = localized_guides[language]
    return {"language": language, "label": labels[language], "labels": labels, "pockets": list_pockets(localized)}


def list_pockets(localized: LocalizedGuide) -> list[tuple[str, str]]:
    """Return (words, file) of each pocket edition that is offered in a language: it has to have every text."""
    subject = localized.guide.subject
    products = subject.vocabularies["products"] if localized.language in subject.complete_languages else ()
    return [
        (localized.tell("pocket.save", product=localized.label(f"choice.{product}")), name_pocket(product))
        for product in products
    ]


def _tell_robots(page: Page, pages: Mapping[str, Page], others: Iterable[Page]) -> dict[str, object]:
    """Return what search engines are told of a page: which one it is, and which ones say the same in other languages.

    A borrowed page is a copy, and says of which. What is written in a language that the menus do not show yet is not
    to be listed.
    """
    translations = tuple(one for one in others if not one.original)
    return {
        "canonical": pages[page.original].canonical if page.original else page.canonical,
        "alternates": [(one.language, one.canonical) for one in translations] if page in translations else [],
        "is_listed": bool(page.original) or page in translations,
        "original": make_relative(pages[page.original].address or "./", page.address) if page.original else "",
    }


def _find_questions(localized: LocalizedGuide, pages: Mapping[str, Page]) -> str:
    """Return the address of the page of all that readers ask; empty where there is none."""
    kinds = (kind.id for kind in localized.guide.kinds.values() if issubclass(kind.record_class, Asked))
    homes = [localized.pages[kind] for kind in kinds if kind in localized.pages]
    return pages[f"{localized.language}/{homes[0]}"].address if homes else ""


def _find_origin(page: Page, localized: LocalizedGuide) -> str:
    """Return where the file that a page was made from is edited: its record's or its own. Empty without an address.

    The journal is written by a command, and nobody edits it.
    """
    if page.is_prose:
        return write_edit_address(localized.repository, f"docs/{page.original or page.name}")
    link = None if "journal" in page.head else localized.edit(_find_record(page, localized))
    return link.url or "" if link else ""


def _find_record(page: Page, localized: LocalizedGuide) -> Record:
    """Return the record that a page is made of, or the first of several."""
    if "volume" in page.head:
        return find_volume(page.head["volume"], localized).records[0]
    return localized.read(page.head["record"], Record)
