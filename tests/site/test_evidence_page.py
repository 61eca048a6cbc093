"""The evidence of a page's facts stands on a page beside it, and comes when it is opened; nobody has to do without."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml import html
from playwright.sync_api import Page

from accessibility import find_faults
from browsing import OpenPage, watch
from expected import Expected
from raw import LANGUAGES, Record, Site, folder_of, language_of, load_index, read_text, squeeze

LINK = "//a[@class='to-grounds']"
SOME = "money/"
"""A page with much evidence, in each language."""
PROOF = "details.proof:has(~ .to-grounds)"
AROUND = """one => {
  const row = one.closest("tbody[id]");
  return row ? row.id : one.closest("[data-record]").dataset.record;
}"""
"""Returns the record around an element: that of a row, or of a red box."""


def list_cut(site: Site) -> Iterator[tuple[Path, html.HtmlElement, html.HtmlElement]]:
    """Yield each page whose evidence stands beside it: its path, the page as it stands, and the one with evidence."""
    for path in site.pages():
        page = site.read_whole(path)
        if page.xpath(LINK):
            yield path, page, site.read(path.parent / "evidence.html")


def name_record(link: html.HtmlElement) -> str:
    """Return the place of the record in which a link stands: a red box says whose it is, all else has its id."""
    boxed = link.xpath("ancestor::div[@data-view='warnings']/@data-record")
    return re.sub("[_/]", "-", boxed[0]) if boxed else link.xpath("ancestor::*[@id][1]/@id")[0]


def open_proof(page: Page) -> None:
    """Open the first evidence on a page that is still to come."""
    page.locator(f"{PROOF} > summary:visible").first.click()


def test_no_page_with_much_evidence_carries_what_nobody_has_opened(site: Site) -> None:
    for path in site.pages():
        left = site.read(path).xpath("//div[@class='grounds']")
        assert sum(len(html.tostring(one, encoding="unicode")) for one in left) < 9_000, path


def test_each_proof_leads_to_the_evidence_of_its_own_record(site: Site) -> None:
    met = 0
    for path, page, beside in list_cut(site):
        for link in page.xpath(LINK):
            place = link.get("href").removeprefix("evidence.html#")
            own = name_record(link)
            assert place == own or place.endswith(own) or not beside.xpath("//*[@id=$id]", id=own), f"{path}: {own}"
            assert beside.xpath("//section[@id=$id]/*[@class='grounds']", id=place), f"{path}: {place}"
            met += 1
    assert met > 500


def test_a_page_of_evidence_has_what_is_asked_for_and_nothing_else(site: Site) -> None:
    asked = {
        path.parent: {link.partition("#")[2] for link in page.xpath(f"{LINK}/@href")}
        for path, page, _ in list_cut(site)
    }
    found = {path.parent: set(site.read(path).xpath("//section/@id")) for path in site.evidence_pages()}
    assert asked == found


def test_a_page_of_evidence_says_which_record_and_how_sure_and_leads_back(
    site: Site, data: dict[str, list[Record]]
) -> None:
    told = {language: Expected(data, language) for language in LANGUAGES}
    places = {
        f"{kind}-{one['id']}".replace("_", "-"): (kind, one)
        for kind, some in data.items()
        for one in some
        if "id" in one
    }
    for path, page, beside in list_cut(site):
        ids = set(page.xpath("//@id"))
        expected = told[language_of(path)]
        for section in beside.xpath("//section"):
            kind, record = places[section.get("id")]
            (heading,) = section.xpath("./h2/a")
            title = (
                record["title"]
                if kind == "sources"
                else expected.text(record, "title" if "title" in record else "question")
            )
            assert squeeze(heading.text_content()) == squeeze(title), section.get("id")
            if "evidence" in record:
                mark = f"verdict-{expected.truth.know(kind, record).verdict}"
                assert section.xpath("./p/span[contains(@class, $mark)]", mark=mark), section.get("id")
            else:
                listed = section.xpath("./ul/li | ./div/table/tbody")
                assert re.findall(r"\d+", section.xpath("string(./p)")) == [str(len(listed))], section.get("id")
            back, _, place = heading.get("href").partition("#")
            assert back == "./" and (place or "content") in ids | {"content"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_search_engines_are_led_to_the_page_and_readers_to_the_other_languages(
    site: Site, data: dict[str, list[Record]], language: str
) -> None:
    paths = [path for path in site.evidence_pages() if language_of(path) == language]
    assert paths
    for path in paths:
        page, around = site.read(path), site.read(path.parent / "index.html")
        assert page.get("lang") == Expected(data, language).label("language.tag")
        assert page.xpath("//meta[@name='robots']/@content") == ["noindex"]
        assert page.xpath("//link[@rel='canonical']/@href") == around.xpath("//link[@rel='canonical']/@href")
        policy, wider = (
            one.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0] for one in (page, around)
        )
        assert not page.xpath("//style")
        assert policy == re.sub("(?<=style-src 'self')[^;]*", "", wider), "no more is allowed than the page has"
        title, whole = (one.xpath("//title")[0].text for one in (around, page))
        assert whole != title and whole.startswith(title.rpartition(" · ")[0]), path
        for link in page.xpath("//header//a[@hreflang]/@href"):
            assert (site.folder / path.parent / link).resolve().is_file(), f"{path}: {link}"
        assert len(page.xpath("//header//a[@hreflang]")) >= len(LANGUAGES) - 1


def test_every_link_on_a_page_of_evidence_leads_somewhere(site: Site) -> None:
    for path in site.evidence_pages():
        for address in site.read(path).xpath("//@href"):
            if "://" not in address and not address.startswith(("#", "mailto:")):
                target = (site.folder / path.parent / address.partition("#")[0]).resolve()
                assert (target / "index.html" if target.is_dir() else target).is_file(), f"{path}: {address}"


def test_no_map_search_or_feed_names_a_page_of_evidence(site: Site) -> None:
    assert [*site.evidence_pages()]
    told = [site.folder / "sitemap.xml", *site.folder.rglob("changes.xml"), *site.folder.rglob("search/*.js")]
    assert len(told) > 2 * len(LANGUAGES)
    for path in told:
        assert "evidence.html" not in path.read_text(encoding="utf-8"), path
    for language in LANGUAGES:
        assert load_index(site, language)["pages"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_opened_comes_once_and_leads_where_it_should(
    open_page: OpenPage, site: Site, address: str, language: str
) -> None:
    page = open_page()
    requests, complaints = watch(page)
    here = f"{address}{folder_of(language)}{SOME}"
    page.goto(f"{here}?for=weixin")
    assert not page.locator(".grounds").count()
    for number in (1, 2):
        open_proof(page)
        page.locator(".grounds").nth(number - 1).wait_for()
    asked = [request.url for request in requests if request.url.endswith("evidence.html")]
    assert asked == [f"{here}evidence.html"]
    assert complaints == []
    assert not page.locator("[aria-busy], .proof[open] ~ .to-grounds").count()
    page.locator("a[data-cite]:visible").first.click()
    page.locator(".proof[open] ~ .cite textarea").first.wait_for()
    whole = site.page("money.md", language)
    for grounds in page.locator(".grounds").all():
        name = str(grounds.get_attribute("data-fact"))
        assert re.sub("[_/]", "-", grounds.evaluate(AROUND)) == re.sub("[_/]", "-", name), (
            "the evidence of another fact"
        )
        wanted = whole.xpath("//div[@class='grounds'][@data-fact=$name]", name=name)[0]
        assert squeeze(grounds.text_content() or "") == squeeze(wanted.text_content())
        links = [one.get_attribute("href") for one in grounds.locator("a").all()]
        assert [urljoin(here, str(link)) for link in links] == [
            urljoin(here, link) for link in wanted.xpath(".//a/@href")
        ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_link_to_a_record_brings_its_evidence(open_page: OpenPage, site: Site, address: str, language: str) -> None:
    row = site.read(Path(folder_of(language), SOME, "index.html")).xpath(f"//tbody[@id][.{LINK}]/@id")[0]
    page = open_page()
    page.goto(f"{address}{folder_of(language)}{SOME}#{row}")
    page.locator(f"[id='{row}'] .grounds").wait_for()
    assert page.locator(".grounds").count() == 1, "the rest is not opened"


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_scripts_the_link_leads_to_the_evidence(open_page: OpenPage, address: str, language: str) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"{address}{folder_of(language)}{SOME}")
    open_proof(page)
    page.locator(".to-grounds:visible").click()
    place = page.url.partition("#")[2]
    section = page.locator(f"section[id='{place}']")
    assert section.locator("blockquote").first.is_visible()
    section.locator("h2 a").click()
    assert page.url.startswith(f"{address}{folder_of(language)}{SOME}#")


def test_from_the_disk_the_link_leads_to_the_evidence(page: Page, site: Site) -> None:
    _, complaints = watch(page)
    page.goto((Path(site.folder) / SOME / "index.html").as_uri())
    open_proof(page)
    page.locator(".to-grounds:visible").click()
    page.locator("section:target blockquote").first.wait_for()
    page.locator("section:target h2 a").click()
    page.wait_for_url(re.compile("money/index.html"))
    assert not [complaint for complaint in complaints if "ERR_ABORTED" not in complaint]


@pytest.mark.parametrize("failure", ["offline", "another page"])
def test_where_the_evidence_does_not_come_the_page_says_so_and_the_link_stays(
    page: Page, address: str, data: dict[str, list[Record]], failure: str
) -> None:
    page.goto(address + SOME)
    found = "<!doctype html><title>Log in</title>"
    page.route(
        "**/evidence.html",
        lambda route: route.abort() if failure == "offline" else route.fulfill(body=found, content_type="text/html"),
    )
    open_proof(page)
    told = page.locator(".proof[open] ~ [role=status]")
    told.wait_for()
    assert told.inner_text() == Expected(data, LANGUAGES[0]).label("evidence.failed")
    assert page.locator(".proof[open] ~ .to-grounds").is_visible()
    page.unroute("**/evidence.html")
    for _ in ("close", "open again"):
        page.locator(".proof summary").first.click()
    page.locator(".grounds").first.wait_for()
    assert not told.count() and not page.locator(".proof[open] ~ .to-grounds").count()


def test_paper_has_what_was_opened_and_waits_for_what_was_asked_for(open_page: OpenPage, address: str) -> None:
    page = open_page()
    page.goto(address + SOME)
    page.evaluate("window.print = () => { window.printed = document.querySelectorAll('.to-grounds').length; }")
    open_proof(page)
    page.locator(".grounds").wait_for()
    page.emulate_media(media="print")
    assert page.locator(".grounds blockquote").first.is_visible()
    page.emulate_media(media="screen")
    page.evaluate("document.getElementById('print-evidence').click(); document.getElementById('print').click();")
    page.wait_for_function("window.printed !== undefined")
    assert page.evaluate("window.printed") == 0


def test_the_other_language_opens_at_the_same_record(page: Page, site: Site, address: str) -> None:
    place = site.read(Path(SOME, "evidence.html")).xpath("//section/@id")[-1]
    page.goto(f"{address}{SOME}evidence.html#{place}")
    page.locator("header a[hreflang]").first.click()
    page.wait_for_url(f"{address}{folder_of(LANGUAGES[1])}{SOME}evidence.html#{place}")


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_on_a_page_of_evidence(open_page: OpenPage, address: str, language: str) -> None:
    page = open_page(bypass_csp=True)
    page.goto(f"{address}{folder_of(language)}{SOME}evidence.html")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        assert not find_faults(page), scheme
    page.goto(f"{address}{folder_of(language)}{SOME}")
    open_proof(page)
    page.locator(".grounds").wait_for()
    assert not find_faults(page)


def test_without_addresses_of_folders_the_evidence_stands_beside_its_page_too(nowhere: Site) -> None:
    links = nowhere.read(Path("money.html")).xpath(f"{LINK}/@href")
    assert links and {link.partition("#")[0] for link in links} == {"money.evidence.html"}
    beside = nowhere.read(Path("money.evidence.html"))
    assert beside.xpath("//section/@id")
    assert read_text(beside.xpath("//h1")[0])
    assert {link.partition("#")[0] for link in beside.xpath("//h2/a/@href")} == {"money.html"}
