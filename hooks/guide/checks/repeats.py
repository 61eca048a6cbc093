"""Nothing is said twice: a title, an address, a source, a fix. The first one is named with its line."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Iterator
from urllib.parse import urlsplit

from guide.checks.figures import find_value
from guide.checks.problem import Problem
from guide.messages.message import Message, shorten
from guide.model.evidence import Fact
from guide.model.guide import Guide
from guide.model.name import RecordName
from guide.model.placeholders import PATTERN, parse_placeholder
from guide.model.record import Record
from guide.model.records import FailureShare, Fix
from guide.model.sources import Source
from guide.read.places import Path

_PORTS = {"https": ":443", "http": ":80"}
_FRONT = re.compile(r"^(?:www|m|mobile|wap|3g|amp)\.(?=[^.]+\.[^.])")
"""What the address of a page for telephones, or for everybody, begins with."""
_INDEX = re.compile(r"/(?:index\.(?:html?|php)|default\.aspx?)$")
_LONG = 8  # letters; two remedies may well be one word
_Said = tuple[Hashable, Path, str]
"""What is compared; where it stands in its record; how a message quotes it."""


def check_repeats(guide: Guide) -> Iterator[Problem]:
    """What a record says by itself, no record of its kind has said before; and no evidence stands twice in a record."""
    first: dict[Hashable, RecordName] = {}
    for kind, record in guide.everything():
        told: set[RecordName] = set()
        for what, path, words in _list_said(record, guide):
            before = first.setdefault((kind, what), record.name)
            if before != record.name and before not in told:
                told.add(before)
                names = {"words": shorten(words, 60), "id": before.record_id, "place": guide.locate(before)}
                yield Problem(kind, record.id, path, Message("said-before/record", **names))
    yield from _find_repeated_evidence(guide)


def _find_repeated_evidence(guide: Guide) -> Iterator[Problem]:
    """A record cites a source once for the same words; of what readers saw, each device once."""
    for fact in guide.of(Fact):
        first: dict[Hashable, int] = {}
        for index, one in enumerate(fact.evidence):
            what = (one.voice, one.stance, one.quote and spell(one.quote), one.value)
            number = first.setdefault(what, index)
            if number != index:
                message = Message("said-before/evidence", source=one.source, number=number + 1)
                yield Problem(*fact.name, ("evidence", index), message)


def _list_said(record: Record, guide: Guide) -> Iterator[_Said]:
    if isinstance(record, Source):
        yield from _list_of_source(record)
    elif isinstance(record, Fact):
        # One cause has a share of each whole, under one title.
        figure = record.value if isinstance(record, FailureShare) else None
        for language, words in record.title.items():
            yield (record.products, language, spell(_fill(words, record, guide)), figure), ("title", language), words
    if isinstance(record, Fix):
        for language, lines in record.steps.items():
            if len("".join(lines)) >= _LONG:
                yield (record.products, language, tuple(map(spell, lines))), ("steps", language), lines[0]


def _fill(words: str, record: Record, guide: Guide) -> str:
    """Return a text with each figure that it asks for, as readers see two of them alike or different."""

    def write(found: re.Match[str]) -> str:
        figure = find_value(guide, parse_placeholder(found[1]), record)
        return figure.model_dump_json(exclude_none=True) if figure else found[0]

    return PATTERN.sub(write, words)


def _list_of_source(source: Source) -> Iterator[_Said]:
    file = (source.archive.path, source.archive.commit) if source.archive else ()  # one repository holds many texts
    if source.url:
        yield (spell_address(source.url), file), ("url",), source.url
    for index, address in enumerate(source.addresses):
        yield (spell_address(address), file), ("addresses", index), address
    publisher = tuple(spell(words) for _, words in source.publisher.items())
    yield (spell(source.title), publisher, source.date), ("title",), source.title


def spell(written: str) -> str:
    """Return words without what changes from one spelling to another: width, case, spaces, punctuation."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", written)).casefold() or written


def spell_address(address: str) -> str:
    """Return an address without what leads to the same page: case of the host, www or m, port, index page, anchor."""
    parts = urlsplit(address)
    host = _FRONT.sub("", parts.netloc.lower().removesuffix(_PORTS.get(parts.scheme.lower(), "")))
    path = _INDEX.sub("", parts.path).rstrip("/")
    page = parts.fragment if parts.fragment.startswith(("!", "/")) else ""
    return f"{host}{path}?{parts.query}#{page}"
