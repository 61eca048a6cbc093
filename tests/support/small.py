"""Guides of a few records, for tests of one rule. What a record needs and a test does not care about is filled in."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from guide.checks.problem import Problem
from guide.model.guide import Guide
from models import KINDS, MODELS, SUBJECT
from raw import LANGUAGES, Record

SIGNS = {"+": "supports", "-": "contradicts", "~": "mentions", ".": "silent"}
WORDS = SUBJECT.vocabularies
NO_PAGES = SUBJECT.model_copy(update={"not_in_pocket": (), "moved": ()})
"""Our subject, that names no page: a guide of a few records has others, if any."""
"""What records are validated with: `model_validate(record, context=WORDS)`."""
CHECKED = {"on": "2026-11-23", "how": "read"}


def text(words: str) -> dict[str, str]:
    """Return the same words in every language."""
    return dict.fromkeys(LANGUAGES, words)


def source(name: str, source_class: str = "blog", **fields: Any) -> Record:
    """Return a source."""
    told = {
        "id": name,
        "class": source_class,
        "publisher": text("Somebody"),
        "title": name,
        "language": "en",
        "about": text("Something"),
        "products": ["weixin", "wechat"],
        "extent": "full",
        "read": "2026-11-23",
    }
    return {**told, **fields}


def voice(told: str, quote: str | None = None, **fields: Any) -> Record:
    """Return a piece of evidence: `name+` is a source that supports, `-` contradicts, `~` mentions, `.` is silent."""
    stance = SIGNS[told[-1]]
    words = {} if stance == "silent" else {"quote": quote, "locator": "§ 1"} if quote else {"no_quote": "spread"}
    return {"source": told[:-1], "stance": stance, "checked": CHECKED, **words, **fields}


def fact(name: str, *voices: Record | str, **fields: Any) -> Record:
    """Return a fact about Weixin; a voice that is a string has no words."""
    heard = [voice(one) if isinstance(one, str) else one for one in voices]
    return {"id": name, "title": text(name), "products": ["weixin"], "evidence": heard, **fields}


def wait(name: str, length: str, *voices: Record | str, **fields: Any) -> Record:
    """Return a waiting period."""
    return fact(name, *voices, value={"duration": length}, revoke=text("Log in"), **fields)


def question(name: str, **fields: Any) -> Record:
    """Return a question that sources answer differently."""
    return {"id": name, "question": text(name), "advice": text("Wait"), "why": text("It does no harm"), **fields}


def share(name: str, percent: str, *voices: Record | str, whole: Record | str | None = None) -> Record:
    """Return a share of a cause; `whole` is what it is a share of."""
    of = {} if whole is None else {"of": text(whole) if isinstance(whole, str) else whole}
    return fact(name, *voices, value={"percent": percent, **of}, cause="cause")


def make_guide(**kinds: list[Record]) -> Guide:
    """Return a guide of some records; the kinds that are not named have none."""
    models = {
        kind: tuple(model.model_validate(one, context=WORDS) for one in kinds.get(kind, []))
        for kind, model in MODELS.items()
    }
    lines = {record.name: 1 for records in models.values() for record in records}
    return Guide(NO_PAGES, KINDS, models, captures={}, lines=lines)


def list_rules(problems: Iterator[Problem]) -> list[tuple[str, str]]:
    """Return (rule, kind/id of the record) of each problem."""
    found = list(problems)
    return [(one.message.rule, f"{one.kind}/{one.record_id}") for one in found]
