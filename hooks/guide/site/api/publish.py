"""The files of the data for programs, under api/v1/."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from guide.model.evidence import Fact
from guide.model.language import Language
from guide.site.api.changes import name_change_files, write_changes
from guide.site.api.description import POLICY, VERSION, describe_api
from guide.site.api.record import RecordWriter, summarize
from guide.site.api.table import describe_package, write_table
from guide.site.page import Page
from guide.views.citation import write_bibtex, write_csl
from guide.views.downloads import list_published
from guide.views.evidence import name_bibtex
from guide.views.localized_guide import LocalizedGuide

FOLDER = "api/v1"
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def name_api_files(localized: LocalizedGuide) -> Iterator[str]:
    """Yield the addresses of all files."""
    yield from (f"{FOLDER}/{name}.json" for name in ("index", "openapi", "datapackage"))
    yield from name_change_files(localized.guide.journal)
    for kind in list_published(localized):
        yield from (f"{FOLDER}/kinds/{kind}.json", f"{FOLDER}/tables/{kind}.csv")
        yield from (f"{FOLDER}/records/{kind}/{record.id}.json" for record in localized.guide.records(kind))
    for fact in _list_facts(localized):
        yield from (name_bibtex(fact), _name_csl(fact))


def publish_api(
    guides: Mapping[Language, LocalizedGuide], root: str, pages: Mapping[str, Page]
) -> Iterator[tuple[str, str]]:
    """Yield (address, content) of each file. `root` is where the site stands, `pages` are known by their files.

    Where nobody knows the site's place, addresses are told from the root of the site.
    """
    writer = RecordWriter(guides, root, pages)
    kinds = list_published(writer.first)
    yield f"{FOLDER}/openapi.json", _write(describe_api(writer.first.guide.subject, kinds, root))
    yield f"{FOLDER}/index.json", _write(_make_index(writer, kinds))
    whole = {kind: [writer.write(record) for record in writer.first.guide.records(kind)] for kind in kinds}
    titles = {kind: writer.first.title(kind) for kind in kinds}
    package = describe_package(whole, writer.first.guide, titles, writer.first.as_of.isoformat())
    yield f"{FOLDER}/datapackage.json", _write(package)
    yield from ((name, _write(content)) for name, content in write_changes(writer))
    for kind, records in whole.items():
        listed = [summarize(record) for record in records]
        yield f"{FOLDER}/kinds/{kind}.json", _write({"kind": kind, "title": _say(kind, writer), "records": listed})
        yield f"{FOLDER}/tables/{kind}.csv", write_table(records)
        yield from ((f"{FOLDER}/records/{kind}/{record['id']}.json", _write(record)) for record in records)
    for fact in _list_facts(writer.first):
        cited = writer.cite(fact).values()
        yield name_bibtex(fact), "\n".join(map(write_bibtex, cited))
        yield _name_csl(fact), _write([write_csl(one) for one in cited])


def _name_csl(fact: Fact) -> str:
    return f"{name_bibtex(fact).removesuffix('.bib')}.json"


def _list_facts(localized: LocalizedGuide) -> Iterator[Fact]:
    published = list_published(localized)
    yield from (fact for fact in localized.guide.of(Fact) if fact.kind in published)


def _make_index(writer: RecordWriter, kinds: Sequence[str]) -> dict[str, Any]:
    localized = writer.first
    return {
        "name": localized.guide.subject.name,
        "version": VERSION,
        "policy": POLICY,
        "license": "CC-BY-4.0",
        "as_of": localized.as_of.isoformat(),
        "languages": list(writer.guides),
        "description": "openapi.json",
        "tables": "datapackage.json",
        "changes": "changes.json",
        "kinds": [
            {
                "kind": kind,
                "title": _say(kind, writer),
                "records": len(localized.guide.records(kind)),
                "file": f"kinds/{kind}.json",
            }
            for kind in kinds
        ],
    }


def _say(kind: str, writer: RecordWriter) -> dict[Language, str]:
    return {language: localized.title(kind) for language, localized in writer.guides.items()}


def _write(content: Any) -> str:
    return f"{_JSON.encode(content)}\n"
