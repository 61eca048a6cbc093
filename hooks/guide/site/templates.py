"""Templates: what they ask for is there, and where one fails it is said at its line. Knows Jinja, as render does."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from types import TracebackType

from jinja2 import Environment, TemplateNotFound, TemplateSyntaxError, nodes

from guide.messages.diagnostic import DataError, Diagnostic, Location, Said, SaidError, shorten
from guide.site.lang_spans import VOID

_FAILS = Said(
    "template",
    "this template cannot be shown: {reason}; look at what was changed here last",
    "这个模板显示不了：{reason}；请看看这里最近改了什么",
)
_NO_TEMPLATE = Said(
    "template",
    "there is no template '{name}' in {folder}/; restore it, or write the name of one that is there",
    "{folder}/ 里没有“{name}”这个模板；请把它找回来，或者写一个有的名字",
)
_NO_ASSET = Said(
    "template",
    "there is no file overrides/assets/{name} to ask for; there are {known}",
    "没有 overrides/assets/{name} 这个文件；现有的：{known}",
)
_NO_LABEL = Said(
    "template",
    "data/labels.yml has no word '{name}'; add it there, in every language, or ask for one that is there",
    "data/labels.yml 里没有 {name} 这个词；请在那里加上，每种语言都要写，或者改用一个有的词",
)
_TAKING = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
_SUFFIXES = (".html", ".xml")
_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*+)([^<>]*+)>")
_ODD_END = Said(
    "template",
    "'</{name}>' ends here what did not begin, or something else is open; put begin and end in pairs",
    "这里的 </{name}> 没有对应的开头，或者里面还有没结束的；请把开头和结尾配对",
)
_NO_END = Said(
    "template",
    "'<{name}>' begins here and does not end; write </{name}>",
    "<{name}> 有开头，没有结尾；请写上 </{name}>",
)
_UNDEFINED = re.compile(r"'(\w+)' is undefined")


def check_templates(
    texts: Mapping[str, str], folder: str, environment: Environment, labels: Collection[str], assets: Collection[str]
) -> Iterator[Diagnostic]:
    """Yield what cannot be read in templates, and each name of a template, a word or an asset that nothing stands for.

    `texts` are those of `folder`, by the file's name; `environment` is the one that shows them.
    """
    for name, text in texts.items():
        path = f"{folder}/{name}"
        try:
            tree = environment.parse(text)
            missing = list(_find_missing(tree, texts, folder, labels, assets))
            environment.compile(tree, raw=True)
        except TemplateSyntaxError as error:
            reason = shorten(str(error.message), 200)
            yield Diagnostic(Location(path, error.lineno, 1), _FAILS.format(reason=reason))
            continue
        for line, said in missing:
            yield Diagnostic(Location(path, line, 1), said)


def find_odd_end(html: str) -> Said | None:
    """Return what is wrong with how the elements in `html` begin and end; None where all is well."""
    opened: list[str] = []
    for found in _TAG.finditer(html):
        closing, name, rest = found.groups()
        if name in VOID or rest.endswith("/"):
            continue
        if not closing:
            opened.append(name)
        elif not opened or opened.pop() != name:
            return _ODD_END.format(name=name)
    return _NO_END.format(name=opened[-1]) if opened else None


@contextmanager
def blaming(environment: Environment, folder: str, name: str) -> Iterator[None]:
    """Say what fails in the template called `name`, or in one that it takes from, as a DataError with its line.

    `folder` is what messages call the folder of both.
    """
    try:
        yield
    except (DataError, SaidError):
        raise
    except TemplateNotFound as error:
        said = _NO_TEMPLATE.format(name=shorten(str(error.name)), folder=folder)
        raise DataError([Diagnostic(Location(f"{folder}/{name}", 1, 1), said)]) from error
    except Exception as error:  # a template can make anything fail
        where, line = _blame(error, environment) or (name, 1)
        said = _FAILS.format(reason=shorten(f"{type(error).__name__}: {error}", 200))
        raise DataError([Diagnostic(Location(f"{folder}/{where}", line, 1), said)]) from error


def _blame(error: Exception, environment: Environment) -> tuple[str, int] | None:
    """Return (template, line) where it failed: the last that was at work, or the last that names what is not there."""
    at_work = [*_list_lines(error.__traceback__)]
    unknown = _UNDEFINED.search(str(error))
    naming = [place for place in at_work if unknown and unknown[1] in _read_line(environment, *place)]
    return next(reversed(naming or at_work), None)


def _list_lines(traceback: TracebackType | None) -> Iterator[tuple[str, int]]:
    """Yield (template, line) of each template that was at work, the outermost first."""
    while traceback:
        name = posixpath.basename(traceback.tb_frame.f_code.co_filename)
        if name.endswith(_SUFFIXES):
            yield name, traceback.tb_lineno
        traceback = traceback.tb_next


def _read_line(environment: Environment, name: str, line: int) -> str:
    assert environment.loader
    return environment.loader.get_source(environment, name)[0].splitlines()[line - 1]


def _find_missing(
    tree: nodes.Template, texts: Collection[str], folder: str, labels: Collection[str], assets: Collection[str]
) -> Iterator[tuple[int, Said]]:
    """Yield (line, what is said) of each name in a template that nothing stands for."""
    for node in tree.find_all(_TAKING):
        named = vars(node)["template"]
        if isinstance(named, nodes.Const) and named.value not in texts:
            yield node.lineno, _NO_TEMPLATE.format(name=shorten(str(named.value)), folder=folder)
    for call in tree.find_all(nodes.Call):
        asked = call.args[0] if len(call.args) == 1 else None
        if isinstance(asked, nodes.Const):
            known, said = (assets, _NO_ASSET) if _is_called(call, {"asset"}) else (labels, _NO_LABEL)
            if _is_called(call, {"asset", "label", "labels", "words"}) and asked.value not in known:
                yield call.lineno, said.format(name=shorten(str(asked.value)), known=", ".join(sorted(assets)))


def _is_called(call: nodes.Call, names: Collection[str]) -> bool:
    """Say whether a function of one of these names is called, or one out of a mapping of that name."""
    called = call.node.node if isinstance(call.node, nodes.Getitem) else call.node
    return isinstance(called, nodes.Name) and called.name in names
