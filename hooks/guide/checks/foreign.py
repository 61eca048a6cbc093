"""Words in a language that the guide is not written in come with a translation."""

from __future__ import annotations

from collections.abc import Iterator

from guide.checks.problem import Problem
from guide.messages.message import Message
from guide.model.evidence import Fact
from guide.model.guide import Guide
from guide.model.sources import Source


def check_foreign(guide: Guide) -> Iterator[Problem]:
    """The title of a source, and every quote, can be read in the guide's languages."""
    sources = {source.id: source for source in guide.of(Source)}
    for source in sources.values():
        if not source.title_translation and _is_foreign(source.language, guide):
            yield Problem(*source.name, ("title",), _ask(source.title, source.language, "title_translation"))
    for kind, fact in guide.everything():
        for index, evidence in enumerate(fact.evidence) if isinstance(fact, Fact) else ():
            cited = sources.get(evidence.source)
            code = evidence.language or (cited.language if cited else "")
            if evidence.quote and not evidence.translation and _is_foreign(code, guide):
                message = _ask(evidence.quote, code, "translation")
                yield Problem(kind, fact.id, ("evidence", index, "quote"), message)


def _is_foreign(code: str, guide: Guide) -> bool:
    """Say whether the guide is not written in a language, in whatever script."""
    return bool(code) and code.partition("-")[0] not in guide.subject.complete_languages


def _ask(words: str, code: str, field: str) -> Message:
    return Message("no-translation", words=words, code=code, field=field)
