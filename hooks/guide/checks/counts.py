"""Sources are counted by the guide, not by whoever writes: a typed "most" or "nobody else" is soon untrue."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from guide.checks.problem import Problem
from guide.checks.tallies import find_counts
from guide.checks.walk import walk_named
from guide.messages.diagnostic import Said
from guide.model.guide import Guide
from guide.model.kinds import Group
from guide.model.language import Language
from guide.model.records import Change
from guide.model.sources import Source
from guide.model.wording import CountException

PROSE = "docs/"

_OF_A_SOURCE = {"publisher", "independent_of"}
"""Names, and what is said of two sources that are both named."""

_TYPED = Said(
    "typed-count",
    "'{found}' counts or ranks sources in words; ask for the figure with {{kind/id.origins}}, {{kind/id.sources}} or "
    "{{kind/id.opposing}}, or say what was found without counting; if it must stay, say why in count_exceptions.yml",
    "“{found}”用文字数来源、比来源；算出来的数请这样引用：{{种类/id.origins}}、{{种类/id.sources}}、"
    "{{种类/id.opposing}}；或者只写查到了什么；确实要留的，在 count_exceptions.yml 写明理由",
)
_IDLE = Said(
    "idle-count-exception",
    "no clause of {text} counts sources with the words '{words}'; delete the exception, or correct it",
    "{text} 里没有哪一处用“{words}”来数来源；请删掉这条例外，或者改正",
)


def check_counts(guide: Guide) -> Iterator[Problem]:
    """No text of the data counts or ranks sources in words, but for exceptions with a reason."""
    excused = list_excused(guide)
    for kind, record in guide.everything():
        if _is_exempt(kind, guide):
            continue
        for name, path, text in walk_named(record):
            if isinstance(record, Source) and path[0] in _OF_A_SOURCE:
                continue
            for language in Language:
                place = (kind, record.id, path)
                yield from _check_text(f"{kind}/{record.id}.{name}", place, text[language], language, excused)
    yield from _find_idle(guide)


def _is_exempt(kind: str, guide: Guide) -> bool:
    """Say whether a kind is about the guide itself: what only editors see, and the list of changes."""
    declared = guide.kinds.get(kind)
    return declared is None or declared.group is Group.EDITORS or issubclass(declared.record_class, Change)


def _check_text(
    name: str,
    place: tuple[str, str, tuple[str | int, ...]],
    text: str | tuple[str, ...],
    language: Language,
    excused: Collection[tuple[str, str]],
) -> Iterator[Problem]:
    kind, record_id, path = place
    lines = enumerate((text,) if isinstance(text, str) else text)
    for number, line in lines:
        where = (*path, language.value) if isinstance(text, str) else (*path, language.value, number)
        for _, found in find_counts(line, language):
            if not is_excused(name, found, excused):
                yield Problem(kind, record_id, where, say_typed(found))


def say_typed(found: str) -> Said:
    """Return what is said of a clause that counts sources."""
    return _TYPED.format(found=found[:60])


def list_excused(guide: Guide) -> frozenset[tuple[str, str]]:
    """Return (name of a text, words) for every exception."""
    return frozenset((one.text, one.words) for one in guide.of(CountException))


def is_excused(name: str, clause: str, excused: Collection[tuple[str, str]]) -> bool:
    """Say whether an exception for that text has words of that clause."""
    return any(name == text and words in clause for text, words in excused)


def _find_idle(guide: Guide) -> Iterator[Problem]:
    for one in guide.of(CountException):
        if not one.text.startswith(PROSE):
            yield from judge_exception(one, _list_lines(guide, one.text))


def _list_lines(guide: Guide, wanted: str) -> Iterator[tuple[Language, str]]:
    """Yield each line of the text called `wanted`, in each language; nothing where the check never looks."""
    kind, _, rest = wanted.partition("/")
    for record in () if _is_exempt(kind, guide) else guide.records(kind):
        for name, _, text in walk_named(record):
            if f"{record.id}.{name}" == rest:
                for language in Language:
                    words = text[language]
                    yield from ((language, line) for line in ((words,) if isinstance(words, str) else words))


def judge_exception(exception: CountException, lines: Iterable[tuple[Language, str]]) -> Iterator[Problem]:
    """Yield that an exception is idle where no clause of the lines it is for both counts and has its words."""
    clauses = (clause for language, line in lines for _, clause in find_counts(line, language))
    if not any(exception.words in clause for clause in clauses):
        said = _IDLE.format(words=exception.words, text=exception.text)
        yield Problem("count_exceptions", exception.id, ("words",), said)
