"""What is said of a link, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from guide.messages.diagnostic import Said
from guide.model.vocabulary import Trouble
from sourcecheck.links.outcome import Cause, Outcome

TROUBLE_WORDS: Mapping[Trouble | None, Said] = {
    Trouble.GONE: Said("", "gone", "没有了"),
    Trouble.UNUSABLE: Said("", "unusable", "不能用"),
    Trouble.MOVED: Said("", "moved", "搬走了"),
    Trouble.NO_ANCHOR: Said("", "without its anchor", "缺锚点"),
    Trouble.ROBOTS: Said("", "closed to robots", "不让程序看"),
    Trouble.TLS: Said("", "not trusted (TLS)", "证书有问题"),
    Trouble.SLOW: Said("", "slow", "太慢"),
    Trouble.NO_ANSWER: Said("", "without an answer", "没有回应"),
    None: Said("", "fine", "正常"),
}
"""The words for each trouble, and for none, in the order in which a report tells them: the worst first."""

REMEDIES: Mapping[Trouble, Said] = {
    Trouble.GONE: Said(
        "",
        "Replace the address by where it stands now or by an archived copy, or drop the source.",
        "换成它现在的网址或存档，或者不再用这个来源。",
    ),
    Trouble.UNUSABLE: Said("", "Correct the address.", "请改正网址。"),
    Trouble.MOVED: Said(
        "", "Look at the new address; if it says the same, write that one.", "看看新网址；内容一样就改成它。"
    ),
    Trouble.NO_ANCHOR: Said(
        "",
        "Look for the passage in a browser; correct the part behind '#', or leave it out.",
        "用浏览器找到那一段，改正 # 后面的部分，或者去掉。",
    ),
    Trouble.ROBOTS: Said(
        "",
        "Look in a browser. If it is there, write an exception for it.",
        "用浏览器看一看；内容还在，就给它写一条例外。",
    ),
    Trouble.TLS: Said(
        "",
        "Look in a browser. If it warns as well, readers are warned too: look for another address.",
        "用浏览器看一看；浏览器也警告，读者就打不开：请另找网址。",
    ),
    Trouble.SLOW: Said("", "Wait for the next run; an outage often passes.", "等下一次检查；这类故障常会自己好。"),
    Trouble.NO_ANSWER: Said("", "Wait for the next run; an outage often passes.", "等下一次检查；这类故障常会自己好。"),
}
"""What to do about each trouble."""

_CAUSES: Mapping[Cause, Said] = {
    Cause.ANSWERS: Said("", "answers", "能打开"),
    Cause.MOVED: Said("", "moved for good to {detail}", "已永久搬到 {detail}"),
    Cause.MOVED_HOME: Said(
        "",
        "leads to the front page now, so the page itself is probably gone: {detail}",
        "现在转到了首页，原来的页面多半没有了：{detail}",
    ),
    Cause.NOT_FOUND: Said("", "the page is gone (HTTP {detail})", "网页没有了（HTTP {detail}）"),
    Cause.NO_DOMAIN: Said("", "the domain does not exist: {detail}", "域名不存在：{detail}"),
    Cause.PRIVATE: Said(
        "",
        "leads to a machine that readers cannot reach: {detail}",
        "指向读者访问不到的机器：{detail}",
    ),
    Cause.MALFORMED: Said("", "is no address that can be asked for", "不是能访问的网址"),
    Cause.NO_ANCHOR: Said("", "the page has no place called '{detail}'", "页面里没有叫 {detail} 的位置"),
    Cause.FORBIDDEN: Said("", "turns robots away (HTTP {detail})", "不让程序访问（HTTP {detail}）"),
    Cause.LIMITED: Said(
        "",
        "asks robots to come back in {detail} s, which is too long for this run",
        "要程序过 {detail} 秒再来，这次等不了",
    ),
    Cause.TLS: Said("", "its certificate is not trusted: {detail}", "证书不被信任：{detail}"),
    Cause.SLOW: Said("", "did not answer in time", "没有及时回应"),
    Cause.NO_TURN: Said(
        "",
        "was not looked at, for the time of the run was up: run it again",
        "时间用完了，这次没轮到它：请再运行一次",
    ),
    Cause.SERVER_ERROR: Said("", "its server has an error (HTTP {detail})", "对方服务器出错（HTTP {detail}）"),
    Cause.CLOSED: Said(
        "",
        "is closed for {detail} s, which is too long for this run",
        "暂停服务，要过 {detail} 秒，这次等不了",
    ),
    Cause.REFUSED: Said("", "nobody can be reached there", "连接不上"),
    Cause.CUT_OFF: Said("", "broke off its answer", "回应中途断开"),
    Cause.GARBLED: Said("", "answers what cannot be read ({detail})", "回应读不懂（{detail}）"),
    Cause.NO_LOOKUP: Said("", "the domain could not be looked up: {detail}", "暂时查不到域名：{detail}"),
    Cause.LOOP: Said("", "redirects in a circle, or too often ({detail} times)", "一直在转来转去（{detail} 次）"),
    Cause.ASTRAY: Said(
        "",
        "redirects to what is not followed: no public web address ({detail})",
        "转到了不能跟过去的地方：不是公开的网址（{detail}）",
    ),
    Cause.ODD: Said("", "answers HTTP {detail}, which is no page", "回应是 HTTP {detail}，不是网页"),
}


def tell_outcome(outcome: Outcome) -> Said:
    """Return what was seen, as a half sentence behind the address. What a server wrote is kept to one short line."""
    detail = "".join(letter if letter.isprintable() else " " for letter in outcome.detail)
    return _CAUSES[outcome.cause].format(detail=detail if len(detail) <= 300 else f"{detail[:299]}…")
