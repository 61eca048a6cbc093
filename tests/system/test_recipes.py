"""Each recipe of CONTRIBUTING.md does what it promises: followed to the letter, step by step, on a copy of the project.

A step names the files to change as `code`. While a step is followed, those files change and no other.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml
from lxml import html

from patience import run_python
from project_copy import OWN, SECOND, copy_second_with_tests, copy_with_tests, put_second_guide
from raw import ROOT, Record, Site, load_index, read_data, read_text
from second import DATA, LANGUAGES, find, folder_of, read_page
from style_text import read_style

GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
CHINESE = (ROOT / "CONTRIBUTING.zh.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## Recipe: (.+?)\n(.*?)(?=^## |\Z)", GUIDE, re.M | re.S))
PATH = re.compile(r"`((?:[\w<>.-]+/)+(?:[\w<>-]+\.\w+)?|mkdocs\.yml)`")
KEPT = {"__pycache__", ".cache"}
Files = dict[str, bytes]


def list_steps(section: str) -> list[str]:
    """Return the numbered steps of a recipe, one line each; what stands behind the last one is no step."""
    numbered = re.findall(r"^(\d+)\. (.*?)(?=^\d+\. |\n\n\S|\Z)", section, re.M | re.S)
    assert [int(number) for number, _ in numbered] == list(range(1, len(numbered) + 1))
    return [" ".join(text.split()) for _, text in numbered]


def read_files(folder: Path) -> Files:
    """Return the content of each file, by its path; not of what programs keep for themselves."""
    files = {path.relative_to(folder): path for path in folder.rglob("*") if path.is_file()}
    return {str(name): path.read_bytes() for name, path in files.items() if not KEPT & {*name.parts}}


class ProjectCopy:
    """A copy of the project, and the recipe that is followed on it. `words` stand for `<kind>` and the like."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.steps: list[str] = []
        self.words: dict[str, str] = {}
        self.checked = False
        told = self.run("-c", "import guide; print(guide.__file__)").stdout.strip()
        assert Path(told) == folder / "hooks/guide/__init__.py", "the copy has to use its own code"

    @contextmanager
    def recipe(self, title: str) -> Iterator[None]:
        """Follow a recipe, to its last step."""
        self.steps = list_steps(SECTIONS[title])
        yield
        assert not self.steps, f"not followed: {self.steps}"

    @contextmanager
    def step(self) -> Iterator[None]:
        """Follow the next step: exactly the files that it names change, and `make check` is run where it says so."""
        text, before, self.checked = self.steps.pop(0), read_files(self.folder), False
        yield
        after = read_files(self.folder)
        changed = {name for name in {*before, *after} if before.get(name) != after.get(name)}
        named = {one for name in PATH.findall(text) for one in self.list_named(name)}
        missed = {name for name in named if not any(_is_in(path, name) for path in changed)}
        assert not missed, f"named, but not changed: {missed}: {text}"
        unnamed = {path for path in changed if not any(_is_in(path, name) for name in named)}
        assert not unnamed, f"changed, but not named: {unnamed}: {text}"
        assert self.checked == ("`make check`" in text), text

    def list_named(self, name: str) -> list[str]:
        """Return the files that a recipe means: pages of our languages are here in those of the second guide."""
        meant = re.sub("<(.*?)>", lambda word: self.words[word[1]], name)
        language = re.match("docs/(zh|en)/", meant)
        return [f"docs/{one}/{meant[language.end() :]}" for one in LANGUAGES] if language else [meant]

    def look(self) -> None:
        """Follow the last step, which only says where to look at the result."""
        with self.step():
            pass

    def change(self, name: str, old: str, new: str) -> None:
        """Put `new` in the place of `old`, which stands once in the file."""
        text = (self.folder / name).read_text(encoding="utf-8")
        assert text.count(old) == 1, f"{name}: {old}"
        self.write(name, text.replace(old, new))

    def add_after(self, name: str, line: str, new: str) -> None:
        """Put the line `new` behind `line`, which stands once in the file."""
        self.change(name, line, line + new)

    def append(self, name: str, text: str) -> None:
        """Add `text` at the end of a file."""
        self.write(name, (self.folder / name).read_text(encoding="utf-8") + text)

    def write(self, name: str, text: str) -> None:
        """Write a file of the copy."""
        (self.folder / name).write_text(text, encoding="utf-8")

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """Run Python in the copy, so that the copy's package is the one that is found."""
        return run_python(*command, cwd=self.folder, PYTHONPATH=str(self.folder / "hooks"))

    def check(self) -> list[str]:
        """Do what `make check` does, and return the problems."""
        self.checked = True
        told = self.run("-m", "guide", "check")
        return told.stderr.splitlines()[:-1] if told.returncode else []

    def renew_schemas(self) -> None:
        """Do what a step says of the schemas."""
        told = self.run("-m", "guide", "schema")
        assert told.returncode == 0, told.stderr

    def finish(self, tests: str, *files: str) -> Site:
        """Run those of the copy's own tests that fit the expression `tests`; return the site that they built."""
        chosen = ["-p", "no:cacheprovider", "--basetemp", str(self.folder / "made"), "-k", tests]
        told = self.run(
            "-m", "pytest", *chosen, *(_find_test(self.folder, name) for name in ("site", "round_trip", *files))
        )
        assert told.returncode == 0, told.stdout[-5000:] + told.stderr
        return Site(self.folder / "made/shared/site")


def _find_test(folder: Path, name: str) -> str:
    found = [str(path) for path in folder.glob(f"tests/*/test_{name}.py")]
    assert len(found) == 1, f"tests/*/test_{name}.py: {found or 'is not there'}"
    return found[0]


def _is_in(path: str, name: str) -> bool:
    return path.startswith(name) if name.endswith("/") else path == name


PAGES = {
    kind: path.relative_to(SECOND / "docs/en").as_posix()
    for path in (SECOND / "docs/en").rglob("*.md")
    for kind in re.findall("<!-- guide:([a-z_]+) -->", path.read_text(encoding="utf-8"))
}
"""The page of each kind of the second guide, on which recipes are followed."""
PLAIN = "account_types"
EVIDENCE = """\
  products: [giro]
  evidence:
    - source: daily-paper
      stance: supports
      no_quote: spread
      checked: {on: 2026-11-23, how: read}
"""


def address(kind: str) -> str:
    """Return where the page of a kind is, in the folder of its language."""
    return PAGES[kind].removesuffix(".md").removesuffix("index")


def say(words: str) -> str:
    """Return a text that is the same in each language."""
    return "{" + ", ".join(f"{language}: '{words}'" for language in LANGUAGES) + "}"


def follow_row(project: ProjectCopy) -> None:
    project.words = {"kind": PLAIN}
    with project.step():
        project.append(
            "data/sources.yml",
            f"""
- id: tried-source
  class: blog
  publisher: {say("Somebody")}
  title: A copied page
  language: en
  about: {say("A copy")}
  products: [giro]
  addresses: ['https://copies.example/page']
  copied: true
  extent: full
  read: 2026-11-23
""",
        )
    with project.step():
        row = f"\n- id: tried-fee\n  title: {say('Tried: {value}')}\n  value: {{money: 7.50 EUR}}\n"
        words = "quote: the fee is 7.50 euros\n      locator: first paragraph"
        evidence = EVIDENCE.replace("daily-paper", "tried-source").replace("no_quote: spread", words)
        project.append(f"data/{PLAIN}.yml", row + evidence)
    with project.step():
        assert project.check() == []
    project.look()


def see_the_row(site: Site) -> None:
    """Hold that the row is on its page, and that a copy is named without a link."""
    for language in LANGUAGES:
        title = find(site, address(PLAIN), "account-types-tried-fee", language).cells["title"]
        assert title.startswith("Tried: ") and "7.50" in title
        assert not find_anchor(site, "sources", language, "sources-tried-source").xpath(
            ".//a[contains(@href, 'copies')]"
        )


QUOTED = "quote: It ends after 2 days.\n      locator: § 1"
WAIT = f"""
- id: tried-wait
  title: {say("A tried wait")}
  value: {{duration: P2D}}
  revoke: {say("Write")}
{EVIDENCE.replace("daily-paper", "tried-text").replace("no_quote: spread", QUOTED)}"""
TEXT = f"""
- id: tried-text
  class: official
  publisher: {say("Somebody")}
  title: A tried text
  language: en
  about: {say("A text")}
  products: [giro]
  url: https://bank.example/wait
  extent: full
  read: 2026-11-23
"""


def follow_wait(project: ProjectCopy) -> None:
    for kind, record in (("sources", TEXT), ("waiting_periods", WAIT)):
        with project.step():
            project.append(f"data/{kind}.yml", record)
    with project.step():
        assert project.check() == []
    project.look()


def see_the_wait(site: Site) -> None:
    """Hold that the new answer stands in the disagreement, and that a day is counted with it."""
    for language in LANGUAGES:
        page = read_page(site, address("disagreements"), language)
        (answer,) = page.xpath("//tbody[@data-record='waiting_periods/tried-wait']")
        assert answer.xpath(".//span[contains(@class, 'verdict ')]")
        days = read_page(site, "dates", language).xpath("//section[@id='dates-giro']//li[@data-add='P2D']")
        assert "day day-wait" in {day.get("class") for day in days}


def find_anchor(site: Site, page: str, language: str, anchor: str) -> html.HtmlElement:
    """Return the element of a page with this id; there is one."""
    found = read_page(site, page, language).xpath(f"//*[@id='{anchor}']")
    assert len(found) == 1, f"{page} ({language}): {anchor}"
    return found[0]


TASK = f"""
- id: tried-task
  title: {say("A tried task")}
  steps: {{en: [Look], de: [Look], fr: [Look]}}
  after: [return-cards]
{EVIDENCE}"""
QUESTION = f"""
- id: tried-question
  question: {say("Have you tried?")}
  how: {say("Think")}
  because: [conditions/balance-zero]
  asked_if: [balance/no-money]
  answers:
    - {{id: 'yes', text: {say("Yes")}, effect: fine}}
    - {{id: 'no', text: {say("No")}, effect: might_block, fixes: [tried-task]}}
    - {{id: unsure, text: {say("Not sure")}, effect: costs, no_remedy: {say("None")}}}
"""
DAY = f"""
- id: tried-day
  title: {say("The tried day")}
  detail: {say("Have a look")}
  products: [giro]
  role: wait
  counted_from: request
  wait: longest
  add: [waiting_periods/two-weeks]
  margin: 2
"""
STATE = f"""
- id: tried-state
  title: {say("A tried state")}
  login: {say("As always")}
  avoid: {{en: [tried wrong word], de: [], fr: []}}
{EVIDENCE}"""
MISLEADING = f"""
- id: tried
  title: {say("A tried wrong word")}
{EVIDENCE}"""


def follow_journey(project: ProjectCopy) -> None:
    for kind, record in (("fixes", TASK), ("questions", QUESTION), ("milestones", DAY), ("states", STATE)):
        with project.step():
            project.append(f"data/{kind}.yml", record)
    with project.step():
        assert project.check() == []
    project.look()
    name = f"data/{PLAIN}.yml"
    before = (project.folder / name).read_text(encoding="utf-8")
    project.append(name, MISLEADING)
    problems = project.check()
    assert len(problems) == 1 and "'tried wrong word' misleads" in problems[0]
    project.write(name, before)


def see_the_journey(site: Site) -> None:
    """Hold that the task, the question, the day and the state are on their pages, and the day in a calendar."""
    for language in LANGUAGES:
        assert "A tried task" in read_text(find_anchor(site, "plan", language, "task-tried-task"))
        assert find_anchor(site, "plan", language, "questions-tried-question") is not None
        assert find_anchor(site, "dates", language, "milestones-tried-day-giro") is not None
        assert find(site, address("states"), "states-tried-state", language).cells
    calendar = next(site.folder.glob("dates/giro-*.ics")).read_text(encoding="utf-8")
    assert "The tried day" in calendar


RUMOR_KIND = f"""
- id: rumors
  title: {say("Rumors")}
  fields:
    - id: spread
      type: text
      title: {say("Where it goes around")}
      text: {say("Where people pass it on")}
    - {{id: since, type: date, optional: true, title: {say("Since")}}}
  columns: [claim, spread, since, scope]
  ages: P180D
"""
RUMORS = f"""\
# yaml-language-server: $schema=schema/rumors.json
# Rumors: what is passed on without a source.

- id: tried
  title: {say("A tried rumor")}
  spread: {say("Everywhere")}
{EVIDENCE}"""


def follow_kind(project: ProjectCopy) -> None:
    project.words = {"kind": "rumors", "page": PAGES[PLAIN].removesuffix(".md")}
    with project.step():
        project.append("data/kinds.yml", RUMOR_KIND)
    with project.step():
        project.write("data/rumors.yml", RUMORS)
    with project.step():
        for language in LANGUAGES:
            project.append(f"docs/{language}/{PAGES[PLAIN]}", "\n<!-- guide:rumors -->\n")
    with project.step():
        assert project.check() == []
        project.renew_schemas()


def see_the_kind(site: Site) -> None:
    """Hold that the row is on its page in every language, and in the files for programs."""
    for language in LANGUAGES:
        cells = find(site, address(PLAIN), "rumors-tried", language).cells
        assert list(cells.values())[:2] == ["A tried rumor", "Everywhere"]
    assert '"id": "tried"' in (site.folder / "data/rumors.json").read_text(encoding="utf-8")
    assert '"rumors"' in (site.folder / "data/index.json").read_text(encoding="utf-8")


TALLY_VIEW = '''\
"""How many sources there are."""

from __future__ import annotations

from dataclasses import dataclass

from guide.model.sources import Source
from guide.views.localized_guide import LocalizedGuide
from guide.views.parts import Target


@dataclass(frozen=True)
class Tally:
    """The number of sources, in words and in figures."""

    caption: str
    number: int
    target: Target


def show_tally(localized: LocalizedGuide, argument: str) -> Tally:
    """Return the number of sources."""
    return Tally(localized.label("tally.caption"), len(localized.guide.of(Source)), Target("sources.md"))
'''
TALLY_TEMPLATE = """\
<p id="tally" class="tally" data-view="tally"><a href="{{ href(view.target) }}">{{ view.caption }}</a>
<data value="{{ view.number }}">{{ view.number }}</data></p>
"""
TALLY_STYLE = """\
/* The tally of sources */

.tally {
  color: var(--ink-soft);
}
"""
TALLY_TOLD = """\
    def tell_tally(self, argument: str) -> Iterator[Told]:
        yield "tally", "tally", f"[{self.label('tally.caption')}](sources/) [{len(self.data['sources'])}]"

"""
TALLY_TEST = """\
from raw import LANGUAGES, Record, Site

def test_the_tally_counts_the_sources(site: Site, data: dict[str, list[Record]]) -> None:
    for language in LANGUAGES:
        told = site.page("sources.md", language).xpath("//*[@id='tally']/data/@value")
        assert told == [str(len(data["sources"]))]
"""
TALLY_SCRIPT = """\
(function () {
  "use strict";
  var tally = document.getElementById("tally");
  tally.setAttribute("title", tally.textContent);
})();
"""


def follow_view(project: ProjectCopy) -> None:
    project.words = {"name": "tally", "class": "tally", "page": PAGES["sources"].removesuffix(".md")}
    write_the_view(project)
    ask_for_the_view(project)


def write_the_view(project: ProjectCopy) -> None:
    """Follow the steps of the view, its name, its template, its style and its words."""
    with project.step():
        project.write("hooks/guide/views/tally.py", TALLY_VIEW)
    with project.step():
        name, line = "hooks/guide/views/__init__.py", "from guide.views.terms import"
        project.change(name, line, "from guide.views.tally import show_tally\n" + line)
        project.change(name, '    "steps": show_steps,\n', '    "steps": show_steps,\n    "tally": show_tally,\n')
    with project.step():
        project.write("overrides/views/tally.html", TALLY_TEMPLATE)
    with project.step():
        project.write("overrides/assets/css/51-tally.css", TALLY_STYLE)
    with project.step():
        line = '    "steps": ("50-steps.css",),\n'
        project.add_after("hooks/guide/views/__init__.py", line, '    "tally": ("51-tally.css",),\n')
    with project.step():
        project.append("data/labels.yml", f"\n- id: tally.caption\n  text: {say('Number of sources')}\n")


def ask_for_the_view(project: ProjectCopy) -> None:
    """Follow the steps of the pages, the test and the script."""
    with project.step():
        for language in LANGUAGES:
            project.append(f"docs/{language}/{PAGES['sources']}", "\n<!-- guide:tally -->\n")
    with project.step():
        line = "    def tell_terms("
        project.change("tests/support/places.py", line, TALLY_TOLD + line)
        project.write("tests/site/test_tally.py", TALLY_TEST)
    with project.step():
        project.write("overrides/assets/tally.js", TALLY_SCRIPT)
        name = "hooks/guide/views/__init__.py"
        project.change(name, '"plan": "plan.js"}', '"plan": "plan.js", "tally": "tally.js"}')


def see_the_view(site: Site) -> None:
    """Hold that the view, its script and its style are on the page in each language, and the style on no other."""
    written = read_style(TALLY_STYLE)
    for language in LANGUAGES:
        page = read_page(site, "sources", language)
        assert read_text(find_anchor(site, "sources", language, "tally")).startswith("Number of sources")
        assert page.xpath("//body[contains(@data-script, '-tally.')]")
        assert written in [read_style(style.text) for style in page.xpath("//head//style")]
        assert not read_page(site, "dates", language).xpath("//style[contains(., '.tally')]")
    assert "tally" not in site.asset("site.css").read_text(encoding="utf-8")


def follow_page(project: ProjectCopy) -> None:
    project.words = {"page": "tried"}
    with project.step():
        for language in LANGUAGES:
            head = "---\ntitle: A tried page\ndescription: Tried\n---\n\n# A tried page\n\n## A part {#what-to-do}\n\n"
            project.write(f"docs/{language}/tried.md", head + "<!-- guide:unknowns closing -->\n")
    with project.step():
        settings = (project.folder / "mkdocs.yml").read_text(encoding="utf-8")
        listed = re.findall(r"^      - .*\.md\n", settings.partition("\nnav:\n")[2], re.M)[0]
        project.add_after("mkdocs.yml", listed, "      - tried.md\n")


def see_the_page(site: Site) -> None:
    """Hold that the page is in the menu, and that each language's leads to the others'."""
    for language in LANGUAGES:
        menu = read_page(site, "", language).xpath("//nav[@id='menu']//a")
        assert [link.get("href") for link in menu if read_text(link) == "A tried page"] == ["tried/"]
        up = "../" if language == LANGUAGES[0] else "../../"
        others = [f"{up}{folder_of(other)}tried/" for other in LANGUAGES if other != language]
        assert read_page(site, "tried", language).xpath("//header//a[@hreflang]/@href") == others


SMALL = "a language that begins small"
MARK = " ƒ"
SPOKEN = (*LANGUAGES, "it")
"""The languages of the second guide, and the one that comes to them."""


def list_missing(name: str, text: str) -> list[str]:
    """Return the place of every text of a file that has no Italian."""
    nodes, found = [yaml.compose(text, yaml.SafeLoader)], []
    for node in nodes:
        if isinstance(node, yaml.MappingNode):
            if {*LANGUAGES} <= {key.value for key, _ in node.value}:
                found.append(f"{name}:{node.start_mark.line + 1}:{node.start_mark.column + 1}")
            nodes += [child for _, child in node.value]
        elif isinstance(node, yaml.SequenceNode):
            nodes += node.value
    return found


def translate(value: object) -> object:
    """Return data with Italian: the English and a mark, but for what holds a number, so that figures stay alike."""
    if isinstance(value, dict):
        texts = {name: translate(inner) for name, inner in value.items()}
        return {**texts, "it": _mark(value["en"])} if {*LANGUAGES} <= set(value) else texts
    return [translate(inner) for inner in value] if isinstance(value, list) else value


def _mark(written: str | list[str]) -> str | list[str]:
    if isinstance(written, list):
        return [line + MARK for line in written]
    return written if "{n}" in written or written.endswith(" ") else written + MARK


def follow_language(project: ProjectCopy) -> None:
    project.words = {"code": "it"}
    with project.step():
        project.change("data/subject.yml", "languages: [en, de, fr]\n", "languages: [en, de, fr, it]\n")
    with project.step():
        files = {path: path.read_text(encoding="utf-8") for path in sorted(project.folder.glob("data/*.yml"))}
        missing = {path.name: list_missing(f"data/{path.name}", text) for path, text in files.items()}
        see_what_is_missing(project.check(), missing)
        for path, text in files.items():
            records = translate(yaml.load(text, yaml.BaseLoader))
            path.write_text(yaml.safe_dump(_settle(records), allow_unicode=True, sort_keys=False), encoding="utf-8")
    with project.step():
        shutil.copytree(project.folder / "docs/en", project.folder / "docs/it")
        for path in (project.folder / "docs/it").rglob("*.md"):
            path.write_text(re.sub("^# .*$", rf"\g<0>{MARK}", path.read_text(encoding="utf-8"), flags=re.M), "utf-8")
    with project.step():
        assert project.check() == []
        project.renew_schemas()
    with project.step():
        english = "    en: a tab; indent with spaces\n"
        project.add_after("hooks/guide/messages/catalogue.yml", english, "    it: una tabulazione\n")
        listed = project.run("-m", "guide", "rules", "--missing", "--lang", "it").stdout.splitlines()
        assert "missing-key" in listed and "tab" not in listed
        checked = project.run("-m", "guide", "check", "--lang", "it")
        assert f"{len(listed)} messages have no words in 'it'" in checked.stderr
    project.look()


def see_what_is_missing(problems: list[str], missing: dict[str, list[str]]) -> None:
    """Hold that the check names every missing text of a file, or where there are very many the first of them."""
    for name, places in missing.items():
        told = [line for line in problems if line.startswith(f"data/{name}:")]
        more = [line for line in told if "and more mistakes after this one" in line]
        named = [line for line in told if line not in more]
        found = [line.split(": ")[0] for line in named]
        assert len(found) == 100 and set(found) < set(places) if more else sorted(found) == sorted(places), name
        assert all("it: is missing; write the text in every language: en, de, fr, it" in line for line in named)


def _settle(records: object) -> object:
    """Return what a file holds with the words that the recipe asks for."""
    for record in records if isinstance(records, list) else ():
        if record["id"] == "language.tag":
            record["text"]["it"] = "it"
            return [*records, {"id": "column.term_it", "text": dict.fromkeys(SPOKEN, "italiano")}]  # type: ignore[misc]
    return records


def see_every_language(site: Site) -> None:
    """Hold that each page exists in each language and knows its translations, and each language what is its own."""
    folders = {code: site.folder / folder_of(code) for code in SPOKEN}
    pages = {path for path in site.pages() if path.name != "404.html"}
    names = {path.relative_to("it") for path in pages if path.parts[0] == "it"}
    written = {path.relative_to(SECOND / "docs/en") for path in (SECOND / "docs/en").rglob("*.md")}
    assert len(names) == len(written) + len(DATA["failure_causes"])
    assert pages == {Path(folder_of(code)) / name for code in SPOKEN for name in names}
    for path in sorted(pages):
        page, own = site.open(path), path.parts[0] if path.parts[0] in SPOKEN[1:] else SPOKEN[0]
        assert page.get("lang") == own
        assert {link.get("hreflang") for link in page.xpath("//head/link[@hreflang]")} == {*SPOKEN, "x-default"}
        name = path if own == SPOKEN[0] else path.relative_to(own)
        translations = {(site.folder / path).parent / link for link in page.xpath("//header//a[@hreflang]/@href")}
        others = {(folders[code] / name).parent.resolve() for code in SPOKEN if code != own}
        assert {found.resolve() for found in translations} == others
    for language, folder in folders.items():
        index = load_index(site, language)
        assert {address.partition("/")[0] in SPOKEN[1:] for address, *_ in index["pages"]} == {language != SPOKEN[0]}
        assert f'<html lang="{language}"' in (folder / "guide.html").read_text(encoding="utf-8")
    assert MARK in read_text(site.open(Path("it/timeline/index.html")).xpath("//h1")[0])


def follow_beginning(project: ProjectCopy) -> None:
    project.words = {"code": "it", "page": "timeline"}
    with project.step():
        written = "languages: [en, de, fr]\n"
        row = "beginning_languages:\n  - {id: it, title: Italiano, shown_from: 60}\n"
        project.add_after("data/subject.yml", written, row)
    with project.step():
        english = (project.folder / "docs/en/timeline.md").read_text(encoding="utf-8")
        (project.folder / "docs/it").mkdir()
        project.write("docs/it/timeline.md", re.sub("^# .*$", rf"\g<0>{MARK}", english, flags=re.M))
    with project.step():
        assert project.check() == []
        project.renew_schemas()
    with project.step():
        told = project.run("-m", "guide", "translations", "--left", "it", "--lang", "en")
        assert re.search(r"^it: 5 of \d+ texts, 0%; in the menus from 60% on", told.stderr, re.M), told.stderr
        assert re.search(r"^docs/en/plan\.md:1:1: docs/plan\.md\.top: not written in it yet", told.stdout, re.M)


def see_the_beginning(site: Site) -> None:
    """Hold that the language has every page, says where it borrows one, and is in no other language's menu."""
    own, other = (
        {path.relative_to(folder) for path in folder.rglob("index.html")}
        for folder in (site.folder / "it", site.folder / "de")
    )
    assert own == other and own
    for path in own:
        page = site.open(Path("it") / path)
        assert page.get("lang") == "it"
        assert bool(page.xpath("//main/p[contains(@class, 'lag')]")) == (path != Path("timeline/index.html"))
    assert MARK in read_text(site.open(Path("it/timeline/index.html")).xpath("//h1")[0])
    assert not site.open(Path("timeline/index.html")).xpath("//*[@hreflang='it']")


def follow_subject(project: ProjectCopy) -> None:
    """Write what the second guide of the tests has."""
    with project.step():
        for name in ("subject", "kinds"):
            shutil.copy(SECOND / f"data/{name}.yml", project.folder / "data")
    for part in ("data", "docs"):
        with project.step():
            put_second_guide(project.folder, part)
    with project.step():
        put_second_guide(project.folder, "mkdocs.yml")
    with project.step():
        assert project.check() == []
        project.renew_schemas()


Follow = Callable[[ProjectCopy], None]
See = Callable[[Site], None]
ADDITIONS: dict[str, tuple[Follow, See]] = {
    "a row": (follow_row, see_the_row),
    "a waiting period": (follow_wait, see_the_wait),
    "a question, a task, a day, a state": (follow_journey, see_the_journey),
    "a kind": (follow_kind, see_the_kind),
    "a view": (follow_view, see_the_view),
    "a page": (follow_page, see_the_page),
}
"""Recipes that only add, so that they can be followed one after the other on one copy."""
TESTS = "what_the_pages_tell or is_on_a_page or its_translations or tally"
"""What the copy's own tests say of what was added."""


@pytest.fixture(scope="module")
def additions(tmp_path_factory: pytest.TempPathFactory) -> tuple[ProjectCopy, dict[str, AssertionError]]:
    """A copy on which all those recipes were followed, and which of them could not be, and why."""
    project, faults = ProjectCopy(copy_second_with_tests(tmp_path_factory.mktemp("recipes") / "project")), {}
    for title, (follow, _) in ADDITIONS.items():
        try:
            with project.recipe(title):
                follow(project)
        except AssertionError as fault:
            faults[title] = fault
    return project, faults


@pytest.fixture(scope="module")
def grown(additions: tuple[ProjectCopy, dict[str, AssertionError]]) -> Site:
    """The site of that copy, which its own tests are content with."""
    project, faults = additions
    assert not faults, f"not followed to the letter, as the test of each tells: {', '.join(faults)}"
    return project.finish(TESTS, "tally", "browser_baseline", "architecture")


@pytest.mark.parametrize("title", ADDITIONS)
def test_a_recipe_can_be_followed_to_the_letter(
    additions: tuple[ProjectCopy, dict[str, AssertionError]], title: str
) -> None:
    if title in additions[1]:
        raise additions[1][title]


@pytest.mark.parametrize("title", ADDITIONS)
def test_a_recipe_leads_to_what_it_promises(grown: Site, title: str) -> None:
    ADDITIONS[title][1](grown)


def test_the_recipe_of_a_language_leads_to_what_it_promises(tmp_path: Path) -> None:
    project = ProjectCopy(copy_second_with_tests(tmp_path / "project"))
    with project.recipe("a language"):
        follow_language(project)
    frame = "all_languages or every_heading or its_translations or wrong_address or stays_in_its or search_index"
    see_every_language(project.finish(f"what_the_pages_tell or is_on_a_page or {frame}"))


def test_the_recipe_of_a_language_that_begins_small_leads_to_what_it_promises(tmp_path: Path) -> None:
    project = ProjectCopy(copy_second_with_tests(tmp_path / "project"))
    with project.recipe(SMALL):
        follow_beginning(project)
    frame = "all_languages or every_heading or its_translations or wrong_address or stays_in_its or search_index"
    see_the_beginning(project.finish(f"what_the_pages_tell or is_on_a_page or {frame}"))


def test_the_recipe_of_a_language_that_begins_small_is_the_same_in_chinese() -> None:
    (chinese,) = re.findall(r"^## 先开个头的语言\n(.*?)(?=^## )", CHINESE, re.M | re.S)
    told, wanted = (list_steps(section) for section in (chinese, SECTIONS[SMALL]))
    assert [re.findall("`(.*?)`", step) for step in told] == [re.findall("`(.*?)`", step) for step in wanted]


def test_the_recipe_of_a_subject_makes_the_second_guide(tmp_path: Path) -> None:
    """What that guide is good for, test_second_guide.py holds."""
    project = ProjectCopy(copy_with_tests(tmp_path / "project"))
    with project.recipe("a subject"):
        follow_subject(project)
    made = {name: content for name, content in read_files(project.folder).items() if name.split("/")[0] in OWN}
    assert {name: made[name] for name in made if not name.startswith("data/schema/")} == read_files(SECOND)


def test_every_recipe_is_followed() -> None:
    assert {*ADDITIONS, "a language", SMALL, "a subject"} == set(SECTIONS), (
        "write follow_… in tests/system/test_recipes.py"
    )


def test_what_the_guide_for_contributors_links_to_is_there() -> None:
    for name in ("CONTRIBUTING.md", "CONTRIBUTING.zh.md", "README.md", "SECURITY.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#]+)\)", text):
            assert target.startswith("https://") or (ROOT / target).exists(), f"{name}: {target}"


def test_the_readme_shows_a_row_as_it_stands() -> None:
    shown = re.search(r"```yaml\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.S)
    assert shown
    row: Record = yaml.load(shown[1], yaml.BaseLoader)[0]
    written = next((record for records in read_data().values() for record in records if _fits(row, record)), None)
    assert written, "README.md shows a row that data/ does not have any more: show it one that stands there"
    assert row["evidence"][0] in written["evidence"]


def _fits(row: Record, record: Record) -> bool:
    """Say whether a record says all that a row says but for its evidence."""
    return {**row, "evidence": record.get("evidence")}.items() <= record.items()
