"""The pictures say what the data says, and say it in words: the axis, the platforms, the drawn screens, the map."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from expected import Expected
from raw import LANGUAGES, Record, Site, folder_of, squeeze


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_map_fits_one_screen_and_leads_on(
    page: Page, address: str, data: dict[str, list[Record]], language: str
) -> None:
    expected = Expected(data, language)
    page.goto(address + folder_of(language))
    box = page.locator(".map").bounding_box()
    header = page.locator("header.top").bounding_box()
    assert box and header and box["height"] + header["height"] <= 640
    stations = page.locator(".station").all()
    assert len(stations) == len(data["stages"])
    for station, stage in zip(stations, data["stages"], strict=True):
        assert station.locator(".station-name").inner_text() == expected.text(stage, "title")
        assert squeeze(station.locator(".station-text").inner_text()) == expected.text(stage, "text")
        exits = station.locator(".exits a").all_inner_texts()
        assert [squeeze(one) for one in exits] == [one["text"][language] for one in stage.get("exits", [])]
    page.locator(".station-name a").nth(3).click()
    assert page.locator("h1").inner_text()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_picture_is_hidden_from_screen_readers_or_has_words(site: Site, language: str) -> None:
    for path in site.pages():
        page = site.open(path)
        for picture in page.xpath("//svg | //*[name()='svg']"):
            assert picture.get("aria-hidden") == "true", path
        for figure in page.xpath("//figure"):
            assert figure.xpath("./figcaption") and figure.xpath(".//li"), f"{path}: a figure without words"
