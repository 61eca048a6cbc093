"""What one build knows, in one object, and how it was asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from guide.building.memory import Memory
from guide.load import Memoize, identity
from guide.model.language import Language
from guide.prose.sections import Section
from guide.site.csp import Inline, make_policy
from guide.site.navigation import Outline
from guide.site.page import Page
from guide.site.render import Templates
from guide.views.localized_guide import LocalizedGuide

KEY = "guide"
"""Under which a builder keeps the Build, or before that the Options, where it keeps what is new at each rebuild."""


@dataclass(frozen=True)
class Project:
    """Where a build reads and writes, and the addresses that it is told; empty ones are not known."""

    root: Path
    docs: Path
    site: Path
    site_url: str
    repo_url: str

    @property
    def theme(self) -> Path:
        """The folder of our own theme."""
        return self.root / "overrides"


@dataclass(frozen=True)
class Options:
    """How a build is made. A `quick` one leaves out what takes long: search, one-file edition, the look at the result.

    `memoize` is for functions that are slow and depend on nothing but their input; `memory` knows the builds before.
    """

    quick: bool = False
    memoize: Memoize = identity
    memory: Memory | None = None


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
    inside pages.
    `stamp` is another as soon as a template of a view is.
    `pages`, and the `addresses` of all that is to be built, are known at the end only.
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
    pages: Mapping[str, Page] = field(default_factory=dict)
    addresses: frozenset[str] = frozenset()

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
        """The Content-Security-Policy of the site."""
        return make_policy(self.inline)


def find_options(kept: Mapping[str, Any]) -> Options:
    """Return the options that were asked for, from where the builder keeps them; else those of a whole build."""
    options = kept.get(KEY)
    return options if isinstance(options, Options) else Options()


def find_build(kept: Mapping[str, Any]) -> Build:
    """Return the build that is at work, from where the builder keeps it."""
    build = kept[KEY]
    assert isinstance(build, Build)
    return build
