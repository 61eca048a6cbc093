"""No page leads to a host of spam."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guide.checks.hosts import BARRED, find_barred
from guide.messages.diagnostic import Diagnostic
from guide.model.guide import Guide
from guide.prose.sections import Passage


def check_hosts(guide: Guide, passages: Iterable[Passage]) -> Iterator[Diagnostic]:
    """No passage names a barred host."""
    for passage in passages:
        barred = find_barred(passage.text, guide.barred_hosts)
        if barred:
            found, offset = barred
            yield Diagnostic(passage.mark(offset), BARRED.format(host=found.host, reason=found.reason))
