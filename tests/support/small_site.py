"""A project of two pages in two languages, and what is said of it when one thing is put into it.

Pages are looked at in memory, and all that are sound so far shown together, so that hundreds of inputs take seconds.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from importlib.resources import files
from pathlib import Path

from guide.load import load_guide
from guide.messages.diagnostic import Diagnostic
from guide.messages.location import Location
from guide.model.guide import Guide
from guide.model.records import Label
from guide.prose.limits import check_limits
from guide.prose.run import find_mistakes
from guide.prose.sections import Section, cut_page
from guide.read.characters import find_characters
from guide.site.appearance_settings import read_appearance
from guide.site.menu import check_outline
from guide.site.rehearsal import Shows, find_faults
from guide.site.render import Links, find_icons, make_environment, render_shortcodes
from guide.site.settings import check_settings
from guide.views.localized_guide import LocalizedGuide
from project_copy import write_small_data
from raw import LANGUAGES, ROOT

HEAD = "---\ntitle: 甲 A\ndescription: 甲 A\n---\n\n"
BODY = "# 甲 A\n\n甲 A\n\n"
PAGE = HEAD + BODY
"""What a text is put behind."""
PAGES = {"index.md": f"{HEAD}# 甲 A\n\n<!-- guide:sources -->\n", "fees.md": f"{HEAD}# 甲 A\n\n<!-- guide:money -->\n"}
MENU = "nav:\n  - index.md\n  - start:\n      - fees.md\n"
OTHERS = ("more.md", "other.md", "failures/index.md")
"""Pages that a menu may hold beside those that are there."""
PNG = b"\x89PNG\r\n\x1a\n"
PICTURE = "menu.png"
_SOURCES = """\
- id: blog
  class: blog
  publisher: {zh: 某站, en: A site}
  title: One page
  language: en
  about: {zh: 一页, en: One page}
  products: [weixin, wechat]
  extent: full
  read: 2026-11-23
"""
_MONEY = """\
- id: fee
  title: {zh: 手续费, en: Fee}
  products: [weixin]
  value: {percent: 0.1}
  evidence: [{source: blog, stance: mentions, no_quote: spread, checked: {on: 2026-11-23, how: read}}]
"""


class SmallSite:
    """The project, in a folder that it makes."""

    def __init__(self, root: Path) -> None:
        self.root = root
        _name_no_other_pages(write_small_data(root / "data", sources=_SOURCES, money=_MONEY))
        for part in ("overrides", "hooks"):
            shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("*.egg-info"))
        (root / "mkdocs.yml").write_text(self.settings + MENU, encoding="utf-8")
        for language in LANGUAGES:
            for name, text in PAGES.items():
                self.write(language, name, text)
            (root / "docs" / language / PICTURE).write_bytes(PNG)
        self.guide = load_guide(root / "data")

    def write(self, language: str, name: str, text: str) -> Path:
        """Write a page."""
        path = self.root / "docs" / language / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    @cached_property
    def settings(self) -> str:
        """The settings of mkdocs.yml but for the menu, which comes last."""
        return (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\n# Sections are labels")[0] + "\n"

    @cached_property
    def _labels(self) -> set[str]:
        return {label.id for label in self.guide.of(Label)}

    @cached_property
    def _relied(self) -> str:
        return files("guide.site").joinpath("settings.yml").read_text(encoding="utf-8")

    def judge_settings(self, text: str) -> list[Diagnostic]:
        """Return what is wrong with a mkdocs.yml, as `check` asks."""
        assets = {path.name for path in (self.root / "overrides/assets").iterdir()}
        look = read_appearance(text, "mkdocs.yml", assets, find_icons(self.root / "overrides"))
        found = [*check_settings(text, "mkdocs.yml", self._relied), *look[1]]
        return found or list(check_outline(text, "mkdocs.yml", {*PAGES, *OTHERS}, self._labels))

    def judge_pages(self, pages: Mapping[str, str]) -> dict[str, list[Diagnostic]]:
        """Return what is wrong with each of some pages, by its name, as `check` asks; all languages have the same."""
        found = {name: list(judge_page(name, text, self.guide)) for name, text in pages.items()}
        sound = [name for name in pages if not found[name]]
        alone = [name for name in sound if any(view in pages[name] for view in ("guide:money", "guide:sources"))]
        for batch in ([name for name in sound if name not in alone], *([name] for name in alone)):
            for _ in range(2):  # links are looked at once nothing else is wrong
                for one in self.show({name: pages[name] for name in batch if not found[name]}):
                    found.setdefault(one.location.path.split("/", 2)[2], []).append(one)
        return found

    def show(self, pages: Mapping[str, str]) -> Iterator[Diagnostic]:
        """Yield what would keep the project from being built with some pages more, each of them sound by itself."""
        environment = make_environment(self.root / "overrides/views")

        def render(text: str, location: Location, links: Links, localized: LocalizedGuide) -> Mapping[str, str]:
            return render_shortcodes(text, location, environment, links, localized)

        prose = tuple(
            section
            for language in LANGUAGES
            for name, text in sorted({**PAGES, **pages}.items())
            for section in cut_page(text, name, language)
        )
        pictures = [f"{language}/{PICTURE}" for language in LANGUAGES]
        yield from find_faults(self.guide, prose, Shows(render, lambda localized: ""), pictures)


def _name_no_other_pages(data: Path) -> None:
    """Take out of the subject which pages are not in the pocket edition and which moved: few are in this project."""
    path = data / "subject.yml"
    text = re.sub(r"(?m)^(?:not_in_pocket|moved):\n(?:  - .*\n)+", "", path.read_text(encoding="utf-8"))
    path.write_text(text, encoding="utf-8")


def judge_page(name: str, text: str, guide: Guide) -> Iterator[Diagnostic]:
    """Yield what is wrong with a page by itself, the same in all languages."""
    paths = [f"docs/{language}/{name}" for language in LANGUAGES]
    odd = [one for path in paths for one in (*check_limits(text, path), *find_characters(text, path))]
    yield from odd or find_mistakes(guide, _cut(name, text))


def _cut(name: str, text: str) -> tuple[Section, ...]:
    return tuple(section for language in LANGUAGES for section in cut_page(text, name, language))


def tell(found: Sequence[Diagnostic], start: int = 0) -> set[tuple[str, int]]:
    """Return the messages of some mistakes, with their lines behind line `start`."""
    return {(one.message.id, one.location.line - start) for one in found}
