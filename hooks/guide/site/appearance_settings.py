"""The settings of Material that say how a site looks, as the light frame takes them: each is honored or named."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace

import yaml

from guide.messages.diagnostic import Diagnostic
from guide.messages.location import Location
from guide.messages.message import Message, shorten
from guide.messages.nearest import suggest
from guide.read.characters import LOADER
from guide.site.appearance import FEATURES, ICONS, NO_ICONS, SORTS, Appearance, Colors
from guide.site.palette import ACCENT, OWN, PRIMARY

OF_THEME = frozenset({"features", "palette", "icon", "logo", "favicon"})
"""What may stand under `theme` beside what the code relies on."""
OF_SITE = frozenset({"extra_css", "extra_javascript"})
"""What may stand beside that."""
_SCHEMES: Mapping[str, str] = {"default": "light", "slate": "dark"}
_MEDIA = re.compile(r"\(prefers-color-scheme(?:: (light|dark))?\)")
_PICTURES = (".svg", ".png", ".jpg", ".webp", ".avif")
_FOLDER = "assets/"
_TEXT = "tag:yaml.org,2002:str"


def read_appearance(
    text: str, path: str, assets: Collection[str], is_icon: Callable[[str], bool]
) -> tuple[Appearance, tuple[Diagnostic, ...]]:
    """Return what settings want of the frame, and what of that it does not honor; of what is no YAML, nothing.

    `text` is what stands in the file that messages call `path`, `assets` are the files in overrides/assets.
    """
    try:
        root = yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError:
        return Appearance(), ()
    reader = _Reader(path, assets, is_icon)
    return reader.read(root), tuple(reader.odd)


@dataclass
class _Reader:
    """Reads one file of settings, and keeps what is odd."""

    path: str
    assets: Collection[str]
    is_icon: Callable[[str], bool]
    odd: list[Diagnostic] = field(default_factory=list)

    def read(self, root: yaml.Node | None) -> Appearance:
        """Return what the settings want."""
        site = _map(root)
        theme = _map(site.get("theme"))
        made = replace(
            Appearance(),
            features=frozenset(self._read_features(theme.get("features"))),
            logo=self._read_asset(theme.get("logo"), _PICTURES),
            favicon=self._read_asset(theme.get("favicon"), _PICTURES),
            styles=tuple(self._read_assets(site.get("extra_css"), (".css",))),
            scripts=tuple(self._read_assets(site.get("extra_javascript"), (".js",))),
        )
        return self._read_palette(theme.get("palette"), self._read_icons(theme.get("icon"), made))

    def _read_features(self, node: yaml.Node | None) -> Iterator[str]:
        for item in self._list(node):
            if feature := self._pick(item, FEATURES.__contains__, "feature", FEATURES):
                yield feature

    def _read_icons(self, node: yaml.Node | None, made: Appearance) -> Appearance:
        given = self._pairs(node)
        icons = {key.value: self._read_icon(value) for key, value in given if key.value in ICONS}
        notices: dict[str, str] = {}
        for key, value in given:
            if key.value == "admonition":
                notices = self._read_notices(value)
            elif key.value not in ICONS:
                self._say_unknown(key, "place", (*ICONS, "admonition"))
        return replace(made, icons={**NO_ICONS, **icons}, notices=notices)

    def _read_notices(self, node: yaml.Node) -> dict[str, str]:
        given = self._pairs(node)
        for key, _ in given:
            if key.value not in SORTS:
                self._say_unknown(key, "place", SORTS)
        return {key.value: self._read_icon(value) for key, value in given if key.value in SORTS}

    def _read_icon(self, node: yaml.Node) -> str:
        name = self._text(node)
        if name and not self.is_icon(name):
            self._say(node, Message("appearance/icon", name=shorten(name)))
            return ""
        return name

    def _read_asset(self, node: yaml.Node | None, suffixes: tuple[str, ...]) -> str:
        written = self._text(node) if node else ""
        name = written.removeprefix(_FOLDER)
        if not node or (written.startswith(_FOLDER) and name in self.assets and name.endswith(suffixes)):
            return name
        known = tuple(f"{_FOLDER}{one}" for one in sorted(self.assets) if one.endswith(suffixes))
        self._say(node, Message("appearance/asset", name=shorten(written), suffixes=suffixes, known=known or ("-",)))
        return ""

    def _read_assets(self, node: yaml.Node | None, suffixes: tuple[str, ...]) -> Iterator[str]:
        for item in self._list(node):
            if name := self._read_asset(item, suffixes):
                yield name

    def _read_palette(self, node: yaml.Node | None, made: Appearance) -> Appearance:
        entries = [node] if isinstance(node, yaml.MappingNode) else self._list(node)
        read = [self._read_entry(entry) for entry in entries]
        colors = {entry.scheme: entry.colors for entry in reversed(read) if any(vars(entry.colors).values())}
        first = next(iter(reversed(colors.values())), Colors())
        toggles = [entry.toggle for entry in read if entry.toggle is not None]
        return replace(
            made,
            scheme=read[0].scheme if len(read) == 1 else "",
            has_toggle=len(read) < 2 or bool(toggles),
            toggle=next(filter(None, toggles), ""),
            light=colors.get("light", first),
            dark=colors.get("dark", first),
        )

    def _read_entry(self, entry: yaml.Node) -> _Entry:
        given = self._pairs(entry)
        known = ("scheme", "primary", "accent", "media", "toggle")
        for key, _ in given:
            if key.value not in known:
                self._say_unknown(key, "palette", known)
        parts = {key.value: value for key, value in given}
        media = self._pick(parts.get("media"), _MEDIA.fullmatch, "media", ("(prefers-color-scheme: dark)",))
        scheme = _SCHEMES.get(self._pick(parts.get("scheme"), _SCHEMES.get, "scheme", _SCHEMES), "")
        colors = (
            self._pick(parts.get(name), {*some, *OWN}.__contains__, "color", (*some, *OWN))
            for name, some in (("primary", PRIMARY), ("accent", ACCENT))
        )
        found = _MEDIA.fullmatch(media)
        return _Entry(scheme or (found and found[1]) or "", Colors(*colors), self._read_toggle(parts.get("toggle")))

    def _read_toggle(self, node: yaml.Node | None) -> str | None:
        """Return the icon of a toggle, which may be none; None without a toggle."""
        given = self._pairs(node)
        for key, _ in given:
            if key.value != "icon":
                self._say_unknown(key, "toggle", ("icon",))
        return next((self._read_icon(value) for key, value in given if key.value == "icon"), "") if node else None

    def _pick(
        self, node: yaml.Node | None, is_known: Callable[[str], object], what: str, known: Collection[str]
    ) -> str:
        written = self._text(node) if node else ""
        if node and written and not is_known(written):
            self._say_unknown(node, what, known)
            return ""
        return written

    def _list(self, node: yaml.Node | None) -> list[yaml.Node]:
        if node is None or _is_empty(node):
            return []
        if not isinstance(node, yaml.SequenceNode):
            self._say(node, Message("appearance/list"))
            return []
        return list(node.value)

    def _pairs(self, node: yaml.Node | None) -> list[tuple[yaml.Node, yaml.Node]]:
        if node is None or _is_empty(node):
            return []
        if not isinstance(node, yaml.MappingNode):
            self._say(node, Message("appearance/map"))
            return []
        return [(key, value) for key, value in node.value if self._text(key)]

    def _text(self, node: yaml.Node) -> str:
        if isinstance(node, yaml.ScalarNode) and node.tag == _TEXT:
            return str(node.value)
        if not _is_empty(node):
            self._say(node, Message("appearance/text"))
        return ""

    def _say_unknown(self, node: yaml.Node, what: str, known: Collection[str]) -> None:
        name = shorten(str(node.value))
        words = {"name": name, "hint": suggest(name, known), "known": tuple(sorted(known))}
        self._say(node, Message(f"unhonored/{what}", **words))

    def _say(self, node: yaml.Node, message: Message) -> None:
        mark = node.start_mark
        self.odd.append(Diagnostic(Location(self.path, mark.line + 1, mark.column + 1), message))


@dataclass(frozen=True)
class _Entry:
    """One palette: for which scheme it is, its colors, and the icon of its toggle, if it has one."""

    scheme: str
    colors: Colors
    toggle: str | None


def _map(node: yaml.Node | None) -> dict[str, yaml.Node]:
    return {str(key.value): value for key, value in node.value} if isinstance(node, yaml.MappingNode) else {}


def _is_empty(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:null"
