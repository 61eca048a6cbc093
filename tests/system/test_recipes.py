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

from declared import DECLARED, list_homes
from patience import run_python
from project_copy import SECOND, copy_project, put_second_guide
from raw import PRODUCTS, ROOT, SUBJECT, Record, Site, read_data, read_index, read_text

GUIDE = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^## Recipe: (.+?)\n(.*?)(?=^## |\Z)", GUIDE, re.M | re.S))
PATH = re.compile(r"`((?:[\w<>.-]+/)+(?:[\w<>-]+\.\w+)?|mkdocs\.yml)`")
Files = dict[str, bytes]


def list_steps(section: str) -> list[str]:
    """Return the numbered steps of a recipe, one line each; what stands behind the last one is no step."""
    numbered = re.findall(r"^(\d+)\. (.*?)(?=^\d+\. |\n\n\S|\Z)", section, re.M | re.S)
    assert [int(number) for number, _ in numbered] == list(range(1, len(numbered) + 1))
    return [" ".join(text.split()) for _, text in numbered]


def read_files(folder: Path) -> Files:
    """Return the content of each file, by its path."""
    paths = (path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


class ProjectCopy:
    """A copy of the project, and the recipe that is followed on it. `words` stand for `<kind>` and the like."""

    def __init__(self, folder: Path) -> None:
        self.folder = copy_project(folder)
        for name in ("tests", "pyproject.toml", "Makefile"):
            copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            copy(ROOT / name, folder / name)
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
        named = {re.sub("<(.*?)>", lambda word: self.words[word[1]], name) for name in PATH.findall(text)}
        missed = {name for name in named if not any(_is_in(path, name) for path in changed)}
        assert not missed, f"named, but not changed: {missed}: {text}"
        unnamed = {path for path in changed if not any(_is_in(path, name) for name in named)}
        assert not unnamed, f"changed, but not named: {unnamed}: {text}"
        assert self.checked == ("`make check`" in text), text

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
    return next(str(path) for path in folder.glob(f"tests/*/test_{name}.py"))


def _is_in(path: str, name: str) -> bool:
    return path.startswith(name) if name.endswith("/") else path == name


# What a record of ours has to name stands somewhere in the data, whatever it is called there.
DATA = read_data()
PRODUCT = PRODUCTS[0]
PAGES = list_homes()
PLAIN = next(kind for kind, row in DECLARED.items() if kind in PAGES and not {"record", "fields"} & {*row})
"""A kind of plain facts."""
SOURCE = next(one["id"] for one in DATA["sources"] if PRODUCT in one["products"] and one["class"] == "recreation")
CURRENCY = SUBJECT["currencies"][0]
ASKED = DATA["questions"][0]
FIX = next(one["id"] for one in DATA["fixes"] if PRODUCT in one["products"] and "after" not in one)
DAYS = next(one["id"] for one in DATA["timeline"] if re.fullmatch("P[0-9]+D", one.get("value", {}).get("duration", "")))
EVIDENCE = f"""\
  products: [{PRODUCT}]
  evidence:
    - source: {SOURCE}
      stance: supports
      no_quote: spread
      checked: {{on: 2026-11-23, how: read}}
"""


def follow_row(project: ProjectCopy) -> None:
    project.words = {"kind": PLAIN}
    with project.step():
        project.append(
            "data/sources.yml",
            f"""
- id: tried-source
  class: blog
  publisher: {{zh: 某人, en: Somebody}}
  title: A copied page
  language: en
  about: {{zh: 一篇转载。, en: A copy of an article.}}
  products: [{PRODUCT}]
  addresses: ['https://copies.example/page']
  copied: true
  extent: full
  read: 2026-11-23
""",
        )
    with project.step():
        value = f"  value: {{money: 7.50 {CURRENCY}}}\n"
        row = "\n- id: tried-fee\n  title: {zh: '试一试：{value}', en: 'Tried: {value}'}\n" + value
        words = "quote: the fee is 7.50 yuan\n      locator: first paragraph"
        evidence = EVIDENCE.replace(SOURCE, "tried-source").replace("no_quote: spread", words)
        project.append(f"data/{PLAIN}.yml", row + evidence)
    with project.step():
        assert project.check() == []
    project.look()


def see_the_row(site: Site) -> None:
    """Hold that the row is on its page, and that a copy is named without a link."""
    for language, words in (("zh", "试一试："), ("en", "Tried: ")):
        title = site.row(PAGES[PLAIN], language, f"{PLAIN.replace('_', '-')}-tried-fee").cells["title"]
        assert title.startswith(words) and "7.50" in title
        assert not find_anchor(site, PAGES["sources"], language, "sources-tried-source").xpath(
            ".//a[contains(@href, 'copies')]"
        )


WAIT = f"""
- id: tried-wait
  title: {{zh: 试的等待期, en: A tried wait}}
  value: {{duration: P2D}}
  revoke: {{zh: 登录就行。, en: Log in.}}
{EVIDENCE.replace(SOURCE, "tried-blog")}"""
BLOG = f"""
- id: tried-blog
  class: blog
  publisher: {{zh: 某人, en: Somebody}}
  title: A tried blog
  language: en
  about: {{zh: 一篇博客。, en: A blog.}}
  products: [{PRODUCT}]
  url: https://blog.example/wait
  extent: full
  read: 2026-11-23
"""


def follow_wait(project: ProjectCopy) -> None:
    for kind, record in (("sources", BLOG), ("waiting_periods", WAIT)):
        with project.step():
            project.append(f"data/{kind}.yml", record)
    with project.step():
        assert project.check() == []
    project.look()


def see_the_wait(site: Site) -> None:
    """Hold that the new answer stands in the disagreement, and that a day is counted with it."""
    for language in ("zh", "en"):
        page = site.page(PAGES["disagreements"], language)
        (answer,) = page.xpath("//tbody[@data-record='waiting_periods/tried-wait']")
        assert answer.xpath(".//span[contains(@class, 'verdict ')]")
        days = site.page(PAGES["milestones"], language).xpath(f"//section[@id='dates-{PRODUCT}']//li[@data-add='P2D']")
        assert "day day-wait" in {day.get("class") for day in days}


def find_anchor(site: Site, page: str, language: str, anchor: str) -> html.HtmlElement:
    """Return the element of a page with this id; there is one."""
    found = site.page(page, language).xpath(f"//*[@id='{anchor}']")
    assert len(found) == 1, f"{page} ({language}): {anchor}"
    return found[0]


TASK = f"""
- id: tried-task
  title: {{zh: 试做一件事, en: A tried task}}
  steps: {{zh: [看一看], en: [Have a look]}}
  after: [{FIX}]
{EVIDENCE}"""
QUESTION = f"""
- id: tried-question
  question: {{zh: 试过了吗？, en: 'Have you tried?'}}
  how: {{zh: 想一想。, en: Think.}}
  because: [{ASKED["because"][0]}]
  asked_if: [{ASKED["id"]}/{ASKED["answers"][0]["id"]}]
  answers:
    - {{id: 'yes', text: {{zh: 试过, en: 'Yes'}}, effect: fine}}
    - {{id: 'no', text: {{zh: 没试过, en: 'No'}}, effect: might_block, fixes: [tried-task]}}
    - {{id: unsure, text: {{zh: 不知道, en: Not sure}}, effect: costs, no_remedy: {{zh: 没有查到。, en: None.}}}}
"""
DAY = f"""
- id: tried-day
  title: {{zh: 试的那天, en: The tried day}}
  detail: {{zh: 看一眼。, en: Have a look.}}
  products: [{PRODUCT}]
  role: wait
  counted_from: request
  wait: longest
  add: [timeline/{DAYS}]
  margin: 2
"""
STATE = f"""
- id: tried-state
  title: {{zh: 试的状态, en: A tried state}}
  login: {{zh: 照常。, en: As always.}}
  avoid: {{zh: [试错词], en: [tried wrong word]}}
{EVIDENCE}"""
MISLEADING = f"""
- id: tried
  title: {{zh: 试错词, en: No}}
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
    assert len(problems) == 1 and "'试错词' misleads" in problems[0]
    project.write(name, before)


def see_the_journey(site: Site) -> None:
    """Hold that the task, the question, the day and the state are on their pages, and the day in a calendar."""
    for language, title in (("zh", "试做一件事"), ("en", "A tried task")):
        assert title in read_text(find_anchor(site, PAGES["questions"], language, "task-tried-task"))
        assert find_anchor(site, PAGES["questions"], language, "questions-tried-question") is not None
        assert find_anchor(site, PAGES["milestones"], language, f"milestones-tried-day-{PRODUCT}") is not None
        assert site.row(PAGES["states"], language, "states-tried-state").cells
    calendar = next(site.folder.glob(f"dates/{PRODUCT}-*.ics")).read_text(encoding="utf-8")
    assert "试的那天" in calendar


RUMOR_KIND = """
- id: rumors
  title: {zh: 说法, en: Rumors}
  fields:
    - id: spread
      type: text
      title: {zh: 流传之处, en: Where it goes around}
      text: {zh: 在哪里流传。, en: Where people pass it on.}
    - {id: place, type: place, optional: true}
  columns: [claim, spread, place, scope]
  ages: P180D
"""
RUMORS = f"""\
# yaml-language-server: $schema=schema/rumors.json
# Rumors: what is passed on without a source.

- id: tried
  title: {{zh: 试的说法, en: A tried rumor}}
  spread: {{zh: 到处都是, en: Everywhere}}
{EVIDENCE}"""


def follow_kind(project: ProjectCopy) -> None:
    project.words = {"kind": "rumors", "page": PAGES[PLAIN].removesuffix(".md")}
    with project.step():
        project.append("data/kinds.yml", RUMOR_KIND)
    with project.step():
        project.write("data/rumors.yml", RUMORS)
    with project.step():
        for language in ("zh", "en"):
            project.append(f"docs/{language}/{PAGES[PLAIN]}", "\n<!-- guide:rumors -->\n")
    with project.step():
        assert project.check() == []
        project.renew_schemas()


def see_the_kind(site: Site) -> None:
    """Hold that the row is on its page in both languages, and in the files for programs."""
    for language, wanted in (("zh", ["试的说法", "到处都是"]), ("en", ["A tried rumor", "Everywhere"])):
        assert list(site.row(PAGES[PLAIN], language, "rumors-tried").cells.values())[:2] == wanted
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
        project.append("data/labels.yml", "\n- id: tally.caption\n  text: {zh: 来源总数, en: Number of sources}\n")


def ask_for_the_view(project: ProjectCopy) -> None:
    """Follow the steps of the pages, the test and the script."""
    with project.step():
        for language in ("zh", "en"):
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
    """Hold that the view and its script are on the page in both languages, and its style in the style sheet."""
    for language, words in (("zh", "来源总数"), ("en", "Number of sources")):
        assert read_text(find_anchor(site, PAGES["sources"], language, "tally")).startswith(words)
        assert site.page(PAGES["sources"], language).xpath("//script[contains(@src, 'assets/tally.')]")
    assert TALLY_STYLE in site.asset("site.css").read_text(encoding="utf-8")


def follow_page(project: ProjectCopy) -> None:
    project.words = {"page": "tried"}
    with project.step():
        for language, title in (("zh", "试一试"), ("en", "A tried page")):
            head = f"---\ntitle: {title}\ndescription: {title}\n---\n\n# {title}\n\n## {title} {{#what-to-do}}\n\n"
            project.write(f"docs/{language}/tried.md", head + f"<!-- guide:unknowns {SUBJECT['topics'][0]} -->\n")
    with project.step():
        settings = (project.folder / "mkdocs.yml").read_text(encoding="utf-8")
        listed = re.findall(r"^      - .*\.md\n", settings.partition("\nnav:\n")[2], re.M)[0]
        project.add_after("mkdocs.yml", listed, "      - tried.md\n")


def see_the_page(site: Site) -> None:
    """Hold that the page is in the menu, and that each language's leads to the other's."""
    for language, title in (("zh", "试一试"), ("en", "A tried page")):
        menu = site.page("index.md", language).xpath("//nav[@id='menu']//a")
        assert [link.get("href") for link in menu if read_text(link) == title] == ["tried/"]
    assert site.page("tried.md", "zh").xpath("//header//a/@href")[-2] == "../en/tried/"
    assert site.page("tried.md", "en").xpath("//header//a/@href")[-2] == "../../tried/"


MARK = " ƒ"


def list_missing(name: str, text: str) -> list[str]:
    """Return the place of every text of a file that has no French."""
    nodes, found = [yaml.compose(text, yaml.SafeLoader)], []
    for node in nodes:
        if isinstance(node, yaml.MappingNode):
            if {"zh", "en"} <= {key.value for key, _ in node.value}:
                found.append(f"{name}:{node.start_mark.line + 1}:{node.start_mark.column + 1}")
            nodes += [child for _, child in node.value]
        elif isinstance(node, yaml.SequenceNode):
            nodes += node.value
    return found


def translate(value: object) -> object:
    """Return data with French: the English and a mark, but for what holds a number, so that figures stay comparable."""
    if isinstance(value, dict):
        texts = {name: translate(inner) for name, inner in value.items()}
        return {**texts, "fr": _mark(value["en"])} if {"zh", "en"} <= set(value) else texts
    return [translate(inner) for inner in value] if isinstance(value, list) else value


def _mark(written: str | list[str]) -> str | list[str]:
    if isinstance(written, list):
        return [line + MARK for line in written]
    return written if "{n}" in written or written.endswith(" ") else written + MARK


def list_files_of_records(project: ProjectCopy) -> list[Path]:
    return sorted(path for path in (project.folder / "data").glob("*.yml") if path.stem != "subject")


def follow_language(project: ProjectCopy) -> None:
    project.words = {"code": "fr"}
    with project.step():
        project.change("data/subject.yml", "languages: [zh, en]\n", "languages: [zh, en, fr]\n")
    with project.step():
        files = {path: path.read_text(encoding="utf-8") for path in list_files_of_records(project)}
        missing = {path.name: list_missing(f"data/{path.name}", text) for path, text in files.items()}
        see_what_is_missing(project.check(), missing)
        for path, text in files.items():
            records = translate(yaml.load(text, yaml.BaseLoader))
            path.write_text(yaml.safe_dump(_settle(records), allow_unicode=True, sort_keys=False), encoding="utf-8")
    with project.step():
        shutil.copytree(project.folder / "docs/en", project.folder / "docs/fr")
        for path in (project.folder / "docs/fr").rglob("*.md"):
            path.write_text(re.sub("^# .*$", rf"\g<0>{MARK}", path.read_text(encoding="utf-8"), flags=re.M), "utf-8")
    with project.step():
        assert project.check() == []
        project.renew_schemas()
    with project.step():
        english = "    en: a tab; indent with spaces\n"
        project.add_after("hooks/guide/messages/catalogue.yml", english, "    fr: une tabulation\n")
        listed = project.run("-m", "guide", "rules", "--missing", "--lang", "fr").stdout.splitlines()
        assert "missing-key" in listed and "tab" not in listed
        checked = project.run("-m", "guide", "check", "--lang", "fr")
        assert f"{len(listed)} messages have no words in 'fr'" in checked.stderr
    project.look()


def see_what_is_missing(problems: list[str], missing: dict[str, list[str]]) -> None:
    """Hold that the check names every missing text of a file, or where there are very many the first of them."""
    for name, places in missing.items():
        told = [line for line in problems if line.startswith(f"data/{name}:")]
        more = [line for line in told if "and more mistakes after this one" in line]
        named = [line for line in told if line not in more]
        found = [line.split(": ")[0] for line in named]
        assert len(found) == 100 and set(found) < set(places) if more else sorted(found) == sorted(places), name
        assert all("fr: is missing; write the text in every language: zh, en, fr" in line for line in named)


NEW = {"column.term_en": "column.term_fr", "en": "fr", "held.en": "held.fr"}


def _settle(records: object) -> object:
    """Return the records of a file with those that the recipe asks for."""
    assert isinstance(records, list)
    for record in records:
        if record["id"] == "language.tag":
            record["text"]["fr"] = "fr"
    new = [NEW[record["id"]] for record in records if record["id"] in NEW]
    return records + [{"id": name, "text": dict.fromkeys(("zh", "en", "fr"), "français")} for name in new]


def see_three_languages(site: Site) -> None:
    """Hold that each page exists three times and knows its translations, and that each language has what is its own."""
    folders = {"zh": site.folder, "en": site.folder / "en", "fr": site.folder / "fr"}
    pages = {path for path in site.pages() if path.name != "404.html"}
    names = {path.relative_to("fr") for path in pages if path.parts[0] == "fr"}
    written = {path.relative_to(ROOT / "docs/en") for path in (ROOT / "docs/en").rglob("*.md")}
    assert len(names) == len(written) + len(DATA["failure_causes"])
    assert pages == names | {Path(folder) / name for folder in ("en", "fr") for name in names}
    for path in sorted(pages):
        page, own = site.open(path), path.parts[0] if path.parts[0] in ("en", "fr") else "zh"
        assert page.get("lang") == {"zh": "zh-Hans", "en": "en", "fr": "fr"}[own]
        assert {link.get("hreflang") for link in page.xpath("//head/link[@hreflang]")} == {
            "zh-Hans",
            "en",
            "fr",
            "x-default",
        }
        name = path if own == "zh" else path.relative_to(own)
        translations = {(site.folder / path).parent / link for link in page.xpath("//header//a[@hreflang]/@href")}
        assert {found.resolve() for found in translations} == {
            (folders[code] / name).parent.resolve() for code in set(folders) - {own}
        }
    for language, folder in folders.items():
        entries, _ = read_index(site, language)
        codes = {code if (code := entry["location"].partition("/")[0]) in ("en", "fr") else "zh" for entry in entries}
        assert codes == {language}
        assert f'<html lang="{"zh-Hans" if language == "zh" else language}"' in (folder / "guide.html").read_text(
            "utf-8"
        )
    assert MARK in read_text(site.page(PAGES["timeline"], "fr").xpath("//h1")[0])
    marked = [path for path in names if site.open(Path("fr") / path).xpath("//main//span[@lang='zh-Hans']")]
    assert marked, "Chinese words on a page are marked"


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


def see_the_subject(site: Site) -> None:
    """Hold that the pages are those of the other guide, in its languages."""
    for folder, title in (
        ("", "Closing a bank account"),
        ("de", "Ein Bankkonto schließen"),
        ("fr", "Clôturer un compte bancaire"),
    ):
        assert read_text(site.open(Path(folder) / "index.html").xpath("//h1")[0]) == title


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
TESTS = "what_the_pages_tell or is_on_a_page or interface or its_translations or tally"
"""What the copy's own tests say of what was added."""


@pytest.fixture(scope="module")
def additions(tmp_path_factory: pytest.TempPathFactory) -> tuple[ProjectCopy, dict[str, AssertionError]]:
    """A copy on which all those recipes were followed, and which of them could not be, and why."""
    project, faults = ProjectCopy(tmp_path_factory.mktemp("recipes") / "project"), {}
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
    return additions[0].finish(TESTS, "tally", "browser_baseline", "architecture", "docs")


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
    project = ProjectCopy(tmp_path / "project")
    with project.recipe("a language"):
        follow_language(project)
    tables = "what_the_pages_tell or is_on_a_page or can_be_traced"
    frame = (
        "all_languages or every_heading or its_translations or wrong_address or stays_in_its or search_index or marked"
    )
    see_three_languages(project.finish(f"{tables} or {frame}", "words", "evidence"))


def test_the_recipe_of_a_subject_leads_to_what_it_promises(tmp_path: Path) -> None:
    project = ProjectCopy(tmp_path / "project")
    with project.recipe("a subject"):
        follow_subject(project)
    see_the_subject(
        project.finish("what_the_pages_tell or is_on_a_page or all_languages or its_translations or leads_somewhere")
    )


def test_every_recipe_is_followed() -> None:
    assert {*ADDITIONS, "a language", "a subject"} == set(SECTIONS), "write follow_… in tests/system/test_recipes.py"


def test_what_the_guide_for_contributors_links_to_is_there() -> None:
    for name in ("CONTRIBUTING.md", "CONTRIBUTING.zh.md", "README.md", "SECURITY.md"):
        text = (ROOT / name).read_text(encoding="utf-8")
        for target in re.findall(r"\]\(([^)#]+)\)", text):
            assert target.startswith("https://") or (ROOT / target).exists(), f"{name}: {target}"


def test_the_readme_shows_a_row_as_it_stands() -> None:
    shown = re.search(r"```yaml\n(.*?)```", (ROOT / "README.md").read_text(encoding="utf-8"), re.S)
    assert shown
    row: Record = yaml.load(shown[1], yaml.BaseLoader)[0]
    written = next((record for records in DATA.values() for record in records if _fits(row, record)), None)
    assert written, "README.md shows a row that data/ does not have any more: show it one that stands there"
    assert row["evidence"][0] in written["evidence"]


def _fits(row: Record, record: Record) -> bool:
    """Say whether a record says all that a row says but for its evidence."""
    return {**row, "evidence": record.get("evidence")}.items() <= record.items()
