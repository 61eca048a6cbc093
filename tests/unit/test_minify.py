"""Style sheets and scripts are sent without what only their authors read, and mean the same."""

from __future__ import annotations

from pathlib import Path

import esprima
import pytest

from guide.site.minify import minify_script, minify_style
from raw import ROOT
from style_text import read_style

ASSETS = ROOT / "overrides" / "assets"
STYLES = sorted([*ASSETS.rglob("*.css"), *(ROOT / "overrides/material").rglob("*.css")])
SCRIPTS = sorted([*ASSETS.glob("*.js"), *(ROOT / "overrides/material").rglob("*.js")])


@pytest.mark.parametrize("path", STYLES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_style_sheet_means_the_same_and_holds_no_comment(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    small = minify_style(text)
    assert read_style(small) == read_style(text)
    assert "/*" not in small and "\n" not in small and ";}" not in small
    assert minify_style(small) == small


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("a :hover { color: red; }", "a :hover{color:red}"),
        ("a > b , c + d { margin : 0 auto !important ; }", "a>b,c + d{margin :0 auto!important}"),
        (":root { --dark: ; --light: initial; }", ":root{--dark: ;--light:initial}"),
        (":root { --light: a; --dark: ; }", ":root{--light:a;--dark: }"),
        ('a::before { content: " ; /* no */ " attr( href ); }', 'a::before{content:" ; /* no */ " attr(href)}'),
        ("a { content: '\\'; } b { '; }", "a{content:'\\'; } b { '}"),
        ("a/* one */.b/* two */ .c { }", "a/**/.b .c{}"),
        ("a { width: calc( 1px + (2px - 3px) ); }", "a{width:calc(1px + (2px - 3px))}"),
        (
            "@media (min-width: 1px) and (hover: none) { a { b: c } }",
            "@media (min-width:1px) and (hover:none){a{b:c}}",
        ),
        ("a { background: url(x, y.png) , none }", "a{background:url(x, y.png),none}"),
    ],
)
def test_only_needless_space_goes(written: str, wanted: str) -> None:
    assert minify_style(written) == wanted


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_script_does_the_same_and_holds_no_comment(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    small = minify_script(text)
    told = [[(token.type, token.value) for token in esprima.tokenize(one)] for one in (text, small)]
    assert told[0] == told[1]
    assert str(esprima.parseScript(small)) == str(esprima.parseScript(text))  # no end of a statement is lost
    assert not [token for token in esprima.tokenize(small, comment=True) if "Comment" in token.type]


@pytest.mark.parametrize(
    ("written", "wanted"),
    [
        ("var a = b ? c : { d: 1 };", "var a=b?c:{d:1};"),
        ("a = b + +c - -d + e++ + f;", "a=b+ +c- -d+e++ +f;"),
        ("return / = /.test(a) && \" = ' \\\" = \" + ' = ';", "return/ = /.test(a)&&\" = ' \\\" = \"+' = ';"),
        ("a = [/[/ =]/g , / \\/ = /] ;", "a=[/[/ =]/g,/ \\/ = /];"),
        ("a = b / c / d in e ;", "a=b/c/d in e;"),
        ("a = b\nc = d", "a=b\nc=d"),
    ],
)
def test_only_needless_space_goes_from_a_script(written: str, wanted: str) -> None:
    assert minify_script(written) == wanted
