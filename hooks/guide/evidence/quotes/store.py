"""Captures as files: JSON that is the same, byte for byte, for the same content, under a seal."""

from __future__ import annotations

import hashlib
import json

from pydantic import ValidationError

from guide.model.capture import Capture


def seal(capture: Capture) -> Capture:
    """Return the capture under the seal that fits it."""
    return capture.model_copy(update={"seal": _hash_rest(capture)})


def is_sealed(capture: Capture) -> bool:
    """Say whether the capture is as it was sealed."""
    return capture.seal == _hash_rest(capture)


def write_capture(capture: Capture) -> str:
    """Return the content of the capture's file."""
    return json.dumps(capture.model_dump(mode="json"), ensure_ascii=False, indent=1) + "\n"


def parse_capture(content: str) -> Capture | None:
    """Read what write_capture wrote; None where it is anything else."""
    try:
        return Capture.model_validate_json(content)
    except ValidationError:
        return None


def hash_text(text: str) -> str:
    """Return the hash of a text that a capture keeps of it."""
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def _hash_rest(capture: Capture) -> str:
    rest = capture.model_dump(mode="json", exclude={"seal"})
    return hash_text(json.dumps(rest, ensure_ascii=False, sort_keys=True))
