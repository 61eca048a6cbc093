"""The second skin in a real browser: the same pages in stock Material, and what that gets wrong by itself is mended."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from accessibility import Thinning, find_faults
from browsing import DESKTOP, PHONE, OpenPage, find_addresses, wait_for_stillness, watch
from raw import LANGUAGES, SUBJECT, Record, Site, folder_of, language_of, list_labels
from skin_pages import find_misfits, settle

KINDS = ("", "timeline/", "plan/", "failures/")
"""A first page, evidence and tabs, what works with a script, a table."""
SAMPLE = [f"{folder_of(language)}{kind}" for language in LANGUAGES for kind in KINDS]
FIELD = "[data-md-component=search-query]"
GROUND = "getComputedStyle(document.body).backgroundColor"
COLORS = f"[{GROUND}, ...['article p', 'article a', '.md-header', '.md-copyright'].map(one => " + (
    "getComputedStyle(document.querySelector(one)).color)]"
)


def look_for(page: Page, words: str) -> None:
    """Write words into the search, as a person does: Material listens to the keys."""
    field = page.locator(FIELD)
    field.fill(words)
    field.press("Shift")


def test_each_page_says_its_language_and_leads_to_its_translations(
    skinned: Site, data: dict[str, list[Record]]
) -> None:
    (tags,) = [one["text"] for one in list_labels(data) if one["id"] == "language.tag"]
    addresses = find_addresses(skinned)
    for address in addresses:
        page = skinned.open(Path(address) / "index.html")
        language = language_of(address)
        assert page.get("lang") == tags[language], address
        links = page.xpath("//header//a[@hreflang]")
        others = [one for one in LANGUAGES if one != language]
        assert [one.get("hreflang") for one in links] == [one.get("lang") for one in links]
        assert [one.get("lang") for one in links] == [tags[one] for one in others], address
        for link, other in zip(links, others, strict=True):
            target = (skinned.folder / address / link.get("href")).resolve().relative_to(skinned.folder.resolve())
            assert f"{target}/".removeprefix("./") == folder_of(other) + address.removeprefix(folder_of(language))


def test_no_page_asks_another_host_or_has_a_style_or_a_script_inside_that_is_not_named(skinned: Site) -> None:
    policies = set()
    for path in skinned.pages():
        page = skinned.open(path)
        policies |= {*page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")}
        asked = page.xpath("//link[@rel='stylesheet' or @rel='icon']/@href | //*/@src | //@poster | //@data")
        assert asked and not [one for one in asked if re.match(r"\w+:|//", one)], path
        assert page.xpath("//style | //@style | //@*[starts-with(name(), 'on')]") == [], path
        assert len(page.xpath("//script[not(@src) and not(starts-with(@type, 'application/'))]")) <= 1, path
    # The pages at old addresses have no script at all.
    assert len([one for one in policies if "worker-src" in one]) == 1


def test_the_search_of_a_language_has_its_pages_and_no_other(skinned: Site) -> None:
    for language in LANGUAGES:
        folder = skinned.folder / folder_of(language)
        index = json.loads((folder / "search/search_index.json").read_text(encoding="utf-8"))
        places = [doc["location"] for doc in index["docs"]]
        assert len(places) == len(set(places)) > 100
        pages = {place.partition("#")[0] for place in places}
        own = {one.removeprefix(folder_of(language)) for one in find_addresses(skinned) if language_of(one) == language}
        moved = {one for one in own if not skinned.open(Path(folder, one, "index.html")).xpath("//main")}
        assert pages == own - moved
        ids = {page: {*skinned.open(folder / page / "index.html").xpath("//@id")} for page in pages}
        for place in places:
            page, _, anchor = place.partition("#")
            assert places.index(page) <= places.index(place), "a page stands before its places"
            assert not anchor or anchor in ids[page], place
        assert "\u200b" not in "".join(doc["text"] for doc in index["docs"]), "no library has cut the words"


@pytest.mark.parametrize("screen", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_pages_fit_the_screen_and_complain_of_nothing(
    open_page: OpenPage, skinned_address: str, screen: ViewportSize
) -> None:
    """tests/system/test_skin_pages.py opens many more."""
    assert find_misfits(open_page(screen), skinned_address, [*SAMPLE, "404.html"]) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(open_page: OpenPage, skinned_address: str, scheme: str) -> None:
    dark = scheme == "dark"
    rules = ["color-contrast", "link-in-text-block", "landmark-unique", "region"]
    asked: dict[str, object] = {"runOnly": rules} if dark else {}
    page, thinning = open_page(DESKTOP if dark else PHONE, bypass_csp=True, color_scheme=scheme), Thinning()
    faults = []
    for path in [*SAMPLE, "404.html"]:
        page.goto(skinned_address + path)
        settle(page)
        wait_for_stillness(page)  # colors come in slowly
        thinning.thin(page)
        faults += [f"{path}: {fault}" for fault in find_faults(page, None, **asked)]
    assert not faults


def test_axe_finds_nothing_in_the_open_search_and_menu(
    open_page: OpenPage, skinned_address: str, data: dict[str, list[Record]]
) -> None:
    page = open_page(bypass_csp=True)
    page.goto(f"{skinned_address}timeline/")
    settle(page)
    page.locator(".md-header__button[for=__search]").click()
    look_for(page, data["terms"][0]["title"][LANGUAGES[0]])
    page.locator(".md-search-result__link").first.wait_for()
    wait_for_stillness(page)
    assert not find_faults(page)
    page.goto(f"{skinned_address}timeline/")
    settle(page)
    page.locator(".menu-open").click()
    wait_for_stillness(page)
    assert not find_faults(page)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_search_finds_each_word_of_the_glossary_and_marks_it_on_the_page(
    open_page: OpenPage, skinned_address: str, data: dict[str, list[Record]], language: str
) -> None:
    page = open_page(DESKTOP)
    requests, complaints = watch(page)
    page.goto(skinned_address + folder_of(language))
    settle(page)
    words = [
        one["title"][language] for one in data["terms"] if re.fullmatch(r"\w{2,3}|[a-zA-Z ]+", one["title"][language])
    ]
    assert len(words) > 3
    for word in words[:4]:
        look_for(page, word)
        found = page.locator(".md-search-result__link", has_text=word).first
        found.wait_for()
    found.click()
    page.wait_for_url(re.compile(r"[?&]h="))
    mark = page.locator("article mark", has_text=re.compile(f"^{word}$", re.IGNORECASE)).first
    expect(mark).to_be_attached()
    assert page.url.startswith(skinned_address + folder_of(language))
    asked = {request.url.removeprefix(skinned_address) for request in requests if "search_index" in request.url}
    assert asked == {f"{folder_of(language)}search/search_index.json"}
    assert not [complaint for complaint in complaints if "ERR_ABORTED" not in complaint]


def test_a_chinese_question_is_searched_with_all_its_characters(
    open_page: OpenPage, skinned_address: str, data: dict[str, list[Record]]
) -> None:
    page = open_page(DESKTOP)
    page.goto(skinned_address)
    settle(page)
    question = data["disagreements"][0]["question"]["zh"]
    look_for(page, re.sub(r"[^\u4e00-\u9fff]", "", question))
    titles = page.locator(".md-search-result__link h1, .md-search-result__link h2")
    titles.first.wait_for()
    assert question in [re.sub(r"\s+", "", text) for text in titles.all_inner_texts()[:5]]


def test_dark_is_the_same_with_and_without_scripts(open_page: OpenPage, skinned_address: str) -> None:
    told = {}
    for scheme in ("light", "dark"):
        for scripts in (True, False):
            page = open_page(color_scheme=scheme, java_script_enabled=scripts)
            page.goto(f"{skinned_address}timeline/")
            if scripts:
                settle(page)
            wait_for_stillness(page)
            told[scheme, scripts] = page.evaluate(COLORS)
    for scheme in ("light", "dark"):
        assert told[scheme, True] == told[scheme, False]
    assert told["light", True][0] != told["dark", True][0]


def test_light_or_dark_is_chosen_once_and_stands_before_material_s_script_runs(
    open_page: OpenPage, skinned_address: str
) -> None:
    page = open_page(DESKTOP, color_scheme="dark")
    page.goto(skinned_address)
    settle(page)
    dark = page.evaluate(GROUND)
    page.locator("[data-md-component=palette] label:visible").click()
    page.wait_for_function(f"{GROUND} !== '{dark}'")
    wait_for_stillness(page)
    light = page.evaluate(GROUND)
    page.route("**/material-bundle.*.js", lambda route: route.abort())
    for path in ("law/", "en/law/"):
        page.goto(skinned_address + path)
        assert page.evaluate(GROUND) == light, "the page flashes until the late script runs"


def test_a_page_reads_without_scripts(open_page: OpenPage, skinned_address: str) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{skinned_address}timeline/")
    row = page.locator("tbody[id^=waiting-periods-]").first
    assert row.is_visible() and not row.locator("blockquote").first.is_visible()
    row.locator("summary").first.click()
    assert row.locator("blockquote").first.is_visible()
    assert not page.locator(".md-search").is_visible() and page.locator("#search-link").is_visible()
    page.locator(".md-skip").focus()
    target = page.locator(".md-skip").get_attribute("href") or ""
    assert page.locator(f"h1{target}").count() == 1, "the link to the text leads to it"


def test_the_choice_is_kept_turns_the_tabs_and_holds_on_the_next_page(
    open_page: OpenPage, skinned_address: str
) -> None:
    page = open_page(DESKTOP)
    page.goto(f"{skinned_address}timeline/")
    settle(page)
    second = SUBJECT["products"][1]["id"]
    page.locator(f"[data-choose={second}]").click()
    assert page.locator(f"input[data-for={second}]").first.is_checked()
    assert page.locator(".tabbed-block:visible").count() == page.locator(".tabbed-set").count()
    page.goto(f"{skinned_address}{folder_of(LANGUAGES[1])}timeline/")
    assert page.locator(f"[data-choose={second}]").get_attribute("aria-pressed") == "true"
    assert page.locator(f"input[data-for={second}]").first.is_checked()
    hidden = page.locator("[data-products='1']:not(.not-shown)")
    assert hidden.count() and not hidden.locator("visible=true").count()


def test_tabs_that_a_reader_turns_are_turned_on_the_next_page(open_page: OpenPage, skinned_address: str) -> None:
    page = open_page(DESKTOP)
    page.goto(f"{skinned_address}timeline/")
    settle(page)
    page.locator(".tabbed-labels a").nth(1).click()
    name = page.locator(".tabbed-labels label").nth(1).inner_text()
    assert page.locator(".tabbed-set input").nth(1).is_checked()
    page.goto(f"{skinned_address}failures/")
    settle(page)
    tabs = page.locator(".tabbed-set").first
    chosen = tabs.locator("input:checked").get_attribute("id")
    assert tabs.locator(f"label[for={chosen}]").inner_text() == name


def test_the_plan_and_the_dates_work(open_page: OpenPage, skinned_address: str) -> None:
    page = open_page()
    _, complaints = watch(page)
    page.goto(f"{skinned_address}plan/")
    settle(page)
    first = page.locator(".query:visible").get_attribute("data-question")
    page.locator(".choice-button:visible").first.click()
    assert page.locator(".query:visible").get_attribute("data-question") != first
    page.goto(f"{skinned_address}dates/")
    page.locator("#date-request").fill("2027-01-31")
    assert page.locator(".day time[datetime]").count() > 3
    assert not complaints


def test_the_contents_follow_the_reader(open_page: OpenPage, skinned_address: str) -> None:
    page = open_page(DESKTOP)
    page.goto(f"{skinned_address}timeline/")
    settle(page)
    links = page.locator(".md-sidebar--secondary a.md-nav__link")
    anchor = links.last.get_attribute("href") or ""
    page.locator(f"article {anchor}").scroll_into_view_if_needed()
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    expect(page.locator(f".md-sidebar--secondary a[href='{anchor}']")).to_have_class(re.compile("md-nav__link--active"))


def test_the_menu_opens_by_the_keyboard_and_what_is_off_the_screen_cannot_be_reached(
    open_page: OpenPage, skinned_address: str
) -> None:
    page = open_page()
    page.goto(f"{skinned_address}law/")
    settle(page)
    inside = page.locator("#menu a").first
    assert not inside.is_visible()
    page.locator(".menu-open").focus()
    page.keyboard.press("Enter")
    expect(inside).to_be_visible()
    expect(page.locator(".menu-open")).to_have_attribute("aria-expanded", "true")
    page.keyboard.press(" ")
    expect(inside).not_to_be_visible()


def test_text_is_as_large_as_in_the_light_frame(open_page: OpenPage, address: str, skinned_address: str) -> None:
    size = (
        "[...document.querySelectorAll('#content p, #content td, #content summary')]"
        ".map(one => getComputedStyle(one).fontSize)"
    )
    told = []
    for root in (address, skinned_address):
        page = open_page()
        page.goto(f"{root}law/")
        told.append(page.evaluate(size))
    assert min(float(one.removesuffix("px")) for one in told[1]) >= 15
    assert told[0][0] == told[1][0]


def test_the_skin_works_from_the_disk_but_for_the_search(page: Page, skinned: Site) -> None:
    _, complaints = watch(page)
    page.goto((skinned.folder / "index.html").as_uri())
    settle(page)
    assert not page.locator(".md-search").is_visible()
    page.locator("#search-link").click()
    expect(page).to_have_url(re.compile("/questions/index.html$"))
    page.locator("header a[hreflang]").first.click()
    expect(page).to_have_url(re.compile(f"/{LANGUAGES[1]}/questions/index.html$"))
    assert page.locator("h1").is_visible()
    assert not [complaint for complaint in complaints if "ERR_ABORTED" not in complaint]
