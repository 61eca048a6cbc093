"""What was known of each fact at a time whose data today's model cannot read as a whole: what can be told honestly.

Titles and figures are taken as they were written, one by one. A verdict is told only where today's rules can judge by
the same evidence as then.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from guide.changes.journal import Guides, Snapshot, is_told, read_figure
from guide.evidence.standing import assess
from guide.model.evidence import ASIDE, Fact
from guide.model.guide import Guide
from guide.model.journal import Backing, Known, Reading
from guide.model.language import Language
from guide.model.placeholders import PATTERN, parse_placeholder
from guide.model.values import Value

Raw = Mapping[str, Any]


def take_past_snapshot(raw: Raw, readable: Guide | None, unread: frozenset[str], guides: Guides) -> Snapshot:
    """Return what was known then. `raw` is what the data files held, `readable` what today's model reads of it.

    `unread` are the kinds that it left out; `guides` are those of today, whose words figures are told in.
    """
    guide = next(iter(guides.values())).guide
    past = _Past(raw, guides)
    facts = {
        f"{kind}/{one['id']}": one for kind in guide.kinds if is_told(kind, guide) for one in past.list_facts(kind)
    }
    verdicts = _judge(raw, readable, unread)
    known = {name: past.read(record, verdicts.get(name, "")) for name, record in facts.items()}
    sources = {name: tuple(past.list_backing(record)) for name, record in facts.items()}
    return Snapshot({name: one for name, one in known.items() if one}, sources)


def _judge(raw: Raw, readable: Guide | None, unread: frozenset[str]) -> dict[str, str]:
    """Return the verdict on each fact that was read, by its name; none where what was not read may speak against it."""
    lost = (answer for kind in unread for record in _list_records(raw, kind) for answer in record.get("answers", ()))
    if readable is None or "sources" in unread or any(answer.get("says") != ASIDE for answer in lost):
        return {}
    standings = assess(readable).standings
    return {str(fact.name): str(standings[fact.name].verdict) for fact in readable.of(Fact)}


def _list_records(raw: Raw, kind: str) -> Iterator[Raw]:
    written = raw.get(kind)
    yield from (one for one in (written if isinstance(written, list) else ()) if isinstance(one, dict) and "id" in one)


@dataclass(frozen=True)
class _Past:
    raw: Raw
    guides: Guides

    def list_facts(self, kind: str) -> Iterator[Raw]:
        yield from (one for one in _list_records(self.raw, kind) if "evidence" in one)

    def read(self, record: Raw, verdict: str) -> Known | None:
        """Return what was known of a fact; None where its title was written otherwise than today."""
        title = record.get("title")
        if not isinstance(title, dict) or not all(isinstance(title.get(one), str) for one in self.guides):
            return None
        return Known(
            title={language: self._fill(title[language], record, language) for language in self.guides},
            products=tuple(record.get("products", ())),
            figure=self._read_figure(record.get("value")),
            verdict=verdict,
        )

    def list_backing(self, record: Raw) -> Iterator[Backing]:
        titles = {one["id"]: one.get("title", one["id"]) for one in _list_records(self.raw, "sources")}
        said = [one["source"] for one in record["evidence"] if one.get("stance") == "supports"]
        yield from (Backing(id=source, title=titles.get(source, source)) for source in dict.fromkeys(said))

    def _read_figure(self, written: Any) -> Reading | None:
        words = next(iter(self.guides.values())).guide.subject.vocabularies
        try:
            return read_figure(Value.model_validate(written, context=words), self.guides) if written else None
        except ValidationError:
            return None

    def _fill(self, words: str, record: Raw, language: Language) -> str:
        """Return a title with the figures that it asked for; what cannot be found any more is left out."""

        def find(asked: str) -> str:
            placeholder = parse_placeholder(asked)
            named = placeholder.record if placeholder else None
            others = _list_records(self.raw, named.kind) if named else iter([record])
            home = next((one for one in others if not named or one["id"] == named.record_id), {})
            figure = self._read_figure(home.get(placeholder.field)) if placeholder else None
            return figure.text[language] if figure else "…"

        return PATTERN.sub(lambda found: find(found[1]), words)
