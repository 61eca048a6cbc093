"""Every page in one visit: nothing from elsewhere, no error; it fits, can be read and tapped, and is not too long.

Of this tests/site/test_visit.py looks at each sort of element once, in dark colors as well.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from browsing import SCREENS, find_addresses
from page_rules import find_crowded, find_long, find_small, find_strange, find_wide
from raw import LANGUAGES, PRODUCTS, Site, language_of
from visit import LIGHT, Visit, visit_pages


@pytest.fixture(scope="module", params=LANGUAGES)
def visit(request: pytest.FixtureRequest, browser: Browser, site: Site, address: str) -> Visit:
    """What one visit to every page of a language sees."""
    paths = [path for path in find_addresses(site) if language_of(path) == request.param]
    assert len(paths) == len(list(site.pages_in(request.param))) > 10
    return visit_pages(browser, address, paths, LIGHT)


@pytest.mark.parametrize("screen", SCREENS)
def test_every_page_fits_the_screen_and_asks_nothing_of_another_host(visit: Visit, screen: str) -> None:
    assert find_wide(visit, screen) == []
    assert find_strange(visit) == []


def test_text_and_targets_are_large_enough_on_every_page(visit: Visit) -> None:
    assert find_small(visit) == []


def test_no_page_scrolls_sideways_with_large_text_and_the_header_gives_way(visit: Visit) -> None:
    assert find_crowded(visit) == []


@pytest.mark.parametrize("product", PRODUCTS)
def test_no_page_is_longer_than_its_kind_allows(visit: Visit, product: str) -> None:
    assert find_long(visit, product) == []
