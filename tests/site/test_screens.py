"""What follows when product and device are chosen once, and where links and headings lead."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from browsing import DESKTOP, OpenPage
from declared import DECLARED, list_homes
from raw import LANGUAGES, PRODUCTS, SUBJECT, folder_of

ASKEW = """[...document.querySelectorAll("table.lines")]
  .filter(table => getComputedStyle(table.tHead).position === "static")
  .flatMap(table => [...table.querySelectorAll("thead th")].filter(head => {
    const cell = table.querySelector(`tbody[id] td[data-label="${head.innerText}"]`);
    const shift = cell ? cell.getBoundingClientRect().left - head.getBoundingClientRect().left : 0;
    return head.getClientRects().length && Math.abs(shift) > 2;
  }).map(head => head.innerText))"""
"""The headings that stand beside their column."""
PLATFORM = SUBJECT["platforms"][0]["id"]


def list_hidden(page: Page) -> list[str]:
    """Return the products of every row that is there and not shown."""
    found = "[...document.querySelectorAll('tbody[data-products]')].filter(row => !row.getClientRects().length)"
    return list(page.evaluate(f"{found}.map(row => row.dataset.products)"))


def test_a_choice_holds_on_every_page_and_says_what_it_hides(open_page: OpenPage, address: str) -> None:
    page = open_page()
    page.goto(f"{address}{list_homes()['waiting_periods'].removesuffix('.md')}/")
    assert list_hidden(page) == [] and not page.locator(".not-shown:visible").count()
    page.locator(f"[data-choose={PRODUCTS[0]}]").click()
    hidden = list_hidden(page)
    assert hidden and not any("1" in products.split() for products in hidden)
    told = page.locator(".not-shown:visible")
    assert sum(int(re.findall(r"\d+", words)[0]) for words in told.all_inner_texts()) == len(
        page.locator("tbody[id][data-products]:not([data-products~='1'])").all()
    )
    page.goto(address)
    assert page.locator(f"[data-choose={PRODUCTS[0]}]").get_attribute("aria-pressed") == "true"
    page.locator(f"[data-choose={PRODUCTS[0]}]").click()
    page.goto(f"{address}{list_homes()['waiting_periods'].removesuffix('.md')}/")
    assert list_hidden(page) == []


def test_a_red_box_about_another_product_goes_with_the_choice_and_comes_back(open_page: OpenPage, address: str) -> None:
    page = open_page()
    page.goto(address)
    boxes = page.locator(".danger")
    about = [str(box.get_attribute("data-products")).split() for box in boxes.all()]
    assert {"1"} < {number for numbers in about for number in numbers}
    page.locator(f"[data-choose={PRODUCTS[0]}]").click()
    assert [box.is_visible() for box in boxes.all()] == ["1" in numbers for numbers in about]
    page.locator(f"[data-choose={PRODUCTS[0]}]").click()
    assert all(box.is_visible() for box in boxes.all())


def test_a_link_carries_the_choice(open_page: OpenPage, address: str) -> None:
    page = open_page()
    page.goto(f"{address}?for={PRODUCTS[1]},{PLATFORM}")
    assert page.locator(f"[data-choose={PRODUCTS[1]}]").get_attribute("aria-pressed") == "true"
    assert page.locator("#choice-platform").input_value() == PLATFORM
    page.goto(address)
    page.locator(f"[data-choose={PRODUCTS[0]}]").click()
    expect(page).to_have_url(f"{address}?for={PRODUCTS[0]},{PLATFORM}")


def test_without_scripts_there_is_nothing_to_choose_and_nothing_hidden(open_page: OpenPage, address: str) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{address}{list_homes()['waiting_periods'].removesuffix('.md')}/")
    assert not page.locator("#choice").is_visible()
    assert page.locator("tbody.group:visible").count() == page.locator("tbody.group").count() > 1


def test_who_has_chosen_nothing_jumps_from_group_to_group(open_page: OpenPage, address: str) -> None:
    page = open_page(java_script_enabled=False)
    for kind in ("waiting_periods", "steps"):
        page.goto(f"{address}{list_homes()[kind].removesuffix('.md')}/")
        for link in page.locator(".to-groups a").all():
            link.click()
            expect(page).to_have_url(re.compile(f"{link.get_attribute('href')}$"))
            assert page.locator(":target").is_visible()
    page = open_page()
    page.goto(f"{address}{list_homes()['waiting_periods'].removesuffix('.md')}/")
    assert page.locator(".to-groups:visible a").count() > 1
    page.locator(f"[data-choose={PRODUCTS[0]}]").click()
    assert not page.locator(".to-groups:visible").count()


def test_on_a_desktop_each_heading_stands_above_its_column(open_page: OpenPage, address: str) -> None:
    page = open_page(DESKTOP)
    pages = {
        list_homes()[kind] for kind, row in DECLARED.items() if len(row.get("line", [])) > 1 if kind in list_homes()
    }
    for one in sorted(pages):
        page.goto(address + re.sub(r"(^|/)index\.md$", r"\1", one).replace(".md", "/"))
        assert page.evaluate(ASKEW) == [], one


def test_what_a_link_leads_to_is_open(open_page: OpenPage, address: str) -> None:
    page = open_page()
    home = f"{address}{list_homes()['money'].removesuffix('.md')}/"
    page.goto(home)
    row = page.locator("tbody[id]").first.get_attribute("id")
    page.goto(address)
    page.goto(f"{home}#{row}")
    page.locator(f"[id='{row}'] .grounds").wait_for()
    assert (
        page.locator(f"[id='{row}'] td.more").first.is_visible() or page.locator(f"[id='{row}'] td.wide").is_visible()
    )


def test_the_other_language_opens_at_the_same_place(open_page: OpenPage, address: str) -> None:
    page = open_page()
    page.goto(f"{address}{list_homes()['money'].removesuffix('.md')}/")
    row = page.locator("tbody[id]").nth(1).get_attribute("id")
    page.evaluate(f"location.hash = '{row}'")
    page.locator("header a[hreflang]").click()
    page.wait_for_url(f"**/{folder_of(LANGUAGES[1])}**#{row}")


def test_the_field_on_the_first_page_opens_the_search_and_without_scripts_leads_to_the_questions(
    open_page: OpenPage, address: str
) -> None:
    page = open_page()
    page.goto(address)
    page.locator(".ask a").click()
    assert page.locator("#query").is_visible()
    plain = open_page(java_script_enabled=False)
    plain.goto(address)
    plain.locator(".ask a").click()
    expect(plain).to_have_url(f"{address}{list_homes()['asked'].removesuffix('.md')}/")
