"""The second skin belongs to the code and not to a guide: another subject in three languages is built in it, too."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from guide.load_theme import find_odd_settings
from project_copy import PLACE, build_skinned, copy_second_guide
from raw import ROOT, Site
from second import LANGUAGES, folder_of

SETTINGS = (ROOT / "mkdocs.material.yml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The second guide, built in the second skin."""
    folder = tmp_path_factory.mktemp("skinned")
    result = build_skinned(copy_second_guide(folder / "project"), folder / "site", SITE_URL=PLACE)
    assert result.returncode == 0, result.stderr
    return Site(folder / "site")


def test_each_language_has_its_pages_its_search_and_a_link_to_each_other(built: Site) -> None:
    for language in LANGUAGES:
        page = built.open(Path(folder_of(language), "index.html"))
        assert page.get("lang") == language
        assert [link.get("lang") for link in page.xpath("//header//a[@hreflang]")] == [
            other for other in LANGUAGES if other != language
        ]
        assert (built.folder / folder_of(language) / "search/search_index.json").is_file()


def test_the_error_page_speaks_every_language(built: Site) -> None:
    page = built.open(Path("404.html"))
    assert [section.get("lang") for section in page.xpath("//section")] == list(LANGUAGES)


def test_the_command_builds_it_too_and_the_same_bytes(built: Site, tmp_path: Path) -> None:
    project = copy_second_guide(tmp_path / "project")
    command = [sys.executable, "-m", "guide", "build", str(tmp_path / "site"), "--skin", "material"]
    subprocess.run(command, cwd=project, env={**os.environ, "SITE_URL": PLACE}, check=True)
    pages = {path.relative_to(built.folder) for path in built.folder.rglob("*") if path.is_file()}
    assert len(pages) > 50
    for page in pages:
        assert (tmp_path / "site" / page).read_bytes() == (built.folder / page).read_bytes(), page


def find_odd(tmp_path: Path, text: str) -> list[str]:
    """Return where check finds something wrong with the settings of the skin, and what."""
    (tmp_path / "mkdocs.yml").write_text((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "mkdocs.material.yml").write_text(text, encoding="utf-8")
    return [f"{one.location} {one.message}" for one in find_odd_settings(tmp_path)]


def test_the_project_keeps_the_settings_of_the_skin(tmp_path: Path) -> None:
    assert find_odd(tmp_path, SETTINGS) == []


@pytest.mark.parametrize(
    "line",
    [line for line in SETTINGS.splitlines() if line.strip() and not line.lstrip().startswith("#")],
)
def test_no_line_of_them_can_go(tmp_path: Path, line: str) -> None:
    found = find_odd(tmp_path, SETTINGS.replace(f"{line}\n", "", 1))
    assert found and all(one.startswith("mkdocs.material.yml:") for one in found)


def test_its_features_stand_in_any_order_and_none_is_unknown(tmp_path: Path) -> None:
    lines = [line for line in SETTINGS.splitlines(keepends=True) if line.startswith("    - ") and "media" not in line]
    assert find_odd(tmp_path, SETTINGS.replace("".join(lines), "".join(reversed(lines)))) == []
    instant = SETTINGS.replace(lines[0], f"{lines[0]}    - navigation.instant\n")
    assert "navigation.instant" in " ".join(find_odd(tmp_path, instant))
