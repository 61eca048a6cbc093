"""A reader's own words find the page: real queries in both languages, typed into the search of a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Route, expect

from patience import wait_until
from raw import LANGUAGES, Site, folder_of, read_text

# What is typed, and the pages that answer it: one of them has to be among the first three.
CHINESE = [
    ("零钱提现手续费", "money/"),
    ("零钱通", "money/ failures/balance-left/ fixes/"),
    ("等几天", "timeline/ disagreements/"),
    ("多久能注销", "timeline/ disagreements/"),
    ("注销失败", "failures/"),
    ("无法注销", "failures/"),
    ("按钮灰色", "devices/ failures/other-devices/ article/"),
    ("群主", "friends/ disagreements/"),
    ("好友能看到吗", "friends/"),
    ("聊天记录备份", "backup/"),
    ("导出数据", "backup/"),
    ("手机号还能注册吗", "phone-number/ disagreements/"),
    ("换手机号", "phone-number/ alternatives/"),
    ("二次放号", "phone-number/ glossary/"),
    ("冻结账号", "alternatives/"),
    ("公众号注销", "special-accounts/ failures/admin-roles/"),
    ("小程序", "special-accounts/"),
    ("企业微信", "special-accounts/ failures/wecom-creator/"),
    ("视频号", "special-accounts/ failures/channels-account/ failures/channels-review/"),
    ("微粒贷", "fixes/ failures/credit-product/ money/"),
    ("自动续费", "fixes/ money/ failures/auto-deduction/"),
    ("个人信息保护法", "law/"),
    ("支付记录保存多久", "law/ what-is-deleted/ disagreements/"),
    ("反悔", "recovery/"),
    ("恢复账号", "recovery/"),
    ("身份证照片", "recovery/ article/"),
    ("骗局 客服", "scams/"),
    ("百万保障", "scams/"),
    ("朋友圈", "what-is-deleted/"),
    ("电脑登录", "devices/"),
    ("鸿蒙", "steps/ unknown/"),
    ("微信和WeChat区别", "weixin-or-wechat/"),
    ("知乎登录", "sign-in/"),
    ("授权管理", "sign-in/ steps/"),
    ("入口在哪", "steps/ disagreements/"),
    ("微信运动", "failures/werun-steps/"),
    ("卡券", "failures/coupons-left/ fixes/"),
    ("微信豆", "failures/webeans-left/"),
    ("被盗 注销", "failures/not-secure/ before-you-start/ fixes/"),
    ("退群", "friends/ disagreements/ before-you-start/"),
    ("多少个条件", "before-you-start/ disagreements/"),
    ("旧手机", "phone-number/"),
    ("LQT", "money/ failures/balance-left/ fixes/ glossary/"),
    ("Mini Fund", "money/ failures/balance-left/ fixes/ glossary/ failures/mini-fund-product/"),
    ("销号", "steps/ phone-number/ before-you-start/ glossary/ index/"),
    ("怎么删号", "steps/ before-you-start/ glossary/"),
    ("我能注销吗", "plan/"),
    ("日历提醒", "dates/"),
    ("反悔期", "timeline/ dates/ recovery/ disagreements/"),
    ("先做什么", "plan/ fixes/ before-you-start/"),
]
ENGLISH = [
    ("waiting period", "en/timeline/ en/disagreements/"),
    ("how long", "en/timeline/ en/disagreements/"),
    ("group owner", "en/friends/ en/disagreements/"),
    ("withdraw money", "en/money/"),
    ("fee", "en/money/"),
    ("export data", "en/backup/"),
    ("backup chats", "en/backup/"),
    ("phone number reuse", "en/phone-number/ en/disagreements/"),
    ("GDPR", "en/law/"),
    ("freeze", "en/alternatives/"),
    ("scam", "en/scams/"),
    ("official account", "en/special-accounts/ en/failures/admin-roles/"),
    ("unable to cancel", "en/failures/ en/failures/uncommon-device/"),
    ("restore account", "en/recovery/"),
    ("moments", "en/what-is-deleted/"),
    ("mini program", "en/special-accounts/"),
    ("68%", "en/article/ en/failures/ en/failures/pay-not-closed/"),
    ("harmonyos", "en/steps/ en/unknown/"),
    ("wechat pay cancellation", "en/steps/ en/fixes/ en/money/"),
    ("inactive account", "en/alternatives/ en/weixin-or-wechat/"),
    ("friends see", "en/friends/"),
    ("LQT", "en/money/ en/failures/balance-left/ en/fixes/ en/glossary/"),
    ("cooling off period", "en/timeline/ en/dates/ en/disagreements/"),
    ("零钱通", "en/money/ en/failures/balance-left/ en/fixes/ en/glossary/ en/failures/mini-fund-product/"),
    ("calendar", "en/dates/"),
    ("will my deletion go through", "en/plan/"),
    ("cybersecurity law", "en/law/ en/article/"),
]
WANTED = 0.95


def find_pages(page: Page, address: str, query: str) -> list[str]:
    """Type a query into the open search; return the pages found, the best first."""
    page.locator("#query").fill("")
    page.locator("#query").fill(query)
    return read_results(page, address)


def read_results(page: Page, address: str) -> list[str]:
    """Return the pages that the search has found, the best first."""
    expect(page.locator("#search-status")).not_to_be_empty()  # the index may still be on its way
    links = page.locator("#search-results a").evaluate_all("links => links.map(link => link.href)")
    return [link.removeprefix(address).partition("#")[0] for link in links]


def test_the_right_page_is_among_the_first_three(page: Page, address: str) -> None:
    missed = []
    for start, queries in (("", CHINESE), ("en/", ENGLISH)):
        page.goto(address + start)
        page.locator("#search-open").click()
        for query, wanted in queries:
            found = find_pages(page, address, query)[:3]
            if not set(found) & set(wanted.split()):
                missed.append((query, wanted, found))
    total = len(CHINESE) + len(ENGLISH)
    assert total >= 60
    assert len(missed) <= total * (1 - WANTED), missed


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_is_found_by_its_title(page: Page, site: Site, address: str, language: str) -> None:
    page.goto(address + folder_of(language))
    page.locator("#search-open").click()
    missed = []
    for name in ("plan", "dates", "timeline", "steps", "fixes", "sources"):
        title = read_text(site.page(f"{name}.md", language).xpath("//h1")[0])
        found = find_pages(page, address, title)[:3]
        missed += [] if f"{folder_of(language)}{name}/" in found else [(name, title, found)]
    assert not missed


def test_a_query_typed_before_the_index_has_arrived_is_answered_when_it_does(page: Page, address: str) -> None:
    held: list[Route] = []
    page.route("**/search/*.js", lambda route: held.extend([route]))
    page.goto(address)
    page.locator("#search-open").click()
    page.locator("#query").fill("零钱提现手续费")
    wait_until(lambda: page.title() and held, lambda: "nobody asks for the index")
    assert page.locator("#search-results a").count() == 0
    held[0].continue_()
    assert "money/" in read_results(page, address)[:3]
