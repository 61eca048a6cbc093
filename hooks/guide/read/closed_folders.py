"""What may lie in the folders that are published, and nothing else: pages, pictures, and the files of the theme.

MkDocs publishes whatever it finds in docs/ and overrides/. A link there would bring a file of the machine to the web, a
script would run as the site's own, and a file in a place of what the guide makes would hide it or be hidden. Names that
begin with a dot are left alone: MkDocs leaves them out.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from guide.messages.diagnostic import Diagnostic
from guide.messages.location import Location
from guide.messages.message import Message
from guide.model.language import Language
from guide.model.record import RESERVED
from guide.read.files import is_special, show_name

PICTURES: Mapping[str, re.Pattern[bytes]] = {
    ".png": re.compile(rb"\x89PNG\r\n\x1a\n"),
    ".jpg": re.compile(rb"\xff\xd8\xff"),
    ".webp": re.compile(rb"RIFF....WEBP", re.DOTALL),
    ".avif": re.compile(rb"....ftypavi[fs]", re.DOTALL),
}
"""What a picture is called, and how it begins. SVG is none of them: it can hold scripts."""
_PICTURE_BYTES = 500_000
_MOST_LEVELS = 4
_MOST_FILES = 1000
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LONGEST = 60
_MADE = frozenset({"404", "assets", "guide", "search", "sitemap"})
"""What stands at the root of the site beside the pages and the folders of languages, and is made by other things."""
_MADE_FOLDER = "data"  # and the page of that name is beside what is in it
_THEME: Mapping[str, re.Pattern[str]] = {
    "": re.compile(r"[a-z0-9-]+\.html|sitemap\.xml"),
    "partials": re.compile(r"[a-z0-9-]+\.html"),
    "views": re.compile(r"_?[a-z0-9_]+\.html"),
    "assets": re.compile(r"(?!site\.css$)[a-z0-9-]+\.(?:js|css|svg|png|jpg|webp|avif)"),
    "assets/css": re.compile(r"[0-9]{2}(?:-[a-z0-9]+)+\.css"),
    "material": re.compile(r"[a-z0-9-]+\.html"),
    "material/partials": re.compile(r"[a-z0-9-]+\.html"),
    "material/partials/javascripts": re.compile(r"[a-z0-9-]+\.html"),
    "material/assets": re.compile(r"[a-z0-9-]+\.js"),
    "material/assets/css": re.compile(r"[0-9]{2}(?:-[a-z0-9]+)+\.css"),
}
"""What may lie in overrides/ and its folders, by the name of the folder."""


def list_pages(folder: Path) -> list[Path]:
    """Return the pages in the folder of a language: plain files, in their order."""
    return sorted(path for path in _walk(folder) if path.suffix == ".md" and stat.S_ISREG(path.lstat().st_mode))


def list_pictures(folder: Path) -> list[str]:
    """Return the pictures in docs/, as `zh/menu.png`."""
    return [path.relative_to(folder).as_posix() for path in _walk(folder) if path.suffix in PICTURES]


def find_strays(folder: Path, made: Collection[str], languages: Sequence[Language]) -> Iterator[Diagnostic]:
    """Yield what may not lie in docs/. `made` are the pages that are made from data, such as `failures/odd.md`."""
    if folder.is_symlink():
        yield Diagnostic(Location(folder.name, 1, 1), Message("not-a-plain-file/sort"))
    for count, path in enumerate(_walk(folder)):
        if count == _MOST_FILES:
            yield Diagnostic(Location(show_name(path, folder), 1, 1), Message("closed-folder/many", limit=_MOST_FILES))
            return
        message = _judge(path, path.relative_to(folder).parts, made, languages)
        if message:
            yield Diagnostic(Location(show_name(path, folder), 1, 1), message)


def find_strays_of_theme(folder: Path) -> Iterator[Diagnostic]:
    """Yield what may not lie in overrides/."""
    if folder.is_symlink():
        yield Diagnostic(Location(folder.name, 1, 1), Message("not-a-plain-file/sort"))
    for path in _walk(folder):
        *above, name = path.relative_to(folder).parts
        form = _THEME.get("/".join(above))
        is_room = path.is_dir() and "/".join((*above, name)) in _THEME
        if is_special(path):
            yield Diagnostic(Location(show_name(path, folder), 1, 1), Message("not-a-plain-file/sort"))
        elif not is_room and (path.is_dir() or not form or not form.fullmatch(name)):
            yield Diagnostic(Location(show_name(path, folder), 1, 1), Message("closed-folder/theme"))


def _walk(folder: Path, level: int = 1) -> Iterator[Path]:
    """Yield what lies in a folder and in those inside it, but for hidden names. Follows no link, and looks into no
    folder that is itself too deep.
    """
    for path in sorted(folder.iterdir()) if folder.is_dir() and not folder.is_symlink() else ():
        if not path.name.startswith("."):
            yield path
            if level <= _MOST_LEVELS:
                yield from _walk(path, level + 1)


def _judge(path: Path, parts: tuple[str, ...], made: Collection[str], languages: Sequence[Language]) -> Message | None:
    """Return what is wrong with something in docs/."""
    if is_special(path):
        return Message("not-a-plain-file/sort")
    if len(parts) > _MOST_LEVELS:
        return Message("closed-folder/deep", limit=_MOST_LEVELS)
    stray = Message("closed-folder/docs", languages=tuple(languages), pictures=tuple(PICTURES))
    if parts[0] not in languages or (len(parts) == 1 and not path.is_dir()):
        return stray
    if len(parts) == 1:
        return None
    if path.is_file() and path.suffix != ".md" and path.suffix not in PICTURES:
        return stray
    taken = {*_MADE, *languages} if len(parts) == 2 else frozenset()
    return _judge_folder(path, taken) if path.is_dir() else _judge_file(path, taken, "/".join(parts[1:]) in made)


def _judge_folder(path: Path, taken: Collection[str]) -> Message | None:
    if not _NAME.fullmatch(path.name) or len(path.name) > _LONGEST or path.name in RESERVED:
        return Message("odd-file-name", limit=_LONGEST)
    return Message("taken-name/taken") if taken and path.name in {*taken, _MADE_FOLDER} else None


def _judge_file(path: Path, taken: Collection[str], is_made: bool) -> Message | None:
    name = path.stem
    if not _NAME.fullmatch(name) or len(name) > _LONGEST or name in RESERVED - {"index"}:
        return Message("odd-file-name", limit=_LONGEST)
    if path.suffix != ".md":
        return _judge_picture(path)
    if path.with_suffix("").is_dir():
        return Message("taken-name/two", name=name)
    return Message("taken-name/taken") if is_made or name in taken else None


def _judge_picture(path: Path) -> Message | None:
    if path.lstat().st_size > _PICTURE_BYTES:
        return Message("picture/large", limit=_PICTURE_BYTES)
    with path.open("rb") as file:
        return None if PICTURES[path.suffix].match(file.read(16)) else Message("picture/no-picture", suffix=path.suffix)
