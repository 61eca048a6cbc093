"""The menu in mkdocs.yml: pages, and sections of pages, each once."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import yaml

from guide.messages.diagnostic import Diagnostic
from guide.messages.location import Location
from guide.messages.message import Message, shorten
from guide.read.characters import LOADER
from guide.site.navigation import Outline

_HOME = "index.md"
_TEXT = "tag:yaml.org,2002:str"


def check_outline(text: str, path: str, pages: Collection[str], labels: Collection[str]) -> Iterator[Diagnostic]:
    """Yield what is wrong with the menu in the settings of MkDocs.

    `text` is what stands in the file that messages call `path`, `pages` are the files in docs/<language>/, and `labels`
    the words of the interface.
    """
    try:
        root = yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError:
        yield Diagnostic(Location(path, 1, 1), Message("menu/unreadable"))
        return
    found = [value for key, value in root.value if key.value == "nav"] if isinstance(root, yaml.MappingNode) else []
    if len(found) != 1 or not isinstance(found[0], yaml.SequenceNode):
        yield Diagnostic(_locate(found[-1], path) if found else Location(path, 1, 1), Message("menu/none"))
        return
    yield from _Outline(path, pages, labels).check(found[0])


def read_outline(text: str) -> Outline:
    """Return the menu in settings of MkDocs that check_outline has nothing against; of broken ones, an empty menu."""
    try:
        root = yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError:
        return []
    found = [value for key, value in root.value if key.value == "nav"] if isinstance(root, yaml.MappingNode) else []
    return [_read_item(item) for node in found for item in node.value]


def _read_item(node: yaml.Node) -> Outline:
    if isinstance(node, yaml.MappingNode):
        return {str(name.value): [_read_item(item) for item in items.value] for name, items in node.value}
    return str(node.value)


class _Outline:
    """Looks through one menu."""

    def __init__(self, path: str, pages: Collection[str], labels: Collection[str]) -> None:
        self.path = path
        self.pages = pages
        self.labels = labels
        self.seen: set[str] = set()

    def check(self, menu: yaml.SequenceNode) -> Iterator[Diagnostic]:
        """Yield what is wrong, in the order of the file."""
        if not menu.value or menu.value[0].value != _HOME:
            yield Diagnostic(_locate(menu, self.path), Message("menu/first"))
        for item in menu.value:
            if isinstance(item, yaml.MappingNode):
                yield from self._check_section(item)
            else:
                yield from self._check_page(item)

    def _check_section(self, section: yaml.MappingNode) -> Iterator[Diagnostic]:
        if len(section.value) != 1 or not isinstance(section.value[0][1], yaml.SequenceNode):
            yield Diagnostic(_locate(section, self.path), Message("menu/form"))
            return
        name, items = section.value[0]
        if f"nav.{name.value}" not in self.labels:
            yield Diagnostic(_locate(name, self.path), Message("menu/no-label", name=shorten(str(name.value))))
        elif name.value in self.seen:
            yield Diagnostic(_locate(name, self.path), Message("menu/twice", page=name.value))
        self.seen.add(str(name.value))
        if not items.value:
            yield Diagnostic(_locate(section, self.path), Message("menu/empty"))
        for item in items.value:
            yield from self._check_page(item)

    def _check_page(self, item: yaml.Node) -> Iterator[Diagnostic]:
        if not isinstance(item, yaml.ScalarNode) or item.tag != _TEXT:
            yield Diagnostic(_locate(item, self.path), Message("menu/form"))
        elif item.value not in self.pages:
            yield Diagnostic(_locate(item, self.path), Message("menu/no-page", page=shorten(item.value)))
        elif item.value in self.seen:
            yield Diagnostic(_locate(item, self.path), Message("menu/twice", page=item.value))
        else:
            self.seen.add(item.value)


def _locate(node: yaml.Node, path: str) -> Location:
    return Location(path, node.start_mark.line + 1, node.start_mark.column + 1)
