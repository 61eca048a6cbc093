"""Reads the prose, the lock that knows which text was written when, and the style sheet."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from guide.changes.translation_hashes import Lock, parse_lock
from guide.changes.translations import PROSE, Translations, compare_with_lock
from guide.checks import Problem, is_advice
from guide.kept.looks import name_parts
from guide.kept.marks import Marks
from guide.load import Memoize, identity, locate_problems
from guide.messages.diagnostic import DataError, Diagnostic, cut_short
from guide.messages.location import Location
from guide.model.guide import Guide
from guide.model.language import Language
from guide.model.records import FailureCause, Label
from guide.prose.homes import check_columns, check_homes, find_homes
from guide.prose.limits import check_limits
from guide.prose.pages import find_lost_pages, find_odd_moves, find_odd_pocket
from guide.prose.run import find_mistakes
from guide.prose.sections import Section, cut_page
from guide.read.characters import find_characters
from guide.read.closed_folders import find_strays, find_strays_of_theme, list_pages, list_pictures
from guide.read.data_folder import LOCK
from guide.read.files import check_size, load_text
from guide.read.left_overs import find_drafts
from guide.site.addresses import ASSETS, CHOICE_SCRIPT, FRAME_SCRIPTS, INLINE_SCRIPT, JOINED
from guide.site.appearance import Appearance
from guide.site.appearance_settings import read_appearance
from guide.site.assets import BOOK_STYLE, STYLES, check_parts, join_script, join_style, name_script
from guide.site.csp import Inline
from guide.site.menu import check_outline, read_outline
from guide.site.minify import minify_script, minify_style
from guide.site.navigation import Outline
from guide.site.palette import write_palette
from guide.site.rehearsal import Remember, Show, Shows, find_faults, show_each
from guide.site.render import (
    Links,
    Templates,
    find_icons,
    make_environment,
    render_shortcodes,
    render_single_page,
)
from guide.site.single_page import Chapter
from guide.site.skin import SKIN, Skin, join_skin
from guide.views import STYLES as VIEW_STYLES
from guide.views.binding import list_volume_pages
from guide.views.causes import cause_page
from guide.views.localized_guide import LocalizedGuide

FindMistakes = Callable[[Guide, tuple[Section, ...]], Iterator[Diagnostic]]
"""Yields the mistakes in the prose of a guide."""
FindAll = Callable[[Path, Path, Guide, tuple[Section, ...]], tuple[Diagnostic, ...]]
"""Returns the mistakes in the prose in a folder, and in what the data of a guide, in another, say of its pages."""
MENU = "mkdocs.yml"
"""The file that holds the menu, and MkDocs' settings."""
_PLAIN = Appearance(frozenset({"toc.integrate"}))
"""An appearance that adds nothing to the style sheet."""


def read_prose(folder: Path, languages: Sequence[Language], memoize: Memoize = identity) -> tuple[Section, ...]:
    """Return the prose in `folder`, whatever it says. Raises DataError for what cannot be read as prose."""
    check_size(folder, ("**/*.md",))
    _refuse_strays(folder, languages)
    return _read_pages(folder, languages, memoize)


def find_prose_mistakes(
    folder: Path, data: Path, guide: Guide, sections: tuple[Section, ...], find: FindMistakes = find_mistakes
) -> tuple[Diagnostic, ...]:
    """Return every mistake, and advice, in what the prose in `folder` says, and in what the data say of its pages.

    `find` holds the prose to the rules.
    """
    homes = find_homes(guide, sections)
    made = [cause_page(cause.id, homes) for cause in guide.of(FailureCause)]
    strays = find_strays(folder, frozenset([*made, *list_volume_pages(guide, homes)]), guide.subject.languages)
    lost = [*find_lost_pages(guide, sections, made), *check_homes(guide, sections)] if sections else []
    lost += [*find_odd_moves(guide, sections, made), *find_odd_pocket(guide, sections)] if sections else ()
    found = locate_problems([*lost, *check_columns(guide)], data, guide)
    return (*strays, *find(guide, sections), *found)


def load_prose(
    folder: Path, data: Path, guide: Guide, find: FindAll = find_prose_mistakes, memoize: Memoize = identity
) -> tuple[Section, ...]:
    """Return the prose in `folder`, which has one folder for each language, by language, page and place.

    `find` holds it to the rules. Who loads the same files again and again may `memoize` what was in them.

    Raises DataError with every mistake in it, and in what `guide`, whose files stand in `data`, says of its pages.
    """
    sections = read_prose(folder, guide.subject.languages, memoize)
    mistakes = [one for one in find(folder, data, guide, sections) if not is_advice(one.message)]
    if mistakes:
        raise DataError(mistakes)
    return sections


def find_unless_known(find: FindAll, folder: Path, data: Path, marks: Marks) -> FindAll:
    """Return what finds the mistakes in the prose in `folder` as `find` does, and none where it found none before.

    It is made before data and prose are read, so that a mark can speak of none that came later.
    """

    def name() -> str | None:
        return name_parts(data, (data.name, folder.name), ("prose", marks.code))

    called = name()

    def find_again(folder: Path, data: Path, guide: Guide, sections: tuple[Section, ...]) -> tuple[Diagnostic, ...]:
        if called and marks.find(called) is not None:
            return ()
        found = find(folder, data, guide, sections)
        if called and not found and called == name():
            marks.keep(called)
        return found

    return find_again


def find_unless_settled(folder: Path, data: Path, marks: Marks) -> FindMistakes:
    """Return what holds the prose in `folder` to the rules.

    Pages whose words `marks` say were found right by themselves are only held against the data.
    """

    def find(guide: Guide, sections: tuple[Section, ...]) -> Iterator[Diagnostic]:
        words = ("words", marks.code, *guide.subject.languages)
        called = name_parts(data, (folder.name,), words)
        is_settled = called is not None and marks.find(called) is not None
        found = tuple(find_mistakes(guide, sections, is_settled))
        if called and not found and not is_settled and called == name_parts(data, (folder.name,), words):
            marks.keep(called)
        yield from found

    return find


def _refuse_strays(folder: Path, languages: Sequence[Language]) -> None:
    """Raise DataError for what may not lie in `folder`."""
    strays = tuple(find_strays(folder, frozenset(), languages))
    if strays:
        raise DataError(strays)


def _read_pages(folder: Path, languages: Iterable[Language], memoize: Memoize) -> tuple[Section, ...]:
    sections: list[Section] = []
    mistakes: list[Diagnostic] = []
    for language in languages:
        for path in list_pages(folder / language):
            try:
                sections += _read_page(path, folder, language, memoize)
            except DataError as error:
                mistakes += error.diagnostics
    if mistakes:
        raise DataError(mistakes)
    return tuple(sections)


def _read_page(path: Path, folder: Path, language: Language, memoize: Memoize) -> tuple[Section, ...]:
    page = path.relative_to(folder / language).as_posix()
    name = f"{folder.name}/{language}/{page}"
    return memoize(_cut_page)(load_text(path, name), name, page, language)


def _cut_page(text: str, name: str, page: str, language: Language) -> tuple[Section, ...]:
    odd = (*find_characters(text, name), *find_drafts(text, name))
    mistakes = tuple(check_limits(text, name)) or tuple(cut_short(odd))
    if mistakes:
        raise DataError(mistakes)
    return cut_page(text, page, language)


def load_translations(folder: Path, guide: Guide, sections: tuple[Section, ...]) -> Translations:
    """Return how all texts stand to the lock in `folder`; without a lock, all of them are new.

    Raises DataError for a lock that cannot be read.
    """
    return compare_with_lock(guide, sections, load_lock(folder, guide.subject.languages))


def load_lock(folder: Path, languages: Sequence[Language]) -> Lock:
    """Return the lock in `folder`, an empty one where there is none. Raises DataError for one that cannot be read."""
    name = f"{folder.name}/{LOCK}"
    content = load_text(folder / LOCK, name) if os.path.lexists(folder / LOCK) else ""
    return parse_lock(content, name, languages)


def check_menu(root: Path, guide: Guide, sections: Iterable[Section]) -> None:
    """Raise DataError for a menu, in `root`/mkdocs.yml, that does not fit the pages. There may be no such file."""
    if os.path.lexists(root / MENU):
        pages = {section.page for section in sections}
        labels = {label.id for label in guide.of(Label)}
        mistakes = tuple(check_outline(load_text(root / MENU, MENU), MENU, pages, labels))
        if mistakes:
            raise DataError(mistakes)


def load_outline(root: Path) -> Outline:
    """Return the menu in `root`/mkdocs.yml, which check_menu has found right."""
    return read_outline(load_text(root / MENU, MENU))


def load_appearance(root: Path) -> tuple[Appearance, tuple[Diagnostic, ...]]:
    """Return what the settings in `root` want of the frame, and what of that it does not honor."""
    theme = root / "overrides"
    assets = {path.name for path in (theme / "assets").iterdir() if path.is_file()} - JOINED
    return read_appearance(load_text(root / MENU, MENU), MENU, assets, find_icons(theme))


def load_style(theme: Path, appearance: Appearance = _PLAIN) -> str:
    """Return the whole style sheet of the site, made from its files in the folder of the theme, and from those that an
    appearance adds to them. Raises DataError.
    """
    return _write_style(_load_own_parts(theme), theme, appearance)


def load_styles(theme: Path, appearance: Appearance) -> dict[str, str]:
    """Return the style sheet of the site under "", and by the name of a view what its pages hold inside besides.

    Raises DataError. A guide with style sheets of its own has the last word: there nothing stands behind the site's.
    """
    if appearance.styles:
        return {"": load_style(theme, appearance)}
    parts = _load_own_parts(theme)
    apart = {view: {name: parts[name] for name in names if name in parts} for view, names in VIEW_STYLES.items()}
    left_out = {BOOK_STYLE}.union(*apart.values())
    shared = {name: part for name, part in parts.items() if name not in left_out}
    inside = {view: minify_style(join_style(own)) for view, own in apart.items() if own}
    return {"": _write_style(shared, theme, appearance), **inside}


def _write_style(parts: Mapping[str, str], theme: Path, appearance: Appearance) -> str:
    style = join_style(parts)
    more = [load_text(theme / ASSETS / name, f"{theme.name}/{ASSETS}/{name}") for name in appearance.all_styles]
    return minify_style("\n".join(filter(None, (style, write_palette(appearance, style), *more))))


def _load_own_parts(theme: Path) -> dict[str, str]:
    called = f"{theme.name}/{STYLES}"
    parts = _load_parts(theme, called)
    _refuse_parts(parts, called)
    return parts


def load_skin(theme: Path) -> Skin:
    """Return the second skin of the site, from its folder in that of the `theme` and from ours. Raises DataError."""
    called = f"{theme.name}/{SKIN}"
    theirs, own = _load_parts(theme, f"{theme.name}/{STYLES}"), _load_parts(theme / SKIN, f"{called}/{STYLES}")
    _refuse_parts({**theirs, **own}, f"{called}/{STYLES}")
    script = minify_script(load_text(theme / SKIN / INLINE_SCRIPT, f"{called}/{INLINE_SCRIPT}"))
    return Skin(minify_style(join_skin(theirs, own)), join_script((load_inline(theme).script, script)))


def load_scripts(
    folders: Sequence[Path], appearance: Appearance, shown: Iterable[tuple[str, ...]], later: Iterable[str]
) -> dict[str, str]:
    """Return the scripts of the site by their names among the assets. Raises DataError.

    `shown` are the scripts of the views that some page shows; those that pages ask for `later` stand by themselves.
    Each comes from the first of the `folders` of themes that has it.
    """

    def load(name: str) -> str:
        folder = next((one for one in folders if (one / ASSETS / name).exists()), folders[-1])
        return minify_script(load_text(folder / ASSETS / name, f"{folder.name}/{ASSETS}/{name}"))

    joined = {name_script(own): (*FRAME_SCRIPTS, *own, *appearance.own_scripts) for own in sorted({(), *shown})}
    made = {name: join_script(map(load, parts)) for name, parts in joined.items()}
    return made | {name: load(name) for name in later}


def _load_parts(theme: Path, called: str) -> dict[str, str]:
    folder = theme / STYLES
    return {path.name: load_text(path, f"{called}/{path.name}") for path in sorted(folder.glob("*.css"))}


def _refuse_parts(names: Iterable[str], called: str) -> None:
    if mistakes := tuple(check_parts(names, called)):
        raise DataError(mistakes)


def load_inline(theme: Path, appearance: Appearance = _PLAIN) -> Inline:
    """Return what pages hold inside: scripts and style from the folder of the theme. Raises DataError."""
    script, more = (load_text(theme / name, f"{theme.name}/{name}") for name in (INLINE_SCRIPT, CHOICE_SCRIPT))
    return Inline(minify_script(script), minify_script(more), load_style(theme, appearance))


def load_templates(root: Path, stamp: str = "") -> Templates:
    """Return what shows views with the theme in `root`; each template is compiled once, when it is first asked for.

    Who keeps it asks with another `stamp` as soon as a template or an icon is another one: each icon is drawn once.
    """
    return make_environment(root / "overrides" / "views")


def stamp_templates(theme: Path) -> str:
    """Return something that is another as soon as a template of the views of a theme is, or an icon of its own."""
    read = hashlib.sha256()
    for path in sorted([*(theme / "views").glob("*.html"), *(theme / ".icons").rglob("*.svg")]):
        read.update(f"{path.name}\0".encode() + hashlib.sha256(path.read_bytes()).digest())
    return read.hexdigest()


def make_show(templates: Templates) -> Show:
    """Return what shows the shortcodes of a text with these templates."""

    def show(text: str, location: Location, links: Links, localized: LocalizedGuide) -> Mapping[str, str]:
        return render_shortcodes(text, location, templates, links, localized)

    return show


def rehearse(
    root: Path, guide: Guide, sections: tuple[Section, ...], templates: Templates, remember: Remember = show_each
) -> None:
    """Show every page of the guide in `root` once. Raises DataError with all that would stop a build.

    Without a theme there is nothing to show it with, and nothing is said.
    """
    theme = root / "overrides"
    if not theme.is_dir():
        return
    if strays := tuple(find_strays_of_theme(theme)):
        raise DataError(strays)
    inline = load_inline(theme)
    pictures = list_pictures(root / "docs")

    def bind(localized: LocalizedGuide) -> str:
        return render_single_page((Chapter("", "home", "", ""),), inline, templates, localized)

    mistakes = tuple(find_faults(guide, sections, Shows(make_show(templates), bind, remember), pictures))
    if mistakes:
        raise DataError(mistakes)


def locate_lags(lags: Iterable[Problem], folder: Path, guide: Guide, sections: Iterable[Section]) -> list[Diagnostic]:
    """Return which texts are behind, with their places: those of records, then those of the prose."""
    found = list(lags)
    locations = {(one.page, one.anchor, one.language): one.locate(0) for one in sections}
    prose = [Diagnostic(locations[(lag.record_id, *lag.path)], lag.message) for lag in found if lag.kind == PROSE]  # type: ignore[index]
    return locate_problems((lag for lag in found if lag.kind != PROSE), folder, guide) + prose
