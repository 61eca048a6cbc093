"""Files that the guide adds to the site: a page for each failure cause, and all data as JSON and CSV."""

from __future__ import annotations

import datetime
import html
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from pydantic_core import to_json

from guide.editor.schema import IDS, make_ids
from guide.evidence.standing import Standing
from guide.evidence.summary import export_summary, summarize
from guide.model.borrowed import MARKS, is_borrowed
from guide.model.evidence import Fact
from guide.model.record import Record
from guide.model.records import FailureCause
from guide.model.subject import Subject
from guide.site.calendars import write_calendar
from guide.site.moved import export_moves
from guide.site.table_file import write_csv
from guide.views.binding import CLAIMS, JOURNAL, Volume
from guide.views.causes import cause_page
from guide.views.dates import Course, list_built_days, make_course, name_calendar
from guide.views.downloads import list_published
from guide.views.figures import fill_label
from guide.views.journal import JournalVolume, list_journal, title_journal
from guide.views.localized_guide import LocalizedGuide
from guide.views.parts import read_plainly
from guide.views.volumes import PLACES, list_all_volumes, list_places, name_register, title_volume

Published = tuple[tuple[str, str], ...]
"""Some files: their names, and what they hold."""


def publish_pages(localized: LocalizedGuide) -> Iterator[tuple[str, str]]:
    """Yield (file name, Markdown) of every page made from data, in one language."""
    for cause in localized.guide.of(FailureCause):
        yield f"{localized.language}/{cause_page(cause.id, localized.pages)}", _write_cause_page(cause, localized)
    for volume in list_all_volumes(localized):
        yield f"{localized.language}/{volume.page}", _write_volume(volume, localized)
    for older in list_journal(localized):
        yield f"{localized.language}/{older.page}", _write_journal(older, localized)


def name_data_files(localized: LocalizedGuide) -> list[str]:
    """Return the names of the files that publish_data makes, without making them."""
    tables = (f"data/{kind}.{suffix}" for kind in list_published(localized) for suffix in ("json", "csv"))
    return [*tables, f"data/schema/{IDS}", "data/index.json", *_name_places(localized)]


def publish_kind(kind: str, localized: LocalizedGuide) -> Published:
    """Return (file name, content) of each file of the data of a kind, all languages in one file."""
    records = [_export(record, localized) for record in localized.guide.records(kind)]
    return (f"data/{kind}.json", _write_json(records)), (f"data/{kind}.csv", write_csv(records))


def publish_data(
    localized: LocalizedGuide, publish: Callable[[str, LocalizedGuide], Published] = publish_kind
) -> Iterator[tuple[str, str]]:
    """Yield (file name, content) of the data of every kind that readers see, none empty.

    `publish` is publish_kind, or what remembers what that returned.
    """
    index = {}
    for kind in list_published(localized):
        number = len(localized.guide.records(kind))
        index[kind] = {"records": number, "json": f"{kind}.json", "csv": f"{kind}.csv"}
        yield from publish(kind, localized)
    summary = summarize(localized.guide, localized.assessment, localized.as_of)
    standing = {"as_of": localized.as_of.isoformat(), **export_summary(summary)}
    yield f"data/schema/{IDS}", make_ids(localized.guide)
    yield from ((name, _write_places(localized)) for name in _name_places(localized))
    yield (
        "data/index.json",
        _write_json(
            {
                "languages": list(localized.guide.subject.complete_languages),
                "kinds": index,
                "standing": standing,
                "moved": export_moves(localized),
            }
        ),
    )


def publish_calendars(
    localized: LocalizedGuide, write: Callable[[Course, datetime.date, str, Subject], bytes] = write_calendar
) -> Iterator[tuple[str, bytes]]:
    """Yield (file name, content) of the calendar files for requests on the days to come, in one language.

    A product without a day for them has none. `write` is write_calendar, or what remembers what it wrote.
    """
    for product in localized.guide.subject.product_words:
        course = make_course(product, localized)
        for day in list_built_days(localized) if course.files else ():
            content = write(course, day, localized.label("language.tag"), localized.guide.subject)
            yield f"{localized.language}/dates/{name_calendar(product, day)}", content


def _write_cause_page(cause: FailureCause, localized: LocalizedGuide) -> str:
    title = read_plainly(localized.say(cause.title, cause))
    description = read_plainly(localized.say(cause.sign, cause))
    parent = localized.target(cause).page
    head = {"title": title, "description": description, "parent": parent, "record": str(cause.name)}
    if is_borrowed(cause.title[localized.language]):
        page = cause_page(cause.id, localized.pages)
        head["original"] = f"{localized.guide.subject.languages[0]}/{page}"
    lines = [*_write_head(head), _write_title(title), ""]
    if cause.fixes:
        lines += [
            f"## {_escape(localized.label('cause.fixes'))} {{#fixes}}",
            "",
            f"<!-- guide:failure_cause_fixes {cause.id} -->",
            "",
        ]
    lines += [f"<!-- guide:warning {' '.join(cause.warnings)} -->", ""] if cause.warnings else []
    lines += [f"## {_escape(localized.label('cause.about'))} {{#about}}", ""]
    lines += [f"<!-- guide:failure_cause {cause.id} -->", ""]
    if cause.condition:
        heading = f"## {_escape(localized.label('cause.condition'))} {{#condition}}"
        lines += [heading, "", f"<!-- guide:failure_cause_condition {cause.id} -->", ""]
    return "\n".join(lines)


def _write_volume(volume: Volume, localized: LocalizedGuide) -> str:
    words = {"register": name_register(volume, localized), "volume": title_volume(volume, localized)}
    title = localized.tell("volume.title", **words)
    description = fill_label(localized.count("volume.description", len(volume.records)), **words)
    parent = localized.pages[CLAIMS if volume.is_claims else volume.kind]
    head = {"title": title, "description": description, "parent": parent, "volume": volume.name}
    shown = [f"<!-- guide:{view} {volume.name} -->\n" for view in ("volume", "volume_way")]
    return "\n".join([*_write_head(head), _write_title(title), "", *shown])


def _write_journal(volume: JournalVolume, localized: LocalizedGuide) -> str:
    words = {"register": localized.label("journal.name"), "volume": title_journal(volume, localized)}
    title = localized.tell("volume.title", **words)
    description = fill_label(localized.count("volume.description", len(volume.changes)), **words)
    head = {"title": title, "description": description, "parent": localized.pages[JOURNAL], "journal": volume.name}
    return "\n".join([*_write_head(head), _write_title(title), "", f"<!-- guide:{JOURNAL} {volume.name} -->\n"])


def _write_head(head: Mapping[str, str]) -> list[str]:
    return ["---", *(f"{key}: {json.dumps(text, ensure_ascii=False)}" for key, text in head.items()), "---", ""]


def _write_title(title: str) -> str:
    return f"<h1>{html.escape(title, quote=False)}</h1>"


def _escape(label: str) -> str:
    """Return a label as Markdown that shows it as it is written."""
    return re.sub(rf"[^\w\s{MARKS}]|_", lambda found: f"&#{ord(found[0])};", label)


def _name_places(localized: LocalizedGuide) -> list[str]:
    """Return the name of the file that knows what stands in which volume, where there are volumes."""
    return [PLACES] if any(True for _ in list_all_volumes(localized)) else []


def _write_places(localized: LocalizedGuide) -> str:
    """Return what tells a page in which volume a place is, as a script: a page from the disk may load no other file."""
    places = {volume.page.removesuffix(".md"): " ".join(list_places(volume)) for volume in list_all_volumes(localized)}
    return f"window.guide.lead({json.dumps(places, ensure_ascii=False, separators=(',', ':'))});\n"


def _export(record: Record, localized: LocalizedGuide) -> dict[str, Any]:
    exported: dict[str, Any] = record.model_dump(mode="json", by_alias=True, exclude_none=True)
    if not record.was:
        del exported["was"]
    if isinstance(record, Fact):
        exported |= _export_standing(localized.standing(record))
    return exported


def _export_standing(standing: Standing) -> dict[str, Any]:
    """Return what is computed of a fact: its verdict, who reports it, the independent origins for and against it."""
    backer = {"reported_by": standing.backer.value} if standing.backer else {}
    origins = {"independent_origins": standing.supporting.origins, "origins_against": standing.opposing.origins}
    return {"verdict": standing.verdict.value, **backer, **origins}


def _write_json(content: Any) -> str:
    """Return content as JSON with a line for each value: as json.dumps() writes it, which does so in slow Python."""
    return f"{to_json(content, indent=1).decode()}\n"
