"""On paper: the hand-out keeps to two sheets, and no sheet is left half empty."""

from __future__ import annotations

import io
from pathlib import Path

import pypdf
import pytest

from browsing import OpenPage
from declared import list_homes
from raw import LANGUAGES, Site

SHEETS = 2
"""At most so many sheets of A4 for the hand-out."""
HALF = 842 / 2


def print_page(open_page: OpenPage, address: str) -> list[float]:
    """Print a page; return how far down each sheet is written, in points from its lower edge."""
    page = open_page()
    page.goto(address)
    printed = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
    return [find_lowest(sheet) for sheet in printed.pages]


def find_lowest(sheet: pypdf.PageObject) -> float:
    """Return the height of the lowest text."""
    heights: list[float] = []

    def note(text: str, outer: list[float], inner: list[float], font: object, size: float) -> None:
        heights.extend([outer[5] + inner[5] * outer[3]] if text.strip() else [])

    sheet.extract_text(visitor_text=note)
    return min(heights)


def find_handout(site: Site, language: str) -> Path:
    """Return the page of the hand-out: the one that tells most in brief."""
    return max(site.pages_in(language), key=lambda path: len(site.open(path).xpath("//ul[@class='brief']")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_hand_out_keeps_to_two_sheets(open_page: OpenPage, site: Site, address: str, language: str) -> None:
    assert len(print_page(open_page, f"{address}{find_handout(site, language).parent}/")) <= SHEETS


def test_the_first_page_leads_to_the_hand_out(site: Site) -> None:
    for language in LANGUAGES:
        links = site.page("index.md", language).xpath("//div[@class='doors']//a/@href")
        assert f"{find_handout(site, language).parent.name}/" in links


def test_no_sheet_but_the_last_is_half_empty(open_page: OpenPage, address: str) -> None:
    for kind in ("questions", "conditions", "money"):
        *sheets, _ = print_page(open_page, f"{address}{list_homes()[kind].removesuffix('.md')}/")
        assert all(lowest < HALF for lowest in sheets), kind
