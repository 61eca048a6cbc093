"""A language may begin with a row in the subject and one page: what it lacks, its pages show in the first language."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from beginning import CODE, MARK, PAGE, begin_language, list_words, put_behind
from patience import run_guide
from project_copy import PLACE, build_site
from raw import Site, load_index, read_text
from second import LANGUAGES, folder_of
from shared_build import build_once

DAY = "1795392000"
OWN = (f"{CODE}/timeline/index.html", f"{CODE}/failures/overdrawn/index.html")
"""The pages that the language has: its one page of prose, and the cause whose title is written in it."""
EVIDENCE, WHOLE = "evidence.html", "whole.html"
"""What stands beside a page with much evidence, and beside one that shows its beginning. Neither is listed anywhere,
and each says of which page it is."""
MARKS = re.compile("[\ue000-\uf8ff]|\\\\ue0[0-9a-f]{2}")


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project whose fourth language has one page and three texts, too few for the menus."""
    return begin_language(tmp_path_factory.mktemp("begun") / "project", "60")


@pytest.fixture(scope="module")
def hidden(shared: Path, begun: Path) -> Site:
    """Its site."""
    return build_once(shared, "begun", lambda to: build_site(begun, to, SITE_URL=PLACE, SOURCE_DATE_EPOCH=DAY))[0]


@pytest.fixture(scope="module")
def shown(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The same, where one text in a hundred is enough for the menus."""
    project = begin_language(tmp_path_factory.mktemp("shown") / "project", "1")
    return build_once(shared, "shown", lambda to: build_site(project, to, SITE_URL=PLACE, SOURCE_DATE_EPOCH=DAY))[0]


def list_pages(site: Site, folder: str) -> list[Path]:
    """Return the pages in a folder of the site, the one-file edition among them."""
    return sorted(path.relative_to(site.folder) for path in (site.folder / folder).rglob("*.html"))


def name_original(path: Path) -> Path:
    """Return the page that one of the language stands for."""
    return path.relative_to(CODE)


def name_page(path: Path) -> Path:
    """Return the page that another one stands beside, and any other page itself."""
    return path.with_name("index.html") if path.name in (EVIDENCE, WHOLE) else path


def name_beginning(path: Path) -> Path:
    """Return the page that other languages lead to, instead of to the whole one."""
    return path.with_name("index.html") if path.name == WHOLE else path


def is_own(path: Path) -> bool:
    """Say whether the language has a page, or the one that it stands beside."""
    return name_page(path).as_posix() in OWN


def read_robots(site: Site, path: Path) -> tuple[str, str, dict[str, str]]:
    """Return what a page tells search engines: whether to list it, which page it is, and its translations."""
    head = site.open(path).xpath("//head")[0]
    (canonical,) = head.xpath("link[@rel='canonical']/@href")
    translations = {link.get("hreflang"): link.get("href") for link in head.xpath("link[@hreflang]")}
    return "".join(head.xpath("meta[@name='robots']/@content")), canonical, translations


def name_address(path: Path) -> str:
    """Return the whole address of a page."""
    return f"{PLACE}{path.as_posix().removesuffix('index.html')}"


def test_a_row_in_the_subject_and_one_page_are_enough(tmp_path: Path) -> None:
    project = begin_language(tmp_path / "project", "60", texts=False)
    told = run_guide(project, "check")
    assert (told.returncode, told.stderr) == (0, "")
    assert run_guide(project, "build", str(tmp_path / "site"), SOURCE_DATE_EPOCH=DAY).returncode == 0
    assert (tmp_path / f"site/{CODE}/plan/index.html").is_file()


def test_a_language_may_begin_with_any_page(tmp_path: Path) -> None:
    """One that leads to others, or is led to, finds these in the language, borrowed."""
    project = begin_language(tmp_path / "project", "60", texts=False)
    page = project / f"docs/{CODE}/{PAGE}"
    for path in sorted((project / "docs/en").rglob("*.md")):
        page.unlink()
        page = project / f"docs/{CODE}" / path.relative_to(project / "docs/en")
        page.parent.mkdir(exist_ok=True)
        page.write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
        told = run_guide(project, "check", "--lang", "en")
        assert told.returncode == 0, told.stderr


def test_each_page_is_there_and_leads_to_pages_of_the_language(hidden: Site) -> None:
    pages = list_pages(hidden, CODE)
    others = {path.relative_to("de") for path in list_pages(hidden, "de") if not path.name.startswith("guide-")}
    assert {name_original(path) for path in pages} == others
    for path in pages:
        for link in hidden.open(path).xpath("//main//a[@href][not(@hreflang)] | //nav//a[@href]"):
            whole = urlsplit(urljoin(name_address(path), link.get("href")))
            is_way_back = "lag" in link.getparent().get("class", "")
            if whole.geturl().startswith(PLACE) and not is_way_back:
                place = unquote(whole.path).removeprefix(urlsplit(PLACE).path)
                assert place.split("/")[0] in {CODE, "data", "api"}, f"{path}: {link.get('href')}"
                assert (hidden.folder / place).exists(), f"{path}: {link.get('href')}"


@pytest.mark.parametrize("name", ["hidden", "shown"])
def test_every_word_is_in_the_language_that_its_element_tells(name: str, request: pytest.FixtureRequest) -> None:
    """What two other languages have in the same letters, such as a name or a locator, is of no language."""
    site: Site = request.getfixturevalue(name)
    for path in list_pages(site, CODE):
        others = [list_words(site.open(Path(one) / name_original(path))) for one in LANGUAGES[1:]]
        everywhere = ["\n".join(text for _, text in other) for other in others]
        words = list(list_words(site.open(path)))
        words = [(one, text) for one, text in words if not all(text.strip() in other for other in everywhere)]
        wrong = [(language, text) for language, text in words if (MARK in text) != (language == CODE)]
        assert wrong == [], path
        assert {language for language, _ in words} >= {"en", CODE}


def test_a_borrowed_sentence_tells_its_figure_in_its_own_language(hidden: Site) -> None:
    title = "//tbody[starts-with(@id, $name)]//td[contains(@class, 'cell-title')]"
    (borrowed,) = hidden.open(Path(OWN[0])).xpath(title, name="timeline-")
    assert read_text(borrowed) == "Statements are kept for 10 years"
    assert {language for language, _ in list_words(borrowed)} == {"en"}
    (own,) = hidden.open(Path(CODE, "index.html")).xpath(title, name="fees-closing-fee")
    assert read_text(own) == f"La chiusura {MARK} costa EUR 0"
    assert {(CODE, f"La chiusura {MARK} costa "), ("en", "EUR 0")} <= set(list_words(own))


def test_a_borrowed_page_says_so_and_leads_to_the_original(hidden: Site) -> None:
    for path in list_pages(hidden, CODE):
        notes = hidden.open(path).xpath("//main/p[contains(@class, 'lag')]/a/@href")
        borrowed = not is_own(path) and path.name != "guide.html"
        original = name_original(name_beginning(path))
        assert [urljoin(name_address(path), one) for one in notes] == [name_address(original)] * borrowed


def test_the_evidence_of_a_borrowed_page_says_so_and_leads_to_that_of_the_original(tmp_path: Path) -> None:
    project = begin_language(tmp_path / "project", "60", texts=False)
    (project / f"docs/{CODE}/{PAGE}").unlink()
    shutil.copy(project / "docs/en/how-sure.md", project / f"docs/{CODE}")
    told = build_site(project, tmp_path / "site", SITE_URL=PLACE, SOURCE_DATE_EPOCH=DAY)
    assert told.returncode == 0, told.stderr
    site, path = Site(tmp_path / "site"), Path(OWN[0]).with_name(EVIDENCE)
    (note,) = site.open(path).xpath("//main/p[contains(@class, 'lag')]/a/@href")
    assert urljoin(name_address(path), note) == name_address(name_original(path))
    assert read_robots(site, path) == ("noindex", name_address(name_original(name_page(path))), {})
    (heading,) = site.open(path).xpath("//h1")
    assert read_text(heading) == "Times: sources and quotes"
    assert {language for language, _ in list_words(heading)} == {"en"}


def test_below_its_share_a_language_is_in_no_menu_and_asks_not_to_be_listed(hidden: Site) -> None:
    for language in LANGUAGES:
        for path in list_pages(hidden, folder_of(language) or "."):
            if path.parts[0] != CODE:
                page = hidden.open(path)
                assert not page.xpath(f"//*[@lang='{CODE}' or @hreflang='{CODE}']"), path
    assert f"/{CODE}/" not in (hidden.folder / "sitemap.xml").read_text(encoding="utf-8")
    for path in list_pages(hidden, CODE):
        if path.name != "guide.html":
            robots, canonical, translations = read_robots(hidden, path)
            own = is_own(path)
            assert robots == ("noindex" if own or path.name in (EVIDENCE, WHOLE) else ""), path
            assert canonical == name_address(name_page(path if own else name_original(path)))
            assert translations == {}
            assert len(hidden.open(path).xpath("//header//a[@hreflang]")) == len(LANGUAGES)


def test_from_its_share_on_a_language_is_in_the_menus_and_what_it_has_is_listed(shown: Site) -> None:
    for path in list_pages(shown, CODE):
        if path.name == "guide.html":
            continue
        robots, canonical, translations = read_robots(shown, path)
        own = path.as_posix() in OWN
        assert robots == ("noindex" if path.name in (EVIDENCE, WHOLE) else "")
        assert canonical == name_address(name_page(path if is_own(path) else name_original(path)))
        assert set(translations) == ({*LANGUAGES, CODE, "x-default"} if own else set())
        for language in LANGUAGES:
            other = Path(folder_of(language)) / name_original(path)
            (link,) = shown.open(other).xpath(f"//header//a[@hreflang='{CODE}']")
            assert urljoin(name_address(other), link.get("href")) == name_address(name_beginning(path))
            assert (link.get("lang"), read_text(link)) == (CODE, f"Italiano {MARK}")
            assert (CODE in read_robots(shown, other)[2]) == own, other
    sitemap = (shown.folder / "sitemap.xml").read_text(encoding="utf-8")
    listed = re.findall(rf"<loc>({re.escape(PLACE)}{CODE}/[^<]*)</loc>", sitemap)
    assert sorted(listed) == sorted(name_address(Path(path)) for path in OWN)
    assert sitemap.count(f'hreflang="{CODE}"') == len(OWN) * (len(LANGUAGES) + 1)
    assert [one.get("lang") for one in shown.open(Path("404.html")).xpath("//main/section")] == [*LANGUAGES, CODE]


def test_no_file_holds_the_marks_of_what_is_borrowed(hidden: Site) -> None:
    for path in sorted(hidden.folder.rglob("*")):
        if path.is_file() and path.suffix not in {".png", ".jpg", ".webp", ".avif"}:
            assert not MARKS.search(path.read_text(encoding="utf-8")), path


def test_programs_are_told_of_the_complete_languages_alone(hidden: Site) -> None:
    index = json.loads((hidden.folder / "api/v1/index.json").read_text(encoding="utf-8"))
    assert index["languages"] == [*LANGUAGES]
    for path in (hidden.folder / "api").rglob("*.json"):
        assert f'"{CODE}":' not in path.read_text(encoding="utf-8"), path
        assert MARK not in path.read_text(encoding="utf-8"), path


def test_the_data_as_they_are_written_have_what_is_written(hidden: Site) -> None:
    fees = json.loads((hidden.folder / "data/fees.json").read_text(encoding="utf-8"))
    assert [fee["id"] for fee in fees if CODE in fee["title"]] == ["closing-fee"]
    with (hidden.folder / "data/fees.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = {row["id"]: row[f"title.{CODE}"] for row in csv.DictReader(file)}
    assert rows == {"closing-fee": f"La chiusura {MARK} costa {{value}}", "transfer-fee": ""}


def test_its_search_finds_every_page_and_its_book_has_every_chapter(hidden: Site) -> None:
    index, other = load_index(hidden, CODE), load_index(hidden, "de")
    found = {address.replace(f"{CODE}/", "de/", 1): title for address, title, _ in index["pages"]}
    assert found.keys() == {address for address, *_ in other["pages"]}
    assert found["de/timeline/"] == f"Times {MARK}"
    book = hidden.open(Path(CODE, "guide.html"))
    assert book.get("lang") == CODE
    assert len(book.xpath("//article")) == len(found)


def test_its_calendars_are_told_in_the_words_that_there_are(hidden: Site) -> None:
    """None of the words that a calendar tells is written in the language, so they are those of the first."""
    names = sorted(path.name for path in (hidden.folder / "dates").glob("*.ics"))
    assert names
    for name in names:
        own, first = (hidden.folder / folder / "dates" / name for folder in (CODE, "."))
        told = own.read_bytes().replace(f"//{CODE}\r\n".encode(), b"//en\r\n")
        assert told == first.read_bytes()


def test_a_picture_of_the_original_is_shown_on_a_borrowed_page(tmp_path: Path) -> None:
    project = begin_language(tmp_path / "project", "60", texts=False)
    for language in LANGUAGES:
        folder = project / "docs" / language
        (folder / "failures/menu.png").write_bytes(b"\x89PNG\r\n\x1a\n")
        put_at_end(folder / "failures/index.md", "\n![A menu](menu.png)\n")
    told = build_site(project, tmp_path / "site", SITE_URL=PLACE, SOURCE_DATE_EPOCH=DAY)
    assert told.returncode == 0, told.stderr
    page = Path(CODE, "failures/index.html")
    (shown,) = Site(tmp_path / "site").open(page).xpath("//main//img/@src")
    assert (tmp_path / "site" / page).parent.joinpath(shown).resolve() == tmp_path / "site/failures/menu.png"


def put_at_end(path: Path, text: str) -> None:
    """Put a text at the end of a file."""
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_an_export_has_the_complete_languages_alone(begun: Path, tmp_path: Path) -> None:
    told = run_guide(begun, "export", str(tmp_path / "export"), SOURCE_DATE_EPOCH=DAY)
    assert told.returncode == 0, told.stderr
    assert (tmp_path / "export/docs/de/plan.md").is_file()
    assert not (tmp_path / f"export/docs/{CODE}").exists()
    assert "Italiano" not in (tmp_path / "export/mkdocs.yml").read_text(encoding="utf-8")


def test_a_new_record_and_an_editor_ask_for_the_complete_languages_alone(begun: Path) -> None:
    assert "  title: {en: '', de: '', fr: ''}\n" in run_guide(begun, "new", "fees", "new-fee").stdout
    assert run_guide(begun, "schema").returncode == 0
    text = json.loads((begun / "data/schema/fees.json").read_text(encoding="utf-8"))["definitions"]["Text"]
    assert text["required"] == [*LANGUAGES]
    assert set(text["properties"]) == {*LANGUAGES, CODE}


def test_a_change_is_told_in_the_language(tmp_path: Path) -> None:
    project = begin_language(tmp_path / "project", "60", texts=False)
    for command in (
        ["init", "-q"],
        ["add", "."],
        ["-c", "user.name=A", "-c", "user.email=a@guide.example", "commit", "-qm", "x"],
    ):
        subprocess.run(["git", *command], cwd=project, check=True, capture_output=True)
    put_behind(
        project / "data/fees.yml", "fr: 'La clôture coûte {value}'", f", {CODE}: 'La chiusura {MARK} costa {{value}}'"
    )
    told = run_guide(project, "diff", "--lang", CODE)
    assert told.returncode == 0, told.stderr
    assert f"Closing costs EUR 0 → La chiusura {MARK} costa EUR 0" in told.stdout
    assert not MARKS.search(told.stdout)
    assert run_guide(project, "diff", "--html", "review").returncode == 0
    for path in (project / "review").iterdir():
        written = path.read_text(encoding="utf-8")
        assert MARK in written and not MARKS.search(written), path


WRONG = {
    "another figure": ("data/fees.yml", "La chiusura ƒ costa {value}", " 25", "other-numbers|25"),
    "a figure that is not there": ("data/fees.yml", "La chiusura ƒ costa {value}", " {valu}", "valu"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_written_is_looked_at_like_any_other_text(tmp_path: Path, name: str) -> None:
    file, written, new, said = WRONG[name]
    project = begin_language(tmp_path / "project", "60")
    put_behind(project / file, written, new)
    told = run_guide(project, "check", "--lang", "en")
    assert told.returncode == 1
    assert any(line.startswith(f"{file}:") and re.search(said, line) for line in told.stderr.splitlines()), told.stderr


def test_a_page_that_is_begun_has_all_its_parts(tmp_path: Path) -> None:
    project = begin_language(tmp_path / "project", "60")
    page = project / f"docs/{CODE}/{PAGE}"
    page.write_text(page.read_text(encoding="utf-8").partition("## On one axis")[0], encoding="utf-8")
    told = run_guide(project, "check", "--lang", "en")
    assert told.returncode == 1
    assert f"docs/{CODE}/{PAGE}:" in told.stderr and "docs/timeline.md#axis" in told.stderr


def test_the_command_says_the_share_and_what_is_left(begun: Path) -> None:
    told = run_guide(begun, "translations", "--left", CODE, "--lang", "en")
    found = re.search(rf"^{CODE}: (\d+) of (\d+) texts, (\d+)%; in the menus from 60% on", told.stderr, re.M)
    assert found
    written, whole, share = map(int, found.groups())
    parts = len(re.findall(r"\{#", (begun / f"docs/{CODE}/{PAGE}").read_text(encoding="utf-8"))) + 1
    assert written == parts + 3 and share == 100 * written // whole
    places = [line for line in told.stdout.splitlines() if re.match(r"(?:data|docs)/[\w/.-]+:\d+:\d+: ", line)]
    assert len(places) == whole - written
    first = next(line for line in places if "docs/steps.md.top" in line)
    assert first.startswith("docs/en/steps.md:1:1: ")
    fee = next(line for line in places if "fees/transfer-fee.title" in line)
    lines = (begun / "data/fees.yml").read_text(encoding="utf-8").splitlines()
    assert "A transfer to Switzerland" in lines[int(fee.split(":")[1]) - 1]
    assert not any("kinds/" in line for line in places), "what only editors read is not counted"
    other = run_guide(begun, "translations", "--left", "de", "--lang", "en")
    assert other.returncode == 2 and f"which are {CODE}" in other.stderr


def test_a_language_that_is_complete_cannot_begin(tmp_path: Path) -> None:
    project = begin_language(tmp_path / "project", "60", texts=False)
    subject = project / "data/subject.yml"
    subject.write_text(subject.read_text(encoding="utf-8").replace("[{id: it,", "[{id: de,"), encoding="utf-8")
    told = run_guide(project, "check", "--lang", "en")
    assert told.returncode == 1 and "subject.yml:" in told.stderr and "de" in told.stderr
