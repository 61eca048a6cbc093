"""A word of the interface has the form that its use wants: in a page's head, in an attribute, around a figure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.checks.problem import Problem
from guide.messages.diagnostic import Said, shorten
from guide.model.guide import Guide
from guide.model.language import Language
from guide.model.records import Label

_TAG = "language.tag"
_TAG_FORM = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_JOINING = ".between"
"""What the id of a label ends with that only stands between others; it may be a space, or nothing."""
_PLURAL = " | "
_NAME = re.compile(r"\{([a-z]+)\}")

_NO_TAG = Said(
    "language-tag",
    "'{written}' is no language tag (BCP 47); write one such as en or zh-Hans",
    "“{written}”不是语言标记（BCP 47）；请写 en、zh-Hans 这样的",
)
_BROKEN = Said("line-break", "must stand in one line; delete the line break", "要写在一行里；请删掉换行")
_BLANK = Said(
    "empty-text",
    "must not be empty, for nothing else tells readers what this is; write the word",
    "不能是空的，不然读者看不出这是什么；请写上文字",
)
_LACKS = Said(
    "label-without-figure",
    "{lacking} is missing here, and stands in another language or number of this label; readers would miss the figure",
    "这里缺 {lacking}，而这个词的另一种语言或单复数里有；读者就看不到这个数字了",
)


def check_labels(guide: Guide) -> Iterator[Problem]:
    """Each label is one line with words, asks for the same figures in all languages, and a language's tag is one."""
    for label in guide.of(Label):
        asked = {name for language in Language for name in _NAME.findall(label.text[language])}
        for language in Language:
            said = _judge(label, label.text[language], asked)
            if said:
                yield Problem("labels", label.id, ("text", language.value), said)


def _judge(label: Label, written: str, asked: set[str]) -> Said | None:
    if "\n" in written:
        return _BROKEN
    if not written.strip() and not label.id.endswith(_JOINING):
        return _BLANK
    if label.id == _TAG and not _TAG_FORM.fullmatch(written):
        return _NO_TAG.format(written=shorten(written))
    lacking = sorted(name for part in written.split(_PLURAL) for name in asked - {*_NAME.findall(part)})
    return _LACKS.format(lacking=" ".join(f"{{{name}}}" for name in dict.fromkeys(lacking))) if lacking else None
