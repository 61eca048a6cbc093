"""The verdict's rule, as tables of decisions: what a voice weighs, what voices amount to, and who reports it."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as some

from guide.evidence.verdict import Citation, combine, find_backer, judge, weigh
from guide.model.evidence import Evidence
from guide.model.sources import Source
from guide.model.vocabulary import Backer, SourceClass, Stance, Verdict
from raw import LANGUAGES
from small import WORDS

SIGNS = {"+": Stance.SUPPORTS, "-": Stance.CONTRADICTS, "~": Stance.MENTIONS, ".": Stance.SILENT}
TEXT = dict.fromkeys(LANGUAGES, "some")
SOURCE = {
    "id": "one",
    "class": "blog",
    "publisher": TEXT,
    "title": "t",
    "language": "zh",
    "about": TEXT,
    "products": ["weixin", "wechat"],
    "extent": "full",
    "read": "2026-11-23",
}

DECISIONS = [
    # what the sources say, what it amounts to
    ("", "unverified"),
    ("none+", "unverified"),
    ("none-", "unverified"),
    ("none+ none-", "unverified"),
    ("official~", "unverified"),
    ("official.", "unverified"),
    ("law. press.", "unverified"),
    ("official+", "confirmed"),
    ("law+", "confirmed"),
    ("official+ official.", "confirmed"),
    ("official+ blog-", "confirmed"),
    ("law+ press- community-", "confirmed"),
    ("official-", "refuted"),
    ("law- press+ blog+", "refuted"),
    ("official+ law-", "disputed"),
    ("official+ official-", "disputed"),
    ("official~ blog+", "reported"),
    ("official. press+", "reported"),
    ("press+", "reported"),
    ("recreation+", "reported"),
    ("community+", "reported"),
    ("blog+", "reported"),
    ("blog+ blog.", "reported"),
    ("blog+ none-", "reported"),
    ("press+ blog-", "disputed"),
    ("recreation+ blog-", "disputed"),
    ("blog+ community-", "disputed"),
    ("blog+ press-", "disputed"),
    ("press- none+", "refuted"),
    ("recreation-", "refuted"),
    ("community-", "refuted"),
    ("blog- press-", "refuted"),
    ("blog-", "disputed"),
    ("blog- blog-", "disputed"),
    ("blog- none+", "disputed"),
    # what readers saw on their own screens, each on a device of its own: k, m, n
    ("seen:k+", "reported"),
    ("seen:k+ seen:k+", "reported"),
    ("seen:k+ seen:m~", "reported"),
    ("seen:k+ press+", "reported"),
    ("seen:k+ blog-", "disputed"),
    ("seen:k+ seen:m-", "disputed"),
    ("seen:k+ seen:m+", "confirmed"),
    ("seen:k+ seen:m+ blog- press-", "confirmed"),
    ("seen:k+ seen:m+ official+", "confirmed"),
    ("seen:k+ seen:m+ official-", "disputed"),
    ("seen:k+ seen:m+ seen:n-", "disputed"),
    ("seen:k+ law-", "refuted"),
    ("seen:k- official+", "confirmed"),
    ("seen:k- seen:m- official+", "disputed"),
    ("seen:k- seen:k- official+", "confirmed"),
    ("seen:k-", "disputed"),
    ("seen:k- seen:k-", "disputed"),
    ("seen:k- seen:m-", "refuted"),
    ("seen:k- seen:m- blog+", "disputed"),
    ("seen:k- seen:m- law-", "refuted"),
]


def hear(told: str) -> list[Citation]:
    """Return voices such as `press+ blog-`, each of a source of its own; `seen:k+` was seen on the device k."""
    return [_hear(number, *one[:-1].split(":"), sign=one[-1]) for number, one in enumerate(told.split(), start=1)]


def _hear(number: int, name: str, device: str = "", *, sign: str) -> Citation:
    if device:
        return Citation("readers", SourceClass.OBSERVATION, SIGNS[sign], device)
    return Citation(f"s{number}", SourceClass(name), SIGNS[sign])


@pytest.mark.parametrize(("voices", "verdict"), DECISIONS)
def test_the_verdict_follows_the_table(voices: str, verdict: str) -> None:
    assert judge(hear(voices)) == verdict
    assert judge(reversed(hear(voices))) == verdict, "the order of the evidence must not matter"


@pytest.mark.parametrize(("voices", "verdict"), DECISIONS)
def test_a_source_that_is_silent_or_has_no_weight_changes_no_verdict(voices: str, verdict: str) -> None:
    for quiet in ("official.", "law.", "press~", "blog.", "none+", "none-", "official~"):
        assert judge([*hear(voices), *hear(quiet)]) == verdict, quiet


def source(source_class: str, **fields: object) -> Source:
    """Return a source of a class."""
    return Source.model_validate({**SOURCE, "class": source_class, **fields}, context=WORDS)


def evidence(stance: str, **fields: object) -> Evidence:
    """Return evidence with words and a place, unless `fields` say otherwise."""
    told = {"source": "one", "stance": stance, "checked": {"on": "2026-11-23", "how": "read"}}
    words = {} if stance == "silent" else {"quote": "some words", "locator": "§ 1"}
    given = {name: value for name, value in {**told, **words, **fields}.items() if value is not None}
    return Evidence.model_validate(given, context=WORDS)


Fields = Mapping[str, object]
Weight = tuple[str, str, str, Fields, Fields, str | None, bool, str]
WORDLESS: Fields = {"quote": None, "no_quote": "spread"}
PLACELESS: Fields = {"locator": None}
REPLACED: Fields = {"superseded_by": "two", "date": "2019-05"}
WEIGHTS: list[Weight] = [
    # why, class, stance, fields of the evidence, fields of the source, past, lost, what is left of the stance
    ("words and a place confirm", "official", "+", {}, {}, None, False, "+"),
    ("an official text without words is only named", "official", "+", WORDLESS, {}, None, False, "~"),
    ("a law without words is only named", "law", "+", WORDLESS, {}, None, False, "~"),
    ("an official quote without its place is only named", "official", "+", PLACELESS, {}, None, False, "~"),
    ("an official denial without words is only named", "official", "-", WORDLESS, {}, None, False, "~"),
    ("a denial without its place is only named", "law", "-", PLACELESS, {}, None, False, "~"),
    ("a newspaper reports without words", "press", "+", WORDLESS, {}, None, False, "+"),
    ("a blog speaks against a fact without words", "blog", "-", WORDLESS, {}, None, False, "-"),
    ("what a later text replaced confirms nothing", "official", "+", {}, REPLACED, None, False, "~"),
    ("what a later text replaced denies nothing", "law", "-", {}, REPLACED, None, False, "~"),
    ("an old text confirms what was so", "official", "+", {}, REPLACED, "2021", False, "+"),
    ("an old text denies what was so", "official", "-", {}, REPLACED, "2021", False, "-"),
    ("a replaced newspaper article is still a report", "press", "+", {}, REPLACED, None, False, "+"),
    ("lost words support nothing", "official", "+", {}, {}, None, True, "~"),
    ("lost words of a blog support nothing", "blog", "+", {}, {}, None, True, "~"),
    ("lost words still speak against a fact", "official", "-", {}, {}, None, True, "-"),
    ("today's text does not deny what was so", "law", "-", {}, {"date": "2024-07"}, "2021-01", False, "~"),
    ("today's blog does not deny it either", "blog", "-", {}, {"date": "2024-07"}, "2021-01", False, "~"),
    ("an undated text does not deny what was so", "press", "-", {}, {}, "2021-01", False, "~"),
    ("a text of that month denies it", "press", "-", {}, {"date": "2021-01-30"}, "2021-01", False, "-"),
    ("a text of the year before denies it", "press", "-", {}, {"date": "2020"}, "2021-01", False, "-"),
    ("a later text may tell what was so", "blog", "+", {}, {"date": "2024-07"}, "2021-01", False, "+"),
    ("silence stays silence", "official", ".", {}, {}, None, False, "."),
    ("a mention stays a mention", "law", "~", {}, {}, None, True, "~"),
]


@pytest.mark.parametrize("case", WEIGHTS, ids=[case[0] for case in WEIGHTS])
def test_a_voice_weighs_what_can_be_found_again(case: Weight) -> None:
    _, source_class, stance, told, about, past, lost, left = case
    voice = weigh(evidence(SIGNS[stance], **told), source(source_class, **about), past, lost)
    assert voice == Citation("one", SourceClass(source_class), SIGNS[left])


def test_only_official_and_legal_texts_that_take_a_side_decide() -> None:
    deciding = {
        (voice.source_class.value, sign)
        for name, sign in itertools.product(SourceClass, SIGNS)
        for voice in hear(f"{name}{sign}")
        if voice.decides
    }
    assert deciding == {(name, sign) for name in ("official", "law") for sign in "+-"}


PAIRS = [
    ("confirmed confirmed", "confirmed"),
    ("reported reported", "reported"),
    ("refuted refuted", "refuted"),
    ("confirmed reported", "reported"),
    ("confirmed disputed", "disputed"),
    ("confirmed refuted", "disputed"),
    ("confirmed unverified", "unverified"),
    ("reported disputed", "disputed"),
    ("reported refuted", "disputed"),
    ("reported unverified", "unverified"),
    ("disputed refuted", "disputed"),
    ("disputed unverified", "disputed"),
    ("refuted unverified", "unverified"),
]


@pytest.mark.parametrize(("verdicts", "together"), PAIRS)
def test_several_products_get_the_cautious_verdict(verdicts: str, together: str) -> None:
    found = [Verdict(verdict) for verdict in verdicts.split()]
    assert combine(found) == combine(reversed(found)) == together


@pytest.mark.parametrize(
    ("voices", "backer"),
    [
        ("press+", "press"),
        ("blog+ press+", "press"),
        ("recreation+ press+", "press"),
        ("recreation+", "recreation"),
        ("community+ recreation+", "recreation"),
        ("community+", "web"),
        ("blog+", "web"),
        ("blog+ community+", "web"),
    ],
)
def test_what_is_reported_says_by_whom(voices: str, backer: str) -> None:
    assert find_backer(hear(voices)) is Backer(backer)
    assert find_backer(reversed(hear(voices))) is Backer(backer)


# A rating never rises because time passes.

TRUST = {Verdict.CONFIRMED: 2, Verdict.REPORTED: 1}
"""How much a reader relies on a verdict; on the others not at all."""
Piece = tuple[str, str, bool, str | None, str]
PIECES = some.lists(
    some.tuples(
        some.sampled_from([str(name) for name in SourceClass]),
        some.sampled_from(["supports", "contradicts", "mentions", "silent"]),
        some.booleans(),
        some.sampled_from([None, "2019", "2021-06", "2026-11-01"]),
        some.sampled_from(["weixin", "wechat", "weixin wechat"]),
    ),
    min_size=1,
    max_size=6,
)


def rate(pieces: Iterable[Piece], past: str | None, lost: set[int]) -> Verdict:
    """Return the verdict on a fact about both products; `lost` are the numbers of the pieces whose words are gone."""
    heard: dict[str, list[Citation]] = {"weixin": [], "wechat": []}
    for number, (source_class, stance, replaced, date, products) in enumerate(pieces):
        about = {"date": date, "superseded_by": "two" if replaced else None}
        given = source(source_class, **{name: value for name, value in about.items() if value})
        for product in products.split():
            heard[product].append(weigh(evidence(stance), given, past, number in lost))
    return combine(judge(voices) for voices in heard.values())


@given(pieces=PIECES, past=some.sampled_from([None, "2020", "2021-06"]), data=some.data())
def test_a_verdict_never_rises_because_words_are_lost(
    pieces: list[Piece], past: str | None, data: some.DataObject
) -> None:
    numbers = some.sets(some.integers(min_value=0, max_value=len(pieces) - 1))
    before = data.draw(numbers)
    after = before | data.draw(numbers)
    fresh, aged = rate(pieces, past, before), rate(pieces, past, after)
    assert TRUST.get(aged, 0) <= TRUST.get(fresh, 0), f"{fresh} became {aged}"


@given(pieces=PIECES, past=some.sampled_from([None, "2020"]))
def test_the_order_of_the_evidence_and_saying_it_twice_change_nothing(pieces: list[Piece], past: str | None) -> None:
    assert rate(pieces, past, set()) is rate([*reversed(pieces), *pieces], past, set())
