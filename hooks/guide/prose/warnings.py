"""Red boxes of the prose are made from facts whose denial was looked for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from guide.checks.warnings import lacks_denial
from guide.messages.diagnostic import Diagnostic
from guide.messages.message import Message
from guide.model.guide import Guide
from guide.prose.sections import Section

_TYPED = re.compile(r"^[ \t]*(?:!!!|\?\?\?\+?)[ \t]*danger\b", re.MULTILINE)


def check_warnings(guide: Guide, sections: Iterable[Section]) -> Iterator[Diagnostic]:
    """A red box is made from facts, and each of them has a search for its denial."""
    for section in sections:
        for typed in _TYPED.finditer(section.text):
            yield Diagnostic(section.locate(typed.start()), Message("typed-danger-box"))
        for start, end in section.find_shortcodes():
            view, *names = section.text[start:end].removesuffix("-->").partition("guide:")[2].split() or [""]
            for name in names if view == "warning" else ():
                if lacks_denial(name, guide):
                    yield Diagnostic(section.locate(start), Message("no-denial-search", fact=name))
