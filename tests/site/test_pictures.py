"""The pictures say what the data says, and say it in words: the axis, the platforms, the drawn screens, the map."""

from __future__ import annotations

import math
import re

import pytest
from lxml import html
from playwright.sync_api import Page

from expected import Book, machine
from raw import COMPARED, LANGUAGES, Record, Site, folder_of, read_text, squeeze

MINUTES = {"TM": 1, "TH": 60, "D": 1440, "M": 43800, "Y": 525600}
TEN_YEARS = 10 * 525600


def count_minutes(value: Record) -> float:
    """Return about how long a figure is; a range by its end."""
    if "working_days" in value:
        return int(value["to_working_days" if "to_working_days" in value else "working_days"]) * 1440 * 7 / 5
    written = str(value["to" if "to" in value else "duration"])
    unit = ("T" if "T" in written else "") + written[-1]
    return int(re.sub(r"\D", "", written)) * MINUTES[unit]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_axis_holds_every_time_at_its_place(site: Site, data: dict[str, list[Record]], language: str) -> None:
    book = Book(data, language)
    wanted = {
        f"{kind.replace('_', '-')}-{record['id']}": (kind, record, book.resolve(record["value"]))
        for kind in ("waiting_periods", "timeline")
        for record in data[kind]
    }
    found: list[str] = []
    places: list[float] = []
    for group in site.page("timeline.md", language).xpath("//ol[@class='moments']/li"):
        length = group.xpath("./p/data")[0]
        place = float(group.xpath(".//*[name()='circle']/@cx")[0].rstrip("%"))
        assert place == float(group.xpath(".//*[name()='rect']/@width")[0].rstrip("%"))
        places.append(place)
        for item in group.xpath(".//li"):
            anchor = item.xpath("./a/@href")[0].partition("#")[2]
            kind, record, value = wanted[anchor]
            assert machine(value) == length.get("value")
            minutes = count_minutes(value)
            assert abs(place - 100 * math.log(minutes) / math.log(TEN_YEARS)) < 0.1, anchor
            assert book.truth.know(kind, record).verdict == item.get("class").removeprefix("moment-")
            word = book.label("word.colon") + book.locate(kind, record)
            assert read_text(item).replace(" ", "") == squeeze(book.text(record, "title") + word).replace(" ", "")
            found.append(anchor)
    assert sorted(found) == sorted(wanted), "every waiting period and every time, once"
    assert places == sorted(places) and places[0] < 30 and places[-1] == 100


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_platforms_show_what_differs(site: Site, data: dict[str, list[Record]], language: str) -> None:
    book = Book(data, language)
    rows = site.page("steps.md", language).xpath("//table[@data-view='platform_differences']/tbody")
    assert len(rows) == len(data["platform_differences"])
    marks = set()
    for row, record in zip(rows, data["platform_differences"], strict=True):
        for platform in COMPARED:
            mark = row.xpath(f".//td[@class='cell-{platform}']/span[contains(@class, 'tag-finding')]")[0]
            finding = record["by_platform"][platform]["finding"]
            assert mark.get("class").endswith(f"tag-finding-{finding}")
            assert read_text(mark) == book.label(f"finding.{finding}")
            marks.add(finding)
    assert marks == {"same", "differs", "claimed", "unknown"}


def expect_frames(book: Book, flow: str, products: list[str]) -> list[tuple[str, str]]:
    """Return the (title, word to tap) of every screen that can be drawn for some products."""
    frames: list[tuple[str, str]] = []
    for step in book.data["steps"]:
        if step["flow"] != flow or step["products"] != products:
            continue
        if "place" in step:
            words = book.record("places", step["place"])["path"][book.language]
            frames += zip(["", *words], words, strict=False)
        if "head" in step and "button" in step:
            frames.append((step["head"][book.language], step["button"][book.language]))
    return frames


def read_frames(reel: html.HtmlElement) -> list[tuple[str, str]]:
    """Return the (title, word to tap) of every drawn screen; the words for screen readers are taken out."""
    frames = []
    for frame in reel.xpath(".//li"):
        tap = frame.xpath(".//*[@class='drawing-tap']")[0]
        hidden = tap.xpath("./*[@class='hidden']")[0]
        assert read_text(hidden)
        frames.append((read_text(frame.xpath(".//*[@class='drawing-head']")[0]), squeeze(hidden.tail or "")))
        if hidden.tail is None or not hidden.tail.strip():
            frames[-1] = (frames[-1][0], read_text(tap).removeprefix(read_text(hidden)).strip())
    return frames


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("flow", ["delete_account", "close_pay"])
def test_the_drawn_screens_hold_the_words_of_the_app_and_no_others(
    site: Site, data: dict[str, list[Record]], flow: str, language: str
) -> None:
    book = Book(data, language)
    reels = site.page("steps.md", language).xpath(f"//figure[@data-view='screens-{flow}']")
    products = [step["products"] for step in data["steps"] if step["flow"] == flow]
    unique = [one for index, one in enumerate(products) if one not in products[:index]]
    drawn = [one for one in unique if expect_frames(book, flow, one)]
    assert [reel.get("data-product") for reel in reels] == ["-".join(one) for one in drawn]
    for reel, one in zip(reels, drawn, strict=True):
        told = [tuple(squeeze(word) for word in pair) for pair in expect_frames(book, flow, one)]
        assert read_frames(reel) == told
        assert book.label("screens.caption") in read_text(reel.xpath("./figcaption")[0])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_map_fits_one_screen_and_leads_on(
    page: Page, address: str, data: dict[str, list[Record]], language: str
) -> None:
    book = Book(data, language)
    page.goto(address + folder_of(language))
    box = page.locator(".map").bounding_box()
    header = page.locator("header.top").bounding_box()
    assert box and header and box["height"] + header["height"] <= 640
    stations = page.locator(".station").all()
    assert len(stations) == len(data["stages"])
    for station, stage in zip(stations, data["stages"], strict=True):
        assert station.locator(".station-name").inner_text() == book.text(stage, "title")
        assert squeeze(station.locator(".station-text").inner_text()) == book.text(stage, "text")
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
