"""The settings of MkDocs in mkdocs.yml: what is a guide's own has its form, and the rest is what the code relies on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import yaml

from guide.messages.diagnostic import Diagnostic
from guide.messages.location import Location
from guide.messages.message import Message, shorten
from guide.read.addresses import check_addresses
from guide.read.characters import LOADER, explain_syntax, find_forbidden, find_odd
from guide.site.appearance_settings import OF_SITE, OF_THEME

ADDRESSES = ("site_url", "repo_url")
_TEXTS = ("site_name", "site_description")
_OWN = {*ADDRESSES, *_TEXTS, *OF_SITE, "nav"}
_TEXT = "tag:yaml.org,2002:str"
_ENVIRONMENT = "!ENV"
_LONGEST = 300
_UNORDERED = {"features", "hooks", "watch"}
"""Lists that may stand in any order."""
RELIED = "settings.yml"
"""The file, beside this one, of the settings that the code relies on."""
RELIED_OF_SKIN = "skin.yml"
"""The same for the second skin, which has few of its own."""


def check_settings(text: str, path: str, relied: str) -> Iterator[Diagnostic]:
    """Yield what is wrong with the settings, but for the menu.

    `text` is what stands in the file that messages call `path`, and `relied` the settings that the code relies on.
    """
    yield from _check(text, path, _Comparison(path, relied, RELIED).check)


def check_skin_settings(text: str, path: str, relied: str) -> Iterator[Diagnostic]:
    """Yield what is wrong with the settings of the second skin, where nothing is a guide's own."""
    yield from _check(text, path, _Comparison(path, relied, RELIED_OF_SKIN).check_rest)


def _check(text: str, path: str, compare: Callable[[yaml.MappingNode], Iterator[Diagnostic]]) -> Iterator[Diagnostic]:
    odd = [one for one in find_forbidden(text, path) if one.message != Message("tag", tag=_ENVIRONMENT)]
    yield from odd
    if odd:
        return
    try:
        root = yaml.compose(text, Loader=LOADER)
    except yaml.YAMLError as error:
        yield explain_syntax(error, text, path)
        return
    if isinstance(root, yaml.MappingNode):
        yield from compare(root)
    else:
        yield Diagnostic(Location(path, 1, 1), Message("settings/form"))


class _Comparison:
    """Holds one file of settings against those that the code relies on."""

    def __init__(self, path: str, relied: str, file: str) -> None:
        self.path = path
        self.relied = relied
        self.file = f"hooks/guide/site/{file}"

    def check(self, root: yaml.MappingNode) -> Iterator[Diagnostic]:
        """Yield what is wrong, in the order of the file."""
        own = yaml.MappingNode(root.tag, [pair for pair in root.value if str(pair[0].value) in _OWN], root.start_mark)
        others = [(key, _leave_out(key, value)) for key, value in root.value if (key, value) not in own.value]
        rest = yaml.MappingNode(root.tag, others, root.start_mark)
        yield from self._check_own(own)
        yield from self.check_rest(rest)
        yield from self._check_theme(root)

    def check_rest(self, root: yaml.MappingNode) -> Iterator[Diagnostic]:
        """Yield what is wrong with what is no guide's own."""
        relied = yaml.compose(self.relied, Loader=LOADER)
        assert relied
        yield from self._compare(root, relied)

    def _check_own(self, own: yaml.MappingNode) -> Iterator[Diagnostic]:
        yield from self._find_repeated(own)
        if "site_name" not in {key.value for key, _ in own.value}:
            yield Diagnostic(Location(self.path, 1, 1), Message("settings/no-name", key="site_name"))
        for key, value in own.value:
            if key.value in _TEXTS:
                yield from (self._at(value, message) for message in _judge_text(value))
            if key.value in ADDRESSES:
                yield from self._check_address(key.value, value)

    def _check_theme(self, root: yaml.MappingNode) -> Iterator[Diagnostic]:
        """Yield what stands twice of that which is left out of the comparison."""
        for key, value in root.value:
            if key.value == "theme" and isinstance(value, yaml.MappingNode):
                kept = [pair for pair in value.value if str(pair[0].value) in OF_THEME]
                yield from self._find_repeated(yaml.MappingNode(value.tag, kept, value.start_mark))

    def _check_address(self, name: str, value: yaml.Node) -> Iterator[Diagnostic]:
        written = _read_address(value)
        if written is None:
            yield self._at(value, Message("settings/no-address", name=name.upper()))
        else:
            yield from (self._at(value, one.message) for one in check_addresses({name: written}))

    def _compare(self, found: yaml.Node, relied: yaml.Node) -> Iterator[Diagnostic]:
        if type(found) is not type(relied) or found.tag != relied.tag:
            yield self._at(found, Message("settings/other", written=self._write(relied), file=self.file))
        elif isinstance(found, yaml.MappingNode):
            yield from self._compare_keys(found, relied)
        elif isinstance(found, yaml.SequenceNode):
            yield from self._compare_items(found, relied)
        elif found.value != relied.value:
            yield self._at(found, Message("settings/other", written=self._write(relied), file=self.file))

    def _compare_keys(self, found: yaml.MappingNode, relied: yaml.Node) -> Iterator[Diagnostic]:
        yield from self._find_repeated(found)
        wanted: Mapping[str, yaml.Node] = {key.value: value for key, value in relied.value}
        given = [key.value for key, _ in found.value if isinstance(key, yaml.ScalarNode)]
        for key, value in found.value:
            if isinstance(key, yaml.ScalarNode) and key.value in wanted:
                own = _arrange(value, wanted[key.value]) if key.value in _UNORDERED else value
                yield from self._compare(own, wanted[key.value])
            else:
                yield self._at(key, Message("settings/unknown", key=shorten(_name(key)), file=self.file))
        for name, value in wanted.items():
            if name not in given:
                yield self._at(found, Message("settings/lacks", key=name, written=self._write(value), file=self.file))

    def _compare_items(self, found: yaml.SequenceNode, relied: yaml.Node) -> Iterator[Diagnostic]:
        """Yield the first difference of two lists; what comes behind it is out of step."""
        for item, wanted in zip(found.value, relied.value, strict=False):
            mistakes = list(self._compare(item, wanted))
            if mistakes:
                yield from mistakes
                return
        if len(found.value) > len(relied.value):
            item = found.value[len(relied.value)]
            yield self._at(item, Message("settings/unknown", key=shorten(_name(item)), file=self.file))
        for wanted in relied.value[len(found.value) :][:1]:
            yield self._at(
                found, Message("settings/lacks", key=_name(wanted), written=self._write(wanted), file=self.file)
            )

    def _find_repeated(self, found: yaml.MappingNode) -> Iterator[Diagnostic]:
        seen: set[str] = set()
        for key, _ in found.value:
            if str(key.value) in seen:
                yield self._at(key, Message("repeated-key/here", key=shorten(_name(key))))
            seen.add(str(key.value))

    def _at(self, node: yaml.Node, said: Message) -> Diagnostic:
        return Diagnostic(Location(self.path, node.start_mark.line + 1, node.start_mark.column + 1), said)

    def _write(self, relied: yaml.Node) -> str:
        return shorten(self.relied[relied.start_mark.index : relied.end_mark.index].strip(), 200)


def _leave_out(key: yaml.Node, value: yaml.Node) -> yaml.Node:
    """Return a value without what a guide may say as it likes of how its frame looks."""
    if key.value != "theme" or not isinstance(value, yaml.MappingNode):
        return value
    rest = [pair for pair in value.value if str(pair[0].value) not in OF_THEME]
    return yaml.MappingNode(value.tag, rest, value.start_mark)


def _arrange(found: yaml.Node, relied: yaml.Node) -> yaml.Node:
    """Return a list in the order of the one that the code relies on, what that does not have at its end."""
    if not isinstance(found, yaml.SequenceNode) or not isinstance(relied, yaml.SequenceNode):
        return found
    order = {_name(item): index for index, item in enumerate(relied.value)}
    arranged = sorted(found.value, key=lambda item: order.get(_name(item), len(order)))
    return yaml.SequenceNode(found.tag, arranged, found.start_mark)


def _name(node: yaml.Node) -> str:
    """Return what an item of a list is called: its text, or its first key."""
    while not isinstance(node, yaml.ScalarNode) and node.value:
        node = node.value[0] if isinstance(node, yaml.SequenceNode) else node.value[0][0]
    return str(node.value) if isinstance(node, yaml.ScalarNode) else ""


def _judge_text(node: yaml.Node) -> Iterator[Message]:
    written = node.value if isinstance(node, yaml.ScalarNode) and node.tag == _TEXT else ""
    if odd := find_odd(written):
        yield odd
    elif not written.strip() or "\n" in written or len(written) > _LONGEST:
        yield Message("settings/no-text", limit=_LONGEST)


def _read_address(node: yaml.Node) -> str | None:
    """Return the address that is written, or that stands in for one that the environment lacks; None for neither."""
    if isinstance(node, yaml.ScalarNode):
        return node.value if node.tag == _TEXT else "" if node.tag == _ENVIRONMENT and node.value else None
    names = node.value if isinstance(node, yaml.SequenceNode) and node.tag == _ENVIRONMENT else []
    if not names or any(not isinstance(name, yaml.ScalarNode) or name.tag != _TEXT for name in names):
        return None
    return str(names[-1].value) if len(names) > 1 else ""
