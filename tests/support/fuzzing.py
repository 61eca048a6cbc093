"""How many examples are made at random: a few, always the same; or `FUZZ_EXAMPLES`, other ones each time."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis.configuration import set_hypothesis_home_dir

set_hypothesis_home_dir(Path(tempfile.gettempdir()) / "guide-fuzz")
MANY = int(os.environ.get("FUZZ_EXAMPLES", "0"))
"""How many were asked for; none where only a look is wanted."""


def make_settings(few: int, cost: int = 1) -> settings:
    """Return settings for `few` examples, or for as many as were asked for, fewer where each costs more."""
    return settings(
        max_examples=MANY // cost or few,
        derandomize=not MANY,
        database=None,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture],
    )
