"""Pages, front matter, menus and files made at random, by the rules of Markdown and against them.

Each is refused at a place and in both languages, or passes; and of what passes comes nothing but what is known.
`FUZZ_EXAMPLES=20000 pytest tests/system/test_fuzz_docs.py` tries many, other ones at each run, and builds those that
pass. What it finds becomes an item in tests/corpus/pages/.
"""

from __future__ import annotations

import datetime
import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import markdown  # type: ignore[import-untyped]
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from fuzzing import MANY, make_settings
from guide.messages.diagnostic import Diagnostic
from guide.messages.location import Location
from guide.prose.result import EXTENSIONS
from guide.prose.source import cut_head
from guide.read.closed_folders import find_strays
from guide.site.lang_spans import mark_foreign
from guide.site.page import name_first_heading
from guide.site.rehearsal import FRAME
from guide.site.render import Links, fill_shortcodes, make_environment, render_shortcodes
from guide.views.localized_guide import localize
from messages import CATALOGUE, phrase
from project_copy import build_site
from raw import LANGUAGES
from small_site import HEAD, MENU, OTHERS, PAGE, PAGES, PNG, SmallSite, judge_page

DAY = "1795651200"
PICTURES = re.compile(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)\.(?:png|jpg|webp|avif|md)")
fuzz = make_settings(100)
pages_fuzz = make_settings(3, cost=500)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> SmallSite:
    return SmallSite(tmp_path_factory.mktemp("small") / "project")


def assert_refused_well(found: list[Diagnostic], text: str) -> None:
    """Assert that each mistake has a place in the text, a rule, and a sentence of one line in both languages."""
    lines = text.split("\n")
    for one in found:
        assert 1 <= one.location.line <= len(lines), one
        assert 1 <= one.location.column <= len(lines[one.location.line - 1]) + 1, one
        assert one.message.rule in CATALOGUE.rules, one
        for language in LANGUAGES:
            words = phrase(one, language)
            assert words and "\n" not in words and len(words) < 3000, one


# Pages

TARGETS = [
    *(
        "fees.md",
        "index.md#sources-blog",
        "#a",
        "menu.png",
        "https://example.org/a?b",
        "nosuch.md",
        "fees.md#nosuch",
        "",
    ),
    *("javascript:alert(1)", "//evil.example/", "data:text/html,x", "http://evil.example/", "x.svg", "../../x.md"),
    *("https://a:b@evil.example/", "fees.md 'x'", "<fees.md>", " fees.md", "java&#115;cript:x", "/fees/", "\\\\evil"),
]
SHORTCODES = [
    *("<!-- guide:value money/fee -->", "<!-- guide:unknowns -->", "<!-- guide:nosuch -->", "<!-- guide：money -->"),
    *("<!-- 甲 -->", "<!-- guide:value -->", "<!-- a", "-->", "<!-- <b> -->", "<!-- guide:value money/fee"),
]
HOSTILE = [
    *("<script>alert(1)</script>", "<b>", "</div>", "</main>", "<img src=x onerror=alert(1)>", "<!--", "<!DOCTYPE x>"),
    *("<meta http-equiv=refresh content=0>", "<iframe src=x>", "<plaintext>", "<![CDATA[", "<?x ?>", "&lt;", "&#60;"),
    *("{ .x }", "{ onclick=alert(1) }", "{#content}", "{: #a }", "{value}", "{{ x }}", "{% x %}", "[TOC]", "[^1]"),
    *("`", "``", "**", "*", "_", "[", "](", "]", ")", "\\", "~~", "|", "===", "---", "```", "!!!", "\t", "\r"),
    *("\u3000", "\uff08", "\uff09", "\uff3b", "\uff3d", "\uff0a\uff0a", "\uff03", "\u200b", "\u202e", "\x00", "\ufeff"),
]
words = st.sampled_from(["甲", "A", "甲 A", "A 甲 A", "A.", "1 < 2", "B 15"])
targets = st.one_of(*[st.sampled_from(TARGETS[:5])] * 4, st.sampled_from(TARGETS))
inline = st.recursive(
    st.one_of(*[words] * 9, *[st.sampled_from(SHORTCODES)] * 2, st.sampled_from(HOSTILE), st.text(max_size=5)),
    lambda inner: st.one_of(
        st.builds("[{}]({})".format, inner, targets),
        st.builds("![{}]({})".format, inner, targets),
        st.builds("**{}**".format, inner),
        st.builds("*{}*".format, inner),
        st.builds("`{}`".format, inner),
        st.builds("<{}>".format, targets),
        st.builds("{} {}".format, inner, inner),
        st.builds("{}\n{}".format, inner, inner),
    ),
    max_leaves=5,
)
_line = inline.map(lambda text: text.replace("\n", " "))
blocks = st.recursive(
    st.one_of(
        inline,
        st.builds(
            "{} {} {}".format, st.sampled_from(["##", "###", "#", "####"]), _line, st.sampled_from(["{#a}", "{#b}", ""])
        ),
        st.builds("```\n{}\n```".format, inline),
        st.builds("| {} | A |\n|---|---|\n| {} | A |".format, _line, _line),
        st.builds("{}\n{{ .lead }}".format, _line),
        st.just("---"),
    ),
    lambda inner: st.one_of(
        st.builds(lambda text: "\n".join(f"- {part}" for part in text.split("\n")), inner),
        st.builds(lambda text: "\n".join(f"> {part}" for part in text.split("\n")), inner),
        st.builds(lambda text: "- 甲\n" + "\n".join(f"    {part}" for part in ["", *text.split("\n")]), inner),
        st.builds(
            lambda title, text: f'!!! warning "{title}"\n' + "\n".join(f"    {part}" for part in text.split("\n")),
            _line,
            inner,
        ),
        st.builds('<div class="doors" markdown>\n\n{}\n\n</div>'.format, inner),
        st.builds("{}\n\n{}".format, inner, inner),
    ),
    max_leaves=4,
)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Return what stands on a page: as somebody would write it, or with a piece of it cut out, doubled, or put in."""
    text: str = draw(blocks)
    for _ in range(draw(st.sampled_from([0, 0, 0, 0, 1, 2]))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 6)))
        piece = draw(st.one_of(st.just(""), st.just(text[start:end] * 2), st.sampled_from(HOSTILE)))
        text = text[:start] + piece + text[end:]
    return text


@fuzz
@given(texts())
def test_a_page_is_refused_at_a_place(small: SmallSite, written: str) -> None:
    text = f"{PAGE}{written}\n"
    found = list(judge_page("page.md", text, small.guide))
    assert_refused_well(found, text)
    if not found:
        assert_harmless(render(text))


@pages_fuzz
@given(st.lists(texts(), min_size=10, max_size=40))
def test_of_pages_that_pass_comes_nothing_but_what_is_known(small: SmallSite, written: list[str]) -> None:
    pages = {f"page-{number}.md": f"{PAGE}{text}\n" for number, text in enumerate(written)}
    found = small.judge_pages(pages)
    sound = {name: text for name, text in pages.items() if not found[name]}
    for name, text in sound.items():
        assert_harmless(build_page(small, name, text, LANGUAGES[0]))
    if MANY:
        assert_built(small, sound)


def assert_built(small: SmallSite, pages: Mapping[str, str]) -> None:
    """Assert that MkDocs builds the project with some pages more."""
    written = [small.write(language, name, text) for language in LANGUAGES for name, text in pages.items()]
    with tempfile.TemporaryDirectory() as folder:
        built = build_site(small.root, Path(folder) / "site", SOURCE_DATE_EPOCH=DAY)
    for path in written:
        path.unlink()
    assert built.returncode == 0, built.stderr[-5000:]


def render(text: str) -> str:
    """Return what Markdown makes of a page."""
    settings = {"tables": {"use_align_attribute": True}}
    return str(markdown.markdown(cut_head(text), extensions=EXTENSIONS, extension_configs=settings))


def build_page(small: SmallSite, name: str, text: str, language: str) -> str:
    """Return what a build makes of the text of a page, without what stands around it."""
    localized = localize(small.guide, language, datetime.date(2026, 11, 24), "")
    links = Links(language, name, {f"{language}/{one}": one for one in (*PAGES, name)})
    templates = make_environment(small.root / "overrides/views")
    shown = render_shortcodes(text, Location(name, 1, 1), templates, links, localized)
    return mark_foreign(fill_shortcodes(name_first_heading(render(text), text), shown), language)


def assert_harmless(made: str) -> None:
    """Assert that a page brings no script, no other host but behind a link, no id twice, and closes what it opens."""
    root = html.fragment_fromstring(made, create_parent="div")
    odd = {"script", "style", "iframe", "object", "embed", "base", "meta", "link", "form", "svg", "math", "plaintext"}
    for element in root.iter():
        assert element.tag not in odd, made
        for name, value in element.items():
            assert not name.startswith("on") and "script:" not in value.lower(), made
            assert name != "src" or re.fullmatch(r"[a-z0-9./-]+", value), made
            assert name != "href" or re.match(r"https://[A-Za-z0-9]|[a-z0-9./#-]|$", value), made
            assert name != "href" or "@" not in value.partition("//")[2].partition("/")[0], made
    ids = [*FRAME, *root.xpath("//@id")]
    assert len(set(ids)) == len(ids), made
    assert made.count("<div") == made.count("</div>"), made


# Front matter

heads = st.lists(
    st.one_of(
        st.sampled_from(["title: T", "description: D", "---", "...", "title: |", "  T", "template: x", "", "# a"]),
        st.builds("{}: {}".format, st.sampled_from(["title", "description", "a", "Title", "<<"]), inline),
        st.sampled_from(["title: &a T", "description: *a", "title: !ENV X", "title: {a: b}", "? title", ": T", "- a"]),
        st.text(max_size=8),
    ),
    max_size=6,
).map("\n".join)


@fuzz
@given(heads, st.booleans())
def test_front_matter_is_refused_at_a_place_or_is_two_texts(small: SmallSite, head: str, closed: bool) -> None:
    text = f"---\n{head}\n{'---' if closed else ''}\n\n# 甲 A\n\n甲 A\n"
    found = list(judge_page("page.md", text, small.guide))
    assert_refused_well(found, text)
    if not found:
        value = yaml.load(text.split("---\n")[1], yaml.BaseLoader)
        assert set(value) == {"title", "description"}
        assert not re.search(r"[<`]|\*\*", "".join(value.values()).replace("1 < 2", ""))


# Menus

items: st.SearchStrategy[object] = st.recursive(
    st.sampled_from(["index.md", "fees.md", *OTHERS, "nosuch.md", "https://evil.example/", "/fees.md", "", "5", "*"]),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["start", "evidence", "project", "nosuch", "甲"]), inner, max_size=2),
    ),
    max_leaves=8,
)
SLIPS = [*"[]{}:,-&*!|>'\"%@`#\t \n", "&a ", "*a", "!ENV ", "<<: ", "? ", "- ", "\u3000", "\uff1a", "\u200b", "nav:"]


@fuzz
@given(st.lists(items, max_size=6), st.lists(st.tuples(st.integers(0, 200), st.sampled_from(SLIPS)), max_size=2))
def test_a_menu_is_refused_at_a_place_or_holds_pages_once(
    small: SmallSite, outline: list[object], slips: list[tuple[int, str]]
) -> None:
    text = yaml.safe_dump({"nav": ["index.md", *outline]}, allow_unicode=True)
    for place, slip in slips:
        text = text[:place] + slip + text[place:]
    found = small.judge_settings(small.settings + text)
    assert_refused_well(found, small.settings + text)
    if not found:
        pages = [*_list_pages(yaml.load(text, yaml.BaseLoader)["nav"])]
        assert set(pages) <= {*PAGES, *OTHERS} and len(set(pages)) == len(pages)
    assert small.judge_settings(small.settings + MENU) == []


def _list_pages(outline: Any) -> Iterator[str]:
    if isinstance(outline, str):
        yield outline
        return
    for part in outline.values() if isinstance(outline, dict) else outline:
        yield from _list_pages(part)


# Files

names = st.one_of(
    st.sampled_from(
        ["more.md", "more.png", "More.md", "a b.md", "x.js", "x.html", ".x", "con.md", "index.md", "页.md"]
    ),
    st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=12),
    st.builds(
        "{}.{}".format, st.text("ab-_.AZ 甲%#'\"<\n", min_size=1, max_size=8), st.sampled_from(["md", "png", "js"])
    ),
).filter(lambda name: name not in (".", "..") and len(name.encode()) < 200)
places = st.sampled_from(["", "zh", "en", "zh/a", "zh/a/b/c", "fr", "zh/data", "assets"])


@fuzz
@given(st.lists(st.tuples(places, names, st.sampled_from(["file", "link", "folder", "pipe"])), max_size=4))
def test_of_files_only_pages_and_pictures_pass(files: list[tuple[str, str, str]]) -> None:
    with tempfile.TemporaryDirectory() as root:
        docs = Path(root) / "docs"
        docs.mkdir()
        for place, name, sort in files:
            _make(docs / place / name, sort)
        found = list(find_strays(docs, (), LANGUAGES))
        for one in found:
            assert one.message.rule in CATALOGUE.rules
            assert all(one.location.path.isprintable() and phrase(one, language) for language in LANGUAGES)
        if not found:
            for path in docs.rglob("*"):
                inside = path.relative_to(docs)
                if not any(part.startswith(".") for part in inside.parts):
                    assert inside.parts[0] in LANGUAGES and not path.is_symlink()
                    assert path.is_dir() or PICTURES.fullmatch(path.name)


def _make(path: Path, sort: str) -> None:
    if os.path.lexists(path):  # to write into a pipe would wait for ever
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if sort == "folder":
            path.mkdir()
        elif sort == "link":
            path.symlink_to("/etc/passwd")
        elif sort == "pipe":
            os.mkfifo(path)
        else:
            path.write_bytes(PNG if path.suffix == ".png" else HEAD.encode())
    except OSError:  # something else stands in its way
        return
