"""A word of the interface has the form that its use wants: in a page's head, in an attribute, around a figure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guide.checks.problem import Problem
from guide.messages.message import Message, shorten
from guide.model.guide import Guide
from guide.model.language import PLURAL
from guide.model.records import Label, SubjectLabel

_TAG = "language.tag"
_TAG_FORM = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_JOINING = ".between"
"""What the id of a label ends with that only stands between others; it may be a space, or nothing."""
_NAME = re.compile(r"\{([a-z]+)\}")


def check_labels(guide: Guide) -> Iterator[Problem]:
    """Each label is one line with words, asks for the same figures in all languages, and a language's tag is one.

    It stands once: none has the name of a word that the subject gives.
    """
    given = {label.id for label in guide.of(SubjectLabel)}
    for label in guide.of(Label):
        if label.id in given and not isinstance(label, SubjectLabel):
            yield Problem(*label.name, ("id",), Message("repeated-id/subject", id=label.id))
        asked = {name for _, words in label.text.items() for name in _NAME.findall(words)}
        for language, words in label.text.items():
            message = _judge(label, words, asked)
            if message:
                yield Problem(*label.name, ("text", language), message)


def _judge(label: Label, written: str, asked: set[str]) -> Message | None:
    if "\n" in written:
        return Message("line-break/label")
    if not written.strip() and not label.id.endswith(_JOINING):
        return Message("empty-text/label")
    if label.id == _TAG and not _TAG_FORM.fullmatch(written):
        return Message("language-tag", written=shorten(written))
    lacking = sorted(name for part in written.split(PLURAL) for name in asked - {*_NAME.findall(part)})
    named = " ".join(f"{{{name}}}" for name in dict.fromkeys(lacking))
    return Message("label-without-figure", lacking=named) if named else None
