"""All rules, in the order in which their findings help most."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from guide.checks.figures import (
    check_evidence_values,
    check_figures_in_text,
    check_placeholders,
    check_same_as,
    check_shares,
)
from guide.checks.problem import Problem
from guide.checks.references import check_references
from guide.model.guide import Guide

CHECKS: tuple[Callable[[Guide], Iterator[Problem]], ...] = (
    check_references,
    check_placeholders,
    check_same_as,
    check_figures_in_text,
    check_evidence_values,
    check_shares,
)


def find_problems(guide: Guide) -> Iterator[Problem]:
    """Yield every problem that any rule finds."""
    for check in CHECKS:
        yield from check(guide)
