"""Hostile words in every label at once are words, in every file of the site: HTML, XML, calendars, scripts, JSON."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from icalendar import Calendar
from lxml import etree, html

from hostile_fields import MARKUP
from linked_data import is_data, list_data
from patience import run_python
from project_copy import PLACE, copy_second_guide
from raw import LOADER, ROOT, Site, list_labels

MARK = "zqlabel"
HOSTILE = f"{MARK} {MARKUP.removesuffix(' |')} \\\" \\' --> ]]> \\n;X-EVIL:1 "
FORMED = {"language.tag"}  # what has a form of its own is refused where it has another


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Site:
    project, target = copy_second_guide(tmp_path_factory.mktemp("labels")), tmp_path_factory.mktemp("site")
    files = {name: project / f"data/{name}.yml" for name in ("labels", "subject")}
    read = {name: yaml.load(path.read_text(encoding="utf-8"), LOADER) for name, path in files.items()}
    for record in list_labels(read, read["subject"]):
        for language, words in record["text"].items() if record["id"] not in FORMED else ():
            record["text"][language] = " | ".join(HOSTILE + part for part in words.split(" | ")).strip()
    for name, written in read.items():
        text = yaml.dump(written, allow_unicode=True, default_style='"', width=10**6)
        files[name].write_text(text, encoding="utf-8")
    program = str(ROOT / "tests/support/hostile_build.py")
    result = run_python(program, str(target), cwd=project, SITE_URL=PLACE)
    assert result.returncode == 0, result.stderr[-3000:]
    return Site(target)


def _files(site: Site, ending: str) -> Iterator[Path]:
    yield from sorted(path.relative_to(site.folder) for path in site.folder.rglob(f"*{ending}"))


def _elements(site: Site, path: Path) -> list[html.HtmlElement]:
    """Return the elements of a page but for the marks of another language, which any words get."""
    found = [element for element in site.open(path).iter() if isinstance(element.tag, str)]
    return [element for element in found if (element.tag, *element.keys()) != ("span", "lang")]


def test_the_same_files_are_built(hostile: Site, second_site: Site) -> None:
    """But for pages of evidence: with longer words, there is enough of it for one beside more pages."""
    beside, before = {*hostile.evidence_pages()}, {*second_site.evidence_pages()}
    assert before < beside
    endings = (".html", ".xml", ".ics", ".js", ".json", ".csv")
    names = {ending: [path for path in _files(hostile, ending) if path not in beside] for ending in endings}
    assert names == {ending: [one for one in _files(second_site, ending) if one not in before] for ending in endings}
    assert all(names.values())
    assert {path.with_name("index.html") for path in beside} <= {*names[".html"]}


def test_every_page_is_made_of_the_same_elements(hostile: Site, second_site: Site) -> None:
    shown = 0
    for path in _files(hostile, ".html"):
        after = _elements(hostile, path)
        before = _elements(second_site, path) if (second_site.folder / path).exists() else after
        shown += sum(MARK in (element.text or "") + "".join(map(str, element.values())) for element in after)
        for of in (lambda element: element.tag, lambda element: tuple(sorted(map(str, element.keys())))):
            assert Counter(map(of, after)) == Counter(map(of, before)), path
        for element in after:
            assert "<" not in "".join(map(str, element.keys())), path
            for name in ("href", "src", "action", "id", "class", "style", "lang", "hreflang", "http-equiv", "content"):
                told = element.get("name") == "description" or (element.get("property") or "").startswith("og:")
                harmless = name == "content" and told
                assert harmless or MARK not in element.get(name, ""), (path, element.tag, name)
            if is_data(element):
                for name, value in list_data(element.text or ""):
                    assert name in ("name", "description") or MARK not in f"{name} {value}", (path, name)
            else:
                assert element.tag not in ("script", "style") or MARK not in (element.text or ""), path
    assert shown > 500


def test_the_map_of_the_site_and_the_headers_know_nothing_of_it(hostile: Site, second_site: Site) -> None:
    for path in _files(hostile, ".xml"):
        etree.fromstring((hostile.folder / path).read_bytes())
    assert (hostile.folder / "sitemap.xml").read_bytes() == (second_site.folder / "sitemap.xml").read_bytes()
    assert _read_headers(hostile) == _read_headers(second_site)


def _read_headers(site: Site) -> str:
    """Return the headers but for those of a page of evidence at the root, where only long words make one."""
    told = (site.folder / "_headers").read_text(encoding="utf-8")
    return re.sub(r"^/evidence\.html\n(?:  .*\n)+", "", told, flags=re.M)


def test_every_calendar_has_the_same_lines(hostile: Site, second_site: Site) -> None:
    for path in _files(hostile, ".ics"):
        after, before = ((one.folder / path).read_bytes() for one in (hostile, second_site))
        assert Calendar.from_ical(after)["PRODID"] == Calendar.from_ical(before)["PRODID"]
        assert _name_lines(after) == _name_lines(before), path


def _name_lines(calendar: bytes) -> list[str]:
    unfolded = re.sub(r"\r\n[ \t]", "", calendar.decode("utf-8"))
    return [re.split("[:;]", line, maxsplit=1)[0] for line in unfolded.split("\r\n")]


def test_every_script_hands_over_data_and_nothing_else(hostile: Site) -> None:
    for path in _files(hostile, ".js"):
        text = (hostile.folder / path).read_text(encoding="utf-8")
        if path.parts[0] == "search":
            found = re.fullmatch(r"window\.guide\.receive\((.*)\);\n", text)
            assert found
            assert isinstance(json.loads(found[1]), dict)
        else:
            assert MARK not in text, path
    for path in _files(hostile, ".json"):
        json.loads((hostile.folder / path).read_text(encoding="utf-8"))
