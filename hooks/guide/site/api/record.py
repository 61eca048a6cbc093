"""One record as other programs read it: every text in every language, with its figures filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from guide.evidence.quotes.state import find_state
from guide.evidence.standing import Side
from guide.model.evidence import Evidence, Fact
from guide.model.language import Keyed, Language, Lines, Text, WordLists
from guide.model.name import RecordName
from guide.model.record import Record
from guide.model.sources import Source
from guide.model.values import Duration, Money, Value
from guide.site.page import Page
from guide.views.citation import Citation, cite_fact
from guide.views.evidence import make_badge
from guide.views.localized_guide import LocalizedGuide
from guide.views.parts import Target, read_plainly
from guide.views.why import write_why

Node = dict[str, Any]
_APART = frozenset({"id", "title", "value", "products", "platforms", "past", "evidence"})
"""The fields that stand at the top of an exported record; all others stand under `fields`."""
_READ_AS_TRUE = {"on": "date"}
"""Keys that YAML 1.1 takes for yes or no, and what they are called instead."""


@dataclass(frozen=True)
class RecordWriter:
    """Writes records for other programs. `root` is where the site stands; `pages` are known by their files.

    `cited` is what was cited before: a citation stands in its record and in files of its own.
    """

    guides: Mapping[Language, LocalizedGuide]
    root: str
    pages: Mapping[str, Page]
    cited: dict[RecordName, Mapping[Language, Citation]] = field(default_factory=dict)

    @property
    def first(self) -> LocalizedGuide:
        """The guide in its first language, for what no language changes."""
        return next(iter(self.guides.values()))

    def write(self, record: Record) -> Node:
        """Return a record: its name, place and scope, its figure, how well it is known and who says so."""
        exported: Node = {"kind": record.kind, "id": record.id, "address": self.locate(record)}
        for name in ("title", "value"):
            if getattr(record, name, None) is not None:
                exported["figure" if name == "value" else name] = self._write(getattr(record, name), record)
        if isinstance(record, Fact):
            exported |= self._write_fact(record)
        cited = {"citation": self._write_citation(record)} if isinstance(record, Fact) else {}
        return {**exported, "fields": self._write_fields(record, record, _APART), **cited}

    def cite(self, fact: Fact) -> Mapping[Language, Citation]:
        """Return how a fact is cited in each language; its address only where the site knows its place."""
        if fact.name not in self.cited:
            places = self.locate(fact) if self.root else {}
            guides = self.guides.items()
            self.cited[fact.name] = {one: cite_fact(fact, told, places.get(one, "")) for one, told in guides}
        return self.cited[fact.name]

    def _write_citation(self, fact: Fact) -> Node:
        cited = self.cite(fact)
        return {
            "short": {language: one.short for language, one in cited.items()},
            "full": {language: one.full for language, one in cited.items()},
            **{name: f"citations/{fact.kind}/{fact.id}.{end}" for name, end in (("bibtex", "bib"), ("csl", "json"))},
        }

    def locate(self, record: Record) -> dict[Language, str]:
        """Return the addresses at which readers find a record, by language."""
        places = {language: localized.target(record) for language, localized in self.guides.items()}
        return {language: self._address(language, place) for language, place in places.items()}

    def _address(self, language: Language, place: Target) -> str:
        page = self.pages[f"{language}/{place.page}"]
        anchor = f"#{place.anchor}" if place.anchor in page.anchors else ""
        return f"{self.root}{page.address}{anchor}"

    def _write_fact(self, fact: Fact) -> Node:
        scope: Node = {"products": [str(one) for one in fact.products], "platforms": [str(p) for p in fact.platforms]}
        evidence = [self._write_evidence(one, fact) for one in self.first.evidence(fact)]
        past = {"past": fact.past} if fact.past else {}
        return {"scope": {**scope, **past}, "verdict": self._write_verdict(fact), "evidence": evidence}

    def _write_verdict(self, fact: Fact) -> Node:
        standing = self.first.standing(fact)
        backer = {"reported_by": str(standing.backer)} if standing.backer else {}
        return {
            "id": str(standing.verdict),
            "text": {language: make_badge(fact, one).text for language, one in self.guides.items()},
            "why": {language: write_why(fact, one) for language, one in self.guides.items()},
            **backer,
            "supporting": _write_side(standing.supporting),
            "opposing": _write_side(standing.opposing),
        }

    def _write_evidence(self, evidence: Evidence, fact: Fact) -> Node:
        source = self.first.find("sources", evidence.source, Source)
        written = self._write_fields(evidence, fact, frozenset({"source", "value"}))
        figure = {"figure": self._write(evidence.value, fact)} if evidence.value else {}
        return {"source": self._write_source(source), **figure, **written, **self._write_state(evidence)}

    def _write_state(self, evidence: Evidence) -> Node:
        """Say whether a machine found a quote at its source, and when."""
        if not evidence.quote:
            return {}
        found = find_state(evidence, self.first.guide.captures)
        return {"quote_state": {"id": str(found.state), **({"date": found.on} if found.on else {})}}

    def _write_source(self, source: Source) -> Node:
        given = {"url": source.url, "date": source.date}
        return {
            "id": source.id,
            "title": source.title,
            "publisher": dict(self._list_own(source.publisher)),
            "class": str(source.source_class),
            "language": str(source.language),
            **{key: value for key, value in given.items() if value},
            **({"record": f"records/sources/{source.id}.json"} if "sources" in self.first.pages else {}),
        }

    def _write_fields(self, group: BaseModel, record: Record, left_out: frozenset[str] = frozenset()) -> Node:
        """Return what is written in a group; what is not there or empty is left out."""
        written: Node = {}
        for name, declared in type(group).model_fields.items():
            value = getattr(group, name)
            if name not in left_out and value not in (None, (), False):
                written[_READ_AS_TRUE.get(name, declared.alias or name)] = self._write(value, record)
        return written

    def _write(self, value: Any, record: Record) -> Any:
        """Return a value of a field as JSON has it."""
        match value:
            case Value():
                return self._write_figure(value, record)
            case Keyed():
                return self._write_keyed(value, record)
            case BaseModel() if not isinstance(value, Duration | Money):
                return self._write_fields(value, record)
            case tuple():
                return [self._write(one, record) for one in value]
        return _write_plain(value)

    def _write_keyed(self, group: Keyed, record: Record) -> Node:
        if isinstance(group, Text):
            return {language: self._fill(words, language, record) for language, words in self._list_own(group)}
        if isinstance(group, Lines | WordLists):
            return {one: [self._fill(line, one, record) for line in some] for one, some in self._list_own(group)}
        own = {word: self._write(inner, record) for word, inner in group.items()}
        return {**own, **self._write_fields(group, record)}

    def _list_own(self, group: Keyed) -> Iterator[tuple[Language, Any]]:
        """Yield what a group says in each language that programs are told; one that is only beginning is none."""
        yield from ((language, said) for language, said in group.items() if language in self.guides)

    def _fill(self, words: str, language: Language, record: Record) -> str:
        return read_plainly(self.guides[language].fill(words, record))

    def _write_figure(self, value: Value, record: Record) -> Node:
        """Return a figure: its measures, in words, and the record that it was taken from, if it stands in another."""
        resolved, home = self.first.resolve(value, record)
        text = {language: one.figure(resolved, home).text for language, one in self.guides.items()}
        taken = {"from": str(home.name)} if home is not record else {}
        return {"text": text, **self._write_fields(resolved, home), **taken}


def summarize(record: Node) -> Node:
    """Return what a list says of a record that was written: enough to find the one that is looked for."""
    verdict = {"verdict": record["verdict"]["id"]} if "verdict" in record else {}
    short: Node = {key: record[key] for key in ("id", "address", "title", "figure", "scope") if key in record}
    return {**short, **verdict, "record": f"records/{record['kind']}/{record['id']}.json"}


def _write_side(side: Side) -> Node:
    return {"independent_sources": side.origins, "sources": list(side.sources)}


def _write_plain(value: Any) -> Any:
    match value:
        case Duration():
            return value.iso
        case Money():
            return {"amount": str(value.amount), "currency": str(value.currency)}
        case Decimal():
            return float(value)
        case bool() | int():
            return value
    return str(value)
