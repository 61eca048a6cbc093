"""What one build knows, in one object, and how it was asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from guide.building.archive import Archive
from guide.building.memory import Memory
from guide.building.noted import Sources, list_sources_of_frames
from guide.deploy.predecessor import Predecessor
from guide.load import Memoize, identity
from guide.messages.diagnostic import Diagnostic
from guide.model.language import Language
from guide.prose.sections import Section
from guide.site.addresses import ASSETS
from guide.site.api.publish import name_api_files
from guide.site.appearance import Appearance
from guide.site.csp import Inline, make_policy, make_skin_policy
from guide.site.navigation import Outline
from guide.site.page import Page
from guide.site.render import Templates, render_choice
from guide.site.skin import SKIN, Skin
from guide.views.journal import name_feed
from guide.views.localized_guide import LocalizedGuide

KEY = "guide"
"""Under which a builder keeps the Build, or before that the Options, where it keeps what is new at each rebuild."""


@dataclass(frozen=True)
class Project:
    """Where a build reads and writes, and the addresses and the version that it is told; empty ones are not known.

    A `skinned` site has the frame of the theme below ours.
    """

    root: Path
    docs: Path
    site: Path
    site_url: str
    repo_url: str
    version: str = ""
    skinned: bool = False

    @property
    def theme(self) -> Path:
        """The folder of our own theme."""
        return self.root / "overrides"

    @property
    def skin(self) -> Path:
        """The folder of the second skin, whether the site has it or not."""
        return self.theme / SKIN


@dataclass(frozen=True)
class Options:
    """How a build is made. A `quick` one leaves out what takes long: search, one-file edition, the look at the result.

    `memoize` is for functions that are slow and depend on nothing but their input; `memory` knows the builds before,
    and `archive` what the last one made, in another process. A `cold` one relies on nothing from before. The
    `predecessor` is the site whose place the new one will take.
    """

    quick: bool = False
    memoize: Memoize = identity
    memory: Memory | None = None
    archive: Archive | None = None
    cold: bool = False
    predecessor: Predecessor | None = None


@dataclass(frozen=True)
class PublishedFile:
    """A file of the site: what it is made from, where it stands, and whether a theme brought it."""

    source: str
    address: str
    of_theme: bool = False


@dataclass(frozen=True)
class Build:
    """What one build knows.

    `borrowed` are the pages of languages that are only beginning and do not have them yet, and `shown` the languages
    that the menus show. `heads` is the front matter of the prose by its file, `outline` the menu, `inline` what stands
    inside pages, `scripts` and `styles` what they ask for, as load_scripts and load_styles have it, `cards` the titles
    on the pictures of pages: those who show links ask for them by whole addresses.
    `appearance` is how the frame looks, and `unhonored` what the settings want of it in vain; a `skin` is what pages
    have in its place, but for the one-file edition. `stamp` is another as soon as a template of a view is.
    `places`, where each file that pages may name stands, are known before a page is shown; `pages`, and the `addresses`
    of all that is to be built, at the end only.
    """

    project: Project
    options: Options
    localized_guides: Mapping[Language, LocalizedGuide]
    shown: frozenset[Language]
    prose: tuple[Section, ...]
    borrowed: tuple[Section, ...]
    heads: Mapping[str, Mapping[str, str]]
    outline: Outline
    templates: Templates
    stamp: str
    inline: Inline
    scripts: Mapping[str, str]
    styles: Mapping[str, str]
    appearance: Appearance
    unhonored: tuple[Diagnostic, ...]
    skin: Skin | None = None
    cards: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    pages: Mapping[str, Page] = field(default_factory=dict)
    addresses: frozenset[str] = frozenset()

    @cached_property
    def linked(self) -> Mapping[str, str]:
        """The files that pages lead to and that are made after them, each by its own address."""
        names = [*map(name_feed, self.localized_guides.values()), *name_api_files(self.localized_guides[self.first])]
        return {name: name for name in names}

    @cached_property
    def assets(self) -> frozenset[str]:
        """The addresses of scripts, styles and pictures, each with a part that is another as soon as its bytes are."""
        return frozenset(address for address in self.addresses if address.startswith(f"{ASSETS}/"))

    @cached_property
    def choices(self) -> Mapping[Language, str]:
        """What readers choose once, in each language."""
        return {one.language: render_choice(self.templates, one) for one in self.localized_guides.values()}

    @cached_property
    def sources_of_frames(self) -> Mapping[str, Sources]:
        """All that the frames of pages are made from."""
        return list_sources_of_frames(self.localized_guides, self.pages)

    @property
    def first(self) -> Language:
        """The language at the root of the site."""
        return next(iter(self.localized_guides))

    @property
    def complete_guides(self) -> Mapping[Language, LocalizedGuide]:
        """The languages that have every text, and are told to programs."""
        return {language: one for language, one in self.localized_guides.items() if one.original is None}

    @property
    def shown_guides(self) -> Mapping[Language, LocalizedGuide]:
        """The languages that the menus show, and search engines are told of."""
        return {language: one for language, one in self.localized_guides.items() if language in self.shown}

    @property
    def policy(self) -> str:
        """The Content-Security-Policy of the site; a page's own is as wide or narrower."""
        if self.skin:
            return make_skin_policy(self.inline, self.skin.script)
        inside = [style for view, style in self.styles.items() if view]
        return make_policy(self.inline.scripts, dict.fromkeys((self.inline.style, *inside)))

    @property
    def frame_policy(self) -> str:
        """The policy of a page that holds no style inside."""
        return self.policy if self.skin else make_policy([self.script], [])

    @property
    def script(self) -> str:
        """The script inside every page."""
        return self.skin.script if self.skin else self.inline.script

    @property
    def style(self) -> str:
        """The style sheet that every page links to."""
        return self.skin.style if self.skin else self.styles[""]


def find_options(kept: Mapping[str, Any]) -> Options:
    """Return the options that were asked for, from where the builder keeps them; else those of a whole build."""
    options = kept.get(KEY)
    return options if isinstance(options, Options) else Options()


def find_build(kept: Mapping[str, Any]) -> Build:
    """Return the build that is at work, from where the builder keeps it."""
    build = kept[KEY]
    assert isinstance(build, Build)
    return build
