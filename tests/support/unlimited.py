"""Runs a module of Python as `python -m` does, but reads data larger than a person can review.

python tests/support/unlimited.py guide check
"""

from __future__ import annotations

import runpy
import sys
from unittest import mock

from guide import load
from guide.read import characters, files, plain

BOUNDLESS = 10**12
LIMITS = (
    (load, "_MOST_VALUES"),
    (characters, "MOST_VALUES"),
    (plain, "MOST_VALUES"),
    (files, "_MAX_BYTES"),
    (files, "_MOST_BYTES"),
)

if __name__ == "__main__":
    for module, name in LIMITS:
        mock.patch.object(module, name, BOUNDLESS).start()
    sys.argv[:2] = [sys.argv[1]]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
