"""What a contributor sees: a changed number is everywhere, a broken one is named, and nothing that stood is lost."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from harness import Harness
from patience import run_guide
from project_copy import FORGE, PLACE, build_site
from raw import LANGUAGES, Site, language_of, read_text


def replace(file: Path, old: str, new: str) -> None:
    """Change a file once; what is replaced must be there."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def visible_text(site: Site, path: Path) -> str:
    """Return what a page says, without the sources' own words, which stay as they are."""
    page = site.open(path)
    for quote in page.xpath("//blockquote | //td[contains(@class, 'cell-quote')] | //script"):
        quote.drop_tree()
    return read_text(page.xpath("//body")[0])


def test_a_number_that_is_changed_once_changes_everywhere(project: Path, tmp_path: Path) -> None:
    replace(project / "data/failure_shares.yml", "percent: 43, of", "percent: 37, of")
    replace(project / "data/timeline.yml", "duration: PT72H", "duration: PT73H")
    shutil.rmtree(project / "data/captures")  # in this world the sources say so, too
    for file in (project / "data").glob("*.yml"):
        quoting = re.compile(r"^( *quote: .*)$", re.MULTILINE)
        text = file.read_text(encoding="utf-8")
        file.write_text(
            quoting.sub(lambda line: line[1].replace("占43%", "占37%").replace("72", "73"), text), encoding="utf-8"
        )
    result = build_site(project, tmp_path / "site")
    assert result.returncode == 0, result.stderr
    site = Site(tmp_path / "site")
    shown = dict.fromkeys(LANGUAGES, 0)
    for path in site.pages():
        text = visible_text(site, path)
        assert "43%" not in text, path
        assert not re.search(r"72 (小时|hours)", text), path
        shown[language_of(path)] += ("37%" in text) + bool(re.search(r"73 (小时|hours)", text))
    for language in LANGUAGES:
        assert shown[language] >= 4, f"the new numbers are on {shown[language]} pages ({language})"
    bars = site.page("failures/index.md", "zh").xpath("//*[name()='rect' and @class='bar-share']/@width")
    assert "37%" in bars


def test_a_broken_value_stops_the_build_and_the_old_site_stays_whole(site: Site, project: Path, tmp_path: Path) -> None:
    target = shutil.copytree(site.folder, tmp_path / "site")
    before = {path: (target / path).read_bytes() for path in Site(target).pages()}
    replace(project / "data/failure_shares.yml", "percent: 43, of", "percent: forty, of")
    result = build_site(project, target)
    assert result.returncode == 1
    output = result.stdout + result.stderr
    assert re.search(r"data/failure_shares\.yml:\d+:\d+: .*percent: must be a number from 0 to 100", output), output
    assert "Traceback" not in output
    assert {path: (target / path).read_bytes() for path in Site(target).pages()} == before


def test_check_names_file_line_column_and_remedy(project: Path) -> None:
    file = project / "data/waiting_periods.yml"
    replace(file, "duration: P60D", "duration: 60 days")
    line = next(number for number, text in enumerate(file.read_text().split("\n"), 1) if "60 days}" in text)
    result = run_guide(project, "check")
    assert result.returncode == 1
    assert f"data/waiting_periods.yml:{line}:21: " in result.stderr
    assert "must be an ISO 8601 duration in one unit, such as PT30M, PT72H, P15D" in result.stderr
    assert "Traceback" not in result.stderr


def test_who_builds_in_a_chinese_shell_reads_the_mistakes_in_chinese(project: Path, tmp_path: Path) -> None:
    replace(project / "data/waiting_periods.yml", "duration: P60D", "duration: 60 days")
    result = build_site(project, tmp_path / "site", LANG="zh_CN.UTF-8")
    assert result.returncode == 1
    assert "这样没法生成网站：\ndata/waiting_periods.yml:" in result.stderr
    assert "时长要按 ISO 8601 写，只用一种单位" in result.stderr


def test_a_shortcode_that_cannot_be_shown_is_named_with_its_place(project: Path, tmp_path: Path) -> None:
    page = project / "docs/en/law.md"
    replace(page, "<!-- guide:laws -->", "<!-- guide:lawss -->")
    result = build_site(project, tmp_path / "site")
    assert result.returncode == 1
    line = next(number for number, text in enumerate(page.read_text().split("\n"), 1) if "lawss" in text)
    assert f"docs/en/law.md:{line}:1: <!-- guide:lawss -->: no view has this name" in result.stderr


def test_text_from_the_data_is_never_markup() -> None:
    hostile = (
        "<script>alert(1)</script><img src=x onerror=alert(2)> **bold** [x](javascript:alert(3)) <!-- guide:laws -->"
    )
    harness = Harness()
    first, *rest = harness.data["laws"]
    data = harness.data | {"laws": [first | {"title": dict.fromkeys(LANGUAGES, hostile)}, *rest]}
    for language in LANGUAGES:
        page = harness.render_page(harness.localize(data, language), "law.md")
        cell = page.xpath("//td[contains(@class, 'cell-title')]")[0]
        assert read_text(cell) == hostile
        marks = cell.xpath(".//span")
        assert all(set(mark.attrib) == {"lang"} for mark in marks)
        assert not cell.xpath(".//*[not(self::data or self::span)]"), "the text became elements"


def test_without_addresses_from_outside_no_page_names_one(site: Site, nowhere: Site) -> None:
    for path in nowhere.pages():
        assert not nowhere.open(path).xpath("//link[@rel='canonical'] | //link[@rel='alternate']"), path
    for path in site.pages():
        assert not site.open(path).xpath("//footer//a[not(@download)]"), path


def test_the_publishing_workflow_gives_the_pages_their_addresses(published: Site) -> None:
    page = published.page("law.md", "en")
    assert page.xpath("//link[@rel='canonical']/@href") == [f"{PLACE}en/law/"]
    assert page.xpath("//footer//a[not(@download)]/@href") == [FORGE]
    sitemap = (published.folder / "sitemap.xml").read_text(encoding="utf-8")
    assert f"<loc>{PLACE}en/law/</loc>" in sitemap
    assert sitemap.count("<loc>") == len([path for path in published.pages() if path.name == "index.html"])
