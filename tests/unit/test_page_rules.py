"""What tests of all pages in a browser rest on: faults that a visit saw are told, and which pages are alike."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from browsing import PHONE, SCREENS, find_covering, find_covering_twins, find_different, group_alike
from page_rules import find_crowded, find_long, find_small, find_strange, find_wide
from raw import LANGUAGES, PRODUCTS, Site, folder_of
from visit import LARGE, Look, Visit

PATH = "home-of-nothing/"
SOUND = Look(
    widths={screen: {"light": size["width"], "dark": size["width"]} for screen, size in SCREENS.items()},
    large={f"{width} {percent}": (width, 60) for width, percent in LARGE},
    lengths=dict.fromkeys(PRODUCTS, 3.0 * PHONE["height"]),
    small=[],
)
STYLE = ".row { color: red }"


def visit(look: Look, requests: tuple[str, ...] = (), complaints: tuple[str, ...] = ()) -> Visit:
    """Return a visit to one page."""
    return Visit({PATH: look}, [PATH, *requests], [*complaints])


def test_a_sound_page_has_no_fault() -> None:
    seen = visit(SOUND, ("data:image/png;base64,AA",), ("net::ERR_ABORTED",))
    assert [*find_wide(seen, "phone"), *find_strange(seen), *find_small(seen), *find_crowded(seen)] == []
    assert find_long(seen, PRODUCTS[0]) == []


@pytest.mark.parametrize("screen", SCREENS)
def test_a_page_that_is_wide_in_one_scheme_alone_is_told(screen: str) -> None:
    own = SCREENS[screen]["width"]
    wide = replace(SOUND, widths={**SOUND.widths, screen: {"light": own, "dark": own + 1}})
    assert len(find_wide(visit(wide), screen)) == 1


def test_what_is_asked_elsewhere_complained_of_or_never_opened_is_told() -> None:
    assert find_strange(visit(SOUND, ("https://other.example/a.js",))) == ["https://other.example/a.js"]
    assert find_strange(visit(SOUND, (), ("refused",))) == ["refused"]
    assert find_strange(Visit({PATH: SOUND}, [], [])) == [PATH]


def test_what_is_small_crowded_or_long_is_told() -> None:
    assert find_small(visit(replace(SOUND, small=["12 P: word"]))) == [f"{PATH}: 12 P: word"]
    for width, percent in LARGE:
        for measured in ((width + 1, 60), (width, 61)):
            large = {**SOUND.large, f"{width} {percent}": measured}
            assert len(find_crowded(visit(replace(SOUND, large=large)))) == 1
    long = replace(SOUND, lengths={**SOUND.lengths, PRODUCTS[0]: 3.1 * PHONE["height"]})
    assert len(find_long(visit(long), PRODUCTS[0])) == 1 and find_long(visit(long), PRODUCTS[1]) == []


@pytest.fixture
def few(tmp_path: Path) -> Site:
    """A site of a register, its parts and another page, in two languages."""
    rows = {"": "a", "sources/": "b", "sources/law/": "c" * 9, "sources/blog/": "d", "law/": "e"}
    for language in LANGUAGES:
        for page, words in rows.items():
            path = tmp_path / folder_of(language) / page / "index.html"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"<html><body><p class='row-{words} row'>{words}</p></body></html>", encoding="utf-8")
    (tmp_path / "404.html").write_text("<html><body><section>f</section></body></html>", encoding="utf-8")
    (tmp_path / "assets").mkdir()
    (tmp_path / "assets/site.css").write_text(STYLE, encoding="utf-8")
    return Site(tmp_path)


def test_parts_of_a_register_are_alike_and_the_longest_stands_for_them(few: Site) -> None:
    groups = group_alike(few)
    assert len(groups) == 4 * len(LANGUAGES)
    assert [group for group in groups if len(group) > 1] == [
        [f"{folder_of(one)}sources/law/", f"{folder_of(one)}sources/blog/"] for one in sorted(LANGUAGES)
    ]
    assert find_different(few) == [*(group[0] for group in groups), "404.html"]


def test_few_pages_have_every_sort_and_a_class_without_a_style_makes_none(few: Site) -> None:
    assert len(find_covering(few)) == 2 and "404.html" in find_covering(few)
    assert len(find_covering_twins(few)) == len(LANGUAGES)
    (few.folder / "assets/site.css").write_text(f"{STYLE} .row-e {{ color: blue }}", encoding="utf-8")
    covering = find_covering(Site(few.folder))
    assert len(covering) == 3 and {"law/", "404.html"} < {page.removeprefix("en/") for page in covering}
