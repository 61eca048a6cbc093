"""Reads the theme and the settings of a project, to hold them to what a build asks of them."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from importlib.resources import files
from pathlib import Path

from guide.kept.marks import Marks
from guide.kept.theme import find_unless_known, name_theme
from guide.load_prose import MENU, load_appearance, load_inline
from guide.messages.diagnostic import DataError, Diagnostic
from guide.messages.location import Location
from guide.messages.message import Message
from guide.model.guide import Guide
from guide.model.records import Label
from guide.prose.sections import Section
from guide.read.addresses import check_addresses, check_version, read_version
from guide.read.closed_folders import find_strays_of_theme
from guide.read.files import load_text
from guide.read.left_overs import find_drafts
from guide.read.project_files import find_left_overs
from guide.site.addresses import ASSETS, FRAME_SCRIPTS, INLINE_SCRIPT, JOINED, MOVED_SCRIPT
from guide.site.appearance import Appearance
from guide.site.assets import STYLES, name_script
from guide.site.built_files import find_odd_tags
from guide.site.csp import make_policy
from guide.site.frame import ERROR, MAP, PAGE, make_frame_environment, show_frame
from guide.site.menu import check_outline
from guide.site.render import CHOICE, DEPARTED, EVIDENCE_PAGE, SINGLE_PAGE, Templates, find_icons, make_icons
from guide.site.render import FOLDER as VIEWS
from guide.site.settings import ADDRESSES, RELIED, RELIED_OF_SKIN, check_settings, check_skin_settings
from guide.site.skin import SKIN, TAKEN
from guide.site.template_faults import Known, check_templates, find_odd_end
from guide.views import BEGINNINGS, SCRIPTS

THEME = "overrides"
PARTIALS = "partials"
_PROJECT = (MENU, THEME, "hooks")
"""What a folder beside the data holds if a site is built from it, and not only looked at."""
_NEEDED = (
    PAGE,
    ERROR,
    MAP,
    f"views/{SINGLE_PAGE}",
    f"views/{CHOICE}",
    f"views/{DEPARTED}",
    f"views/{EVIDENCE_PAGE}",
    INLINE_SCRIPT,
    MOVED_SCRIPT,
    *(f"{ASSETS}/{name}" for name in FRAME_SCRIPTS),
)
_INLINE = ("{{ inline.script | safe }}", "{{ inline.more | safe }}")
"""What the template of the one-file edition has in the place of its scripts."""
_FILE = '<script src="{{ script }}" defer></script>'
"""What the template of an evidence page has in the place of the address of its script."""
SKIN_SETTINGS = f"mkdocs.{SKIN}.yml"
"""The file that asks for the second skin; a guide may do without."""
_NEEDED_OF_SKIN = (PAGE, ERROR, INLINE_SCRIPT, f"{ASSETS}/frame.js", STYLES)
_TEXTS = {".html", ".xml", ".txt", ".css", ".js", ".svg"}
_HOME = "index.md"


def is_project(root: Path) -> bool:
    """Say whether a site is built from the folder `root`; else there are only data to look at, and perhaps prose."""
    return any(os.path.lexists(root / name) for name in _PROJECT)


def find_odd_surroundings() -> Iterator[Diagnostic]:
    """Yield what is wrong with the addresses and the version that the environment gives a build."""
    yield from check_addresses({name.upper(): os.environ.get(name.upper(), "") for name in ADDRESSES})
    yield from check_version(read_version())


def check_project(
    root: Path, guide: Guide, sections: tuple[Section, ...], templates: Templates, marks: Marks | None = None
) -> None:
    """Hold the settings, the menu and the theme in `root` to what a build asks of them. Raises DataError.

    `templates` are those of the views. A theme that `marks` say was found right before is not looked at again.
    """
    mistakes: list[Diagnostic] = []
    for find in (_check_prose, _check_settings, partial(_check_theme_once, templates, marks), _find_left_overs):
        with _collecting(mistakes):
            mistakes += find(root, guide, sections)
    if mistakes:
        raise DataError(mistakes)


def _check_prose(root: Path, guide: Guide, sections: Iterable[Section]) -> Iterator[Diagnostic]:
    pages = {(section.language, section.page) for section in sections}
    for language in guide.subject.complete_languages:
        if (language, _HOME) not in pages:
            yield Diagnostic(Location(f"docs/{language}/{_HOME}", 1, 1), Message("missing-file/site"))


def _find_left_overs(root: Path, guide: Guide, sections: Iterable[Section]) -> Iterator[Diagnostic]:
    yield from find_all_left_overs(root)


def find_all_left_overs(root: Path) -> Iterator[Diagnostic]:
    """Yield what is left of somebody's work in any file of the project in `root`. Raises DataError."""
    yield from find_left_overs(root)
    yield from find_drafts(load_text(root / MENU, MENU), MENU)


def find_odd_settings(root: Path) -> tuple[Diagnostic, ...]:
    """Return what a build would not cope with in the settings in `root`, but for their menu. Raises DataError."""
    mistakes = [*check_settings(load_text(root / MENU, MENU), MENU, _read_relied(RELIED))]
    if os.path.lexists(root / SKIN_SETTINGS):
        text = load_text(root / SKIN_SETTINGS, SKIN_SETTINGS)
        mistakes += check_skin_settings(text, SKIN_SETTINGS, _read_relied(RELIED_OF_SKIN))
    return tuple(mistakes)


def _read_relied(name: str) -> str:
    return files("guide.site").joinpath(name).read_text(encoding="utf-8")


def _check_settings(root: Path, guide: Guide, sections: Iterable[Section]) -> Iterator[Diagnostic]:
    mistakes = find_odd_settings(root)
    yield from load_appearance(root)[1] if (root / THEME / "assets").is_dir() else ()
    pages = {section.page for section in sections}
    labels = {label.id for label in guide.of(Label)}
    yield from mistakes or check_outline(load_text(root / MENU, MENU), MENU, pages, labels)


def _check_theme_once(
    templates: Templates, marks: Marks | None, root: Path, guide: Guide, sections: Iterable[Section]
) -> Iterable[Diagnostic]:
    find = partial(_check_theme, templates, root, guide, sections)
    if marks is None:
        return find()
    words = (repr(guide.subject.languages), *map(repr, guide.of(Label)))
    return find_unless_known(find, lambda: name_theme(root / "data", marks, words), marks)


def _check_theme(templates: Templates, root: Path, guide: Guide, sections: Iterable[Section]) -> Iterator[Diagnostic]:
    theme = root / THEME
    strays = tuple(find_strays_of_theme(theme))
    needed = (*_NEEDED, *(f"assets/{name}" for name in (*SCRIPTS.values(), *BEGINNINGS.values())))
    needed += tuple(f"{SKIN}/{name}" for name in _NEEDED_OF_SKIN) if (root / SKIN_SETTINGS).exists() else ()
    lost = [name for name in needed if not (theme / name).exists()]
    yield from strays
    yield from (Diagnostic(Location(f"{THEME}/{name}", 1, 1), Message("missing-file/site")) for name in lost)
    if not strays and not lost:
        yield from _check_templates(theme, guide, load_appearance(root)[0], templates)


def _check_templates(theme: Path, guide: Guide, appearance: Appearance, templates: Templates) -> Iterator[Diagnostic]:
    languages = guide.subject.languages
    labels = {language: {label.id: label.text[language] for label in guide.of(Label)} for language in languages}
    inline = load_inline(theme, appearance)
    files = {path.name for path in (theme / "assets").iterdir() if path.suffix != ".css"} - JOINED
    assets = {name: f"assets/{name}" for name in ("site.css", name_script(()), *files)}
    partials = _read_texts(theme / PARTIALS, f"{THEME}/{PARTIALS}") if (theme / PARTIALS).is_dir() else {}
    frame = {**_read_texts(theme, THEME), **{f"{PARTIALS}/{name}": text for name, text in partials.items()}}
    views = _read_texts(theme / "views", VIEWS)
    known = Known(labels[languages[0]], assets, find_icons(theme))
    _read_texts(theme / "assets", f"{THEME}/assets")
    environment = make_frame_environment(frame)
    mistakes = [
        *check_templates(frame, THEME, environment, known),
        *check_templates(views, VIEWS, templates, known),
    ]
    for name, text in views.items():
        own = text.replace(_FILE, "", 1) if name == EVIDENCE_PAGE else text
        mistakes += find_odd_tags(own, f"{VIEWS}/{name}", _INLINE, ())
    mistakes += _check_skin(theme / SKIN, known) if (theme / SKIN).is_dir() else ()
    yield from mistakes
    if not mistakes:
        environment.globals |= {"policy": make_policy(inline.scripts, (inline.style,)), "theme_script": inline.script}
        environment.globals["icon"] = make_icons(theme)
        for name, shown in show_frame(environment, labels, assets, appearance):
            yield from find_odd_tags(shown, f"{THEME}/{name}", inline.scripts, assets)
            if odd := find_odd_end(shown.replace(f"<script>{inline.script}</script>", "")):
                yield Diagnostic(Location(f"{THEME}/{name}", 1, 1), odd)


def _check_skin(folder: Path, known: Known) -> Iterator[Diagnostic]:
    """Yield what is wrong with the templates of the second skin. What they take from their theme is not looked at."""
    called = f"{THEME}/{SKIN}"
    texts = dict(_read_texts(folder, called))
    for room in ("partials", "partials/javascripts"):
        found = _read_texts(folder / room, f"{called}/{room}") if (folder / room).is_dir() else {}
        texts |= {f"{room}/{name}": text for name, text in found.items()}
    _read_texts(folder / "assets", f"{called}/assets")
    environment = make_frame_environment(texts)
    environment.filters["linked_tabs"] = str
    taken = replace(known, assets={*known.assets, *TAKEN})
    for one in check_templates(texts, called, environment, taken):
        if one.message.id != "template/no-template":
            yield one


def _read_texts(folder: Path, name: str) -> Mapping[str, str]:
    """Return the texts in a folder of the theme, by their names. Raises DataError with each that is none."""
    texts: dict[str, str] = {}
    mistakes: list[Diagnostic] = []
    for path in sorted(folder.iterdir()):
        with _collecting(mistakes):
            if path.suffix in _TEXTS:
                texts[path.name] = load_text(path, f"{name}/{path.name}")
    if mistakes:
        raise DataError(mistakes)
    return texts


@contextmanager
def _collecting(mistakes: list[Diagnostic]) -> Iterator[None]:
    try:
        yield
    except DataError as error:
        mistakes.extend(error.diagnostics)
