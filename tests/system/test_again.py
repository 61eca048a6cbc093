"""A page is shown again only where something it read has changed, with the bytes that a build from nothing gives it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from mkdocs.commands.build import build as build_with_mkdocs
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from guide.building.build import KEY, Options
from guide.building.memory import Memory
from guide.building.serving import memoize_in
from guide.site.page import Page
from mkdocs_again import build_or_build_again
from project_copy import FORGE, PLACE, copy_second_guide

# What is saved: the file, what is replaced in it, and by what. Each shows somewhere.
SAVED: dict[str, tuple[str, str, str]] = {
    "a figure": ("data/fees.yml", "value: {money: 0.00 EUR}", "value: {money: 0 EUR}"),
    "a title": ("data/fees.yml", "Closing costs {value}", "To close costs {value}"),
    "the line of a record": ("data/fees.yml", "- id: closing-fee", "# a remark\n\n- id: closing-fee"),
    "the day of a look": ("data/fees.yml", "checked: {on: 2026-11-20", "checked: {on: 2026-11-19"),
    "a verdict": ("data/fees.yml", "stance: supports", "stance: mentions"),
    "a label of the frame": ("data/labels.yml", "en: On this page", "en: What is on this page"),
    "a label of a view": ("data/labels.yml", "en: Confirmed", "en: It is confirmed"),
    "a kind": ("data/kinds.yml", "en: Fees", "en: All fees"),
    "what readers choose by": ("data/labels.yml", "en: What you have,", "en: What you own,"),
    "a heading": ("docs/en/index.md", "## Fees {#fees}", "## All fees {#fees}"),
    "a page": ("docs/en/index.md", "is <!--", "is, we think, <!--"),
    "the title of a page": ("docs/en/index.md", "title: Home", "title: The beginning"),
    "the template of a view": ("overrides/views/_table.html", '<div class="view">', '<div class="view odd">'),
    "a part of templates": ("overrides/views/_parts.html", 'class="figure"', 'class="figure odd"'),
    "an icon of ours": ("overrides/.icons/guide/disputed.svg", "<path ", '<path class="odd" '),
    "the frame": ("overrides/base.html", 'class="content"', 'class="content odd"'),
    "a part of the frame": ("overrides/partials/footer.html", 'class="bottom"', 'class="bottom odd"'),
    "the style": ("overrides/assets/css/10-base.css", "}", "}\n.odd { color: red; }"),
    "a script": ("overrides/assets/search.js", '"use strict";', '"use strict"; var odd = 1;'),
    "the subject": ("data/subject.yml", "en: Account closing guide", "en: Account guide"),
    "a product": ("data/subject.yml", "en: Current account", "en: Account of every day"),
    "the menu": ("mkdocs.yml", "- plan.md\n      - steps.md\n", "- steps.md\n      - plan.md\n"),
    "the form of addresses": ("mkdocs.yml", "use_directory_urls: true", "use_directory_urls: false"),
}
BY_MKDOCS = {
    *(
        "the template of a view",
        "a part of templates",
        "an icon of ours",
        "the frame",
        "a part of the frame",
        "the style",
    ),
    *("a script", "the menu", "the form of addresses", "what readers choose by"),
}
"""What has the whole site built by MkDocs; of all else, only what changed is made again."""
NONE_AGAIN = {"a label of the frame", "the frame", "a part of the frame", "the style", "a script", "the menu"}
"""What stands around the text of a page."""


class Server:
    """Builds a project again and again, as `mkdocs serve` does."""

    def __init__(self, project: Path) -> None:
        self.project = project
        self.memory = Memory()
        self.memoize = memoize_in({})
        self.before: dict[str, Page] = {}
        self.folder = project.with_name("site")
        self.was_built_by_mkdocs = False

    def build(self, target: Path) -> set[str]:
        """Build, and copy the site to a folder; return the names of the pages that were shown for it."""
        site = self.memory.site
        options = Options(True, self.memoize, self.memory)
        build_or_build_again(self.memory, lambda: build(self.project, self.folder, options))
        self.was_built_by_mkdocs = self.memory.site is not site
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(self.folder, target)
        pages = {name: kept.made for name, kept in self.memory.made.items() if isinstance(kept.made, Page)}
        shown = {name for name, page in pages.items() if page is not self.before.get(name)}
        self.before = pages
        return shown


def build(project: Path, target: Path, options: Options) -> None:
    config = load_config(str(project / "mkdocs.yml"), site_dir=str(target), site_url=PLACE)
    config.repo_url = FORGE
    config.extra[KEY] = options
    build_with_mkdocs(config)


def read(folder: Path) -> Mapping[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that has built the second guide twice."""
    folder = tmp_path_factory.mktemp("again")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1795700000")
        server = Server(copy_second_guide(folder / "project"))
        assert server.build(folder / "first")
        assert not server.build(folder / "first")
        yield server


@pytest.mark.parametrize("what", SAVED)
def test_what_is_saved_shows_as_in_a_build_from_nothing(server: Server, what: str, tmp_path: Path) -> None:
    name, old, new = SAVED[what]
    path = server.project / name
    written = path.read_text(encoding="utf-8")
    path.write_text(written.replace(old, new, 1), encoding="utf-8")
    try:
        shown = server.build(tmp_path / "warm")
        assert server.was_built_by_mkdocs is (what in BY_MKDOCS)
        build(server.project, tmp_path / "cold", Options(quick=True))
    finally:
        path.write_text(written, encoding="utf-8")
        server.build(tmp_path / "back")
    warm, cold = read(tmp_path / "warm"), read(tmp_path / "cold")
    assert warm == cold
    assert warm != read(tmp_path / "back"), "nothing shows it"
    assert bool(shown) is (what not in NONE_AGAIN)


def test_a_frame_that_reads_what_nobody_watches_is_left_to_mkdocs(server: Server, tmp_path: Path) -> None:
    frame, fees = server.project / "overrides/main.html", server.project / "data/fees.yml"
    written = {path: path.read_text(encoding="utf-8") for path in (frame, fees)}
    lengths = '{{ pages | map(attribute="page.content") | map("length") | sum }}'
    frame.write_text(f"{written[frame]}{{% block config %}}{lengths}{{% endblock %}}\n", encoding="utf-8")
    try:
        server.build(tmp_path / "before")
        fees.write_text(written[fees].replace("Closing costs {value}", "It costs {value}"), encoding="utf-8")
        server.build(tmp_path / "warm")
        build(server.project, tmp_path / "cold", Options(quick=True))
    finally:
        for path, text in written.items():
            path.write_text(text, encoding="utf-8")
        server.build(tmp_path / "back")
    assert read(tmp_path / "warm") == read(tmp_path / "cold")


def test_a_title_is_shown_again_where_it_is_read_and_nowhere_else(server: Server, tmp_path: Path) -> None:
    path = server.project / "data/fees.yml"
    written = path.read_text(encoding="utf-8")
    path.write_text(written.replace("Closing costs {value}", "It costs {value}"), encoding="utf-8")
    try:
        shown = server.build(tmp_path / "warm")
    finally:
        path.write_text(written, encoding="utf-8")
        server.build(tmp_path / "back")
    assert "en/index.md" in shown
    assert len(shown) < len(server.before) / 2


def test_a_page_that_was_refused_is_shown_when_it_is_right_again(
    server: Server, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = server.project / "docs/en/index.md"
    written = path.read_text(encoding="utf-8")
    path.write_text(written.replace("wait-giro.shortest", "wait-giro.shortets"), encoding="utf-8")
    try:
        with pytest.raises(Abort):
            server.build(tmp_path / "refused")
    finally:
        path.write_text(written, encoding="utf-8")
        server.build(tmp_path / "back")
    assert "shortets" in caplog.text
    build(server.project, tmp_path / "cold", Options(quick=True))
    assert read(tmp_path / "back") == read(tmp_path / "cold")


def test_data_that_break_a_rule_break_it_again(
    server: Server, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = server.project / "data/fees.yml"
    written = path.read_text(encoding="utf-8")
    path.write_text(written.replace("source: payment-act", "source: no-such-act", 1), encoding="utf-8")
    try:
        for _ in range(2):
            with pytest.raises(Abort):
                server.build(tmp_path / "refused")
            assert "no-such-act" in caplog.text
            caplog.clear()
    finally:
        path.write_text(written, encoding="utf-8")
        server.build(tmp_path / "back")
