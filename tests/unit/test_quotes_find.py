"""A quote is found word for word, whatever typography did to it; a changed, joined or turned one is not."""

from __future__ import annotations

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from guide.evidence.quotes.find import Fault, Match, Miss, find_nearest, find_quote, split_quote
from guide.evidence.quotes.fold import fold
from quotable import LAW, POLICY

# Planted lies, each of another kind. (name, text, quote)
LIES = [
    ("a word changed", POLICY, "Deleted from our computers within 72 hours of delivery"),
    ("a figure changed", POLICY, "Deleted from our servers within 27 hours of delivery"),
    ("a unit changed", POLICY, "Deleted from our servers within 72 days of delivery"),
    ("a negation dropped", POLICY, "You may transfer your WeChat Pay account to anybody else."),
    ("a negation dropped, in Chinese", LAW, "用户得撤销已经完成的注销。"),
    ("begins behind a negation", LAW, "得撤销已经完成的注销"),
    ("begins behind not", POLICY, "transfer your WeChat Pay account to anybody else"),
    ("two sentences joined", POLICY, "Deleting is free, unlawful use is not allowed."),
    ("two cells joined", POLICY, "Chat data Deleted from our servers within 72 hours"),
    ("another product's name", POLICY, "You may not transfer your Weixin Pay account to anybody else."),
    ("a product's name cut short", POLICY, "You may not transfer your WeChat"),
    ("a cut that turns the meaning", POLICY, "You may … transfer your WeChat Pay account to anybody else."),
    ("a cut that leaves an exception out", LAW, "注销后 15 日内可以登录撤回申请…每笔 100 元。"),
    ("ends before an exception", POLICY, "we will delete your account"),
    ("digits truncated", POLICY, "2 hours of delivery to the recipient's device"),
    ("digits truncated behind a comma", POLICY, "000 yuan or 15 days' notice"),
    ("the order of parts swapped", POLICY, "transaction history … card holder profile"),
    ("parts from far apart", POLICY, "Deleted from our servers … We keep logs for 90 days."),
    ("a number word changed", LAW, "客户身份资料应当至少保存二十年。"),
    ("a number word truncated", LAW, "五年"),
    ("may becomes must", POLICY, "You must not transfer your WeChat Pay account"),
    ("the tense changed", POLICY, "We retained records for at least 10 years"),
    ("a bound dropped", POLICY, "We retain records for 10 years after the transaction."),
    ("begins behind a bound", POLICY, "10 years after the transaction"),
    ("a cut from the middle of one item into another", LAW, "处理目的 … 个人撤回同意。"),
    ("a condition dropped", POLICY, "Your request can be withdrawn within 60 days"),
    ("a word cut in two", POLICY, "lawful use is not allowed"),
    ("a compound cut in two", POLICY, "refundable cases"),
    ("a per cent cut off", LAW, "手续费为 0.1"),
    ("from another source", POLICY, "个人有权请求删除"),
    ("singular for plural", POLICY, "Deleted from our server within 72 hours"),
    ("an emphasis made up", POLICY, "Deleted immediately from our servers within 72 hours"),
    ("an article of its own making", LAW, "第四十九条"),
]
# True quotes that only look different.
TRUTHS = [
    ("word for word", POLICY, "Deleted from our servers within 72 hours of delivery to the recipient's device."),
    ("curly quotes in the quote", POLICY, "15 days\u2019 notice apply in non-refundable cases"),
    ("curly quotes in the text", POLICY.replace("'", "\u2019"), "delivery to the recipient's device"),
    ("line breaks", POLICY.replace(" ", "\n"), "Weixin accounts are kept apart."),
    ("doubled spaces", POLICY, "We  retain records  for at least 10 years"),
    ("no-break spaces", POLICY.replace("10 years", "10\u00a0years"), "at least 10 years after"),
    ("spaces beside Chinese", LAW, "注销后15日内可以登录撤回申请，但被投诉的账号除外。"),
    ("full-width digits", LAW.replace("15", "\uff11\uff15"), "注销后 15 日内可以登录撤回申请，但被投诉的账号除外"),
    ("half-width punctuation", LAW, "处理目的已实现、无法实现或者为实现处理目的不再必要;"),
    ("half-width brackets", LAW, "(二)个人撤回同意。"),
    ("corner brackets", "请回复「注销」两个字，客服会再打电话核对身份。", "请回复“注销”两个字"),
    ("soft hyphens", POLICY.replace("servers", "ser\u00advers"), "from our servers within"),
    (
        "a word broken at its line's end",
        POLICY.replace("transaction history", "trans-\naction history"),
        "transaction history",
    ),
    (
        "a compound broken at its line's end",
        POLICY.replace("non-refundable", "non-\nrefundable"),
        "non-refundable cases",
    ),
    ("zero-width spaces", LAW.replace("个人", "个\u200b人"), "个人有权请求删除"),
    ("a dash of another length", "Wait \u2014 then ask us again in the app.", "Wait - then ask us again"),
    ("ligatures of a PDF", "The \ufb01le is con\ufb01dential and kept.", "The file is confidential"),
    ("letters with accents apart", "The cafe\u0301 keeps it for a year.", "The caf\u00e9 keeps it"),
    ("a radical for its character", "请在⼿机上确认注销申请。", "请在手机上确认注销申请"),
    (
        "traditional and simplified mixed",
        "騰訊公司有權終止你的注销申請而無需你的同意。",
        "騰訊公司有權終止你的註銷申請",
    ),
    (
        "a cut that leaves nothing out that matters",
        POLICY,
        "the data … transaction history, remaining funds in Balance",
    ),
    ("an ellipsis of the source's own", "正在加载…请稍候，不要退出。", "正在加载…请稍候"),
    ("an ellipsis of three dots", POLICY, "the data ... will be cleared and cannot be restored."),
    ("across two paragraphs that end a sentence", LAW, "不再必要；（二）个人撤回同意。"),
    ("a cut of whole items of a list", LAW, "个人有权请求删除： … （二）个人撤回同意。"),
    ("across a page break of Chinese", LAW.replace("有权请求", "有权\n请求"), "个人有权请求删除"),
]


@pytest.mark.parametrize(("text", "quote"), [lie[1:] for lie in LIES], ids=[lie[0] for lie in LIES])
def test_a_planted_lie_is_not_found(text: str, quote: str) -> None:
    assert isinstance(find_quote(quote, text), Miss)


@pytest.mark.parametrize(("text", "quote"), [truth[1:] for truth in TRUTHS], ids=[truth[0] for truth in TRUTHS])
def test_a_true_quote_is_found_whatever_typography_did(text: str, quote: str) -> None:
    found = find_quote(quote, text)
    assert isinstance(found, Match), found
    assert fold(text[found.start : found.end]).text


@pytest.mark.parametrize(
    ("name", "fault", "detail"),
    [
        ("a word changed", Fault.ABSENT, ""),
        ("begins behind a negation", Fault.BEFORE, "不"),
        ("begins behind not", Fault.BEFORE, "not"),
        ("begins behind a bound", Fault.BEFORE, "at least"),
        ("ends before an exception", Fault.BEHIND, "except"),
        ("a cut that turns the meaning", Fault.CUT, "not"),
        ("a cut that leaves an exception out", Fault.CUT, "但"),
        ("parts from far apart", Fault.SPREAD, ""),
        ("two cells joined", Fault.JOINED, ""),
        ("digits truncated", Fault.INSIDE, None),
        ("a word cut in two", Fault.INSIDE, None),
    ],
)
def test_the_reason_why_a_lie_is_none_of_the_texts_words_is_told(name: str, fault: Fault, detail: str | None) -> None:
    text, quote = next(lie[1:] for lie in LIES if lie[0] == name)
    found = find_quote(quote, text)
    assert isinstance(found, Miss)
    assert found.fault is fault
    assert detail is None or found.detail == detail


def test_the_words_that_a_cut_leaves_out_are_kept() -> None:
    quote = "the data including card holder profile … transaction history … will be cleared and cannot be restored"
    found = find_quote(quote, POLICY)
    assert isinstance(found, Match)
    assert found.cuts == (
        "(name and identity document number),",
        ", remaining funds in Balance and Balance details",
    )


def test_the_texts_of_a_program_may_be_quoted_with_cuts_between_them() -> None:
    code = "title: '注销账号',\n\nhint: '不可恢复',\n\nmore: '请谨慎',\n\nend: '提交申请',"
    found = find_quote("注销账号 … 提交申请", code)
    assert isinstance(found, Match)
    assert found.cuts == ("', hint: '不可恢复', more: '请谨慎', end: '",)
    assert isinstance(find_quote("注销 … 提交申请", code), Miss)


def test_a_quote_that_begins_or_ends_its_sentence_leaves_nothing_out() -> None:
    assert isinstance(find_quote("We keep logs for 90 days.", POLICY), Match)
    assert isinstance(find_quote("Deleting is free.", POLICY), Match)


def test_a_later_place_counts_where_the_first_is_inside_a_word() -> None:
    found = find_quote("5 days", "Not in 15 days. Ask again in 5 days.")
    assert found == Match(29, 35)


def test_the_nearest_words_are_told() -> None:
    nearest = find_nearest("Deleted from our computers within 72 hours of delivery", POLICY)
    assert "servers within 72 hours of delivery" in nearest
    assert find_nearest("zzzzzz qqqqqq", POLICY) == ""


# What nobody thought of

MANY = int(os.environ.get("FUZZ_EXAMPLES", "0"))
fuzz = settings(max_examples=MANY or 100, derandomize=not MANY, database=None, deadline=None)
LETTERS = st.text(
    st.sampled_from("aB1 ,.-\u2014\u2026'\u2019\u201c。，、不未除但五十\u00ad\u200b\u00a0\n\uff11%|账帳騰\u0301ﬁ"),
    max_size=60,
)


@fuzz
@given(LETTERS, st.booleans())
def test_each_folded_letter_knows_where_it_stands(text: str, simplify: bool) -> None:
    folded = fold(text, simplify)
    assert len(folded.text) == len(folded.places)
    assert list(folded.places) == sorted(folded.places)
    assert all(0 <= place < len(text) for place in folded.places)


@fuzz
@given(st.lists(LETTERS, min_size=1, max_size=4), st.integers(0, 3))
def test_a_whole_paragraph_is_found_whatever_is_in_it(paragraphs: list[str], number: int) -> None:
    clean = [f"甲{' '.join(one.split())}b" for one in paragraphs]
    quote = clean[number % len(clean)]
    found = find_quote(quote, "\n\n".join(clean))
    assert isinstance(found, Match), found


@fuzz
@given(LETTERS.filter(lambda quote: "\u0301" not in quote and any(map(str.isalnum, quote))), LETTERS)
def test_what_is_found_is_the_quote_letter_for_letter(quote: str, text: str) -> None:
    found = find_quote(quote, text)
    if isinstance(found, Match) and not found.cuts:
        wanted = "".join(fold(part, True).text for part in split_quote(quote)) or fold(quote, True).text
        stands = fold(text[found.start : found.end], True).text
        assert stands in (fold(quote, True).text, wanted)
