"""What check says of the settings and of the theme: whatever would stop a build, at its place, in both languages."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import pytest
from click.testing import CliRunner
from mkdocs.config import load_config
from mkdocs.structure.files import File as MkDocsFile
from mkdocs.structure.nav import Navigation as MkDocsNavigation
from mkdocs.structure.nav import Section as MkDocsSection
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from guide.__main__ import main
from guide.load import load_guide
from guide.load_prose import load_prose, load_templates, rehearse
from guide.load_theme import check_project
from guide.messages.diagnostic import DataError, Diagnostic
from guide.model.guide import Guide
from guide.prose.sections import Section
from guide.site import frame
from guide.site.settings import check_settings
from guide.site.template_faults import find_odd_end
from messages import phrase
from project_copy import SECOND, copy_second_guide
from raw import ROOT
from second import LANGUAGES

RELIED = (ROOT / "hooks/guide/site/settings.yml").read_text(encoding="utf-8")
SETTINGS = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load_guide(SECOND / "data")


@pytest.fixture(scope="module")
def prose(guide: Guide) -> tuple[Section, ...]:
    return load_prose(SECOND / "docs", SECOND / "data", guide)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of the second guide that a test may break."""
    return copy_second_guide(tmp_path / "project")


def find(project: Path, guide: Guide, prose: tuple[Section, ...]) -> tuple[Diagnostic, ...]:
    """Return what check says of a project; `guide` and `prose` are what it holds where nobody touched them."""
    templates = load_templates(project)
    try:
        if is_changed(project, "data"):
            guide = load_guide(project / "data")
        if is_changed(project, "docs"):
            prose = load_prose(project / "docs", project / "data", guide)
        check_project(project, guide, prose, templates)
        rehearse(project, guide, prose, templates)
    except DataError as error:
        return error.diagnostics
    return ()


def is_changed(project: Path, part: str) -> bool:
    """Say whether a part of a project is another than the second guide has it."""
    texts = [
        {path.relative_to(root): path.read_bytes() for path in (root / part).rglob("*") if path.is_file()}
        for root in (project, SECOND)
    ]
    return texts[0] != texts[1]


def change(name: str, old: str, new: str) -> Callable[[Path], None]:
    """Return what replaces the first `old` of a file by `new`."""

    def do(project: Path) -> None:
        text = (project / name).read_text(encoding="utf-8")
        assert old in text
        (project / name).write_text(text.replace(old, new, 1), encoding="utf-8")

    return do


def delete(*names: str) -> Callable[[Path], None]:
    """Return what deletes files and folders."""

    def do(project: Path) -> None:
        for name in names:
            shutil.rmtree(project / name) if (project / name).is_dir() else (project / name).unlink()

    return do


def cut_off(name: str) -> Callable[[Path], None]:
    """Return what ends a file in the middle of a character."""

    def do(project: Path) -> None:
        (project / name).write_bytes((project / name).read_bytes() + "\u6587".encode()[:1])

    return do


def drop_label(name: str) -> Callable[[Path], None]:
    """Return what deletes a word of the interface."""

    def do(project: Path) -> None:
        path = project / "data/labels.yml"
        text = path.read_text(encoding="utf-8")
        left = re.sub(rf"^- {{?id: {re.escape(name)}(?:, .*)?\n(?:  .*\n)*", "", text, flags=re.MULTILINE)
        assert left != text
        path.write_text(left, encoding="utf-8")

    return do


def fold_dates(project: Path) -> None:
    """Show on another page what the page of the dates shows, and delete that page."""
    for folder in (project / "docs").iterdir():
        (folder / "dates.md").unlink()
        with (folder / "plan.md").open("a", encoding="utf-8") as file:
            file.write("\n<!-- guide:dates -->\n")


# What is broken, where it has to be said, and what.
BROKEN: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "no settings": (delete("mkdocs.yml"), "mkdocs.yml:1:1", "missing"),
    "settings that are no YAML": (change("mkdocs.yml", "plugins:", "plugins: ["), r"mkdocs.yml:\d+:\d+", "not YAML"),
    "an unknown extension": (change("mkdocs.yml", "- attr_list", "- attr_lists"), r"mkdocs.yml:\d+:5", "attr_list"),
    "no extension": (change("mkdocs.yml", "  - attr_list\n", ""), r"mkdocs.yml:\d+:5", "attr_list"),
    "an unknown plugin": (change("mkdocs.yml", "plugins: []", "plugins: [serch]"), r"mkdocs.yml:\d+:11", "serch"),
    "another folder of the theme": (
        change("mkdocs.yml", "custom_dir: overrides", "custom_dir: override"),
        r"mkdocs.yml:\d+:\d+",
        "overrides",
    ),
    "a hook less": (
        change("mkdocs.yml", "  - hooks/mkdocs_serve.py\n", ""),
        r"mkdocs.yml:\d+:3",
        "hooks/mkdocs_serve.py",
    ),
    "no name of the site": (change("mkdocs.yml", "site_name:", "sitename:"), r"mkdocs.yml:\d+:1", "site_name"),
    "an address that is none": (
        change("mkdocs.yml", '!ENV [SITE_URL, ""]', "guide.example"),
        r"mkdocs.yml:\d+:11",
        "address",
    ),
    "a setting twice": (
        change("mkdocs.yml", "strict: true\n", "strict: true\nstrict: true\n"),
        r"mkdocs.yml:\d+:1",
        "twice",
    ),
    "a menu without its page": (change("mkdocs.yml", "- index.md", "- indx.md"), r"mkdocs.yml:\d+:5", "no page"),
    "no theme": (delete("overrides"), r"overrides/main.html:1:1", "missing"),
    "no frame": (delete("overrides/main.html"), r"overrides/main.html:1:1", "missing"),
    "no error page": (delete("overrides/404.html"), r"overrides/404.html:1:1", "missing"),
    "no map of the site": (delete("overrides/sitemap.xml"), r"overrides/sitemap.xml:1:1", "missing"),
    "no style": (delete("overrides/assets/css"), r"overrides/assets/css:1:1", "no style sheet"),
    "no script of the frame": (delete("overrides/assets/theme.js"), r"overrides/assets/theme.js:1:1", "missing"),
    "no script of a view": (delete("overrides/assets/dates.js"), r"overrides/assets/dates.js:1:1", "missing"),
    "no picture of the frame": (delete("overrides/assets/icon.svg"), r"overrides/base.html:\d+:1", "icon.svg"),
    "no part of the frame": (delete("overrides/partials/header.html"), r"overrides/base.html:\d+:1", "header.html"),
    "no icon": (
        change("overrides/partials/header.html", "material/menu", "material/menue"),
        r"overrides/partials/header.html:\d+:1",
        "material/menue",
    ),
    "an icon of ours that is gone": (
        delete("overrides/.icons/guide/disputed.svg"),
        r"overrides/views/_parts.html:\d+:1",
        "guide/disputed",
    ),
    "a feature that only Material has": (
        change("mkdocs.yml", "navigation.footer", "navigation.instant"),
        r"mkdocs.yml:\d+:\d+",
        "navigation.instant",
    ),
    "no template of the one-file edition": (
        delete("overrides/views/single_page.html"),
        r"overrides/views/single_page.html:1:1",
        "missing",
    ),
    "no template of a view": (delete("overrides/views/axis.html"), r"overrides/views/axis.html:1:1", "no template"),
    "no template to take from": (
        delete("overrides/views/_table.html"),
        r"overrides/views/\w+.html:\d+:1",
        "_table.html",
    ),
    "half a character in a script": (
        cut_off("overrides/assets/frame.js"),
        r"overrides/assets/frame.js:1:1",
        "UTF-8",
    ),
    "a sign of a template left out": (
        change("overrides/base.html", "{%- endblock %}", ""),
        r"overrides/base.html:\d+:1",
        "block",
    ),
    "a mistyped tag in a view": (
        change("overrides/views/axis.html", "{% for", "{% fro"),
        r"overrides/views/axis.html:\d+:1",
        "fro",
    ),
    "an unknown filter": (change("overrides/404.html", "| e }}", "| esc }}"), r"overrides/404.html:\d+:1", "esc"),
    "a macro less": (
        change("overrides/partials/nav-item.html", "macro render", "macro renders"),
        r"overrides/partials/nav(-item)?.html:\d+:1",
        "render",
    ),
    "a macro less in a view": (
        change("overrides/views/_parts.html", "macro cell", "macro cells"),
        r"overrides/views/\w+.html:\d+:1",
        "cell",
    ),
    "a name that MkDocs has not": (
        change("overrides/partials/pager.html", "page.next_page.url", "page.next_pages.url"),
        r"overrides/partials/pager.html:\d+:1",
        "next_pages",
    ),
    "a block of the frame that the error page leaves": (
        change("overrides/404.html", "block htmltitle", "block title"),
        r"overrides/base.html:\d+:1",
        "url",
    ),
    "a name that a view has not": (
        change("overrides/views/axis.html", "view.", "veiw."),
        r"overrides/views/axis.html:\d+:1",
        "veiw",
    ),
    "an element that does not end": (
        change("overrides/views/axis.html", "</ol>", ""),
        r"overrides/views/axis.html:1:1",
        "ends here what did not begin",
    ),
    "a script in a view": (
        change("overrides/views/axis.html", "<", "<script>x()</script><"),
        r"overrides/views/axis.html:\d+:1",
        "script",
    ),
    "a second script in the frame": (
        change("overrides/base.html", "<script>", "<script>x()</script><script>"),
        r"overrides/main.html:\d+:1",
        "script",
    ),
    "no frame of the second skin": (
        delete("overrides/material/main.html"),
        r"overrides/material/main.html:1:1",
        "missing",
    ),
    "no style of the second skin": (
        delete("overrides/material/assets/css"),
        r"overrides/material/assets/css:1:1",
        "missing",
    ),
    "a sign of a template of the second skin left out": (
        change("overrides/material/main.html", "{% endblock %}", ""),
        r"overrides/material/main.html:\d+:1",
        "block",
    ),
    "an unknown filter in the second skin": (
        change("overrides/material/partials/header.html", "| e }}", "| esc }}"),
        r"overrides/material/partials/header.html:\d+:1",
        "esc",
    ),
    "an unknown word in the second skin": (
        change("overrides/material/partials/copyright.html", "site.licence", "site.license"),
        r"overrides/material/partials/copyright.html:\d+:1",
        "site.license",
    ),
    "an unknown asset in the second skin": (
        change("overrides/material/main.html", "material-bundle.js", "material-bundles.js"),
        r"overrides/material/main.html:\d+:1",
        "material-bundles.js",
    ),
    "another folder of the second skin": (
        change("mkdocs.material.yml", "custom_dir: overrides/material", "custom_dir: overrides/materials"),
        r"mkdocs.material.yml:\d+:\d+",
        "overrides/material",
    ),
    "a word of the frame": (drop_label("action.skip"), r"overrides/base.html:\d+:1", "action.skip"),
    "a word where the frame seldom has one": (
        drop_label("action.repository"),
        r"overrides/partials/source.html:\d+:1",
        "action.repository",
    ),
    "a word of the error page": (drop_label("missing.home"), r"overrides/404.html:\d+:1", "missing.home"),
    "a word of the one-file edition": (
        drop_label("offline.note"),
        r"overrides/views/single_page.html:\d+:1",
        "offline.note",
    ),
    "what a product is called": (
        change("data/subject.yml", "    title: {en: Current account, de: Girokonto, fr: Compte courant}\n", ""),
        r"data/subject.yml:\d+:\d+",
        "title: is missing",
    ),
    "a word that only a repository asks for": (drop_label("edit.record"), r"\S+:\d+:\d+", "edit.record"),
    "a word that only old evidence asks for": (drop_label("state.stale"), r"\S+:\d+:\d+", "state.stale"),
    "a word that only a text left behind asks for": (drop_label("note.outdated"), r"\S+:\d+:\d+", "note.outdated"),
    "a word that only a page left behind asks for": (
        drop_label("note.page_behind"),
        r"\S+:\d+:\d+",
        "note.page_behind",
    ),
    "no prose": (delete("docs"), r"docs/en/index.md:1:1", "missing"),
    "no prose in a language": (delete("docs/de"), r"docs/\S+:1:1", ""),
    "a page in no language, and still in the menu": (
        fold_dates,
        r"mkdocs.yml:\d+:\d+",
        "dates.md",
    ),
    "no first page": (
        delete(*(f"docs/{language}/index.md" for language in LANGUAGES)),
        r"data/kinds.yml:\d+:7",
        "no page shows",
    ),
}


@pytest.mark.parametrize("name", BROKEN)
def test_check_says_at_its_place_what_would_stop_a_build(
    name: str, project: Path, guide: Guide, prose: tuple[Section, ...]
) -> None:
    spoil, place, words = BROKEN[name]
    spoil(project)
    found = find(project, guide, prose)
    assert [one for one in found if re.fullmatch(place, str(one.location)) and words in phrase(one, "en")], found
    for one in found:
        assert one.message.rule, one
        assert re.search("[\u4e00-\u9fff]", phrase(one, "zh")), one
        assert not re.search("[\u4e00-\u9fff]", phrase(one, "en")), one


def test_the_command_says_it_in_the_language_that_is_asked_for(project: Path) -> None:
    (project / "overrides/assets/theme.js").unlink()
    told = [CliRunner().invoke(main, ["check", str(project / "data"), "--lang", language]) for language in ("en", "zh")]
    assert [result.exit_code for result in told] == [1, 1]
    assert "overrides/assets/theme.js:1:1: this file is missing, and no site is built without it" in told[0].output
    assert "overrides/assets/theme.js:1:1: 缺这个文件" in told[1].output


def test_the_project_keeps_the_settings_that_the_code_relies_on() -> None:
    assert list(check_settings(SETTINGS, "mkdocs.yml", RELIED)) == []


@pytest.mark.parametrize(
    "line",
    [
        line
        for line in SETTINGS.partition("# Sections are")[0].splitlines()
        if line.strip() and not line.lstrip().startswith("#")
    ],
)
def test_no_line_of_the_settings_can_go(line: str) -> None:
    left = SETTINGS.replace(f"{line}\n", "", 1)
    found = list(check_settings(left, "mkdocs.yml", RELIED))
    optional = ("site_url", "repo_url", "site_description", "  features")
    assert bool(found) != line.startswith(optional), found


def test_hooks_and_watched_folders_stand_in_any_order() -> None:
    hooks = "  - hooks/mkdocs_hooks.py\n", "  - hooks/mkdocs_serve.py\n"
    text = SETTINGS.replace("".join(hooks), "".join(hooks[::-1])).replace(
        "[data, overrides, hooks]", "[hooks, data, overrides]"
    )
    assert list(check_settings(text, "mkdocs.yml", RELIED)) == []
    (found,) = check_settings(text.replace(hooks[1], "  - hooks/other.py\n"), "mkdocs.yml", RELIED)
    assert "hooks/mkdocs_serve.py" in str(found.message)


def test_an_address_may_stand_in_the_settings_or_come_from_the_environment() -> None:
    for written in (
        '!ENV [SITE_URL, ""]',
        "!ENV SITE_URL",
        "https://guide.example/weixin/",
        '""',
        '!ENV [A, B, "https://guide.example/"]',
    ):
        text = SETTINGS.replace('!ENV [SITE_URL, ""]', written)
        assert list(check_settings(text, "mkdocs.yml", RELIED)) == [], written
    for written in ("[SITE_URL]", "!ENV [SITE_URL, x]", "{a: b}", "5", "javascript:x", "!ENV []", "!OTHER x"):
        text = SETTINGS.replace('!ENV [SITE_URL, ""]', written)
        assert list(check_settings(text, "mkdocs.yml", RELIED)), written


def test_what_stands_in_for_mkdocs_has_what_mkdocs_has() -> None:
    config = load_config(str(ROOT / "mkdocs.yml"))
    file = MkDocsFile("zh/index.md", config.docs_dir, config.site_dir, True)
    page = MkDocsPage("Title", file, config)
    heading = AnchorLink("Title", "title", 1)
    pairs: tuple[tuple[type, object], ...] = (
        (frame.File, file),
        (frame.Heading, heading),
        (frame.Toc, TableOfContents([heading])),
        (frame.Page, page),
        (frame.Section, MkDocsSection("Title", [page])),
        (frame.Navigation, MkDocsNavigation([page], [page])),
    )
    for stand_in, real in pairs:
        assert not [one.name for one in fields(stand_in) if not hasattr(real, one.name)], stand_in
    assert not [one.name for one in fields(frame.Config) if not hasattr(config, one.name)]


@pytest.mark.parametrize("html", ["<p>a<br>b</p>", '<div id="a"><svg><path d="M1 1"/></svg></div>', "", "a &lt; b"])
def test_elements_that_end_are_left_alone(html: str) -> None:
    assert find_odd_end(html) is None


@pytest.mark.parametrize("html", ["<p>", "</p>", "<p></div>", "<p><b></p></b>", "<p></p></p>"])
def test_elements_that_do_not_end_are_told(html: str) -> None:
    assert find_odd_end(html)
