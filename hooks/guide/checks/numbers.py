"""Numbers as sources write them: in digits of any script, in Chinese, and in English words."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal

_DIGIT = re.compile(r"(?<![\d.])\d+(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?")
_HAN = re.compile(r"[零〇一二两兩三四五六七八九十百千万萬]+|半(?=年)")
_HAN_DIGITS = {han: Decimal(number) for number, han in enumerate("零一二三四五六七八九")} | {
    "〇": Decimal(0),
    "两": Decimal(2),
    "兩": Decimal(2),
}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000}
_TEN_THOUSAND = re.compile(r"(?<!\d)(\d+(?:\.\d+)?)\s*[万萬wW](?![a-zA-Z])")
_THOUSAND = re.compile(r"(?<!\d)(\d+(?:\.\d+)?)\s*[kK](?![a-zA-Z])")
_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_ENGLISH = {word: Decimal(number) for number, word in enumerate(_ONES)} | {
    word: Decimal(10 * number) for number, word in enumerate(_TENS, start=2)
}
_WORD = re.compile(rf"\b((?ai:{'|'.join([*_ENGLISH, 'a', 'an', 'half'])}))\b")
_WEEKS = re.compile(
    r"((?<!\d)\d+|[一二两兩三四]|\b(?:one|two|three|four|a)\b)\s*(?:个|個)?(?:周|週|星期|weeks?)", re.IGNORECASE
)


def find_numbers(text: str) -> frozenset[Decimal]:
    """Return every number that a text gives. Weeks count as days, too; `半年` is six months, "a month" one."""
    plain = unicodedata.normalize("NFKC", text)
    return frozenset((*_find_digits(plain), *_find_han(plain), *_find_words(plain), *_find_weeks(plain)))


def _find_digits(text: str) -> Iterator[Decimal]:
    for found in _DIGIT.findall(text):
        yield Decimal(found.replace(",", ""))
    for pattern, factor in ((_TEN_THOUSAND, 10000), (_THOUSAND, 1000)):
        yield from (factor * Decimal(found[1]) for found in pattern.finditer(text))


def _find_han(text: str) -> Iterator[Decimal]:
    for found in _HAN.findall(text):
        yield Decimal(6) if found == "半" else _read_han(found)


def _read_han(written: str) -> Decimal:
    """Return a number in Chinese words: 一百八十 is 180, 两千 is 2000, 十五 is 15, 三万 is 30,000."""
    total, part, digit = Decimal(0), Decimal(0), Decimal(0)
    for letter in written:
        if letter in _HAN_DIGITS:
            digit = 10 * digit + _HAN_DIGITS[letter] if digit and not part else _HAN_DIGITS[letter]
        elif letter in _HAN_UNITS:
            part += (digit or Decimal(1)) * _HAN_UNITS[letter]
            digit = Decimal(0)
        else:
            total += (part + digit or Decimal(1)) * 10000
            part = digit = Decimal(0)
    return total + part + digit


def _find_words(text: str) -> Iterator[Decimal]:
    for found in _WORD.findall(text):
        word = found.lower()
        yield Decimal(1) if word in ("a", "an") else Decimal("0.5") if word == "half" else _ENGLISH[word]


def _find_weeks(text: str) -> Iterator[Decimal]:
    for found in _WEEKS.findall(text):
        number = max(find_numbers_once(found), default=Decimal(0))
        yield 7 * number


def find_numbers_once(text: str) -> frozenset[Decimal]:
    """Return the numbers of a short text, without weeks."""
    return frozenset((*_find_digits(text), *_find_han(text), *_find_words(text)))
