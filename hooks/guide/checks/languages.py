"""A text is written in the script of its language, and gives the same numbers and addresses in every language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache

import opencc

from guide.checks.numbers import find_numbers
from guide.checks.problem import Problem
from guide.checks.walk import walk_named, walk_texts
from guide.messages.message import Message
from guide.model.field_help import Field
from guide.model.guide import Guide
from guide.model.language import WITH_HAN, Language
from guide.model.placeholders import PATTERN
from guide.model.records import Label
from guide.model.sources import Source

_HAN = re.compile("[\u3400-\u9fff]")
_LATIN_WORD = re.compile(r"(?<![A-Za-z])[a-z]{2,}(?![A-Za-z])|(?<![A-Za-z])[A-Z][a-z]+(?![A-Za-z])")
IN_HAN: frozenset[Language] = frozenset({"zh"})
"""The languages that are written in Chinese characters alone; all others have letters of their own, or Latin ones."""
_NAMES = frozenset({("sources", "publisher"), ("places", "path")})
"""Fields that hold names, which are not translated: of publishers, and of what stands on a screen."""
_SEARCHED = frozenset({"aliases", "other_names"})
"""Fields that hold what readers type, in each language something else."""
_MOST_FOREIGN_WORDS = 3
_MOST_HAN = 3
_QUOTED = re.compile("“[^“”]*”|《[^《》]*》|「[^「」]*」")
_ADDRESS = re.compile(
    r"(?<![\w@./-])(?:https?://)?((?:[a-z0-9-]+\.)+(?:com|cn|org|net|gov|edu|io|me|example)(?:/[\w./%-]*\w)?)"
)
_DIGITS = re.compile(r"(?<![\w.,:/-])[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?(?![\w]|[.:/-][0-9])")
_DIGIT = re.compile("[0-9]")
_NAMES_OF_MONTHS = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTHS = {name: Decimal(number) for number, name in enumerate(_NAMES_OF_MONTHS, start=1)}
_MONTH = re.compile(rf"\b(?ai:{'|'.join(_MONTHS)})\b")


def check_scripts(guide: Guide) -> Iterator[Problem]:
    """No text is still, or again, in another language's script, and Chinese is written with simplified characters."""
    for kind, record in guide.everything():
        for path, language, written in walk_texts(record):
            found = find_traditional(written) if language in IN_HAN and path[0] not in _SEARCHED else None
            if found:
                yield Problem(kind, record.id, path, explain_traditional(found))
        for _, path, text in () if isinstance(record, Label) else walk_named(record):
            for language, words in () if (kind, path[0]) in _NAMES else text.items():
                joined = words if isinstance(words, str) else " ".join(words)
                if is_in_other_script(joined, language):
                    yield Problem(kind, record.id, (*path, language), Message("other-script/script", language=language))


def check_same_contents(guide: Guide) -> Iterator[Problem]:
    """The languages of a text give the same numbers, and lead to the same addresses. Sites have names of their own."""
    for kind, record in guide.everything():
        for _, path, text in () if isinstance(record, Label | Field | Source) else walk_named(record):
            if path[0] in _SEARCHED:
                continue
            words = {
                language: PATTERN.sub("", one if isinstance(one, str) else "\n".join(one))
                for language, one in text.items()
            }
            for language, message in compare(words):
                yield Problem(kind, record.id, (*path, language), message)


def compare(words: Mapping[Language, str]) -> Iterator[tuple[Language, Message]]:
    """Yield (language, what it lacks) for each language of a text that lacks a number or an address of the others."""
    addresses = {language: frozenset(_list_addresses(one)) for language, one in words.items()}
    everywhere = frozenset().union(*addresses.values())
    for language, found in addresses.items():
        if missing := sorted(everywhere - found):
            yield language, Message("other-links/missing", missing=", ".join(missing))
    asked = {language: frozenset(_list_digits(one)) for language, one in words.items()}
    for language, one in words.items() if any(asked.values()) else ():
        others = frozenset().union(*(found for other, found in asked.items() if other != language))
        missing = sorted(others - asked[language]) if others - asked[language] else []
        known = _list_numbers(one) if missing else frozenset()
        lacking = [number for number in missing if Decimal(number.replace(",", "")) not in known]
        if lacking:
            yield language, Message("other-numbers", missing=", ".join(lacking))


def _list_addresses(text: str) -> list[str]:
    return _ADDRESS.findall(text) if "." in text else []


def _list_digits(text: str) -> list[str]:
    """Return the numbers of a text that stand in no address. Most texts have no digit."""
    return _DIGITS.findall(_ADDRESS.sub("", text)) if _DIGIT.search(text) else []


def find_traditional(text: str) -> re.Match[str] | None:
    """Return the first traditional character of a text in Chinese that is not quoted, nor in a title."""
    return _pair_traditional()[0].search(text) and _pair_traditional()[0].search(_hide_quoted(text))


def _hide_quoted(text: str) -> str:
    return _QUOTED.sub(lambda quoted: "-" * len(quoted[0]), text)


def explain_traditional(found: re.Match[str]) -> Message:
    """Say which character stands for a traditional one."""
    return Message("other-script/traditional", found=found[0], usual=_pair_traditional()[1][found[0]])


@cache
def _pair_traditional() -> tuple[re.Pattern[str], Mapping[str, str]]:
    letters = tuple(map(chr, range(0x4E00, 0xA000)))
    simplified = opencc.OpenCC("t2s").convert(" ".join(letters)).split(" ")
    pairs = {letter: simple for letter, simple in zip(letters, simplified, strict=True) if letter != simple}
    return re.compile(f"[{''.join(pairs)}]"), pairs


def is_in_other_script(text: str, language: Language) -> bool:
    """Say whether a text is written in another language's script; names of products and words in brackets are not."""
    if language in WITH_HAN or (language in IN_HAN) == bool(_HAN.search(text)):
        return False
    own = PATTERN.sub("", text)
    if language in IN_HAN:
        return len(_LATIN_WORD.findall(own)) > _MOST_FOREIGN_WORDS
    return len(_HAN.findall(own)) > _MOST_HAN and not any(map(str.isalpha, _HAN.sub("", own)))


def _list_numbers(text: str) -> frozenset[Decimal]:
    months = (_MONTHS[found.lower()] for found in _MONTH.findall(text))
    return frozenset((*find_numbers(text), *months))
