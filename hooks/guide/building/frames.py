"""The frames of pages: what stands around their text, and whether it is as it was."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from guide.building.build import Build
from guide.building.cards import choose_card
from guide.building.evidence_pages import cut_evidence
from guide.building.memory import Memory
from guide.building.recalled import begin_frame, find_begun, find_frame, is_taken_over, keep_frame
from guide.building.whole_pages import split_page
from guide.site.borrowed_words import show_borrowed
from guide.site.context import make_page_context
from guide.site.csp import make_policy
from guide.site.evidence_page import name_evidence_page
from guide.site.page import Page
from guide.site.render import list_scripts, list_shown
from guide.views.outdated import note_outdated_page


def _tell_style(build: Build, page: Page) -> dict[str, object]:
    """Return what a page holds inside of the style of its views, and the policy that allows no more than that."""
    views = sorted(list_shown(page.markdown) & build.styles.keys())
    styles = list(dict.fromkeys(build.styles[view] for view in views))
    return {"styles": styles, "policy": build.policy if build.skin else make_policy([build.script], styles)}


def find_framed(build: Build, name: str, around: Iterable[Any] | None) -> str | None:
    """Return the whole page of a name, as the last build made it; None where it has to be framed again.

    `around` is what the builder's own templates read of it.
    """
    page = build.pages[name]
    is_kept = build.options.archive and around is not None
    return find_frame(build, page, _list_around(build, page, around or ())) if is_kept else None


def _list_around(build: Build, page: Page, around: Iterable[Any]) -> tuple[Any, ...]:
    is_cut = name_evidence_page(page.address) in build.addresses
    lag = note_outdated_page(build.localized_guides[page.language], page.name.partition("/")[2])
    own = (lag, is_cut, tuple(_tell_style(build, page).values()), tuple(list_scripts(page.markdown)))
    return (*around, *own, build.shown, build.cards, build.assets, build.choices)


def tell_page(build: Build, name: str, around: Iterable[Any] | None = None) -> dict[str, object]:
    """Return what stands around the text of a page; what is read of the guide for it is noted, as far as it is kept.

    `around` is what find_framed is told.
    """
    page, memory = build.pages[name], _find_memory_of_frames(build)
    is_kept = build.options.archive and around is not None
    noted = begin_frame(build, page, _list_around(build, page, around or ())) if is_kept else build
    localized_guides, pages = noted.localized_guides, noted.pages
    if memory:
        given = _list_given(build, page)
        localized_guides, pages = memory.note_frame(page, given, localized_guides, build.sources_of_frames)
    told = make_page_context(page, pages, localized_guides, build.shown)
    return {
        **told,
        **_tell_style(build, page),
        "card": choose_card(page.name, page.head.get("parent", ""), build.cards),
    }


def is_framed_alike(build: Build, name: str) -> bool:
    """Say whether a page, and what stands around its text, is as it was when it was told before."""
    page, memory = build.pages[name], _find_memory_of_frames(build)
    if memory is None:
        return False
    return memory.is_framed_alike(page, _list_given(build, page), build.localized_guides, build.sources_of_frames)


def _find_memory_of_frames(build: Build) -> Memory | None:
    """Return the memory of the builds before, but where a language borrows: that is told by two guides at once."""
    borrows = any(one.original for one in build.localized_guides.values())
    return None if borrows else build.options.memory


def _list_given(build: Build, page: Page) -> tuple[Any, ...]:
    """Return what a frame is made from beside the guide and the pages."""
    lag = note_outdated_page(build.localized_guides[page.language], page.name.partition("/")[2])
    style = tuple(map(str, _tell_style(build, page).values()))
    return tuple(sorted(build.shown)), tuple(build.cards.items()), lag, style, tuple(list_scripts(page.markdown))


def finish_page(build: Build, html: str, name: str) -> tuple[str, dict[str, str]]:
    """Return the page of that name, frame and all, with borrowed words called by their language.

    Its evidence goes, where that is on a page of its own; so does all but its beginning, where it stands in whole
    beside that: what has to stand there is returned by its address. What the last build made lacks the evidence only.
    """
    page = build.pages[name]
    return split_page(build, html if is_taken_over(build, name) else _finish(build, html, page), page)


def _finish(build: Build, html: str, page: Page) -> str:
    begun = find_begun(build, page)
    finished = show_borrowed(cut_evidence(begun, html, page), begun.localized_guides[page.language])
    keep_frame(build, page, finished)
    return finished
