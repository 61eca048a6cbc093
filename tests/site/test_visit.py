"""A few pages that have every sort of element, in one visit: all that a reader sees there keeps to the rules.

tests/system/test_looks.py visits every page.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from browsing import SCREENS, OpenPage, find_covering, find_covering_twins, watch
from page_rules import find_crowded, find_long, find_small, find_strange, find_wide
from raw import PRODUCTS, Site
from visit import BOTH_SCHEMES, Visit, visit_pages


@pytest.fixture(scope="module")
def visit(browser: Browser, site: Site, address: str) -> Visit:
    """What a visit sees to pages of every sort in every language."""
    return visit_pages(browser, address, find_covering_twins(site), BOTH_SCHEMES)


@pytest.mark.parametrize("screen", SCREENS)
def test_pages_fit_the_screen_in_light_and_dark(visit: Visit, screen: str) -> None:
    assert len(visit.looks) > 10
    assert {len(look.widths[screen]) for look in visit.looks.values()} == {2}
    assert find_wide(visit, screen) == []


def test_pages_ask_nothing_of_another_host_and_complain_of_nothing(visit: Visit) -> None:
    assert find_strange(visit) == []


def test_every_sort_of_page_comes_to_a_desktop_as_to_a_phone(open_page: OpenPage, site: Site, address: str) -> None:
    page = open_page(SCREENS["desktop"])
    requests, complaints = watch(page)
    for path in find_covering(site):
        if path == "404.html":  # which looks for what it needs where the site is known to stand
            continue
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= SCREENS["desktop"]["width"], path
    assert not [complaint for complaint in complaints if "ERR_ABORTED" not in complaint]
    assert {request.url for request in requests if not request.url.startswith((address, "data:"))} == set()


def test_text_and_targets_are_large_enough(visit: Visit) -> None:
    assert find_small(visit) == []


def test_no_page_scrolls_sideways_with_large_text_and_the_header_gives_way(visit: Visit) -> None:
    assert find_crowded(visit) == []


@pytest.mark.parametrize("product", PRODUCTS)
def test_no_page_is_longer_than_its_kind_allows(visit: Visit, product: str) -> None:
    assert find_long(visit, product) == []
