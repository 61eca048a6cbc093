"""The guide for other builders: the export holds every page, cell and place, and asks for no hooks of ours."""

from __future__ import annotations

import html
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from engines import compare
from patience import PATIENCE, run_guide
from project_copy import SECOND
from raw import Site
from second import LANGUAGES, folder_of

SUBJECT = yaml.safe_load((SECOND / "data/subject.yml").read_text(encoding="utf-8"))

ENGINES = ("plain", "zensical", "mkdocs2")


@pytest.fixture(scope="module")
def exports(second: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("exports")
    for engine in ENGINES:
        result = run_guide(second, "export", str(folder / engine), "--engine", engine)
        assert result.returncode == 0, result.stderr
    return {engine: folder / engine for engine in ENGINES}


def test_mkdocs_without_our_hooks_and_theme_tells_the_same(exports: dict[str, Path], second_site: Site) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict"]
    done = subprocess.run(command, cwd=exports["plain"], capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert (done.returncode, done.stdout) == (0, ""), done.stderr
    assert compare(second_site.folder, exports["plain"] / "site") == []


@pytest.mark.parametrize("engine", ENGINES)
def test_every_page_and_every_place_is_there(exports: dict[str, Path], second_site: Site, engine: str) -> None:
    for path in second_site.pages():
        if path.name != "index.html":
            continue
        names = (f"{path.parent}.md", path.parent / "index.md")
        (file,) = [exports[engine] / "docs" / name for name in names if (exports[engine] / "docs" / name).is_file()]
        text = file.read_text(encoding="utf-8")
        assert "<!-- guide:" not in text, file
        for place in second_site.open(path).xpath("//main//*[@data-view]//@id | //main//h2/@id"):
            assert f'id="{place}"' in text or f"{{#{place}}}" in text, (file, place)


def test_what_an_engine_does_not_know_is_not_asked_of_it(exports: dict[str, Path]) -> None:
    for file in (exports["mkdocs2"] / "docs").rglob("*.md"):
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"^---$|^!!! |^## .*\{#|^\{ \.", text, re.MULTILINE), file
    assert not (exports["mkdocs2"] / "mkdocs.yml").exists()
    for engine in ("plain", "zensical"):
        settings = yaml.safe_load((exports[engine] / "mkdocs.yml").read_text(encoding="utf-8"))
        assert "hooks" not in settings and settings["strict"] is True


@pytest.mark.parametrize("engine", ENGINES)
def test_tabs_stand_one_below_the_other_under_their_names(exports: dict[str, Path], engine: str) -> None:
    for language in LANGUAGES:
        text = (exports[engine] / "docs" / folder_of(language) / "steps.md").read_text(encoding="utf-8")
        names = [f"**{one['short'][language]}**" for one in SUBJECT["products"]]
        assert "===" not in text and [name in text for name in names] == [True] * len(names) and len(names) > 1


@pytest.mark.parametrize("engine", ENGINES)
def test_folds_stand_open_and_code_stands_in_no_box(exports: dict[str, Path], engine: str) -> None:
    for language in LANGUAGES:
        written = (SECOND / "docs" / language / "how-sure.md").read_text(encoding="utf-8")
        code, words = re.findall(r'^\?\?\? \w+ "(.*)"$', written, re.MULTILINE)
        text = (exports[engine] / "docs" / folder_of(language) / "how-sure.md").read_text(encoding="utf-8")
        assert "???" not in text
        assert f"\n**{code}**\n\n```yaml\n" in text
        assert f"\n> **{words}**\n>\n> " in text if engine == "mkdocs2" else f'\n!!! warning "{words}"\n\n    ' in text


def test_links_in_tables_lead_to_files_for_the_builder_that_makes_addresses_of_them(exports: dict[str, Path]) -> None:
    docs = exports["zensical"] / "docs"
    for file in docs.rglob("*.md"):
        for block in re.findall(r"<(?:table|div|details)\b.*", file.read_text(encoding="utf-8")):
            for link in re.findall(r'<a [^>]*?href="([^"]*)"', block):
                target = html.unescape(link).partition("#")[0]
                assert ":" in target or (file.parent / target).exists(), (file, link)


def test_the_data_and_the_calendars_come_along(exports: dict[str, Path], second_site: Site) -> None:
    for name in ("data/index.json", "assets/site.css"):
        assert (exports["plain"] / "docs" / name).is_file()
    for language in LANGUAGES:
        folder = Path(folder_of(language), "dates")
        built = {path.name for path in (second_site.folder / folder).glob("*.ics")}
        assert built == {path.name for path in (exports["plain"] / "docs" / folder).glob("*.ics")}


def test_an_export_overwrites_nothing(second: Path, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("kept", encoding="utf-8")
    result = run_guide(second, "export", str(tmp_path))
    assert result.returncode == 2
    assert "holds files already" in result.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
