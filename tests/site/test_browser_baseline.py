"""The built files ask nothing of a browser that the oldest one we name cannot do, or would miss."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from browser_baseline import list_script_features, list_style_features
from raw import ROOT, Site

TABLE = yaml.safe_load((ROOT / "tests/support/browser_baseline.yml").read_text(encoding="utf-8"))
VERSIONS = {name: version for version, names in TABLE["features"].items() for name in names}
VIEWS = {f"site-{view}.js" for view in ("dates", "observation", "plan", "plan-begin")}
FILES = sorted({*VIEWS, "site.js", "cite.js", "moved.js", "plan.js", "search.js", "site.css"})
MORE = sorted([*(ROOT / "overrides" / "assets").glob("*.css"), ROOT / "overrides" / "assets" / "features.js"])
"""What joins the site's own only where the settings ask for something of it."""


def list_features(path: Path) -> set[str]:
    """Return what a built file asks of a browser; own names and font names aside."""
    read = list_style_features if path.suffix == ".css" else list_script_features
    return {
        name
        for name in read(path.read_text(encoding="utf-8"))
        if name not in TABLE["own"] and not name.startswith("font-family: ")
    }


def find_faults(features: set[str]) -> list[str]:
    """Return what is not in the table, or newer than the baseline without a reason why that does no harm."""
    unknown = [
        f"{name}: look up its Chromium version and add it to tests/support/browser_baseline.yml"
        for name in features - set(VERSIONS)
    ]
    newer = [
        f"{name} needs Chromium {VERSIONS[name]}, the baseline is {TABLE['baseline']}"
        for name in features & set(VERSIONS)
        if VERSIONS[name] > TABLE["baseline"] and name not in TABLE["harmless"]
    ]
    return sorted(unknown + newer)


@pytest.mark.parametrize("name", FILES)
def test_a_built_file_keeps_to_the_baseline(site: Site, name: str) -> None:
    features = list_features(site.asset(name))
    assert features
    assert find_faults(features) == []


@pytest.mark.parametrize("path", MORE, ids=lambda path: path.name)
def test_what_settings_ask_for_keeps_to_the_baseline(path: Path) -> None:
    assert find_faults(list_features(path)) == []


def read_inner_script(site: Site) -> str:
    """Return the script that stands inside the pages."""
    (script,) = site.page("index.md", "zh").xpath("//head/script[not(@src)]/text()")
    return str(script)


def test_the_script_inside_the_pages_keeps_to_the_baseline(site: Site) -> None:
    assert find_faults(list_script_features(read_inner_script(site)) - set(TABLE["own"])) == []


def read_inner_style(site: Site) -> str:
    """Return the style of all pages, of which some hold a part inside: the one-file edition has the whole of it."""
    (style,) = site.open(Path("guide.html")).xpath("//style/text()")
    return str(style)


def test_the_style_inside_the_pages_keeps_to_the_baseline(site: Site) -> None:
    features = {name for name in list_style_features(read_inner_style(site)) if not name.startswith("font-family: ")}
    assert find_faults(features - set(TABLE["own"])) == []


def test_the_table_holds_nothing_that_is_not_used(site: Site) -> None:
    used = set(list_script_features(read_inner_script(site))) | list_style_features(read_inner_style(site))
    for name in FILES:
        used |= list_features(site.asset(name))
    used = used.union(*map(list_features, MORE))
    assert set(VERSIONS) - used == set()
    assert set(TABLE["harmless"]) - used == set()


@pytest.mark.parametrize(
    "css", [".a { aspect-ratio: 1 }", ".a:has(b) { color: red }", ".a { inset: 0 }", ".a { width: min(1px, 2px) }"]
)
def test_a_newer_style_is_noticed(css: str) -> None:
    assert find_faults(list_style_features(css))


@pytest.mark.parametrize("script", ["a?.b", "a ?? b", "class A { #b = 1 }"])
def test_newer_syntax_is_noticed(script: str) -> None:
    with pytest.raises(Exception, match="Unexpected"):
        list_script_features(script)


def test_a_newer_method_is_noticed() -> None:
    assert find_faults(list_script_features("document.body.replaceChildren()"))
