"""No page leads to a host of spam."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guide.checks.hosts import find_barred
from guide.messages.diagnostic import Diagnostic
from guide.messages.message import Message
from guide.model.guide import Guide
from guide.model.records import BarredHost
from guide.prose.sections import Section


def check_hosts(guide: Guide, sections: Iterable[Section]) -> Iterator[Diagnostic]:
    """No section names a barred host."""
    for section in sections:
        barred = find_barred(section.text, guide.of(BarredHost))
        if barred:
            found, offset = barred
            message = Message("barred-host", host=found.host, reason=found.reason.model_dump())
            yield Diagnostic(section.locate(offset), message)
