"""The site rendered from changed data, place by place, and what each place has to show by the YAML alone.

No MkDocs is needed for that: the views are rendered for every page that asks for them, as the hooks do it. A change is
written as YAML and read by the guide's own loader; rules between records are left out, since they are tried elsewhere.
"""

from __future__ import annotations

import copy
import csv
import datetime
import functools
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import yaml
from lxml import html

from declared import list_homes, list_pages
from expected import Expected
from guide.load import load_journal
from guide.messages.diagnostic import DataError
from guide.messages.location import Location
from guide.model.capture import Capture
from guide.model.evidence import Fact
from guide.model.guide import Guide
from guide.model.record import Record as Model
from guide.read.nodes import parse_document
from guide.read.validate import read_records
from guide.site.calendars import write_calendar
from guide.site.publish import publish_calendars, publish_data, publish_pages
from guide.site.render import Links, make_environment, render_shortcodes
from guide.views.dates import list_built_days
from guide.views.localized_guide import LocalizedGuide, localize
from guide.views.terms import list_synonyms
from models import KINDS, MODELS, SUBJECT
from places import Oracle, address, list_shortcodes
from raw import LANGUAGES, PRODUCTS, ROOT, Record, list_labels, read_data, squeeze
from round_trip import split

Data = dict[str, list[Record]]
Path = tuple[str | int, ...]
Spot = tuple[str, ...]
"""Where something is shown: (language, page, view, unit), or (file, record)."""
Shown = dict[Spot, str]
AS_OF = datetime.date(2026, 11, 24)


@dataclass(frozen=True)
class Change:
    """One change: of which kind's which field, what is done, to which record, and how."""

    kind: str
    field: str
    operation: str
    index: int
    path: Path
    value: Any

    def apply(self, data: Data) -> Data:
        """Return the data with the change; everything else is shared with the old."""
        record = copy.deepcopy(data[self.kind][self.index])
        holder: Any = record
        for part in self.path[:-1]:
            holder = holder[part]
        if self.operation == "remove":
            del holder[self.path[-1]]
        else:
            holder[self.path[-1]] = self.value
        records = list(data[self.kind])
        records[self.index] = record
        return {**data, self.kind: records}


class Harness:
    """Renders the site from data, and asks the oracle what it has to show. Remembers the data as they are."""

    def __init__(self) -> None:
        self.data = read_data()
        self.environment = make_environment(ROOT / "overrides" / "views")
        self.captures = {
            path.stem: Capture.model_validate_json(path.read_text(encoding="utf-8"))
            for path in (ROOT / "data/captures").glob("*.json")
        }
        self.journal = load_journal(ROOT / "data")
        self.pages = {
            language: {
                f"{language}/{path.relative_to(ROOT / 'docs' / language)}": path.read_text(encoding="utf-8")
                for path in sorted((ROOT / "docs" / language).rglob("*.md"))
            }
            for language in LANGUAGES
        }
        self.shortcodes = {language: list_shortcodes(language) for language in LANGUAGES}
        self.models = {kind: self.read(kind, self.data[kind]) for kind in KINDS}

    @cached_property
    def shown(self) -> dict[str, Shown]:
        """What every place of the site shows as the data are, by language."""
        return {language: self.show(self.data, (language,)) for language in LANGUAGES}

    @cached_property
    def expected(self) -> dict[str, dict[Spot, Any]]:
        """What every place has to show as the data are, by language."""
        return {language: self.expect(self.data, (language,)) for language in LANGUAGES}

    def read(self, kind: str, records: list[Record]) -> tuple[Model, ...]:
        """Return records of a kind as the guide reads them from a file. Raises DataError for what cannot be."""
        written = yaml.dump(records, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10_000)
        return read_records(parse_document(written, f"data/{kind}.yml"), MODELS[kind], SUBJECT)

    def read_again(self, kind: str, records: list[Record]) -> tuple[Model, ...]:
        """Return the records of a kind; of those that are as they were, what was read before."""
        old = list(zip(self.data[kind], self.models[kind], strict=True))
        known = {id(record): model for record, model in old}
        fresh = self.read(kind, [record for record in records if id(record) not in known])
        made = iter(fresh)
        return tuple(known[id(record)] if id(record) in known else next(made) for record in records)

    def is_valid(self, change: Change) -> bool:
        """Say whether a data file may say so."""
        try:
            self.read(change.kind, [change.apply(self.data)[change.kind][change.index]])
        except DataError:
            return False
        return True

    def show(self, data: Data, languages: Iterable[str] = LANGUAGES) -> Shown:
        """Return what every place of the site shows, in some languages."""
        localized_guides = [self.localize(data, language) for language in languages]
        shown = dict(show_files(localized_guides[0]))
        for localized in localized_guides:
            shown |= self._show_localized(localized)
        return shown

    def localize(self, data: Data, language: str, as_of: datetime.date = AS_OF) -> LocalizedGuide:
        """Return the guide of some data in a language, as it is on a day."""
        models = {kind: self.read_again(kind, data[kind]) for kind in KINDS}
        lines = {record.name: 1 for kind in KINDS for record in models[kind]}
        guide = Guide(SUBJECT, KINDS, models, captures=self.captures, lines=lines, journal=self.journal)
        return localize(guide, language, as_of).place_on(list_pages())

    def render_page(self, localized: LocalizedGuide, page: str) -> html.HtmlElement:
        """Return what the data show on one page, such as `timeline.md`; its prose is left out."""
        pages = self._list_pages(localized)
        name = f"{localized.language}/{page}"
        return self._render(localized, name, pages[name], list_urls([*pages, *make_calendars(localized)], localized))

    def _list_pages(self, localized: LocalizedGuide) -> dict[str, str]:
        return {**self.pages[str(localized.language)], **dict(publish_pages(localized))}

    def _render(self, localized: LocalizedGuide, name: str, markdown: str, urls: dict[str, str]) -> html.HtmlElement:
        """Return what the shortcodes of a page show, one after the other."""
        links = Links(localized.language, name, urls)
        told = render_shortcodes(markdown, Location(name, 1, 1), self.environment, links, localized)
        asked = [" ".join(one.split()) for one in re.findall(r"<!--\s*guide:[^>]*-->", markdown)]
        return html.fromstring(f"<main>{''.join(told[one] for one in asked)}</main>")

    def _show_localized(self, localized: LocalizedGuide) -> Shown:
        language = str(localized.language)
        made, calendars = dict(publish_pages(localized)), make_calendars(localized)
        pages = self._list_pages(localized)
        urls = list_urls([*pages, *calendars], localized)
        shown: Shown = {("search", language): json.dumps(list_synonyms(localized), ensure_ascii=False)}
        shown |= {
            ("calendar", name): content.decode("utf-8").replace("\r\n ", "")
            for name, content in calendars.items()
            if content
        }
        for name, markdown in pages.items():
            page = address(name.partition("/")[2])
            main = self._render(localized, name, markdown, urls)
            shown |= {(language, page, *place): text for place, text in write_places(main)}
            if name in made:
                shown[(language, page, "head", "")] = squeeze(re.sub("<!--.*?-->|## .*", "", markdown))
        return shown

    def expect(self, data: Data, languages: Iterable[str] = LANGUAGES) -> dict[Spot, Any]:
        """Return what every place has to show, from the YAML alone."""
        found: dict[Spot, Any] = {}
        for language in languages:
            expected = Expected(data, language)
            oracle = Oracle(expected, AS_OF, self.shortcodes[language])
            told = oracle.expect()
            for (page, view, unit), one in told.items():
                name = "" if view == "prose" else unit
                found.setdefault((language, page, view, name), []).append(one)
            for page, asked in self.shortcodes[language].items():
                names = [argument for name, argument in asked if name == "value"]
                if names or ("unknowns", "all") in asked:
                    words = [expected.fill(f"{{{name}}}", {}) for name in names]
                    found.setdefault((language, page, "prose", ""), []).append(words)
                if ("observation", "") in asked:  # the form offers every screen to those who have it
                    screens = [(one["id"], expected.text(one, "title"), one["products"]) for one in data["steps"]]
                    found[(language, page, "observation", "observation")] = screens
            form = [one["text"][language] for one in list_labels(data) if re.match("date|product", one["id"])]
            found[(language, "dates/", "milestones", "dates")] = form
            found |= list_orders(language, told)
            for cause in data["failure_causes"]:
                title, sign = expected.text(cause, "title"), expected.text(cause, "sign")
                found[(language, f"failures/{cause['id']}/", "head", "")] = (title, sign)
            for register, volumes in oracle.volumes.items():
                for page, shelf in volumes.items():
                    found[(language, f"{page}/", "head", "")] = oracle.name_volume(register, shelf)
            found |= expect_calendars(expected)
            found[("search", language)] = [[term["title"], term.get("aliases")] for term in data["terms"]]
        return found | expect_files(Oracle(Expected(data, "en"), AS_OF, {}))

    def find_shown(self, changes: Iterable[Change], language: str) -> set[Spot]:
        """Return the places that some changes do change in a language."""
        return find_changed(self.shown[language], self.show(self.apply(changes), (language,)))

    def apply(self, changes: Iterable[Change]) -> Data:
        """Return the data with some changes, each to another record."""
        return functools.reduce(lambda data, change: change.apply(data), changes, self.data)


def make_calendars(localized: LocalizedGuide) -> dict[str, bytes]:
    """Return the calendar files of a language by name; only those of the first day are written."""
    first = list_built_days(localized)[0]
    return dict(publish_calendars(localized, lambda *given: write_calendar(*given) if given[1] == first else b""))


def list_urls(names: Iterable[str], localized: LocalizedGuide) -> dict[str, str]:
    """Return where each page and file is, which is at its own name; the data files are added, citations and feeds."""
    files = [f"data/{kind}.{suffix}" for kind in KINDS for suffix in ("json", "csv")]
    files += [f"api/v1/citations/{fact.kind}/{fact.id}.bib" for fact in localized.guide.of(Fact)]
    files += ["search/volumes.js", "changes.xml", *(f"{language}/changes.xml" for language in LANGUAGES)]
    return {name: name for name in [*names, *files]}


def find_changed(before: Mapping[Spot, Any], after: Mapping[Spot, Any]) -> set[Spot]:
    """Return the places that are new, gone or different."""
    return {spot for spot in {*before, *after} if before.get(spot) != after.get(spot)}


def list_orders(language: str, told: Mapping[tuple[str, str, str], Any]) -> dict[Spot, list[str]]:
    """Return the order of the places in each view."""
    orders: dict[Spot, list[str]] = {}
    for page, view, unit in told:
        if view not in ("", "prose"):
            orders.setdefault((language, page, view, "order"), []).append(unit)
    return orders


def write_places(main: html.HtmlElement) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield (view, unit) and the HTML of each place of a page, without the places inside it; and their order."""
    units: dict[str, list[str]] = {}
    for view, unit, element in split(main):
        text = squeeze(html.tostring(element, encoding="unicode", with_tail=False))
        if view or re.search('<data|<h3|class="path"', text):
            yield (view or "prose", unit), text
        if view:
            units.setdefault(view, []).append(unit)
    for view, names in units.items():
        yield (view, "order"), " ".join(reversed(names))


def show_files(localized: LocalizedGuide) -> Iterator[tuple[Spot, str]]:
    """Yield each record of the published data files, and their order."""
    for name, content in publish_data(localized):
        if name == "data/index.json" or name.startswith("data/schema/"):  # no records, but figures and names
            continue
        if name.endswith(".json"):
            rows = {
                record["id"]: json.dumps(record, ensure_ascii=False, sort_keys=True) for record in json.loads(content)
            }
        else:
            read = csv.DictReader(io.StringIO(content, newline=""))
            rows = {
                row["id"]: json.dumps(
                    {key: text for key, text in row.items() if text}, ensure_ascii=False, sort_keys=True
                )
                for row in read
            }
        yield (name, "order"), " ".join(rows)
        yield from (((name, record), text) for record, text in rows.items())


def expect_files(oracle: Oracle) -> dict[Spot, Any]:
    """Return what the published data files have to hold of each record: all of it, and its verdict."""
    found: dict[Spot, Any] = {}
    for kind in filter(oracle.data.get, list_homes()):
        for suffix in ("json", "csv"):
            found[(f"data/{kind}.{suffix}", "order")] = [one["id"] for one in oracle.data[kind]]
        for one in oracle.data[kind]:
            judged = oracle.judge(kind, one)
            found[(f"data/{kind}.json", one["id"])] = (one, judged)
            sources = [voice["source"] for voice in one.get("evidence", [])]
            found[(f"data/{kind}.csv", one["id"])] = ({**one, "evidence": sources}, judged)
    return found


def expect_calendars(expected: Expected) -> dict[Spot, Any]:
    """Return what the calendar files of a language have to hold: the days counted from the request."""
    found: dict[Spot, Any] = {}
    for product in PRODUCTS:
        days = []
        for one in expected.data["milestones"]:
            if product in one["products"] and one["counted_from"] == "request" and one.get("wait") != "own":
                added = [expected.record(*name.split("/")) for name in one.get("add", [])]
                for name, wait in expected.list_days(one, product):
                    facts = [*([wait] if wait else []), *added]
                    lengths = [expected.resolve(fact["value"]) for fact in facts]
                    texts = [expected.fill(expected.name_wait(one, field, wait), one) for field in ("title", "detail")]
                    days.append((name, texts, lengths, one.get("margin", "0"), one.get("remind", "false")))
        found[("calendar", f"{expected.language}/dates/{product}-{AS_OF}.ics")] = days
    return found
