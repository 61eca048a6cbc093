"""Whether a source still says what it is quoted for, as far as its stored text tells."""

from __future__ import annotations

import re
from collections.abc import Mapping

from guide.model.evidence import Evidence

_CUT = re.compile(r"\s*(?:…|\.\.\.|⋯)\s*")


def is_changed(evidence: Evidence, captures: Mapping[str, str]) -> bool:
    """Say whether the quote is missing from the source's capture.

    Without a quote or a capture nothing is known to have changed. White space does not count, and `…` parts
    pieces that each have to be there.
    """
    capture = captures.get(evidence.source)
    if capture is None or evidence.quote is None:
        return False
    text = _squeeze(capture)
    return not all(_squeeze(piece) in text for piece in _CUT.split(evidence.quote))


def _squeeze(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()
