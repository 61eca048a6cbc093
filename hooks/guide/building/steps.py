"""The steps of a build, in the order in which they are taken. They know files and pages, and no builder.

begin, write_menus, make_files and place_files before a page is read; show_page for each page; gather_pages, and
make_last_files of the module last_files, once all of them are known; check_site at the end.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from typing import Any, TypeAlias

from guide.building.build import Build, Options, Project, PublishedFile
from guide.building.cards import draw_cards, load_sheet, name_cards, note_lacking
from guide.building.last_files import name_last_files
from guide.building.memory import Memory, Recall, Told
from guide.building.recalled import (
    Kept,
    begin_page,
    find_page,
    keep_page,
    tell_archive,
    tell_archive_of_pages,
)
from guide.building.whole_pages import list_beginnings, name_whole_pages
from guide.changes.progress import measure_progress
from guide.changes.translations import list_outdated
from guide.checks import find_errors
from guide.deploy.outputs import check_inside, remove_output
from guide.deploy.predecessor import set_aside
from guide.evidence.reference_date import read_reference_date
from guide.kept.marks import Marks
from guide.kept.rules import ask_once
from guide.load import load_guide
from guide.load_prose import (
    FindAll,
    check_menu,
    find_prose_mistakes,
    find_unless_known,
    find_unless_settled,
    load_appearance,
    load_inline,
    load_prose,
    load_scripts,
    load_skin,
    load_styles,
    load_templates,
    load_translations,
    stamp_templates,
)
from guide.messages.diagnostic import DataError, Diagnostic
from guide.messages.location import Location
from guide.messages.message import Message, MessageError
from guide.messages.reporters import Reporter
from guide.model.borrowed import borrow, keep_own
from guide.model.guide import Guide
from guide.model.language import Language
from guide.prose.borrowed import borrow_head, borrow_pages
from guide.prose.head import read_head
from guide.prose.homes import find_homes
from guide.prose.links import check_links
from guide.prose.run import find_mistakes
from guide.prose.sections import Section, read_heading
from guide.prose.source import cut_head
from guide.read.addresses import check_addresses, check_version
from guide.read.closed_folders import find_strays_of_theme
from guide.site.addresses import ASSETS, LATER_SCRIPTS, NOT_IN_SKIN, list_scripts
from guide.site.appearance import Appearance
from guide.site.assets import STYLE
from guide.site.borrowed_words import show_borrowed
from guide.site.built_files import find_clashes, find_odd_scripts, find_strangers, find_surprises
from guide.site.calendars import write_calendar
from guide.site.lang_spans import mark_foreign
from guide.site.moved import keep_old_places, list_departed, list_old_headings
from guide.site.navigation import Outline, write_menu
from guide.site.notices import mark_notices
from guide.site.page import Page, name_first_heading
from guide.site.publish import Published, publish_calendars, publish_data, publish_kind, publish_pages
from guide.site.render import (
    Links,
    fill_shortcodes,
    find_draw,
    is_in_sentence,
    list_anchors,
    render_departed,
    render_each,
    render_shortcode,
    render_shortcodes,
)
from guide.site.render import (
    list_scripts as list_page_scripts,
)
from guide.site.skin import name_taken
from guide.site.tabs import name_tabs
from guide.views.localized_guide import LocalizedGuide, Names, localize_all

Head: TypeAlias = MutableMapping[str, Any]
"""The front matter of a page."""
_PACKED_SITEMAP = "sitemap.xml.gz"


def begin(project: Project, outline: Outline, options: Options, report: Callable[[Message], None]) -> Build:
    """Read and check all that a site is made from. `outline` is the menu; `report` hears what does not end a build.

    Raises DataError with all that is wrong.
    """
    data, memoize, memory = project.root / "data", options.memoize, options.memory
    _check_project(project)
    guide, prose = _load_content(project, options)
    translations = load_translations(data, guide, prose)
    check_menu(project.root, guide, prose)
    _refuse(find_strays_of_theme(project.theme))
    as_of = read_reference_date(project.root, guide, report)
    homes, borrowed = find_homes(guide, prose), borrow_pages(guide, prose)
    heads = {section.path: read_head(section) for section in prose if section.line == 1}
    begun = {one.language for one in measure_progress(translations, guide) if one.is_shown}
    appearance, unhonored = load_appearance(project.root)
    stamp = stamp_templates(project.theme)
    outdated = {language: list_outdated(translations, language) for language in guide.subject.languages}
    told = _localize(guide, project, as_of, outdated, memory)
    localized_guides = {one.language: one.place_on(homes) for one in told}
    wants_cards = bool(project.site_url) and not options.quick
    return Build(
        project=project,
        options=options,
        localized_guides=localized_guides,
        cards=_name_cards(heads, localized_guides, report) if wants_cards else {},
        shown=frozenset({*guide.subject.complete_languages, *begun}),
        prose=prose,
        borrowed=borrowed,
        heads={**heads, **{page.path: borrow_head(page, guide) for page in borrowed}},
        outline=outline,
        templates=memoize(load_templates)(project.root, stamp),
        stamp=stamp,
        inline=load_inline(project.theme, appearance),
        scripts=_load_scripts(project, appearance, prose),
        styles={} if project.skinned else load_styles(project.theme, appearance),
        appearance=appearance,
        unhonored=unhonored,
        skin=load_skin(project.theme) if project.skinned else None,
    )


def _check_project(project: Project) -> None:
    """Raise DataError where nothing may be written, or where the project is told what cannot be."""
    check_inside(project.site, project.root)
    addresses = {"SITE_URL": project.site_url, "REPO_URL": project.repo_url}
    _refuse([*check_addresses(addresses), *check_version(project.version)])


def _name_cards(
    heads: Mapping[str, Mapping[str, str]],
    localized_guides: Mapping[Language, LocalizedGuide],
    report: Callable[[Message], None],
) -> dict[str, str]:
    """Return the titles on the pictures of pages; `report` hears which letters they lack."""
    sheet = load_sheet()
    for note in note_lacking(heads, localized_guides, sheet):
        report(note)
    return name_cards(heads, localized_guides, sheet)


def _load_content(project: Project, options: Options) -> tuple[Guide, tuple[Section, ...]]:
    """Return the guide and the prose. Rules are asked only of what was not found right before, here or by a check."""
    data, memory = project.root / "data", options.memory
    marks = None if memory or options.cold else Marks(project.root)
    find = memory.ask(find_errors) if memory else ask_once(find_errors, data, marks)
    ask = memory.ask_of_prose(find_mistakes) if memory else find_mistakes
    ask = find_unless_settled(project.docs, data, marks) if marks else ask
    find_in_prose: FindAll = partial(find_prose_mistakes, find=ask)
    find_in_prose = find_unless_known(find_in_prose, project.docs, data, marks) if marks else find_in_prose
    try:
        read = load_guide(data, find, options.memoize)
        guide = memory.recognize(read) if memory else read
        return guide, load_prose(project.docs, data, guide, find_in_prose, options.memoize)
    finally:
        if marks:
            marks.finish()


def _localize(
    guide: Guide, project: Project, as_of: datetime.date, outdated: Mapping[Language, Names], memory: Memory | None
) -> list[LocalizedGuide]:
    """Return the guide in each language, of the project's version; what is as well known as before is the very same."""
    told = localize_all(guide, as_of, project.repo_url, outdated)
    told = memory.recognize_assessment(told) if memory else told
    return [one.of_version(project.version) for one in told]


def _load_scripts(project: Project, appearance: Appearance, prose: Iterable[Section]) -> dict[str, str]:
    """Return the scripts of pages by their names: one for each choice of views that a page shows."""
    pages: dict[tuple[Language, str], str] = {}
    for section in prose:
        pages[section.language, section.page] = pages.get((section.language, section.page), "") + section.text
    folders = (project.skin, project.theme) if project.skinned else (project.theme,)
    features = Appearance() if project.skinned else appearance
    later = [name for name in LATER_SCRIPTS if not (project.skinned and name in NOT_IN_SKIN)]
    shown = [list_page_scripts(text) for text in pages.values()]
    beginnings = () if project.skinned else map(list_beginnings, shown)
    return load_scripts(folders, features, {tuple(one) for one in (*shown, *beginnings)}, later)


def tell_unhonored(build: Build, settings: str, make_reporter: Callable[[], Reporter]) -> Iterator[str]:
    """Yield a line for each setting that the frame does not honor; `settings` is the name of the file that is built.

    Those of another file are for another frame. A reporter is made where there is something to say.
    """
    yield from (make_reporter().write_lines([one]) for one in build.unhonored if one.location.path == settings)


def set_old_site_aside(build: Build) -> Build:
    """Return the build that takes over what it can of the site in whose folder it writes, which is set aside there.

    A quick one does not, as it writes again and again, nor one that is told of another site.
    """
    options, site = build.options, build.project.site
    if options.quick or options.memory or options.predecessor or not site.is_dir():
        return build
    return replace(build, options=replace(options, predecessor=set_aside(site)))


def write_menus(build: Build) -> list[dict[str, Outline]]:
    """Return the menu of each language, under the language's name."""
    with _naming_labels():
        return [{str(one.language): write_menu(build.outline, one)} for one in build.localized_guides.values()]


def make_files(build: Build) -> list[tuple[str, str | bytes]]:
    """Return what is made before any page is read, by its name: the style, and from data pages, files, calendars."""
    write = build.options.memoize(write_calendar)
    with _naming_labels():
        made: list[tuple[str, str | bytes]] = [(STYLE, build.style)]
        made += [(f"{ASSETS}/{name}", script) for name, script in build.scripts.items()]
        made += publish_data(build.localized_guides[build.first], partial(_publish_kind, build))
        made += draw_cards(build.cards, build.localized_guides, load_sheet()) if build.cards else ()
        made += [(f"{page.language}/{page.page}", page.text) for page in build.borrowed]
        for localized in build.localized_guides.values():
            made += [*publish_pages(localized), *publish_calendars(localized, write)]
    return made


def _publish_kind(build: Build, kind: str, localized: LocalizedGuide) -> Published:
    """Return the files of a kind; as before, where nothing has changed that they tell."""
    if build.options.memory is None or localized.original:
        return publish_kind(kind, localized)
    told = Told(localized, {})
    made: Published = build.options.memory.recall(f"data/{kind}", (), told, lambda one, _: publish_kind(kind, one[0]))
    return made


def read_page(build: Build, name: str, text: str, read: tuple[Head, str]) -> tuple[Head, str]:
    """Return the front matter of a page called `name`, and what stands below it. Its whole file is `text`.

    What a builder has `read` is taken for pages that are made from data. In the prose its reader would make numbers and
    dates of titles, and where it cannot, leave the front matter in the text.
    """
    head = build.heads.get(f"docs/{name}")
    return read if head is None else (dict(head), cut_head(text))


def find_shown(build: Build, page: Page, text: str) -> Kept | None:
    """Return a page as it was shown by the last build, from before its Markdown is converted; None where it has to be
    shown again. `text` is its whole file.
    """
    return find_page(build, page, text, _list_departed_titles(build, page))


def place_files(build: Build, addresses: Mapping[str, str]) -> Build:
    """Return the build with the address of each file, by the file's name, before a page is shown."""
    placed = replace(build, places={**addresses, **build.linked})
    tell_archive(placed)
    return placed


def show_page(build: Build, page: Page, text: str, made: object = None) -> Page:
    """Return a page with its shortcodes replaced by what they show, and the words of other languages marked.

    `text` is its whole file: messages count lines as that has them, and its Markdown may have lost the front matter.
    `made` is what a builder wants to know of the page when it is found the next time, as JSON has it.
    """
    localized, memory = build.localized_guides[page.language], build.options.memory
    known = find_shown(build, page, text)
    if known:
        return replace(page, html=known.html, anchors=known.anchors)
    recording = begin_page(build, page, text, _list_departed_titles(build, page))
    if recording:
        shown = _show_page(build, page, text, Told(recording.guides[page.language], recording.addresses))
        keep_page(build, recording, shown, made)
        return shown
    told = Told(localized, build.places)
    if memory is None or localized.original:  # what a language borrows is told by two guides at once
        return _show_page(build, page, text, told)
    given = (page, text, build.stamp, build.appearance.notices, _list_departed_titles(build, page))
    remade: Page = memory.recall(page.name, given, told, partial(_show_page, build, page, text))
    return remade


def _list_departed_titles(build: Build, page: Page) -> tuple[str, ...]:
    return tuple(_name_departed(page.name.partition("/")[2], page.language, build).values())


def _show_page(build: Build, page: Page, text: str, told: Told, recall: Recall | None = None) -> Page:
    localized, links = told.localized, Links(page.language, page.address, told.addresses)
    start = Location(f"docs/{page.name}", 1 + text.count("\n") - page.markdown.count("\n"), 1)
    render = partial(render_shortcode, environment=build.templates, links=links, localized=localized)
    shown = render_each(page.markdown, start, partial(_recall_shortcode, build, page, recall) if recall else render)
    marked = mark_notices(page.html, build.appearance.notices, find_draw(build.templates))
    html = name_first_heading(marked, page.markdown)
    if localized.original and page.original and page.is_prose:
        others = render_shortcodes(page.markdown, start, build.templates, links, localized.original)
        filled = _fill_borrowed(html, shown, others, localized.original)
    else:
        filled = fill_shortcodes(name_tabs(html, localized), shown)
    filled = _lead_on(filled, page.name.partition("/")[2], links, build, localized)
    html = mark_foreign(show_borrowed(filled, localized), page.language)
    return replace(page, html=html, anchors={*page.anchors}.union(*map(list_anchors, shown.values())))


def _recall_shortcode(build: Build, page: Page, recall: Recall, written: str) -> str:
    """Return what a shortcode of a page shows; as before, where nothing has changed that it reads."""

    def render(told: Told, _: Recall) -> str:
        links = Links(page.language, page.address, told.addresses)
        return render_shortcode(written, build.templates, links, told.localized)

    shown: str = recall(f"{page.name} {written}", (page.address, build.stamp), render)
    return shown


def _fill_borrowed(html: str, own: Mapping[str, str], others: Mapping[str, str], original: LocalizedGuide) -> str:
    """Return the HTML of a borrowed page, marked.

    What stands in its sentences is told as they are, as `others`; what stands by itself in the page's own language.
    """
    told = {asked: others[asked] if is_in_sentence(asked) else keep_own(one) for asked, one in own.items()}
    return borrow(fill_shortcodes(name_tabs(html, original), told))


def _lead_on(html: str, name: str, links: Links, build: Build, localized: LocalizedGuide) -> str:
    """Return the HTML of the page of that name, in which headings of earlier times are found or lead on."""
    moves = localized.guide.subject.moved_headings
    departed = list_departed(name, moves)
    titles = _name_departed(name, links.language, build)
    shown = render_departed(departed, titles, links, build.templates, localized) if departed else ""
    return keep_old_places(html, list_old_headings(name, moves)) + shown


def _name_departed(name: str, language: Language, build: Build) -> dict[str, str]:
    """Return what each place is called that headings of a page lead on to, by the place."""
    moves = build.localized_guides[language].guide.subject.moved_headings
    return {place: _find_title(place, language, build) for place in list_departed(name, moves).values()}


def _find_title(place: str, language: Language, build: Build) -> str:
    """Return what a page, or a heading on one, is called; its name where nothing in the prose says."""
    page, _, anchor = place.partition("#")
    head = build.heads.get(f"docs/{language}/{page}", {})
    sections = (one for one in build.prose if (one.language, one.page, one.anchor) == (language, page, anchor))
    headings = [read_heading(section.text.partition("\n")[0]) for section in sections]
    return headings[0].title if headings and headings[0] else head.get("title", place)


def gather_pages(build: Build, pages: Iterable[Page], files: Collection[PublishedFile]) -> Build:
    """Return the build with all its pages, and with the addresses of all that the site is to hold.

    Raises DataError for a link that leads nowhere, and for a file that nothing makes or that two things make.
    """
    build = replace(build, pages={page.name: page for page in pages})
    places: dict[str, Collection[str]] = {file.source: () for file in files}
    _refuse(check_links(build.prose, places | {name: page.anchors for name, page in build.pages.items()}))
    made = [*files, *(PublishedFile("hooks/", name) for name in (*name_last_files(build), *name_whole_pages(build)))]
    brought = [file.source for file in files if file.of_theme and not name_taken(file.source)]
    strangers = find_strangers(brought, _list_own_assets(build.project))
    _refuse([*strangers, *find_clashes((file.address, file.source) for file in made)])
    build = replace(build, addresses=frozenset(file.address for file in made))
    tell_archive_of_pages(build)
    return build


def render_choices(build: Build) -> dict[Language, str]:
    """Return what readers choose once, in each language."""
    with _naming_labels():
        return dict(build.choices)


def check_site(build: Build) -> None:
    """Hold the finished site to what was to be built. Raises DataError for anything else, and for what is missing."""
    site = build.project.site
    # It holds the time of the build, and the same commit has to build the same bytes.
    remove_output(site / _PACKED_SITEMAP, build.project.root)
    if not build.options.quick:
        found = find_surprises(site, build.addresses)
        inline = (build.script, *build.inline.scripts)
        _refuse([*found, *find_odd_scripts(site, inline, list_scripts(build.addresses))])


def explain_end(error: DataError, reporter: Reporter) -> str:
    """Return what ends a build, with the lines that `guide check` writes."""
    return f"{reporter.format(Message('build/nothing'))}\n{reporter.write_lines(error.diagnostics)}"


@contextmanager
def _naming_labels() -> Iterator[None]:
    """Tell where it stands that a label is not there, or does not hold what it should."""
    try:
        yield
    except MessageError as error:
        raise DataError([Diagnostic(Location("data/labels.yml", 1, 1), error.message)]) from None


def _refuse(found: Iterable[Diagnostic]) -> None:
    diagnostics = tuple(found)
    if diagnostics:
        raise DataError(diagnostics)


def _list_own_assets(project: Project) -> set[str]:
    folders = (project.theme, project.skin) if project.skinned else (project.theme,)
    return {f"{ASSETS}/{path.name}" for folder in folders for path in (folder / ASSETS).iterdir()}
