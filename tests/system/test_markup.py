"""What prose may be written with: what check passes, builds, and what is refused is refused at its line."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from guide.load import load_guide
from guide.load_prose import load_prose, load_templates, rehearse
from guide.messages.diagnostic import DataError, Diagnostic
from guide.model.guide import Guide
from guide.prose.head import read_head
from guide.prose.limits import check_limits
from guide.prose.result import EXTENSIONS, check_result
from guide.prose.run import FORM
from guide.prose.sections import cut_page
from guide.site.rehearsal import FRAME
from project_copy import SECOND, copy_second_guide, put_second_guide
from raw import ROOT
from second import LANGUAGES

HEAD = "---\ntitle: T\ndescription: D\n---\n\n"
PAGE = f"{HEAD}# Heading\n\nWords.\n"
START = 10  # the line where a text behind PAGE begins
HANG = 60  # seconds of work after which a page counts as hanging; never a measure of speed


@pytest.fixture(scope="module")
def guide() -> Guide:
    return load_guide(SECOND / "data")


def judge(text: str, guide: Guide) -> list[Diagnostic]:
    """Return what is wrong with the form of one page."""
    limits = list(check_limits(text, "docs/en/money.md"))
    sections = cut_page(text, "money.md", "en")
    return limits or [found for check in (*FORM, check_result) for found in check(guide, sections)]


def tell(text: str, guide: Guide) -> list[tuple[str, int]]:
    return [(one.message.rule, one.location.line) for one in judge(text, guide)]


GOOD = {
    "tabs": '=== "giro"\n\n    words\n\n    - more\n\n=== "savings"\n    words\n\nwords',
    "tabs for some platforms": '=== "branch online"\n\n    words\n\n=== "letter"\n\n    words\n',
    "a table in tabs": '=== "giro"\n\n    | a | b |\n    |---|---|\n    | c | d |\n\n=== "savings"\n\n    words\n',
}
BAD = {
    "a tab by itself": ('=== "giro"\n\n    words', "tabs"),
    "a tab without words in it": ('=== "giro"\n\nwords\n\n=== "savings"\n\n    words', "tabs"),
    "a tab for nothing": ('=== "current"\n\n    words\n\n=== "savings"\n\n    words', "tabs"),
    "a tab twice": ('=== "giro"\n\n    words\n\n=== "giro"\n\n    words', "tabs"),
    "tabs for products and platforms": ('=== "giro"\n\n    words\n\n=== "branch"\n\n    words', "tabs"),
    "a tab in capitals": ('=== "Giro"\n\n    words', "tabs"),
    "a tab in a list": ('- a\n\n    === "giro"\n\n        words', "tabs"),
    "a tab that is open": ('===+ "giro"\n\n    words', "tabs"),
    "a tab with markup": ('=== "giro <b>"\n\n    words', "tabs"),
}
HOSTILE = [row["put"] for row in yaml.load((ROOT / "tests/corpus/pages/html.yml").read_text("utf-8"), yaml.BaseLoader)]
DANGER = re.compile(r"(?i)<(script|iframe|meta|base|style|svg|form|img|plaintext|textarea)|onclick=|java")


@pytest.mark.parametrize("case", GOOD)
def test_good_prose_passes(case: str, guide: Guide) -> None:
    """What the subject of the second guide has words for; the rest stands in tests/corpus/pages."""
    assert [str(one) for one in judge(f"{PAGE}\n{GOOD[case]}\n", guide)] == []


@pytest.mark.parametrize("case", BAD)
def test_bad_prose_is_refused_at_its_line(case: str, guide: Guide) -> None:
    text, rule = BAD[case]
    found = tell(f"{PAGE}\n{text}\n", guide)
    lines = range(START, START + text.count("\n") + 1)
    assert any(line in lines for name, line in found if name == rule), found


@pytest.mark.parametrize("text", [one for one in HOSTILE if DANGER.search(one) and not re.search("<!--|`", one)])
def test_what_comes_of_bad_html_is_refused_by_itself(text: str, guide: Guide) -> None:
    """Whoever gets round the first check meets the second: of what Markdown makes, only known elements pass."""
    assert list(check_result(guide, cut_page(f"{PAGE}\n{text}\n", "money.md", "en")))


def test_an_empty_page_has_no_heading(guide: Guide) -> None:
    for text in (HEAD, f"{HEAD}\n\n", f"{HEAD}Words.\n\n# Late\n", f"{HEAD}## Second {{#second}}\n"):
        assert [rule for rule, _ in tell(text, guide)] == ["first-heading"], text


def test_front_matter_is_the_text_that_is_written() -> None:
    (section, *_) = cut_page("---\ntitle: 010\ndescription: NO\n---\n\n# H\n", "money.md", "en")
    assert read_head(section) == {"title": "010", "description": "NO"}


SLOW = {
    "an id of many letters": f"# H {{#{'a' * 4000}}}",
    "ids never closed": f"# {'{#a' * 2000}",
    "one character": "a" * 20_000,
    "dashes": "-" * 20_000,
    "comments never closed": "<!--" * 50_000,
    "brackets": "[" * 20_000,
    "brackets in lines": "[[[[[\n" * 4000,
    "stars": "*a " * 9000,
    "stars in lines": "*a **b\n" * 5000,
    "backticks": "`a ``b\n" * 5000,
    "a shortcode": "<!-- guide:money -->\n" * 3000,
    "quotations in quotations": f"{'> ' * 1000}a",
    "lists in lists": f"{'- ' * 1000}a",
    "numbers in numbers": f"{'1. ' * 700}a",
    "spaces": f"a{' ' * 20_000}b",
    "spaces in lines": f"a{' ' * 50}b\n" * 700,
    "tables": "|" * 2900,
    "entities": "&amp" * 700,
    "parentheses": f"[a]({'(' * 1000}",
    "braces": "{:" * 1400,
    "underlines": "a\n" * 9000 + "=",
    "hashes": "#" * 20_000,
    "line ends": "\n" * 39_000,
    "tabs": '=== "giro"\n' * 2000,
    "tabs of spaces": '=== "giro"\n' + f"{' ' * 50}\n" * 500 + "words",
    "boxes": '<div class="doors" markdown>\n' * 1000,
}


@pytest.mark.parametrize("case", SLOW)
def test_no_page_takes_long(case: str, guide: Guide) -> None:
    before = time.process_time()
    found = judge(f"{PAGE}\n{SLOW[case]}\n", guide)
    assert time.process_time() - before < HANG
    assert found or case in {"spaces in lines", "underlines", "line ends"}


def test_the_extensions_are_those_of_the_build() -> None:
    settings = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
    written = {one if isinstance(one, str) else next(iter(one)) for one in settings["markdown_extensions"]}
    assert written | {"fenced_code", "tables", "toc"} == set(EXTENSIONS)  # the latter three MkDocs adds by itself


def test_the_ids_of_the_frame_are_known() -> None:
    frame = [ROOT / "overrides" / name for name in ("base.html", "views/_choice.html")]
    parts = [path.read_text(encoding="utf-8") for path in (*frame, *(ROOT / "overrides/partials").glob("*.html"))]
    assert set(re.findall(r'\bid="([^"]+)"', "".join(parts))) == FRAME


# What is found only when all pages are shown


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_second_guide(tmp_path_factory.mktemp("markup") / "project")


@pytest.fixture
def project(template: Path) -> Iterator[Path]:
    """A project of the second guide whose docs/ a test may change."""
    yield template
    put_second_guide(template, "docs")


def append(project: Path, text: str, page: str = "steps.md") -> int:
    """Write something at the end of a page, in all languages; return its line."""
    for language in LANGUAGES:
        with (project / "docs" / language / page).open("a", encoding="utf-8") as file:
            file.write(f"\n{text}\n")
    return (project / "docs" / language / page).read_text(encoding="utf-8").count("\n")


def find_all(project: Path, guide: Guide) -> list[tuple[str, int, str]]:
    try:
        rehearse(project, guide, load_prose(project / "docs", project / "data", guide), load_templates(project))
    except DataError as error:
        return [(one.location.path, one.location.line, one.message.rule) for one in error.diagnostics]
    return []


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("## A {#content}", "repeated-anchor"),
        ("## A {#conditions-balance-zero}", "repeated-anchor"),
        ("<!-- guide:conditions -->", "repeated-anchor"),
        ("<!-- guide:condition -->", "shortcode"),
        ("<!-- guide:value fees/no-such -->", "shortcode"),
        ("[A](step.md)", "link-to-no-page"),
        ("[A](/steps.md)", "link-form"),
        ("[A](index.md#no-such)", "link-to-no-place"),
        ("![A](menu.png)", "link-to-no-page"),
    ],
)
def test_check_tells_what_would_stop_a_build(text: str, rule: str, project: Path, guide: Guide) -> None:
    line = append(project, text)
    assert find_all(project, guide) == [(f"docs/{language}/steps.md", line, rule) for language in sorted(LANGUAGES)]


def test_check_passes_a_project_and_a_link_to_what_is_made(project: Path, guide: Guide) -> None:
    append(project, "[A](failures/overdrawn.md) [B](index.md#fees-closing-fee)")
    assert find_all(project, guide) == []
