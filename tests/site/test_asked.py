"""What people ask is answered near the first page: how many taps it takes, and how many screens."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest

from browsing import PHONE, OpenPage
from declared import find_claims, list_homes
from raw import LANGUAGES, PRODUCTS, Record, Site, folder_of

TAPS = 2
SCREENS = 6
"""At most so many taps from the first page, and so many screens on the page of the answer."""
BASE = "https://guide.example/"


def list_links(site: Site, page: str) -> set[str]:
    """Return the pages to which a page leads, from the root of the site."""
    hrefs = site.open(Path(page) / "index.html").xpath("//main//a/@href | //nav[@id='menu']//a/@href")
    found = {urlsplit(urljoin(f"{BASE}{page}", href)) for href in hrefs}
    return {one.path.lstrip("/") for one in found if f"{one.scheme}://{one.netloc}/" == BASE}


def count_taps(site: Site, language: str) -> dict[str, int]:
    """Return how many taps away from the first page of a language each page is."""
    taps = {folder_of(language): 0}
    for number in range(1, TAPS + 1):
        for page in [page for page, far in taps.items() if far == number - 1]:
            for other in list_links(site, page):
                if (site.folder / other / "index.html").exists():
                    taps.setdefault(other, number)
    return taps


def find_answer(site: Site, language: str, question: Record) -> tuple[str, str]:
    """Return the page and the anchor at which a question is answered, as the page of all questions says."""
    page = f"{folder_of(language)}{list_homes()['asked'].removesuffix('.md')}/"
    (href,) = site.open(Path(page) / "index.html").xpath(f"//li[@id='asked-{question['id']}']//a/@href")
    target = urlsplit(urljoin(f"{BASE}{page}", href))
    return target.path.lstrip("/"), target.fragment


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_people_ask_is_two_taps_and_a_few_screens_away(
    open_page: OpenPage, site: Site, address: str, data: dict[str, list[Record]], language: str
) -> None:
    taps, far = count_taps(site, language), []
    page = open_page()
    for question in data["asked"]:
        answer, anchor = find_answer(site, language, question)
        screens = 0.0
        if anchor:
            product = page_products(data, question)[0]
            page.goto("about:blank")  # else a row that an earlier question opened would still be open
            page.goto(f"{address}{answer}?for={product}#{anchor}")
            top = page.evaluate(
                "anchor => document.getElementById(anchor).getBoundingClientRect().top + scrollY", anchor
            )
            screens = float(top) / PHONE["height"]
        register = answer.startswith(
            f"{folder_of(language)}{find_claims().removesuffix('.md')}/"
        )  # as long as it has to be
        if answer not in taps or (screens > SCREENS and not register):
            far.append(f"{question['id']}: {taps.get(answer)} taps, {screens:.1f} screens")
    assert len(data["asked"]) >= 30 and far == []


def page_products(data: dict[str, list[Record]], question: Record) -> list[str]:
    """Return the products of the fact that answers a question; all of them where a page does."""
    kind, _, name = question.get("fact", "").partition("/")
    found = [list(one["products"]) for one in data.get(kind, []) if one["id"] == name and one.get("products")]
    return found[0] if found else list(PRODUCTS)
