"""Sources that copy one another are known as copies."""

from __future__ import annotations

import graphlib
import itertools
import re
import unicodedata
from collections.abc import Iterator, Mapping

from guide.checks.problem import Problem
from guide.evidence.origins import find_roots
from guide.messages.message import Message
from guide.model.capture import Capture
from guide.model.evidence import Fact
from guide.model.guide import Guide
from guide.model.sources import Source

_LONG = 16  # letters and digits; shorter words may well be the app's own, which everybody quotes

_STRETCH = 48  # letters of two texts in a row: no two people write them by chance, but for formulas of law
_SHOWN = 60


def check_circles(guide: Guide) -> Iterator[Problem]:
    """No source goes back to itself, and none is superseded by itself in the end."""
    for field, parents in (
        ("derived_from", {source.id: _strip(source.derived_from) for source in guide.of(Source)}),
        (
            "superseded_by",
            {source.id: (source.superseded_by or source.id,) for source in guide.of(Source) if source.superseded_by},
        ),
    ):
        try:
            graphlib.TopologicalSorter(parents).prepare()
        except graphlib.CycleError as error:
            circle = error.args[1]
            yield Problem("sources", circle[0], (field,), Message("circle/sources", circle=" → ".join(circle)))


def _strip(ancestors: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name.removeprefix("sources/") for name in ancestors if name.startswith("sources/"))


def check_same_words(guide: Guide) -> Iterator[Problem]:
    """Two sources with the same quote have a common origin, or one replaced the other, or a reason says why not."""
    sources = {source.id: source for source in guide.of(Source)}
    for found in _list_quotes(guide).values():
        for one, other in itertools.combinations([name for name in sources if name in found], 2):
            if not _are_related(sources[one], sources[other], sources):
                message = Message("same-words", other=one, words=found[other][:_SHOWN])
                yield Problem("sources", other, ("id",), message)


def check_common_passages(guide: Guide) -> Iterator[Problem]:
    """Two sources whose stored passages share a long stretch of text are related, or a reason says why not."""
    sources = {source.id: source for source in guide.of(Source)}
    owners: dict[str, str] = {}
    told: set[tuple[str, str]] = set()
    for name in (source for source in sources if source in guide.captures):
        for stretch in _cut_stretches(guide.captures[name]):
            other = owners.setdefault(stretch, name)
            if other != name and (other, name) not in told and not _are_related(sources[other], sources[name], sources):
                told.add((other, name))
                message = Message("same-passage", other=other, words=stretch[:_SHOWN])
                yield Problem("sources", name, ("id",), message)


def _cut_stretches(capture: Capture) -> Iterator[str]:
    """Yield every stretch of _STRETCH letters of the stored passages, without their typography."""
    for passage in capture.passages:
        bare = _strip_typography(passage)
        yield from (bare[start : start + _STRETCH] for start in range(len(bare) - _STRETCH + 1))


def _list_quotes(guide: Guide) -> Mapping[str, dict[str, str]]:
    """Return, for each long quote without its typography, the sources that have it, in their own spelling."""
    quotes: dict[str, dict[str, str]] = {}
    for _, record in guide.everything():
        for evidence in record.evidence if isinstance(record, Fact) else ():
            bare = _strip_typography(evidence.quote or "")
            if len(bare) >= _LONG:
                quotes.setdefault(bare, {}).setdefault(evidence.source, evidence.quote or "")
    return quotes


def _strip_typography(text: str) -> str:
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", text)).casefold()


def _are_related(one: Source, other: Source, sources: Mapping[str, Source]) -> bool:
    """Say whether two sources go back to one text, are versions of one text, or are said to be independent."""
    named = {entry.source for source in (one, other) for entry in source.independent_of}
    versions = _find_last(one, sources) == _find_last(other, sources)
    origins = bool(find_roots(one.id, sources) & find_roots(other.id, sources))
    return origins or versions or bool({one.id, other.id} & named)


def _find_last(source: Source, sources: Mapping[str, Source]) -> str:
    """Return the last of the texts that replaced one another from `source` on. A circle ends where it closes."""
    seen = {source.id}
    while source.superseded_by in sources and source.superseded_by not in seen:
        source = sources[source.superseded_by or ""]
        seen.add(source.id)
    return source.id
