"""The search of a language in files: what every question needs, and parts of which a question needs a few.

A part has lines of the index from one term to another, or rows. How many there are follows from the number of records,
so that a part of any guide is quickly fetched, and so that the names are known before the index is made.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from guide.site.addresses import hash_name
from guide.site.page import Page
from guide.site.search.index import Index
from guide.site.search.rows import gather
from guide.views.evidence import Badge
from guide.views.localized_guide import LocalizedGuide

FOLDER = "search"
_RECORDS = 15
"""Records for which there is one part with lines, and one with rows."""
_MOST = 256
"""Parts with lines at most: with more, the list that tells where each begins would be long itself."""


def name_search(localized: LocalizedGuide) -> Iterator[str]:
    """Yield the addresses of the files of a language's search, first of the one that every question needs."""
    yield _name_index(localized)
    for kind, count in _count_parts(_count_records(localized)).items():
        yield from (_name_part(localized, f"{kind}-{number}") for number in range(count))


def make_search(
    localized: LocalizedGuide, pages: Iterable[Page], draw: Callable[[Badge], str]
) -> Iterator[tuple[str, str]]:
    """Yield each file of a language's search with its address; `pages` are its pages, `draw` returns a mark as HTML."""
    return write_search(Index(localized, gather(localized, pages, draw)), _count_records(localized))


def write_search(index: Index, records: int) -> Iterator[tuple[str, str]]:
    """Yield each file of the search that an index is of, with its address. `records` says how many parts there are."""
    localized, counts = index.localized, _count_parts(records)
    lines, rows = split_lines(index.list_lines(), counts["terms"]), split_rows(index.rows, counts["rows"])
    parts: dict[str, Mapping[str, Any]] = {
        **{f"terms-{number}": {"terms": "!".join(some)} for number, some in enumerate(lines)},
        **{f"rows-{number}": {"pages": some} for number, some in enumerate(rows)},
    }
    bounds = [index.find_key(bound) for bound in list_bounds(lines)]
    told = {**index.tell(), "bounds": " ".join(bounds), "blocks": counts["rows"]}
    version = hash_name(json.dumps([told, parts]).encode())
    yield _name_index(localized), write_script({"version": version, **told})
    for name, part in parts.items():
        yield _name_part(localized, name), write_script({"version": version, "part": name, **part})


def write_script(told: Mapping[str, Any]) -> str:
    """Return a script that hands over what it is told: a page opened from the disk may load no other file."""
    return f"window.guide.receive({json.dumps(told, ensure_ascii=False, separators=(',', ':'))});\n"


def split_lines(lines: Iterable[str], count: int) -> list[list[str]]:
    """Return the lines of an index in so many parts of about the same size; some are empty where a line is long."""
    written, done = list(lines), 0
    total = sum(len(line) + 1 for line in written)
    parts: list[list[str]] = [[] for _ in range(count)]
    for line in written:
        parts[done * count // total].append(line)
        done += len(line) + 1
    return parts


def list_bounds(parts: Iterable[list[str]]) -> list[str]:
    """Return with which term each part begins, an empty one with that of the next: nothing is looked for in it then."""
    bounds = ["\uffff"]
    for part in reversed(list(parts)):
        bounds.append(part[0].partition(" ")[0] if part else bounds[-1])
    return bounds[:0:-1]


def split_rows(rows: Iterable[tuple[Any, ...]], count: int) -> list[list[Any]]:
    """Return rows, each with the address and the title of its page, in parts of one length, under their pages."""
    written = list(rows)
    size = -(-len(written) // count)
    return [_put_under_pages(written[number * size : (number + 1) * size]) for number in range(count)]


def _put_under_pages(rows: Iterable[tuple[Any, ...]]) -> list[Any]:
    pages = groupby(rows, key=lambda row: row[:2])
    return [[*page, [row for _, _, row in some]] for page, some in pages]


def _count_records(localized: LocalizedGuide) -> int:
    shown = (kind for kind in localized.guide.kinds if kind in localized.pages)
    return sum(len(localized.guide.records(kind)) for kind in shown)


def _count_parts(records: int) -> dict[str, int]:
    count = 1 + records // _RECORDS
    return {"terms": min(_MOST, count), "rows": count}


def _name_index(localized: LocalizedGuide) -> str:
    return f"{FOLDER}/{localized.language}.js"


def _name_part(localized: LocalizedGuide, part: str) -> str:
    return f"{FOLDER}/{localized.language}/{part}.js"
