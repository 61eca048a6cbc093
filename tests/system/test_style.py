"""The style sheet: written in files by subject, and joined in an order that nobody can get wrong without a word."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
import tinycss2
from click.testing import CliRunner

from guide.__main__ import main
from project_copy import build_site, copy_second_guide
from raw import ROOT, Site
from second import LABELS, LANGUAGES, folder_of, read_page
from style_text import read_style

FOLDER = "overrides/assets/css"
PARTS = sorted((ROOT / FOLDER).iterdir())
BOOK = "90-book.css"
APART = {
    "plan": ["55-plan.css", "57-tasks.css"],
    "dates": ["60-dates.css"],
    "what-you-saw": ["62-observation.css"],
    "steps": ["50-steps.css"],
    "timeline": ["65-drawings.css"],
    "how-sure": ["44-disputes.css", "36-measures.css"],
    "sources": ["60-dates.css", "46-register.css"],
}
"""The files that few pages need, which hold them inside, view by view: by a page that does."""
UNUSED = {"47-brief.css", "97-print-brief.css"}
"""Such files of views that this guide does not show."""
LONGEST = 300  # lines that a person still finds something in


def read_parts(names: Iterable[str]) -> list[Any]:
    """Return what some files of the style sheet say."""
    return [rule for name in names for rule in read_style((ROOT / FOLDER / name).read_text(encoding="utf-8"))]


def test_the_style_of_a_page_is_all_its_files_in_the_order_of_their_names(second_site: Site) -> None:
    text = second_site.asset("site.css").read_text(encoding="utf-8")
    apart = {name for names in APART.values() for name in names} | {BOOK, *UNUSED}
    names = [part.name for part in PARTS]
    assert read_style(text) == read_parts(name for name in names if name not in apart)
    for language in LANGUAGES:
        (style,) = second_site.open(Path(folder_of(language), "guide.html")).xpath("//style/text()")
        assert read_style(style) == read_parts(names), "the one-file edition looks like all pages of the site"
        for page, files in APART.items():
            styles = read_page(second_site, page, language).xpath("//head/style/text()")
            assert [rule for one in styles for rule in read_style(one)] == read_parts(files), page


def test_a_page_holds_the_style_of_all_that_it_shows(second_site: Site) -> None:
    shared = list_classes(second_site.asset("site.css").read_text(encoding="utf-8"))
    for path in second_site.pages():
        page = second_site.open(path)
        inside = list_classes(" ".join(page.xpath("//head/style/text()")))
        given = {name for told in page.xpath("//@class") for name in told.split()}
        for files in (*APART.values(), UNUSED):
            own = list_classes(" ".join((ROOT / FOLDER / name).read_text(encoding="utf-8") for name in files)) - shared
            assert own & given <= inside, f"{path}: {own & given - inside}"


def test_the_files_themselves_are_not_published(second_site: Site) -> None:
    published = [path.name for path in (second_site.folder / "assets").rglob("*.css")]
    assert published == [second_site.asset("site.css").name]


@pytest.mark.parametrize("part", PARTS, ids=lambda part: part.name)
def test_a_file_of_the_style_sheet_is_short_and_whole_by_itself(part: Path) -> None:
    text = part.read_text(encoding="utf-8")
    assert text.endswith("}\n") and text.count("\n") <= LONGEST
    # What is left open swallows the file that comes next.
    own = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    both = tinycss2.parse_stylesheet(text + ".next {}", skip_comments=True, skip_whitespace=True)
    assert [rule.type for rule in own if rule.type == "error"] == []
    assert len(both) == len(own) + 1 and tinycss2.serialize(both[-1:]) == ".next {}"


def test_every_class_that_the_style_sheet_names_is_given_to_something(second_site: Site) -> None:
    named = list_classes((second_site.folder / "guide.html").read_text(encoding="utf-8").partition("</style>")[0])
    pages = [second_site.open(path) for path in second_site.pages()]
    given = {name for page in pages for told in page.xpath("//@class") for name in told.split()}
    given |= {f"tag-{name.replace('.', '-')}" for name in LABELS}  # a word of a vocabulary gives its name
    theme = [path for path in (ROOT / "overrides").rglob("*") if path.suffix in {".html", ".js"}]
    given |= {word for path in theme for word in re.findall(r"[a-z_][\w-]*", path.read_text(encoding="utf-8"))}
    assert len(named) > 100
    # A script puts some together: "plan-" + mode.
    assert [name for name in named - given if f"{name.rpartition('-')[0]}-" not in given] == []


def list_classes(style: str) -> set[str]:
    """Return the classes that the rules of a style sheet name."""
    bare = re.sub(r"/\*.*?\*/", "", style, flags=re.S)
    return set(re.findall(r"\.(-?[a-z_][\w-]*)", re.sub(r"\{[^{}]*\}", " ", bare)))


def copy_over(name: str) -> Callable[[Path], object]:
    return lambda folder: shutil.copy(folder / "10-base.css", folder / name)


@pytest.mark.parametrize(
    ("change", "place", "told"),
    [
        (copy_over("10-colors.css"), "/10-colors.css", "has the number of 10-base.css"),
        (copy_over("base.css"), "/base.css", "each named by two digits and its subject"),
        (shutil.rmtree, "", "put its files back, such as 10-base.css"),
        (lambda folder: (folder / "10-base.css").write_bytes(b"\xff"), "/10-base.css", "save the file as UTF-8"),
    ],
)
def test_a_file_that_does_not_say_where_it_stands_stops_check_and_build(
    change: Callable[[Path], object], place: str, told: str, tmp_path: Path
) -> None:
    project = copy_second_guide(tmp_path / "project")
    change(project / FOLDER)
    checked = CliRunner().invoke(main, ["check", str(project / "data"), "--lang", "en"])
    result = build_site(project, tmp_path / "site")
    for code, output in ((checked.exit_code, checked.output), (result.returncode, result.stderr)):
        assert code == 1
        assert f"{FOLDER}{place}:1:1: " in output and told in output
        assert "Traceback" not in output
    assert not (tmp_path / "site").exists()
    chinese = CliRunner().invoke(main, ["check", str(project / "data"), "--lang", "zh"]).output
    assert f"{FOLDER}{place}:1:1: " in chinese and told not in chinese
