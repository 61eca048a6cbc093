"""What an editor sees: a changed number is everywhere, a broken one is named, and nothing that stood is lost."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from patience import run_guide
from project_copy import FORGE, PLACE, build_site, copy_second_guide
from raw import Site, read_text
from second import LANGUAGES, folder_of, label, language_of, read_page


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the second guide's project."""
    return copy_second_guide(tmp_path / "project")


def replace(file: Path, old: str, new: str) -> None:
    """Change a file once; what is replaced must be there."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def visible_text(site: Site, path: Path) -> str:
    """Return what a page says now, without what stays as it was: the sources' own words, and the journal of changes."""
    page = site.open(path)
    for kept in page.xpath(
        "//blockquote | //td[contains(@class, 'cell-quote')] | //*[@data-view='journal'] | //script"
    ):
        kept.drop_tree()
    return read_text(page.xpath("//body")[0])


def list_pages_with(site: Site, pattern: str) -> list[Path]:
    """Return the pages that say what fits a pattern."""
    return [path for path in site.pages() if re.search(pattern, visible_text(site, path))]


def test_a_number_that_is_changed_once_changes_everywhere(second_site: Site, project: Path, tmp_path: Path) -> None:
    shares, waits = project / "data/failure_shares.yml", project / "data/waiting_periods.yml"
    replace(shares, "percent: 40", "percent: 37")
    replace(waits, "duration: P14D", "duration: P12D")
    # In this world the sources say so, too.
    replace(shares, "40 percent", "37 percent")
    waits.write_text(waits.read_text(encoding="utf-8").replace("14 days", "12 days"), encoding="utf-8")
    result = build_site(project, tmp_path / "site", SITE_URL=PLACE)
    assert result.returncode == 0, result.stderr
    site = Site(tmp_path / "site")
    for before, after in ((r"(?<!\d)40\s?%", r"37\s?%"), ("14 (days|Tage|jours)", "12 (days|Tage|jours)")):
        pages = list_pages_with(second_site, before)
        assert {language_of(path) for path in pages} == {*LANGUAGES} and len(pages) >= 2 * len(LANGUAGES)
        assert list_pages_with(site, after) == pages
        assert list_pages_with(site, before) == []
    bars = read_page(site, "failures").xpath("//*[name()='rect' and @class='bar-share']/@width")
    assert "37%" in bars


def test_a_broken_value_stops_the_build_and_the_old_site_stays_whole(
    second_site: Site, project: Path, tmp_path: Path
) -> None:
    target = shutil.copytree(second_site.folder, tmp_path / "site")
    before = {path: (target / path).read_bytes() for path in Site(target).pages()}
    replace(project / "data/failure_shares.yml", "percent: 40", "percent: forty")
    result = build_site(project, target)
    assert result.returncode == 1
    output = result.stdout + result.stderr
    assert re.search(r"data/failure_shares\.yml:\d+:\d+: .*percent: must be a number from 0 to 100", output), output
    assert "Traceback" not in output
    assert {path: (target / path).read_bytes() for path in Site(target).pages()} == before


def test_check_names_file_line_column_and_remedy(project: Path) -> None:
    file = project / "data/waiting_periods.yml"
    replace(file, "duration: P14D", "duration: 14 days")
    line = next(number for number, text in enumerate(file.read_text().split("\n"), 1) if "14 days}" in text)
    result = run_guide(project, "check")
    assert result.returncode == 1
    assert f"data/waiting_periods.yml:{line}:21: " in result.stderr
    assert "must be an ISO 8601 duration in one unit, such as PT30M, PT72H, P15D" in result.stderr
    assert "Traceback" not in result.stderr


def test_who_builds_in_a_chinese_shell_reads_the_mistakes_in_chinese(project: Path, tmp_path: Path) -> None:
    replace(project / "data/waiting_periods.yml", "duration: P14D", "duration: 14 days")
    result = build_site(project, tmp_path / "site", LANG="zh_CN.UTF-8")
    assert result.returncode == 1
    assert "这样没法生成网站：\ndata/waiting_periods.yml:" in result.stderr
    assert "时长要按 ISO 8601 写，只用一种单位" in result.stderr


def test_a_shortcode_that_cannot_be_shown_is_named_with_its_place(project: Path, tmp_path: Path) -> None:
    page = project / "docs/de/index.md"
    replace(page, "<!-- guide:fees -->", "<!-- guide:feess -->")
    result = build_site(project, tmp_path / "site")
    assert result.returncode == 1
    line = next(number for number, text in enumerate(page.read_text().split("\n"), 1) if "feess" in text)
    assert f"docs/de/index.md:{line}:1: <!-- guide:feess -->: no view has this name" in result.stderr


def test_without_addresses_from_outside_no_page_names_one(second_site: Site, second_nowhere: Site) -> None:
    for path in second_nowhere.pages():
        page = second_nowhere.open(path)
        assert not page.xpath("//link[@rel='canonical'] | //link[@hreflang]"), path
    for path in second_site.pages():
        assert not second_site.open(path).xpath("//footer//a[not(@download)]"), path


def test_the_publishing_workflow_gives_the_pages_their_addresses(published: Site) -> None:
    sitemap = (published.folder / "sitemap.xml").read_text(encoding="utf-8")
    robots = (published.folder / "robots.txt").read_text(encoding="utf-8")
    assert robots == f"User-agent: *\nAllow: /\nSitemap: {PLACE}sitemap.xml\n"
    for language in LANGUAGES:
        page, place = read_page(published, "steps", language), f"{PLACE}{folder_of(language)}steps/"
        assert page.xpath("//link[@rel='canonical']/@href") == [place]
        assert page.xpath("//footer//a[not(@download)]/@href") == [FORGE]
        others = re.search(rf"<loc>{place}</loc>(.*?)</url>", sitemap)
        assert others
        assert re.findall('hreflang="(.*?)" href="(.*?)"', others[1]) == [
            *((label("language.tag", other), f"{PLACE}{folder_of(other)}steps/") for other in LANGUAGES),
            ("x-default", f"{PLACE}steps/"),
        ]
    assert re.search(r"/timeline/</loc><lastmod>\d{4}-\d\d-\d\d</lastmod>", sitemap)
    assert sitemap.count("<loc>") == len([path for path in published.pages() if path.name == "index.html"])
