"""A text about one product says nothing of the other, and a part that holds for some people only has its place."""

from __future__ import annotations

import pytest

from guide.checks.scope import check_scope
from guide.evidence.standing import assess
from guide.model.name import RecordName
from raw import Record
from small import fact, list_rules, make_guide, source, text, voice

OVERSTEPPED = ("names-other-product", "money/told")


def find(quote: str, source_class: str = "official", stance: str = "+", **fields: Record) -> list[tuple[str, str]]:
    """Return what is said of a quote; `fields` are those of the source, the evidence, the fact."""
    heard = voice(f"one{stance}", quote, **fields.get("evidence", {}))
    told = fact("told", heard, **fields.get("fact", {}))
    sources = [source("one", source_class, **fields.get("source", {}))]
    return list_rules(check_scope(make_guide(sources=sources, money=[told])))


@pytest.mark.parametrize("source_class", ["official", "law"])
@pytest.mark.parametrize("stance", ["+", "-"])
def test_official_words_on_wechat_alone_do_not_speak_for_weixin(source_class: str, stance: str) -> None:
    assert find("To delete your WeChat account, tap Me", source_class, stance) == [OVERSTEPPED]
    assert find("注销微信国际版账号", source_class, stance) == [OVERSTEPPED]


@pytest.mark.parametrize(
    "quote",
    ["To delete your account, tap Me", "Weixin and WeChat accounts", "微信和 WeChat 的账号", "微信国际版和微信都一样"],
)
def test_words_that_name_weixin_or_no_product_may(quote: str) -> None:
    assert find(quote) == []


def test_what_says_that_it_speaks_of_wechat_is_let_be() -> None:
    quote = "To delete your WeChat account, tap Me"
    assert find(quote, source={"products": ["wechat"]}) == []
    assert find(quote, evidence={"products": ["wechat"]}) == []
    assert find(quote, fact={"products": ["wechat"]}) == []


def test_what_decides_nothing_is_let_be() -> None:
    quote = "To delete your WeChat account, tap Me"
    assert find(quote, "press") == []
    assert find(quote, stance="~") == []


LIMITS = {"limits": [{"at": "§ 10", "text": text("For users in the Jurisdictions only")}]}


def test_a_source_with_limits_is_quoted_with_its_place() -> None:
    assert find("You may delete it", source=LIMITS) == []
    without = {"locator": None}
    heard = {name: told for name, told in voice("one+", "You may delete it").items() if name not in without}
    guide = make_guide(sources=[source("one", "official", **LIMITS)], money=[fact("told", heard)])
    assert list_rules(check_scope(guide)) == [("no-locator", "money/told")]
    plain = make_guide(sources=[source("one", "official")], money=[fact("told", heard)])
    assert list_rules(check_scope(plain)) == []


@pytest.mark.parametrize("products", [["weixin"], ["wechat"], ["weixin", "wechat"]])
@pytest.mark.parametrize("about", ["weixin", "wechat"])
def test_a_source_about_one_product_decides_nothing_of_the_other(products: list[str], about: str) -> None:
    for name, heard in {
        "at the source": ([source("one", "official", products=[about])], voice("one+", "w")),
        "at the evidence": ([source("one", "official")], voice("one+", "w", products=[about])),
    }.items():
        sources, evidence = heard
        told = fact("told", evidence, products=products)
        verdict = assess(make_guide(sources=sources, money=[told])).standings[RecordName("money", "told")].verdict
        assert verdict == ("confirmed" if products == [about] else "unverified"), name


def test_a_fact_about_both_products_needs_evidence_about_both() -> None:
    sources = [source("one", "official", products=["weixin"]), source("two", "official", products=["wechat"])]
    told = fact("told", voice("one+", "w"), voice("two+", "w"), products=["weixin", "wechat"])
    assert (
        assess(make_guide(sources=sources, money=[told])).standings[RecordName("money", "told")].verdict == "confirmed"
    )
