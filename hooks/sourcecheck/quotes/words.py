"""What is said of a quote, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from guide.evidence.quotes.words import tell_miss
from guide.messages.diagnostic import Said
from guide.model.capture import QuoteState
from sourcecheck.links.words import tell_outcome
from sourcecheck.quotes.look import Finding
from sourcecheck.quotes.report import QuoteRow

STATE_WORDS: Mapping[QuoteState, Said] = {
    QuoteState.CHANGED: Said("", "not in the text", "原文里没有"),
    QuoteState.GONE: Said("", "source gone", "来源没有了"),
    QuoteState.UNREADABLE: Said("", "unreadable", "读不了"),
    QuoteState.REFUSED: Said("", "closed to robots", "不让程序看"),
    QuoteState.NOT_ASKED: Said("", "not asked", "还没有问"),
    QuoteState.FOUND: Said("", "found", "找到了"),
}
"""The words for each state, in the order in which a report tells them: the worst first."""

REMEDIES: Mapping[QuoteState, Said] = {
    QuoteState.CHANGED: Said(
        "",
        "Open the source. Quote what it says, or let the evidence go; what a source says no more bears nothing out.",
        "打开来源看一看：照原文引用，或者删掉这条证据；来源不再这样说，就证明不了什么。",
    ),
    QuoteState.GONE: Said(
        "",
        "Look for where it stands now, or for an archived copy; until then the page shows when it was last found.",
        "找找它现在的网址或存档；在那以前，页面上写着最后一次找到的日子。",
    ),
    QuoteState.UNREADABLE: Said(
        "",
        "Look in a browser. A picture, or a page that a script makes, is nothing that a machine can read.",
        "用浏览器看一看。文字在图片里，或者网页靠脚本生成，程序就读不到。",
    ),
    QuoteState.REFUSED: Said(
        "",
        "Look in a browser, or name an archived copy that machines may read.",
        "用浏览器看一看，或者写一个允许程序读的存档。",
    ),
    QuoteState.NOT_ASKED: Said("", "Give the source an address, or an archive.", "给来源写一个网址，或者写 archive。"),
    QuoteState.FOUND: Said("", "Nothing is left to do.", "不用做什么。"),
}
"""What to do about each state."""

_NOTHING_SEEN = Said("", "what is there is not the source's text", "那里的不是来源的文字")
_BARRED = Said("", "its robots.txt asks programs to stay away", "它的 robots.txt 请程序不要来")
_NO_ADDRESS = Said("", "has no address that a machine can ask", "没有程序能访问的网址")
_OTHERS = Said("", "{words.en} ({count}): {seen.en}", "{words.zh}（{count} 处）：{seen.zh}")


def tell_row(row: QuoteRow) -> Said:
    """Return what became of the quotes of a row, as a sentence behind the source's id."""
    first = row.first
    if row.state is QuoteState.FOUND:
        return STATE_WORDS[row.state]
    if first.miss:
        return tell_miss(first.found.quote, first.miss, first.nearest)
    return _OTHERS.format(words=STATE_WORDS[row.state], count=len(row.findings), seen=_tell_seen(first))


def _tell_seen(finding: Finding) -> Said:
    outcome = finding.outcome
    if outcome is None:
        return _NO_ADDRESS if finding.found.state is QuoteState.NOT_ASKED else _NOTHING_SEEN
    if outcome.barred:
        return _BARRED
    read = outcome.page is not None and finding.found.state is not QuoteState.GONE
    return _NOTHING_SEEN if read else tell_outcome(outcome)
