"""The worst that a regular expression can be given: texts made from its own parts, and how its time grows with them.

Nothing here looks at a clock to say what is fast. A pattern is tried at one size and at four times that size; where
the time grows by more than eight times (it is four for what is linear, sixteen for what is not), it is tried once more.
"""

from __future__ import annotations

import importlib
import inspect
import os
import pkgutil
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from itertools import product
from re import _constants, _parser  # type: ignore[attr-defined]
from typing import Any

import guide

SIZE = 5000
"""Letters of the smaller text; the larger one has as many as ten texts of the data, and more than a line of prose."""
SHORTEST = 0.03
"""Seconds of processor time below which no growth is measured."""
PATIENT = "GUIDE_EVERY_FIELD" in os.environ
"""Whether there is time for all trials, as there is at night."""
BUDGET = 1.5 if PATIENT else 0.15
"""Seconds of processor time for the trials of one pattern: of one with a hundred branches not all are made."""
_MOST = 8
_OTHER = "\x00"  # a letter that most patterns end at


def list_patterns() -> dict[str, re.Pattern[str]]:
    """Return every pattern that a module of the package holds, by where it stands."""
    found: dict[str, re.Pattern[str]] = {}
    for module in pkgutil.walk_packages(guide.__path__, "guide."):
        if module.name.endswith("__main__"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            for number, pattern in enumerate(_find_patterns(value, 0)):
                found.setdefault(f"{module.name}.{name}" + (f"[{number}]" if number else ""), pattern)
    kept: dict[re.Pattern[str], str] = {}
    for where, pattern in found.items():  # who imports a pattern does not own it
        if where.count(".") and (pattern not in kept or len(where) < len(kept[pattern])):
            kept[pattern] = where
    return {where: pattern for pattern, where in kept.items()}


def _find_patterns(value: Any, depth: int) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif depth < 4 and isinstance(value, dict):
        yield from (found for one in value.values() for found in _find_patterns(one, depth + 1))
    elif depth < 4 and isinstance(value, list | tuple):
        yield from (found for one in value for found in _find_patterns(one, depth + 1))
    elif depth < 4 and is_dataclass(value) and not isinstance(value, type):
        yield from (found for one in fields(value) for found in _find_patterns(getattr(value, one.name), depth + 1))


def list_worst(pattern: re.Pattern[str]) -> Iterator[Callable[[int], str]]:
    """Yield what makes a text of a given length, for each way in which the pattern's own parts may be repeated."""
    letters, openings = _find_parts(pattern)
    starts = [word[:length] for word in openings[:3] for length in (3, 4, 5, 6, 8, 12, 19)]
    pieces = list(
        dict.fromkeys([*letters, *openings, *starts, *("".join(pair) for pair in product(letters[:7], repeat=2))])
    )
    heads = list(dict.fromkeys(["", *starts[:7]]))
    for piece, head, tail in product(pieces, heads, ["", _OTHER]):
        yield repeat(piece, head, tail)


def repeat(piece: str, head: str = "", tail: str = "") -> Callable[[int], str]:
    """Return what makes a text of about a given length of a piece, over and over, between a head and a tail."""
    return lambda size: head + piece * (size // len(piece)) + tail


def find_slow(pattern: re.Pattern[str], where: str, budget: float = BUDGET) -> list[str]:
    """Return the beginnings of texts for which a pattern takes longer than they grow.

    Short texts come first: some patterns never come back from a long one.
    """
    work, found = use(pattern, where), []
    for size in (SIZE // 50, SIZE // 5, SIZE):
        start = time.process_time()
        for make in list_worst(pattern):
            found += [make(40)] if grows(work, make, size) else []
            if found or time.process_time() - start > budget:
                break
        if found:
            break
    return found


def grows(work: Callable[[str], object], make: Callable[[int], str], size: int = SIZE) -> bool:
    """Say whether the time that some work takes grows faster than the text that it is given."""
    return all(_grows_once(work, make, size) for _ in range(3))


def _grows_once(work: Callable[[str], object], make: Callable[[int], str], size: int) -> bool:
    small, large = make(size), make(4 * size)
    taken = _measure(work, large)
    return taken > SHORTEST and taken > _MOST * max(_measure(work, small), SHORTEST / 16)


def _measure(work: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    work(text)
    return time.process_time() - start


def use(pattern: re.Pattern[str], where: str) -> Callable[[str], object]:
    """Return what does with a text what the code does: looks at its start only, or for the pattern all over it."""
    if _is_anchored(where):
        return lambda text: (pattern.match(text), pattern.fullmatch(text))
    return lambda text: sum(1 for _ in pattern.finditer(text))


def _is_anchored(where: str) -> bool:
    """Say whether the module that holds a pattern asks it of the start of a text, and of no other place."""
    module, _, name = where.rpartition(".")
    if not module:
        return False
    source = inspect.getsource(importlib.import_module(module))
    asked = set(re.findall(rf"\b{re.escape(name)}\.(\w+)|map\({re.escape(name)}\.(\w+)", source))
    return bool(asked) and {one or other for one, other in asked} <= {"match", "fullmatch"}


def _find_parts(pattern: re.Pattern[str]) -> tuple[list[str], list[str]]:
    """Return letters that the pattern asks for, and words that it may begin with."""
    tree = _parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG)
    letters = list(dict.fromkeys(_walk(tree)))
    openings = [word for word in dict.fromkeys(_begin(tree, 24)) if word]
    return letters[:14], openings[:8]


def _walk(tree: Any) -> Iterator[str]:
    for operation, argument in tree:
        if operation in (_constants.LITERAL, _constants.NOT_LITERAL):
            yield chr(argument)
        elif operation is _constants.ANY:
            yield "x"
        elif operation is _constants.IN:
            yield from _pick(argument)
        else:
            yield from (letter for inner in _list_inner(argument) for letter in _walk(inner))


def _pick(members: Any) -> Iterator[str]:
    negated = any(operation is _constants.NEGATE for operation, _ in members)
    for operation, argument in members:
        if operation is _constants.LITERAL:
            yield chr(argument)
        elif operation is _constants.RANGE:
            yield chr(argument[0])
        elif operation is _constants.CATEGORY:
            name = str(argument).lower()
            yield " " if "space" in name else "9" if "digit" in name else "x"
    if negated:
        yield "x"


def _list_inner(argument: Any) -> Iterator[Any]:
    if isinstance(argument, _parser.SubPattern):
        yield argument
    elif isinstance(argument, list | tuple):
        for one in argument:
            yield from _list_inner(one)


def _begin(tree: Any, left: int) -> list[str]:
    """Return words of a few letters that the pattern may begin with, one for each way through it."""
    words = [""]
    for operation, argument in tree:
        if operation in (_constants.AT, _constants.ASSERT, _constants.ASSERT_NOT):
            continue
        ways = _step(operation, argument, left)
        words = [(word + way)[:30] for word in words[:8] for way in ways[:8]]
        left -= 1
        if left <= 0:
            break
    return words


def _step(operation: Any, argument: Any, left: int) -> list[str]:
    if operation is _constants.LITERAL:
        return [chr(argument)]
    if operation is _constants.IN:
        return [*_pick(argument)][:3]
    if operation in (_constants.ANY, _constants.NOT_LITERAL):
        return ["x"]
    if operation in (_constants.MAX_REPEAT, _constants.MIN_REPEAT, _constants.POSSESSIVE_REPEAT):
        least = max(argument[0], 1)
        return [word * min(least, 4) for word in _begin(argument[2], left)]
    if operation is _constants.BRANCH:
        return [word for branch in argument[1] for word in _begin(branch, left)][:16]
    return [word for inner in _list_inner(argument) for word in _begin(inner, left)][:8] or [""]
