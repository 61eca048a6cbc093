"""What others would build of the same content: plain MkDocs with the theme Material, in an environment of its own.

    python tests/support/yardstick.py PROJECT FOLDER     write what the pages of PROJECT show to FOLDER, as plain prose

Nothing there is read from data, checked, or compressed.
"""

from __future__ import annotations

import re
import subprocess
import sys
import venv
from collections.abc import Iterator, Mapping
from importlib.metadata import requires
from pathlib import Path

from packaging.requirements import Requirement

from guide.evidence.reference_date import find_newest_day
from guide.load import load_guide
from guide.load_prose import load_prose
from guide.messages.location import Location
from guide.prose.homes import find_homes
from guide.prose.sections import join_sections
from guide.site.publish import publish_pages
from guide.site.render import Links, fill_shortcodes, make_environment, make_relative, render_shortcodes
from guide.views.localized_guide import LocalizedGuide, localize
from guide.views.parts import Target
from raw import ROOT

SETTINGS = """\
site_name: Yardstick
theme: {name: material, font: false}
plugins: [search: {lang: [zh, en]}]
markdown_extensions: [admonition, attr_list, md_in_html, tables, toc]
"""
WANTED = ("mkdocs", "mkdocs-material")
_LOCKED = re.compile(r"^(\S+)==.*?(?=^\S|\Z)", re.MULTILINE | re.DOTALL)


class Anywhere(Links):
    """Links to pages and files whether they are there or not: what a site makes besides its pages is not here."""

    def resolve(self, target: Target) -> str:
        """Return the relative address of `target`."""
        name = target.page[1:] if target.page.startswith("/") else f"{self.language}/{target.page}"
        address = make_relative(name, self.here)
        return f"{address}#{target.anchor}" if target.anchor else address


def write_yardstick(root: Path, target: Path) -> None:
    """Write the content of the project at `root` as a project of plain prose."""
    guide = load_guide(root / "data")
    prose = load_prose(root / "docs", root / "data", guide)
    homes, day = find_homes(guide, prose), find_newest_day(guide)
    localized_guides = [localize(guide, one, day).place_on(homes) for one in guide.subject.languages]
    written = {f"{one.language}/{one.page}": one.text for one in join_sections(prose)}
    written |= {name: text for one in localized_guides for name, text in publish_pages(one)}
    for localized in localized_guides:
        own = {name: text for name, text in written.items() if name.startswith(f"{localized.language}/")}
        _write_pages(own, root, target / "docs", localized)
    (target / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")


def _write_pages(pages: Mapping[str, str], root: Path, target: Path, localized: LocalizedGuide) -> None:
    environment = make_environment(root / "overrides/views")
    for name, text in pages.items():
        links = Anywhere(localized.language, name, {})
        shown = render_shortcodes(text, Location(name, 1, 1), environment, links, localized)
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        (target / name).write_text(fill_shortcodes(text, shown), encoding="utf-8")


def make_environment_of_its_own(folder: Path) -> Path:
    """Return the Python of an environment in `folder` that has MkDocs and Material alone, as our lock pins them."""
    python = folder / "bin/python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        wanted = folder / "wanted.txt"
        wanted.write_text("".join(_list_locked()), encoding="utf-8")
        install = ("-m", "pip", "install", "--quiet", "--require-hashes", "--requirement", str(wanted))
        subprocess.run([python, *install], check=True)
    return python


def _list_locked() -> Iterator[str]:
    """Yield what requirements.lock says of the two, and of all that they need."""
    needed, todo = set[str](), [*WANTED]
    while todo:
        name = todo.pop().lower().replace("_", "-")
        if name not in needed:
            needed.add(name)
            asked = map(Requirement, requires(name) or ())
            todo += [one.name for one in asked if one.marker is None or one.marker.evaluate({"extra": ""})]
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    yield from (found[0] for found in _LOCKED.finditer(lock) if found[1].partition("[")[0] in needed)


if __name__ == "__main__":
    write_yardstick(Path(sys.argv[1]), Path(sys.argv[2]))
