"""The pictures of a build: which page has which, and their bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from guide.messages.message import Message
from guide.model.borrowed import drop_marks
from guide.model.language import Language
from guide.site.addresses import ASSETS
from guide.site.cards.card import draw_card, draw_foot
from guide.site.cards.letters import Sheet, read_sheet
from guide.views.localized_guide import LocalizedGuide

HOME = "index.md"


@cache
def load_sheet() -> Sheet:
    """Return the sheet of letters that comes with the code."""
    folder = files("guide.site.cards")
    return read_sheet(
        folder.joinpath("letters.json").read_text(encoding="utf-8"), folder.joinpath("letters.png").read_bytes()
    )


def name_cards(
    heads: Mapping[str, Mapping[str, str]], localized_guides: Mapping[Language, LocalizedGuide], sheet: Sheet
) -> dict[str, str]:
    """Return the title that stands on the picture of each page of prose, by the page's file (`en/money.md`).

    The first page has the name of the site. A page whose title has a letter that the sheet lacks has no picture.
    """
    titles = _list_titles(heads, localized_guides)
    return {page: title for page, title in titles.items() if not sheet.lacks(title)}


def note_lacking(
    heads: Mapping[str, Mapping[str, str]], localized_guides: Mapping[Language, LocalizedGuide], sheet: Sheet
) -> Iterator[Message]:
    """Yield a note on each page whose title cannot be set, with the letters that the sheet lacks."""
    for page, title in _list_titles(heads, localized_guides).items():
        if letters := sheet.lacks(title):
            yield Message("build/no-picture", page=page, letters=letters)


def _list_titles(
    heads: Mapping[str, Mapping[str, str]], localized_guides: Mapping[Language, LocalizedGuide]
) -> dict[str, str]:
    titles = {path.removeprefix("docs/"): head.get("title", "") for path, head in heads.items()}
    titles |= {f"{language}/{HOME}": one.label("site.title") for language, one in localized_guides.items()}
    return {page: drop_marks(title) for page, title in titles.items() if title}


def name_card(page: str) -> str:
    """Return what the picture of a page is called among the assets."""
    return f"card-{page.removesuffix('.md').replace('/', '-')}.png"


def choose_card(page: str, parent: str, cards: Mapping[str, str]) -> tuple[str, str] | None:
    """Return the picture that stands for a page, and its title: the page's own, that of the page above or the first.

    None where even the first page has none, or the site does not know where it stands.
    """
    language = page.partition("/")[0]
    own = (name for name in (page, f"{language}/{parent}", f"{language}/{HOME}") if name in cards)
    return next(((name_card(name), cards[name]) for name in own), None)


def draw_cards(
    cards: Mapping[str, str], localized_guides: Mapping[Language, LocalizedGuide], sheet: Sheet
) -> Iterator[tuple[str, bytes]]:
    """Yield (file name, PNG) of each picture. Below the title stands the short name of the site, if it can be set."""
    names = {language: drop_marks(one.label("site.short")) for language, one in localized_guides.items()}
    feet = {language: [] if sheet.lacks(name) else draw_foot(name, sheet) for language, name in names.items()}
    for page, title in cards.items():
        yield f"{ASSETS}/{name_card(page)}", draw_card(title, feet[page.partition("/")[0]], sheet)
