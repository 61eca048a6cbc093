"""Words that turn the meaning of what stands beside them: negations, exceptions, conditions and bounds."""

from __future__ import annotations

import re

# Words that look like a negation or exception and are none.
_HARMLESS = re.compile(
    "不仅|不但|不同|不断|不久|不论|不管|不限于|不可抗力|不动产|无论|无线|未来|未成年|非常|非银行|别人|别名|特别|分别|个别|级别|类别|性别|区别"
    "|识别|没收|除此之外|仅供|不妨|但凡|not only|no matter|no later than",
    re.IGNORECASE,
)
_TURNS = re.compile(
    r"不|未|无|非|没|勿|莫|否|禁止|除|但|仅|只有|只要|如果|若|倘|假如|除非|别"
    r"|\b(?:not|never|no|nor|none|neither|cannot|unless|except|excluding|without|only|if|but|however|provided|until)\b"
    r"|n[’']t\b",
    re.IGNORECASE,
)
_CLAUSE_ENDS = re.compile(r"[,;:.!?\uff0c\uff1b\uff1a\u3002\uff01\uff1f\u3001()\uff08\uff09“”\"|\n]")
_NEGATED = re.compile(
    r"(?:不|未|无|非|没|勿|莫|禁止|别)\w{0,3}$"
    r"|(?:\b(?:not|never|no|nor|neither|cannot|without|unless|except)|n[’']t)(?:\s+[\w’'-]+){0,3}\s*$",
    re.IGNORECASE,
)
_BOUNDED = re.compile(
    r"(?:至少|至多|最多|最少|不少于|不多于|不超过|不得少于|不得超过|少于|超过|多于|不足|不满|长达|大约|约|近)\s*$"
    r"|\b(?:at least|at most|up to|more than|less than|fewer than|longer than|no later than|over|under|within|about"
    r"|approximately|minimum of|maximum of)\s+$",
    re.IGNORECASE,
)
_BOUNDED_BEHIND = re.compile(r"\s*(?:以上|以下|以内|之内|内|左右|起|or (?:more|less|longer|fewer)\b)", re.IGNORECASE)
_GOES_ON = re.compile(
    r"[\s,;\uff0c\uff1b]*(?:除非|[^。！？\n]{0,40}?(?:除外|不在此限|另有规定|另有约定)"
    r"|(?:unless|except|excluding|provided that|subject to|but not|but only|only if|if not)\b)",
    re.IGNORECASE,
)
_NUMBER = re.compile(
    r"[\d一二两三四五六七八九十百千半]|(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|thirty|sixty|a|an)\b",
    re.I,
)
_LENGTH = re.compile(
    r"[\d一二两三四五六七八九十百千半]\s*个?(?:工作日|小时|分钟|个月|星期|天|日|周|月|年|元|岁)$"
    r"|\b(?:minutes?|hours?|days?|weeks?|months?|years?|percent|yuan|CNY)$|[\d%]$",
    re.IGNORECASE,
)


def find_turn(words: str) -> str:
    """Return the first word that turns a meaning among words that a quote leaves out; empty where there is none."""
    found = _TURNS.search(_HARMLESS.sub("", words))
    return found[0] if found else ""


def find_turn_before(before: str, quote: str) -> str:
    """Return what a quote that begins behind `before` leaves out: the negation of its clause, or a figure's bound."""
    clause = _CLAUSE_ENDS.split(before[-80:])[-1]
    negated = _NEGATED.search(_HARMLESS.sub(lambda found: "\u25a1" * len(found[0]), clause))
    bounded = _BOUNDED.search(clause) if _NUMBER.match(quote) else None
    found = negated or bounded
    return found[0].strip() if found else ""


def find_turn_behind(after: str, quote: str) -> str:
    """Return what a quote that ends before `after` leaves out: an exception that goes on, or a figure's bound."""
    bounded = _BOUNDED_BEHIND.match(after) if _LENGTH.search(quote) else None
    found = None if quote[-1:] in ".。!！?？" else _GOES_ON.match(after)
    found = bounded or found
    return found[0].strip(" ,;\uff0c\uff1b") if found else ""
