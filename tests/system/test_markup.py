"""What prose may be written with: what check passes, builds, and what is refused is refused at its line."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from guide.__main__ import main
from guide.load import load_guide
from guide.load_prose import load_prose, rehearse
from guide.messages.diagnostic import DataError, Diagnostic
from guide.model.guide import Guide
from guide.prose.head import read_head
from guide.prose.limits import check_limits
from guide.prose.result import EXTENSIONS, check_result
from guide.prose.run import FORM
from guide.prose.sections import cut_page
from guide.site.rehearsal import FRAME
from project_copy import SECOND, build_site, copy_second_guide, put_second_guide
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
    "a link": "[x](scams.md#rules) and <https://example.org/a?b=c>",
    "code": "`<script>` and `` a ` b `` and \\` alone",
    "a fence": "```yaml\n<script>\n# no heading\n</main>\n```\n",
    "a box": '<div class="doors" markdown>\n\n- [a](money.md)\n\n</div>',
    "a notice": '!!! warning "Words"\n    More words.',
    "a list in a list": "- a\n    - b\n        1. c\n",
    "a quotation": "> words\n> more",
    "a table": "| a | b |\n|---|:-:|\n| 1 | 2 |\n",
    "less than": "1 < 2 and a <- b",
    "a heading": "## More words {#more-words}\n\n### Deeper {#deeper-2}",
    "a shortcode": "<!-- guide:value laws/law-15-working-days --> and <!-- a remark -->",
    "a picture": "![the menu](menu.png)",
    "a rule": "words\n\n---\n\nwords",
}
BAD = {
    "a script": ("<script>alert(1)</script>", "html-in-prose"),
    "a script from elsewhere": ('<script src="x.js"></script>', "html-in-prose"),
    "a script in a line": ("words <script>alert(1)</script> words", "html-in-prose"),
    "a script in capitals": ("<SCRIPT\nsrc=x>", "html-in-prose"),
    "a frame": ('<iframe src="https://evil.example/"></iframe>', "html-in-prose"),
    "a refresh": ('<meta http-equiv="refresh" content="0; url=https://evil.example/">', "html-in-prose"),
    "a base": ('<base href="https://evil.example/">', "html-in-prose"),
    "a style": ("<style>body { display: none }</style>", "html-in-prose"),
    "a drawing": ("<svg onload=alert(1)>", "html-in-prose"),
    "a form": ('<form action="https://evil.example/"><input></form>', "html-in-prose"),
    "a handler": ('<img src="x.png" onerror="alert(1)">', "html-in-prose"),
    "the end of the page": ("</main>", "html-in-prose"),
    "the end of a box that is not open": ("</div>", "html-in-prose"),
    "a box that is never closed": ('<div class="doors" markdown>\n\nwords', "html-in-prose"),
    "a box in a box": ('<div class="doors" markdown>\n<div class="doors" markdown>\n</div>\n</div>', "html-in-prose"),
    "a box of one's own": ('<div class="danger">words</div>', "html-in-prose"),
    "a box with a handler": ('<div class="doors" markdown onclick="x">\n</div>', "html-in-prose"),
    "plain text to the end": ("<plaintext>", "html-in-prose"),
    "an open text field": ("<textarea>", "html-in-prose"),
    "an open comment": ("<!-- words", "html-in-prose"),
    "an open shortcode": ("<!-- guide:money", "html-in-prose"),
    "a shortcode over two lines": ("> <!-- guide:value\n> laws/law-15-working-days -->", "html-in-prose"),
    "a comment that ends early": ("<!-- a --> b -->\n<!--> <b> -->", "html-in-prose"),
    "a declaration": ("<!DOCTYPE html>", "html-in-prose"),
    "an instruction": ("<?php x ?>", "html-in-prose"),
    "an attribute": ("[x](money.md){ onclick=alert(1) }", "html-in-prose"),
    "a class": ("words\n{: .danger }", "html-in-prose"),
    "an autolink to a script": ("<javascript:alert(1)>", "html-in-prose"),
    "an autolink to a mailbox": ("<someone@example.org>", "html-in-prose"),
    "a link to a script": ("[x](javascript:alert(1))", "link-form"),
    "a link to a script in brackets": ("[x](<javascript:alert(1)>)", "link-form"),
    "a link to a script in entities": ("[x](java&#115;cript:alert(1))", "link-form"),
    "a link to another host by backslashes": ("[x](\\\\evil.example)", "link-form"),
    "a link to data": ("[x](data:text/html,x)", "link-form"),
    "a link that is not encrypted": ("[x](http://example.org/)", "link-form"),
    "a link to another host": ("[x](//evil.example/)", "link-form"),
    "a link with its address elsewhere": ("[x][y]\n\n[y]: javascript:alert(1)", "link-form"),
    "a picture from elsewhere": ("![x](https://evil.example/x.png)", "link-form"),
    "a picture that can hold scripts": ("![x](x.svg)", "link-form"),
    "an open fence": ("```yaml\nwords", "code-fence"),
    "a fence with attributes": ("``` { .x onclick=alert(1) }\nx\n```", "code-fence"),
    "a fence of waves": ("~~~\n<b>\n~~~", "code-fence"),
    "a fence in a list": ("- a\n\n    ```\n    x\n    ```", "code-fence"),
    "a fence in a fence": ("```\n```yaml\n<script>\n```", "code-fence"),
    "a lone backtick": ("words ` words\n\n` words", "code-fence"),
    "code that Markdown takes otherwise": ("`a\nb` <b>x</b> `c`", "code-fence"),
    "a second first heading": ("# Another", "first-heading"),
    "a heading with an odd id": ('## Words {#a"b}', "heading-form"),
    "a heading with an id in capitals": ("## Words {#Words}", "heading-form"),
    "a heading with attributes": ("## Words {#words onclick=alert(1)}", "heading-form"),
    "a heading with a long id": (f"## Words {{#{'a' * 59}}}\n\n## Words {{#{'ab' * 31}}}", "heading-form"),
    "a heading without a space": ("##Words", "heading-form"),
    "a heading without words": ("## ", "heading-form"),
    "a heading in a list": ("- ## Words", "heading-form"),
    "a heading in a quotation": ("> ## Words {#words}", "heading-form"),
    "an underlined heading": ("Words\n=====", "heading-form"),
    "another underlined heading": ("Words\n---", "heading-form"),
    "an id twice": ("## A {#a}\n\n## B {#a}", "repeated-anchor"),
}


@pytest.mark.parametrize("case", GOOD)
def test_good_prose_passes(case: str, guide: Guide) -> None:
    assert [str(one) for one in judge(f"{PAGE}\n{GOOD[case]}\n", guide)] == []


@pytest.mark.parametrize("case", BAD)
def test_bad_prose_is_refused_at_its_line(case: str, guide: Guide) -> None:
    text, rule = BAD[case]
    found = tell(f"{PAGE}\n{text}\n", guide)
    assert rule in {name for name, _ in found}, found
    lines = range(START, START + text.count("\n") + 1)
    assert {line for name, line in found if name == rule} <= {*lines, HEAD.count("\n")}, found
    assert any(line in lines for name, line in found if name == rule), found


@pytest.mark.parametrize("case", BAD)
def test_what_comes_of_bad_html_is_refused_by_itself(case: str, guide: Guide) -> None:
    """Whoever gets round the first check meets the second: of what Markdown makes, only known elements pass."""
    text, _ = BAD[case]
    sections = cut_page(f"{PAGE}\n{text}\n", "money.md", "en")
    dangerous = re.search(r"(?i)<(script|iframe|meta|base|style|svg|form|img|plaintext|textarea)|onclick=|java", text)
    if dangerous and "```" not in text:
        assert list(check_result(guide, sections)), text


def test_an_empty_page_has_no_heading(guide: Guide) -> None:
    for text in (HEAD, f"{HEAD}\n\n", f"{HEAD}Words.\n\n# Late\n", f"{HEAD}## Second {{#second}}\n"):
        assert [rule for rule, _ in tell(text, guide)] == ["first-heading"], text


HEADS = {
    "none": "",
    "empty": "---\n---\n",
    "not at the start": f"\n{HEAD}",
    "in MkDocs' other form": "title: T\ndescription: D\ntemplate: 404.html\n\n",
    "never closed": "---\ntitle: T\ndescription: D\n\n",
    "ended by dots": "---\ntitle: T\ndescription: D\n...\n---\n",
    "a list": "---\n- title\n- description\n---\n",
    "a word": "---\ntitle\n---\n",
    "a template": "---\ntitle: T\ndescription: D\ntemplate: nosuch\n---\n",
    "a template of another page": "---\ntitle: T\ndescription: D\ntemplate: 404.html\n---\n",
    "a record": "---\ntitle: T\ndescription: D\nrecord: nosuch/x\n---\n",
    "a script": "---\ntitle: T\ndescription: D\nscript: plan.js\n---\n",
    "a search": "---\ntitle: T\ndescription: D\nsearch: {exclude: true}\n---\n",
    "an address": "---\ntitle: T\ndescription: D\ncanonical_url: https://evil.example/\n---\n",
    "hidden parts": "---\ntitle: T\ndescription: D\nhide: [navigation]\n---\n",
    "no description": "---\ntitle: T\n---\n",
    "a title twice": "---\ntitle: T\ntitle: U\ndescription: D\n---\n",
    "an empty title": "---\ntitle: ''\ndescription: D\n---\n",
    "a title of nothing": "---\ntitle:\ndescription: D\n---\n",
    "a title that is a list": "---\ntitle: [T]\ndescription: D\n---\n",
    "a title of two lines": "---\ntitle: |\n  T\n  U\ndescription: D\n---\n",
    "a long title": f"---\ntitle: {'T ' * 400}\ndescription: D\n---\n",
    "the environment": "---\ntitle: !ENV HOME\ndescription: D\n---\n",
    "an alias": "---\ntitle: &a T\ndescription: *a\n---\n",
    "a merge": "---\ntitle: T\ndescription: D\n<<: *x\n---\n",
    "a deep list": f"---\ntitle: T\ndescription: {'[' * 50}{']' * 50}\n---\n",
    "no YAML": "---\ntitle: T: U: V\ndescription: D\n---\n",
    "a full-width colon": "---\ntitle：T\ndescription: D\n---\n",
}


@pytest.mark.parametrize("case", HEADS)
def test_front_matter_has_a_title_a_description_and_nothing_else(case: str, guide: Guide) -> None:
    found = judge(f"{HEADS[case]}\n# Heading\n\nWords.\n", guide)
    lines = HEADS[case].count("\n") + 1
    assert found and all(1 <= one.location.line <= lines for one in found), [str(one) for one in found]


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
    "boxes": '<div class="doors" markdown>\n' * 1000,
}


@pytest.mark.parametrize("case", SLOW)
def test_no_page_takes_long(case: str, guide: Guide) -> None:
    before = time.process_time()
    found = judge(f"{PAGE}\n{SLOW[case]}\n", guide)
    assert time.process_time() - before < HANG
    assert found or case in {"spaces in lines", "underlines"}


def test_the_extensions_are_those_of_the_build() -> None:
    settings = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
    written = {one if isinstance(one, str) else next(iter(one)) for one in settings["markdown_extensions"]}
    assert written | {"fenced_code", "tables", "toc"} == set(EXTENSIONS)  # the latter three MkDocs adds by itself


def test_the_ids_of_the_frame_are_known() -> None:
    assert set(re.findall(r'\bid="([^"]+)"', (ROOT / "overrides/main.html").read_text(encoding="utf-8"))) == FRAME


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
        rehearse(project, guide, load_prose(project / "docs", project / "data", guide))
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


def test_what_check_passes_builds(project: Path, tmp_path: Path) -> None:
    """All that is good, on one page, with a front matter that YAML would misread."""
    for language in LANGUAGES:
        page = project / "docs" / language / "steps.md"
        text = page.read_text(encoding="utf-8")
        page.write_text(re.sub(r"(?m)^title: .*$", "title: 2026-01-01", text, count=1), encoding="utf-8")
        (page.parent / "menu.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    append(project, '<div class="doors" markdown>\n\n- [x](fixes.md)\n\n</div>\n\n![menu](menu.png)\n\n`<b>`')
    checked = CliRunner().invoke(main, ["check", str(project / "data"), "--lang", "en"])
    assert [line for line in checked.output.splitlines() if "typography" not in line][-1].endswith("no problems")
    result = build_site(project, tmp_path / "site")
    assert result.returncode == 0, result.stderr
    page_built = (tmp_path / "site/de/steps/index.html").read_text(encoding="utf-8")
    assert "<title>2026-01-01 ·" in page_built and '<img alt="menu" src="../menu.png"' in page_built
    assert (tmp_path / "site/menu.png").exists() and (tmp_path / "site/de/menu.png").exists()
