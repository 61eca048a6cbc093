"""The frame of the pages, shown without MkDocs: what it asks of MkDocs stands in for pages, menu and settings here.

A template that asks for more than the stand-ins have is refused, for it would get nothing without a word. Who needs
more adds it here, under the name that MkDocs has for it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined

from guide.model.language import Language
from guide.site.appearance import FEATURES, ICONS, Appearance
from guide.site.assets import name_script
from guide.site.sitemap import Entry
from guide.site.template_faults import blaming
from guide.views.citation import Edition

FOLDER = "overrides"
"""What messages call the folder of the templates."""
PAGE = "main.html"
ERROR = "404.html"
MAP = "sitemap.xml"


@dataclass(frozen=True)
class File:
    """Stands for the file that a page is made to."""

    dest_uri: str


@dataclass(frozen=True)
class Heading:
    """Stands for a heading in the contents of a page."""

    title: str
    url: str
    level: int
    children: tuple[Heading, ...] = ()


@dataclass(frozen=True)
class Toc:
    """Stands for the contents of a page."""

    items: tuple[Heading, ...] = ()


@dataclass(frozen=True)
class Page:
    """Stands for a page, in the menu and while it is shown."""

    url: str
    title: str = "Title"
    content: str = "<h1>Title</h1>"
    canonical_url: str | None = "https://guide.example/title/"
    meta: Mapping[str, str] = field(default_factory=lambda: {"title": "", "description": ""})
    toc: Toc = Toc()
    previous_page: Page | None = None
    next_page: Page | None = None
    active: bool = False
    children: None = None
    is_page: bool = True
    is_index: bool = False
    ancestors: tuple[Section, ...] = ()

    @property
    def file(self) -> File:
        """The file that it is made to."""
        return File(f"{self.url}index.html")


@dataclass(frozen=True)
class Parent:
    """Stands for the page above one."""

    address: str
    title: str


@dataclass(frozen=True)
class Section:
    """Stands for a section of the menu."""

    title: str
    children: tuple[Page, ...]
    is_page: bool = False
    active: bool = False


@dataclass(frozen=True)
class Navigation:
    """Stands for the menu."""

    homepage: Page
    items: tuple[Page | Section, ...]


@dataclass(frozen=True)
class Config:
    """Stands for the settings."""

    site_url: str = "https://guide.example/"
    repo_url: str = "https://git.example/guide"
    dev_addr: str = "127.0.0.1:8000"


APPEARANCES = (
    Appearance(FEATURES, icons=dict.fromkeys(ICONS, "material/menu"), scheme="dark"),
    Appearance(FEATURES - {"navigation.sections", "navigation.prune"}, logo="icon.svg", favicon="icon.svg"),
    Appearance(),
)
"""What settings may want of the frame: everything, and nothing."""
_CHOICE = '<form id="choice"></form>'
HOME = Page("", next_page=Page("other/"))
_HEADINGS = (Heading("Title", "#title", 1, (Heading("One", "#one", 2), Heading("Two", "#two", 2))),)
PAGES = (
    replace(HOME, toc=Toc(_HEADINGS)),
    Page("other/", toc=Toc(_HEADINGS[0].children), previous_page=HOME, meta=dict.fromkeys(HOME.meta, "Words")),
    Page("last/", canonical_url=None, previous_page=HOME),
)
"""Pages of every sort: the first and the last of the menu, with and without contents, words and an address."""


ENTRIES = (
    Entry("https://guide.example/", "", ()),
    Entry("https://guide.example/other/", "2026-08-06", (("en", "https://guide.example/other/"),)),
)
"""What the map of the site holds."""


def make_frame_environment(texts: Mapping[str, str]) -> Environment:
    """Return the environment that shows the frame as MkDocs' does, but for a missing name, which is an error.

    `texts` are the templates by their names.
    """

    def load(name: str) -> tuple[str, str, None] | None:
        return (texts[name], name, None) if name in texts else None

    environment = Environment(loader=FunctionLoader(load), autoescape=True, undefined=StrictUndefined)
    environment.filters["url"] = str
    return environment


_ADDRESS = "https://git.example"
_MORE: Mapping[str, Any] = {
    "parent": Parent("../", "Title"),
    "edit": _ADDRESS,
    "report": _ADDRESS,
    "checked": "Words",
    "edition": Edition("Words", f"{_ADDRESS}/tree/v1", "{title}", "{title} {address}"),
    "linked_data": '{"@context":"https://schema.org"}',
    "script": name_script(()),
    "styles": ["a{}"],
    "questions": "../",
    "twin": "index.md",
    "card": ("icon.svg", "Words"),
}
"""What they are told where there is all that a page can have around its text."""


def _fill_shared(say: Mapping[Language, Callable[[str], str]]) -> dict[str, Any]:
    """Return what the templates of every page are told, of a site in the languages of `say`."""
    nav = Navigation(HOME, (HOME, Section("Section", PAGES)))
    return {
        "config": Config(),
        "base_url": "/",
        "labels": say,
        "nav": nav,
        "page": None,
        "script": name_script(()),
        "styles": [],
        "questions": "",
        "twin": "",
        "card": None,
        "pockets": [("Words", "guide-one.html")],
        "original": "",
    }


def show_frame(
    environment: Environment,
    labels: Mapping[Language, Mapping[str, str]],
    assets: Mapping[str, str],
    appearance: Appearance,
) -> Iterator[tuple[str, str]]:
    """Yield (name, HTML) of each of PAGES, the error page and the map of the site.

    `labels` are the words of each language, `assets` the addresses of the assets by their names. Each is shown with the
    `appearance` of the guide, and with all that one can ask for. Raises DataError for what cannot be shown.
    """
    environment.globals |= {"asset": assets.__getitem__, "choice": dict.fromkeys(labels, _CHOICE)}
    say = {language: words.__getitem__ for language, words in labels.items()}
    shared = _fill_shared(say)
    listed = {
        "translations": [(language, "../") for language in labels],
        "alternates": [(language, "https://guide.example/") for language in labels],
        "canonical": "https://guide.example/title/",
        "is_listed": True,
    }
    borrowed = {**listed, "alternates": [], "is_listed": False, "original": "../"}
    for language, label in say.items():
        words = {**shared, "language": language, "label": label, "translations": [], "parent": None}
        states = (("", listed), ("Words", borrowed))
        for page, (lag, told), look in product(PAGES, states, (appearance, *APPEARANCES)):
            yield _show(environment, PAGE, {**words, **_MORE, **told, "page": page, "lag": lag, "appearance": look})
        yield from (_show(environment, ERROR, {**words, "appearance": look}) for look in (appearance, *APPEARANCES))
        yield _show(environment, MAP, {**words, "entries": ENTRIES})


def _show(environment: Environment, name: str, words: Mapping[str, Any]) -> tuple[str, str]:
    with blaming(environment, FOLDER, name):
        return name, environment.get_template(name).render(words)
