"""What the search looks through: a page's prose, part by part, and rows short enough to be fetched whole."""

from __future__ import annotations

import json

import pytest

from guide.site.passages import Passage, cut_page
from guide.site.search.parts import write_script
from guide.site.search.rows import LONGEST, cut_text
from guide.site.traditional import list_traditional

# What a page holds, and its parts: anchor, heading, text.
PAGES = {
    "a page begins with its heading": ('<h1 id="top">A</h1><p>b</p>', [("", "A", "b")]),
    "a heading without an id is text": ("<h1>A</h1><p>b</p>", [("", "Title", "A b")]),
    "text before the first heading": ('<p>a</p><h2 id="b">B</h2>c', [("", "Title", "a"), ("b", "B", "c")]),
    "a page that begins with a smaller heading": ('<h2 id="b">B</h2>c', [("", "Title", ""), ("b", "B", "c")]),
    "markup in a heading": ('<h1 id="a"><em>A</em> &amp; <code>b</code></h1>', [("", "A & b", "")]),
    "a heading speaks for no more than the element it is in": (
        '<h1 id="a">A</h1><ul><li><h3 id="b">B</h3>c</li></ul><p>d</p>',
        [("", "A", "d"), ("b", "B", "c")],
    ),
    "what is excluded": ('<div data-search-exclude><div>a</div>b<h2 id="c">C</h2></div>d', [("", "Title", "d")]),
    "records, which are found by themselves": (
        '<table data-view="a"><tr><td>b</td></tr></table>c',
        [("", "Title", "c")],
    ),
    "a figure inside a sentence": ('<p>a<data value="1">1</data>b</p>', [("", "Title", "a1b")]),
    "a script": ("<script>a</script><style>b</style>c", [("", "Title", "c")]),
    "lines": ("<p>a\nb</p>\n\n<p>c<br>d</p>", [("", "Title", "a b c d")]),
    "words of a sentence": ("<p>a<b>b</b><a href='c'>c</a></p>", [("", "Title", "abc")]),
    "signs": ("<p>1 &lt; 2 &amp; 3</p>", [("", "Title", "1 < 2 & 3")]),
    "no text at all": ("", []),
}


@pytest.mark.parametrize("case", PAGES)
def test_a_page_is_cut_at_its_headings(case: str) -> None:
    html, parts = PAGES[case]
    assert list(cut_page(html, "Title")) == [Passage(*part) for part in parts]


def test_a_short_text_stays_whole() -> None:
    assert cut_text("\u96f6\u94b1\u3002") == "\u96f6\u94b1\u3002"


@pytest.mark.parametrize("text", ["word " * 100, "\u96f6\u94b1\u901a\uff0c" * 100, "x" * 500])
def test_a_long_text_is_cut_behind_a_word(text: str) -> None:
    cut = cut_text(text)
    assert len(cut.encode()) <= LONGEST + len("\u2026".encode())
    assert cut.endswith("\u2026") and text.startswith(cut[:-1])
    assert "word" not in cut or cut[:-1].endswith("word")


def test_only_traditional_characters_of_daily_use_whose_simplified_ones_we_write_are_told() -> None:
    traditional, simplified = list_traditional({"\u94b1", "\u96f6", "\u8d26"})
    pairs = dict(zip(traditional, simplified, strict=True))
    assert pairs["\u9322"] == "\u94b1"
    assert pairs["\u5e33"] == pairs["\u5e10"] == pairs["\u8cec"] == "\u8d26"
    assert set(pairs.values()) == {"\u94b1", "\u8d26"}


def test_the_index_is_a_script_that_hands_it_over() -> None:
    script = write_script({"pages": [["a/", "\u5fae\u4fe1", []]]})
    told = script.removeprefix("window.guide.receive(").removesuffix(");\n")
    assert json.loads(told) == {"pages": [["a/", "\u5fae\u4fe1", []]]}
