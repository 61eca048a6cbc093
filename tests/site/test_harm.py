"""What could cost a reader money or an account, read from the built pages in both languages."""

from __future__ import annotations

import re

import pytest
from lxml import html

from declared import find_claims, find_part, list_homes
from places import anchor
from raw import LANGUAGES, SUBJECT, ReadRow, Record, Site, squeeze

CLOSING = find_part("steps", "close_pay")
DELETING = sorted({find_part("steps", flow) for flow in SUBJECT["flows"]} - {CLOSING})
BOXED = [*(list_homes()[kind] for kind in ("stages", "money", "conditions", "questions")), CLOSING]
BOXED += ["failures/balance-left.md"]
LOST = {
    "zh": re.compile(r"清[除空零].{0,20}(?:找不回|[不无](?:能|法)恢复)"),
    "en": re.compile(r"clear.{0,60}(?:for good|cannot be restored)"),
}
WAITING = {
    "zh": re.compile(r"(?:不要|别)等着被拦|被拦下，(?:不要|别)指望"),
    "en": re.compile(r"[Dd]o not wait to be stopped|you are stopped [^.]{0,40}\. Do not count on it"),
}
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
TELLING = (
    "stages",
    "waiting_periods",
    "timeline",
    "milestones",
    "recovery",
    "disagreements",
    "statements",
    "questions",
)
WAITS = [*(list_homes()[kind] for kind in TELLING), *DELETING, CLOSING, find_claims()]
SCREENS = "//*[starts-with(@data-view, 'steps-')]"
DRAFT = "law-cac-draft-2026"
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


def own_words(box: html.HtmlElement) -> str:
    """Return what a red box says in the guide's own words, without the evidence."""
    return " ".join(squeeze(one.text_content()) for one in box.xpath("./p"))


def find_verdict(box: html.HtmlElement) -> str:
    """Return the verdict of a red box, by its class."""
    (found,) = box.xpath(".//summary/span[contains(@class, 'verdict ')]/@class")
    return str(found).split("verdict-")[1]


def find_row(site: Site, language: str, kind: str, name: str) -> ReadRow:
    """Return the row of a record, which stands on its kind's page or in the register of claims."""
    where = [list_homes()[kind], find_claims()]
    it = anchor(kind, name)
    pages = [page for page in where for one in site.volumes(page, language) if one.xpath("//tbody[@id=$it]", it=it)]
    assert len(pages) == 1, f"{kind}/{name} stands on {pages}"
    return site.row(pages[0], language, anchor(kind, name))


def prose(page: html.HtmlElement) -> str:
    """Return the paragraphs and lists of a page that are not made from data."""
    return " ".join(
        squeeze(one.text_content())
        for one in page.xpath("//main//*[self::p or self::li][not(ancestor::*[@data-view])]")
    )


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
    lost = boxes["money/pay-balance-lost"]
    (heading,) = lost.xpath("./p[@class='admonition-title']")
    assert LOST[language].search(squeeze(heading.text_content()))
    assert WAITING[language].search(own_words(lost))
    assert "remaining funds in Balance and Balance details will be cleared and cannot be restored." in squeeze(
        lost.xpath(".//blockquote")[0].text_content()
    )
    assert find_verdict(lost) == "confirmed"
    alike = boxes["money/pay-balance-weixin"]
    assert WAITING[language].search(own_words(alike)), "Weixin readers are told to treat it alike"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_red_box_stands_before_the_first_screen_of_closing_payment(site: Site, language: str) -> None:
    first = site.page(CLOSING, language).xpath(SCREENS)[0]
    assert first.xpath("preceding::*[@data-record='money/pay-balance-lost'][contains(@class, 'danger')]")


@pytest.mark.parametrize("page", DELETING)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_steps_send_the_reader_to_the_money_before_the_first_screen(site: Site, language: str, page: str) -> None:
    first = site.page(page, language).xpath(SCREENS)[0]
    links = [link.rstrip("/").rpartition("/")[2] for link in first.xpath("preceding::a[ancestor::main]/@href")]
    wanted = [list_homes()["conditions"].removesuffix(".md"), CLOSING.removesuffix(".md")]
    assert list(dict.fromkeys(link for link in links if link in wanted)) == wanted, "in this order"


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_not_known_of_weixin_pay_is_said_to_be_so(site: Site, language: str) -> None:
    box = red_boxes(site, list_homes()["money"], language)["money/pay-balance-weixin"]
    known = {
        "zh": "先把零钱提现、转出或消费，再注销微信支付",
        "en": "withdraw, move, or spend Balance before you close",
    }
    unknown = {
        "zh": r"没提走的.{0,4}会怎样，(?:腾讯的说法没有[查找]到|没有[查找]到腾讯的说法)",
        "en": r"(?:found nothing|no text) by Tencent\b",
    }
    assert known[language] in own_words(box)
    assert re.search(unknown[language], own_words(box))
    assert find_verdict(box) != "confirmed", "no text by Tencent says so"


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
@pytest.mark.parametrize("page", [*BOXED, *DELETING])
def test_no_page_lets_a_reader_wait_to_be_stopped(site: Site, page: str, language: str) -> None:
    told = squeeze(site.page(page, language).text_content())
    assert not [words for words in STOPPED[language] if words in told]
    assert WAITING[language].search(told)


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
@pytest.mark.parametrize(("kind", "name"), [("products", "inactive-reclaim"), ("alternatives", "alt-inactive")])
def test_who_leaves_an_account_alone_is_told_what_became_of_those_without_balance(
    site: Site, kind: str, name: str, language: str
) -> None:
    told = say(find_row(site, language, kind, name))
    wanted = {
        "zh": ("没有零钱", "登录", "会被系统注销", "不再收回"),
        "en": ("hold no Balance", "log", "the system deletes", "has not taken back"),
    }[language]
    assert not [words for words in wanted if words not in told]


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_is_told_to_empty_balance_is_told_what_follows(site: Site, language: str) -> None:
    told = say(find_row(site, language, "alternatives", "alt-inactive"))
    assert re.search({"zh": "零钱[提清取]空|[提清取]空零钱", "en": r"empt(?:y|ied) (?:it|Balance)"}[language], told)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_former_rule_on_unused_accounts_stands_among_the_claims_that_do_not_hold(
    site: Site, data: dict[str, list[Record]], language: str
) -> None:
    (rule,) = (one for one in data["products"] if one["id"] == "inactive-reclaim")
    assert rule["past"], "Weixin says that it is over"
    assert site.row(find_claims(), language, anchor("products", rule["id"]))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["alternatives", "money"])
def test_the_prose_that_speaks_of_leaving_an_account_alone_says_what_follows(
    site: Site, kind: str, language: str
) -> None:
    told = prose(site.page(list_homes()[kind], language))
    stays = {"zh": "放着不用.{0,20}数据都还在", "en": "(?:[Dd]oing nothing|stop using).{0,60}your data stays"}
    over = {"zh": "微信说，[^。]{0,20}不再收回", "en": r"Weixin says that it has not taken back .{0,20}accounts"}
    assert re.search(stays[language], told)
    assert re.search(over[language], told), "by whose word"


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
    page = site.page(list_homes()["laws"], language)
    draft = find_row(site, language, "laws", DRAFT)
    assert draft.verdict == "reported", "press until the text is read"
    row = page.xpath("//tbody[@id=$it]/tr[1]", it=anchor("laws", DRAFT))[0]
    assert row.xpath("./td[1]/span[contains(@class, 'tag-draft')]"), "the tag stands before its name"
    assert row.xpath("./td[1]/data[@data-record=$it]/@value", it=f"laws/{DRAFT}") == ["15WD"]
    assert {"zh": "征求意见稿", "en": "Draft Provisions"}[language] in draft.cells["law"]
    assert draft.cells["in_force"] == "—", "a draft is in force since no day"
    open_end = {
        "zh": "有没有通过，没有[查找]到|没有[查找]到它已经通过",
        "en": "(?:found nothing|[Nn]othing was found) to show that it was adopted",
    }
    assert re.search(open_end[language], draft.cells["detail"])
    binding = {"zh": "生效之前，不能拿它要求平台", "en": "Until it is in force, no service has to follow it"}
    assert binding[language] in draft.cells["means"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_speaks_of_the_draft_without_calling_it_one(site: Site, language: str) -> None:
    spoken = 0
    for path in site.pages_in(language):
        query = "//main//*[@data-record=$it or contains(@href, $link)][not(ancestor::tbody[@id=$own])]"
        own = anchor("laws", DRAFT)
        for named in site.open(path).xpath(query, it=f"laws/{DRAFT}", link=f"#{own}", own=own):
            told = squeeze(named.xpath("ancestor::*[self::p or self::li or self::td][1]")[0].text_content())
            assert re.search({"zh": "草案|征求意见稿", "en": "[Dd]raft"}[language], told), path
            spoken += 1
    assert spoken, "the sources name it"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lead_of_the_law_page_speaks_of_the_rules_in_force(site: Site, language: str) -> None:
    lead = squeeze(site.page(list_homes()["laws"], language).xpath("//h1/following-sibling::p")[0].text_content())
    assert {"zh": "生效的规定", "en": "the rules in force"}[language] in lead
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
    ("kind", "name"),
    [("devices", "desktop-none"), ("platform_differences", "desktop-none"), ("statistics", "fail-shares")],
)
def test_what_was_looked_for_and_not_found_is_no_claim(site: Site, kind: str, name: str, language: str) -> None:
    found = site.row(list_homes()[kind], language, anchor(kind, name))
    assert found.verdict == "searched"
    assert "supports" not in {voice.stance for voice in found.voices}, "silence bears nothing out"


def test_a_page_that_names_wechat_only_speaks_for_wechat_only(data: dict[str, list[Record]]) -> None:
    (source,) = (one for one in data["sources"] if one["id"] == "tencent-help-compromised")
    assert source["products"] == ["wechat"]
    (appeal,) = (one for one in data["timeline"] if one["id"] == "appeal-24h")
    assert appeal["products"] == ["wechat"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_how_long_data_are_kept_is_not_told_as_when_a_number_is_free(site: Site, language: str) -> None:
    found = find_row(site, language, "phone_number", "phone-release-timing")
    policy = [voice for voice in found.voices if voice.source == "wechat-privacy-policy"]
    assert policy
    assert {"supports", "contradicts"}.isdisjoint(voice.stance for voice in policy)
    silent = {"zh": "没有写手机号什么时候能再用", "en": "not when .{0,12}the number (?:can be used )?again"}
    assert re.search(silent[language], say(found))


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_a_number_is_free_at_once_stands_among_the_claims_that_nobody_bears_out(site: Site, language: str) -> None:
    claimed = site.row(find_claims(), language, anchor("phone_number", "phone-release-timing"))
    assert claimed.verdict == "unverified"
    told = prose(site.page(list_homes()["phone_number"], language))
    assert re.search({"zh": "什么时候释放，没有[查找]到", "en": "found nothing on when it is released"}[language], told)


def test_a_page_has_at_most_three_boxes_so_that_each_is_seen(site: Site) -> None:
    for path in site.pages():
        boxes = site.open(path).xpath("//main//*[contains(concat(' ', @class, ' '), ' admonition ')]")
        assert len(boxes) <= 3, path
