"""The frame keeps Material's manners: blocks, partials and settings do here what they do there, or are named."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from lxml import html

from browsing import OpenPage, serve_folder
from guide.site.appearance import FEATURES, SCRIPTED, Appearance, Colors
from guide.site.palette import ACCENT, PRIMARY, find_contrast, write_palette
from patience import run_guide, wait_until
from project_copy import FORGE, PLACE, build_site, copy_second_guide
from raw import ROOT, Site
from second import LANGUAGES, label, read_page

MATERIAL = next(Path(one) for one in __import__("material").__path__) / "templates"
STYLE = (ROOT / "overrides/assets/css/10-base.css").read_text(encoding="utf-8")
SETTINGS = """\
  features:
{features}
  palette:
    - {{scheme: default, primary: yellow, accent: red, toggle: {{icon: material/weather-night}}}}
    - {{scheme: slate}}
  icon:
    {places}
    admonition: {{note: material/note, warning: material/alert}}
  favicon: assets/mine.png
extra_css: [assets/mine.css]
extra_javascript: [assets/mine.js]
"""
PLACES = {
    "alternate": "translate", "close": "close", "edit": "pencil", "menu": "dots-vertical", "next": "arrow-right",
    "previous": "arrow-left", "repo": "git", "search": "text-search", "share": "share-variant", "top": "arrow-up-bold",
    "view": "eye", "logo": "bank",
}  # fmt: skip
ALL = FEATURES - {"navigation.sections", "navigation.prune", "toc.integrate"}
"""Features that a page can show together; of the rest each leaves something out that another one shows."""


def list_blocks(text: str) -> set[str]:
    return set(re.findall(r"\{%-? *block (\w+)", text))


BLOCKS = sorted(list_blocks((MATERIAL / "base.html").read_text(encoding="utf-8")))


def change(project: Path, theme: str) -> None:
    """Replace the features in the settings of the theme by others, and what goes with them."""
    path = project / "mkdocs.yml"
    text = path.read_text(encoding="utf-8")
    changed = re.sub(r"^  features: .*\n", theme, text, flags=re.MULTILINE)
    assert changed != text
    path.write_text(changed, encoding="utf-8")


@pytest.fixture(scope="module")
def dressed(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The second guide with everything that the settings can ask for, and each block overridden."""
    project = copy_second_guide(tmp_path_factory.mktemp("dressed") / "project")
    features = "\n".join(f"    - {one}" for one in sorted(ALL))
    places = "\n    ".join(f"{place}: material/{icon}" for place, icon in PLACES.items())
    for language in LANGUAGES:
        with (project / "docs" / language / "steps.md").open("a", encoding="utf-8") as page:
            page.write('\n=== "giro"\n\n    One.\n\n=== "savings"\n\n    Two.\n')
    change(project, theme=SETTINGS.format(features=features, places=places))
    for name, content in {"mine.css": "h1 { letter-spacing: 7px; }\n", "mine.js": "document.title += '!';\n"}.items():
        (project / "overrides/assets" / name).write_text(content, encoding="utf-8")
    (project / "overrides/assets/mine.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    blocks = "".join(f"{{% block {name} %}}{{{{ super() }}}}<!-- own {name} -->{{% endblock %}}\n" for name in BLOCKS)
    blocks = blocks.replace("<!-- own announce -->", "<!-- own announce --><p>Closed on Monday</p>")
    (project / "overrides/main.html").write_text(f'{{% extends "base.html" %}}\n{blocks}', encoding="utf-8")
    return build(project)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The second guide without a feature, in one scheme, with a logo of its own."""
    project = copy_second_guide(tmp_path_factory.mktemp("plain") / "project")
    change(project, theme="  palette: {scheme: slate}\n  logo: assets/icon.svg\n")
    return build(project)


def build(project: Path) -> Site:
    checked = run_guide(project, "check")
    assert checked.returncode == 0, checked.stderr
    built = build_site(project, project / "site", SITE_URL=PLACE, REPO_URL=FORGE)
    assert built.returncode == 0, built.stderr
    return Site(project / "site")


def read_icon(name: str) -> str:
    drawing = (MATERIAL / ".icons" / f"{name}.svg").read_text(encoding="utf-8")
    return str(re.findall(r' d="([^"]+)"', drawing)[0])


def list_icons(element: html.HtmlElement) -> list[str]:
    return [str(path) for path in element.xpath(".//svg/path/@d")]


# Blocks and partials


def test_the_frame_has_every_block_of_material() -> None:
    own = list_blocks((ROOT / "overrides/base.html").read_text(encoding="utf-8"))
    assert len(BLOCKS) > 12 and {*BLOCKS} <= own


def test_the_partials_have_names_of_material() -> None:
    own = {path.name for path in (ROOT / "overrides/partials").iterdir()}
    there = {path.name for path in (MATERIAL / "partials").iterdir()}
    assert {"header.html", "footer.html", "nav.html", "nav-item.html", "toc.html", "content.html"} <= own
    own_only = {"pager.html", "sharing.html", "edition.html", "offline.html"}
    assert own - there == own_only, "Material has the way to the next page in its footer, and nothing like the others"


@pytest.mark.parametrize("name", BLOCKS)
def test_an_override_of_a_block_is_on_every_page_in_its_place(dressed: Site, name: str) -> None:
    for path in dressed.pages():
        text = (dressed.folder / path).read_text(encoding="utf-8")
        if path.name == "index.html":
            is_head = name in {"site_meta", "htmltitle", "styles", "libs", "fonts", "analytics", "extrahead", "scripts"}
            assert text.count(f"<!-- own {name} -->") >= 1, path
            assert (text.index(f"<!-- own {name} -->") < text.index("</head>")) == is_head, path


def test_words_have_the_names_of_material(tmp_path: Path) -> None:
    project = copy_second_guide(tmp_path / "project")
    own = '<i id="own">{{ lang.t("toc") }}/{{ lang.t("direction") }}</i>'
    own = f'{{% extends "base.html" %}}{{% block hero %}}{own}{{% endblock %}}'
    (project / "overrides/main.html").write_text(own, encoding="utf-8")
    built = build_site(project, tmp_path / "site", SITE_URL=PLACE)
    assert built.returncode == 0, built.stderr
    for language in LANGUAGES:
        page = read_page(Site(tmp_path / "site"), "steps/", language)
        assert page.xpath("string(//*[@id='own'])") == f"{label('action.contents', language)}/ltr"


# Settings


def test_each_place_shows_the_icon_that_the_settings_name(dressed: Site) -> None:
    icons = list_icons(read_page(dressed, "steps/"))
    assert [place for place, name in PLACES.items() if read_icon(f"material/{name}") not in icons] == []


def test_notices_and_folds_show_the_icon_of_their_sort(dressed: Site) -> None:
    (notice,) = read_page(dressed, "plan/").xpath("//p[@class='admonition-title']")
    assert list_icons(notice) == [read_icon("material/alert")]
    folds = read_page(dressed, "how-sure/").xpath("//details[@class='note' or @class='warning']/summary")
    assert [list_icons(fold) for fold in folds] == [[read_icon("material/note")], [read_icon("material/alert")]]


def test_styles_scripts_and_favicon_of_the_guide_are_its_own(dressed: Site) -> None:
    page = read_page(dressed, "steps/")
    assert "letter-spacing:7px" in dressed.asset("site.css").read_text(encoding="utf-8")
    assert [one for one in page.xpath("//script/@src") if re.search(r"assets/mine\.[0-9a-f]{8}\.js$", one)]
    assert re.search(r"assets/mine\.[0-9a-f]{8}\.png$", page.xpath("//link[@rel='icon']/@href")[0])
    (style,) = dressed.open(Path("guide.html")).xpath("//style/text()")
    assert "letter-spacing:7px" in style, "the one-file edition looks like the site"


def test_one_scheme_is_kept_and_cannot_be_turned(plain: Site) -> None:
    page = read_page(plain, "steps/")
    assert page.get("data-theme") == "dark" and not page.xpath("//*[@id='theme']")
    (logo,) = page.xpath("//a[@class='brand']/img/@src")
    assert re.search(r"assets/icon\.[0-9a-f]{8}\.svg$", logo)


def test_without_a_feature_nothing_of_it_is_there(plain: Site) -> None:
    page = read_page(plain, "steps/")
    assert not page.xpath("//nav[@class='pager'] | //*[@class='path'] | //nav[starts-with(@class, 'tabs')]")
    assert not page.xpath(
        "//*[contains(@class, 'to-top')] | //body[@data-features] | //script[contains(@src, 'features')]"
    )
    assert not page.xpath("//main/p[@class='edit on-screen']/a[contains(@href, '/edit/')]")
    sections = page.xpath("//nav[@id='menu']//details")
    assert [section.get("open") is not None for section in sections] == [True, False], "that of the page is open"
    assert not page.xpath("//nav[@id='menu']//div[@class='contents']") and page.xpath("//aside[@class='beside']//a")


def test_each_feature_is_there_that_the_settings_name(dressed: Site) -> None:
    page = read_page(dressed, "steps/")
    assert page.xpath("//body/@data-features")[0].split() == sorted(SCRIPTED)
    for expected in (
        "//nav[@class='pager']/a[@rel='prev']",
        "//p[starts-with(@class, 'path')]/a",
        "//nav[@class='tabs tabs-sticky']//a[@aria-current='true']",
        "//nav[@id='menu']//details[@open]/summary",
        "//li[@class='nav-section nav-here']//a[contains(@href, 'failures/')]/parent::summary",
        "//p[@class='edit on-screen']/a[contains(@href, '/edit/')]",
        "//p[@class='edit on-screen']/a[contains(@href, '/raw/')]",
        "//a[@href='#top'][@hidden]",
        "//aside[@class='announce']/button[@hidden]",
        "//button[contains(@class, 'search-share')][@hidden]",
    ):
        assert page.xpath(expected), expected
    assert len(page.xpath("//nav[@id='menu']//details[not(@open)]")) == 0, "navigation.expand opens all"


def test_a_feature_that_is_not_honored_is_named_at_its_line_and_stops_a_strict_build(tmp_path: Path) -> None:
    project = copy_second_guide(tmp_path / "project")
    change(project, theme="  features:\n    - navigation.footer\n    - navigation.instant\n")
    text = (project / "mkdocs.yml").read_text(encoding="utf-8")
    line = text[: text.index("navigation.instant")].count("\n") + 1
    told = f"mkdocs.yml:{line}:7: the frame of this site does not honor 'navigation.instant'"
    checked = run_guide(project, "check")
    assert checked.returncode == 1 and told in checked.stderr and "toc.integrate" in checked.stderr
    built = build_site(project, tmp_path / "site")
    assert built.returncode == 1 and told in built.stderr and "strict mode" in built.stdout + built.stderr


# Colors


def list_grounds() -> list[tuple[str, str]]:
    return re.findall(r"--(?:paper|sheet|sunk): var\(--light, (#\w+)\) var\(--dark, (#\w+)\)", STYLE)


@pytest.mark.parametrize("name", sorted({*PRIMARY, *ACCENT}))
def test_each_color_of_material_can_be_read_on_every_ground(name: str) -> None:
    colors = Colors(name if name in PRIMARY else "red", name if name in ACCENT else "red")
    style = write_palette(Appearance(light=colors, dark=colors), STYLE)
    told = dict(re.findall(r"--(accent[a-z-]*):(var\([^;]*\));", style))
    soft = re.findall(r"#\w{6}", told["accent-soft"])
    for some in ("accent", "accent-hover"):
        for which, color in enumerate(re.findall(r"#\w{6}", told[some])):
            for ground in (*(both[which] for both in list_grounds()), soft[which]):
                assert find_contrast(color, ground) >= 4.5, (some, color, ground)


def test_without_a_palette_the_colors_are_our_own() -> None:
    assert write_palette(Appearance(), STYLE) == ""
    assert write_palette(Appearance(light=Colors("white"), dark=Colors("custom")), STYLE).count("#0b5c63") == 2


# What a script does


def test_features_with_a_script_do_what_they_say(open_page: OpenPage, dressed: Site) -> None:
    page = open_page({"width": 1100, "height": 500})
    with serve_folder(dressed.folder) as address:
        page.goto(f"{address}steps/")
        header, top, announced = page.locator("header.top"), page.locator(".to-top"), page.locator(".announce")
        page.evaluate("window.scrollTo(0, 900)")
        wait_until(lambda: page.evaluate("document.documentElement.classList.contains('reads-on')"), lambda: page.url)
        assert not header.is_visible() and top.is_hidden()
        wait_until(lambda: page.evaluate("/#[a-z-]+$/.test(location.href)"), lambda: page.url)
        assert page.locator(".beside a.reading").count() == 1
        page.evaluate("window.scrollTo(0, 700)")
        wait_until(lambda: page.evaluate("!document.documentElement.classList.contains('reads-on')"), lambda: page.url)
        assert header.is_visible() and top.is_visible()
        first, second = (page.locator(".tabbed-set").nth(number).locator("input").nth(1) for number in (0, 1))
        first.check(force=True)
        assert second.is_checked()
        announced.locator("button").click()
        page.goto(f"{address}how-sure/")
        assert announced.is_hidden()
        assert page.locator("details pre button").text_content() == label("action.copy", LANGUAGES[0])
        page.goto(f"{address}steps/?q=letter")
        page.locator("#search-results a mark").first.wait_for()
        page.locator("#search-results a:has(mark)").first.click()
        page.wait_for_url("**?h=*")
        page.locator("main mark").first.wait_for(state="attached")
