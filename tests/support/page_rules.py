"""What every page keeps to as its reader sees it, asked of a visit: each function returns what does not."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator

import yaml

from browsing import PHONE, SCREENS
from declared import DECLARED, list_homes
from raw import ROOT, folder_of, language_of
from visit import LARGE, Visit

SITUATION, READER = 3, 6
"""At most so many screens: a situation or one cause, and any other page for readers."""
FREE = {"evidence", "project"}
"""Sections of the menu whose pages are as long as they have to be."""
HIGHEST = 60
"""Pixels of a header that gives way to large text."""


def find_wide(visit: Visit, screen: str) -> list[str]:
    """Return the pages that do not fit a screen in every scheme that was looked at."""
    wide = {path: look.widths[screen] for path, look in visit.looks.items()}
    return [f"{path}: {one}" for path, one in wide.items() if max(one.values()) > SCREENS[screen]["width"]]


def find_strange(visit: Visit) -> list[str]:
    """Return what pages complained of, what they asked of another host, and the pages that were not asked for."""
    # Leaving a page cuts off what it still loads, the icon for one.
    complaints = [complaint for complaint in visit.complaints if "ERR_ABORTED" not in complaint]
    foreign = [one for one in visit.requests if re.match("[a-z]+:", one) and not one.startswith("data:")]
    return complaints + foreign + sorted({*visit.looks} - {*visit.requests})


def find_small(visit: Visit) -> list[str]:
    """Return the texts and targets that are too small."""
    return [f"{path}: {fault}" for path, look in visit.looks.items() for fault in look.small]


def find_crowded(visit: Visit) -> list[str]:
    """Return the pages that scroll sideways with large text, or whose header does not give way to it."""
    found = []
    for path, look in visit.looks.items():
        for width, percent in LARGE:
            needed, header = look.large[f"{width} {percent}"]
            told = f"{path} at {percent} %: {needed} of {width}, header {header}"
            found += [told] if needed > width or header > HIGHEST else []
    return found


def find_long(visit: Visit, product: str) -> list[str]:
    """Return the pages that are longer than their kind allows, for a reader of a product."""
    long = []
    for path, look in visit.looks.items():
        limit = find_limit(path.removeprefix(folder_of(language_of(path))))
        screens = look.lengths[product] / PHONE["height"]
        long += [f"{path}: {screens:.1f} of {limit}"] if limit and screens > limit else []
    return long


def find_limit(page: str) -> int | None:
    """Return how many screens a page may have, by its address in its language; None where it is a register."""
    limits = read_limits()
    of_register = any(page.startswith(one) for one, limit in limits.items() if one and limit is None)
    return limits.get(page, None if of_register else SITUATION)


@functools.cache
def read_limits() -> dict[str, int | None]:
    """Return how many screens each page of the menu may have, by its address in its language."""
    registers = {home for kind, home in list_homes().items() if DECLARED[kind].get("group") == "register"}
    limits: dict[str, int | None] = {}
    for file, section in list_sections():
        name = re.sub(r"(^|/)index$", r"\1", file.removesuffix(".md"))
        free = section in FREE or file in registers
        limit = SITUATION if section == "situations" else READER
        limits[f"{name.rstrip('/')}/" if name else ""] = None if free else limit
    return limits


def list_sections() -> Iterator[tuple[str, str]]:
    """Yield (page, section of the menu) of each page in the menu."""
    settings = re.sub(r"!ENV ", "", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    for item in yaml.safe_load(settings)["nav"]:
        for section, pages in item.items() if isinstance(item, dict) else (("", [item]),):
            yield from ((page, section) for page in pages)
