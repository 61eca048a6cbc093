"""Everybody can use every page, with all that stands on it: of this the quick tests look at each sort once."""

from __future__ import annotations

import os

import pytest

from accessibility import Thinning, find_faults
from browsing import OpenPage, group_alike
from raw import LANGUAGES, PRODUCTS, Site, folder_of, language_of

NIGHTLY = "GUIDE_EVERY_FIELD" in os.environ


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_any_page(open_page: OpenPage, site: Site, address: str, language: str) -> None:
    """Of pages that are alike the longest is looked at as a whole, the others for what is not seen on it.

    A page and its translation have the same elements: unless it is night, every second one is looked at in a language.
    """
    page = open_page(bypass_csp=True)
    faults = []
    groups = [alike for alike in group_alike(site) if language_of(alike[0]) == language]
    for longest, *others in groups if NIGHTLY else groups[LANGUAGES.index(language) :: len(LANGUAGES)]:
        page.goto(address + longest)
        faults += [f"{longest}: {fault}" for fault in find_faults(page)]
        thinning = Thinning()
        thinning.thin(page)
        for path in others:
            page.goto(address + path)
            thinning.thin(page)
            faults += [f"{path}: {fault}" for fault in find_faults(page)]
    assert not faults


def test_axe_finds_nothing_on_the_page_for_wrong_addresses(open_page: OpenPage, address: str) -> None:
    page = open_page(bypass_csp=True)
    page.goto(address + "404.html")
    assert not find_faults(page)


def test_axe_finds_nothing_in_the_book(open_page: OpenPage, address: str) -> None:
    """Its elements are those of the pages; here they stand in something else, and each sort of that is looked at."""
    page = open_page(bypass_csp=True)
    page.goto(address + folder_of(LANGUAGES[1]) + "guide.html")
    Thinning().thin(page)
    assert not find_faults(page)


def test_axe_finds_nothing_in_a_small_edition(open_page: OpenPage, address: str) -> None:
    page = open_page(bypass_csp=True)
    page.goto(address + f"guide-{PRODUCTS[0].replace('_', '-')}.html")
    assert not find_faults(page)
