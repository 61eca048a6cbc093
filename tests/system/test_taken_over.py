"""A build takes over what the last one made, and has the bytes of a build from nothing, whatever has changed."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from mkdocs.commands.build import build as build_with_mkdocs
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from guide.building.build import find_build
from guide.kept.pack import BUILT
from patience import run_guide
from project_copy import FORGE, PLACE, build_site, copy_second_guide

DAY = "1795700000"
COLD = "GUIDE_COLD"
# What is changed: the file, what is replaced in it, and by what. Each shows somewhere.
CHANGES: dict[str, tuple[str, str, str]] = {
    "a figure, by a sign that changes no number": (
        "data/fees.yml",
        "value: {money: 0.00 EUR}",
        "value: {money: 0 EUR}",
    ),
    "a title": ("data/fees.yml", "Closing costs {value}", "To close costs {value}"),
    "the line of a record": ("data/fees.yml", "- id: closing-fee", "# a remark\n\n- id: closing-fee"),
    "the day of a look": ("data/fees.yml", "checked: {on: 2026-11-20", "checked: {on: 2026-11-19"),
    "a verdict": ("data/fees.yml", "stance: supports", "stance: mentions"),
    "a label of the frame": ("data/labels.yml", "en: On this page", "en: What is on this page"),
    "a label of a view": ("data/labels.yml", "en: Confirmed", "en: It is confirmed"),
    "a kind": ("data/kinds.yml", "en: Fees", "en: All fees"),
    "what readers choose by": ("data/labels.yml", "en: What you have,", "en: What you own,"),
    "the name of the site": ("data/subject.yml", "en: Account closing guide", "en: Account guide"),
    "a product": ("data/subject.yml", "en: Current account", "en: Account of every day"),
    "a change in the journal": ("data/journal.json", '"de": "10 Tage"', '"de": "zehn Tage"'),
    "a heading": ("docs/en/index.md", "## Fees {#fees}", "## All fees {#fees}"),
    "a page": ("docs/en/index.md", "is <!--", "is, we think, <!--"),
    "a page of another language": ("docs/de/index.md", "# ", "# So: "),
    "the title of a page": ("docs/en/index.md", "title: Home", "title: The beginning"),
    "the template of a view": ("overrides/views/_table.html", '<div class="view">', '<div class="view odd">'),
    "an icon of ours": ("overrides/.icons/guide/disputed.svg", "<path ", '<path class="odd" '),
    "the frame": ("overrides/base.html", 'class="content"', 'class="content odd"'),
    "a part of the frame": ("overrides/partials/footer.html", 'class="bottom"', 'class="bottom odd"'),
    "the style": ("overrides/assets/css/10-base.css", "}", "}\n.odd { color: red; }"),
    "a script": ("overrides/assets/search.js", '"use strict";', '"use strict"; var odd = 1;'),
    "the menu": ("mkdocs.yml", "- plan.md\n      - steps.md\n", "- steps.md\n      - plan.md\n"),
    "the form of addresses": ("mkdocs.yml", "use_directory_urls: true", "use_directory_urls: false"),
    "a feature of the frame": ("mkdocs.yml", "toc.integrate]", "navigation.top]"),
    "how Markdown is converted": ("mkdocs.yml", "permalink: false", "permalink: true"),
}
# MkDocs reads Python once in a process: this is changed for builds in processes of their own.
CODE = {
    "the package": ("hooks/guide/site/twins/page.py", 'yield "---"', 'yield "-----"'),
    "a hook": ("hooks/mkdocs_hooks.py", "return shown.html", 'return f"{shown.html}<p>odd</p>"'),
}
ASKED = {
    "SITE_URL": "https://elsewhere.example/",
    "REPO_URL": "https://forge.example/more",
    "SOURCE_DATE_EPOCH": "1798000000",
    "VERSION": "v2",
}
"""What a shell can say of a build."""


def build(project: Path, target: Path, settings: str = "mkdocs.yml") -> set[str]:
    """Build a project as MkDocs' command does; return the names of the things that were made for it, and not kept."""
    config = load_config(str(project / settings), site_dir=str(target))
    build_with_mkdocs(config)
    archive = find_build(config.extra).options.archive
    return archive.made if archive else {"everything"}


def build_cold(project: Path, target: Path, settings: str = "mkdocs.yml") -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(COLD, "1")
        shutil.rmtree(target, ignore_errors=True)
        assert build(project, target, settings) == {"everything"}


def read(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Return the permissions and the content of every file in a folder."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): (path.stat().st_mode, path.read_bytes()) for path in found}


def hold_equal(project: Path, folder: Path, settings: str = "mkdocs.yml") -> set[str]:
    """Build a project with what is kept of it, in the place of a site that stands, and from nothing.

    Return what was made anew for the first.
    """
    if project.with_name("site").exists():
        shutil.copytree(project.with_name("site"), folder / "kept", dirs_exist_ok=True)
    made = build(project, folder / "kept", settings)
    build_cold(project, folder / "cold", settings)
    kept, cold = read(folder / "kept"), read(folder / "cold")
    assert kept.keys() == cold.keys()
    assert [name for name in cold if kept[name] != cold[name]] == []
    return made


@pytest.fixture(autouse=True)
def _as_a_shell_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(COLD, raising=False)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)
    monkeypatch.setenv("SITE_URL", PLACE)
    monkeypatch.setenv("REPO_URL", FORGE)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The second guide, built once."""
    project = copy_second_guide(tmp_path_factory.mktemp("taken-over") / "project")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv(COLD, raising=False)
        patch.setenv("SOURCE_DATE_EPOCH", DAY)
        patch.setenv("SITE_URL", PLACE)
        patch.setenv("REPO_URL", FORGE)
        build(project, project.with_name("site"))
        yield project


@pytest.fixture(scope="module")
def pack(project: Path) -> bytes:
    """What the build of the project as it is keeps."""
    build(project, project.with_name("again"))
    return (project / BUILT / "site").read_bytes()


def test_nothing_is_made_again_where_nothing_has_changed(project: Path, tmp_path: Path) -> None:
    assert build(project, tmp_path / "site") == set()
    written = (project / BUILT / "site").stat()
    assert hold_equal(project, tmp_path) == set()
    assert (project / BUILT / "site").stat().st_mtime_ns == written.st_mtime_ns


@pytest.mark.parametrize("what", CHANGES if "GUIDE_EVERY_FIELD" in os.environ else [*CHANGES][::3])  # at night each
def test_what_has_changed_shows_as_in_a_build_from_nothing(project: Path, tmp_path: Path, what: str) -> None:
    name, old, new = CHANGES[what]
    path = project / name
    written = path.read_text(encoding="utf-8")
    assert old in written
    path.write_text(written.replace(old, new, 1), encoding="utf-8")
    try:
        assert hold_equal(project, tmp_path), "nothing was made again"
        changed = read(tmp_path / "kept")
    finally:
        path.write_text(written, encoding="utf-8")
    assert changed != read(project.with_name("site")), "nothing shows it"


@pytest.mark.parametrize("name", ASKED)
def test_what_a_shell_says_shows_as_in_a_build_from_nothing(
    project: Path, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, ASKED[name])
    assert hold_equal(project, tmp_path)
    assert read(tmp_path / "kept") != read(project.with_name("site")), "nothing shows it"


def test_pages_that_come_go_or_move_show_as_in_a_build_from_nothing(project: Path, tmp_path: Path) -> None:
    pages = [project / "docs" / language / "more.md" for language in ("en", "de", "fr")]
    for page in pages:
        page.write_text("---\ntitle: More\ndescription: More of it.\n---\n\n# More\n\nIt is so.\n", encoding="utf-8")
    assert hold_equal(project, tmp_path)
    for page in pages:
        page.rename(page.with_name("most.md"))
    assert hold_equal(project, tmp_path)
    for page in pages:
        page.with_name("most.md").unlink()
    assert build(project, tmp_path / "kept")
    assert read(tmp_path / "kept") == read(project.with_name("site"))


def test_a_picture_that_is_another_one_is_another_one(project: Path, tmp_path: Path) -> None:
    picture = project / "overrides/assets/icon.svg"
    written = picture.read_bytes()
    picture.write_bytes(written.replace(b"<svg ", b'<svg data-odd="1" ', 1))
    try:
        assert hold_equal(project, tmp_path)
    finally:
        picture.write_bytes(written)


def test_a_page_that_hangs_on_nothing_changed_is_not_made_again(project: Path, tmp_path: Path) -> None:
    build(project, tmp_path / "before")
    path = project / "data/fees.yml"
    written = path.read_text(encoding="utf-8")
    path.write_text(written.replace("Closing costs {value}", "To close costs {value}"), encoding="utf-8")
    try:
        made = build(project, tmp_path / "kept")
    finally:
        path.write_text(written, encoding="utf-8")
    pages = {name for name in made if name.startswith("page ")}
    everything = {path.parent for path in (tmp_path / "kept").rglob("index.html")}
    assert "page en/index.md" in pages
    assert "page en/steps.md" not in pages
    assert len(pages) < len(everything) / 2
    for sort in ("frame ", "twin "):
        assert {name.removeprefix(sort) for name in made if name.startswith(sort)} < {
            name.removeprefix("page ") for name in pages
        }, sort


def damage(path: Path, how: str) -> None:
    content = path.read_bytes()
    if how == "cut short":
        path.write_bytes(content[: len(content) // 2])
    elif how == "one byte":
        path.write_bytes(content[:-500] + b"X" + content[-499:])
    elif how == "swapped":
        path.write_bytes(content.replace(b"closing", b"opening"))
    elif how == "empty":
        path.write_bytes(b"")
    elif how == "no text":
        path.write_bytes(b"\xff\xfe" * 100)
    elif how == "a link":
        elsewhere = path.parent.parent / "elsewhere"
        elsewhere.write_bytes(content)
        path.unlink()
        path.symlink_to(elsewhere)
    else:
        path.unlink()
        path.mkdir()


@pytest.mark.parametrize("how", ["cut short", "one byte", "swapped", "empty", "no text", "a link", "a folder"])
def test_what_is_kept_may_be_damaged(project: Path, pack: bytes, tmp_path: Path, how: str) -> None:
    kept = project / BUILT / "site"
    kept.write_bytes(pack)
    damage(kept, how)
    try:
        assert build(project, tmp_path / "kept"), "what is damaged was used"
        assert read(tmp_path / "kept") == read(project.with_name("site"))
    finally:
        shutil.rmtree(project / ".cache")
        kept.parent.mkdir(parents=True)
        kept.write_bytes(pack)


def test_of_what_is_not_damaged_nothing_is_made_again(project: Path, pack: bytes, tmp_path: Path) -> None:
    (project / BUILT / "site").write_bytes(pack)
    assert build(project, tmp_path / "kept") == set()


def test_what_another_project_keeps_is_of_no_use_and_does_no_harm(project: Path, tmp_path: Path) -> None:
    other = copy_second_guide(tmp_path / "other")
    labels = other / "data/labels.yml"
    labels.write_text(labels.read_text(encoding="utf-8").replace("en: Confirmed", "en: It is so"), encoding="utf-8")
    shutil.copytree(project / BUILT, other / BUILT)
    hold_equal(other, tmp_path)


def test_two_builds_at_once_do_not_spoil_one_another(project: Path, tmp_path: Path) -> None:
    shutil.rmtree(project / ".cache")
    environment = {name: value for name, value in os.environ.items() if name != COLD}
    targets = [tmp_path / "one", tmp_path / "other"]
    commands = [[sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(target)] for target in targets]
    builds = [subprocess.Popen(command, cwd=project, env=environment) for command in commands]
    assert [one.wait() for one in builds] == [0, 0]
    assert read(targets[0]) == read(targets[1])
    assert [path.name for path in (project / BUILT).iterdir()] == ["site"]
    assert read(targets[0]) == read(project.with_name("site"))


@pytest.mark.parametrize("what", CODE)
def test_code_that_changes_makes_everything_again(project: Path, tmp_path: Path, what: str) -> None:
    name, old, new = CODE[what]
    path = project / name
    written = path.read_text(encoding="utf-8")
    assert old in written
    (before,) = [build_site(project, tmp_path / "before", GUIDE_COLD="")]
    assert before.returncode == 0, before.stderr
    path.write_text(written.replace(old, new), encoding="utf-8")
    try:
        for target, cold in (("kept", ""), ("cold", "1")):
            assert build_site(project, tmp_path / target, GUIDE_COLD=cold).returncode == 0
    finally:
        path.write_text(written, encoding="utf-8")
    assert read(tmp_path / "kept") == read(tmp_path / "cold")
    assert read(tmp_path / "kept") != read(tmp_path / "before")


def test_a_package_that_is_another_one_makes_everything_again(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(project, tmp_path / "before")
    assert build(project, tmp_path / "before") == set()
    (tmp_path / "packages/odd-1.0.dist-info").mkdir(parents=True)
    monkeypatch.syspath_prepend(str(tmp_path / "packages"))
    assert "page en/index.md" in build(project, tmp_path / "kept")
    assert read(tmp_path / "kept") == read(tmp_path / "before")


def test_the_second_skin_is_kept_beside_the_first(project: Path, tmp_path: Path) -> None:
    build(project, tmp_path / "site")
    hold_equal(project, tmp_path, "mkdocs.material.yml")
    assert build(project, tmp_path / "kept", "mkdocs.material.yml") == set()
    assert read(tmp_path / "kept") == read(tmp_path / "cold")
    path = project / "data/fees.yml"
    written = path.read_text(encoding="utf-8")
    path.write_text(written.replace("Closing costs {value}", "To close costs {value}"), encoding="utf-8")
    try:
        made = hold_equal(project, tmp_path, "mkdocs.material.yml")
    finally:
        path.write_text(written, encoding="utf-8")
    assert "page en/index.md" in made
    assert "page en/steps.md" not in made
    assert build(project, tmp_path / "site") == set()


def test_a_plugin_of_others_sees_every_page(project: Path, tmp_path: Path) -> None:
    settings = project / "mkdocs.yml"
    written = settings.read_text(encoding="utf-8")
    (project / "hooks/odd.py").write_text("", encoding="utf-8")
    settings.write_text(written.replace("hooks:\n", "hooks:\n  - hooks/odd.py\n"), encoding="utf-8")
    try:
        assert build(project, tmp_path / "site") == {"everything"}
    finally:
        settings.write_text(written, encoding="utf-8")
        (project / "hooks/odd.py").unlink()


def test_a_build_that_was_refused_leaves_what_is_kept(
    project: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    build(project, tmp_path / "before")
    path = project / "docs/en/index.md"
    written = path.read_text(encoding="utf-8")
    path.write_text(written.replace("wait-giro.shortest", "wait-giro.shortets"), encoding="utf-8")
    try:
        for _ in range(2):
            with pytest.raises(Abort):
                build(project, tmp_path / "refused")
            assert "shortets" in caplog.text
            caplog.clear()
    finally:
        path.write_text(written, encoding="utf-8")
    assert build(project, tmp_path / "kept") == set()


def test_a_link_to_a_place_that_is_gone_is_told_by_a_page_that_is_kept(
    project: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    pages = {language: project / f"docs/{language}/index.md" for language in ("en", "de", "fr")}
    written = {page: page.read_text(encoding="utf-8") for page in pages.values()}
    for page, text in written.items():
        page.write_text(f"{text}\nMore of it [there](steps.md#there).\n", encoding="utf-8")
    others = {project / f"docs/{language}/steps.md": "" for language in pages}
    others = {page: page.read_text(encoding="utf-8") for page in others}
    try:
        for page, text in others.items():
            page.write_text(f"{text}\n## There {{#there}}\n\nThis is it.\n", encoding="utf-8")
        build(project, tmp_path / "before")
        for page, text in others.items():
            page.write_text(text, encoding="utf-8")
        with pytest.raises(Abort):
            build(project, tmp_path / "kept")
        assert "there" in caplog.text
    finally:
        for page, text in {**written, **others}.items():
            page.write_text(text, encoding="utf-8")


def test_a_site_for_servers_is_built_by_the_same_memory_unless_it_is_cold(project: Path, tmp_path: Path) -> None:
    build(project, tmp_path / "before")
    kept = project / BUILT / "site"
    kept.write_bytes(b"damaged")
    assert run_guide(project, "build", "--cold", GUIDE_COLD="").returncode == 0
    assert kept.read_bytes() == b"damaged"
    cold = read(project / "site")
    for _ in range(2):
        assert run_guide(project, "build", GUIDE_COLD="").returncode == 0
        assert read(project / "site") == cold
    assert kept.read_bytes() != b"damaged"
