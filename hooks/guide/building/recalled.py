"""What of a build the last one made already: pages, their frames, and what is made from the finished pages."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from typing import Any

from guide.building.archive import PAGES, Archive, Recording, open_archive, pack_archive
from guide.building.build import Build, Project
from guide.building.noted import Notes, note_frame, note_pages
from guide.kept.fingerprint import UnreadableError, digest_code, digest_tree, digest_words, list_loose_files
from guide.kept.pack import NAMES, SITE, SKINNED, load_pack, write_pack
from guide.model.language import Language
from guide.site.page import Page
from guide.site.single_page import Chapter, bind_chapters

_NO_TEXT = "<p></p>"
_CODING = ("utf-8", "surrogatepass")


@dataclass(frozen=True)
class Kept:
    """A page as it was shown, and what its builder `made` of it besides, as JSON has it."""

    html: str
    anchors: frozenset[str]
    made: Any


def load_archive(project: Project, settings: str, frames: bool) -> Archive | None:
    """Return what the last build of a project made, as far as it was asked for with the same `settings`.

    Its `frames` are kept where all is known that they read. None where nobody can say what the site is made from.
    """
    stamp = _stamp(project, settings)
    return open_archive(stamp, settings, frames, load_pack(project.root, _name(project))) if stamp else None


def keep_archive(build: Build) -> None:
    """Keep what a build has made, unless something has changed meanwhile that all of it hangs on."""
    archive, project = build.options.archive, build.project
    if archive and not archive.is_as_before() and _stamp(project, archive.settings) == archive.stamp:
        write_pack(project.root, _name(project), pack_archive(archive), NAMES)


def _name(project: Project) -> str:
    return SKINNED if project.skinned else SITE


def _stamp(project: Project, settings: str) -> str | None:
    """Return a name for the program, the theme and the settings."""
    hooks = project.root / "hooks"
    try:
        beside = [f"hooks/{name}" for name in list_loose_files(hooks)]
        beside += [name for name in list_loose_files(project.root) if fnmatch(name, "mkdocs*.yml")]
        return digest_words([digest_code(), digest_tree(project.root, (project.theme.name, *beside)), settings])
    except (OSError, UnreadableError):
        return None


def find_archive(build: Build, *languages: Language) -> Archive | None:
    """Return what knows what was made before. Of what a language borrows nothing does: two guides at once tell it."""
    asked = languages or tuple(build.localized_guides)
    borrows = any(build.localized_guides[one].original for one in asked)
    return None if borrows else build.options.archive


@dataclass(frozen=True)
class Thing:
    """Something that is made from a build: its name, and what it hangs on beside templates and settings.

    That is what it is `given`, and what the guide is asked in some `languages`. Pages that are looked up by their names
    need not be among it; where all are that it hangs on, they `are_given`.
    """

    name: str
    given: tuple[Any, ...]
    languages: Collection[Language]
    are_given: bool = False


def recall(build: Build, thing: Thing, make: Callable[[Build], str]) -> str:
    """Return the text of something that is made from a build; as before, where nothing has changed that it hangs on."""
    archive = find_archive(build, *thing.languages)
    if archive is None:
        return make(build)
    called = archive.name_given(*thing.given)
    found = archive.find(thing.name, called)
    if found is not None:
        return found.decode(*_CODING)
    recording = archive.record(thing.name, called, {one: build.localized_guides[one] for one in thing.languages})
    pages = build.pages if thing.are_given else note_pages(None, archive.sources[PAGES], recording.notes[PAGES])
    made = make(replace(build, localized_guides={**build.localized_guides, **recording.guides}, pages=pages))
    archive.keep(recording, made.encode(*_CODING))
    return made


def recall_files(
    build: Build, thing: Thing, make: Callable[[Build], Iterable[tuple[str, str]]]
) -> Iterator[tuple[str, str]]:
    """Yield some files that are made together, as `recall` returns one."""
    if find_archive(build, *thing.languages) is None:
        yield from make(build)
        return
    written = recall(build, thing, lambda one: json.dumps([*make(one)], ensure_ascii=False))
    yield from ((name, content) for name, content in json.loads(written))


def bind_each(build: Build, language: Language, chapters: tuple[Chapter, ...]) -> tuple[Chapter, ...]:
    """Return chapters as bind_chapters does. Each hangs on itself, and on where the others stand."""
    archive = find_archive(build, language)
    if archive is None:
        return bind_chapters(chapters)
    places = tuple((one.address, one.anchor) for one in chapters)
    given = {one: archive.name_given(one.address, one.anchor, one.title, one.html, places) for one in chapters}
    known = {one: archive.find(_name_chapter(one), name) for one, name in given.items()}
    # What is known need not be bound again, but the others lead to it.
    bound = bind_chapters(one if known[one] is None else replace(one, html=_NO_TEXT) for one in chapters)
    for one, made in zip(chapters, bound, strict=True):
        if known[one] is None:
            known[one] = made.html.encode(*_CODING)
            archive.keep(archive.record(_name_chapter(one), given[one], {}), made.html.encode(*_CODING))
    return tuple(replace(one, html=html.decode(*_CODING)) for one, html in known.items() if html is not None)


def _name_chapter(chapter: Chapter) -> str:
    return f"chapter {chapter.address}"


def find_page(build: Build, page: Page, text: str, departed: Iterable[str]) -> Kept | None:
    """Return a page of which the whole file is `text` as it was shown before; None where it may show otherwise now.

    `departed` are the titles of the places that it leads on to from headings of earlier times.
    """
    archive = find_archive(build, page.language)
    found = archive.find(_name_page(page), _name_given(archive, page, text, departed)) if archive else None
    return _read_page(found) if found is not None else None


def begin_page(build: Build, page: Page, text: str, departed: Iterable[str]) -> Recording | None:
    """Return what notes what a page asks while it is shown; None where nobody keeps it."""
    archive = find_archive(build, page.language)
    if archive is None:
        return None
    guides = {page.language: build.localized_guides[page.language]}
    return archive.record(_name_page(page), _name_given(archive, page, text, departed), guides)


def keep_page(build: Build, recording: Recording, shown: Page, made: Any) -> None:
    """Keep a page that has been shown, with what its builder made of it; nothing where it does not say."""
    if build.options.archive and made is not None:
        build.options.archive.keep(recording, _write_page(Kept(shown.html, frozenset(shown.anchors), made)))


def _name_page(page: Page) -> str:
    return f"page {page.name}"


def _name_given(archive: Archive, page: Page, text: str, departed: Iterable[str]) -> str:
    places = archive.sources[page.language]["addresses"]  # Markdown asks for them without a note
    return archive.name_given(page.name, page.address, page.canonical, text, tuple(departed), places)


def _write_page(kept: Kept) -> bytes:
    head = json.dumps({"anchors": sorted(kept.anchors), "made": kept.made})
    return f"{head}\n{kept.html}".encode(*_CODING)


def _read_page(written: bytes) -> Kept:
    head, _, html = written.partition(b"\n")
    told = json.loads(head)
    return Kept(html.decode(*_CODING), frozenset(told["anchors"]), told["made"])


def find_frame(build: Build, page: Page, given: Iterable[Any]) -> str | None:
    """Return a whole page, frame and all, as it was before; None where its frame may be another one now.

    `given` is what the frame is made from beside the guide and the pages.
    """
    archive = _find_archive_of_frames(build)
    found = archive.find(_name_frame(page), archive.name_given(page, *given)) if archive else None
    return found.decode(*_CODING) if found is not None else None


def begin_frame(build: Build, page: Page, given: Iterable[Any]) -> Build:
    """Return the build of which a frame is made, which notes what is asked for it."""
    archive = _find_archive_of_frames(build)
    if archive is None:
        return build
    notes: dict[str, Notes] = {place: {} for place in archive.sources}
    guides, pages = note_frame(page, build.localized_guides, archive.sources, notes)
    archive.begun[page.name] = Recording(_name_frame(page), archive.name_given(page, *given), notes, guides, {})
    return replace(build, localized_guides=guides, pages=pages)


def find_begun(build: Build, page: Page) -> Build:
    """Return the build of which the frame of a page is being made, as begin_frame does."""
    archive = build.options.archive
    begun = archive.begun.get(page.name) if archive else None
    return replace(build, localized_guides=begun.guides) if begun else build


def keep_frame(build: Build, page: Page, html: str) -> None:
    """Keep a page whose frame has been made."""
    archive = build.options.archive
    if archive and page.name in archive.begun:
        archive.keep(archive.begun.pop(page.name), html.encode(*_CODING))


def is_taken_over(build: Build, name: str) -> bool:
    """Say whether the page of a name, with its frame, is as the last build made it."""
    archive = build.options.archive
    return archive is not None and _name_frame(build.pages[name]) in archive.now


def _find_archive_of_frames(build: Build) -> Archive | None:
    archive = find_archive(build)
    return archive if archive and archive.frames else None


def _name_frame(page: Page) -> str:
    return f"frame {page.name}"


def tell_archive(build: Build) -> None:
    """Tell what keeps things of the guide, and where each file stands, before a page is shown."""
    if build.options.archive:
        build.options.archive.tell(build.localized_guides, build.places)


def tell_archive_of_pages(build: Build) -> None:
    """Tell what keeps things of all pages, once they are known."""
    if build.options.archive:
        build.options.archive.tell_pages(build.pages)
