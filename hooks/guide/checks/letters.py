"""A letter is the usual one: not its look-alike of another script, not a form for another use."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from guide.checks.problem import Problem
from guide.checks.walk import walk
from guide.messages.message import Message
from guide.model.guide import Guide

_RADICALS = dict(
    zip(
        "\u2e81\u2e85\u2e89\u2e8b\u2e97\u2e98\u2e9f\u2ea0\u2ec1\u2ec4\u2ec5\u2ec9\u2ecb\u2ed3\u2ed4"
        "\u2ed8\u2ed9\u2eda\u2edb\u2edc\u2edd\u2ee2\u2ee5\u2ee6\u2ee8\u2ee9\u2eec\u2eee\u2ef0\u2ef3",
        "厂亻刂卩心扌母民虎西见贝车长门青韦页风飞食马鱼鸟麦黄齐齿龙龟",
        strict=True,
    )
)
"""Radicals that Unicode does not take for another form of the character that they look like."""
_FOREIGN = dict(
    zip(
        "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u0501\u04bb\u051b\u051d\u0410"
        "\u0412\u0415\u0405\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0423\u0425\u0406\u0408"
        "\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u03bf\u03bd",
        "aeopcyxijsdhqwABESKMHOPCTYXIJABEZHIKMNOPTYXov",
        strict=True,
    )
)
"""Cyrillic and Greek letters that look like Latin ones."""
_BESIDE_LATIN = dict(zip("\u0131\u0251\u0261\u2113", "iagl", strict=True))
"""Letters of the Latin script that are used for others of it."""
_FORMS = re.compile(
    "[\u2e80-\u2fdf\uf900-\ufaff\U0002f800-\U0002fa1f\ufb00-\ufb06\u3300-\u33ff\u2160-\u217f\ufe10-\ufe1f\ufe30-\ufe6f"
    "\uff65-\uff9f\U0001d400-\U0001d7ff\u212a\u212b\u2126]"
)
"""Forms of letters for other uses: radicals, ligatures, units in one sign, numerals in one sign, half-width kana."""
_KANA = dict(zip("\u30cb\u30cf\u30ed\u30ab\u30a8\u30bf", "二八口力工夕", strict=True))
_HAN = "[\u4e00-\u9fff]"
_BETWEEN_HAN = re.compile(f"(?<={_HAN})[{''.join(_KANA)}](?={_HAN})")
_OTHER_SCRIPT = re.compile("[\u0370-\u03ff\u0400-\u052f]+")
_ODD_LATIN = re.compile(f"[{''.join(_BESIDE_LATIN)}](?=[A-Za-z])|(?<=[A-Za-z])[{''.join(_BESIDE_LATIN)}]")
_NUMERALS = "零〇一二三四五六七八九"
_RING = re.compile(f"(?<=[{_NUMERALS}])\u25cb(?=[{_NUMERALS}\u25cb])")
_MARK = re.compile("[\u0300-\u036f]+")
_PERHAPS = re.compile(
    f"{_FORMS.pattern[:-1]}\u0300-\u036f\u0370-\u03ff\u0400-\u052f\u25cb{''.join((*_BESIDE_LATIN, *_KANA))}]"
)
"""A letter that any of them is about: nearly no text has one."""


def find_odd_letter(text: str, is_quote: bool = False) -> tuple[int, Message] | None:
    """Return (offset, what is wrong) for the first letter that only looks like the usual one, or None.

    A quote has its source's own letters, of whatever script; but a radical for a character comes from a copied PDF.
    """
    if text.isascii() or not _PERHAPS.search(text):
        return None
    for find in (_find_form, _find_mark) if is_quote else (_find_form, _find_mark, _find_lookalike):
        if found := find(text):
            return found
    return None


def check_letters(guide: Guide) -> Iterator[Problem]:
    """Texts, titles and quotes are written with the usual letters."""
    for kind, record in guide.everything():
        for path, value, _ in walk(record):
            if isinstance(value, str) and (found := find_odd_letter(value, "quote" in path)):
                yield Problem(kind, record.id, path, found[1])


def _find_form(text: str) -> tuple[int, Message] | None:
    for found in _FORMS.finditer(text):
        usual = _RADICALS.get(found[0]) or unicodedata.normalize("NFKC", found[0])
        if usual != found[0]:
            return found.start(), _explain("form", found[0], usual)
    return None


def _find_mark(text: str) -> tuple[int, Message] | None:
    for found in _MARK.finditer(text):
        written = text[max(0, found.start() - 1) : found.end()]
        usual = unicodedata.normalize("NFC", written)
        if usual != written or len(found[0]) > 1:
            return max(0, found.start() - 1), _explain("mark", written, usual if len(usual) == 1 else written[:1])
    return None


def _find_lookalike(text: str) -> tuple[int, Message] | None:
    for word in _OTHER_SCRIPT.finditer(text):
        if all(letter in _FOREIGN for letter in word[0]):  # else it is a word of that script
            return word.start(), _explain("script", word[0][0], _FOREIGN[word[0][0]])
    for pattern, usual in ((_ODD_LATIN, _BESIDE_LATIN), (_BETWEEN_HAN, _KANA), (_RING, {"\u25cb": "〇"})):
        if found := pattern.search(text):
            return found.start(), _explain("script", found[0], usual[found[0]])
    return None


def _explain(sort: str, found: str, usual: str) -> Message:
    words = {"found": found, "code": f"{ord(found[-1]):04X}", "usual": usual}
    return Message(f"odd-letter/{sort}", **words)
