"""What may lie in the folders that are published, and nothing else: pages, pictures, and the files of the theme.

MkDocs publishes whatever it finds in docs/ and overrides/. A link there would bring a file of the machine to the web, a
script would run as the site's own, and a file in a place of what the guide makes would hide it or be hidden. Names that
begin with a dot are left alone: MkDocs leaves them out.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from guide.messages.diagnostic import Diagnostic, Location, Said
from guide.model.capture import CAPTURES
from guide.model.language import Language
from guide.model.record import RESERVED
from guide.read.files import NOT_PLAIN, show_name

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
_MADE = frozenset({"404", "assets", "guide", "search", "sitemap", *Language})
"""What stands at the root of the site beside the pages of the first language, and is made by other things."""
_MADE_FOLDER = "data"  # and the page of that name is beside what is in it
_THEME: Mapping[str, re.Pattern[str]] = {
    "": re.compile(r"[a-z0-9-]+\.html|sitemap\.xml"),
    "views": re.compile(r"_?[a-z0-9_]+\.html"),
    "assets": re.compile(r"[a-z0-9-]+\.(?:js|svg|png|jpg|webp|avif)"),
    "assets/css": re.compile(r"[0-9]{2}(?:-[a-z0-9]+)+\.css"),
}
"""What may lie in overrides/ and its folders, by the name of the folder."""

_STRAY = Said(
    "closed-folder",
    "does not belong here, and all that lies here is published; {what.en}",
    "不该放在这里，放在这里的都会公开；{what.zh}",
)
_IN_DOCS = Said(
    "",
    f"in docs/ stand the folders {', '.join(Language)}, with pages (.md) and pictures ({', '.join(PICTURES)})",
    f"docs/ 里只有 {'、'.join(Language)} 这几个文件夹，里面是页面（.md）和图片（{'、'.join(PICTURES)}）",
)
_IN_THEME = Said(
    "",
    "in overrides/ stand templates, in its folder views/ too, in assets/ scripts and pictures, in assets/css/ style "
    "sheets, each named by two digits and its subject (40-tables.css)",
    "overrides/ 和 views/ 里是模板，assets/ 里是脚本和图片，assets/css/ 里是样式（两位数字加内容，如 40-tables.css）",
)
_IN_CAPTURES = Said(
    "",
    "in data/captures/ stand the files that `python -m guide quotes` writes, <source>.json",
    "data/captures/ 里只有 `python -m guide quotes` 写的文件，<来源>.json",
)
_DEEP = Said(
    "closed-folder",
    f"stands more than {_MOST_LEVELS} levels deep in docs/; move it up",
    f"在 docs/ 里超过了 {_MOST_LEVELS} 层；请往上移",
)
_MANY = Said(
    "closed-folder",
    f"there are more than {_MOST_FILES} files in docs/; remove some",
    f"docs/ 里超过了 {_MOST_FILES} 个文件；请删掉一些",
)
_ODD_NAME = Said(
    "odd-file-name",
    f"a name is of small Latin letters and digits, with single hyphens in between, at most {_LONGEST}, such as law.md",
    f"文件名只用小写字母和数字，中间可以有单个连字符，最多 {_LONGEST} 个字符，例如 law.md",
)
_TAKEN = Said(
    "taken-name",
    "the guide makes something of this name itself; choose another one",
    "这个名字，指南自己要用；请换一个",
)
_TWO = Said(
    "taken-name",
    "the folder '{name}/' has the same address as this page; write the page as '{name}/index.md'",
    "这一页和文件夹“{name}/”的网址相同；请把这一页写成 {name}/index.md",
)
_NO_PICTURE = Said(
    "picture",
    "begins like no picture of its name; save it again as {suffix}",
    "内容不是这个后缀的图片；请重新存成 {suffix}",
)
_LARGE = Said(
    "picture",
    f"is larger than {_PICTURE_BYTES} bytes; make it smaller",
    f"超过 {_PICTURE_BYTES} 字节；请缩小",
)


def list_pages(folder: Path) -> list[Path]:
    """Return the pages in the folder of a language: plain files, in their order."""
    return sorted(path for path in _walk(folder) if path.suffix == ".md" and stat.S_ISREG(path.lstat().st_mode))


def list_pictures(folder: Path) -> list[str]:
    """Return the pictures in docs/, as `zh/menu.png`."""
    return [path.relative_to(folder).as_posix() for path in _walk(folder) if path.suffix in PICTURES]


def find_strays(folder: Path, made: Collection[str]) -> Iterator[Diagnostic]:
    """Yield what may not lie in docs/. `made` are the pages that are made from data, such as `failures/odd.md`."""
    if folder.is_symlink():
        yield Diagnostic(Location(folder.name, 1, 1), NOT_PLAIN)
    for count, path in enumerate(_walk(folder)):
        said = _MANY if count == _MOST_FILES else _judge(path, path.relative_to(folder).parts, made)
        if said:
            yield Diagnostic(Location(show_name(path, folder), 1, 1), said)
        if count == _MOST_FILES:
            return


def find_strays_of_theme(folder: Path) -> Iterator[Diagnostic]:
    """Yield what may not lie in overrides/."""
    if folder.is_symlink():
        yield Diagnostic(Location(folder.name, 1, 1), NOT_PLAIN)
    for path in _walk(folder):
        *above, name = path.relative_to(folder).parts
        form = _THEME.get("/".join(above))
        is_room = path.is_dir() and "/".join((*above, name)) in _THEME
        if _is_special(path):
            yield Diagnostic(Location(show_name(path, folder), 1, 1), NOT_PLAIN)
        elif not is_room and (path.is_dir() or not form or not form.fullmatch(name)):
            yield Diagnostic(Location(show_name(path, folder), 1, 1), _STRAY.format(what=_IN_THEME))


def find_strays_of_captures(folder: Path) -> Iterator[Diagnostic]:
    """Yield what may not lie in data/captures/; `folder` is data/. What is in the captures is read elsewhere."""
    for path in _walk(folder / CAPTURES):
        if path.suffix != ".json":
            said = NOT_PLAIN if _is_special(path) else _STRAY.format(what=_IN_CAPTURES)
            yield Diagnostic(Location(show_name(path, folder), 1, 1), said)


def _walk(folder: Path, level: int = 1) -> Iterator[Path]:
    """Yield what lies in a folder and in those inside it, but for hidden names. Follows no link, and looks into no
    folder that is itself too deep.
    """
    for path in sorted(folder.iterdir()) if folder.is_dir() and not folder.is_symlink() else ():
        if not path.name.startswith("."):
            yield path
            if level <= _MOST_LEVELS:
                yield from _walk(path, level + 1)


def _is_special(path: Path) -> bool:
    """Say whether this is a link, a pipe or a device: neither a file nor a folder."""
    mode = path.lstat().st_mode
    return not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _judge(path: Path, parts: tuple[str, ...], made: Collection[str]) -> Said | None:
    """Return what is wrong with something in docs/."""
    if _is_special(path):
        return NOT_PLAIN
    if len(parts) > _MOST_LEVELS:
        return _DEEP
    if parts[0] not in set(Language) or (len(parts) == 1 and not path.is_dir()):
        return _STRAY.format(what=_IN_DOCS)
    if len(parts) == 1:
        return None
    return _judge_folder(path, len(parts)) if path.is_dir() else _judge_file(path, parts, made)


def _judge_folder(path: Path, level: int) -> Said | None:
    if not _NAME.fullmatch(path.name) or len(path.name) > _LONGEST or path.name in RESERVED:
        return _ODD_NAME
    return _TAKEN if level == 2 and path.name in {*_MADE, _MADE_FOLDER} else None


def _judge_file(path: Path, parts: tuple[str, ...], made: Collection[str]) -> Said | None:
    name = path.stem
    if path.suffix != ".md" and path.suffix not in PICTURES:
        return _STRAY.format(what=_IN_DOCS)
    if not _NAME.fullmatch(name) or len(name) > _LONGEST or name in RESERVED - {"index"}:
        return _ODD_NAME
    if path.suffix != ".md":
        return _judge_picture(path)
    if path.with_suffix("").is_dir():
        return _TWO.format(name=name)
    return _TAKEN if "/".join(parts[1:]) in made or (len(parts) == 2 and name in _MADE) else None


def _judge_picture(path: Path) -> Said | None:
    if path.lstat().st_size > _PICTURE_BYTES:
        return _LARGE
    with path.open("rb") as file:
        return None if PICTURES[path.suffix].match(file.read(16)) else _NO_PICTURE.format(suffix=path.suffix)
