"""What could cost a reader money or an account, read from the built pages in both languages."""

from __future__ import annotations

import re

import pytest
from lxml import html

from raw import LANGUAGES, ReadRow, Record, Site, squeeze

BOXED = ["index.md", "money.md", "before-you-start.md", "plan.md", "steps.md", "failures/balance-left.md"]
LOST = {"zh": "零钱里剩的钱会清除，找不回", "en": "clears what is left in Balance, for good"}
WAITING = {"zh": "不要等着被拦下", "en": "Do not wait to be stopped"}
STOPPED = {
    "zh": ("申请可能被挡下来", "就注销不了微信支付。"),
    "en": ("can stop the request", "Several sources say that Weixin Pay"),
}
CASE = {"zh": ("内蒙古", "王先生", "100,000"), "en": ("Inner Mongolia", "100,000", "the police")}
RANKING = {
    "zh": re.compile(r"最近、|最近的|也最多|最常|较新的|近来|多半|大多"),
    "en": re.compile(r"\b(?:recent|latest|mostly|most (?:often|common|repeated|recent|articles))\b", re.IGNORECASE),
}
FIFTEEN = {"zh": re.compile(r"\b15 天"), "en": re.compile(r"\b15 days\b")}
WAITS = ["index.md", "timeline.md", "dates.md", "steps.md", "recovery.md", "disagreements.md", "article.md", "plan.md"]
SPAM = [
    "zzhuanghui.com",  # adult words in its titles
    "uuuxu.com",  # adult words in its titles
    "hr1j.cn",  # a mirror that garbles stolen pages
    "feixunet.com",  # stolen pages around advertisements for proxies
    "zhpeinuo.com",  # a mirror that garbles a newspaper's pages
    "ejpsummit.com",  # a mirror that garbles a news site's pages
    "gaipa.cn",  # a mirror that garbles stolen pages
]
PUBLISHED = {".html", ".json", ".csv", ".xml", ".ics", ".txt", ".js", ".md"}


def red_boxes(site: Site, page: str, language: str) -> dict[str, html.HtmlElement]:
    """Return the red boxes of a page by the fact that each is made from."""
    found = site.page(page, language).xpath("//*[contains(concat(' ', @class, ' '), ' danger ')]")
    assert all(box.get("data-record") for box in found), f"{page}: a red box that is made from no fact"
    return {box.get("data-record"): box for box in found}


def say(one: ReadRow) -> str:
    """Return what the cells of a row say."""
    return " ".join(one.cells.values())


def sentences(page: html.HtmlElement) -> list[str]:
    """Return the sentences of a page's own words; quotes are somebody else's."""
    for quote in page.xpath("//blockquote | //script | //style"):
        quote.drop_tree()
    blocks = page.xpath("//p | //li | //td | //summary | //h1 | //h2 | //h3 | //title | //text")
    return [part for block in blocks for part in re.split(r"[。；!?！？]|[.;] ", squeeze(block.text_content()))]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", BOXED)
def test_a_red_box_tells_that_the_balance_is_cleared(site: Site, page: str, language: str) -> None:
    boxes = red_boxes(site, page, language)
    lost = squeeze(boxes["money/pay-balance-lost"].text_content())
    assert LOST[language] in lost
    assert WAITING[language] in lost
    assert "remaining funds in Balance and Balance details will be cleared and cannot be restored." in lost
    assert "money/pay-balance-weixin" in boxes, "Weixin readers are told to treat it alike"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_known_of_weixin_pay_is_said_to_be_so(site: Site, language: str) -> None:
    told = squeeze(red_boxes(site, "money.md", language)["money/pay-balance-weixin"].text_content())
    known = {
        "zh": "要人先把零钱提现、转出或消费，再注销微信支付",
        "en": "withdraw, move, or spend Balance before you close",
    }
    unknown = {
        "zh": "没提走的钱会怎样，没有找到腾讯的说法",
        "en": "what becomes of money left there, no text by Tencent was found to say",
    }
    assert known[language] in told
    assert unknown[language] in told


def test_no_quote_leaves_out_that_the_money_goes(data: dict[str, list[Record]]) -> None:
    quotes = {
        f"{kind}/{record['id']}": one["quote"]
        for kind, records in data.items()
        for record in records
        for one in record.get("evidence", [])
        if one["source"] == "wechat-help-close-pay" and "restored" in one.get("quote", "")
    }
    assert {"money/pay-close-effects", "data_fates/kept-pay-clear-notice", "steps/pay-wechat-notice"} <= set(quotes)
    assert not [name for name, quote in quotes.items() if "remaining funds in Balance" not in quote]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["index.md", "failures/balance-left.md", "money.md", "steps.md"])
def test_no_page_lets_a_reader_wait_to_be_stopped(site: Site, page: str, language: str) -> None:
    told = squeeze(site.page(page, language).text_content())
    assert not [words for words in STOPPED[language] if words in told]
    assert WAITING[language] in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_law_says_whose_the_balance_is(site: Site, language: str) -> None:
    found = site.row("law.md", language, "laws-law-balance-yours")
    assert found.verdict == "confirmed"
    assert [voice.quote for voice in found.voices if "用户可以按照协议约定提取其持有的余额" in voice.quote]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_case_of_the_recycled_number_stands_outside_of_the_red_box(site: Site, language: str) -> None:
    boxes = red_boxes(site, "phone-number.md", language)
    assert set(boxes) == {"phone_number/number-recycling-90"}, "the general risk keeps its box"
    told = " ".join(squeeze(box.text_content()) for box in boxes.values())
    assert not [word for word in CASE[language] if word in told]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_case_of_the_recycled_number_shows_both_sides(site: Site, language: str) -> None:
    case = site.row("phone-number.md", language, "phone-number-number-recycling-case")
    assert case.verdict == "disputed"
    assert {"supports", "contradicts"} <= {voice.stance for voice in case.voices}
    assert "谣言过滤器" in say(case)
    assert "2026" in say(case)
    assert [voice for voice in case.voices if "并无异常登录及被盗迹象" in voice.quote]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", WAITS)
def test_no_page_ranks_15_days(site: Site, page: str, language: str) -> None:
    figure, ranking = FIFTEEN[language], RANKING[language]
    told = sentences(site.page(page, language))
    assert not [one for one in told if figure.search(one) and ranking.search(one)]


def test_no_calendar_ranks_15_days(site: Site) -> None:
    calendars = list(site.folder.rglob("*.ics"))
    assert calendars
    for calendar in calendars:
        told = re.sub(r"\r?\n[ \t]", "", calendar.read_text(encoding="utf-8"))
        assert not re.search(r"最近，也最多|most recent and most repeated", told), calendar.name


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("page", "anchor"),
    [
        ("weixin-or-wechat.md", "products-inactive-reclaim"),
        ("alternatives.md", "alternatives-alt-inactive"),
    ],
)
def test_who_is_told_to_empty_balance_is_told_what_follows(site: Site, page: str, anchor: str, language: str) -> None:
    told = say(site.row(page, language, anchor))
    emptied, login = {"zh": ("把零钱提空", "登录"), "en": ("empties Balance", "logging in")}[language]
    assert emptied in told
    assert login in told


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["alternatives.md", "money.md"])
def test_the_prose_that_advises_it_says_so_too(site: Site, page: str, language: str) -> None:
    told = " ".join(squeeze(one.text_content()) for one in site.page(page, language).xpath("//p | //li"))
    assert re.search({"zh": "收回的.{0,30}没有零钱", "en": "reclaims .{0,60}(?:no|without) Balance"}[language], told)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_personal_official_account_cannot_be_given_away(site: Site, language: str) -> None:
    owner = site.row("special-accounts.md", language, "special-accounts-oa-personal-owner")
    assert owner.verdict == "confirmed"
    assert [voice for voice in owner.voices if "管理员仅支持绑定主体人员" in voice.quote]
    only = {"zh": "本人实名的另一个微信", "en": "real name"}[language]
    for page in ("failures/admin-roles.md", "before-you-start.md", "fixes.md"):
        assert only in squeeze(site.page(page, language).text_content()), page


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_in_a_hurry_is_told_to_give_it_another_admin(site: Site, language: str) -> None:
    told = squeeze(site.page("failures/admin-roles.md", language).text_content())
    gone = {
        "zh": ("急着注销，就换管理员", "改成信得过的微信用户"),
        "en": ("If you are in a hurry, change the admin", "to a Weixin user you trust"),
    }
    assert not [words for words in gone[language] if words in told]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_law_page_names_the_draft_and_says_that_it_is_one(site: Site, language: str) -> None:
    draft = site.row("law.md", language, "laws-law-cac-draft-2026")
    name, days, open_end = {
        "zh": ("征求意见稿", "15 个工作日", "没有查到它已经通过"),
        "en": ("Draft Provisions", "15 working days", "Nothing was found to show that it was adopted"),
    }[language]
    assert draft.verdict == "reported", "press until the text is read"
    assert name in say(draft)
    assert days in say(draft)
    assert open_end in say(draft)
    lead = squeeze(site.page("law.md", language).xpath("//h1/following-sibling::p")[0].text_content())
    assert {"zh": "草案", "en": "draft"}[language] in lead
    assert not re.search("没有规定微信必须在几天内|none of the laws that we read gives", lead)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_law_page_counts_the_cybersecurity_law_as_amended(site: Site, language: str) -> None:
    found = site.row("law.md", language, "laws-law-csl-43")
    assert {"zh": "第 45 条（原第 43 条）", "en": "art. 45 (former art. 43)"}[language] in say(found)
    assert "csl-2025" in {voice.source.removeprefix("sources-") for voice in found.voices}
    quotes = [voice.quote for voice in site.row("law.md", language, "laws-law-data-reg-23-24").voices]
    assert [quote for quote in quotes if "不得设置不合理条件限制个人的合理请求" in quote], "art. 23 in its own words"
    assert site.row("law.md", language, "laws-law-data-reg-21").verdict == "confirmed"


@pytest.mark.parametrize("host", SPAM)
def test_no_address_of_a_spam_or_adult_copy_is_published(site: Site, host: str) -> None:
    files = [path for path in site.folder.rglob("*") if path.is_file() and path.suffix in PUBLISHED]
    assert files
    assert not [str(path.relative_to(site.folder)) for path in files if host.encode() in path.read_bytes()]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("page", "anchor"),
    [
        ("devices.md", "devices-desktop-none"),
        ("steps.md", "platform-differences-desktop-none"),
        ("failures/index.md", "statistics-fail-shares"),
    ],
)
def test_what_was_looked_for_and_not_found_is_no_claim(site: Site, page: str, anchor: str, language: str) -> None:
    found = site.row(page, language, anchor)
    assert found.verdict == "searched"
    assert "supports" not in {voice.stance for voice in found.voices}, "silence bears nothing out"


def test_a_page_that_names_wechat_only_speaks_for_wechat_only(data: dict[str, list[Record]]) -> None:
    (source,) = (one for one in data["sources"] if one["id"] == "tencent-help-compromised")
    assert source["products"] == ["wechat"]
    (appeal,) = (one for one in data["timeline"] if one["id"] == "appeal-24h")
    assert appeal["products"] == ["wechat"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_long_data_are_kept_is_not_told_as_when_a_number_is_free(site: Site, language: str) -> None:
    found = site.row("phone-number.md", language, "phone-number-phone-release-timing")
    policy = [voice for voice in found.voices if voice.source == "wechat-privacy-policy"]
    assert policy
    assert "contradicts" not in {voice.stance for voice in policy}
    assert {"zh": "没有写手机号什么时候能再用", "en": "not when the number can be used again"}[language] in say(found)
