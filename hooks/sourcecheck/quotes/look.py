"""From what the servers answered to what became of each quote, and to the capture of its source."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from guide.evidence.quotes.find import BREAK, Miss, find_nearest
from guide.model.capture import Capture, FoundQuote, QuoteState
from guide.model.records import LinkException
from guide.model.vocabulary import SourceClass, Trouble
from sourcecheck.links.exceptions import find_excuse
from sourcecheck.links.outcome import Cause, Outcome
from sourcecheck.links.reply import Reply
from sourcecheck.quotes.capture import Comparison, Reading, compare, is_same_page, note_trouble
from sourcecheck.quotes.extract import UnreadableError, extract_text
from sourcecheck.quotes.quests import Quest

_STATES: Mapping[Trouble | None, QuoteState] = {
    Trouble.GONE: QuoteState.GONE,
    Trouble.UNUSABLE: QuoteState.UNREADABLE,
    Trouble.TLS: QuoteState.UNREADABLE,
    Trouble.ROBOTS: QuoteState.REFUSED,
}


@dataclass(frozen=True)
class Sent:
    """What was sent from one of a source's addresses: the content and its kind, or what else was seen there."""

    address: str
    content: bytes | None = None
    kind: str = ""
    outcome: Outcome | None = None


@dataclass(frozen=True)
class Finding:
    """What became of one quote; `miss` and `nearest` say why it is not there, `outcome` what was seen instead."""

    quest: Quest
    found: FoundQuote
    miss: Miss | None = None
    nearest: str = ""
    outcome: Outcome | None = None
    excuse: LinkException | None = None


@dataclass(frozen=True)
class Look:
    """What came of one source: a finding for each quote that is told of, and its new capture; None: leave the old."""

    findings: tuple[Finding, ...]
    capture: Capture | None


def take_outcome(address: str, outcome: Outcome) -> Sent:
    """Return what was sent, from what the link check saw."""
    redirect = outcome.page
    if (
        redirect is None
        or not isinstance(redirect.answer, Reply)
        or redirect.answer.page is None
        or outcome.cause is Cause.MOVED_HOME
    ):
        return Sent(address, outcome=outcome)
    content = redirect.answer.page if redirect.answer.whole else None
    return Sent(address, content, redirect.answer.headers.get("content-type", ""), outcome)


def look(
    quest: Quest, sent: Iterable[Sent], day: datetime.date, old: Capture | None, exceptions: Iterable[LinkException]
) -> Look:
    """Look up the quotes of a source in all that was sent of it, and keep the text that bears most of them out."""
    answers = tuple(sent)
    readings = [reading for reading in (_read(quest, one, day) for one in answers) if reading]
    if quest.source.archive:  # at its commit a file is what it is; a page may have become another
        same = [_join(readings)] if len(readings) == len(quest.source.archive.paths) else []
    else:
        same = [reading for reading in readings if is_same_page(reading, quest.source.title, old)]
    if same:
        results = [(compare(quest.quotes, reading, old), reading.text) for reading in same]
        return _tell(quest, *min(results, key=lambda result: len(result[0].misses)))
    return _tell_trouble(quest, answers, day, old, tuple(exceptions))


def _read(quest: Quest, sent: Sent, day: datetime.date) -> Reading | None:
    if sent.content is None:
        return None
    source = quest.source
    try:
        text = extract_text(sent.content, sent.kind, sent.address)
    except UnreadableError:
        return None
    return Reading(source.id, sent.address, day.isoformat(), text, source.source_class is SourceClass.LAW)


def _join(readings: list[Reading]) -> Reading:
    """Return the files of an archive as one text."""
    return replace(readings[0], text=BREAK.join(reading.text for reading in readings))


def _tell(quest: Quest, result: Comparison, text: str) -> Look:
    findings = []
    for found in result.capture.quotes:
        miss = result.misses.get(found.quote)
        nearest = find_nearest(found.quote, text) if miss else ""
        findings.append(Finding(quest, found, miss, nearest))
    told = tuple(one for one in findings if one.found.quote in quest.told)
    return Look(told, result.capture)


def _tell_trouble(
    quest: Quest, sent: tuple[Sent, ...], day: datetime.date, old: Capture | None, exceptions: tuple[LinkException, ...]
) -> Look:
    first = sent[0] if sent else None
    state = _judge(first)
    outcome = first.outcome if first else None
    blank = Reading(quest.source.id, quest.address, day.isoformat(), "")
    capture = note_trouble(quest.quotes, state, blank, old)
    excuse = find_excuse(first.address, outcome, exceptions, day) if first and outcome else None
    findings = (Finding(quest, one, outcome=outcome, excuse=excuse) for one in capture.quotes)
    told = tuple(one for one in findings if one.found.quote in quest.told)
    return Look(told, None if state is QuoteState.NOT_ASKED else capture)


def _judge(sent: Sent | None) -> QuoteState:
    """Return the state of the quotes of a source that was not read. What passes in an hour is no state at all."""
    if sent is None:
        return QuoteState.NOT_ASKED
    if sent.outcome and sent.outcome.cause is Cause.MOVED_HOME:
        return QuoteState.GONE
    if sent.outcome and sent.outcome.barred:
        return QuoteState.REFUSED
    if sent.outcome is None or sent.outcome.page is not None:
        return QuoteState.UNREADABLE
    return _STATES.get(sent.outcome.trouble, QuoteState.NOT_ASKED)
