"""Chinese is set as Chinese is, English as English is.

Our own, as it is better here: of the slips of its tests autocorrect-py 2.14 sees 16 of 31 in Chinese and 1 of 10 in
English, and of the data as they are, which have none, it finds fault with 952 places.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.checks.figures import find_value
from guide.checks.problem import Problem
from guide.checks.walk import walk_texts
from guide.messages.message import Message
from guide.model.guide import Guide
from guide.model.language import Language
from guide.model.placeholders import PATTERN, parse_placeholder
from guide.model.record import Record
from guide.model.values import Value

FILLER = "\ufffc"
"""Stands for what is not looked at, letter for letter."""

_HAN = "\u3400-\u9fff"
_WIDE = "，。：；？！、（）“”《》…—"
_WORD = r"A-Za-z0-9%@$€¥"
_MARKS = r"[*\[\]]*"  # what Markdown puts between two letters and readers do not see


_LAW = re.compile("“[^“”]*(?:安全法|保护法|诈骗法|洗钱法|商务法|民法典|管理条例|保护条例)”")
_ALL = (
    (re.compile("[\uff10-\uff19\uff05\uff21-\uff3a\uff41-\uff5a]"), Message("full-width-character/text")),
    (re.compile(r"(?<=\S)  +(?=\S)|\u3000|\u00a0"), Message("stray-space/two-spaces")),
    (re.compile(r"([,;:?!])\1|(?<!\.)\.\.(?!\.)"), Message("repeated-punctuation")),
)
_SLIPS: dict[Language, tuple[tuple[re.Pattern[str], Message], ...]] = {
    "zh": (
        (re.compile(rf"[{_HAN}]{_MARKS}\+?[{_WORD}]+|[{_WORD}]{_MARKS}[{_HAN}]"), Message("latin-space")),
        (
            re.compile(rf"[{_HAN}] +(?=[{_HAN}])|(?<![{FILLER}\s>]) +(?=[{_WIDE}])|(?<=[{_WIDE}]) +(?![{FILLER}\s>])"),
            Message("stray-space/chinese"),
        ),
        (
            re.compile(rf"[{_HAN}{_WIDE}] ?[,;:?!()]|[,;:?!()] ?[{_HAN}]|[{_HAN}]\.(?![A-Za-z0-9.])|\.{{3,}}|--+"),
            Message("chinese-punctuation"),
        ),
        (re.compile(r"(?<!…)…(?!…)|…{3,}|(?<!—)—(?!—)|—{3,}"), Message("chinese-punctuation")),
        (re.compile(rf"\"|['‘’「」『』](?=[{_HAN}])|(?<=[{_HAN}])['‘’「」『』]"), Message("quotation-marks")),
        (re.compile(r"([，。：；？！、])\1|[，。：；、][，。：；、？！]"), Message("repeated-punctuation")),
        (re.compile("帐号"), Message("account-spelling")),
        *_ALL,
    ),
    "en": (
        (re.compile(r"[，。：；？！、（）]"), Message("english-punctuation")),
        (re.compile(r" [,;:?!)](?!\w)|\( | \.(?!\S)|(?<=[A-Za-z])[,;](?=[A-Za-z])"), Message("english-punctuation")),
        (re.compile(r"[“”‘’]"), Message("quotation-marks")),
        *_ALL,
    ),
}
# Words of somebody else: quotes and titles in Chinese; in English whatever is Chinese, with the punctuation inside it.
_FOREIGN: dict[Language, re.Pattern[str]] = {
    "zh": re.compile(r"(?<=“)[^“”]*(?=”)|(?<=《)[^《》]*(?=》)"),
    "en": re.compile(rf"[《“]?[{_HAN}]++(?:[，。：；？！、（）《》“”—…,;:?!+/&-]++[{_HAN}]++)*+[》”？！]?"),
}


def find_slips(text: str, language: Language) -> Iterator[tuple[int, Message]]:
    """Yield (offset, what is wrong) for each slip of typography; quoted words are left as they are."""
    for law in _LAW.finditer(text) if "“" in text else ():
        yield law.start(), Message("title-marks", found=law[0])
    own = _FOREIGN.get(language, _FOREIGN["en"]).sub(lambda found: FILLER * len(found[0]), text)
    for pattern, message in _SLIPS.get(language, _ALL):
        for found in pattern.finditer(own):
            around = text[max(0, found.start() - 3) : found.end() + 3]
            yield found.start(), message.fill(found=" ".join(around.replace(FILLER, "").split("\n")).strip())


def check_typography(guide: Guide) -> Iterator[Problem]:
    """Texts are set by the rules of their language, also where a figure is filled in.

    The way to a place is not looked at: it has the app's own words, as the app sets them.
    """
    for kind, record in guide.everything():
        for path, language, text in walk_texts(record):
            if (kind, path[0]) == ("places", "path"):
                continue
            for _, message in find_slips(fill_figures(text, guide, record), language):
                yield Problem(kind, record.id, path, message)


def fill_figures(text: str, guide: Guide, record: Record) -> str:
    """Return `text` with each placeholder as long as it is written, but with the ends of the figure it stands for."""
    if "{" not in text:
        return text
    return PATTERN.sub(
        lambda found: fill_figure(find_value(guide, parse_placeholder(found[1]), record), len(found[0])), text
    )


def fill_figure(value: Value | None, length: int) -> str:
    """Return something `length` letters long that begins and ends as the figure does in Chinese."""
    if value is None:
        return FILLER * length
    first = "约" if value.bound else "9"
    last = "%" if value.percent is not None else "9" if value.date or value.version else "天"
    return f"{first}{FILLER * (length - 2)}{last}"
