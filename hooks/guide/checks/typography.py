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
from guide.messages.diagnostic import Said
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

_NO_SPACE = Said(
    "latin-space",
    "'{found}': put a space between Chinese and Latin letters or digits",
    "“{found}”：汉字和拉丁字母、数字之间空一格",
)
_STRAY_SPACE = Said(
    "stray-space",
    "'{found}': delete the space; Chinese has none between its letters, none beside full-width punctuation",
    "“{found}”：删掉空格；汉字之间、全角标点旁边都不空格",
)
_HALF_WIDTH = Said(
    "chinese-punctuation",
    "'{found}': in Chinese write full-width punctuation ，。：；？！（）, …… for an ellipsis and —— for a dash",
    "“{found}”：中文用全角标点 ，。：；？！（），省略号写 ……，破折号写 ——",
)
_STRAIGHT = Said(
    "quotation-marks",
    "'{found}': in Chinese write “ and ”, in English straight quotes and apostrophes",
    "“{found}”：中文用弯引号，英文用直引号和直撇号",
)
_REPEATED = Said("repeated-punctuation", "'{found}': one mark is enough", "“{found}”：标点重复了，留一个")
_SPELLING = Said(
    "account-spelling",
    "'{found}': write 账号; the other spelling only in a quote",
    "“{found}”：写“账号”；另一种写法只在引文里用",
)
_WIDE_IN_ENGLISH = Said(
    "english-punctuation",
    "'{found}': in English write half-width punctuation, with a space behind it and none before it",
    "“{found}”：英文用半角标点，后面空一格，前面不空",
)
_TWO_SPACES = Said("stray-space", "'{found}': one ordinary space is enough", "“{found}”：最多空一个半角空格")

_TITLE = Said(
    "title-marks",
    "{found}: put the name of a law between 《 and 》",
    "{found}：法律的名称用书名号《》",
)
_WIDE_LETTER = Said(
    "full-width-character",
    "'{found}': write half-width digits, letters, and percent signs",
    "“{found}”：数字、字母和百分号用半角",
)

_LAW = re.compile("“[^“”]*(?:安全法|保护法|诈骗法|洗钱法|商务法|民法典|管理条例|保护条例)”")
_ALL = (
    (re.compile("[\uff10-\uff19\uff05\uff21-\uff3a\uff41-\uff5a]"), _WIDE_LETTER),
    (re.compile(r"(?<=\S)  +(?=\S)|\u3000|\u00a0"), _TWO_SPACES),
    (re.compile(r"([,;:?!])\1|(?<!\.)\.\.(?!\.)"), _REPEATED),
)
_SLIPS: dict[Language, tuple[tuple[re.Pattern[str], Said], ...]] = {
    Language.ZH: (
        (re.compile(rf"[{_HAN}]{_MARKS}\+?[{_WORD}]+|[{_WORD}]{_MARKS}[{_HAN}]"), _NO_SPACE),
        (
            re.compile(rf"[{_HAN}] +(?=[{_HAN}])|(?<![{FILLER}\s>]) +(?=[{_WIDE}])|(?<=[{_WIDE}]) +(?![{FILLER}\s>])"),
            _STRAY_SPACE,
        ),
        (
            re.compile(rf"[{_HAN}{_WIDE}] ?[,;:?!()]|[,;:?!()] ?[{_HAN}]|[{_HAN}]\.(?![A-Za-z0-9.])|\.{{3,}}|--+"),
            _HALF_WIDTH,
        ),
        (re.compile(r"(?<!…)…(?!…)|…{3,}|(?<!—)—(?!—)|—{3,}"), _HALF_WIDTH),
        (re.compile(rf"\"|['‘’「」『』](?=[{_HAN}])|(?<=[{_HAN}])['‘’「」『』]"), _STRAIGHT),
        (re.compile(r"([，。：；？！、])\1|[，。：；、][，。：；、？！]"), _REPEATED),
        (re.compile("帐号"), _SPELLING),
        *_ALL,
    ),
    Language.EN: (
        (re.compile(r"[，。：；？！、（）]"), _WIDE_IN_ENGLISH),
        (re.compile(r" [,;:?!)](?!\w)|\( | \.(?!\S)|(?<=[A-Za-z])[,;](?=[A-Za-z])"), _WIDE_IN_ENGLISH),
        (re.compile(r"[“”‘’]"), _STRAIGHT),
        *_ALL,
    ),
}
# Words of somebody else: quotes and titles in Chinese; in English whatever is Chinese, with the punctuation inside it.
_FOREIGN: dict[Language, re.Pattern[str]] = {
    Language.ZH: re.compile(r"(?<=“)[^“”]*(?=”)|(?<=《)[^《》]*(?=》)"),
    Language.EN: re.compile(rf"[《“]?[{_HAN}]++(?:[，。：；？！、（）《》“”—…,;:?!+/&-]++[{_HAN}]++)*+[》”？！]?"),
}


def find_slips(text: str, language: Language) -> Iterator[tuple[int, Said]]:
    """Yield (offset, what is wrong) for each slip of typography; quoted words are left as they are."""
    for law in _LAW.finditer(text):
        yield law.start(), _TITLE.format(found=law[0])
    own = _FOREIGN.get(language, _FOREIGN[Language.EN]).sub(lambda found: FILLER * len(found[0]), text)
    for pattern, said in _SLIPS.get(language, _ALL):
        for found in pattern.finditer(own):
            around = text[max(0, found.start() - 3) : found.end() + 3]
            yield found.start(), said.format(found=" ".join(around.replace(FILLER, "").split("\n")).strip())


def check_typography(guide: Guide) -> Iterator[Problem]:
    """Texts are set by the rules of their language, also where a figure is filled in.

    The way to a place is not looked at: it has the app's own words, as the app sets them.
    """
    for kind, record in guide.everything():
        for path, language, text in walk_texts(record):
            if (kind, path[0]) == ("places", "path"):
                continue
            for _, said in find_slips(fill_figures(text, guide, record), language):
                yield Problem(kind, record.id, path, said)


def fill_figures(text: str, guide: Guide, record: Record) -> str:
    """Return `text` with each placeholder as long as it is written, but with the ends of the figure it stands for."""
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
