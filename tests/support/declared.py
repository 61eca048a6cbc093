"""What data/kinds.yml declares, and which page shows each kind, read without the guide's own code."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from raw import LANGUAGES, ROOT, SUBJECT, Record, read_data

DECLARED: Mapping[str, Record] = {row["id"]: row for row in read_data()["kinds"]}
"""The row of each kind, as it is written."""
FOR_EDITORS = {name for name, row in DECLARED.items() if row.get("group") == "editors"}
"""Kinds that readers do not see."""
DAYS = {"D": 1, "M": 30, "Y": 365}
ROWS = 24
CHANGES_IN_VOLUME = 40
_HOMES = {"plan": "questions", "map": "stages", "dates": "milestones"}
"""Views that are not called as the kind whose records stand there."""


def list_columns(kind: str, language: str) -> list[str]:
    """Return the columns of a kind's table; words stand in every language, that of the page first."""
    names = sorted(LANGUAGES, key=lambda name: name != language) if kind == "terms" else []
    told = ["title" if name == "claim" else name for name in DECLARED[kind].get("columns", [])]
    return [*(f"term_{name}" for name in names), *told]


def list_line(kind: str, columns: list[str]) -> list[str]:
    """Return which of a table's columns stand in the line of a record: those that the row names, or the first."""
    named = ["title" if name == "claim" else name for name in DECLARED[kind].get("line", [])]
    return named or columns[:1]


def is_table(kind: str) -> bool:
    """Say whether readers see a kind as rows of a table that have no order."""
    row = DECLARED[kind]
    return "columns" in row and is_for_readers(kind) and row.get("ordered") != "true"


def is_for_readers(kind: str) -> bool:
    """Say whether a kind is for readers, and neither a register nor for editors."""
    return bool(DECLARED[kind].get("group", "readers") == "readers")


def count_fresh_days(kind: str) -> int:
    """Return for how many days evidence is fresh; a year where the row does not say."""
    number, unit = re.fullmatch(r"P(\d+)([DMY])", DECLARED[kind].get("ages", "P1Y")).groups()  # type: ignore[union-attr]
    return int(number) * DAYS[unit]


@cache
def list_homes() -> Mapping[str, str]:
    """Return the page of each kind that readers see: the one that asks for all of it, or else for a part."""
    found = _find_views()
    return {
        kind: row.get("page") or max(found[kind], key=lambda page: found[kind][page])
        for kind, row in DECLARED.items()
        if kind in found
    }


def list_pages() -> Mapping[str, str]:
    """Return the same with the pages of the claims and of the journal, and that of each flow that has its own."""
    others = {"claims": find_claims(), "journal": find_journal()}
    flows = {f"{kind}/{part}": page for (kind, part), page in _find_parts().items() if part in SUBJECT["flows"]}
    folders = {f"{kind}/*": folder for kind, folder in {**list_folders(), **list_rest_folders()}.items()}
    return {**list_homes(), **{name: page for name, page in others.items() if page}, **flows, **folders}


def list_folders() -> Mapping[str, str]:
    """Return the folder for the volumes of each kind that may have some: that of its page."""
    homes = {kind: page for kind, page in list_homes().items() if "volume" in DECLARED[kind]}
    assert len({*homes.values()}) == len(homes), "two registers on one page: name their volumes apart"
    return {kind: page.removesuffix(".md") for kind, page in homes.items()}


def count_rows(kind: str) -> int:
    """Return how many records the page of a kind shows; 0 for a register in volumes, and for what is no table."""
    row = DECLARED[kind]
    return int(row.get("rows", ROWS if "columns" in row else 0)) if "volume" not in row else 0


def list_rest_folders() -> Mapping[str, str]:
    """Return the folder for what each kind has beyond the rows on its page, where that page shows all of the kind."""
    wholes = {kind: page for kind, page in list_homes().items() if _find_views()[kind][page]}
    homes = {kind: page for kind, page in wholes.items() if count_rows(kind) or kind in list_folders()}
    crowded = Counter(homes.values())
    return {
        kind: page.removesuffix(".md").removesuffix("/index") + (f"/{hyphenate(kind)}" if crowded[page] > 1 else "")
        for kind, page in homes.items()
        if kind not in list_folders()
    }


def hyphenate(kind: str) -> str:
    """Return the name of a kind as addresses have it."""
    return kind.replace("_", "-")


class Shelf(NamedTuple):
    """A volume: its group, the number that its first record has in that, whether it is all of it, its records."""

    group: str
    first: int
    whole: bool
    records: list[Record]


def cut_volumes(folder: str, groups: Mapping[str, list[Record]], size: int) -> Mapping[str, Shelf]:
    """Return each volume by its page in a folder: so many records of a group, which `groups` has by its name."""
    found = {}
    for group, records in groups.items():
        for start in range(0, len(records), size):
            names = [group.replace("_", "-")] if group else []
            names += [str(start // size + 1)] if start or not group else []
            some = records[start : start + size]
            found[f"{folder}/{'-'.join(names)}"] = Shelf(group, start + 1, len(records) <= size, some)
    return found


def cut_rest(folder: str, records: list[Record], size: int) -> Mapping[str, Shelf]:
    """Return each volume of what follows the first `size` records, which stand on the page of their kind."""
    return {
        f"{folder}/{start // size + 1}": Shelf("", start + 1, False, records[start : start + size])
        for start in range(size, len(records), size)
    }


def cut_journal(changes: list[Record]) -> Mapping[str, list[Record]]:
    """Return what each page of the journal holds, the newest first: so many of the oldest each, the rest on its own."""
    folder = find_journal().removesuffix(".md")
    volumes = max(len(changes) // CHANGES_IN_VOLUME - 1, 0)
    newest = len(changes) - volumes * CHANGES_IN_VOLUME
    starts = [newest + CHANGES_IN_VOLUME * number for number in range(volumes)]
    older = {
        f"{folder}/facts-{volumes - number}": changes[start : start + CHANGES_IN_VOLUME]
        for number, start in enumerate(starts)
    }
    return {folder: changes[:newest], **older}


def find_journal() -> str:
    """Return the page of what changed in the facts; empty where there is none."""
    return next(iter(_find_views().get("journal", {})), "")


def find_claims() -> str:
    """Return the page of the register of claims; empty where there is none, and nothing is kept apart."""
    return next(iter(_find_views().get("claims", {})), "")


def find_part(kind: str, part: str) -> str:
    """Return the page of a part of a kind, where that has one of its own, or else the kind's."""
    return _find_parts().get((kind, part), "") or list_homes()[kind]


def find_page(view: str) -> str:
    """Return the address, in its language, of the first page that asks for a view."""
    return f"{next(iter(_find_views()[view])).removesuffix('.md')}/"


@cache
def _find_parts() -> Mapping[tuple[str, str], str]:
    folder = ROOT / "docs" / LANGUAGES[0]
    return {
        (name, part): path.relative_to(folder).as_posix()
        for path in sorted(folder.rglob("*.md"))
        for name, part in re.findall(r"<!-- guide:(\w+) (.+?) -->", path.read_text(encoding="utf-8"))
    }


@cache
def _find_views() -> Mapping[str, Mapping[str, bool]]:
    """Return the pages that ask for each view, and whether for all of it."""
    folder = ROOT / "docs" / LANGUAGES[0]
    found: dict[str, dict[str, bool]] = {}
    for path in sorted(folder.rglob("*.md")):
        for name, part in re.findall(r"<!-- guide:(\w+) ?(.*?) -->", path.read_text(encoding="utf-8")):
            pages = found.setdefault(_HOMES.get(name, name), {})
            page = path.relative_to(folder).as_posix()
            pages[page] = pages.get(page, False) or part in ("", "all")
    return found
