"""The verdict's rule, as a table of decisions."""

from __future__ import annotations

import pytest

from guide.evidence.verdict import combine, judge, judge_fact
from guide.model.evidence import Fact
from guide.model.sources import Source
from guide.model.vocabulary import Product, SourceClass, Stance, Verdict
from raw import LANGUAGES

DECISIONS = [
    # what the sources say, what it amounts to
    ("", "unverified"),
    ("none+", "unverified"),
    ("none-", "unverified"),
    ("official~", "unverified"),
    ("official+", "confirmed"),
    ("law+", "confirmed"),
    ("official+ blog-", "confirmed"),
    ("law+ press- community-", "confirmed"),
    ("official-", "refuted"),
    ("law- press+ blog+", "refuted"),
    ("official+ law-", "disputed"),
    ("official+ official-", "disputed"),
    ("official~ blog+", "reported"),
    ("press+", "reported"),
    ("community+", "reported"),
    ("blog+", "reported"),
    ("blog+ none-", "reported"),
    ("press+ blog-", "disputed"),
    ("blog+ community-", "disputed"),
    ("press- none+", "refuted"),
    ("community-", "refuted"),
    ("blog-", "disputed"),
    ("blog- none+", "disputed"),
]
SIGNS = {"+": Stance.SUPPORTS, "-": Stance.CONTRADICTS, "~": Stance.MENTIONS}


@pytest.mark.parametrize(("voices", "verdict"), DECISIONS)
def test_verdict_follows_the_table(voices: str, verdict: str) -> None:
    heard = [(SourceClass(voice[:-1]), SIGNS[voice[-1]]) for voice in voices.split()]
    assert judge(heard) == verdict
    assert judge(reversed(heard)) == verdict, "the order of the evidence must not matter"


@pytest.mark.parametrize(
    ("verdicts", "together"),
    [
        (["confirmed", "confirmed"], "confirmed"),
        (["confirmed", "reported"], "reported"),
        (["reported", "unverified"], "unverified"),
        (["confirmed", "disputed"], "disputed"),
        (["confirmed", "refuted"], "disputed"),
        (["refuted", "unverified"], "unverified"),
        (["refuted", "refuted"], "refuted"),
    ],
)
def test_several_products_get_the_cautious_verdict(verdicts: list[str], together: str) -> None:
    assert combine(Verdict(verdict) for verdict in verdicts) == together


def _source(name: str, product: str) -> Source:
    text = dict.fromkeys(LANGUAGES, "some")
    return Source.model_validate(
        {
            "id": name,
            "class": "official",
            "publisher": text,
            "title": "t",
            "language": "zh",
            "about": text,
            "products": [product],
            "extent": "full",
            "read": "2026-11-23",
        }
    )


def _fact(products: list[str], *evidence: dict[str, object]) -> Fact:
    checked = {"on": "2026-11-23", "how": "read"}
    voices = [{"stance": "supports", "checked": checked, **one} for one in evidence]
    return Fact.model_validate(
        {"id": "fact", "title": dict.fromkeys(LANGUAGES, "some"), "products": products, "evidence": voices}
    )


SOURCES = {source.id: source for source in (_source("about-weixin", "weixin"), _source("about-wechat", "wechat"))}


def test_a_wechat_source_neither_confirms_nor_refutes_a_weixin_fact() -> None:
    for stance in Stance:
        fact = _fact(["weixin"], {"source": "about-wechat", "stance": stance})
        assert judge_fact(fact, SOURCES, {}) is Verdict.UNVERIFIED


def test_a_fact_about_both_products_needs_evidence_about_both() -> None:
    assert judge_fact(_fact(["weixin", "wechat"], {"source": "about-wechat"}), SOURCES, {}) is Verdict.UNVERIFIED
    both = _fact(["weixin", "wechat"], {"source": "about-wechat"}, {"source": "about-weixin"})
    assert judge_fact(both, SOURCES, {}) is Verdict.CONFIRMED


def test_evidence_may_name_its_own_products() -> None:
    fact = _fact(["weixin"], {"source": "about-wechat", "products": [Product.WEIXIN]})
    assert judge_fact(fact, SOURCES, {}) is Verdict.CONFIRMED
