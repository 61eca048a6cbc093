"""My dates: the right day for every reader, whatever the calendar or the time zone, on the page and in the file."""

from __future__ import annotations

import calendar
import datetime
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from playwright.sync_api import Page

from browsing import PHONE, OpenPage, wait_for_idle, watch
from expected import Expected
from raw import LANGUAGES, PRODUCTS, REQUEST, SUBJECT, Record, Site, folder_of, read_text, squeeze

ZONES = ("Asia/Shanghai", "America/Los_Angeles", "Pacific/Kiritimati", "Pacific/Pago_Pago", "Europe/London")
# Ends of months, a leap day, the nights on which clocks change in Europe and America, a turn of the year.
REQUESTS = (
    "2026-11-30",
    "2026-12-02",
    "2026-12-31",
    "2027-02-28",
    "2028-02-29",
    "2027-03-28",
    "2027-10-31",
    "2027-11-07",
)
LIMITS = ("withdraw", "stay_out")
"""The roles of the days that a reader has to keep: the page shows them, and folds the others."""
MOST_SCREENS = 6
EMBEDDED = "Mozilla/5.0 (Linux; Android 12; Phone Build/1; wv) AppleWebKit/537.36 Chrome/107.0 Mobile Safari/537.36"
"""How a browser inside another application calls itself."""
Days = dict[str, datetime.date]
Events = dict[str, tuple[object, ...]]


def add(date: datetime.date, length: str) -> datetime.date:
    """Add a length of time as people do: a month after 31 January is the last day of February."""
    number, unit = int(re.sub(r"\D", "", length)), length[-1]
    if unit == "D":
        return date + datetime.timedelta(days=number)
    months = date.year * 12 + date.month - 1 + number * (12 if unit == "Y" else 1)
    year, month = divmod(months, 12)
    return datetime.date(year, month + 1, min(date.day, calendar.monthrange(year, month + 1)[1]))


def find_length(expected: Expected, fact: str) -> str:
    """Return the duration of a fact, such as P15D."""
    kind, _, name = fact.partition("/")
    return str(expected.resolve(expected.record(kind, name)["value"])["duration"])


@dataclass(frozen=True)
class Day:
    """One day of a product: its name, its milestone, and the wait that it is counted with, if any."""

    name: str
    milestone: Record
    wait: Record | None

    @property
    def facts(self) -> list[str]:
        """The facts whose durations are added, one after the other."""
        return [*([f"waiting_periods/{self.wait['id']}"] if self.wait else []), *self.milestone.get("add", [])]

    def say(self, field: str, expected: Expected) -> str:
        """Return a text of the day."""
        return expected.fill(expected.name_wait(self.milestone, field, self.wait), self.milestone)


def list_days(expected: Expected, product: str) -> list[Day]:
    """Return the days of a product, in order."""
    chosen = [one for one in expected.data["milestones"] if product in one["products"]]
    chosen.sort(key=lambda one: one["role"] not in LIMITS)
    return [Day(name, one, wait) for one in chosen for name, wait in expected.list_days(one, product)]


def is_own(day: Day) -> bool:
    """Say whether a day is counted with the number of days on the reader's own screen."""
    return bool(day.milestone.get("wait") == "own")


def is_replaced(day: Day, days: list[Day]) -> bool:
    """Say whether a reader who knows that number has another day instead, or needs none."""
    role = day.milestone["role"]
    own = {one.milestone["role"] for one in days if is_own(one)}
    return not is_own(day) and (role in own or (role == "wait" and bool(own)))


def expect_days(expected: Expected, product: str, starts: Days, own: int = 0) -> Days:
    """Return the date of every day of a product whose start is known; `own` is the number on the reader's screen."""
    days = {}
    for day in list_days(expected, product):
        start = starts.get(day.milestone["counted_from"])
        if start and (own or not is_own(day)):
            start += datetime.timedelta(days=own if is_own(day) else 0)
            for fact in day.facts:
                start = add(start, find_length(expected, fact))
            days[day.name] = start + datetime.timedelta(days=int(day.milestone.get("margin", 0)))
    return days


def fill(page: Page, product: str, request: str, **others: str) -> None:
    """Fill the form in as a reader does."""
    choose_product(page, product)
    page.locator("#date-request").fill(request)
    if others:
        page.locator("#dates details summary").click()
    for name, date in others.items():
        page.locator(f"#date-{name}").fill(date)


def choose_product(page: Page, product: str) -> None:
    """Choose a product where the form asks for it, or else on top of the page."""
    asked = page.locator(f"label:has(input[value={product}])")
    button = page.locator(f"[data-choose={product}]")
    if asked.is_visible():
        asked.click()
    elif button.get_attribute("aria-pressed") == "false":
        button.click()


def list_owning(expected: Expected) -> list[str]:
    """Return the products with a day that is counted with the number on the reader's screen; one at least."""
    found = [product for product in PRODUCTS if any(map(is_own, list_days(expected, product)))]
    assert found
    return found


def read_days(page: Page) -> dict[str, str]:
    """Return the dates that the page gives by milestone, those in the fold included."""
    found: dict[str, str] = page.eval_on_selector_all(
        ".course:not([hidden]) .day:not([hidden])",
        """days => Object.fromEntries(days.map(day => [day.dataset.name, day.querySelector('time')])
            .filter(([_, time]) => time.dateTime).map(([name, time]) => [name, time.dateTime]))""",
    )
    return found


def download(page: Page) -> bytes:
    """Return the calendar file that the page makes."""
    with page.expect_download() as info:
        page.locator("#date-file").click()
    return Path(info.value.path()).read_bytes()


@pytest.mark.parametrize("zone", ZONES)
def test_the_days_are_right_in_every_time_zone(
    open_page: OpenPage, address: str, data: dict[str, list[Record]], zone: str
) -> None:
    """For a reader in each of the world's time zones."""
    page = open_page(timezone_id=zone)
    _, complaints = watch(page)
    page.goto(address + "dates/")
    expected = Expected(data, LANGUAGES[0])
    for product in PRODUCTS:
        for request in REQUESTS:
            fill(page, product, request)
            wanted = expect_days(expected, product, {REQUEST: datetime.date.fromisoformat(request)})
            assert read_days(page) == {name: str(date) for name, date in wanted.items()}
    assert not complaints


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_last_day_to_withdraw_is_given_for_each_account(
    page: Page, address: str, data: dict[str, list[Record]], language: str
) -> None:
    expected = Expected(data, language)
    page.goto(address + folder_of(language) + "dates/")
    for product in PRODUCTS:
        fill(page, product, "2028-02-15")
        page.locator(f"#dates-{product} > .unfold").evaluate("fold => { fold.open = true; }")
        rows = page.locator(f"table[data-view=claims-{product}] tbody").all()
        assert rows
        for row in rows:
            name = (row.locator(".cell-claim a").get_attribute("href") or "").partition("#waiting-periods-")[2]
            wait = expected.record("waiting_periods", name)
            assert product in wait["products"]
            assert row.locator(".cell-value").inner_text().endswith(expected.figure(wait["value"]))
            last = add(datetime.date(2028, 2, 15), find_length(expected, f"waiting_periods/{name}"))
            told = row.locator(".cell-last_day time").get_attribute("datetime")
            assert told == str(last - datetime.timedelta(days=1))
            backers = [one["source"] for one in wait["evidence"] if one["stance"] == "supports"]
            links = row.locator(".cell-sources a").evaluate_all("links => links.map(link => link.hash)")
            assert links == [f"#sources-{source}" for source in backers]


def test_the_cautious_days_are_the_first_to_withdraw_and_the_last_to_stay_out(data: dict[str, list[Record]]) -> None:
    expected = Expected(data, LANGUAGES[0])
    for product in PRODUCTS:
        days = expect_days(expected, product, {REQUEST: datetime.date(2027, 1, 1)})
        roles = {day.name: day.milestone["role"] for day in list_days(expected, product)}
        withdraw = [date for name, date in days.items() if roles[name] == "withdraw"]
        stay_out = [date for name, date in days.items() if roles[name] == "stay_out"]
        waits = [date for name, date in days.items() if roles[name] == "wait"]
        assert len(withdraw) == len(stay_out) == 1 and waits
        assert withdraw[0] < min(waits) and stay_out[0] > max(waits)


def read_events(content: bytes) -> Events:
    """Return the events of a calendar file by their identifier."""
    parsed: Any = Calendar.from_ical(content)
    assert not parsed.errors
    assert (parsed["VERSION"], parsed["METHOD"], parsed["CALSCALE"]) == ("2.0", "PUBLISH", "GREGORIAN")
    events: Events = {}
    for event in parsed.walk("VEVENT"):
        assert not event.errors
        alarms = [(alarm["ACTION"], alarm["TRIGGER"].dt, str(alarm["DESCRIPTION"])) for alarm in event.walk("VALARM")]
        start, end = event["DTSTART"].dt, event["DTEND"].dt
        assert type(start) is datetime.date, "a day, in no time zone"
        assert end - start == datetime.timedelta(days=1)
        told = (start, event["DTSTAMP"].dt, str(event["SUMMARY"]), str(event["DESCRIPTION"]), tuple(alarms))
        assert event["UID"] not in events
        events[str(event["UID"])] = told
    return events


def check_lines(content: bytes) -> None:
    """Hold a file to the form of RFC 5545: CRLF after each line, at most 75 bytes in one, whole characters."""
    assert content.endswith(b"\r\n")
    lines = content.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    for line in lines:
        line.decode("utf-8")


def expect_events(expected: Expected, product: str, starts: Days, own: int = 0) -> Events:
    """Return the events that a calendar file must hold."""
    events: Events = {}
    days = {day.name: day for day in list_days(expected, product)}
    for name, date in expect_days(expected, product, starts, own).items():
        day = days[name]
        if own and is_replaced(day, list(days.values())):
            continue
        title, start = day.say("title", expected), starts[day.milestone["counted_from"]]
        reminders = (datetime.timedelta(hours=-15), datetime.timedelta(hours=9)) if "remind" in day.milestone else ()
        events[f"{name}-{product}-{start:%Y%m%d}@{SUBJECT['name']}"] = (
            date,
            datetime.datetime.combine(start, datetime.time(), datetime.UTC),
            title,
            day.say("detail", expected),
            tuple(("DISPLAY", reminder, title) for reminder in reminders),
        )
    return events


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("product", PRODUCTS)
def test_the_calendar_file_made_in_the_browser_holds_the_days(
    page: Page, address: str, data: dict[str, list[Record]], product: str, language: str
) -> None:
    page.goto(address + folder_of(language) + "dates/")
    others = dict.fromkeys(one["counted_from"] for one in data["milestones"] if one["counted_from"] != REQUEST)
    given = {moment: f"2028-03-{number:02}" for number, moment in enumerate(others, 1)}
    assert given
    fill(page, product, "2028-02-29", **given)
    content = download(page)
    check_lines(content)
    starts = {name: datetime.date.fromisoformat(day) for name, day in {REQUEST: "2028-02-29", **given}.items()}
    events = read_events(content)
    assert events == expect_events(Expected(data, language), product, starts)
    assert any(alarms for *_, alarms in events.values())
    assert download(page) == content, "the same request gives the same file"


@pytest.mark.parametrize("product", PRODUCTS)
def test_the_calendar_files_made_at_build_time_hold_the_same(
    site: Site, data: dict[str, list[Record]], page: Page, address: str, product: str
) -> None:
    for language in LANGUAGES:
        compare_files(site, Expected(data, language), page, address, product)


def compare_files(site: Site, expected: Expected, page: Page, address: str, product: str) -> None:
    """Hold every calendar file of a product and language to the data, and the last to what the browser makes."""
    language = expected.language
    start = address + folder_of(language) + "dates/"
    links = site.page("dates.md", language).xpath(f"//section[@data-product='{product}']//a[@download]/@href")
    assert len(links) >= 28
    page.goto(start)
    for name in links:
        day = datetime.date.fromisoformat(re.sub(rf"{product}-|\.ics", "", name))
        content = (site.folder / folder_of(language) / "dates" / name).read_bytes()
        check_lines(content)
        assert read_events(content) == expect_events(expected, product, {REQUEST: day})
    fill(page, product, re.sub(rf"{product}-|\.ics", "", links[-1]))
    assert read_events(download(page)) == read_events(content), "browser and build agree"


@pytest.mark.parametrize("written", ["1900-01-01", "1999-01-01", "0001-01-01"])
def test_a_day_too_long_ago_is_told_so_and_not_counted_with(
    page: Page, address: str, data: dict[str, list[Record]], written: str
) -> None:
    page.goto(address + folder_of(LANGUAGES[1]) + "dates/")
    page.locator("#date-request").fill(written)
    assert page.get_by_text(Expected(data, LANGUAGES[1]).label("date.past")).is_visible()
    assert not page.locator("#date-file").is_visible()
    assert read_days(page) == {}


def test_the_dates_stay_on_the_device_and_can_be_erased(page: Page, address: str) -> None:
    requests, complaints = watch(page)
    page.goto(address + "dates/")
    wait_for_idle(page)
    loaded = len(requests)
    fill(page, PRODUCTS[-1], "2027-01-31")
    shown = read_days(page)
    assert shown
    later = [request.url for request in requests[loaded:] if not request.url.startswith("blob:")]
    assert [url for url in later if "/assets/icon." not in url] == []
    page.reload()
    assert read_days(page) == shown
    assert page.locator(f"#dates-{PRODUCTS[-1]}").is_visible()
    assert not page.locator(f"#dates-{PRODUCTS[0]}").is_visible()
    page.locator("#date-erase").click()
    assert read_days(page) == {}
    assert page.evaluate("localStorage.getItem('guide-dates')") is None
    assert not complaints


@pytest.mark.parametrize("kept", ["7", "[]", "{", json.dumps({"product": "mars", "request": "2027-02-30"})])
def test_whatever_the_storage_holds_the_form_works(page: Page, address: str, kept: str) -> None:
    page.add_init_script(f"localStorage.setItem('guide-dates', {json.dumps(kept)})")
    _, complaints = watch(page)
    page.goto(address + "dates/")
    fill(page, PRODUCTS[0], "2027-01-31")
    assert read_days(page)
    assert not complaints


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_scripts_each_day_says_how_it_is_counted(
    open_page: OpenPage, address: str, data: dict[str, list[Record]], language: str
) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(address + folder_of(language) + "dates/")
    assert not page.locator("#dates").is_visible(), "a form that cannot work is not shown"
    expected = Expected(data, language)
    for product in PRODUCTS:
        days = list_days(expected, product)
        items = page.locator(f"#dates-{product} .day")
        assert items.count() == len(days)
        for item, day in zip(items.all(), days, strict=True):
            rule = item.locator(".day-rule").inner_text()
            assert not is_own(day) or expected.label("wait.own") in rule
            for fact in day.facts:
                kind, _, name = fact.partition("/")
                assert expected.figure(expected.record(kind, name)["value"]) in rule
            assert squeeze(item.locator(".day-title").inner_text()) == day.say("title", expected)
            assert item.is_visible() == (day.milestone["role"] in LIMITS), "what need not be kept is folded"
        page.locator(f"#dates-{product} > .unfold > summary").click()
        assert all(item.is_visible() for item in items.all())
    page.locator(".files:visible summary").first.click()
    with page.expect_download() as info:
        page.locator(".files a:visible").first.click()
    assert info.value.suggested_filename.endswith(".ics")


@pytest.mark.parametrize(
    ("language", "words"), [("zh", ("不等于注销完成", "登录一次")), ("en", ("not completed", "Logging in"))]
)
def test_requested_is_not_completed_and_a_login_withdraws(site: Site, language: str, words: tuple[str, ...]) -> None:
    for name in ("index.md", "dates.md"):
        text = read_text(site.page(name, language).xpath("//main")[0])
        assert all(word in text for word in words), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_with_the_number_on_the_screen_there_are_the_days_that_follow_from_it_alone(
    page: Page, address: str, data: dict[str, list[Record]], language: str
) -> None:
    expected = Expected(data, language)
    page.goto(address + folder_of(language) + "dates/")
    first = page.locator("#dates input:visible").first
    assert first.get_attribute("id") == "date-days", "the number that counts comes first"
    for product in list_owning(expected):
        for own in (1, 15, 365):
            first.fill(str(own))
            fill(page, product, "2028-02-14")
            starts = {REQUEST: datetime.date(2028, 2, 14)}
            days = list_days(expected, product)
            limits = [day for day in days if day.milestone["role"] in LIMITS and not is_replaced(day, days)]
            wanted = expect_days(expected, product, starts, own)
            shown = page.locator(".limits .day:visible").evaluate_all(
                "days => days.map(day => [day.dataset.name, day.querySelector('time').dateTime])"
            )
            assert shown == [[day.name, str(wanted[day.name])] for day in limits]
            withdraw = [wanted[day.name] for day in limits if day.milestone["role"] == "withdraw"]
            assert withdraw == [starts[REQUEST] + datetime.timedelta(days=own - 1)]
            content = download(page)
            check_lines(content)
            assert read_events(content) == expect_events(expected, product, starts, own)
        first.fill("")


@pytest.mark.parametrize("written", ["0", "-3", "1.5", "1000", "1e9"])
def test_a_number_of_days_that_cannot_be_is_told_so_and_not_counted_with(
    page: Page, address: str, data: dict[str, list[Record]], written: str
) -> None:
    expected = Expected(data, LANGUAGES[0])
    page.goto(address + "dates/")
    product = list_owning(expected)[0]
    page.locator("#date-days").fill(written)
    fill(page, product, "2027-01-31")
    assert page.get_by_text(expected.label("date.days_bad")).is_visible()
    wanted = expect_days(expected, product, {REQUEST: datetime.date(2027, 1, 31)})
    assert read_days(page) == {name: str(date) for name, date in wanted.items()}


def test_the_number_of_days_is_kept_on_the_device_and_can_be_erased(
    page: Page, address: str, data: dict[str, list[Record]]
) -> None:
    product = list_owning(Expected(data, LANGUAGES[0]))[0]
    page.goto(address + "dates/")
    page.locator("#date-days").fill("15")
    fill(page, product, "2027-01-31")
    shown = read_days(page)
    page.reload()
    assert page.locator("#date-days").input_value() == "15"
    assert read_days(page) == shown
    page.locator("#date-erase").click()
    assert page.locator("#date-days").input_value() == ""


@pytest.mark.parametrize("product", PRODUCTS)
def test_a_product_that_was_chosen_on_top_of_the_page_is_not_asked_for(page: Page, address: str, product: str) -> None:
    page.goto(f"{address}dates/?for={product}")
    assert page.locator("h1").is_visible(), "nothing but the other products goes"
    assert not page.locator(".date-products").is_visible()
    shown = page.locator(".course:visible").evaluate_all("courses => courses.map(course => course.dataset.product)")
    assert shown == [product]


@pytest.mark.parametrize("product", PRODUCTS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_dates_fit_six_screens_of_a_phone(page: Page, address: str, product: str, language: str) -> None:
    page.goto(f"{address}{folder_of(language)}dates/?for={product}")
    for request in ("", "2027-01-31"):
        page.locator("#date-request").fill(request)
        height = page.evaluate("document.documentElement.scrollHeight")
        assert height / PHONE["height"] <= MOST_SCREENS


def test_in_a_browser_inside_another_application_the_built_file_comes_first(
    open_page: OpenPage, site: Site, address: str, data: dict[str, list[Record]]
) -> None:
    product = list_owning(Expected(data, LANGUAGES[0]))[0]
    links = site.page("dates.md", LANGUAGES[0]).xpath(f"//section[@data-product='{product}']//a[@download]/@href")
    day = re.sub(rf"{product}-|\.ics", "", links[0])
    for agent, is_embedded in ((None, False), (EMBEDDED, True)):
        page = open_page(user_agent=agent)
        page.goto(address + "dates/")
        fill(page, product, day)
        target = page.locator("#date-file").get_attribute("href") or ""
        assert target.startswith("blob:") != is_embedded
        assert target.endswith(f"/dates/{links[0]}") == is_embedded
        assert not page.locator("#date-hint").is_visible()
        page.locator("#date-days").fill("15")
        page.locator("#date-request").fill(day)
        page.locator("#date-days").blur()
        assert (page.locator("#date-file").get_attribute("href") or "").startswith("blob:"), "none is built for 15 days"
        assert page.locator("#date-hint").is_visible() == is_embedded
