"""Where files of the site stand, whoever builds it."""

from __future__ import annotations

import hashlib

import pytest

from guide.messages.diagnostic import DataError
from guide.site.addresses import find_address, find_asset, is_left_out, list_assets, list_patterns, list_scripts
from guide.site.assets import check_parts
from messages import phrase
from raw import LANGUAGES

FIRST = LANGUAGES[0]


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        (f"{FIRST}/money/index.html", "money/index.html"),
        ("en/money/index.html", "en/money/index.html"),
        (f"en/{FIRST}/index.html", f"en/{FIRST}/index.html"),
        (f"{FIRST}.html", f"{FIRST}.html"),
    ],
)
def test_only_the_first_language_has_no_folder(address: str, wanted: str) -> None:
    assert find_address(address, address, b"", FIRST) == wanted


def test_an_asset_carries_a_hash_of_its_content() -> None:
    digest = hashlib.sha256(b"x").hexdigest()[:8]
    assert find_address("assets/site.css", "assets/site.css", b"x", FIRST) == f"assets/site.{digest}.css"


@pytest.mark.parametrize(
    ("source", "left_out"),
    [
        ("assets/theme.js", True),
        ("assets/css/10-base.css", True),
        ("assets/javascripts/bundle.js", True),
        ("assets/frame.js", True),
        ("assets/plan.js", True),
        ("assets/search.js", True),
        ("assets/site.js", False),
        ("assets/site.css", False),
        ("assets/own.js", False),
        ("zh/menu.png", False),
    ],
)
def test_what_stands_in_the_pages_or_in_another_file_is_left_out(source: str, left_out: bool) -> None:
    assert is_left_out(source) is left_out


def test_an_asset_that_is_not_there_is_told_with_those_that_are() -> None:
    assets = list_assets([("assets/site.js", "assets/site.1.js"), ("zh/money.md", "money/index.html")])
    assert find_asset("site.js", assets) == "assets/site.1.js"
    with pytest.raises(DataError) as caught:
        find_asset("sight.js", assets)
    (found,) = caught.value.diagnostics
    assert (found.location.path, found.message.rule) == ("overrides/assets/sight.js", "missing-asset")
    assert "site.js" in phrase(found, "en") and "site.js" in phrase(found, "zh")


def test_files_of_the_style_sheet_have_an_order_of_their_own() -> None:
    folder = "overrides/assets/css"
    (same,) = check_parts(["10-base.css", "40-tables.css", "40-shares.css"], folder)
    assert (same.location.path, same.message.rule) == (f"{folder}/40-tables.css", "style-order")
    assert "40-shares.css" in phrase(same, "en") and "40-shares.css" in phrase(same, "zh")
    (none,) = check_parts([], folder)
    assert (none.location.path, none.message.rule) == (folder, "style-order")


def test_everything_but_the_assets_keeps_its_name() -> None:
    addresses = {"index.html", "money/index.html", "en/money/index.html", "assets/site.1.js", "guide.html"}
    assert list_patterns(addresses) == {"/", "/index.html", "/money/*", "/en/*", "/guide.html"}


def test_scripts_are_assets() -> None:
    addresses = {"assets/site.1.js", "assets/site.2.css", "search/en.js", "assets/more/x.js"}
    assert list_scripts(addresses) == {"site.1.js"}
