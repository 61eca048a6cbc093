"""Nobody's telephone, number, account or address stands in a text or a quote, and no offer to get in touch."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache

from guide.checks.problem import Problem
from guide.checks.walk import walk
from guide.messages.message import Message
from guide.model.capture import CAPTURES
from guide.model.guide import Guide
from guide.model.subject import Subject

_SEPARATED = r"(?:[ .·-]?[0-9])"
_HAN = "零〇一二三四五六七八九幺"
_NETWORKS = ("薇信", "telegram", "whatsapp", "电报", "vx", "wx", "qq", "tg")
"""What people give their account on, beside the products of the subject."""
_SERVICE = r"(?:专业|有偿|诚信|承接|提供|接单)代(?:办|理)?(?:注销|解封|申诉)"
_WRITTEN: tuple[tuple[str, str], ...] = (
    ("identity", r"(?<![0-9])[1-9][0-9]{5}(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])[0-3][0-9]{4}[0-9Xx](?![0-9])"),
    ("telephone", rf"(?<![0-9.])(?:\+?86[ -]?)?1[ .-]?[3-9]{_SEPARATED}{{9}}(?![0-9])"),
    ("telephone", rf"[一幺][三四五六七八九][{_HAN}]{{9}}(?![{_HAN}十百千万])"),
    ("telephone", r"(?<![0-9.])0[0-9]{2,3}[ -][0-9]{5,8}(?![0-9])"),
    ("telephone", r"(?<![0-9.])[48]00[ -]?[0-9]{3}[ -]?[0-9]{4}(?![0-9])"),
    ("telephone", r"\+[1-9][0-9]{0,2}[ -]?(?:\([0-9]+\)[ -]?)?[0-9](?:[ -]?[0-9]){6,12}(?![0-9])"),
    ("account", r"\b(?ai:wxid)_[A-Za-z0-9]{6,}"),
    ("account", r"(?ai:QQ)(?:号|群)?[ :]{0,2}[1-9][0-9]{5,10}(?![0-9])"),
    ("account", r"\b(?ai:t|wa)\.me/\w+"),
    (
        "mail",
        r"(?<![\w.+-])[\w.+-]{1,64}@(?!example\.(?:com|net|org)\b)[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4}",
    ),
    ("offer", r"(?ai:\b(?:find|contact|dm|text|message|reach|add) me (?:on|at|via|by)\b)"),
    ("offer", r"(?:加|私信?|联系|咨询)(?:我|本人)(?:的)?(?:薇|[Vv信Qq]|电话|扣扣)"),
    ("offer", rf"{_SERVICE}|代注销[^，。；]{{0,8}}[，,； ]?[^，。；]{{0,6}}(?:加|联系|私信)"),
)
_PERHAPS = re.compile(
    # What any of them begins with: at most places in a text there is nothing to try.
    "(?=[0-9@.:一幺代加私联咨GgIiMmQqTtVvWw])(?:"
    rf"[0-9][ .·-]?[0-9][ .·-]?[0-9]|@|\.me/|[一幺][三四五六七八九][{_HAN}]|代|加|私|联系|咨询|: ?@?[A-Za-z]"
    r"|(?ai:wxid|qq|vx|wx|\btg|id ?:|gram|what|\bme\b))"
)
"""Something in a text that is worth a closer look."""
_SHORTEST = 8
_HIDDEN = "\u25a0"
_NOT_LOOKED_AT = frozenset({"url", "addresses", "archive", "commit", "sha256"})


@dataclass(frozen=True)
class Personal:
    """What belongs to a person, and where it stands in a text."""

    sort: str
    found: str
    start: int


def find_personal(text: str, subject: Subject) -> Personal | None:
    """Return the first thing in a text that belongs to a person, and to no authority that the subject names."""
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    if not _PERHAPS.search(plain):
        return None
    for sort, pattern in _list_patterns(tuple(name for product in subject.products for name in product.names)):
        for found in pattern.finditer(plain):
            if not _is_public(_bare(found[0]), {_bare(one) for one in subject.public_contacts}):
                return Personal(sort, found[0], min(found.start(), len(text) - 1))
    return None


@cache
def _list_patterns(products: tuple[str, ...]) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return what is looked for; `products` are the names of the products, on which people have accounts, too."""
    networks = "|".join(map(re.escape, (*products, *_NETWORKS)))
    named = (
        ("account", rf"(?ai:{networks})(?:号| ?(?ai:id))?[ ]?:[ ]?@?(?=[A-Za-z-]*[0-9_])[A-Za-z][\w-]{{5,}}"),
        ("offer", rf"(?:加|私信?|联系|咨询)(?:我|本人)(?:的)?(?ai:{networks})"),
    )
    return tuple((sort, re.compile(pattern)) for sort, pattern in (*_WRITTEN, *named))


def explain(personal: Personal) -> Message:
    """Say what is wrong with what belongs to a person."""
    return Message(f"personal-data/{personal.sort}", found=_hide(personal.found))


def check_persons(guide: Guide) -> Iterator[Problem]:
    """No text, quote or title has what belongs to a person, unless the subject names it as an authority's."""
    harmless: set[str] = set()  # days, names of sources and the like: they stand in many records
    for kind, record in guide.everything():
        for path, value, _ in walk(record):
            if isinstance(value, str) and value not in harmless and len(value) > 5 and _NOT_LOOKED_AT.isdisjoint(path):
                personal = find_personal(value, guide.subject)
                if personal:
                    yield Problem(kind, record.id, path, explain(personal))
                else:
                    harmless.add(value)


def check_captures(guide: Guide) -> Iterator[Problem]:
    """Nothing that a machine kept of a source has what belongs to a person either: it is published with the rest."""
    for source, capture in guide.captures.items():
        for number, passage in enumerate(capture.passages, start=1):
            if personal := find_personal(passage, guide.subject):
                yield Problem(CAPTURES, source, (), _explain_kept(personal, source, number))
        around = (text for one in capture.quotes for text in (one.before, one.after, *one.cuts))
        found = next(filter(None, (find_personal(text, guide.subject) for text in around)), None)
        if found and not any(find_personal(passage, guide.subject) for passage in capture.passages):
            yield Problem(CAPTURES, source, (), _explain_kept(found, source, 1))


def hide_personal(text: str, subject: Subject) -> str:
    """Return a text with a sign for each letter of what belongs to a person; lines without any stay as they are."""
    return "\n".join(_hide_in_line(line, subject) for line in text.split("\n"))


def _hide_in_line(line: str, subject: Subject) -> str:
    personal = find_personal(line, subject)
    while personal:
        line = unicodedata.normalize("NFKC", line)  # in which its place is told
        end = personal.start + len(personal.found)
        line = line[: personal.start] + _HIDDEN * len(personal.found) + line[end:]
        personal = find_personal(line, subject)
    return line


def _explain_kept(personal: Personal, source: str, number: int) -> Message:
    return Message("personal-data/in-capture", found=_hide(personal.found), source=source, number=number)


def _is_public(found: str, known: Collection[str]) -> bool:
    """Say whether something belongs to an authority; a number may have a code before it, and an hour behind it."""
    return found in known or any(found.isdigit() and len(one) >= _SHORTEST and one in found for one in known)


def _bare(written: str) -> str:
    """Return a number by its digits, anything else in small letters."""
    digits = re.sub(r"[^0-9]", "", written)
    return written.lower() if re.search(r"[A-Za-z]", written) else digits


def _hide(found: str) -> str:
    """Return the beginning of what should not be repeated, not even in a message."""
    return f"{found[:4]}…"
