"""Everybody can use every page: those that the quick tests leave out, whose sorts of elements others have, too."""

from __future__ import annotations

import pytest

from accessibility import find_faults
from browsing import OpenPage, find_covering, find_different
from raw import LANGUAGES, Site, language_of


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_any_page(open_page: OpenPage, site: Site, address: str, language: str) -> None:
    page = open_page(bypass_csp=True)
    faults = []
    for path in sorted({*find_different(site)} - {*find_covering(site)}):
        if language_of(path) == language:
            page.goto(address + path)
            faults += [f"{path}: {fault}" for fault in find_faults(page)]
    assert not faults
