"""The second skin: how its style sheet, its tabs and its policy are made."""

from __future__ import annotations

import re

import pytest
from lxml import html

from guide.site.addresses import find_address, is_left_out, list_assets
from guide.site.built_files import find_odd_tags
from guide.site.csp import Inline, hash_source, make_skin_policy
from guide.site.skin import TAKEN, join_skin, name_taken
from guide.site.skin_search import SEPARATOR
from guide.site.tabs import link_tabs

BUNDLE = "assets/javascripts/bundle.a5f9d56c.min.js"
WORKER = "assets/javascripts/workers/search.a7633da7.min.js"


def join(theirs: str, own: str = "") -> str:
    """Return the style sheet of the skin that comes of two files, without its line breaks."""
    return " ".join(join_skin({"40-views.css": theirs}, {"90-own.css": own}).split())


def test_a_length_is_four_fifths_of_a_rem_whose_root_is_five_fourths() -> None:
    assert "width: 0.8rem" in join("a { width: 1rem; }")
    assert "margin: -0.4rem 1.2rem" in join("a { margin: -0.5rem 1.5rem; }")
    assert "min(100%, 16rem)" in join("a { width: min(100%, 20rem); }")
    assert "1.5em" in join("a { width: 1.5em; }")


def test_the_width_of_a_screen_is_no_length() -> None:
    assert "(min-width: 60rem)" in join("@media (min-width: 60rem) {\n  a {\n    width: 10rem;\n  }\n}")


@pytest.mark.parametrize(
    ("written", "raised"),
    [
        (".a", "html:not(#_) .a"),
        (".a,\n.b > c", "html:not(#_) .a, html:not(#_) .b > c"),
        (":root", ":root:not(#_)"),
        ("html[data-product='1'] .a", "html:not(#_)[data-product='1'] .a"),
        (".a:is(.b, .c)", "html:not(#_) .a:is(.b, .c)"),
    ],
)
def test_a_rule_weighs_more_than_any_that_names_no_id(written: str, raised: str) -> None:
    assert join(f"{written} {{ color: red; }}").startswith(f"{raised} {{")


def test_what_is_no_selector_is_left_alone() -> None:
    assert join("@keyframes x { from { color: red; } 50% { color: blue; } }") == (
        "@keyframes x { from { color: red; } 50% { color: blue; } }"
    )
    assert join("@media print { a { color: red; } }") == "@media print { html:not(#_) a { color: red; } }"
    assert join("/* a { b */ c { color: red; }").startswith("html:not(#_) c {")


def test_a_style_sheet_of_the_same_name_stands_in_for_ours() -> None:
    style = join_skin({"10-base.css": "a { color: red; }", "40-views.css": "b {}"}, {"10-base.css": "c {}"})
    assert "red" not in style and style.index("c {") < style.index("b {")


def test_what_is_taken_of_the_theme_has_a_name_without_its_release() -> None:
    assert name_taken(BUNDLE) == "material-bundle.js" and name_taken(WORKER) == "material-search.js"
    assert {name_taken(BUNDLE), name_taken(WORKER)} < TAKEN
    assert name_taken("assets/javascripts/lunr/min/lunr.zh.min.js") is None
    assert name_taken(f"{BUNDLE}.map") is None and name_taken("assets/site.js") is None
    address = find_address(BUNDLE, BUNDLE, b"x", "zh")
    assert re.fullmatch(r"assets/material-bundle\.[0-9a-f]{8}\.js", address)
    assert list_assets([(BUNDLE, address)]) == {"material-bundle.js": address}


def test_only_a_site_in_the_skin_publishes_what_is_the_theme_s() -> None:
    assert is_left_out(BUNDLE) and not is_left_out(BUNDLE, skinned=True)
    for source in ("assets/javascripts/lunr/tinyseg.js", "assets/theme.js", "material/assets/frame.js"):
        assert is_left_out(source) and is_left_out(source, skinned=True)


def test_the_policy_names_every_inline_script_and_nothing_of_another_host() -> None:
    policy = make_skin_policy(Inline("a()", "b()", "c{}"), "d()")
    parts = dict(part.split(" ", 1) for part in policy.split("; "))
    assert parts["script-src"].split() == ["'self'", *map(hash_source, ("d()", "a()", "b()"))]
    assert parts["worker-src"] == parts["connect-src"] == "'self'" and parts["default-src"] == "'none'"
    assert "unsafe" not in policy and ":" not in policy.replace("data:", "")


def test_settings_in_a_page_are_no_script_and_a_script_that_looks_like_them_is_one() -> None:
    settings = '<script id="__config" type="application/json">{}</script>'
    assert list(find_odd_tags(settings, "x", (), ())) == []
    for odd in (settings.replace("application/json", "module"), settings.replace(' type="application/json"', "")):
        assert list(find_odd_tags(odd, "x", (), ()))


TABS = (
    '<h2 id="a">A</h2>\n<div class="tabbed-set" role="radiogroup" data-tabs="1:2">'
    '<input checked id="__tabbed_1_1" name="__tabbed_1" type="radio" data-for="x">'
    '<label for="__tabbed_1_1">X</label><div class="tabbed-content"><div>one</div></div>\n'
    '<input id="__tabbed_1_2" name="__tabbed_1" type="radio" data-for="y">'
    '<label for="__tabbed_1_2">Y</label><div class="tabbed-content"><p>two</p></div>\n</div>\n<p>after</p>'
)


def test_tabs_are_linked_names_first_and_nothing_is_lost() -> None:
    tabs = html.fragment_fromstring(link_tabs(TABS), create_parent="main")
    (found,) = tabs.find_class("tabbed-set")
    assert [(part.tag, part.get("class")) for part in found] == [
        ("input", None),
        ("input", None),
        ("div", "tabbed-labels"),
        ("div", "tabbed-content"),
    ]
    assert found.get("class") == "tabbed-set tabbed-alternate"
    assert [label.get("for") for label in found.iter("label")] == [one.get("id") for one in found.iter("input")]
    assert [block.text_content().strip() for block in found.find_class("tabbed-block")] == ["one", "two"]
    assert [part.tag for part in tabs] == ["h2", "div", "p"]


def test_a_page_without_tabs_is_left_as_it_is() -> None:
    assert link_tabs("<p>a<br>b &amp; c</p>") == "<p>a<br>b &amp; c</p>"


def test_the_separator_stands_between_words_and_before_each_chinese_character() -> None:
    pattern = re.compile(re.sub(r"\\u(\w{4})", lambda found: chr(int(found[1], 16)), SEPARATOR))
    assert [word for word in pattern.split("等 15 天、Weixin's “零钱”") if word] == [
        *("等", "15", "天", "Weixin", "s", "零", "钱")
    ]
