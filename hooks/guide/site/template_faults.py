"""Templates: what they ask for is there, and where one fails it is said at its line. Knows Jinja, as render does."""

from __future__ import annotations

import posixpath
import re
import weakref
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from types import TracebackType

from jinja2 import Environment, TemplateNotFound, TemplateSyntaxError, nodes

from guide.messages.diagnostic import DataError, Diagnostic
from guide.messages.location import Location
from guide.messages.message import Message, MessageError, shorten
from guide.site.lang_spans import VOID

_TAKING = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
_SUFFIXES = (".html", ".xml")
_PARTIALS = "partials"
_TAG = re.compile(r"<(/?[a-z][a-z0-9]*+)[^<>]*+(?<!/)>")
"""A tag, but for one that is closed in itself; in the group its name, behind a slash where it closes an element."""


@dataclass(frozen=True)
class Known:
    """What templates may name: words of the interface, assets, and icons."""

    labels: Collection[str]
    assets: Collection[str]
    is_icon: Callable[[str], bool]


_UNDEFINED = re.compile(r"'(\w+)' is undefined")


def check_templates(
    texts: Mapping[str, str], folder: str, environment: Environment, known: Known
) -> Iterator[Diagnostic]:
    """Yield what cannot be read in templates, and each name of a template, a word or an asset that nothing stands for.

    `texts` are those of `folder`, by the file's name; `environment` is the one that shows them, and keeps what it has
    compiled here.
    """
    for name, text in texts.items():
        path = f"{folder}/{name}"
        try:
            tree = environment.parse(text)
            missing = list(_find_missing(tree, texts, folder, known))
            missing += list(_find_missing_icons(tree, known.is_icon))
            _keep_compiled(tree, name, environment)
        except TemplateSyntaxError as error:
            reason = shorten(str(error.message), 200)
            yield Diagnostic(Location(path, error.lineno, 1), Message("template/fails", reason=reason))
            continue
        for line, message in missing:
            yield Diagnostic(Location(path, line, 1), message)


def _keep_compiled(tree: nodes.Template, name: str, environment: Environment) -> None:
    """Compile a template that has been read, so that nobody has to read it a second time to show it."""
    assert environment.loader and environment.cache is not None
    _, file, is_current = environment.loader.get_source(environment, name)
    code = environment.compile(tree, name, file)
    made = environment.template_class.from_code(environment, code, environment.make_globals(None), is_current)
    environment.cache[(weakref.ref(environment.loader), name)] = made


def find_odd_end(html: str) -> Message | None:
    """Return what is wrong with how the elements in `html` begin and end; None where all is well."""
    opened: list[str] = []
    for name in _TAG.findall(html):
        if name[0] != "/" and name not in VOID:
            opened.append(name)
        elif name[0] == "/" and name[1:] not in VOID and (not opened or opened.pop() != name[1:]):
            return Message("template/odd-end", name=name[1:])
    return Message("template/no-end", name=opened[-1]) if opened else None


@contextmanager
def blaming(environment: Environment, folder: str, name: str) -> Iterator[None]:
    """Say what fails in the template called `name`, or in one that it takes from, as a DataError with its line.

    `folder` is what messages call the folder of both.
    """
    try:
        yield
    except (DataError, MessageError):
        raise
    except TemplateNotFound as error:
        message = Message("template/no-template", name=shorten(str(error.name)), folder=folder)
        raise DataError([Diagnostic(Location(f"{folder}/{name}", 1, 1), message)]) from error
    except Exception as error:  # a template can make anything fail
        where, line = _blame(error, environment) or (name, 1)
        message = Message("template/fails", reason=shorten(f"{type(error).__name__}: {error}", 200))
        raise DataError([Diagnostic(Location(f"{folder}/{where}", line, 1), message)]) from error


def _blame(error: Exception, environment: Environment) -> tuple[str, int] | None:
    """Return (template, line) where it failed: the last that was at work, or the last that names what is not there."""
    at_work = [*_list_lines(error.__traceback__)]
    unknown = _UNDEFINED.search(str(error))
    naming = [place for place in at_work if unknown and unknown[1] in _read_line(environment, *place)]
    return next(reversed(naming or at_work), None)


def _list_lines(traceback: TracebackType | None) -> Iterator[tuple[str, int]]:
    """Yield (template, line) of each template that was at work, the outermost first."""
    while traceback:
        folder, name = posixpath.split(traceback.tb_frame.f_code.co_filename)
        if name.endswith(_SUFFIXES):
            yield f"{_PARTIALS}/{name}" if posixpath.basename(folder) == _PARTIALS else name, traceback.tb_lineno
        traceback = traceback.tb_next


def _read_line(environment: Environment, name: str, line: int) -> str:
    assert environment.loader
    return environment.loader.get_source(environment, name)[0].splitlines()[line - 1]


def _find_missing(
    tree: nodes.Template, texts: Collection[str], folder: str, known: Known
) -> Iterator[tuple[int, Message]]:
    """Yield (line, message) of each name in a template that nothing stands for."""
    for node in tree.find_all(_TAKING):
        named = vars(node)["template"]
        if isinstance(named, nodes.Const) and named.value not in texts:
            yield node.lineno, Message("template/no-template", name=shorten(str(named.value)), folder=folder)
    for call in tree.find_all(nodes.Call):
        asked = call.args[0] if len(call.args) == 1 else None
        if isinstance(asked, nodes.Const):
            name = shorten(str(asked.value))
            if _is_called(call, {"asset"}) and asked.value not in known.assets:
                yield call.lineno, Message("template/no-asset", name=name, known=tuple(sorted(known.assets)))
            if _is_called(call, {"label", "labels", "words"}) and asked.value not in known.labels:
                yield call.lineno, Message("template/no-label", name=name)


def _find_missing_icons(tree: nodes.Template, is_icon: Callable[[str], bool]) -> Iterator[tuple[int, Message]]:
    """Yield (line, message) of each icon that a template names and nobody draws."""
    for call in tree.find_all(nodes.Call):
        for name in call.find_all(nodes.Const) if _is_called(call, {"icon"}) else ():
            if isinstance(name.value, str) and "/" in name.value and not is_icon(name.value):
                yield call.lineno, Message("template/no-icon", name=shorten(name.value))


def _is_called(call: nodes.Call, names: Collection[str]) -> bool:
    """Say whether a function of one of these names is called, or one out of a mapping of that name."""
    called = call.node.node if isinstance(call.node, nodes.Getitem) else call.node
    return isinstance(called, nodes.Name) and called.name in names
