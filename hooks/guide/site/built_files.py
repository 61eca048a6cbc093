"""What a built site holds: what pages, data and theme make, each address once, and no script but the site's own."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from guide.messages.diagnostic import Diagnostic, Location, Said, shorten
from guide.read.files import escape_name

_RULE = "built-files"
_UNKNOWN = Said(
    _RULE,
    "neither a page, nor data, nor the theme makes this; it is not published",
    "页面、数据和主题都不会生成这个文件；不会公开",
)
_TWICE = Said(
    _RULE,
    "is made twice, from {first} and from {second}; rename one of them",
    "有两个来源：{first} 和 {second}；请把其中一个改名",
)
_MISSING = Said(_RULE, "should have been built, and was not", "应该生成，却没有生成")
_LINK = Said(_RULE, "is a link; a site holds files only", "这是链接；网站里只有普通文件")
_SCRIPT = Said(
    _RULE,
    "'{tag}' is no script of the theme, so it would run as the site's own",
    "{tag} 不是主题里的脚本，却会当成本站的脚本运行",
)
_CHANGED = Said(_RULE, "is not what its name says by its hash", "内容和文件名里的哈希对不上")
_NO_INDEX = Said(_RULE, "is not the search index that the build wrote", "不是构建写下的搜索索引")
_TAG = re.compile(r"<\s*script\b[^>]*>?", re.IGNORECASE)
_SOURCE = re.compile(r'<script src="((?:\.\./|\./)*|/(?!/)[^"]*?)assets/([^"/]+\.js)" defer>')
_HASHED = re.compile(r"[a-z0-9-]+\.([0-9a-f]{8})\.[a-z0-9]+")
_INDEX = re.compile(r"window\.guide\.receive\((.*)\);\n", re.DOTALL)


def find_clashes(made: Iterable[tuple[str, str]]) -> Iterator[Diagnostic]:
    """Yield each address that has two sources; `made` are pairs of an address in the site and what it is made from.

    An address that is also a folder of another one clashes, too, and so do two that differ in capitals only.
    """
    seen: dict[str, str] = {}
    for address, source in made:
        if address.lower() in seen:
            words = {"first": escape_name(seen[address.lower()]), "second": escape_name(source)}
            yield Diagnostic(Location(escape_name(address), 1, 1), _TWICE.format(**words))
        seen.setdefault(address.lower(), source)
    for address, source in list(seen.items()):
        for folder in (one.as_posix() for one in Path(address).parents):
            if folder in seen:
                words = {"first": escape_name(seen[folder]), "second": escape_name(source)}
                yield Diagnostic(Location(escape_name(folder), 1, 1), _TWICE.format(**words))


def find_strangers(sources: Iterable[str], assets: Collection[str]) -> Iterator[Diagnostic]:
    """Yield each file of a theme that is not among our own `assets`: the theme below ours brings some, too."""
    for source in sources:
        if source not in assets:
            yield Diagnostic(Location(escape_name(source), 1, 1), _UNKNOWN)


def find_surprises(site: Path, wanted: Collection[str]) -> Iterator[Diagnostic]:
    """Yield each file of a built site that nothing makes, each that is missing, and each link."""
    found = set()
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.is_symlink():
            yield Diagnostic(Location(escape_name(name), 1, 1), _LINK)
        elif not path.is_dir():
            found.add(name)
            if name not in wanted:
                yield Diagnostic(Location(escape_name(name), 1, 1), _UNKNOWN)
    for name in sorted({*wanted} - found):
        yield Diagnostic(Location(escape_name(name), 1, 1), _MISSING)


def find_odd_scripts(site: Path, inline: str, scripts: Collection[str]) -> Iterator[Diagnostic]:
    """Yield each script that is not the theme's: in a page, or as a file.

    `inline` is the one that stands in every page, `scripts` are the published names of those in assets/. The policy
    cannot say which file of the site is a script: for that its tags would need the attribute `integrity`, and with it
    no browser runs a script of a page that was opened from the disk.
    """
    for path in sorted(site.rglob("*.html")):
        yield from find_odd_tags(path.read_text(encoding="utf-8"), path.relative_to(site).as_posix(), inline, scripts)
    for path in sorted(site.rglob("*.js")):
        folder, _, name = path.relative_to(site).as_posix().rpartition("/")
        said = _judge_script(path.read_bytes(), folder, name, scripts)
        if said:
            yield Diagnostic(Location(escape_name(f"{folder}/{name}"), 1, 1), said)


def hash_name(content: bytes) -> str:
    """Return what the name of an asset says of its content."""
    return hashlib.sha256(content).hexdigest()[:8]


def find_odd_tags(page: str, name: str, inline: str, scripts: Collection[str]) -> Iterator[Diagnostic]:
    """Yield each script in the HTML of a `page` that is not the theme's; `name` is what messages call the page."""
    text = page.replace(f"<script>{inline}</script>", "", 1)
    for found in _TAG.finditer(text):
        source = _SOURCE.match(text, found.start())
        if not source or source[2] not in scripts:
            line = text.count("\n", 0, found.start()) + 1
            yield Diagnostic(Location(name, line, 1), _SCRIPT.format(tag=escape_name(shorten(found[0]))))


def _judge_script(content: bytes, folder: str, name: str, scripts: Collection[str]) -> Said | None:
    if folder == "assets" and name in scripts:
        digest = _HASHED.fullmatch(name)
        return None if digest and digest[1] == hash_name(content) else _CHANGED
    if folder == "search":
        return None if _is_index(content.decode("utf-8", "replace")) else _NO_INDEX
    return _UNKNOWN


def _is_index(text: str) -> bool:
    found = _INDEX.fullmatch(text)
    try:
        return bool(found) and isinstance(json.loads(f"[{found[1]}]"), list)  # type: ignore[index]
    except ValueError:
        return False
