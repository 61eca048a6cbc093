"""What the search looks through: a page's text, part by part, without what stands there for another reason."""

from __future__ import annotations

import json

import pytest

from guide.site.search import Entry, cut_page, write_index

# What a page holds, and its parts: anchor, heading, text.
PAGES = {
    "a page begins with its heading": ('<h1 id="top">A</h1><p>b</p>', [("", "A", "<p>b</p>")]),
    "a heading without an id is text": ("<h1>A</h1><p>b</p>", [("", "Title", "A<p>b</p>")]),
    "text before the first heading": ('<p>a</p><h2 id="b">B</h2>c', [("", "Title", "<p>a</p>"), ("b", "B", "c")]),
    "a page that begins with a smaller heading": ('<h2 id="b">B</h2>c', [("", "Title", ""), ("b", "B", "c")]),
    "markup in a heading": ('<h1 id="a"><em>A</em> &amp; <code>b</code></h1>', [("", "A &amp; <code>b</code>", "")]),
    "a heading speaks for no more than the element it is in": (
        '<h1 id="a">A</h1><ul><li><h3 id="b">B</h3>c</li></ul><p>d</p>',
        [("", "A", "<p>d</p>"), ("b", "B", "c")],
    ),
    "what is excluded": ('<div data-search-exclude><div>a</div>b<h2 id="c">C</h2></div>d', [("", "Title", "d")]),
    "a script": ("<script>a</script><style>b</style>c", [("", "Title", "c")]),
    "what is empty": ("<p>a</p><p> <code></code></p><ul><li></li></ul>b", [("", "Title", "<p>a</p>b")]),
    "lines": ("<p>a\nb</p>\n\n<p>c<br>d</p>", [("", "Title", "<p>a b</p> <p>cd</p>")]),
    "preformatted lines": ("<pre>a\n  b</pre>", [("", "Title", "<pre>a\n  b</pre>")]),
    "signs": ("<p>1 &lt; 2 &amp; 3</p>", [("", "Title", "<p>1 &lt; 2 &amp; 3</p>")]),
    "no text at all": ("", []),
}


@pytest.mark.parametrize("case", PAGES)
def test_a_page_is_cut_at_its_headings(case: str) -> None:
    html, parts = PAGES[case]
    wanted = [Entry(f"en/a/#{anchor}" if anchor else "en/a/", title, text) for anchor, title, text in parts]
    assert list(cut_page(html, "en/a/", "Title")) == wanted


def test_the_title_of_a_page_is_text() -> None:
    (entry,) = cut_page("<p>a</p>", "a/", "<b> & c")
    assert entry.title == "&lt;b&gt; &amp; c"


def test_the_index_hands_over_its_parts_and_the_synonyms() -> None:
    script = write_index([Entry("a/", "微信", "<p>b</p>")], (("零钱", "balance"),))
    told = script.removeprefix("window.guide.receive(").removesuffix(");\n")
    assert json.loads(f"[{told}]") == [[{"location": "a/", "title": "微信", "text": "<p>b</p>"}], [["零钱", "balance"]]]
