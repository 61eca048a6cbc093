"""Look a quote up in a text: word for word, and cut only where nothing turns on what was cut out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import pairwise

from guide.evidence.quotes.fold import Folded, fold, is_hidden, is_word, mixes_scripts
from guide.evidence.quotes.turns import find_turn, find_turn_before, find_turn_behind

BREAK = "\n\n"
"""What parts the paragraphs of a text."""
MOST_CUT = 600
"""How many characters a cut may leave out."""
_CUT = re.compile(r"\s*[\[(\uff08]?\s*(?:…+|\.{3,}|⋯+)\s*[\])\uff09]?\s*")
# What may stand around a whole paragraph, item of a list, or text of a program: "(1) ", "title: '".
_OPENING = re.compile(r"\s*(?:[-*•·]\s*)?(?:[\w$.\"'\[\]-]+\s*[:=]\s*)?[\"'`“]?")
_CLOSING = re.compile(r"[\"'`”]?[.。;；:：]?[,;]?\s*")
_NUMERALS = frozenset("〇零一二两三四五六七八九十百千万亿")
_ENDS = frozenset(".。!！?？:：;；,，、)）]】”\"'’》-–—|")
_NO_NAME = (
    r"(?!(?:The|An?|If|In|On|Your|Our|We|You|This|These|Those|For|And|To|When|Where|Please|All|Any|By|As|At|It|Is|Or|Of"
    r"|See|From|With|After|Before|Once|Under)\b)"
)
# What stands on either side of a border that no quote may begin or end at.
_BORDERS = tuple(
    (re.compile(f"(?:{left})$"), re.compile(right))
    for left, right in (
        (r"\d[.,\u2009\u202f\u00a0]?", r"\d"),  # 1,|000
        (r"\d", r"[.,\u2009\u202f\u00a0]\d"),
        (r"\d\s*[-\u2010-\u2015~\uff5e\u81f3]\s*", r"\d"),  # 10-|15
        (r"\d", r"\s*[-\u2010-\u2015~\uff5e\u81f3]\s*\d"),
        (r"\d", r"\s?[%\uff05\u2030]"),  # 43|%
        (r"[$\u00a5\u20ac\u00a3\uffe5]\s?", r"\d"),  # ¥|5
        (r"[^\W\d_][-\u2010\u2011'\u2019]", r"[A-Za-z\u00c0-\u024f]"),  # non-|refundable, can'|t
        (r"[A-Za-z\u00c0-\u024f]", r"[-\u2010\u2011'\u2019][^\W\d_]"),
        (rf"\b{_NO_NAME}[A-Z]\w*", r" [A-Z][a-z]"),  # Apple| Pay
        (rf"\b{_NO_NAME}[A-Z]\w* ", r"[A-Z][a-z]"),
    )
)


class Fault(StrEnum):
    """Why a text does not bear out a quote."""

    ABSENT = "absent"
    INSIDE = "inside"
    JOINED = "joined"
    SPREAD = "spread"
    CUT = "cut"
    BEFORE = "before"
    BEHIND = "behind"


@dataclass(frozen=True)
class Match:
    """Where a quote stands in a text, from `start` to `end`, and the words that it cuts out."""

    start: int
    end: int
    cuts: tuple[str, ...] = ()


@dataclass(frozen=True)
class Miss:
    """Why a quote does not stand in a text; `detail` is the word that it turns on, if it is one."""

    fault: Fault
    detail: str = ""


_Span = tuple[int, int]


def find_quote(quote: str, text: str) -> Match | Miss:
    """Return where a quote stands in a text whose paragraphs are parted by blank lines, or why it does not.

    Traditional and simplified characters are the same only in a text that has traditional ones.
    """
    found = _find(quote, text, False)
    if isinstance(found, Miss) and found.fault is Fault.ABSENT and mixes_scripts(text):
        return _find(quote, text, True)
    return found


def split_quote(quote: str) -> tuple[str, ...]:
    """Return the parts of a quote between its cuts."""
    return tuple(part for part in _CUT.split(quote) if fold(part).text)


def find_nearest(quote: str, text: str, around: int = 60) -> str:
    """Return the words of a text that are most like a quote; empty where nothing is like it."""
    wanted, folded = fold(quote), fold(text)
    same = SequenceMatcher(None, folded.text, wanted.text, autojunk=False).find_longest_match()
    if same.size < min(6, len(wanted.text)):
        return ""
    start = folded.places[max(0, same.a - same.b)]
    end = folded.places[min(len(folded.places), same.a - same.b + len(wanted.text)) - 1] + 1
    return squeeze(text[max(0, start - around // 4) : end + around // 4])


def squeeze(text: str) -> str:
    """Return a text in one line."""
    return re.sub(r"\s+", " ", text).strip()


def _find(quote: str, text: str, simplify: bool) -> Match | Miss:
    folded = fold(text, simplify)
    whole = fold(quote, simplify).text
    if not whole:
        return Miss(Fault.ABSENT)
    parts = [fold(part, simplify).text for part in split_quote(quote)]
    tries = [_find_parts([whole], folded, text)] + ([_find_parts(parts, folded, text)] if len(parts) > 1 else [])
    if len(parts) == 1 and parts[0] != whole:
        tries.append(_find_parts(parts, folded, text))
    return next((one for one in tries if isinstance(one, Match)), tries[-1])


def _find_parts(parts: list[str], folded: Folded, text: str) -> Match | Miss:
    """Return the first way in which the parts stand in the text, one behind the other, or what is wrong with it."""
    best: Miss = Miss(Fault.ABSENT)
    for first in _find_all(parts[0], folded):
        spans: list[_Span] = [first]
        fault = _check_span(first, text) or _check_before(first, text)
        for part in parts[1:]:
            if fault:
                break
            following = _find_next(part, folded, text, spans[-1])
            if isinstance(following, Miss):
                fault = following
            else:
                spans.append(following)
        fault = fault or _check_behind(spans[-1], text)
        if fault is None:
            cuts = tuple(squeeze(text[one[1] : two[0]]) for one, two in pairwise(spans))
            return Match(spans[0][0], spans[-1][1], cuts)
        best = fault if best.fault is Fault.ABSENT else best
    return best


def _find_all(part: str, folded: Folded, start: int = 0) -> Iterator[_Span]:
    """Yield where a folded part stands in the original text."""
    index = folded.text.find(part, start)
    while index >= 0:
        yield folded.places[index], folded.places[index + len(part) - 1] + 1
        index = folded.text.find(part, index + 1)


def _find_next(part: str, folded: Folded, text: str, last: _Span) -> _Span | Miss:
    """Return where the next part stands behind the last one, close enough and with nothing cut out that matters."""
    best = Miss(Fault.ABSENT)
    for span in _find_all(part, folded):
        if span[0] < last[1]:
            continue
        fault = _check_gap(last, span, text) or _check_span(span, text)
        if fault is None:
            return span
        if best.fault is not Fault.CUT:
            best = fault
        if fault.fault is Fault.SPREAD:
            break
    return best


def _check_gap(last: _Span, span: _Span, text: str) -> Miss | None:
    """Say what is wrong with a cut. One from the end of a paragraph to the beginning of another turns nothing."""
    gap = text[last[1] : span[0]]
    whole = _ends_paragraph(last, text) and _begins_paragraph(span, text)
    if len(gap) > MOST_CUT or (gap.count(BREAK) > 1 and not whole):
        return Miss(Fault.SPREAD)
    turn = "" if whole else find_turn(gap)
    return Miss(Fault.CUT, turn) if turn else None


def _begins_paragraph(span: _Span, text: str) -> bool:
    before = text[text.rfind(BREAK, 0, span[0]) + len(BREAK) : span[0]] if BREAK in text[: span[0]] else text[: span[0]]
    return bool(_OPENING.fullmatch(before))


def _ends_paragraph(span: _Span, text: str) -> bool:
    return bool(_CLOSING.fullmatch(text[span[1] :].partition(BREAK)[0]))


def _check_span(span: _Span, text: str) -> Miss | None:
    """Say what is wrong with words that stand in the text: they end inside a word, or join what is not one sentence."""
    start, end = span
    before, words, after = (
        _strip(text[max(0, start - 60) : start]),
        _strip(text[start:end]),
        _strip(text[end : end + 60]),
    )
    if _is_inside(before, words) or _is_inside(words, after):
        return Miss(Fault.INSIDE, squeeze(f"{before[-15:]}|{words[:15]} … {words[-15:]}|{after[:15]}"))
    for found in re.finditer(BREAK, text[start:end]):
        if text[start : start + found.start()].rstrip()[-1:] not in _ENDS:
            return Miss(Fault.JOINED)
    return None


def _check_before(span: _Span, text: str) -> Miss | None:
    turn = find_turn_before(text[max(0, span[0] - 120) : span[0]], text[span[0] : span[1]])
    return Miss(Fault.BEFORE, turn) if turn else None


def _check_behind(span: _Span, text: str) -> Miss | None:
    turn = find_turn_behind(text[span[1] : span[1] + 60].partition(BREAK)[0], text[span[0] : span[1]])
    return Miss(Fault.BEHIND, turn) if turn else None


def _strip(text: str) -> str:
    return "".join(letter for letter in text if not is_hidden(letter))


def _is_inside(left: str, right: str) -> bool:
    """Say whether the border between two neighbouring texts stands inside of a word, a number or a name."""
    if not left or not right:
        return False
    within_word = is_word(left[-1]) and is_word(right[0])
    within_numeral = left[-1] in _NUMERALS and right[0] in _NUMERALS
    return within_word or within_numeral or any(_parts(pair, left, right) for pair in _BORDERS)


def _parts(pair: tuple[re.Pattern[str], re.Pattern[str]], left: str, right: str) -> bool:
    return bool(pair[0].search(left) and pair[1].match(right))
