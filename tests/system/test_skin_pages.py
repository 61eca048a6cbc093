"""Pages of the second skin in a real browser; tests/site/test_skin.py opens one of each sort."""

from __future__ import annotations

import pytest
from playwright.sync_api import ViewportSize

from browsing import DESKTOP, PHONE, OpenPage, find_addresses
from raw import Site
from skin_pages import find_misfits


@pytest.mark.parametrize(("screen", "step"), [(PHONE, 3), (DESKTOP, 6)], ids=["phone", "desktop"])
def test_pages_fit_the_screen_and_complain_of_nothing(
    open_page: OpenPage, skinned: Site, skinned_address: str, screen: ViewportSize, step: int
) -> None:
    paths = find_addresses(skinned)[::step]
    assert len(paths) > 10
    assert find_misfits(open_page(screen), skinned_address, paths) == []
