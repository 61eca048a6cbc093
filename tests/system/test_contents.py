"""A built site holds what pages, data and theme make, and nothing else; its scripts are known by their content."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from browsing import serve_folder
from guide.site.built_files import find_clashes, find_odd_scripts, find_strangers, find_surprises
from messages import phrase
from project_copy import SECOND, build_site, copy_second_guide
from raw import ROOT, Site
from second import DATA, LANGUAGES, PRODUCTS

HASH = "sha256-2RH3BF6ezh0BAXWRlbm0gXNVjTjOZLP23cGKRG2c1C0="


@pytest.fixture
def copied(second_site: Site, tmp_path: Path) -> Path:
    """A copy of the built site that a test may change."""
    return shutil.copytree(second_site.folder, tmp_path / "site")


def list_files(site: Path) -> set[str]:
    return {path.relative_to(site).as_posix() for path in site.rglob("*") if not path.is_dir()}


def list_inline(site: Path) -> list[str]:
    """Return the scripts that stand inside the one-file edition; every page has the first of them."""
    text = (site / "guide.html").read_text(encoding="utf-8")
    return re.findall(r"<script>(.*?)</script>", text, re.DOTALL)


def list_scripts(site: Path) -> set[str]:
    return {path.name for path in (site / "assets").glob("*.js")}


def test_the_site_holds_what_is_made_and_nothing_else(second_site: Site) -> None:
    """Told a second time here: from the pages, the data and the theme, without the code that builds."""
    pages = {path.relative_to(SECOND / "docs") for path in SECOND.rglob("docs/*/**/*.md")}
    causes = [cause["id"] for cause in DATA["failure_causes"]]
    pages |= {Path(language, "failures", f"{cause}.md") for language in LANGUAGES for cause in causes}
    built = {path.with_suffix("") if path.name != "index.md" else path.parent for path in pages}
    told = {(path / "index.html").as_posix() for path in built}
    told |= {name.replace(".html", ".md") for name in told}
    told |= {f"{language}/guide.html" for language in LANGUAGES}
    told |= {f"{language}/guide-{product}.html" for language in LANGUAGES for product in PRODUCTS}
    told = {name.removeprefix(f"{LANGUAGES[0]}/") for name in told}
    told |= {f"search/{language}.js" for language in LANGUAGES} | {"404.html", "sitemap.xml", "_headers", "robots.txt"}
    rest = list_files(second_site.folder) - told
    assert told <= list_files(second_site.folder)
    for name in rest:
        asset = re.fullmatch(r"assets/([a-z]+)\.[0-9a-f]{8}\.(js|css|svg)", name)
        assert (
            (asset and (ROOT / f"overrides/assets/{asset[1]}.{asset[2]}").exists())
            or re.fullmatch(
                r"assets/site(-dates|-observation|-plan(-begin)?)?\.[0-9a-f]{8}\.js|assets/site\.[0-9a-f]{8}\.css", name
            )
            or re.fullmatch(r"assets/card-(en|de|fr)-[a-z-]+\.[0-9a-f]{8}\.png", name)
            or re.fullmatch(r"data/(schema/)?[a-z_]+\.(json|csv)", name)
            or re.fullmatch(r"api/v1/([a-z]+|kinds/[a-z_]+|records/[a-z_]+/[a-z0-9-]+)\.json", name)
            or re.fullmatch(r"api/v1/changes/\d{4}-\d\d-\d\d\.json", name)
            or re.fullmatch(r"api/v1/citations/[a-z_]+/[a-z0-9-]+\.(bib|json)", name)
            or re.fullmatch(r"((de|fr)/)?changes\.xml", name)
            or re.fullmatch(r"search/(en|de|fr)/(terms|rows)-\d+\.js", name)
            or (re.search("/(evidence|whole).html$", name) and re.sub("[a-z]+.html$", "index.html", name) in told)
            or re.fullmatch(r"api/v1/tables/[a-z_]+\.csv", name)
            or re.fullmatch(r"((de|fr)/)?dates/[a-z0-9-]+\.ics", name)
        ), name


def test_a_finished_site_has_no_surprise(copied: Path) -> None:
    assert list(find_surprises(copied, list_files(copied))) == []
    assert list(find_odd_scripts(copied, list_inline(copied), list_scripts(copied))) == []


def test_what_nothing_makes_and_what_is_missing_is_named(copied: Path) -> None:
    wanted = list_files(copied)
    (copied / "sw.js").write_text("x", encoding="utf-8")
    (copied / "plan/index.html").unlink()
    (copied / "secret").symlink_to("/etc")
    found = {one.location.path: phrase(one, "en").split()[0] for one in find_surprises(copied, wanted)}
    assert found == {"sw.js": "neither", "plan/index.html": "should", "secret": "is"}


@pytest.mark.parametrize(
    "tag",
    [
        "<script>alert(1)</script>",
        '<script src="../x.js" defer></script>',
        '<script src="assets/x.00000000.js" defer></script>',
        '<script src="//evil.example/assets/site.js" defer></script>',
        '<script src="https://evil.example/assets/site.js" defer></script>',
        "<SCRIPT\nsrc=x.js>",
        "<script",
        "<script>{first}</script>",  # a second time
    ],
)
def test_a_script_in_a_page_that_is_not_the_themes_is_found(tag: str, copied: Path) -> None:
    page = copied / "plan/index.html"
    text = page.read_text(encoding="utf-8").replace("</main>", f"{tag.format(first=list_inline(copied)[0])}</main>")
    page.write_text(text, encoding="utf-8")
    (found,) = find_odd_scripts(copied, list_inline(copied), list_scripts(copied))
    assert found.location.path == "plan/index.html" and found.location.line > 1


def test_a_script_that_is_not_what_its_name_says_is_found(copied: Path) -> None:
    scripts = list_scripts(copied)
    (asset,) = (copied / "assets").glob("site.*.js")
    asset.write_text("alert(1)", encoding="utf-8")
    (copied / "search/de.js").write_text("window.guide.receive([]);\nalert(1);\n", encoding="utf-8")
    (copied / "plan/x.js").write_text("alert(1)", encoding="utf-8")
    found = {one.location.path for one in find_odd_scripts(copied, list_inline(copied), scripts)}
    assert found == {f"assets/{asset.name}", "search/de.js", "plan/x.js"}


def test_an_address_has_one_source() -> None:
    assert list(find_clashes([("a/index.html", "zh/a.md"), ("b/index.html", "zh/b.md")])) == []
    for first, second in (
        ("a/index.html", "a/index.html"),
        ("a/index.html", "A/index.html"),
        ("search", "search/zh.js"),
    ):
        (found,) = find_clashes([(first, "zh/a.md"), (second, "zh/b.md")])
        assert "zh/a.md" in phrase(found, "en") and "zh/b.md" in phrase(found, "zh")


def test_a_file_of_the_theme_below_is_a_stranger() -> None:
    found = list(find_strangers(["assets/site.js", "assets/javascripts/bundle.js"], ["assets/site.js"]))
    assert [one.location.path for one in found] == ["assets/javascripts/bundle.js"]


HOOK = """
from pathlib import Path
from mkdocs.structure.files import File

def on_files(files, config):
    {files}
    return files

def on_page_content(html, page, config, files):
    return html {html}

def on_post_page(output, page, config):
    {post}
    return output
"""


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({"files": "files.append(File.generated(config, 'sw.js', content='x'))"}, "sw.js:1:1: neither"),
        ({"files": "files.append(File.generated(config, 'search/de.js', content='x'))"}, "search/de.js:1:1: is made"),
        ({"html": "+ '<script src=x.js></script>'"}, "'<script src=x.js>' is no script of the theme"),
        ({"post": "Path(config.site_dir, 'left.txt').write_text('x')"}, "left.txt:1:1: neither"),
    ],
)
def test_a_build_that_makes_anything_else_fails(parts: dict[str, str], told: str, tmp_path: Path) -> None:
    """Whoever gets round all that is asked of docs/ is met at the end."""
    project = copy_second_guide(tmp_path / "project")
    code = HOOK.format(**{"files": "pass", "html": "", "post": "pass", **parts})
    (project / "hooks/mkdocs_evil.py").write_text(code, encoding="utf-8")
    settings = (project / "mkdocs.yml").read_text(encoding="utf-8")
    settings = settings.replace("hooks:\n", "hooks:\n  - hooks/mkdocs_evil.py\n")
    (project / "mkdocs.yml").write_text(settings, encoding="utf-8")
    result = build_site(project, tmp_path / "site")
    assert result.returncode == 1 and told in result.stderr, result.stderr
    assert "Traceback" not in result.stderr


# In a real browser


@pytest.fixture
def hosted(copied: Path) -> Iterator[tuple[Path, str]]:
    """The copied site, served on this machine, which browsers trust as they trust an encrypted address."""
    with serve_folder(copied) as address:
        yield copied, address


REGISTER = "navigator.serviceWorker.register('{name}').then(() => 'taken over', error => error.name)"


def test_no_worker_can_take_over_the_site(page: Page, hosted: tuple[Path, str]) -> None:
    site, address = hosted
    (site / "sw.js").write_text("self.onfetch = () => {};", encoding="utf-8")
    page.goto(f"{address}plan/")
    assert page.evaluate(REGISTER.format(name="../sw.js")) == "SecurityError"
    refused = "(() => { try { new Worker('../sw.js'); return 'ran' } catch (error) { return error.name } })()"
    with page.expect_console_message(lambda message: "worker-src" in message.text):
        page.evaluate(refused)
    # Without the policy it would be taken over: the trial is one.
    (site / "bare.html").write_text("<!doctype html><title>x</title>", encoding="utf-8")
    page.goto(f"{address}bare.html")
    assert page.evaluate(REGISTER.format(name="sw.js")) == "taken over"


def test_scripts_named_by_hash_would_not_run_from_the_disk(browser: Browser, tmp_path: Path) -> None:
    """Why the policy says 'self': should this change, name them by their hashes."""
    script = "document.title = 'ran'"
    (tmp_path / "a.js").write_text(script, encoding="utf-8")
    titles = {}
    for policy, attribute in (("'self'", ""), (f"'{HASH}'", f' integrity="{HASH}"')):
        head = f'<meta http-equiv=Content-Security-Policy content="script-src {policy}"><script src=a.js{attribute}>'
        (tmp_path / "a.html").write_text(f"<!doctype html><title>x</title>{head}</script>", encoding="utf-8")
        page = browser.new_page()
        page.goto((tmp_path / "a.html").as_uri())
        titles[policy] = page.title()
        page.close()
    assert titles == {"'self'": "ran", f"'{HASH}'": "x"}
