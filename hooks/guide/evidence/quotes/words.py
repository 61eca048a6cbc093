"""Why a text does not bear a quote out, in both languages."""

from __future__ import annotations

from collections.abc import Mapping

from guide.evidence.quotes.find import Fault, Miss
from guide.messages.diagnostic import Said, shorten

_FAULTS: Mapping[Fault, Said] = {
    Fault.ABSENT: Said("", "its words are not there", "原文里没有这些字"),
    Fault.INSIDE: Said(
        "", "it begins or ends inside a word, a figure or a name: {detail}", "开头或结尾切断了词、数字或名称：{detail}"
    ),
    Fault.JOINED: Said("", "it joins what stands apart", "把分开的两处连成了一句"),
    Fault.SPREAD: Said("", "its parts stand too far apart", "省略号前后的文字隔得太远"),
    Fault.CUT: Said(
        "", "the words cut out at '…' turn its meaning: '{detail}'", "省略号省掉的文字会改变意思：“{detail}”"
    ),
    Fault.BEFORE: Said("", "it leaves out what stands right before it: '{detail}'", "漏了紧挨在前面的“{detail}”"),
    Fault.BEHIND: Said("", "it leaves out what follows right behind it: '{detail}'", "漏了紧跟在后面的“{detail}”"),
}
_NOT_THERE = Said("", "the source does not say '{quote}': {fault.en}", "来源里没有“{quote}”：{fault.zh}")
_NOTHING = Said("", "", "")
_NEAREST = Said("", "; the nearest words are '{nearest}'", "；最接近的文字是“{nearest}”")


def tell_miss(quote: str, miss: Miss, nearest: str) -> Said:
    """Return why a text does not bear a quote out, and what it says instead."""
    fault = _FAULTS[miss.fault].format(detail=shorten(miss.detail))
    told = _NOT_THERE.format(quote=shorten(quote), fault=fault)
    return told.wrap(_NOTHING, _NEAREST.format(nearest=shorten(nearest, 200))) if nearest else told
