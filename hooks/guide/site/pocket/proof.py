"""The evidence of the pocket edition: each fact once, with its verdict, who says so, some quotes, and the day."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from guide.model.evidence import Evidence, Fact
from guide.model.sources import Source
from guide.site.pocket.compact import write_sign
from guide.views.evidence import make_badge
from guide.views.localized_guide import LocalizedGuide
from guide.views.why import count_support


@dataclass(frozen=True)
class Limit:
    """How much of its sources a fact shows: how many `quotes`, and none with more letters than `longest`."""

    quotes: int
    longest: int


ALL = Limit(quotes=1000, longest=10_000)
"""Every quote."""


@dataclass(frozen=True)
class Register:
    """The facts and the sources of an edition, numbered as they first come, and how much it quotes."""

    localized: LocalizedGuide
    facts: Mapping[str, int]
    limit: Limit
    sources: dict[str, int] = field(default_factory=dict)

    def write_facts(self) -> Iterator[str]:
        """Yield the entry of each fact."""
        places = self.localized.guide.facts_by_place
        yield from (self._write_fact(places[name], number) for name, number in self.facts.items())

    def write_sources(self) -> Iterator[str]:
        """Yield the entry of each source that an entry named, once all of these have been written."""
        yield from (self._write_source(name, number) for name, number in self.sources.items())

    def _write_fact(self, fact: Fact, number: int) -> str:
        badge = make_badge(fact, self.localized)
        title = _escape(self.localized.link(fact).text)
        mark = f"{write_sign(badge.name)} {_escape(badge.text)}"
        voices = "".join(self._write_voices(fact))
        count = _escape(count_support(self.localized.standing(fact), self.localized))
        days = self._list_days(fact)
        day = f" · {days[0]}" if len(days) == 1 else ""
        return f'<li id="e{number}"><b>{title}</b> {mark} · {count}{day}{voices}'

    def _write_voices(self, fact: Fact) -> Iterator[str]:
        left, dated = self.limit.quotes, len(self._list_days(fact)) > 1
        by_stance: dict[str, list[Evidence]] = {}
        for evidence in self.localized.evidence(fact):
            by_stance.setdefault(str(evidence.stance), []).append(evidence)
        for stance, some in by_stance.items():
            told = []
            for evidence in some:
                quote = evidence.quote if evidence.quote and left and self._is_short(evidence.quote) else ""
                left -= bool(quote)
                told.append(self._write_voice(evidence, fact, quote) + f" {evidence.checked.on}" * dated)
            yield f"<br><i>{_escape(self.localized.label(f'stance.{stance}'))}</i> {' '.join(told)}"

    def _is_short(self, quote: str) -> bool:
        return len(quote) <= self.limit.longest

    def _list_days(self, fact: Fact) -> list[str]:
        return sorted({str(evidence.checked.on) for evidence in self.localized.evidence(fact)})

    def _write_voice(self, evidence: Evidence, fact: Fact, quote: str) -> str:
        number = self.sources.setdefault(evidence.source, len(self.sources) + 1)
        told = [f'<a href="#s{number}">[{number}]</a>']
        told += [_escape(self.localized.figure(evidence.value, fact).text)] if evidence.value else []
        told += [f"<q{self._tag_language(evidence)}>{_escape(quote)}</q>"] if quote else []
        return " ".join(told)

    def _tag_language(self, evidence: Evidence) -> str:
        source = self.localized.find("sources", evidence.source, Source)
        language = str(evidence.language or source.language)
        return "" if language == self.localized.language else f" lang={language}"

    def _write_source(self, name: str, number: int) -> str:
        source = self.localized.find("sources", name, Source)
        title = _escape(source.title)
        link = f'<a href="{html.escape(source.url)}">{title}</a>' if source.url else title
        date = source.date or self.localized.label("word.undated")
        told = (source.publisher[self.localized.language], self.localized.label(f"class.{source.source_class}"), date)
        return f'<li id="s{number}">{link} {" · ".join(_escape(str(one)) for one in told)}'


def number_facts(facts: Iterable[str]) -> Mapping[str, int]:
    """Return a number for each fact, in the order in which they first come."""
    return {name: number for number, name in enumerate(dict.fromkeys(facts), 1)}


def _escape(text: str) -> str:
    return html.escape(" ".join(text.split()), quote=False)
