"""A warning is looked at twice: a red box is made from facts, and each carries the search for its denial."""

from __future__ import annotations

import pytest
from lxml import html

from expected import Expected
from guide.checks.warnings import check_warnings, lacks_denial
from guide.messages.message import MessageError
from guide.prose.sections import Section
from guide.prose.warnings import check_warnings as check_prose
from guide.views.localized_guide import localize
from guide.views.warnings import show_warnings
from harness import AS_OF
from raw import LANGUAGES, Record, Site, squeeze
from small import fact, list_rules, make_guide, source, text

DENIAL = {"on": "2026-11-23", "where": text("The web"), "words": ["denied"], "found": text("Nobody denies it")}
DENIED, BARE = fact("denied", "one+", denial=DENIAL), fact("bare", "one+")
SOURCES = [source("one")]


def cause(*warnings: str) -> Record:
    """Return a cause whose page warns of some facts."""
    return {**fact("cause", "one+"), "sign": text("s"), "warnings": list(warnings)}


def test_the_page_of_a_cause_warns_only_of_what_was_looked_at_twice() -> None:
    def check(*warnings: str) -> list[tuple[str, str]]:
        data = {"sources": SOURCES, "money": [DENIED, BARE], "failure_causes": [cause(*warnings)]}
        return list_rules(check_warnings(make_guide(**data)))

    assert check("money/denied") == []
    assert check("money/denied", "money/bare") == [("no-denial-search", "failure_causes/cause")]


def test_what_is_no_fact_is_told_as_just_that_and_not_as_undenied() -> None:
    guide = make_guide(sources=SOURCES, money=[BARE])
    assert lacks_denial("money/bare", guide)
    assert not lacks_denial("money/nothing", guide)
    assert not lacks_denial("sources/one", guide)


def find_in_prose(*lines: str) -> list[str]:
    """Return the rules that some lines of a page break."""
    guide = make_guide(sources=SOURCES, money=[DENIED, BARE])
    sections = [make_section("\n".join(lines))]
    return [one.message.rule for one in check_prose(guide, sections)]


def make_section(written: str) -> Section:
    """Return a section of a page."""
    return Section("money.md", "en", "a", 1, written)


@pytest.mark.parametrize("mark", ["!!!", "???", "???+", "  !!!"])
def test_a_typed_red_box_is_refused(mark: str) -> None:
    assert find_in_prose(f'{mark} danger "Money"', "    It is gone.") == ["typed-danger-box"]


@pytest.mark.parametrize("line", ['!!! warning "Advice"', "<!-- guide:warning money/denied -->", "In danger, log in."])
def test_advice_and_boxes_made_from_facts_may_stand(line: str) -> None:
    assert find_in_prose(line) == []


def test_a_box_of_the_prose_needs_the_search_for_a_denial_for_each_fact() -> None:
    assert find_in_prose("<!-- guide:warning money/bare -->") == ["no-denial-search"]
    assert find_in_prose("<!-- guide:warning money/denied money/bare -->") == ["no-denial-search"]


def test_a_box_of_nothing_is_an_error() -> None:
    localized = localize(make_guide(sources=SOURCES, money=[DENIED]), "en", AS_OF)
    for argument in ("money/nothing", "nothing", "sources/one"):
        with pytest.raises(MessageError):
            show_warnings(localized, argument)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_red_box_shows_the_search_for_its_denial(
    site: Site, data: dict[str, list[Record]], language: str
) -> None:
    expected = Expected(data, language)
    boxes = [box for path in site.pages_in(language) for box in find_boxes(site.open(path))]
    assert len(boxes) > 10
    for box in boxes:
        fact_ = expected.record(*box.get("data-record").split("/"))
        looks = [squeeze(look.text_content()) for look in box.xpath(".//p[contains(@class, 'look')]")]
        told = " ".join(looks)
        denial = fact_["denial"]
        assert denial["on"] in told and squeeze(denial["where"][language]) in told
        assert all(word in told for word in denial["words"])


def find_boxes(page: html.HtmlElement) -> list[html.HtmlElement]:
    """Return the red boxes of a page; each is made from a fact."""
    boxes = page.xpath("//*[contains(concat(' ', @class, ' '), ' danger ')]")
    assert all(box.get("data-record") for box in boxes)
    return list(boxes)
