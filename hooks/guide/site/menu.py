"""The menu in mkdocs.yml: pages, and sections of pages, each once."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import yaml

from guide.messages.diagnostic import Diagnostic, Location, Said, shorten
from guide.read.characters import LOADER

_HOME = "index.md"
_TEXT = "tag:yaml.org,2002:str"
_NONE = Said(
    "menu",
    "mkdocs.yml has no 'nav', or more than one; it is the list of the pages in the menu",
    "mkdocs.yml 里没有 nav，或者不止一个；它是菜单里的页面列表",
)
_UNREADABLE = Said("menu", "cannot be read as YAML", "YAML 读不懂")
_NO_PAGE = Said(
    "menu",
    "'{page}' is no page in docs/; a menu holds file names such as money.md, and no addresses",
    "docs/ 里没有“{page}”这一页；菜单里只写文件名，例如 money.md，不写网址",
)
_TWICE = Said("menu", "'{page}' stands in the menu twice; delete one", "菜单里“{page}”写了两次；请删掉一个")
_FORM = Said(
    "menu",
    "a menu is a list of pages, and of sections '- name:' with a list of pages, no deeper",
    "菜单是页面的列表，或者“- 名字:”下面一层页面的列表，不能再深",
)
_EMPTY = Said("menu", "this section has no page; add one, or delete it", "这一节没有页面；请加一页，或者删掉")
_NO_LABEL = Said(
    "menu",
    "the section '{name}' has no words; write the label nav.{name} in data/labels.yml",
    "“{name}”这一节没有名字；请在 data/labels.yml 里写上 nav.{name}",
)
_FIRST = Said("menu", "the menu begins with index.md", "菜单的第一项是 index.md")


def check_outline(text: str, path: str, pages: Collection[str], labels: Collection[str]) -> Iterator[Diagnostic]:
    """Yield what is wrong with the menu in the settings of MkDocs.

    `text` is what stands in the file that messages call `path`, `pages` are the files in docs/<language>/, and `labels`
    the words of the interface.
    """
    try:
        root = yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError:
        yield Diagnostic(Location(path, 1, 1), _UNREADABLE)
        return
    found = [value for key, value in root.value if key.value == "nav"] if isinstance(root, yaml.MappingNode) else []
    if len(found) != 1 or not isinstance(found[0], yaml.SequenceNode):
        yield Diagnostic(_locate(found[-1], path) if found else Location(path, 1, 1), _NONE)
        return
    yield from _Outline(path, pages, labels).check(found[0])


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
            yield Diagnostic(_locate(menu, self.path), _FIRST)
        for item in menu.value:
            if isinstance(item, yaml.MappingNode):
                yield from self._check_section(item)
            else:
                yield from self._check_page(item)

    def _check_section(self, section: yaml.MappingNode) -> Iterator[Diagnostic]:
        if len(section.value) != 1 or not isinstance(section.value[0][1], yaml.SequenceNode):
            yield Diagnostic(_locate(section, self.path), _FORM)
            return
        name, items = section.value[0]
        if f"nav.{name.value}" not in self.labels:
            yield Diagnostic(_locate(name, self.path), _NO_LABEL.format(name=shorten(str(name.value))))
        elif name.value in self.seen:
            yield Diagnostic(_locate(name, self.path), _TWICE.format(page=name.value))
        self.seen.add(str(name.value))
        if not items.value:
            yield Diagnostic(_locate(section, self.path), _EMPTY)
        for item in items.value:
            yield from self._check_page(item)

    def _check_page(self, item: yaml.Node) -> Iterator[Diagnostic]:
        if not isinstance(item, yaml.ScalarNode) or item.tag != _TEXT:
            yield Diagnostic(_locate(item, self.path), _FORM)
        elif item.value not in self.pages:
            yield Diagnostic(_locate(item, self.path), _NO_PAGE.format(page=shorten(item.value)))
        elif item.value in self.seen:
            yield Diagnostic(_locate(item, self.path), _TWICE.format(page=item.value))
        else:
            self.seen.add(item.value)


def _locate(node: yaml.Node, path: str) -> Location:
    return Location(path, node.start_mark.line + 1, node.start_mark.column + 1)
